"""Finds cards for lists: by words, state, dates and any field, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    exists,
    func,
    literal_column,
    select,
    text,
)

from forms.codes import Code, code
from forms.fields import Choices, Field, Value
from forms.record import State
from forms.store.conversion import to_raw
from forms.store.searching import match
from forms.store.tables import CARDS, EDITS, PEOPLE, tables_of

Day = date  # the field of a row is called date itself


class Sort(StrEnum):
    """By what a list is sorted; cards alike in it stand by their numbers."""

    NUMBER = "number"
    NAME = "name"
    DATE = "date"


class Relation(StrEnum):
    """How a field must stand to a value; of a table in a card one row is enough.

    FROM and TO include the value itself.  IS asks of several choices that this one is among them.
    """

    IS = "is"
    FROM = "from"
    TO = "to"
    FILLED = "filled"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on a declared field: path ("children.birth"), relation, value.

    It looks at the last complete version of a card, or at the draft that never was complete.
    """

    path: str
    relation: Relation
    value: Value = None


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: text as typed into the search box, states (none: all), order, dates.

    since and until include the date of the card (registration, or when the claim came).  day is
    the day as of which a card counts as removed or a claim as ended; removed asks for those that
    are (True) or are not (False) on that day.
    """

    text: str = ""
    states: frozenset[State] = frozenset()
    sort: Sort = Sort.NUMBER
    descending: bool = False
    since: date | None = None
    until: date | None = None
    day: date | None = None
    removed: bool | None = None
    kind: Code | None = None
    conditions: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRow:
    """A card in a list, as it is shown: with its incomplete edit if it has one.

    removed tells of Query.day (without one: at any time).  edited says that the card is a draft
    again while its last complete version still counts (rule R3).
    """

    form: str
    id: str
    number: str
    state: State
    title: str
    subtitle: str
    kind: Code | None
    children: int
    date: Day | None
    removed: bool
    removed_on: Day | None
    in_force_on: Day | None
    revision: int
    edited: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody on a card: which card and row, the folded names, ИИН and birth as stored."""

    form: str
    id: str
    number: str
    state: State
    repeat: str
    row: str
    surname: str
    name: str
    patronymic: str
    iin: str | None
    birth: str | None


_SHOWN = (
    CARDS.c.form,
    CARDS.c.id,
    CARDS.c.number,
    CARDS.c.state,
    CARDS.c.title,
    CARDS.c.subtitle,
    CARDS.c.kind,
    CARDS.c.children,
    CARDS.c.date,
    CARDS.c.removed_on,
    CARDS.c.in_force_on,
    CARDS.c.revision,
    exists().where(EDITS.c.card == CARDS.c.place),
)
_SORTS: dict[Sort, tuple[ColumnElement[Any], ...]] = {
    Sort.NUMBER: (CARDS.c.ordinal,),
    Sort.NAME: (CARDS.c.sort_key, CARDS.c.ordinal),
    Sort.DATE: (CARDS.c.date, CARDS.c.ordinal),
}


def page(
    connection: Connection, form: str, query: Query, offset: int, limit: int
) -> tuple[ListRow, ...]:
    """Give at most limit cards that answer the query, from the place offset on."""
    columns = (*_SORTS[query.sort], CARDS.c.place)
    order = [one.desc() if query.descending else one for one in columns]
    asked = _asked(select(*_SHOWN), form, query).order_by(*order).offset(offset).limit(limit)
    return tuple(_list_row(row, query.day) for row in connection.execute(asked))


def count(connection: Connection, form: str, query: Query) -> int:
    """Say how many cards answer the query."""
    asked = _asked(select(func.count()).select_from(CARDS), form, query)
    return int(connection.execute(asked).scalar_one())


def ids(connection: Connection, form: str, query: Query) -> tuple[str, ...]:
    """Give the ids of all cards that answer the query, in its order."""
    order = [one.desc() if query.descending else one for one in _SORTS[query.sort]]
    asked = _asked(select(CARDS.c.id), form, query).order_by(*order, CARDS.c.place)
    return tuple(connection.execute(asked).scalars())


