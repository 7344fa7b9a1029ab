"""What a return is: its lines, columns and tables, which cells exist and how lines add up.

A cell is return, table, line, column ("1-QO/Q/04/1"), never a spreadsheet address.  Codes are
stable for ever; a decree makes a new dated definition beside the old one.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

import resources
from forms.words import Language, Name

TABLES = ("Q", "Y")


class Cell(NamedTuple):
    """The identity of a number inside a return: table, line, column."""

    table: str
    line: str
    column: str

    def __str__(self) -> str:
        return "/".join(self)


class Kind(Enum):
    """How a line relates to time: a stock, a flow, or a state that need not add up (≠)."""

    HEADING = auto()
    OPENING = auto()
    STOCK = auto()
    FLOW = auto()
    STATE = auto()
    SHARE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One counted column."""

    code: str
    name: Name


@dataclass(frozen=True, slots=True)
class Line:
    """One line: code, name, kind, the columns that are not x, its parts where it is their sum.

    of is the part of the return it stands in ("A"), "" where the return has no parts.
    """

    code: str
    name: Name
    kind: Kind
    columns: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    of: str = ""
    source: str = ""

    @property
    def depth(self) -> int:
        """How far the line is indented: 0 for 04, 1 for 02.1, 2 for 09.4.1."""
        return self.code.removeprefix(f"{self.of}.").count(".")

    @property
    def total(self) -> bool:
        """True for a line printed as a total."""
        return self.kind in (Kind.OPENING, Kind.STOCK) and self.depth == 0 or bool(self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Return:
    """A declared return.  code stands in files ("1-QO"), index on paper («1-ҚО»).

    Each is declared once and compared by identity: to compare or hash its lines would cost more
    than the arithmetic that asks for them.
    """

    code: str
    index: str
    title: Name
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    parts: tuple[tuple[str, Name], ...] = ()
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        known = {line.code for line in self.lines}
        if len(known) != len(self.lines):
            raise ValueError(f"{self.code}: a line is declared twice")
        for line in self.lines:
            strange = set(line.parts) - known | set(line.columns) - {c.code for c in self.columns}
            if strange:
                raise ValueError(f"{self.code}/{line.code}: unknown {sorted(strange)}")

    @property
    def version(self) -> str:
        """Which dated definition this is: its first day, or "1" for the first one."""
        return self.since.isoformat() if self.since else "1"

    def line(self, code: str) -> Line:
        """Give a line; raises KeyError for an unknown code."""
        return _by_code(self)[code]

    def has(self, line: str, column: str) -> bool:
        """True when the cell exists and is not x."""
        found = _by_code(self).get(line)
        return found is not None and column in found.columns

    def cells(self, tables: tuple[str, ...] = TABLES) -> Iterator[Cell]:
        """Give every cell that is not x, in the order of the paper."""
        for table in tables:
            for line in self.lines:
                for column in line.columns:
                    yield Cell(table, line.code, column)

    def say(self, lang: Language) -> str:
        """Give the title in one language."""
        return self.title.say(lang)


@cache
def _by_code(definition: Return) -> dict[str, Line]:
    return {line.code: line for line in definition.lines}


@cache
def _names(file: str, kind: str) -> dict[tuple[str, str], Name]:
    table = csv.DictReader(io.StringIO(resources.text("returns", file)))
    return {(r["return"], r[kind]): Name(r["kk"], r["ru"], r["en"]) for r in table}


def line_name(code: str, line: str) -> Name:
    """Give the name of a line of a return; raises KeyError where none is written."""
    return _names("lines.csv", "line")[code, line]


def columns_of(code: str) -> tuple[Column, ...]:
    """Give the columns of a return with their names, in order."""
    return tuple(
        Column(column, name)
        for (of, column), name in _names("columns.csv", "column").items()
        if of == code
    )
