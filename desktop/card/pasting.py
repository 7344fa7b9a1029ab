"""Takes rows copied from a workbook into a table of a card, and gives its rows as such text."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.card.filling import NEW, Filling, Spot
from forms.fields import Field, Repeat
from forms.letters import fold
from forms.words import Language, say


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came of a paste: the last spot written, and how many cells were read or not read."""

    spot: Spot
    read: int
    unread: int


def lines_of(text: str) -> list[list[str]]:
    """Part a text from the clipboard into rows and cells, as workbooks write it there.

    Workbooks put quotation marks round a cell with a line break in it and nothing else, so a text
    that is no such table is parted at its tabs alone.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if '"' in whole:
        try:
            return list(csv.reader(io.StringIO(whole), delimiter="\t", strict=True))
        except csv.Error:
            pass  # a quotation mark that somebody typed: it belongs to the text
    return [line.split("\t") for line in whole.split("\n")]


def paste(filling: Filling, spot: Spot, text: str, today: date, lang: Language) -> Pasted | None:
    """Write rows of cells from a spot on, each cell into the next field of the paper.

    Cells read by their fields are entered, others stand as unread texts; empty cells change
    nothing, and a first row that names the fields is passed over.  Rows beyond the last one are
    added.  Give None when there was nothing to write; all of it is one step of undoing.
    """
    table = filling.form.repeat(spot.path.split(".")[0])
    fields = _fields_from(table, spot)
    rows = [row.id for row in filling.record.rows(table.name)]
    at = rows.index(spot.row) if spot.row in rows else len(rows)
    lines = [line for line in lines_of(text) if any(map(str.strip, line))]
    if lines and _is_head(lines[0], fields):
        lines = lines[1:]
    written: list[Spot] = []
    with filling.step(spot):
        for number, line in enumerate(lines, at):
            row = rows[number] if number < len(rows) else NEW
            for field, cell in zip(fields, line, strict=False):
                here = Spot(f"{table.name}.{field.name}", row)
                if cell.strip() and not _is_told(filling, here, cell, today, lang):
                    here = filling.write(here, cell.strip(), today, lang)
                    row = here.row
                    written.append(here)
    if not written:
        return None
    unread = sum(one in filling.unread for one in written)
    return Pasted(written[-1], len(written) - unread, unread)


def row_text(filling: Filling, table: Repeat, row: str, today: date, lang: Language) -> str:
    """Give a row as cells with tabs between them, in the order of the paper."""
    spots = (Spot(f"{table.name}.{each.name}", row) for each in table.fields)
    return "\t".join(cell_text(filling, spot, today, lang) for spot in spots)


def cell_text(filling: Filling, spot: Spot, today: date, lang: Language) -> str:
    """Give the text of a cell on one line."""
    return " ".join(filling.text(spot, today, lang).split())


def _fields_from(table: Repeat, spot: Spot) -> Sequence[Field]:
    names = [each.name for each in table.fields]
    return table.fields[names.index(spot.path.split(".")[1]) :]


def _is_head(cells: Sequence[str], fields: Sequence[Field]) -> bool:
    """True when every filled cell calls its field by its name in any language."""
    pairs = [
        (fold(cell), {fold(say(field.label, lang)) for lang in Language})
        for cell, field in zip(cells, fields, strict=False)
        if cell.strip()
    ]
    return bool(pairs) and all(cell in names for cell, names in pairs)


def _is_told(filling: Filling, spot: Spot, cell: str, today: date, lang: Language) -> bool:
    """True when the ИИН of the row says the same already: it is not entered a second time."""
    told = filling.told(spot) if spot.row != NEW else None
    return (
        told is not None
        and filling.reader(filling.field(spot), today, lang).read(filling.field(spot), cell) == told
    )
