"""Reads dates as clerks type them and keeps how exactly a date is known."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from forms.words import Language

_SPLIT = re.compile(r"[\s./\\,_-]+")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which only the year, or the year and month, may be known (returns, rule R4)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if 0 in (self.month, self.day):
            raise ValueError("no month and no day is called 0")
        self.earliest()
        if self.day is not None and self.month is None:
            raise ValueError("a day without a month")

    @property
    def exact(self) -> bool:
        """True when the day is known."""
        return self.day is not None

    def on(self) -> date:
        """Give the day to count with: year known → 1 July, month known → the 15th (rule R4)."""
        if self.month is None:
            return date(self.year, 7, 1)
        return date(self.year, self.month, self.day or 15)

    def earliest(self) -> date:
        """Give the first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def iso(self) -> str:
        """Write as 2026, 2026-03 or 2026-03-31, the form in which it is stored."""
        known = (self.month, self.day)
        return f"{self.year:04d}" + "".join(f"-{part:02d}" for part in known if part)

    @classmethod
    def from_iso(cls, text: str) -> "PartialDate":
        """Read what iso() wrote; raises ValueError for anything else."""
        parts = [int(part) for part in text.split("-")]
        if not 1 <= len(parts) <= 3:
            raise ValueError(text)
        return cls(*parts)

    def say(self, lang: Language) -> str:
        """Write as 2026, 03.2026 or 31.03.2026."""
        known = (self.day, self.month)
        return "".join(f"{part:02d}." for part in known if part) + f"{self.year:04d}"


def read_partial(text: str, today: date) -> PartialDate | None:
    """Read 31032026, 31.03.26, 31 3 2026, "31 03", 03.2026 or 2026; None when it is no date.

    A two-digit year is the latest one that is not more than a year ahead of today; a missing
    year is the latest that does not lie ahead.
    """
    parts = [part for part in _SPLIT.split(text.strip()) if part]
    longest = 8 if len(parts) == 1 else 4  # longer digits are no day, month or year
    if any(len(part) > longest for part in parts):
        return None
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        return _assemble(parts if len(parts) > 1 else _cut(parts[0]), today)
    except ValueError:
        return None


def _cut(digits: str) -> list[str]:
    cuts = {8: (2, 2, 4), 6: (2, 2, 2), 4: (4,), 3: (1, 2)}
    if len(digits) == 6 and int(digits[2:]) >= 1900 and int(digits[:2]) <= 12:
        return [digits[:2], digits[2:]]
    if len(digits) == 4 and not 1800 <= int(digits) <= 2200:
        return [digits[:2], digits[2:]]
    pieces, at = [], 0
    for width in cuts.get(len(digits), ()):
        pieces.append(digits[at : at + width])
        at += width
    return pieces


def _assemble(parts: list[str], today: date) -> PartialDate | None:
    match parts:
        case [year] if len(year) == 4:
            return PartialDate(int(year))
        case [year, month] if len(year) == 4:
            return PartialDate(int(year), int(month))
        case [month, year] if len(year) == 4:
            return PartialDate(int(year), int(month))
        case [day, month]:
            this = PartialDate(today.year, int(month), int(day))
            return this if this.on() <= today else PartialDate(today.year - 1, int(month), int(day))
        case [year, month, day] if len(year) == 4:
            return PartialDate(int(year), int(month), int(day))
        case [day, month, year] if len(year) in (2, 4):
            return PartialDate(_full_year(year, today), int(month), int(day))
    return None


def _full_year(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    latest = today.year + 1
    return latest - (latest - int(year)) % 100


def age_on(birth: date, day: date) -> int:
    """Give completed years on a day; who was born on 29.02 turns a year older on 01.03."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birthday(birth: date, years: int) -> date:
    """Give the day on which somebody completes so many years (rule R4: 29.02 → 01.03)."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def eve(day: date) -> date:
    """Give the day before."""
    return day - timedelta(days=1)
