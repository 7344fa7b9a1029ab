"""The door through which cards go for ever: by an act, after a backup, all of them or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop.desk import Desk
from desktop.retention import DueCard, due_cards
from desktop.safekeeping import safety, stands_in_the_way
from forms.findings import Finding, Severity
from forms.rights import Right
from forms.store.store import Tombstone, Work
from forms.store.thinning import LONGEST_KEPT
from forms.words import N_
from reports.catalogue import RETURNS

CHANGED = N_(
    "A card was changed meanwhile, or is not due any more: {number}. Nothing was destroyed; look "
    "at the list again."
)
KEPT = N_("{number} must be kept: {why}")
NONE_CHOSEN = N_("No card is chosen. Mark cards with the space bar first.")
CORNERS = N_(
    "The cards are destroyed. Traces of them may stand in free parts of the file until it is "
    "written anew: {why}"
)


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What was done: the number of the act and how many cards went; left tells why the file could
    not be written anew, None when it was."""

    act: str
    cards: int
    left: Finding | None = None


@dataclass(frozen=True, slots=True)
class StillHeld:
    """Backups hold destroyed cards until they expire: the last one made, and the day by which it
    goes when backups are made as usual; second says that there is a second place with copies."""

    last: datetime | None
    until: date
    second: bool


def still_held(desk: Desk) -> StillHeld:
    """Say which backups hold what is destroyed now, and how long."""
    stands = safety(desk)
    return StillHeld(stands.last, desk.today() + LONGEST_KEPT, stands.second is not None)


def destroy(desk: Desk, ids: Iterable[str]) -> Destroyed | Finding:
    """Destroy due cards by one act; refused whole with what stands in the way of the first.

    A backup is made before and must succeed.  Slow as a backup and as writing the file anew.
    Raises NotAllowed, KeyError for an unknown card.
    """
    desk.require(Right.DESTROY)
    chosen = _chosen(desk, ids)
    if isinstance(chosen, Finding):
        return chosen
    refused = stands_in_the_way(desk)
    if refused is not None:
        return refused
    with desk.begin(Right.DESTROY) as work:
        stale = _changed(work, chosen)
        if stale is not None:
            return stale
        act = work.next_act(desk.today().year)
        stones = [_stone(desk, one, act) for one in chosen]
        work.destroy(stones, _counts(chosen), when=desk.now())
    return Destroyed(act, len(stones), _wiped(desk))


def _chosen(desk: Desk, ids: Iterable[str]) -> Sequence[DueCard] | Finding:
    """Give the chosen cards as they stand now, or what keeps one of them."""
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return Finding("Z06", Severity.FORMAT, NONE_CHOSEN)
    due = {one.record.id: one for one in due_cards(desk, wanted)}
    for id in wanted:
        if id not in due:
            return Finding("Z04", Severity.HARD, CHANGED, {}, {"number": _number(desk, id)})
        for why in due[id].blocks:
            values = {"number": due[id].record.number, "why": why}
            return Finding("Z05", Severity.HARD, KEPT, {}, values)
    return [due[id] for id in wanted]


def _number(desk: Desk, id: str) -> str:
    with desk.looking() as reading:
        found = (reading.get(one.form, id) for one in RETURNS)
        return next((one.number for one in found if one is not None), "?")


def _changed(work: Work, chosen: Iterable[DueCard]) -> Finding | None:
    for one in chosen:
        now = work.get(one.record.form, one.record.id)
        if now is None or now.revision != one.record.revision:
            return Finding("Z04", Severity.HARD, CHANGED, {}, {"number": one.record.number})
    return None


def _stone(desk: Desk, one: DueCard, act: str) -> Tombstone:
    record = one.record
    return Tombstone(
        record.number,
        record.id,
        record.form,
        one.term.kind or (one.term.form if one.term.form != record.form else ""),
        one.begun,
        one.ended,
        one.term.years,
        one.term.norm,
        act,
        desk.today(),
        desk.who,
    )


def _counts(
    chosen: Iterable[DueCard],
) -> Mapping[str, Mapping[tuple[int, int], Mapping[str, int]]]:
    """Add up what the cards added to returns handed in, so that these go on counting it."""
    codes = {counted.form: counted.definition.code for counted in RETURNS}
    found: dict[str, dict[tuple[int, int], dict[str, int]]] = {}
    for one in chosen:
        quarters = found.setdefault(codes[one.record.form], {})
        for period, cells in one.traces.items():
            total = quarters.setdefault((period.year, period.quarter), {})
            for cell, number in cells.items():
                total[str(cell)] = total.get(str(cell), 0) + number
    return found


def _wiped(desk: Desk) -> Finding | None:
    """Write the file anew; that it cannot be is told, the cards are destroyed all the same."""
    why = desk.store.vault.wipe()
    return why and Finding("Z07", Severity.SOFT, CORNERS, {}, {"why": why})
