"""The way along the paper from spot to spot."""

from collections.abc import Sequence

from desktop.card.content import Spot


def with_spot(walk: list[Spot], spot: Spot, order: Sequence[str]) -> list[Spot]:
    """Give a walk with a spot that is passed over otherwise, at its place; order are the paths of
    the paper."""
    if spot in walk:
        return walk
    here = order.index(spot.path)
    rows = [one for one in walk if one.row == spot.row] or walk
    after = [one for one in rows if order.index(one.path) > here]
    at = walk.index(after[0]) if after else walk.index(rows[-1]) + 1
    return [*walk[:at], spot, *walk[at:]]