def standing(connection: Connection, *asked: ColumnElement[bool]) -> tuple[Standing, ...]:
    """Give people on cards that are not annulled, by conditions on the table of people."""
    query = (
        select(
            CARDS.c.form,
            CARDS.c.id,
            CARDS.c.number,
            CARDS.c.state,
            PEOPLE.c.repeat,
            PEOPLE.c.row,
            PEOPLE.c.surname,
            PEOPLE.c.name,
            PEOPLE.c.patronymic,
            PEOPLE.c.iin,
            PEOPLE.c.birth,
        )
        .join(CARDS, CARDS.c.place == PEOPLE.c.card)
        .where(CARDS.c.annulled.is_(None), *asked)
        .order_by(PEOPLE.c.card, PEOPLE.c.repeat, PEOPLE.c.row)
    )
    return tuple(_standing(*row) for row in connection.execute(query))


def _standing(form: str, key: str, number: str, state: str, *person: Any) -> Standing:
    return Standing(form, key, number, State(state), *person)


def _asked(base: Select[Any], form: str, query: Query) -> Select[Any]:
    found = base.where(CARDS.c.form == form)
    words = match(query.text)
    if words:
        hits = text("SELECT rowid FROM search WHERE search MATCH :words").bindparams(words=words)
        found = found.where(CARDS.c.place.in_(hits.columns(literal_column("rowid"))))
    elif query.text.strip():
        found = found.where(literal_column("0"))  # signs only: nothing is called so
    if query.states:
        found = found.where(CARDS.c.state.in_(sorted(state.value for state in query.states)))
    if query.kind is not None:
        found = found.where(CARDS.c.kind == f"{query.kind.list}/{query.kind.key}")
    if query.since is not None:
        found = found.where(CARDS.c.date >= query.since.isoformat())
    if query.until is not None:
        found = found.where(CARDS.c.date <= query.until.isoformat())
    if query.removed is not None:
        found = found.where(_removed(query.day) if query.removed else ~_removed(query.day))
    return found.where(*(_holds(form, one) for one in query.conditions))


def _removed(day: date | None) -> ColumnElement[bool]:
    gone = CARDS.c.removed_on.is_not(None)
    return gone if day is None else gone & (CARDS.c.removed_on <= day.isoformat())


def _holds(form: str, where: Where) -> ColumnElement[bool]:
    """Say a condition in SQL; raises KeyError for a path that the form does not have."""
    tables = tables_of(form)
    head, _, name = where.path.partition(".")
    if name:
        table, field = tables.rows[head], tables.row_fields[head][name]
    else:
        table, field = tables.card, tables.fields[head]
    if where.relation is Relation.EMPTY:
        return ~_any(table, table.c[field.name].is_not(None))
    return _any(table, _compared(table, field, where))


def _any(table: Table, holds: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.c.card == CARDS.c.place, holds)


def _compared(table: Table, field: Field, where: Where) -> ColumnElement[bool]:
    column = table.c[field.name]
    if where.relation is Relation.FILLED:
        return column.is_not(None)
    asked = where.value
    if isinstance(field, Choices) and isinstance(asked, Code):
        asked = (asked,)
    value = to_raw(field, asked)
    if where.relation is Relation.FROM:
        return column >= value
    if where.relation is Relation.TO:
        return column <= value
    if isinstance(field, Choices):
        return (" " + column + " ").contains(f" {value} ", autoescape=True)
    return column == value


def _list_row(row: Row[Any], day: date | None) -> ListRow:
    removed_on = _day(row.removed_on)
    return ListRow(
        form=row.form,
        id=row.id,
        number=row.number,
        state=State(row.state),
        title=row.title,
        subtitle=row.subtitle,
        kind=code(*row.kind.split("/")) if row.kind else None,
        children=row.children,
        date=_day(row.date),
        removed=removed_on is not None and (day is None or removed_on <= day),
        removed_on=removed_on,
        in_force_on=_day(row.in_force_on),
        revision=row.revision,
        edited=bool(row[-1]),
    )


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def places_of_state(connection: Connection, form: str, state: State) -> Sequence[int]:
    """Give the places of all cards of a form in one state."""
    asked = select(CARDS.c.place).where(CARDS.c.form == form, CARDS.c.state == state.value)
    return connection.execute(asked.order_by(CARDS.c.place)).scalars().all()
