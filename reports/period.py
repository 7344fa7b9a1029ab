"""A reporting period: a quarter of a year, as a value."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from forms.words import Language

FIRST_YEAR, LAST_YEAR = 1900, 2200
ROMAN = ("I", "II", "III", "IV")
_WRITTEN = re.compile(r"^\s*(\d{4})\s*[-/ ]?\s*[QqКкТт]?\s*([1-4])\s*$")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from first to last, both included."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """True when the day lies in the span."""
        return day is not None and self.first <= day <= self.last

    @property
    def eve(self) -> date:
        """The day before the first: its end is the state at the start (rule R2)."""
        return self.first - timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter: year and number from 1 to 4.  Raises ValueError for another number."""

    year: int
    quarter: int

    def __post_init__(self) -> None:
        if not (1 <= self.quarter <= 4 and FIRST_YEAR <= self.year <= LAST_YEAR):
            raise ValueError(f"no such quarter: {self.year}-Q{self.quarter}")

    @classmethod
    def read(cls, text: str) -> "Period | None":
        """Read 2026-Q3 (also 2026Q3, 2026-3); None when it is no quarter."""
        found = _WRITTEN.match(text)
        known = found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR
        return cls(int(found[1]), int(found[2])) if found and known else None

    @classmethod
    def of(cls, day: date) -> "Period":
        """Give the quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}"

    @property
    def span(self) -> Span:
        """The days of the quarter: table Q."""
        first = date(self.year, 3 * self.quarter - 2, 1)
        return Span(first, self.next().span_first - timedelta(days=1))

    @property
    def span_first(self) -> date:
        """The first day of the quarter."""
        return date(self.year, 3 * self.quarter - 2, 1)

    def year_span(self, first_use: date | None = None) -> Span:
        """The days of table Y: from 1 January, or from first use where that is later (R7)."""
        first = date(self.year, 1, 1)
        if first_use is not None and first < first_use <= self.span.last:
            first = first_use
        return Span(first, self.span.last)

    def next(self) -> "Period":
        """Give the quarter after."""
        if self.quarter == 4:
            return Period(self.year + 1, 1)
        return Period(self.year, self.quarter + 1)

    def previous(self) -> "Period":
        """Give the quarter before."""
        if self.quarter == 1:
            return Period(self.year - 1, 4)
        return Period(self.year, self.quarter - 1)

    def so_far(self) -> tuple["Period", ...]:
        """Give the quarters of the year up to this one, itself included."""
        return tuple(Period(self.year, number) for number in range(1, self.quarter + 1))

    def say(self, lang: Language) -> str:
        """Write the quarter as an office does: 2026 жылғы III тоқсан, III квартал 2026 года."""
        roman = ROMAN[self.quarter - 1]
        return {
            Language.KK: f"{self.year} жылғы {roman} тоқсан",
            Language.RU: f"{roman} квартал {self.year} года",
            Language.EN: f"Quarter {roman} of {self.year}",
        }[lang]
