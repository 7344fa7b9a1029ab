"""Destroys cards whose term has run out, and keeps what is left of them: no person, but a number.

What remains tells that there was a card, from when to when, and by which act it went; and, of all
destroyed cards together, what they added to the returns handed in, so that an old quarter still
counts what it counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as put

from forms.form import Form
from forms.record import Record, State
from forms.store import derived, history
from forms.store.drawer import drawer_of
from forms.store.papers import drop_typing
from forms.store.tables import APART, CARDS, DESTROYED, DESTROYED_COUNTS

MOST_VARIABLES = 400
Quarter = tuple[int, int]
"""Year and number of a quarter."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a destroyed card.

    kind is the kind of its term; years and norm are those of the term; act is the number of the
    act by which it was destroyed.
    """

    number: str
    id: str
    form: str
    kind: str
    registered_on: date | None
    ended_on: date
    years: int
    norm: str
    act: str
    destroyed_on: date
    who: str


Counts = Mapping[str, Mapping[Quarter, Mapping[str, int]]]
"""Return → quarter → address of a cell ("Q/04/1") → what destroyed cards add there."""


def destroy(
    connection: Connection, form: Form, place: int, shown: Record, stone: Tombstone
) -> None:
    """Take a card out of every table and leave its tombstone; place is where it stands.

    The words of it are out of the index only after derived.settle().
    """
    rows = _rows(connection, form, place, shown)
    derived.forget(connection, form, place, shown)
    for some in _parts(sorted(rows)):
        pairs = or_(APART.c.one.in_(some), APART.c.other.in_(some))
        connection.execute(delete(APART).where(pairs))
    drop_typing(connection, stone.id)
    connection.execute(delete(CARDS).where(CARDS.c.place == place))  # the rest goes with it
    connection.execute(insert(DESTROYED).values(_columns(stone)))


def add_counts(connection: Connection, counts: Counts) -> None:
    """Add what cards that go now added to returns handed in."""
    for code, quarters in counts.items():
        for (year, quarter), cells in quarters.items():
            for cell, number in cells.items():
                key = {"return_code": code, "year": year, "quarter": quarter, "cell": cell}
                more = put(DESTROYED_COUNTS).values(**key, number=number)
                total = DESTROYED_COUNTS.c.number + more.excluded.number
                connection.execute(
                    more.on_conflict_do_update(index_elements=list(key), set_={"number": total})
                )


def counts_of(connection: Connection, return_code: str, quarter: Quarter) -> Mapping[str, int]:
    """Give what destroyed cards add to the cells of a return of one quarter."""
    columns = DESTROYED_COUNTS.c
    query = select(columns.cell, columns.number).where(
        columns.return_code == return_code,
        columns.year == quarter[0],
        columns.quarter == quarter[1],
    )
    return {cell: number for cell, number in connection.execute(query)}


def tombstones(connection: Connection, act: str = "") -> tuple[Tombstone, ...]:
    """Give what is left of destroyed cards, of one act or of all, by act and number."""
    query = select(*(DESTROYED.c[name] for name in Tombstone.__slots__))
    if act:
        query = query.where(DESTROYED.c.act == act)
    found = connection.execute(query.order_by(DESTROYED.c.act, DESTROYED.c.number))
    return tuple(_stone(one) for one in found)


def is_destroyed(connection: Connection, number: str) -> bool:
    """True when a card with this number was destroyed: nobody gets the number again."""
    query = select(DESTROYED.c.number).where(DESTROYED.c.number == number)
    return connection.execute(query).first() is not None


def ended_places(connection: Connection, form: str, by: date) -> tuple[int, ...]:
    """Give the places of the cards that may have ended by a day; each must be looked at itself.

    What lists know does not suffice for an act of removal without a claim, so all of those come.
    """
    complete = CARDS.c.state == State.COMPLETE.value
    ended = CARDS.c.removed_on <= by.isoformat()
    alone = CARDS.c.removed_on.is_(None) & CARDS.c.kind.is_(None) & (CARDS.c.form == "court_case")
    query = select(CARDS.c.place).where(
        CARDS.c.form == form,
        (complete & (ended | alone)) | (CARDS.c.state == State.ANNULLED.value),
    )
    return tuple(connection.execute(query.order_by(CARDS.c.ordinal)).scalars())


def _rows(connection: Connection, form: Form, place: int, shown: Record) -> set[str]:
    """Give every row that a version of the card ever had: people were told apart by their rows."""
    kept = drawer_of(form.code).kept(connection, [place]).values()
    versions = (shown, *kept)
    found = {row.id for one in versions for table in form.repeats() for row in one.rows(table.name)}
    return found | {one.row for one in history.read(connection, form, place) if one.row}


def _parts(rows: Sequence[str]) -> Iterable[Sequence[str]]:
    return (rows[at : at + MOST_VARIABLES] for at in range(0, len(rows), MOST_VARIABLES))


def _columns(stone: Tombstone) -> dict[str, str | int | None]:
    found = {name: getattr(stone, name) for name in Tombstone.__slots__}
    return {key: one.isoformat() if isinstance(one, date) else one for key, one in found.items()}


def _stone(row: Row[Any]) -> Tombstone:
    found = dict(row._mapping)
    for name in ("registered_on", "ended_on", "destroyed_on"):
        found[name] = date.fromisoformat(found[name]) if found[name] else None
    return Tombstone(**found)
