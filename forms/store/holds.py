"""Marks on cards that are kept beyond their term: who asked for it and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from forms.store.tables import CARDS, HOLDS


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a card is kept beyond its term, in words; who marked it and when."""

    reason: str
    who: str
    since: datetime


def put(connection: Connection, place: int, hold: Hold) -> None:
    """Mark the card at a place, instead of an earlier mark."""
    lift(connection, place)
    kept = {"reason": hold.reason, "who": hold.who, "since": hold.since.isoformat()}
    connection.execute(insert(HOLDS).values(card=place, **kept))


def lift(connection: Connection, place: int) -> None:
    """Take the mark away; nothing happens where there is none."""
    connection.execute(delete(HOLDS).where(HOLDS.c.card == place))


def every(connection: Connection) -> Mapping[str, Hold]:
    """Give all marks by the ids of their cards."""
    columns = (CARDS.c.id, HOLDS.c.reason, HOLDS.c.who, HOLDS.c.since)
    found = connection.execute(select(*columns).join(CARDS, CARDS.c.place == HOLDS.c.card))
    return {id: Hold(why, who, datetime.fromisoformat(since)) for id, why, who, since in found}
