"""Finds cards for lists: by words, state, dates and any field, a page at a time."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    exists,
    false,
    func,
    literal_column,
    select,
    text,
    true,
)

from forms.codes import Code, code
from forms.record import State
from forms.store.conditions import Where, holds, ordering, prepare
from forms.store.searching import CARDS_FOUND, match
from forms.store.tables import CARDS, EDITS, PEOPLE, TALLIES

Day = date  # the field of a row is called date itself
Places = Sequence[int]
"""Places of cards in the order of a list: an array, eight bytes each, however many there are."""

Named = Callable[[str], str]
"""What a key of the register is called."""


class Sort(StrEnum):
    """By what a list is sorted; cards alike in it stand by their numbers."""

    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    CHILDREN = "children"
    STATE = "state"
    KIND = "kind"
    CHANGED = "changed"
    REMOVED = "removed"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: text as typed into the search box, states (none: all), order, dates.

    since and until include the date of the card (registration, or when the claim came).  day is
    the day as of which a card counts as removed or a claim as ended; removed asks for those that
    are (True) or are not (False) on that day.  by sorts by a declared field ("children.birth")
    instead of by sort; where nothing is entered stands last, whichever way it goes.
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
    by: str = ""

    @property
    def plain(self) -> bool:
        """True when kept counts and one index answer it, however many cards there are."""
        return self.counted and not self.by and self.sort in _INDEXES

    @property
    def counted(self) -> bool:
        """True when kept counts say how many cards answer."""
        asked = self.text.strip() or self.conditions or self.kind or self.since or self.until
        return not asked


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
    changed_at: datetime | None = None
    place: int = 0


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


SHOWN = (
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
    CARDS.c.changed_at,
    CARDS.c.place,
    exists().where(EDITS.c.card == CARDS.c.place).label("edited"),
)
_SORTS: dict[Sort, tuple[ColumnElement[Any], ...]] = {
    Sort.NUMBER: (CARDS.c.ordinal,),
    Sort.NAME: (CARDS.c.sort_key, CARDS.c.ordinal),
    Sort.DATE: (CARDS.c.date, CARDS.c.ordinal),
    Sort.CHILDREN: (CARDS.c.children, CARDS.c.ordinal),
    Sort.STATE: (CARDS.c.state, CARDS.c.removed_on, CARDS.c.ordinal),
    Sort.KIND: (CARDS.c.kind, CARDS.c.ordinal),
    Sort.CHANGED: (CARDS.c.changed_at, CARDS.c.ordinal),
    Sort.REMOVED: (CARDS.c.removed_on, CARDS.c.ordinal),
    Sort.FORCE: (CARDS.c.in_force_on, CARDS.c.ordinal),
}
_INDEXES = {
    Sort.NUMBER: "cards_by_number",
    Sort.NAME: "cards_by_name",
    Sort.DATE: "cards_by_date",
}


def page(
    connection: Connection, form: str, query: Query, offset: int, limit: int
) -> tuple[ListRow, ...]:
    """Give at most limit cards that answer the query, from the place offset on.

    A plain query passes over entries of one index only, and from the nearer end.
    """
    prepare(connection)
    far = query.plain and offset > limit
    back = count(connection, form, query) - offset - limit if far else offset
    if back >= offset:
        return rows(connection, _walk(connection, form, query, limit, offset), query.day)
    turned = replace(query, descending=not query.descending)
    found = _walk(connection, form, turned, max(limit + min(back, 0), 0), max(back, 0))
    return rows(connection, found[::-1], query.day)


def places(connection: Connection, form: str, query: Query, named: Named | None = None) -> Places:
    """Give the places of all cards that answer, in the order of the list.

    named gives what a key of the register is called, for a sort by a place.
    """
    prepare(connection, named)
    return _walk(connection, form, query, -1, 0)


def rows(
    connection: Connection, places: Sequence[int], day: date | None = None
) -> tuple[ListRow, ...]:
    """Give the rows of cards by their places, in that order; removed as of the day."""
    asked = select(*SHOWN).where(CARDS.c.place.in_(list(places)))
    found = {row.place: list_row(row, day) for row in connection.execute(asked)}
    return tuple(found[place] for place in places if place in found)


def count(connection: Connection, form: str, query: Query) -> int:
    """Say how many cards answer the query."""
    if query.counted:
        return tally(connection, form, query)[0]
    prepare(connection)
    asked = _asked(select(func.count()).select_from(CARDS), form, query)
    return int(connection.execute(asked).scalar_one())


def tally(connection: Connection, form: str, query: Query) -> tuple[int, int]:
    """Give how many cards stand in the states and the removal of a query, and their children."""
    cards, children = TALLIES.c.cards, TALLIES.c.children
    asked = select(func.total(cards), func.total(children)).where(TALLIES.c.form == form)
    if query.states:
        asked = asked.where(TALLIES.c.state.in_(sorted(query.states)))
    if query.removed is not None:
        day = query.day.isoformat() if query.day is not None else "~"
        gone = (TALLIES.c.removed_on > "") & (TALLIES.c.removed_on <= day)
        asked = asked.where(gone if query.removed else ~gone)
    known = connection.execute(asked).one()
    return int(known[0]), int(known[1])


def rank(connection: Connection, form: str, query: Query, id: str) -> int:
    """Give where a card stands in the list of a plain query, -1 where it does not."""
    columns = (*_SORTS[query.sort], CARDS.c.place)
    asked = _asked(select(*columns), form, query).where(CARDS.c.id == id)
    mine = connection.execute(asked).one_or_none()
    if mine is None:
        return -1
    before: ColumnElement[bool] = false()
    alike: ColumnElement[bool] = true()
    for column, value in zip(columns, mine, strict=True):
        before = before | (alike & (_above if query.descending else _below)(column, value))
        alike = alike & column.is_not_distinct_from(value)
    counted = _indexed(_asked(select(func.count()).select_from(CARDS), form, query), query)
    return int(connection.execute(counted.where(before)).scalar_one())


def place(connection: Connection, form: str, id: str) -> int | None:
    """Give the place of a card by its id, None for an unknown one."""
    asked = select(CARDS.c.place).where(CARDS.c.form == form, CARDS.c.id == id)
    return connection.execute(asked).scalar_one_or_none()


def ids(connection: Connection, form: str, query: Query) -> tuple[str, ...]:
    """Give the ids of all cards that answer the query, in its order."""
    prepare(connection)
    asked = _asked(select(CARDS.c.id), form, query).order_by(*_order(form, query))
    return tuple(connection.execute(asked).scalars())


def _walk(connection: Connection, form: str, query: Query, limit: int, offset: int) -> Places:
    asked = _asked(select(CARDS.c.place), form, query).order_by(*_order(form, query))
    asked = _indexed(asked.limit(limit).offset(offset), query)
    return array("q", connection.execute(asked).scalars())


def _order(form: str, query: Query) -> tuple[ColumnElement[Any], ...]:
    columns = (*_SORTS[query.sort], CARDS.c.place)
    last: tuple[ColumnElement[Any], ...] = ()
    if query.by:
        value = ordering(form, query.by)
        last, columns = (value.is_(None),), (value, *_SORTS[Sort.NUMBER], CARDS.c.place)
    return (*last, *(one.desc() if query.descending else one for one in columns))


def _indexed(asked: Select[Any], query: Query) -> Select[Any]:
    """Go by the index of the order, so that a page is read without sorting what is not shown."""
    if query.by or query.sort not in _INDEXES:
        return asked
    name = _INDEXES[query.sort]
    if query.sort is Sort.NUMBER and len(query.states) == 1:
        name = "cards_by_state"
    return asked.with_hint(CARDS, f"INDEXED BY {name}", "sqlite")


def _below(column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
    return false() if value is None else column.is_(None) | (column < value)


def _above(column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
    return column.is_not(None) if value is None else column > value


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
        hits = text(CARDS_FOUND).bindparams(words=words).columns(literal_column("place"))
        found = found.where(CARDS.c.place.in_(hits))
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
    return found.where(*(holds(form, one) for one in query.conditions))


def _removed(day: date | None) -> ColumnElement[bool]:
    gone = CARDS.c.removed_on.is_not(None)
    return gone if day is None else gone & (CARDS.c.removed_on <= day.isoformat())


def list_row(row: Sequence[Any], day: date | None) -> ListRow:
    """Give the row of a list, removed as of a day, for what SHOWN asks of a card."""
    form, id, number, state, title, subtitle, kind, children, on, removed, forced, *rest = row
    revision, changed_at, place, edited = rest
    removed_on = _day(removed)
    return ListRow(
        form=form,
        id=id,
        number=number,
        state=State(state),
        title=title,
        subtitle=subtitle,
        kind=code(*kind.split("/")) if kind else None,
        children=children,
        date=_day(on),
        removed=removed_on is not None and (day is None or removed_on <= day),
        removed_on=removed_on,
        in_force_on=_day(forced),
        revision=revision,
        edited=bool(edited),
        changed_at=datetime.fromisoformat(changed_at),
        place=place,
    )


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def places_of_state(connection: Connection, form: str, state: State) -> Sequence[int]:
    """Give the places of all cards of a form in one state."""
    asked = select(CARDS.c.place).where(CARDS.c.form == form, CARDS.c.state == state.value)
    return connection.execute(asked.order_by(CARDS.c.place)).scalars().all()
