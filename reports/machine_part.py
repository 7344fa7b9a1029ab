"""The machine part of a workbook that travels: the return as sealed JSON on a hidden sheet.

Beside the content stands a map of the visible cells: which value was laid where.  A reader never
guesses a place: it compares what is seen with what was sealed.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from forms.findings import Finding, Severity
from forms.words import N_
from reports.drawing.grid import placed
from reports.filled import FilledReturn
from reports.gate import Book, CellKind, SheetCells
from reports.seal import Content, canonical, content_of
from reports.sheet import Box, Row, Sheet

NAME = "pana"
FORMAT, VERSION = "pana-return", 1
PIECE = 30_000  # signs; a cell of Excel holds 32,767
_MOST_PIECES = 1_000
_VALUES = (str, int, float, type(None))

NO_MACHINE_PART = N_(
    "“{file}” is a workbook, but not a return made by Pana: its machine part is missing. Ask the "
    "sender for the file as the program wrote it."
)
NEWER = N_(
    "“{file}” was written by a newer version of Pana (format {seen}; this one reads up to "
    "{known}). Install the newer version and read the file again."
)
DAMAGED = N_(
    "“{file}”: the machine part is damaged, its seal does not fit. Nothing was taken from it. Ask "
    "the sender for the file once more."
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """One visible cell as it was laid out; row and column count from 1."""

    sheet: str
    row: int
    column: int
    address: str
    value: str | int | float | None


@dataclass(frozen=True, slots=True)
class MachinePart:
    """A machine part whose seal fits: the content, the visible sheets and the map of cells."""

    content: Content
    sheets: tuple[str, ...]
    cells: tuple[Sealed, ...]


def machine_sheet(filled: FilledReturn, sheets: Sequence[Sheet]) -> Sheet:
    """Give the hidden sheet for a return that was laid out on these sheets."""
    document: Content = {
        "format": FORMAT,
        "version": VERSION,
        "program": "Pana",
        "content": content_of(filled),
        "sheets": [sheet.name for sheet in sheets],
        "cells": [list(cell) for sheet in sheets for cell in _mapped(sheet)],
    }
    text = canonical(document)
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    head = (FORMAT, VERSION, len(pieces), _seal(text))
    rows = [Row(tuple(Box(value) for value in head)), *(Row((Box(piece),)) for piece in pieces)]
    return Sheet(NAME, tuple(rows), (20.0, 20.0, 20.0, 20.0), hidden=True)


def _mapped(sheet: Sheet) -> Iterator[tuple[str, int, int, str, str | int | float | None]]:
    for one in placed(sheet):
        if one.box.address:
            yield sheet.name, one.row + 1, one.column + 1, one.box.address, one.box.value


def machine_part(book: Book) -> MachinePart | Finding:
    """Give the machine part of a workbook, or the finding why there is none to be trusted."""
    sheet = book.sheets.get(NAME)
    if sheet is None or sheet.at(1, 1).text != FORMAT:
        return _finding("X02", NO_MACHINE_PART, book)
    version = sheet.at(1, 2)
    if version.number is not None and version.number > VERSION:
        return _finding("X03", NEWER, book, seen=str(version.number), known=VERSION)
    document = _document(sheet)
    part = _read(document) if document is not None else None
    return part or _finding("X04", DAMAGED, book)


def _document(sheet: SheetCells) -> Any:
    """Give the JSON of the pieces; None where one is missing or the seal does not fit."""
    count = sheet.at(1, 3).number
    if count is None or count != int(count) or not 0 < count <= _MOST_PIECES:
        return None
    pieces = [sheet.at(row, 1) for row in range(2, int(count) + 2)]
    if any(piece.kind is not CellKind.TEXT for piece in pieces):
        return None
    text = "".join(piece.text for piece in pieces)
    if not text.isascii() or _seal(text) != sheet.at(1, 4).text:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _seal(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode('ascii')).hexdigest()}"


def _read(document: Any) -> MachinePart | None:
    """Give the parts of a document of our own shape; None for any other."""
    try:
        if document["format"] != FORMAT or document["version"] != VERSION:
            return None
        cells = tuple(_sealed(*cell) for cell in document["cells"])
        sheets = tuple(str(name) for name in document["sheets"])
        return MachinePart(document["content"], sheets, cells)
    except (KeyError, TypeError, ValueError):
        return None


def _sealed(sheet: Any, row: Any, column: Any, address: Any, value: Any) -> Sealed:
    if not isinstance(value, _VALUES):
        raise TypeError(address)
    return Sealed(str(sheet), int(row), int(column), str(address), value)


def _finding(rule: str, sentence: str, book: Book, **values: object) -> Finding:
    told = {"file": book.file, **values}
    return Finding(rule, Severity.HARD, sentence, {"file": book.file}, told)
