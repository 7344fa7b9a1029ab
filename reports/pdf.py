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

from reports.drawing.look import LEADING, LOOKS, Look
from reports.drawing.paging import FOOT, LEFT, LONG, RIGHT, SHORT, Page, Piece, paged
from reports.sheet import Sheet

REGULAR, MEDIUM = "Roboto-Regular", "Roboto-Medium"
MISSING = "□"
_BOX_WIDTH = 800.0  # thousandths of the size of the letters
_LINE = 0.5  # points
_FOOT_SIZE = 8.0
_LINE_ENDS = "\u2028\u2029\x0b\x0c\x85"
_ASCENT = 0.75  # of the size: where the line of writing lies below the top of a line


def write_pdf(
    sheets: Sequence[Sheet], stream: BinaryIO, *, title: str, author: str, subject: str
) -> None:
    """Draw the visible sheets into a stream as one A4 PDF; the same sheets give the same bytes.

    Texts are drawn sign by sign and are never markup; a sign that Roboto has not is shown as an
    empty box.  Raises ValueError for sheets put together wrongly (see reports.drawing.grid).
    """
    pages = [
        page for sheet in sheets if not sheet.hidden for page in paged(sheet, drawable, text_width)
    ]
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
        _draw_page(canvas, page)
        _draw_foot(canvas, page, number, len(pages))
        canvas.showPage()
    canvas.save()


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


def _draw_page(canvas: Canvas, page: Page) -> None:
    canvas.setLineWidth(_LINE)
    for piece in page.pieces:
        _draw_ground(canvas, piece)
    for piece in page.pieces:
        _draw_words(canvas, piece)


def _draw_ground(canvas: Canvas, piece: Piece) -> None:
    """Draw the grey ground and the border; y is the lower edge, as PDF counts from below."""
    look = LOOKS[piece.style]
    if look.ground:
        canvas.setFillColor(HexColor(f"#{look.ground}"))
        canvas.rect(piece.x, piece.y, piece.width, piece.height, stroke=0, fill=1)
    if look.border == "box":
        canvas.rect(piece.x, piece.y, piece.width, piece.height, stroke=1, fill=0)
    elif look.border == "below":
        canvas.line(piece.x, piece.y, piece.x + piece.width, piece.y)


def _draw_words(canvas: Canvas, piece: Piece) -> None:
    look = LOOKS[piece.style]
    if not piece.lines:
        return
    leading = piece.size * LEADING
    spare = piece.height - len(piece.lines) * leading
    top = piece.y + piece.height - (spare / 2 if look.border == "box" else max(spare - 1.5, 0))
    canvas.setFillColor(HexColor(f"#{look.ink}"))
    canvas.setFont(MEDIUM if look.bold else REGULAR, piece.size)
    for number, line in enumerate(piece.lines):
        y = top - number * leading - piece.size * (_ASCENT + (LEADING - 1) / 2)
        _draw_line(canvas, piece, look, line, y)


def _draw_line(canvas: Canvas, piece: Piece, look: Look, line: str, y: float) -> None:
    wide = text_width(line, piece.size, look.bold)
    left = {"right": piece.right - wide, "center": (piece.left + piece.right - wide) / 2}
    _write(canvas, left.get(piece.align, piece.left), y, line, piece.size, look.bold)


def _write(canvas: Canvas, x: float, y: float, text: str, size: float, bold: bool) -> None:
    """Write one line; the empty boxes in it are drawn as lines, for Roboto has no such letter."""
    for number, part in enumerate(text.split(MISSING)):
        if number:
            wide = text_width(MISSING, size, bold)
            canvas.rect(x + wide * 0.15, y, wide * 0.7, wide * 0.7, stroke=1, fill=0)
            x += wide
        if part.strip():
            canvas.drawString(x, y, part)
        x += text_width(part, size, bold)


def _draw_foot(canvas: Canvas, page: Page, number: int, count: int) -> None:
    """Draw what stands at the foot: the words of the sheet left, the page of the pages right."""
    words = drawable(page.sheet.page_words.format(page=number, pages=count))
    right = page.size[0] - RIGHT
    canvas.setFillGray(0)
    canvas.setFont(REGULAR, _FOOT_SIZE)
    begin = right - text_width(words, _FOOT_SIZE, False)
    _write(canvas, begin, FOOT, words, _FOOT_SIZE, False)
    room = begin - LEFT - 12
    left = " ".join(drawable(page.sheet.footer).split())
    while left and text_width(left, _FOOT_SIZE, False) > room:
        left = left[:-2].rstrip() + "…" if len(left) > 2 else ""
    _write(canvas, LEFT, FOOT, left, _FOOT_SIZE, False)
