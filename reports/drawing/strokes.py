"""What a pen does to draw one page: the same strokes make the PDF, the preview and the print."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.drawing.look import LEADING, LOOKS, MARK_INK, SIDES, Look
from reports.drawing.paging import (
    FOOT,
    LEFT,
    PADDING,
    RIGHT,
    Drawable,
    Page,
    Piece,
    TextWidth,
)

MISSING = "□"
"""Stands in a drawable text for a sign that the letters have not; drawn as an empty box."""

LINE = 0.5
"""How wide lines are, in points."""

_FOOT_SIZE = 8.0
_ASCENT = 0.75  # of the size: where the line of writing lies below the top of a line
_MARK_SIZE = 58.0
_MARK_ANGLE = 50.0
_MARK_ROOM = 0.8  # of the diagonal of the page


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled rectangle; x and y are its lower left corner, in points from the lower left."""

    x: float
    y: float
    width: float
    height: float
    ink: str


@dataclass(frozen=True, slots=True)
class Line:
    """A thin black line from one point to another."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; x and y are the beginning of its line of writing, angle in degrees."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    ink: str = "000000"
    angle: float = 0.0


Stroke = Ground | Line | Words


def strokes(
    page: Page, number: int, count: int, drawable: Drawable, text_width: TextWidth
) -> Iterator[Stroke]:
    """Give the strokes of one page, the lower ones first; number of count stands at its foot."""
    for piece in page.pieces:
        look = LOOKS[piece.style]
        if look.ground:
            yield Ground(piece.x, piece.y, piece.width, piece.height, look.ground)
    yield from _mark(page, drawable, text_width)
    for piece in page.pieces:
        yield from _border(piece, LOOKS[piece.style].border)
    for piece in page.pieces:
        yield from _words(piece, LOOKS[piece.style], text_width)
    yield from _foot(page, number, count, drawable, text_width)


def _border(piece: Piece, kind: str) -> Iterator[Line]:
    left, below = piece.x, piece.y
    right, top = left + piece.width, below + piece.height
    ends = {
        "left": Line(left, below, left, top),
        "top": Line(left, top, right, top),
        "right": Line(right, below, right, top),
        "bottom": Line(left, below, right, below),
    }
    return (line for side, line in ends.items() if side in SIDES[kind])


def _words(piece: Piece, look: Look, text_width: TextWidth) -> Iterator[Stroke]:
    """Give the lines of a piece: in the middle of a box, at the top of half of one, else below."""
    leading = piece.size * LEADING
    spare = piece.height - len(piece.lines) * leading
    above = {"box": spare / 2, "above": PADDING, "under": PADDING}
    top = piece.y + piece.height - above.get(look.border, max(spare - 1.5, 0))
    for number, line in enumerate(piece.lines):
        y = top - number * leading - piece.size * (_ASCENT + (LEADING - 1) / 2)
        wide = text_width(line, piece.size, look.bold)
        left = {"right": piece.right - wide, "center": (piece.left + piece.right - wide) / 2}
        x = left.get(piece.align, piece.left)
        yield from _line(Words(x, y, line, piece.size, look.bold, look.ink), text_width)


def _line(words: Words, text_width: TextWidth) -> Iterator[Stroke]:
    """Give one line; the empty boxes in it are drawn as lines, for no letter stands for them."""
    x = words.x
    for number, part in enumerate(words.text.split(MISSING)):
        if number:
            wide = text_width(MISSING, words.size, words.bold)
            side = wide * 0.7
            yield from _box(x + wide * 0.15, words.y, side)
            x += wide
        if part.strip():
            yield Words(x, words.y, part, words.size, words.bold, words.ink)
        x += text_width(part, words.size, words.bold)


def _box(x: float, y: float, side: float) -> Iterator[Line]:
    yield Line(x, y, x + side, y)
    yield Line(x, y + side, x + side, y + side)
    yield Line(x, y, x, y + side)
    yield Line(x + side, y, x + side, y + side)


def _mark(page: Page, drawable: Drawable, text_width: TextWidth) -> Iterator[Words]:
    """Give the pale words across the page, one under the other, as large as they fit."""
    texts = [drawable(text) for text in page.sheet.mark.split("\n") if text]
    wide, high = page.size
    room = (wide**2 + high**2) ** 0.5 * _MARK_ROOM
    for number, text in enumerate(texts):
        size = min(_MARK_SIZE, _MARK_SIZE * room / text_width(text, _MARK_SIZE, True))
        across = text_width(text, size, True)
        # From the middle of the page back by half of the words, along the slope.
        shift = ((len(texts) - 1) / 2 - number) * _MARK_SIZE * LEADING * 1.6
        x = wide / 2 - across / 2 * 0.643 + shift * 0.2
        y = high / 2 - across / 2 * 0.766 + shift
        yield Words(x, y, text, size, True, MARK_INK, _MARK_ANGLE)


def _foot(
    page: Page, number: int, count: int, drawable: Drawable, text_width: TextWidth
) -> Iterator[Stroke]:
    """Give what stands at the foot: the words of the sheet left, the page of the pages right."""
    words = drawable(page.sheet.page_words.format(page=number, pages=count))
    begin = page.size[0] - RIGHT - text_width(words, _FOOT_SIZE, False)
    yield from _line(Words(begin, FOOT, words, _FOOT_SIZE, False), text_width)
    room = begin - LEFT - 12
    left = " ".join(drawable(page.sheet.footer).split())
    while left and text_width(left, _FOOT_SIZE, False) > room:
        left = left[:-2].rstrip() + "…" if len(left) > 2 else ""
    yield from _line(Words(LEFT, FOOT, left, _FOOT_SIZE, False), text_width)
