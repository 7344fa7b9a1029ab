"""Writes sheets as an .xlsx workbook that looks like the official form; the room of openpyxl."""

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reports.drawing.grid import Placed, placed
from reports.drawing.look import LEADING, LOOKS, SIDES, align_of
from reports.drawing.serif import width as width_of
from reports.drawing.wrapping import LEAST, fitting, wrapped
from reports.sheet import Box, Sheet, Style

FONT = "Times New Roman"  # the face of the mandatory forms, and on every office machine
TEXT_LIMIT = 32_767  # what one cell of Excel holds, in UTF-16 units
FOOTER_LIMIT = 160  # Excel allows 255 for the whole footer with its codes
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # the PDF says the same where no day is given
HIGHEST_ROW = 409.0  # points
_MM = 72 / 25.4
_CELL_PADDING = 6.0  # points on both sides together
_INDENT = 7.5  # points a step of indent takes in Excel
_TEXT_MARGIN = 1.04  # screens round the widths of letters up
_FORMATS = {0: "#,##0", 1: "#,##0.0"}

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TRIGGERS = tuple("=+-@|%＝＋－＠")


def write_workbook(
    sheets: Sequence[Sheet],
    stream: BinaryIO,
    *,
    title: str,
    author: str,
    subject: str,
    made: datetime | None = None,
) -> None:
    """Write sheets into a stream as one .xlsx workbook; the same sheets give the same bytes.

    made is the moment that the document properties name; without it they name NO_DAY.  Texts stay
    texts whatever they begin with; signs that XML does not know become U+FFFD.  No file is made
    on the way, so nothing is left in a folder for temporary ones.  Raises ValueError for sheets
    put together wrongly (see reports.drawing.grid), for a number that is none, and for a text of a
    hidden sheet that would have to be cut.
    """
    book = _empty_book()
    pens: _Pens = {}
    for sheet, name in zip(sheets, _tab_names(sheets), strict=True):
        page: Worksheet = book.create_sheet(name)
        _fill_hidden(page, sheet) if sheet.hidden else _fill(page, sheet, pens)
    book.active = next((i for i, sheet in enumerate(sheets) if not sheet.hidden), 0)
    book.properties = _properties(title, author, subject, made)
    with _Archive(stream, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive).write_data()


def _empty_book() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    inside: Any = book
    inside._named_styles["Normal"].font = Font(name=FONT, size=11)  # the unit of column widths
    book.calculation.fullCalcOnLoad = False  # nothing to compute; Excel asks to save otherwise
    return book


def plain(text: str) -> str:
    """Give a text as a cell can hold it: line ends as LF, signs unknown to XML as U+FFFD."""
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _units(text) <= TEXT_LIMIT:
        return text
    room = text.encode("utf-16-le")[: 2 * (TEXT_LIMIT - 1)]
    return room.decode("utf-16-le", "ignore") + "…"


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


class _Archive(ZipFile):
    """A zip archive without clock and system, so that the same content gives the same bytes."""

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add one part, dated 1980-01-01 and as if from any system."""
        entry = ZipInfo(str(zinfo_or_arcname))
        entry.create_system = 0
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, data, compress_type, compresslevel)


class _Writer(ExcelWriter):
    """Writes worksheets in memory; openpyxl would put each into a temporary file in clear."""

    def __init__(self, book: Workbook, archive: ZipFile) -> None:
        super().__init__(book, archive)
        self._store = archive

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one worksheet; its insides are those that openpyxl's own method sets."""
        out = BytesIO()
        inside: Any = ws
        inside._drawing = None
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        inside._rels = writer._rels
        self._store.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def _properties(title: str, author: str, subject: str, made: datetime | None) -> DocumentProperties:
    properties = DocumentProperties(
        title=plain(title), creator=plain(author), subject=plain(subject)
    )
    properties.lastModifiedBy = plain(author)
    day = (made or NO_DAY).astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = day
    return properties


