"""Parts a sheet into pages: widths fitted, rows as high as their words, the head on each page."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reports.drawing.grid import Placed, placed
from reports.drawing.look import LEADING, LOOKS, SIDES, align_of
from reports.drawing.wrapping import LEAST, fitting, wrapped
from reports.sheet import Box, Sheet, Style

_MM = 72 / 25.4
SHORT, LONG = 210 * _MM, 297 * _MM  # A4
LEFT, RIGHT = 15 * _MM, 10 * _MM  # the left margin is for the folder
TOP, BOTTOM = 10 * _MM, 15 * _MM
FOOT = 7 * _MM  # where the words of the foot stand
PADDING = 2.5  # points between a border and the words
_INDENT = 8.0
_EMPTY_ROW = 9.0
_SMALLEST_SCALE = 0.7
_HEADINGS = frozenset(
    {
        *(Style.TITLE, Style.HEAD, Style.NUMBERS),
        *(Style.SECTION, Style.LABEL, Style.PART, Style.TABLE, Style.LEGEND),
    }
)

Drawable = Callable[[str], str]
TextWidth = Callable[[str, float, bool], float]  # text, size of letters, bold


@dataclass(frozen=True, slots=True)
class Piece:
    """A box as it lies on one page: its rectangle from below left, its lines and their place."""

    style: Style
    x: float
    y: float
    width: float
    height: float
    left: float
    right: float
    lines: tuple[str, ...]
    size: float
    align: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a sheet: its width and height in points and what lies on it."""

    sheet: Sheet
    size: tuple[float, float]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The lines of one box, set in letters that fit its width."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING + 2 * PADDING


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row, or as much of a very high row as one page holds: its lines from first to last."""

    row: int
    height: float
    first: int = 0
    last: int | None = None


def paged(sheet: Sheet, drawable: Drawable, text_width: TextWidth) -> list[Page]:
    """Give the pages of a sheet; drawable cleans a text, text_width measures it.

    A row is kept whole where a page can hold it, boxes over several rows keep these together,
    a heading stays with the line below it, and the repeated rows stand above every further page
    of the table.
    """
    layout = _Layout(sheet, drawable, text_width)
    return [layout.page(strips) for strips in layout.filled()]


def written_number(value: float, decimals: int) -> str:
    """Write a number as the paper does: 1 234,5, its thousands parted by spaces that hold."""
    return f"{value:,.{decimals}f}".replace(",", "\xa0").replace(".", ",")


class _Layout:
    """Everything that is reckoned once for a sheet before its pages are filled."""

    def __init__(self, sheet: Sheet, drawable: Drawable, text_width: TextWidth) -> None:
        self._sheet = sheet
        self._size = (LONG, SHORT) if sheet.landscape else (SHORT, LONG)
        self._room = self._size[1] - TOP - BOTTOM
        self._boxes = placed(sheet)
        self._set_columns()
        self._words = [self._set(one, drawable, text_width) for one in self._boxes]
        self._heights = self._row_heights()
        self._lying: defaultdict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(self._boxes):
            for row in range(one.row, one.row + one.down):
                self._lying[row].append(number)

    def _set_columns(self) -> None:
        """Fit the columns to the page; where they are too wide the letters shrink with them."""
        room = self._size[0] - LEFT - RIGHT
        columns = max((one.column + one.across for one in self._boxes), default=1)
        widths = self._sheet.widths or (1.0,) * columns
        scale = room / (sum(widths) * _MM)
        self._scale = max(min(scale, 1.0), _SMALLEST_SCALE)
        self._edges = [LEFT]
        for wide in widths:
            self._edges.append(self._edges[-1] + wide * _MM * scale)

    def _set(self, one: Placed, drawable: Drawable, text_width: TextWidth) -> _Words:
        """Set the words of one box: the size of its letters and its lines."""
        look = LOOKS[one.box.style]
        text = drawable(_text(one.box))
        left, right = self._between(one)
        room, size = max(right - left, LEAST), look.size * self._scale
        size = fitting(text, room, size, lambda part: text_width(part, size, look.bold))
        lines = wrapped(text, room, lambda part: text_width(part, size, look.bold))
        return _Words(tuple(lines) if text else (), size)

    def _between(self, one: Placed) -> tuple[float, float]:
        """Give from where to where the words of a box may stand."""
        # Words without a border begin exactly at the edge, so that heading and table are flush.
        padding = PADDING if "left" in SIDES[LOOKS[one.box.style].border] else 0.0
        left = self._edges[one.column] + padding + one.box.indent * _INDENT
        return left, self._edges[one.column + one.across] - padding

    def _row_heights(self) -> list[float]:
        heights = [(row.height or 0.0) * self._scale for row in self._sheet.rows]
        for number in sorted(range(len(self._boxes)), key=lambda n: self._boxes[n].down):
            one, words = self._boxes[number], self._words[number]
            needed = words.height if words.lines else 0.0
            have = sum(heights[one.row : one.row + one.down])
            heights[one.last_row] += max(needed - have, 0.0)
        return [height or _EMPTY_ROW for height in heights]

    def filled(self) -> list[list[_Strip]]:
        """Give the strips of each page, the repeated head among them."""
        pages: list[list[_Strip]] = [[]]
        left = self._room
        for group in self._groups():
            head = self._head_above(group[0])
            strips = [strip for row in group for strip in self._strips(row)]
            whole = sum(strip.height for strip in strips)
            room = self._room - sum(strip.height for strip in head)
            for number, strip in enumerate(strips):
                wanted = whole if number == 0 and whole <= room else strip.height
                begins = number == 0 and strip.row in self._sheet.breaks
                if pages[-1] and (begins or wanted > left + 0.01):
                    pages.append(list(head))
                    left = room
                pages[-1].append(strip)
                left -= strip.height
        return pages

    def _strips(self, row: int) -> Iterator[_Strip]:
        """Give a row as one strip, or a row higher than a page as several."""
        height = self._heights[row]
        room = self._room - self._height_of(self._repeated(row))
        words = [self._words[n] for n in self._lying[row] if self._boxes[n].down == 1]
        most = max((len(one.lines) for one in words), default=0)
        leading = max((one.size for one in words), default=0.0) * LEADING
        if height <= room or most < 2 or leading <= 0:
            yield _Strip(row, min(height, room))
            return
        step = max(int((room - 2 * PADDING) / leading), 1)
        for first in range(0, most, step):
            last = min(first + step, most)
            yield _Strip(row, (last - first) * leading + 2 * PADDING, first, last)

    def _groups(self) -> Iterator[list[int]]:
        """Give the rows that stay on one page together."""
        group: list[int] = []
        reach = 0
        for row in range(len(self._sheet.rows)):
            group.append(row)
            reach = max([reach, *(self._boxes[number].last_row for number in self._lying[row])])
            if row >= reach and not self._holds(group) and row + 1 < len(self._sheet.rows):
                yield group
                group = []
        if group:
            yield group

    def _holds(self, group: Sequence[int]) -> bool:
        """Tell whether the next row must stay with these: they are a heading or a signature."""
        if group[-1] + 1 in self._sheet.breaks:
            return False
        filled = [row for row in group if self._styles(row)]
        if not filled:
            return False
        last = self._styles(filled[-1])
        return last <= _HEADINGS or (Style.RULE in last and filled[-1] == group[-1])

    def _styles(self, row: int) -> set[Style]:
        boxes = (self._boxes[number] for number in self._lying[row])
        return {one.box.style for one in boxes}

    def _repeated(self, row: int) -> range:
        """Give the head rows that belong above a row when it begins a page; none outside of a
        table, above the head itself, and where the head takes half of the page."""
        heads = [range(one.first, one.last + 1) for one in self._sheet.repeats if row <= one.until]
        if self._sheet.repeat_rows is not None:
            first, final = self._sheet.repeat_rows
            heads.append(range(first, final + 1))
        found = next((head for head in heads if row not in head), range(0))
        if row < found.start or self._height_of(found) >= self._room / 2:
            return range(0)
        return found

    def _height_of(self, rows: range) -> float:
        return sum(self._heights[rows.start : rows.stop])

    def _head_above(self, row: int) -> list[_Strip]:
        """Give the head to repeat above a row."""
        in_table = any(LOOKS[style].border == "box" for style in self._styles(row))
        return [_Strip(one, self._heights[one]) for one in self._repeated(row) if in_table]

    def page(self, strips: Sequence[_Strip]) -> Page:
        """Give one page with every box in its place."""
        top = self._size[1] - TOP
        spans: dict[int, tuple[float, float, _Strip]] = {}
        for strip in strips:
            spans[strip.row] = (top, top - strip.height, strip)
            top -= strip.height
        numbers = dict.fromkeys(number for strip in strips for number in self._lying[strip.row])
        return Page(
            self._sheet, self._size, tuple(self._piece(number, spans) for number in numbers)
        )

    def _piece(self, number: int, spans: dict[int, tuple[float, float, _Strip]]) -> Piece:
        one, words = self._boxes[number], self._words[number]
        rows = [row for row in range(one.row, one.row + one.down) if row in spans]
        top, (_, below, strip) = spans[rows[0]][0], spans[rows[-1]]
        lines = words.lines if rows[0] == one.row else ()
        if one.down == 1:
            lines = words.lines[strip.first : strip.last]
        x = self._edges[one.column]
        wide = self._edges[one.column + one.across] - x
        left, right = self._between(one)
        return Piece(
            one.box.style, x, below, wide, top - below, left, right, lines, words.size,
            align_of(one.box),
        )  # fmt: skip


def _text(box: Box) -> str:
    if isinstance(box.value, str):
        return box.value
    return "" if box.value is None else written_number(box.value, box.decimals)
