"""Counts the days of a term: calendar days, months, and working days between the holidays."""

import csv
import io
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import resources
from forms.words import Name

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of rest: "01-07" every year or one date; moves where it is made up for.

    A public holiday that falls on a weekend moves the rest to the next working day (Labour Code
    of 23.11.2015 No. 414-V, art. 85); 7 January and the first day of Kurban Ait do not.
    """

    day: str
    name: Name
    since: date | None
    until: date | None
    moves: bool

    def on(self, year: int) -> date | None:
        """Give its day in a year; None where it does not stand in that year."""
        written = self.day if len(self.day) == 10 else f"{year}-{self.day}"
        found = date.fromisoformat(written)
        begun = self.since is None or self.since <= found
        going = self.until is None or found <= self.until
        return found if found.year == year and begun and going else None


@cache
def holidays() -> tuple[Holiday, ...]:
    """Give the holidays that ship with the program."""
    table = csv.DictReader(io.StringIO(resources.text("codes", "holidays.csv")))
    return tuple(
        Holiday(
            row["day"],
            Name(row["kk"], row["ru"], row["en"]),
            date.fromisoformat(row["since"]) if row["since"] else None,
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["moves"] == "yes",
        )
        for row in table
    )


@cache
def rest_days(year: int) -> frozenset[date]:
    """Give the days of rest of a year that are not plain weekends, moved ones included."""
    known = {found: one for one in holidays() if (found := one.on(year)) is not None}
    rest = set(known)
    for day in sorted(known):
        if known[day].moves and day.weekday() >= SATURDAY:
            rest.add(next(after for after in _days_after(day) if _plain(after, rest)))
    return frozenset(rest)


def working(day: date) -> bool:
    """True when offices work on the day."""
    return _plain(day, rest_days(day.year))


def next_working(day: date) -> date:
    """Give the day itself where offices work on it, else the first one after it."""
    return day if working(day) else next(after for after in _days_after(day) if working(after))


def add_working_days(day: date, count: int) -> date:
    """Give the day on which the count-th working day after an event ends."""
    after = (one for one in _days_after(day) if working(one))
    return [next(after) for _ in range(count)][-1]


def add_months(day: date, count: int) -> date:
    """Give the same day so many months later, the month's last day where it has none such
    (Civil Code art. 174)."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _plain(day: date, rest: set[date] | frozenset[date]) -> bool:
    return day.weekday() < SATURDAY and day not in rest


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day
