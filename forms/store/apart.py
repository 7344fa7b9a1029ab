"""People whom somebody told apart: two rows that look like one person and are two, for ever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select

from forms.store.tables import APART


@dataclass(frozen=True, slots=True)
class Apart:
    """A decision that the person of a row is not the person of the other row."""

    other: str
    reason: str
    words: str
    who: str
    when: datetime


def tell(
    connection: Connection,
    one: str,
    other: str,
    *,
    reason: str,
    words: str,
    who: str,
    when: datetime,
) -> None:
    """Keep a decision in place of an earlier one; raises ValueError for a row and itself."""
    if one == other:
        raise ValueError("a row cannot be told apart from itself")
    forget(connection, one, other)
    first, second = sorted((one, other))
    kept = {"reason": reason, "words": words, "who": who, "decided_at": when.isoformat()}
    connection.execute(insert(APART).values(one=first, other=second, **kept))


def forget(connection: Connection, one: str, other: str) -> None:
    """Take a decision back; nothing happens where there is none."""
    first, second = sorted((one, other))
    connection.execute(delete(APART).where(APART.c.one == first, APART.c.other == second))


def of_row(connection: Connection, row: str) -> tuple[Apart, ...]:
    """Give all decisions on the person of a row, the first one first."""
    return _read(connection, (row,), row)


def rows_apart(connection: Connection, row: str) -> frozenset[str]:
    """Give the rows from which the person of a row was told apart."""
    return frozenset(one.other for one in _read(connection, (row,), row)) if row else frozenset()


def _read(connection: Connection, rows: Iterable[str], mine: str) -> tuple[Apart, ...]:
    wanted = list(rows)
    query = select(APART).where(or_(APART.c.one.in_(wanted), APART.c.other.in_(wanted)))
    return tuple(
        Apart(
            found.other if found.one == mine else found.one,
            found.reason,
            found.words,
            found.who,
            datetime.fromisoformat(found.decided_at),
        )
        for found in connection.execute(query.order_by(APART.c.decided_at))
    )
