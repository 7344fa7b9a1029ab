"""The fields of a card on paper: a small label with its number, the answer below it."""

from collections.abc import Iterator, Sequence

from forms.codes import codes
from forms.fields import Choice, Choices, Field, Text
from forms.form import Form
from forms.record import Record
from reports.card_paper.grid import COLUMNS, lines_of, row, spread
from reports.card_paper.printing import Printing
from reports.card_paper.values import shown
from reports.sheet import Box, Row, Style

FEW = 8
"""A list of up to so many codes is printed beside the box for the code."""

WRITTEN = 23.0
"""Points of height that a line of handwriting needs."""

LEAST = 16.0
"""Points of height of an answer in print, also where there is none."""

CLOSED = "x"
"""Stands where a field does not apply, as on the returns."""

_CODE_BOX = 3  # columns: 9 mm, two digits by hand
_CODES_BOX = 8


def field_rows(
    form: Form, fields: Sequence[Field], record: Record | None, printing: Printing
) -> Iterator[Row]:
    """Give two rows for each line of fields, labels and answers; record is None for a blank."""
    for line in lines_of(fields):
        places = spread(line, COLUMNS)
        labels, answers = [], []
        for field, (first, wide) in zip(line, places, strict=True):
            label = f"{form.address(field.name)} {printing.tongue.below(field.label)}"
            labels.append((first, Box(label, Style.LABEL, across=wide)))
            answers += _answer(field, first, wide, record, printing)
        yield row(*labels)
        yield row(*answers, height=LEAST if record else _height(line))


def short_list(field: Field, printing: Printing, between: str) -> str:
    """Give the codes of a field whose list is short, "" for any other field."""
    if not isinstance(field, Choice | Choices) or len(codes(field.list)) > FEW:
        return ""
    return between.join(list_codes(field.list, printing))


def list_codes(name: str, printing: Printing) -> Iterator[str]:
    """Give the codes of a list, each beside its words: a line never ends between the two."""
    for one in codes(name):
        yield f"{one.key}\u00a0–\u00a0{printing.tongue.beside(one.say)}"


def _answer(
    field: Field, first: int, wide: int, record: Record | None, printing: Printing
) -> list[tuple[int, Box]]:
    if record is None:
        return _empty(field, first, wide, printing)
    held = record.values.get(field.name) is not None
    if not held and not field.asked(record.values):
        return [(first, Box(CLOSED, Style.CLOSED, across=wide))]
    text = shown(field, record.values, record, printing)
    return [(first, Box(text, Style.ANSWER, across=wide))]


def _empty(field: Field, first: int, wide: int, printing: Printing) -> list[tuple[int, Box]]:
    """Give the room to write in: a box for the code and the codes, or room for words."""
    if not isinstance(field, Choice | Choices):
        return [(first, Box(None, Style.ANSWER, across=wide))]
    boxed = min(_CODES_BOX if isinstance(field, Choices) else _CODE_BOX, wide - 1)
    offered = short_list(field, printing, "\n")
    return [
        (first, Box(None, Style.CODE, across=boxed)),
        (first + boxed, Box(offered or None, Style.CHOICES, across=wide - boxed)),
    ]


def _height(line: Sequence[Field]) -> float:
    return WRITTEN * max(field.lines if isinstance(field, Text) else 1 for field in line)
