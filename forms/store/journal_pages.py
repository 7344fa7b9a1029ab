"""Reads the journal page by page, the newest first, for whoever looks at it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, String, cast, func, select, union_all

from forms.store.tables import CARDS, DESTROYED, JOURNAL, USERS


@dataclass(frozen=True, slots=True)
class Noted:
    """One row of the journal: entry orders the rows, whatever the clock said.

    deed is the code of a Deed (a later Pana may know more of them); number is what the card is
    called now, "" where the row is about no card of this vault; user is the name of the user whom
    the row is about: the row itself has only their number.
    """

    entry: int
    when: datetime
    who: str
    deed: str
    form: str
    record: str
    about: str
    number: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which rows are wanted: of which deeds, who, from the first to the last day on this
    computer's clock, about which record; what is None or empty is not asked."""

    deeds: frozenset[str] = frozenset()
    who: str | None = None
    first: date | None = None
    last: date | None = None
    record: str = ""


def page(
    connection: Connection, sought: Sought, before: int | None, limit: int
) -> tuple[Noted, ...]:
    """Give at most limit rows, the newest first, that stand before an entry (None: from the end).

    A row whose moment cannot be read was altered; it is told as of the earliest moment there is.
    """
    columns = [JOURNAL.c[name] for name in _COLUMNS]
    about_user = (JOURNAL.c.form == "user") & (JOURNAL.c.record == cast(USERS.c.number, String))
    number = func.coalesce(CARDS.c.number, DESTROYED.c.number).label("number")
    query = (
        select(*columns, number, USERS.c.name)
        .outerjoin(CARDS, CARDS.c.id == JOURNAL.c.record)
        .outerjoin(DESTROYED, DESTROYED.c.id == JOURNAL.c.record)
        .outerjoin(USERS, about_user)
    )
    for condition in _conditions(sought):
        query = query.where(condition)
    if before is not None:
        query = query.where(JOURNAL.c.entry < before)
    found = connection.execute(query.order_by(JOURNAL.c.entry.desc()).limit(limit))
    return tuple(
        Noted(
            one.entry,
            _moment(one.happened_at),
            one.who,
            one.deed,
            one.form,
            one.record,
            one.about,
            one.number or "",
            one.name or "",
        )
        for one in found
    )


def people(connection: Connection) -> tuple[str, ...]:
    """Give who stands in the journal, in the order of their names."""
    query = select(JOURNAL.c.who).where(JOURNAL.c.who != "").distinct().order_by(JOURNAL.c.who)
    return tuple(connection.execute(query).scalars())


def records_numbered(connection: Connection, number: str) -> tuple[str, ...]:
    """Give the ids of the cards whose number is so, or ends so after a dash."""
    queries = (
        select(table.c.id).where(
            (table.c.number == number) | table.c.number.endswith(f"-{number}", autoescape=True)
        )
        for table in (CARDS, DESTROYED)  # destroyed ones too: what was done with them stays told
    )
    return tuple(connection.execute(union_all(*queries).limit(2)).scalars())


def seal_of(connection: Connection, entry: int) -> str | None:
    """Give the seal of one row."""
    found = connection.execute(select(JOURNAL.c.seal).where(JOURNAL.c.entry == entry)).scalar()
    return None if found is None else str(found)


_COLUMNS = ("entry", "happened_at", "who", "deed", "form", "record", "about")


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sought.deeds:
        found.append(JOURNAL.c.deed.in_(sorted(sought.deeds)))
    if sought.who is not None:
        found.append(JOURNAL.c.who == sought.who)
    if sought.first is not None:
        found.append(JOURNAL.c.happened_at >= _begin_of(sought.first))
    if sought.last is not None:
        found.append(JOURNAL.c.happened_at < _begin_of(sought.last + timedelta(days=1)))
    if sought.record:
        found.append(JOURNAL.c.record == sought.record)
    return found


def _begin_of(day: date) -> str:
    return datetime.combine(day, time()).astimezone().astimezone(UTC).isoformat()


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
