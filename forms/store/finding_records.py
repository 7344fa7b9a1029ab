"""Finds cards for lists: by words, state, dates and any field, a page at a time."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    false,
    func,
    literal,
    literal_column,
    select,
    text,
    true,
)

from forms.codes import Code
from forms.record import State
from forms.store.conditions import Where, holds, ordering, prepare
from forms.store.list_row import SHOWN, ListRow, list_row, rows
from forms.store.searching import CARD_FOUND, CARDS_FOUND, match
from forms.store.tables import CARDS, PEOPLE, TALLIES

Places = Sequence[int]
"""Places of cards in the order of a list: an array, eight bytes each, however many there are."""

MANY = 20_000
"""A word on so many cards is common: among a few cards in their order there is one with it."""

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
    if not query.plain:
        return rows(connection, _walk(connection, form, query, limit, offset), query.day)
    back = count(connection, form, query) - offset - limit if offset > limit else offset
    if back >= offset:
        return _walked(connection, form, query, limit, offset)
    turned = replace(query, descending=not query.descending)
    return _walked(connection, form, turned, max(limit + min(back, 0), 0), max(back, 0))[::-1]


def places(connection: Connection, form: str, query: Query, named: Named | None = None) -> Places:
    """Give the places of all cards that answer, in the order of the list.

    named gives what a key of the register is called, for a sort by a place.
    """
    prepare(connection, named)
    return _walk(connection, form, query, -1, 0)


def beginning(connection: Connection, form: str, query: Query, limit: int) -> Places | None:
    """Give the first places of what answers typed words, at once however many cards there are;
    None where only a look at every card would tell."""
    if query.by or query.sort not in _INDEXES or replace(query, text="") != _bare(query):
        return None
    words = match(query.text)
    if not words:
        return places(connection, form, query) if query.text.strip() else None
    asked = text(f"SELECT count(*) FROM ({CARDS_FOUND} LIMIT {MANY})")
    common = connection.execute(asked, {"words": words}).scalar_one() == MANY
    return _walk(connection, form, query, limit, 0, probing=common)


def _bare(query: Query) -> Query:
    return Query(
        states=query.states,
        sort=query.sort,
        descending=query.descending,
        day=query.day,
        removed=query.removed,
    )


def count(connection: Connection, form: str, query: Query) -> int:
    """Say how many cards answer the query."""
    if query.counted:
        return tally(connection, form, query)[0]
    prepare(connection)
    asked = _asked(select(func.count()).select_from(CARDS), form, query)
    return int(connection.execute(asked).scalar_one())


def tally(connection: Connection, form: str, query: Query) -> tuple[int, int]:
    """Give how many cards stand in the states and the removal of a query, and their children."""
    day = query.day.isoformat() if query.day is not None else "~"
    asked = _tallied(query.states, query.removed)
    known = connection.execute(asked, {"form": form, "day": day}).one()
    return int(known[0]), int(known[1])


@lru_cache(64)
def _tallied(states: frozenset[State], removed: bool | None) -> Select[Any]:
    """Make the question to the counts once: making it anew costs more than its answer."""
    asked = select(func.total(TALLIES.c.cards), func.total(TALLIES.c.children))
    asked = asked.where(TALLIES.c.form == bindparam("form"))
    if states:
        asked = asked.where(TALLIES.c.state.in_(_words(states)))
    if removed is not None:
        on = TALLIES.c.removed_on
        gone = (on > "") & (on <= bindparam("day"))
        asked = asked.where(gone if removed else ~gone)
    return asked


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


def _walked(
    connection: Connection, form: str, query: Query, limit: int, offset: int
) -> tuple[ListRow, ...]:
    if offset > limit:  # places are passed over in the index alone, rows would be read in passing
        return rows(connection, _walk(connection, form, query, limit, offset), query.day)
    found = connection.execute(_paged(form, query), {"limit": limit, "offset": offset})
    return tuple(list_row(row, query.day) for row in found)


@lru_cache(64)
def _paged(form: str, query: Query) -> Select[Any]:
    """Make the question for the pages of a plain query once; such a query holds nobody's name."""
    asked = _asked(select(*SHOWN), form, query).order_by(*_order(form, query))
    return _indexed(asked.limit(bindparam("limit")).offset(bindparam("offset")), query)


def _walk(
    connection: Connection,
    form: str,
    query: Query,
    limit: int,
    offset: int,
    probing: bool = False,
) -> Places:
    asked = _asked(select(CARDS.c.place), form, query, probing).order_by(*_order(form, query))
    walked = _indexed(asked.limit(limit).offset(offset), query).subquery()
    # Handed over as one text: row by row, a hundred thousand places take four times as long.
    listed = connection.execute(select(func.group_concat(walked.c.place))).scalar_one()
    return array("q", map(int, listed.split(","))) if listed else array("q")


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


def _asked(base: Select[Any], form: str, query: Query, probing: bool = False) -> Select[Any]:
    """Ask for the cards; probing looks up each in the index of words, which is quick where most
    answer, instead of gathering from there all that do."""
    found = base.where(CARDS.c.form == form)
    words = match(query.text)
    if words and probing:
        found = found.where(text(CARD_FOUND).bindparams(words=words))
    elif words:
        hits = text(CARDS_FOUND).bindparams(words=words).columns(literal_column("place"))
        found = found.where(CARDS.c.place.in_(hits))
    elif query.text.strip():
        found = found.where(literal_column("0"))  # signs only: nothing is called so
    if query.states:
        found = found.where(CARDS.c.state.in_(_words(query.states)))
    if query.kind is not None:
        found = found.where(CARDS.c.kind == f"{query.kind.list}/{query.kind.key}")
    if query.since is not None:
        found = found.where(CARDS.c.date >= query.since.isoformat())
    if query.until is not None:
        found = found.where(CARDS.c.date <= query.until.isoformat())
    if query.removed is not None:
        found = found.where(_removed(query.day) if query.removed else ~_removed(query.day))
    return found.where(*(holds(form, one) for one in query.conditions))


def _words(states: frozenset[State]) -> list[ColumnElement[str]]:
    """Give the words of states one by one: a list of open length is written anew each time."""
    return [literal(state.value) for state in sorted(states)]


def _removed(day: date | None) -> ColumnElement[bool]:
    gone = CARDS.c.removed_on.is_not(None)
    return gone if day is None else gone & (CARDS.c.removed_on <= day.isoformat())


def places_of_state(connection: Connection, form: str, state: State) -> Sequence[int]:
    """Give the places of all cards of a form in one state."""
    asked = select(CARDS.c.place).where(CARDS.c.form == form, CARDS.c.state == state.value)
    return connection.execute(asked.order_by(CARDS.c.place)).scalars().all()
