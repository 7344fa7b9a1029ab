"""A filled return: definition, office, period, revision and its numbers; frozen.

Counting, reading a workbook and merging all end in this one type, so that paper, controls and
screen cannot tell a local return from a national one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from reports.definition import Cell, Kind, Return
from reports.period import Period

Number = int | Decimal


class Origin(StrEnum):
    """Where the numbers came from."""

    COUNTED = "counted"  # from the cards of a vault
    READ = "read"  # from a workbook handed in
    MERGED = "merged"  # from parts
    TYPED = "typed"  # typed as numbers


class PartState(StrEnum):
    """How a part stands in a consolidated return."""

    TAKEN = "taken"
    MISSING = "missing"
    EXCLUDED = "excluded"  # a person decided to leave it out


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a consolidated return: the office, how it stands, which revision, its digest.

    lacking counts the commissions that a missing or incomplete part stands for; cells are the
    part's own numbers (empty where it is missing), for the breakdown sheet.
    """

    office: str
    state: PartState
    revision: int | None = None
    digest: str = ""
    lacking: int = 0
    numbers: Mapping[Cell, Number | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: a confirmed soft control or a merge decision, with its reason."""

    rule: str
    place: str
    reason: str
    words: str = ""
    who: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FilledReturn:
    """The numbers of one return of one office for one quarter.

    numbers holds every cell that is not x: an int (line 08: a Decimal with one decimal), or None
    where nothing was entered or reported.  lacking tells how many parts a cell's sum lacks (the
    mark `…`).  reason is that of the revision; first_use the day counting began where that is
    later than 1 January (rule R7).
    """

    definition: Return
    office: str
    period: Period
    numbers: Mapping[Cell, Number | None]
    revision: int = 0
    reason: str = ""
    origin: Origin = Origin.COUNTED
    lacking: Mapping[Cell, int] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    decisions: tuple[Decision, ...] = ()
    first_use: date | None = None
    practice: bool = False
    file: str = ""

    def get(self, table: str, line: str, column: str) -> Number | None:
        """Give the number of a cell; None where nothing is there or the cell is x."""
        return self.numbers.get(Cell(table, line, column))

    def int_of(self, table: str, line: str, column: str) -> int:
        """Give a whole number for arithmetic; x and empty count as nothing (rule R8)."""
        value = self.get(table, line, column)
        return value if isinstance(value, int) else 0

    def with_numbers(self, numbers: Mapping[Cell, Number | None]) -> "FilledReturn":
        """Give the same return with other numbers."""
        return replace(self, numbers=numbers)

    @property
    def zero(self) -> bool:
        """True for a zero return: 0 or x everywhere (rule R8)."""
        return all(
            value == 0
            for cell, value in self.numbers.items()
            if self.definition.line(cell.line).kind is not Kind.SHARE
        )

    @property
    def key(self) -> tuple[str, str, Period]:
        """What the return is of: code, office, period."""
        return self.definition.code, self.office, self.period


def share(granted: Number | None, considered: Number | None) -> Decimal | None:
    """Give granted ÷ considered × 100 with one decimal, half up; None where considered is 0."""
    if not isinstance(granted, int) or not isinstance(considered, int) or considered == 0:
        return None
    return (Decimal(granted) * 100 / considered).quantize(Decimal("0.1"), "ROUND_HALF_UP")


def with_shares(
    definition: Return, numbers: Mapping[Cell, Number | None]
) -> dict[Cell, Number | None]:
    """Give the numbers with every line 08 computed anew from 04 and 03 (column 1)."""
    done = dict(numbers)
    for cell in definition.cells():
        if definition.line(cell.line).kind is Kind.SHARE:
            part = cell.line[:-3]
            done[cell] = share(
                done.get(Cell(cell.table, f"{part}.04", "1")),
                done.get(Cell(cell.table, f"{part}.03", "1")),
            )
    return done
