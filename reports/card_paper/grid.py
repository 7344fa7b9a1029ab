"""The grid of a card's paper: sixty narrow columns, over which fields lie as wide as they ask."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from forms.fields import Birth, Date, Field
from reports.sheet import Box, Row

COLUMNS = 60
WIDTHS = (185 / COLUMNS,) * COLUMNS
"""Millimetres; together the paper between its margins."""

TWELFTHS = 12
_ROOMY = 14
"""So many twelfths of asked width lie in one line of a table, a little pressed."""

_DATE = 2


def lines_of(fields: Sequence[Field]) -> list[list[Field]]:
    """Part the fields of a section into lines as the screen does: by their spans."""
    lines: list[list[Field]] = []
    wide = TWELFTHS + 1
    for field in fields:
        if wide + field.span > TWELFTHS:
            lines.append([])
            wide = 0
        lines[-1].append(field)
        wide += field.span
    return lines


def table_lines(fields: Sequence[Field]) -> list[list[Field]]:
    """Part the fields of a table's row into as few lines as they need, evenly filled."""
    asked = [_width(field) for field in fields]
    count = max(ceil(sum(asked) / _ROOMY), 1)
    cuts = _evenly(asked, count)
    return [list(fields[first:last]) for first, last in zip(cuts, cuts[1:], strict=False)]


def spread(fields: Sequence[Field], room: int) -> list[tuple[int, int]]:
    """Give for each field of a line its first column and how many it has, of room columns."""
    asked = [_width(field) for field in fields]
    unit = room / sum(asked)
    edges = [round(unit * end) for end in accumulate(asked, initial=0)]
    return [(first, last - first) for first, last in zip(edges, edges[1:], strict=False)]


def row(*boxes: tuple[int, Box], height: float | None = None) -> Row:
    """Give a row of the grid with boxes at their columns."""
    cells: list[Box | None] = [None] * COLUMNS
    for column, box in boxes:
        cells[column] = box
    return Row(tuple(cells), height)


def _width(field: Field) -> int:
    """Give how wide a field asks to be, in twelfths; a day needs little."""
    return _DATE if isinstance(field, Date | Birth) else field.span


def _evenly(asked: Sequence[int], count: int) -> list[int]:
    """Give where to cut a sequence into count parts so that the largest part is least."""
    sums = list(accumulate(asked, initial=0))
    best: dict[tuple[int, int], tuple[int, list[int]]] = {(0, 0): (0, [0])}
    for part in range(1, count + 1):
        for end in range(part, len(asked) + 1):
            options = (
                (max(most, sums[end] - sums[begin]), [*cuts, end])
                for begin in range(part - 1, end)
                if (part - 1, begin) in best
                for most, cuts in [best[part - 1, begin]]
            )
            best[part, end] = min(options, key=lambda option: option[0])
    return best[count, len(asked)][1]
