"""Reads the cells of a worksheet from outside: strictly, within bounds, and never guessing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from forms.files import shown_name
from reports.intake.markup import MAIN, root_refusal
from reports.intake.refusals import Reason, Refused

MOST_ROWS, MOST_COLUMNS = 5_000, 256
MOST_CELLS = 200_000
MOST_TEXTS = 200_000
MOST_TEXT = 32_767  # what one cell of Excel holds
MOST_AREAS = 2_000
_EXCEL_ROWS, _EXCEL_COLUMNS = 1_048_576, 16_384

_ROW = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_LARGEST, _SMALLEST = 308, -324  # powers of ten of the numbers that Excel knows
_INDEX = re.compile(r"[0-9]{1,7}", re.ASCII)
_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Place = tuple[int, int]  # row and column, both from 1
Area = tuple[int, int, int, int]  # first row and column, last row and column


class CellKind(StrEnum):
    """What stands in a cell."""

    TEXT = "text"
    NUMBER = "number"
    FORMULA = "formula"
    BOOLEAN = "boolean"
    ERROR = "error"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its kind, its words as they stand in the file, and its number if it is one.

    A formula gives the words of its last result and no number: it is for the reader of the book
    to refuse it, for such results can be forged.
    """

    kind: CellKind
    text: str = ""
    number: Decimal | None = None


EMPTY = Cell(CellKind.EMPTY)


def address(row: int, column: int) -> str:
    """Give the name of a place as Excel writes it: B12."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def unescaped(text: str) -> str:
    """Give a text with the escapes of Excel, such as _x000D_, put back into signs."""

    def signs(found: re.Match[str]) -> str:
        units = re.findall("_x(....)_", found[0])
        return b"".join(int(unit, 16).to_bytes(2, "little") for unit in units).decode(
            "utf-16-le", "replace"
        )

    return _ILLEGAL.sub("\ufffd", _ESCAPED.sub(signs, text)) if "_x" in text else text


class TextReader:
    """Reads the shared texts of a workbook; runs of letters are joined, readings left out."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._path: list[str] = []
        self._pieces: list[str] = []
        self.texts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not self._path and (refused := root_refusal(tag, "sst", self._part)):
            raise refused
        self._path.append(_short(tag))

    def end(self, tag: str) -> None:
        if self._path == ["sst", "si"]:
            if len(self.texts) >= MOST_TEXTS:
                raise Refused(Reason.TOO_MUCH, part=self._part)
            self.texts.append(unescaped("".join(self._pieces)))
            self._pieces = []
        self._path.pop()

    def text(self, letters: str) -> None:
        if self._path in (["sst", "si", "t"], ["sst", "si", "r", "t"]):
            self._pieces.append(letters)


