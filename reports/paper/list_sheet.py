"""A list of cards as a sheet: one row of heads, then a row for each card, all of it as text."""

from collections.abc import Iterable, Sequence

from reports.drawing.serif import width as width_of
from reports.sheet import Box, Row, Sheet, Style

WIDEST, LEAST = 70.0, 12.0  # millimetres
_PADDING = 4.0
_POINT = 25.4 / 72
_SIZE = 9.0
_SAMPLE = 200  # rows that decide the widths


def list_sheet(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[str | int]], footer: str
) -> Sheet:
    """Give the sheet of a list; whole numbers stay numbers, every other cell is a text."""
    lines = [tuple(row) for row in rows]
    widths = [
        _width([head, *(str(line[at]) for line in lines[:_SAMPLE])])
        for at, head in enumerate(heads)
    ]
    head = Row(tuple(Box(one, Style.HEAD) for one in heads))
    body = (Row(tuple(_box(one) for one in line)) for line in lines)
    return Sheet(
        name, (head, *body), tuple(widths), repeat_rows=(0, 0), freeze=(1, 0), footer=footer
    )


def _box(value: str | int) -> Box:
    return Box(value, Style.COUNT if isinstance(value, int) else Style.NAME)


def _width(texts: Sequence[str]) -> float:
    wide = max((width_of(text, _SIZE, False) for text in texts), default=0.0) * _POINT
    return min(max(wide + _PADDING, LEAST), WIDEST)
