"""Draws sheets as a PDF with its own letters inside; the room of reportlab."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import font_roboto
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports.drawing.paging import LONG, SHORT, Page, paged
from reports.drawing.strokes import LINE, MISSING, Ground, Line, Stroke, Words, strokes
from reports.sheet import Sheet

REGULAR, MEDIUM = "Roboto-Regular", "Roboto-Medium"
_BOX_WIDTH = 800.0  # thousandths of the size of the letters
_LINE_ENDS = "\u2028\u2029\x0b\x0c\x85"


def write_pdf(
    sheets: Sequence[Sheet], stream: BinaryIO, *, title: str, author: str, subject: str
) -> None:
    """Draw the visible sheets into a stream as one A4 PDF; the same sheets give the same bytes.

    Texts are drawn sign by sign and are never markup; a sign that Roboto has not is shown as an
    empty box.  Raises ValueError for sheets put together wrongly (see reports.drawing.grid).
    """
    pages = pages_of(sheets)
    first = pages[0].size if pages else (SHORT, LONG)
    # invariant: no clock, no random numbers, so that the same return gives the same file.
    _load_fonts()
    letters: Any = REGULAR  # the stubs take this name for a number
    canvas = Canvas(stream, pagesize=first, invariant=1, initialFontName=letters)
    canvas.setTitle(drawable(title))
    canvas.setAuthor(drawable(author))
    canvas.setSubject(drawable(subject))
    canvas.setCreator("Pana")
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize(page.size)
        canvas.setLineWidth(LINE)
        for stroke in strokes_of(page, number, len(pages)):
            _draw(canvas, stroke)
        canvas.showPage()
    canvas.save()


def pages_of(sheets: Sequence[Sheet]) -> list[Page]:
    """Give the pages of the visible sheets, for whoever draws them elsewhere than in a PDF.

    Raises ValueError for sheets put together wrongly (see reports.drawing.grid).
    """
    return [
        page for sheet in sheets if not sheet.hidden for page in paged(sheet, drawable, text_width)
    ]


def strokes_of(page: Page, number: int, count: int) -> tuple[Stroke, ...]:
    """Give the strokes that draw one page, which is number of count."""
    return tuple(strokes(page, number, count, drawable, text_width))


def drawable(text: str) -> str:
    """Give a text as it can be drawn: composed, with an empty box for each sign not in Roboto."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(map(_sign, composed))


def text_width(text: str, size: float, bold: bool) -> float:
    """Give the width of a drawable text in points."""
    widths = _widths(MEDIUM if bold else REGULAR)
    return sum(widths[sign] for sign in text) * size / 1000


class _Widths(dict[str, float]):
    """The width of each letter of one font, looked up once."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self._face = _font(font).face

    def __missing__(self, sign: str) -> float:
        wide = float(self._face.charWidths.get(ord(sign), _BOX_WIDTH))
        self[sign] = wide
        return wide


@cache
def _widths(font: str) -> _Widths:
    _load_fonts()
    return _Widths(font)


@cache
def _load_fonts() -> frozenset[int]:
    """Make Roboto known to reportlab; give the code points that it has letters for."""
    folder = Path(font_roboto.font_directory)
    for name in (REGULAR, MEDIUM):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    return frozenset(_font(REGULAR).face.charToGlyph)


def _font(name: str) -> Any:
    return pdfmetrics.getFont(name)


@cache
def _sign(sign: str) -> str:
    """Give one sign as it is drawn: itself, nothing, a new line, or the empty box."""
    if sign in "\n\t":
        return sign
    if sign in _LINE_ENDS:
        return "\n"
    if unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f":
        return ""
    return sign if ord(sign) in _load_fonts() and sign.isprintable() or sign == "\xa0" else MISSING


def _draw(canvas: Canvas, stroke: Stroke) -> None:
    """Draw one stroke; PDF counts points from below, as strokes do."""
    match stroke:
        case Ground():
            canvas.setFillColor(HexColor(f"#{stroke.ink}"))
            canvas.rect(stroke.x, stroke.y, stroke.width, stroke.height, stroke=0, fill=1)
        case Line():
            canvas.line(stroke.x, stroke.y, stroke.to_x, stroke.to_y)
        case Words():
            canvas.setFillColor(HexColor(f"#{stroke.ink}"))
            canvas.setFont(MEDIUM if stroke.bold else REGULAR, stroke.size)
            if not stroke.angle:
                canvas.drawString(stroke.x, stroke.y, stroke.text)
                return
            canvas.saveState()
            canvas.translate(stroke.x, stroke.y)
            canvas.rotate(stroke.angle)
            canvas.drawString(0, 0, stroke.text)
            canvas.restoreState()