def _tab_names(sheets: Sequence[Sheet]) -> list[str]:
    """Give each sheet a name that Excel allows and that no other has."""
    names: list[str] = []
    for sheet in sheets:
        name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", plain(sheet.name)).strip("' ") or "_"
        short, number = name[:31], 2
        while short.casefold() in (other.casefold() for other in names):
            ending = f" ({number})"
            short, number = name[: 31 - len(ending)] + ending, number + 1
        names.append(short)
    return names


def _fill_hidden(page: Worksheet, sheet: Sheet) -> None:
    """Write the machine part: values only, each whole."""
    for one in placed(sheet):
        text = one.box.value
        if isinstance(text, str) and (_units(text) > TEXT_LIMIT or _ILLEGAL.search(text)):
            raise ValueError(f"{sheet.name}: a text of the machine part cannot be kept whole")
        _put(page.cell(one.row + 1, one.column + 1), one.box)
    page.sheet_state = "veryHidden"


_Pens = dict[tuple[Style, float, str, int, int, bool], Any]


def _fill(page: Worksheet, sheet: Sheet, pens: _Pens) -> None:
    boxes = placed(sheet)
    for column, wide in enumerate(sheet.widths):
        letter = get_column_letter(column + 1)
        # The unit is the digit of the Normal font: 7 pixels, with 5 pixels of padding a column.
        page.column_dimensions[letter].width = round(max(wide / 25.4 * 96 - 5, 1) / 7, 2)
    for one in boxes:
        _draw(page, one, _size(one, sheet), pens)
    for index, height in enumerate(row_heights(sheet, boxes)):
        page.row_dimensions[index + 1].height = height
    _set_page(page, sheet)


def _draw(page: Worksheet, one: Placed, size: float, pens: _Pens) -> None:
    cell = page.cell(one.row + 1, one.column + 1)
    _dress(cell, one.box, size, pens)
    _put(cell, one.box)
    if one.across > 1 or one.down > 1:
        page.merge_cells(
            start_row=one.row + 1,
            start_column=one.column + 1,
            end_row=one.row + one.down,
            end_column=one.column + one.across,
        )


def _put(cell: Any, box: Box) -> None:
    """Set the value: a text as a text, never as a formula."""
    value = box.value
    if isinstance(value, str):
        # "_x0041_" would be read as "A": the first sign is written as its own escape.
        cell.value = ""
        cell._value = _ESCAPE.sub("_x005F_", plain(value))
        cell.data_type = "s"
    elif value is not None:
        if not math.isfinite(value):
            raise ValueError(f"{cell.coordinate}: {value} cannot be written as a number")
        cell.value = value


def _dress(cell: Any, box: Box, size: float, pens: _Pens) -> None:
    """Give a cell its style; openpyxl makes each style once and it is then shared."""
    quoted = isinstance(box.value, str) and box.value.startswith(_TRIGGERS)
    key = (box.style, size, align_of(box), box.indent, box.decimals, quoted)
    if key in pens:
        cell._style = pens[key]
        return
    look = LOOKS[box.style]
    cell.font = Font(name=FONT, size=size, bold=look.bold, color=f"FF{look.ink}")
    cell.alignment = Alignment(
        horizontal=align_of(box),
        vertical="center" if look.border == "box" else "bottom",
        wrap_text=True,
        indent=box.indent,
    )
    cell.border = _border(look.border)
    if look.ground:
        cell.fill = PatternFill("solid", fgColor=f"FF{look.ground}")
    cell.number_format = _FORMATS.get(box.decimals, "#,##0." + "0" * box.decimals)
    if quoted:
        cell.quotePrefix = True  # Excel shows an apostrophe and keeps the text when it is edited
    pens[key] = cell._style


def _border(kind: str) -> Border:
    thin = Side("thin", color="FF000000")
    sides: dict[str, Any] = dict.fromkeys(SIDES[kind], thin)
    return Border(**sides)


