"""Which returns are in force on a day, and what counts each of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from forms.record import Record
from reports.court_return import COURT_RETURN, court_entries
from reports.definition import Return
from reports.entry import CountEntry
from reports.family_return import FAMILY_RETURN, family_entries
from reports.period import Span


@dataclass(frozen=True, slots=True)
class Counted:
    """A return, the form whose cards it counts, and the entries one card makes in a span."""

    definition: Return
    form: str
    entries: Callable[[Record, Span, str], Iterator[CountEntry]]


RETURNS: tuple[Counted, ...] = (
    Counted(FAMILY_RETURN, "family", family_entries),
    Counted(COURT_RETURN, "court_case", court_entries),
)


def returns_on(day: date) -> tuple[Counted, ...]:
    """Give the returns in force on a day."""
    return tuple(
        one
        for one in RETURNS
        if (one.definition.since is None or one.definition.since <= day)
        and (one.definition.until is None or day <= one.definition.until)
    )


def return_of(code: str) -> Counted:
    """Give a return by its code; raises KeyError for an unknown one."""
    return {one.definition.code: one for one in RETURNS}[code]
