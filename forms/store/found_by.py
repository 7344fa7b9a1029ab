"""By what a card is found, place by place: its number, the fields that the search looks at, people.

The names of one person are one place, so that a hit shows the whole name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from forms.catalogue import form_of
from forms.fields import Field, IinField, Repeat, Values
from forms.form import Form
from forms.letters import fold
from forms.record import Record
from forms.store.searching import words_of_number

NAMES = ("surname", "name", "patronymic")


class Spot(NamedTuple):
    """A place of a card with its text as typed: path ("children.surname"; "" for the number), the
    row ("" for the card itself), and the folded words by which the text is found."""

    path: str
    row: str
    text: str
    words: tuple[str, ...]


def spots(form: Form, record: Record) -> Iterator[Spot]:
    """Give every filled place of a card that the search looks at, people first."""
    for repeat in form.repeats():
        for row in record.rows(repeat.name):
            yield from _of_row(repeat.name, repeat.fields, row.id, row.values)
    yield from _of_row("", tuple(form.scalars()), "", record.values)
    if record.number:
        yield Spot("", "", record.number, tuple(words_of_number(record.number)))


@cache
def people_tables(form: str) -> frozenset[str]:
    """Give the tables of a form in which people stand; raises KeyError for an unknown form."""
    return frozenset(one.name for one in form_of(form).repeats() if _of_people(one))


@cache
def scalars_found(form: str) -> tuple[Field, ...]:
    """Give the fields of the card itself that the search looks at; KeyError as above."""
    return tuple(field for field in form_of(form).scalars() if field.found_by)


def words_in(field: Field, text: str) -> tuple[str, ...]:
    """Give the folded words by which the text of a field is found; of a number also its parts."""
    words = fold(text).split()
    if not isinstance(field, IinField) and re.search(r"\d", text):
        words += words_of_number(text)
    return tuple(dict.fromkeys(words))


def _of_people(repeat: Repeat) -> bool:
    return {field.name for field in repeat.fields} >= {*NAMES, "iin"}


def _of_row(table: str, fields: Sequence[Field], row: str, values: Values) -> Iterator[Spot]:
    prefix = f"{table}." if table else ""
    looked = {field.name: field for field in fields if field.found_by}
    names = [name for name in NAMES if name in looked and values.get(name)]
    if names:
        text = " ".join(str(values[name]) for name in names)
        words = [word for name in names for word in words_in(looked[name], str(values[name]))]
        yield Spot(f"{prefix}{names[0]}", row, text, tuple(dict.fromkeys(words)))
    for name, field in looked.items():
        if name not in NAMES and values.get(name) is not None:
            text = str(values[name])
            yield Spot(f"{prefix}{name}", row, text, words_in(field, text))
