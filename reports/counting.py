"""Counts a return from filled cards: the same entries give the number and the list behind it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from forms.record import Record
from reports.catalogue import Counted
from reports.definition import TABLES, Cell, Kind
from reports.filled import FilledReturn, Number, with_shares
from reports.period import Period, Span

NOTHING: Mapping[Cell, int] = {}


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a cell for one card: how much it adds, and which of its rows."""

    record: str
    adds: int
    rows: tuple[str, ...]


def spans(period: Period, first_use: date | None) -> dict[str, Span]:
    """Give the days of tables Q and Y (rules R1, R7)."""
    return {"Q": period.span, "Y": period.year_span(first_use)}


def count(
    counted: Counted,
    cards: Iterable[Record],
    period: Period,
    office: str,
    *,
    home: str = "",
    first_use: date | None = None,
    practice: bool = False,
    gone: Mapping[Cell, int] = NOTHING,
) -> FilledReturn:
    """Count one return from the last complete versions of the cards (rules R1–R8).

    cards holds complete cards only; home is the territory of the commission; gone is what cards
    that were destroyed since add.  Every cell but x is filled, 0 where nothing was counted.
    """
    days = spans(period, first_use)
    alike: Counter[tuple[str, str, tuple[str, ...]]] = Counter()  # most entries are: fewer cells
    for card in cards:
        for table, span in days.items():
            for entry in counted.entries(card, span, home):
                alike[table, entry.line, entry.columns] += 1
    totals: Counter[Cell] = Counter(gone)
    for (table, line, columns), times in alike.items():
        for column in columns:
            totals[Cell(table, line, column)] += times
    numbers: dict[Cell, Number | None] = {
        cell: totals.pop(cell, 0) for cell in counted.definition.cells(TABLES)
    }
    if totals:
        raise ValueError(f"{counted.definition.code}: counted into x: {sorted(totals)[:5]}")
    return FilledReturn(
        counted.definition,
        office,
        period,
        with_shares(counted.definition, numbers),
        first_use=first_use if days["Y"].first == first_use else None,
        practice=practice,
    )


def added(
    counted: Counted, card: Record, period: Period, home: str = "", first_use: date | None = None
) -> Mapping[Cell, int]:
    """Give what one card adds to each cell of a return; empty where the return passes it over."""
    return Counter(_cells(counted, card, spans(period, first_use), home))


def _cells(counted: Counted, card: Record, days: Mapping[str, Span], home: str) -> Iterator[Cell]:
    for table, span in days.items():
        for entry in counted.entries(card, span, home):
            for column in entry.columns:
                yield Cell(table, entry.line, column)


def behind(
    counted: Counted, cards: Iterable[Record], span: Span, line: str, column: str, home: str = ""
) -> tuple[Behind, ...]:
    """Give the cards and rows that make up one cell; their adds sum up to its number."""
    found = []
    for card in cards:
        hits = [
            entry
            for entry in counted.entries(card, span, home)
            if entry.line == line and column in entry.columns
        ]
        if hits:
            rows = tuple(entry.row for entry in hits if entry.row)
            found.append(Behind(card.id, len(hits), rows))
    return tuple(found)


def cells_of(counted: Counted, card: Record, span: Span, home: str = "") -> tuple[str, ...]:
    """Give the lines that a card feeds in a span, in the order of the paper."""
    fed = {entry.line for entry in counted.entries(card, span, home)}
    return tuple(
        line.code
        for line in counted.definition.lines
        if line.code in fed and line.kind is not Kind.HEADING
    )
