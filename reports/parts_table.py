"""Checks the arithmetic of a table of parts and a total, from CSV or a workbook."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from forms.findings import Finding, Severity
from forms.letters import fold
from forms.words import N_
from reports.faults import check_column
from reports.gate import read_book

TOTALS = frozenset(fold(word) for word in ("Барлығы", "Всего", "Итого", "Жиыны", "Total"))
NO_TABLE = N_(
    "{file}: no table is found. A head row, a first column of names and a last row with "
    "the total are expected."
)
NO_NUMBERS = N_("{file}: no column holds whole numbers only. Mend the cells that are text.")
UNREADABLE = N_("{file}: the file cannot be read ({reason}).")
SKIPPED = N_("Column {column} was not checked: “{value}” in row “{row}” is not a whole number.")
NOTHING = frozenset({"", "-", "–", "—", "…", "x", "х"})
MOST_ROWS = 5000

Grid = list[list[str]]


def check_table(path: Path) -> tuple[Finding, ...]:
    """Give what does not add up in a table, with ranked explanations; empty when it is right.

    The first row is the head, the first column holds the names; the total is the row named
    Барлығы, Всего, Итого or Total, else the last one.  A finding of severity F says why a file is
    no such table.
    """
    grid = _grid(path)
    if isinstance(grid, Finding):
        return (grid,)
    if len(grid) < 3 or max(len(row) for row in grid) < 2:
        return (_format("T4", NO_TABLE, path),)
    at = next((n for n, row in enumerate(grid) if n and fold(row[0]) in TOTALS), len(grid) - 1)
    found: list[Finding] = []
    checked = 0
    for column in range(1, len(grid[0])):
        name = grid[0][column] or str(column + 1)
        numbers = _numbers(grid, column, name)
        if isinstance(numbers, Finding):
            found.append(numbers)
            continue
        checked += 1
        parts = [(grid[n][0], number) for n, number in numbers.items() if n != at]
        found += check_column(name, parts, numbers.get(at, 0), grid[at][0])
    return tuple(found) if checked else (_format("T5", NO_NUMBERS, path), *found)


def _numbers(grid: Grid, column: int, name: str) -> dict[int, int] | Finding:
    found = {}
    for n, row in enumerate(grid[1:], 1):
        text = row[column] if column < len(row) else ""
        digits = "".join(text.split()).removesuffix(".0")
        if digits.casefold() in NOTHING:
            continue
        if not (digits.isascii() and digits.isdigit()):
            return Finding(
                "T6",
                Severity.INFO,
                SKIPPED,
                {"column": name},
                {"column": name, "value": text, "row": row[0]},
            )
        found[n] = int(digits)
    return found


def _grid(path: Path) -> Grid | Finding:
    if path.suffix.lower() == ".csv":
        return _from_csv(path)
    book = read_book(path)
    if isinstance(book, Finding):
        return book
    sheet = next(iter(book.sheets.values()))
    rows: Grid = []
    last = max((column for _, column in sheet.cells), default=0)
    for row in sorted({row for row, _ in sheet.cells}):
        cells = (sheet.cells.get((row, column)) for column in range(1, last + 1))
        rows.append(["" if cell is None else cell.text.strip() for cell in cells])
    return rows


def _from_csv(path: Path) -> Grid | Finding:
    try:
        raw = path.read_bytes()
    except OSError as error:
        return _format("T7", UNREADABLE, path, reason=error.strerror or "")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1251", errors="replace")
    signs = [sign for sign in ";\t," if sign in text.split("\n")[0]]
    rows = csv.reader(io.StringIO(text), delimiter=signs[0] if signs else ",")
    return _filled_rows([[cell.strip() for cell in row] for row in rows])


def _filled_rows(rows: Sequence[list[str]]) -> Grid:
    return [row for row in rows if any(row)][:MOST_ROWS]


def _format(rule: str, sentence: str, path: Path, **values: object) -> Finding:
    return Finding(
        rule, Severity.FORMAT, sentence, {"file": path.name}, {"file": path.name, **values}
    )
