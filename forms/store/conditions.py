"""Conditions on declared fields, as SQL over cards as they are shown: with an incomplete edit."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Function,
    Select,
    String,
    Table,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)

from forms.codes import Code
from forms.fields import Birth, Choice, Choices, Field, IinField, Member, Place, Text, Value
from forms.letters import fold, sort_key
from forms.store.conversion import CannotKeep, to_raw
from forms.store.tables import CARDS, EDITS, tables_of

FOLD, SORT_KEY, NAMED = "pana_fold", "pana_sort_key", "pana_named"
"""What forms.letters and the caller's register do, as functions of SQL."""

Compare = Callable[[ColumnElement[Any]], ColumnElement[bool]]


class Relation(StrEnum):
    """How a field must stand to a value; of a table in a card one row is enough.

    FROM and TO include the value itself.  IS asks of several choices that this one is among them,
    of a text that it is spelled so, whatever its capitals and letters.  ONE_OF takes several
    codes.  BEGINS and HAS_WORD look at texts as the search does; a word is found by its beginning.
    """

    IS = "is"
    FROM = "from"
    TO = "to"
    ONE_OF = "one of"
    BEGINS = "begins"
    HAS_WORD = "has word"
    FILLED = "filled"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on a declared field: path ("children.birth"), relation, value.

    It looks at a card as it is shown: at its incomplete edit where it has one.
    """

    path: str
    relation: Relation
    value: Value = None


def relations_of(field: Field) -> tuple[Relation, ...]:
    """Give what can be asked of a kind of field, the most usual first."""
    known = (Relation.FILLED, Relation.EMPTY)
    match field:
        case Choice() | Choices():
            return (Relation.ONE_OF, *known)
        case Text():
            return (Relation.HAS_WORD, Relation.BEGINS, Relation.IS, *known)
        case IinField():
            return (Relation.IS, Relation.BEGINS, *known)
        case Place():
            return (Relation.IS, *known)
        case Member():
            return known
    return (Relation.FROM, Relation.TO, Relation.IS, *known)


def prepare(connection: Connection, named: Callable[[str], str] | None = None) -> None:
    """Teach the connection the letters; named gives what a key of the register is called."""
    driver: Any = connection.connection.dbapi_connection
    for name, work in ((FOLD, fold), (SORT_KEY, sort_key), (NAMED, named or sort_key)):
        driver.create_function(name, 1, _of_text(work))


def _of_text(work: Callable[[str], str]) -> Callable[[object], str | None]:
    known = lru_cache(maxsize=4096)(work)  # villages, streets and surnames come again and again
    return lambda raw: None if raw is None else known(str(raw))


def holds(form: str, where: Where) -> ColumnElement[bool]:
    """Say a condition in SQL; raises KeyError for a path that the form does not have.

    The connection must have been prepared.
    """
    if where.relation is Relation.EMPTY:
        return ~holds(form, Where(where.path, Relation.FILLED))
    table, field = _column(form, where.path)
    compare = _comparing(field, where)
    kept = select(table.c.card).where(compare(table.c[field.name]))
    edited = select(EDITS.c.card)
    place = CARDS.c.place
    typed = place.in_(edited.where(_in_edit(where.path, compare)))
    return or_(and_(place.in_(kept), place.not_in(edited)), typed)


def ordering(form: str, path: str) -> ColumnElement[Any]:
    """Give by what cards are sorted for a field: of a table its first row; empty is NULL.

    Raises KeyError for a path that the form does not have; the connection must be prepared.
    """
    table, field = _column(form, path)
    column = table.c[field.name]
    first: Select[Any] = select(column).where(table.c.card == CARDS.c.place)
    if "position" in table.c:
        first = first.order_by(table.c.position).limit(1)
    head, _, name = path.partition(".")
    inside = f"$.{head}[0][1].{name}" if name else f"$.{head}"
    edit = select(func.json_extract(EDITS.c.content, inside)).where(EDITS.c.card == CARDS.c.place)
    edited = exists().where(EDITS.c.card == CARDS.c.place)
    shown = case((edited, edit.scalar_subquery()), else_=first.scalar_subquery())
    if isinstance(field, Text):
        return Function(SORT_KEY, shown)
    return Function(NAMED, shown) if isinstance(field, Place) else shown


def _column(form: str, path: str) -> tuple[Table, Field]:
    tables = tables_of(form)
    head, _, name = path.partition(".")
    if name:
        return tables.rows[head], tables.row_fields[head][name]
    return tables.card, tables.fields[head]


def _in_edit(path: str, compare: Compare) -> ColumnElement[bool]:
    """Say the same of an incomplete edit, which stands beside the card as JSON."""
    head, _, name = path.partition(".")
    if not name:
        return compare(func.json_extract(EDITS.c.content, f"$.{head}"))
    lines = func.json_each(EDITS.c.content, f"$.{head}").table_valued("value", name="lines")
    inner = func.json_extract(lines.c.value, f"$[1].{name}")
    return exists(select(1).select_from(lines).where(compare(inner)).correlate(EDITS))


def _comparing(field: Field, where: Where) -> Compare:
    match where.relation:
        case Relation.FILLED:
            return lambda column: column.is_not(None)
        case Relation.ONE_OF:
            asked = where.value if isinstance(where.value, tuple) else (where.value,)
            keys = [one.key for one in asked if isinstance(one, Code)]
            return lambda column: or_(literal(False), *(_has(field, column, key) for key in keys))
        case Relation.BEGINS:
            begins = fold(str(where.value or ""))
            return lambda column: _folded(column).startswith(begins, autoescape=True)
        case Relation.HAS_WORD:
            words = fold(str(where.value or "")).split() or ["\x00"]
            return lambda column: and_(
                *((" " + _folded(column)).contains(f" {word}", autoescape=True) for word in words)
            )
    return _against_value(field, where)


def _against_value(field: Field, where: Where) -> Compare:
    asked = where.value
    if isinstance(field, Choices) and isinstance(asked, Code):
        key = asked.key
        return lambda column: _has(field, column, key)
    value = to_raw(field, asked)
    if value is None:
        raise CannotKeep(f"{where.relation} of {where.path} asks for nothing")
    if where.relation is Relation.FROM:
        return lambda column: column >= value
    partial = isinstance(field, Birth)  # 2015 means the whole year, 2015-03 the month
    if where.relation is Relation.TO:
        last = f"{value}~" if partial else value
        return lambda column: column <= last
    if partial:
        return lambda column: or_(column == value, column.startswith(f"{value}-"))
    if isinstance(field, Text):
        folded = fold(str(value))
        return lambda column: _folded(column) == folded
    return lambda column: column == value


def _has(field: Field, column: ColumnElement[Any], key: str) -> ColumnElement[bool]:
    if isinstance(field, Choices):
        return (" " + column + " ").contains(f" {key} ", autoescape=True)
    return column == key


def _folded(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return Function(FOLD, column, type_=String())
