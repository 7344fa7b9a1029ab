"""The latest changes over all cards: who saved which card when, and what kind of change it was."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from forms.record import State
from forms.store.history import What
from forms.store.tables import CARDS, HISTORY

RECENT = 5000
"""Among so many latest entries the people are looked for: the whole history can be large."""


class Kind(StrEnum):
    """What a saving did to a card, as a person would tell it."""

    NEW = "new"
    EDITED = "edited"
    COMPLETED = "completed"
    REOPENED = "reopened"  # a complete card became a draft
    CONFIRMED = "confirmed"
    ANNULLED = "annulled"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes are wanted: those of one day on this computer's clock, of one person, of one
    kind; what is None is not asked."""

    day: date | None = None
    who: str | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """One saving of a card; entry grows with every saving, whichever card it is."""

    entry: int
    form: str
    card: str
    number: str
    title: str
    when: datetime
    who: str
    kinds: tuple[Kind, ...]


def page(
    connection: Connection, asked: Asked, before: int | None, limit: int
) -> tuple[Latest, ...]:
    """Give at most limit savings, the newest first, that came before an entry (None: from now)."""
    query = select(
        HISTORY.c.entry,
        CARDS.c.form,
        CARDS.c.id,
        CARDS.c.number,
        CARDS.c.title,
        HISTORY.c.changed_at,
        HISTORY.c.who,
        HISTORY.c.revision,
        HISTORY.c.changes,
    ).join(CARDS, CARDS.c.place == HISTORY.c.card)
    for condition in _conditions(asked):
        query = query.where(condition)
    if before is not None:
        query = query.where(HISTORY.c.entry < before)
    found = connection.execute(query.order_by(HISTORY.c.entry.desc()).limit(limit))
    return tuple(
        Latest(
            one.entry,
            one.form,
            one.id,
            one.number,
            one.title,
            datetime.fromisoformat(one.changed_at),
            one.who,
            kinds_of(one.revision, json.loads(one.changes)),
        )
        for one in found
    )


def people(connection: Connection) -> tuple[str, ...]:
    """Give who saved cards lately, in the order of their names."""
    last = select(HISTORY.c.who).order_by(HISTORY.c.entry.desc()).limit(RECENT).subquery()
    return tuple(connection.execute(select(last.c.who).distinct().order_by(last.c.who)).scalars())


def kinds_of(revision: int, changes: Sequence[Sequence[object]]) -> tuple[Kind, ...]:
    """Give what a saving did, from its lines as the history keeps them (kind first)."""
    found = {_NAMED[What(str(line[0]))] for line in changes if line[0] != What.STATE}
    found |= {
        _STATES[line[-1]] for line in changes if line[0] == What.STATE and line[-1] in _STATES
    }
    if revision == 1:
        found = {Kind.NEW} | (found - {Kind.EDITED, Kind.REOPENED})
    return tuple(kind for kind in Kind if kind in found)


_NAMED = {
    What.VALUE: Kind.EDITED,
    What.ROW_ADDED: Kind.EDITED,
    What.ROW_DROPPED: Kind.EDITED,
    What.ROWS_MOVED: Kind.EDITED,
    What.CONFIRMED: Kind.CONFIRMED,
    What.ANNULLED: Kind.ANNULLED,
    What.RESTORED: Kind.RESTORED,
}
_STATES: dict[object, Kind] = {
    State.COMPLETE.value: Kind.COMPLETED,
    State.DRAFT.value: Kind.REOPENED,
}


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.day is not None:
        first = datetime.combine(asked.day, time()).astimezone()
        last = datetime.combine(asked.day + timedelta(days=1), time()).astimezone()
        found += [HISTORY.c.changed_at >= _written(first), HISTORY.c.changed_at < _written(last)]
    if asked.who is not None:
        found.append(HISTORY.c.who == asked.who)
    if asked.kind is not None:
        found.append(_of_kind(asked.kind))
    return found


def _of_kind(kind: Kind) -> ColumnElement[bool]:
    """Say in SQL what kinds_of says; the lines stand in the order in which they were made."""
    if kind is Kind.NEW:
        return HISTORY.c.revision == 1
    states = [state for state, one in _STATES.items() if one is kind]
    lines = func.json_each(HISTORY.c.changes).table_valued("value")
    what = func.json_extract(lines.c.value, "$[0]")
    if states:
        last = func.json_extract(lines.c.value, "$[#-1]")
        wanted: ColumnElement[bool] = and_(what == What.STATE.value, last == states[0])
    else:
        wanted = or_(*(what == one.value for one, told in _NAMED.items() if told is kind))
    made = select(lines.c.value).where(wanted).exists()
    first = kind in (Kind.EDITED, Kind.REOPENED)
    return and_(made, HISTORY.c.revision > 1) if first else made


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
