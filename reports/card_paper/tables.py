"""The tables of a card on paper: a head of one or more lines, and as many lines for each row."""

from collections.abc import Iterator, Sequence

from forms.fields import EMPTY, Field, Repeat, Values
from forms.form import Form
from forms.record import Record
from forms.words import N_
from reports.card_paper.fields import CLOSED, LEAST, WRITTEN, short_list
from reports.card_paper.grid import COLUMNS, row, spread, table_lines
from reports.card_paper.printing import Printing
from reports.card_paper.values import shown
from reports.sheet import Box, Row, Style

NONE = N_("none")
_NUMBER = 3  # columns of the number of a row
_ROOM = COLUMNS - _NUMBER
_EMPTY = {1: 6}
"""Lines that a row takes → how many rows to write in a blank card has; four where none is told."""


def table_head(form: Form, table: Repeat, printing: Printing) -> Iterator[Row]:
    """Give the head of a table: number and name of each column, in as many lines as a row has."""
    lines = table_lines(table.fields)
    for at, line in enumerate(lines):
        boxes = [(0, _beside("№", Style.PART, len(lines)))] if not at else []
        for field, (first, wide) in _placed(line):
            address = form.address(f"{table.name}.{field.name}")
            words = f"{address} {printing.tongue.below(field.label)}"
            boxes.append((first, Box(words, Style.PART, across=wide)))
        yield row(*boxes)


def legend(form: Form, table: Repeat, printing: Printing) -> Row | None:
    """Give the codes of those columns whose lists are short; None where there are none."""
    told = (
        f"{form.address(f'{table.name}.{field.name}')}: {offered}"
        for field in table.fields
        if (offered := short_list(field, printing, "; "))
    )
    words = "\n".join(told)
    return row((0, Box(words, Style.LEGEND, across=COLUMNS))) if words else None


def table_rows(table: Repeat, record: Record | None, printing: Printing) -> Iterator[Row]:
    """Give the rows of a table, or empty ones to write in; a table without any says so."""
    if record is None:
        count = _EMPTY.get(len(table_lines(table.fields)), 4)
        for number in range(1, count + 1):
            yield from _lines(table, number, EMPTY, None, printing)
        return
    entries = record.rows(table.name)
    if not entries:
        asked = table.asked(record.values)
        words = printing.tongue.say(NONE) if asked else CLOSED
        style = Style.NAME if asked else Style.CLOSED
        yield row((0, Box(words, style, across=COLUMNS, align="center")))
    for number, entry in enumerate(entries, start=1):
        yield from _lines(table, number, entry.values, record, printing)


def _lines(
    table: Repeat, number: int, values: Values, record: Record | None, printing: Printing
) -> Iterator[Row]:
    lines = table_lines(table.fields)
    for at, line in enumerate(lines):
        boxes = [(0, _beside(str(number), Style.CODE, len(lines)))] if not at else []
        for field, (first, wide) in _placed(line):
            boxes.append((first, _cell(field, wide, values, record, printing)))
        yield row(*boxes, height=LEAST if record else WRITTEN)


def _beside(words: str, style: Style, lines: int) -> Box:
    """Give the box at the left of a row's lines, which keeps them on one page."""
    return Box(words, style, across=_NUMBER, down=lines, align="center")


def _cell(
    field: Field, wide: int, values: Values, record: Record | None, printing: Printing
) -> Box:
    if record is None:
        return Box(None, Style.NAME, across=wide)
    text = shown(field, values, record, printing)
    if not text and not field.asked(record.values, values):
        return Box(CLOSED, Style.CLOSED, across=wide)
    return Box(text, Style.NAME, across=wide)


def _placed(line: Sequence[Field]) -> Iterator[tuple[Field, tuple[int, int]]]:
    """Give the fields of a line with their columns, right of the number."""
    for field, (first, wide) in zip(line, spread(line, _ROOM), strict=True):
        yield field, (first + _NUMBER, wide)