class SheetReader:
    """Reads one worksheet; what Excel would have to repair is refused with its place."""

    def __init__(self, sheet: str, part: str, texts: list[str]) -> None:
        self._sheet, self._part, self._texts = shown_name(sheet), part, texts
        self._path: list[str] = []
        self._row = self._column = 0
        self._kind = "n"
        self._value: list[str] | None = None
        self._inline: list[str] = []
        self._formula = False
        self._read_rows = False
        self._merged: list[Area] = []
        self._computed: list[Area] = []
        self.cells: dict[Place, Cell] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not self._path and (refused := root_refusal(tag, "worksheet", self._part)):
            raise refused
        name = _short(tag)
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        wanted = _PARENTS.get(name)
        if parent in _CLOSED and name not in _CLOSED[parent]:
            raise self._refused(Reason.BAD_CELL)
        if wanted is None:
            return
        if parent not in wanted:
            raise Refused(Reason.BROKEN_PART, part=self._part)
        self._begin(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "sheetData":
                if self._read_rows:
                    raise Refused(Reason.BROKEN_PART, part=self._part)
                self._read_rows = True
            case "row":
                self._begin_row(attributes)
            case "c":
                self._begin_cell(attributes)
            case "v":
                self._value = []
            case "f":
                self._begin_formula(attributes)
            case "mergeCell":
                self._add_area(self._merged, attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        name = self._path.pop()
        if name == "c":
            self._end_cell()
        elif name == "worksheet":
            self._end_sheet()

    def text(self, letters: str) -> None:
        last = self._path[-1]
        if last == "v" and self._value is not None:
            self._value.append(letters)
        elif last == "t" and self._path[-2] != "rPh" and "is" in self._path[-3:]:
            self._inline.append(letters)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        """Go to the next row; rows stand in order, those without a number follow the last one."""
        number = attributes.get("r", str(self._row + 1))
        row = int(number) if _ROW.fullmatch(number) else 0
        if not self._row < row <= _EXCEL_ROWS:
            raise Refused(Reason.BROKEN_PART, part=self._part)
        self._row, self._column = row, 0

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        row, column = self._row, self._column + 1
        if "r" in attributes:
            row, column = _place(attributes["r"]) or (0, 0)
        if row != self._row or not self._column < column <= _EXCEL_COLUMNS:
            self._column = max(column, 1)
            raise self._refused(Reason.BAD_CELL)
        self._column = column
        self._kind = attributes.get("t", "n")
        self._value, self._inline, self._formula = None, [], False

    def _begin_formula(self, attributes: Mapping[str, str]) -> None:
        self._formula = True
        # The formula of an array or of a what-if table fills cells that have none of their own.
        if attributes.get("t") in ("array", "dataTable"):
            self._add_area(self._computed, attributes.get("ref", ""))

    def _add_area(self, areas: list[Area], reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = _place(first), _place(last or first)
        if not begin or not end or begin[0] > end[0] or begin[1] > end[1]:
            raise Refused(Reason.BROKEN_PART, part=self._part)
        if len(areas) >= MOST_AREAS:
            raise Refused(Reason.TOO_MUCH, part=self._part)
        areas.append((*begin, *end))

    def _end_cell(self) -> None:
        cell = self._made()
        if cell.kind is CellKind.EMPTY:
            return
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise self._refused(Reason.OUT_OF_BOUNDS, rows=MOST_ROWS, columns=MOST_COLUMNS)
        if len(cell.text) > MOST_TEXT:
            raise self._refused(Reason.BAD_CELL)
        if len(self.cells) >= MOST_CELLS:
            raise Refused(Reason.TOO_MUCH, part=self._part)
        self.cells[self._row, self._column] = cell

    def _made(self) -> Cell:
        """Give the cell that was just read."""
        value = "".join(self._value) if self._value is not None else ""
        if self._formula:
            shown = self._text_at(value) if self._kind == "s" and value else unescaped(value)
            return Cell(CellKind.FORMULA, shown)
        match self._kind:
            case "s" if value:
                return _text(self._text_at(value))
            case "inlineStr":
                return _text(unescaped("".join(self._inline) or value))
            case "n":
                return self._number(value.strip(" \t\r\n"))
            case "b" if value.strip() in ("0", "1"):
                return Cell(CellKind.BOOLEAN, value.strip())
            case "e" if value:
                return Cell(CellKind.ERROR, value)
            case "str" | "d":
                return _text(unescaped(value))
        if self._kind in ("s", "b", "e") and not value:
            return EMPTY
        raise self._refused(Reason.BAD_CELL)

    def _text_at(self, index: str) -> str:
        # int() alone would take "-1", and Python would give the last text for it.
        if not _INDEX.fullmatch(index) or int(index) >= len(self._texts):
            raise self._refused(Reason.BAD_CELL)
        return self._texts[int(index)]

    def _number(self, value: str) -> Cell:
        if not value:
            return EMPTY
        if _NUMBER.fullmatch(value):
            number = Decimal(value)
            if not number or _SMALLEST <= number.adjusted() <= _LARGEST:
                return Cell(CellKind.NUMBER, value, number)
        raise self._refused(Reason.BAD_NUMBER, seen=shown_name(value))

    def _end_sheet(self) -> None:
        if not self._read_rows:
            raise Refused(Reason.BROKEN_PART, part=self._part)
        for place in self._inside(self._merged, but_first=True):
            self._row, self._column = place
            raise self._refused(Reason.COVERED)
        for place in self._inside(self._computed):
            self.cells[place] = Cell(CellKind.FORMULA, self.cells[place].text)

    def _inside(self, areas: list[Area], but_first: bool = False) -> list[Place]:
        """Give the filled cells of some areas; areas that overlap are refused, as Excel does.

        As they do not overlap, they can be looked through in bounded time, however many.
        """
        found: list[Place] = []
        looked = 0
        for top, left, bottom, right in areas:
            bottom, right = min(bottom, MOST_ROWS), min(right, MOST_COLUMNS)
            looked += max(bottom - top + 1, 0) * max(right - left + 1, 0)
            if looked > MOST_ROWS * MOST_COLUMNS:
                raise Refused(Reason.BROKEN_PART, part=self._part)
            places = ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
            found += (
                place
                for place in places
                if place in self.cells and not (but_first and place == (top, left))
            )
        return found

    def _refused(self, reason: Reason, **values: object) -> Refused:
        cell = address(max(self._row, 1), max(self._column, 1))
        return Refused(reason, sheet=self._sheet, cell=cell, **values)


# Elements that make up the cells may stand here and nowhere else.
_PARENTS = {
    "sheetData": ("worksheet",),
    "row": ("sheetData",),
    "c": ("row",),
    "v": ("c",),
    "is": ("c",),
    "mergeCells": ("worksheet",),
    "mergeCell": ("mergeCells",),
    "f": ("c",),
}
_CLOSED = {
    "row": ("c", "extLst"),
    "c": ("v", "f", "is", "extLst"),
    "v": (),
    "f": (),
    "t": (),
    "is": ("t", "r", "rPh", "phoneticPr"),
}


def _short(tag: str) -> str:
    """Give the bare name of an element of worksheets; a foreign one keeps its namespace."""
    space, _, name = tag.rpartition(" ")
    return name if space == MAIN else tag


def _place(reference: str) -> Place | None:
    found = _PLACE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row, column) if row <= _EXCEL_ROWS and column <= _EXCEL_COLUMNS else None


def _text(text: str) -> Cell:
    return Cell(CellKind.TEXT, text) if text else EMPTY
