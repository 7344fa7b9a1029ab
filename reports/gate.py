"""The one guarded door for workbooks from outside: a Book of cells, or why it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from forms.files import shown_name
from forms.findings import Finding
from reports.intake.archive import content_of, unpacked
from reports.intake.cells import EMPTY, Cell, CellKind, Place, SheetReader, TextReader, address
from reports.intake.markup import read_part
from reports.intake.package import Package
from reports.intake.refusals import Refused

__all__ = ["Book", "Cell", "CellKind", "SheetCells", "address", "read_book", "shown_name"]


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The filled cells of one sheet by row and column, both from 1, and how it is hidden."""

    name: str
    state: str  # visible, hidden, veryHidden
    cells: Mapping[Place, Cell]

    def at(self, row: int, column: int) -> Cell:
        """Give one cell, an empty one where nothing stands."""
        return self.cells.get((row, column), EMPTY)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that came through the gate: the name of its file as shown, and its sheets."""

    file: str
    sheets: Mapping[str, SheetCells]


def read_book(path: Path) -> Book | Finding:
    """Read a workbook from outside; give a Finding (rules G01 and on) where it is refused.

    Nothing in the file is executed, fetched or opened, nothing is unpacked to the disk, and what
    cannot be read for certain is refused rather than guessed.
    """
    file = shown_name(path)
    try:
        package = Package(unpacked(content_of(path)))
        return Book(file, MappingProxyType(_sheets(package)))
    except Refused as refused:
        return refused.finding(file)


def _sheets(package: Package) -> dict[str, SheetCells]:
    outline = package.outline()
    texts = _texts(package, outline.texts) if outline.texts else []
    sheets = {}
    for name, part, state in outline.sheets:
        reader = SheetReader(name, shown_name(part), texts)
        read_part(shown_name(part), package.part(part), reader)
        sheets[name] = SheetCells(name, state, MappingProxyType(reader.cells))
    return sheets


def _texts(package: Package, part: str) -> list[str]:
    reader = TextReader(shown_name(part))
    read_part(shown_name(part), package.part(part), reader)
    return reader.texts
