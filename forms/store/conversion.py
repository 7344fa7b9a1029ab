"""Turns values of fields into what a column of the store keeps, and back: the only place."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from forms.codes import Code, code
from forms.dates import PartialDate
from forms.fields import (
    Birth,
    Choice,
    Choices,
    Date,
    Entry,
    Field,
    IinField,
    Member,
    Number,
    Place,
    Text,
    Value,
    Values,
)
from forms.form import Form

Raw = str | int | None
Json = Mapping[str, object]

KEPT_AS_IT_IS = (Text, IinField, Place, Member, Number)


class CannotKeep(TypeError):
    """A value does not belong in its field: our error; the message never carries the value."""


def to_raw(field: Field, value: Value) -> Raw:
    """Give what a column keeps for a value; raises CannotKeep for a value of another kind."""
    if value is None:
        return None
    match field:
        case Text() | IinField() | Place() | Member() if isinstance(value, str) and value:
            return value
        case Number() if isinstance(value, int) and not isinstance(value, bool):
            return value
        case Date() if isinstance(value, date):
            return value.isoformat()
        case Birth() if isinstance(value, PartialDate):
            return value.iso()
        case Choice() if isinstance(value, Code) and value.list == field.list:
            return value.key
        case Choices() if isinstance(value, tuple) and value:
            return " ".join(_key(one, field) for one in value)
    raise CannotKeep(f"{type(value).__name__} in the field {field.name} ({type(field).__name__})")


def _key(one: object, field: Choices) -> str:
    if not isinstance(one, Code) or one.list != field.list:
        raise CannotKeep(f"{type(one).__name__} among the choices of {field.name}")
    return one.key


@cache
def from_raw(field: Field) -> Callable[[str | int], Value]:
    """Give what reads a column of this field; an empty column is None and is not asked of it.

    It raises KeyError for a code that its list never had, ValueError for a broken date.
    """
    if isinstance(field, Date):
        return _date
    if isinstance(field, Birth):
        return cache(lambda raw: PartialDate.from_iso(str(raw)))
    if isinstance(field, Choice):
        chosen = field.list
        return cache(lambda raw: code(chosen, str(raw)))
    if isinstance(field, Choices):
        offered = field.list
        return cache(lambda raw: tuple(code(offered, key) for key in str(raw).split(" ")))
    if isinstance(field, KEPT_AS_IT_IS):
        return _as_it_is
    raise CannotKeep(f"no column is declared for {type(field).__name__}")


@cache
def _date(raw: str | int) -> Value:
    return date.fromisoformat(str(raw))


def _as_it_is(raw: str | int) -> Value:
    return raw


def column_is_whole_number(field: Field) -> bool:
    """True when the column of a field is an INTEGER; all others are TEXT."""
    return isinstance(field, Number)


def raw_values(fields: Mapping[str, Field], values: Values) -> dict[str, Raw]:
    """Give the columns of one row; every field has one, None where nothing is entered."""
    strange = values.keys() - fields.keys()
    if strange:
        raise CannotKeep(f"no such fields: {sorted(strange)}")
    return {
        name: to_raw(field, values[name]) if name in values else None
        for name, field in fields.items()
    }


def to_json(form: Form, values: Values) -> dict[str, object]:
    """Give the values of a card as JSON: columns by name, tables as lists of [row id, columns]."""
    tables = {repeat.name: repeat for repeat in form.repeats()}
    scalars = {field.name: field for field in form.scalars()}
    written: dict[str, object] = _without_none(
        raw_values(scalars, {k: v for k, v in values.items() if k not in tables})
    )
    for name, repeat in tables.items():
        fields = {field.name: field for field in repeat.fields}
        lines = [
            [row.id, _without_none(raw_values(fields, row.values))] for row in rows_of(values, name)
        ]
        if lines:
            written[name] = lines
    return written


def from_json(form: Form, written: Json) -> Values:
    """Read what to_json wrote; raises KeyError for a field that the form does not have."""
    tables = {repeat.name: repeat for repeat in form.repeats()}
    scalars = {field.name: field for field in form.scalars()}
    values: dict[str, Value] = {}
    for name, content in written.items():
        if name in tables:
            fields = {field.name: field for field in tables[name].fields}
            assert isinstance(content, list)
            values[name] = tuple(Entry(key, _read(fields, line)) for key, line in content)
        else:
            values |= _read(scalars, {name: content})
    return values


def _read(fields: Mapping[str, Field], line: Mapping[str, object]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, raw in line.items():
        assert isinstance(raw, str | int)
        found[name] = from_raw(fields[name])(raw)
    return found


def rows_of(values: Values, table: str) -> tuple[Entry, ...]:
    """Give the rows of a table of the card; raises CannotKeep when something else stands there."""
    rows = values.get(table)
    if rows is None:
        return ()
    if not isinstance(rows, tuple):
        raise CannotKeep(f"{type(rows).__name__} in the table {table}")
    entries = tuple(row for row in rows if isinstance(row, Entry))
    if len(entries) != len(rows) or len({row.id for row in entries}) != len(entries):
        raise CannotKeep(f"the table {table} has something that is no row, or one row twice")
    return entries


def _without_none(columns: Mapping[str, Raw]) -> dict[str, object]:
    return {name: raw for name, raw in columns.items() if raw is not None}
