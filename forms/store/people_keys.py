"""The keys by which somebody is found who may be the same person: the birth day with each name.

Two keys are kept of everybody whose birth date is known: the day with the beginning of the last
name, and the day with the beginning of the first name.  Day and month stand in them the smaller
first, so that they may have been changed about; one wrong letter spoils one of the names at most;
and names that stand in each other's places give the same keys.  A number gives its last digits.
"""

from collections.abc import Iterator, Sequence

HEAD = 2  # letters of a name; measured: a third letter loses people and saves no time


def keys_of(names: Sequence[str], birth: str | None, iin: str | None) -> frozenset[str]:
    """Give the keys of somebody by folded names, the birth date as stored, and the number."""
    return frozenset((*_by_birth(names, birth), *_by_number(iin)))


def _by_birth(names: Sequence[str], birth: str | None) -> Iterator[str]:
    year, *parts = (birth or "").split("-")
    if len(parts) == 2:
        day = year + "".join(sorted(parts))
        yield from (day + name.replace(" ", "")[:HEAD] for name in names if name)


def _by_number(iin: str | None) -> Iterator[str]:
    if iin is not None and len(iin) == 12:
        yield f"#{iin[6:]}"