def row_heights(sheet: Sheet, boxes: Sequence[Placed]) -> list[float]:
    """Give the height of every row in points, so that no word of it is cut off."""
    heights = [row.height or 0.0 for row in sheet.rows]
    for one in sorted(boxes, key=lambda one: one.down):
        have = sum(heights[one.row : one.row + one.down])
        heights[one.last_row] += max(_needed(one, sheet) - have, 0.0)
    return [min(round(height or 12.0, 1), HIGHEST_ROW) for height in heights]


def _needed(one: Placed, sheet: Sheet) -> float:
    size, bold = _size(one, sheet), LOOKS[one.box.style].bold
    lines = wrapped(_words(one), _room(one, sheet), lambda part: width_of(part, size, bold))
    return len(lines) * size * LEADING + 3.0


def _size(one: Placed, sheet: Sheet) -> float:
    """Give the size of the letters of a box: smaller where a word is wider than its column."""
    look = LOOKS[one.box.style]
    measure = partial(width_of, size=look.size, bold=look.bold)
    return fitting(_words(one), _room(one, sheet), look.size, measure)


def _words(one: Placed) -> str:
    """Give the words of a box; of a number as it is shown, for one too wide would become ####."""
    value = one.box.value
    if isinstance(value, str):
        return plain(value)
    return "" if value is None else f"{value:,.{one.box.decimals}f}"


def _room(one: Placed, sheet: Sheet) -> float:
    """Give the width in points that the words of a box have."""
    wide = sum(sheet.widths[one.column : one.column + one.across]) * _MM
    return max(wide - _CELL_PADDING - one.box.indent * _INDENT, LEAST) / _TEXT_MARGIN


def _set_page(page: Worksheet, sheet: Sheet) -> None:
    """Set how the sheet prints: A4, as wide as the page, the head on every page, a footer."""
    page.sheet_view.showGridLines = False
    page.page_setup.paperSize = 9  # A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.print_options.horizontalCentered = True
    _set_margins(page)
    _set_scale(page, sheet)
    if sheet.rows:
        last = get_column_letter(max(len(sheet.widths), 1))
        page.print_area = f"A1:{last}{len(sheet.rows)}"
    if sheet.repeat_rows:
        first, final = sheet.repeat_rows
        page.print_title_rows = f"{first + 1}:{final + 1}"
    if sheet.freeze:
        row, column = sheet.freeze
        page.freeze_panes = f"{get_column_letter(column + 1)}{row + 1}"
    _set_footer(page, sheet)


def _set_margins(page: Worksheet) -> None:
    inch = 25.4
    margins = page.page_margins
    margins.left, margins.right = 15 / inch, 10 / inch  # the left one is for the folder
    margins.top, margins.bottom = 10 / inch, 15 / inch
    margins.header, margins.footer = 5 / inch, 6 / inch


def _set_scale(page: Worksheet, sheet: Sheet) -> None:
    """Fit the width; Excel ignores page breaks while it fits, so there the scale is reckoned."""
    if not sheet.breaks:
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        return
    room = (297 if sheet.landscape else 210) - 25
    page.page_setup.scale = max(10, min(100, int(98 * room / max(sum(sheet.widths), 1))))
    for row in sheet.breaks:
        page.row_breaks.append(Break(id=row))


def _set_footer(page: Worksheet, sheet: Sheet) -> None:
    footer = HeaderFooterItem()
    left, right = footer.left, footer.right
    for part in (left, right):
        part.font, part.size = f"{FONT},Regular", 8
    words = " ".join(plain(sheet.footer).split())
    short = words if len(words) <= FOOTER_LIMIT else words[: FOOTER_LIMIT - 1] + "…"
    left.text = short.replace("&", "&&")
    words = sheet.page_words.replace("&", "&&")
    right.text = words.format(page="&P", pages="&N")
    page.oddFooter = footer
