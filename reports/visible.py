"""Compares what is seen in a workbook with what was sealed: every altered cell has a name."""

from collections.abc import Iterator
from decimal import Decimal

from forms.files import shown_name
from forms.findings import Finding, Severity
from forms.words import N_
from reports.gate import Book, Cell, CellKind, SheetCells, address
from reports.machine_part import NAME, MachinePart, Sealed

ALTERED = N_(
    "“{file}”, sheet “{sheet}”, cell {cell} (line {line}, column {column}): the file now shows "
    "{seen}, sealed was {sealed}. Ask the sender which number is right; a changed one needs a "
    "revision made in the program."
)
AS_TEXT = N_(
    "“{file}”, sheet “{sheet}”, cell {cell} (line {line}, column {column}): “{seen}” stands there "
    "as text, sealed was {sealed}. Ask the sender for the file as the program wrote it."
)
FORMULA = N_(
    "“{file}”, sheet “{sheet}”, cell {cell} (line {line}, column {column}) holds a formula, "
    "sealed was {sealed}. Ask the sender for the file as the program wrote it."
)
WORDS = N_(
    "“{file}”, sheet “{sheet}”, cell {cell}: the file now shows “{seen}”, sealed was “{sealed}”. "
    "Ask the sender for the file as the program wrote it."
)
MOVED = N_(
    "“{file}”, sheet “{sheet}”: line {line} stands in row {seen}, sealed was row {sealed}. Rows "
    "were added or removed; ask the sender for the file as the program wrote it."
)
NO_SHEET = N_(
    "“{file}”: the sheet “{sheet}” is missing or was renamed. Ask the sender for the file as the "
    "program wrote it."
)
EXTRA = N_("“{file}”: the sheet “{sheet}” does not belong to the return and was not read.")


def altered(book: Book, part: MachinePart) -> Iterator[Finding]:
    """Give a finding for every visible cell, row or sheet that is not as it was sealed."""
    for name in part.sheets:
        if name not in book.sheets:
            yield _about("X06", Severity.HARD, NO_SHEET, book, name)
    for name in book.sheets:
        if name != NAME and name not in part.sheets:
            yield _about("X08", Severity.INFO, EXTRA, book, name)
    for name in part.sheets:
        cells = [cell for cell in part.cells if cell.sheet == name]
        if name in book.sheets:
            yield from _sheet(book, book.sheets[name], cells)


def _sheet(book: Book, sheet: SheetCells, cells: list[Sealed]) -> Iterator[Finding]:
    """Compare one sheet; where its rows have moved, comparing cell by cell would say nothing."""
    for one in cells:
        row = _moved_to(sheet, one)
        if row is not None:
            values = {"line": one.value, "seen": row, "sealed": one.row}
            yield _about("X07", Severity.HARD, MOVED, book, sheet.name, **values)
            return
    for one in cells:
        seen = sheet.at(one.row, one.column)
        if not shows(seen, one.value):
            yield _difference(book, one, seen)


def _moved_to(sheet: SheetCells, one: Sealed) -> int | None:
    """Give the row in which the code of a line now stands, None where it did not move."""
    if not _names_line(one) or shows(sheet.at(one.row, one.column), one.value):
        return None
    column = one.column
    rows = (
        row for (row, at), cell in sheet.cells.items() if at == column and shows(cell, one.value)
    )
    return next(rows, None)


def _names_line(one: Sealed) -> bool:
    parts = one.address.split("/")
    return len(parts) == 3 and one.value == parts[2]


NOISE = Decimal("0.000000001")
"""Spreadsheets write 84.6 as 84.59999999999999; a share has one decimal, so this is no change."""


def shows(seen: Cell, value: str | int | float | None) -> bool:
    """Tell whether a cell shows what was laid there."""
    if value is None or value == "":
        return seen.kind is CellKind.EMPTY
    if isinstance(value, str):
        return seen.kind is CellKind.TEXT and seen.text.split() == value.split()
    if seen.kind is not CellKind.NUMBER or seen.number is None:
        return False
    return abs(seen.number - Decimal(str(value))) < NOISE


def _difference(book: Book, one: Sealed, seen: Cell) -> Finding:
    code, _, place = one.address.partition("/")
    cell = address(one.row, one.column)
    where = {"file": book.file, "return": code, "sheet": one.sheet, "cell": cell}
    values: dict[str, object] = {"file": book.file, "sheet": one.sheet, "cell": cell}
    values |= {"seen": _told(seen), "sealed": _value(one.value)}
    parts = place.partition("@")[0].split("/")
    if len(parts) != 3:
        return Finding("X11", Severity.HARD, WORDS, where, values)
    where |= {"table": parts[0], "line": parts[1], "column": parts[2]}
    values |= {"line": parts[1], "column": parts[2]}
    rule, sentence = _kind(seen, one)
    return Finding(rule, Severity.HARD, sentence, where, values)


def _kind(seen: Cell, one: Sealed) -> tuple[str, str]:
    if seen.kind is CellKind.FORMULA:
        return "X10", FORMULA
    if seen.kind is CellKind.TEXT and not isinstance(one.value, str):
        return "X09", AS_TEXT
    return "X05", ALTERED


def _told(seen: Cell) -> object:
    if seen.number is not None:
        return _plain(seen.number)
    return shown_name(seen.text) if seen.text else "–"


def _value(value: str | int | float | None) -> object:
    if value is None or value == "":
        return "–"
    return value if isinstance(value, str | int) else Decimal(str(value))


def _plain(number: Decimal) -> object:
    whole = number == number.to_integral_value() and abs(number) < 10**15
    return int(number) if whole else number


def _about(
    rule: str, severity: Severity, sentence: str, book: Book, sheet: str, **values: object
) -> Finding:
    shown = shown_name(sheet)
    where = {"file": book.file, "sheet": shown}
    return Finding(rule, severity, sentence, where, {"file": book.file, "sheet": shown, **values})
