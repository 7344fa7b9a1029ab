"""A card in a list: what is read of it, and the row that it makes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, exists, select

from forms.codes import Code, code
from forms.record import State
from forms.store.tables import CARDS, EDITS

Day = date  # the field of a row is called date itself


class ListRow(NamedTuple):
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


_STATES: Mapping[str, State] = {state.value: state for state in State}

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


def rows(
    connection: Connection, places: Sequence[int], day: date | None = None
) -> tuple[ListRow, ...]:
    """Give the rows of cards by their places, in that order; removed as of the day."""
    asked = select(*SHOWN).where(CARDS.c.place.in_(list(places)))
    found = {row.place: list_row(row, day) for row in connection.execute(asked)}
    return tuple(found[place] for place in places if place in found)


def list_row(row: Sequence[Any], day: date | None) -> ListRow:
    """Give the row of a list, removed as of a day, for what SHOWN asks of a card."""
    form, id, number, state, title, subtitle, kind, children, on, removed, forced, *rest = row
    revision, changed_at, place, edited = rest
    removed_on = _day(removed)
    return ListRow(  # by position: a search makes forty at every key
        form,
        id,
        number,
        _STATES[state],
        title,
        subtitle,
        code(*kind.split("/")) if kind else None,
        children,
        _day(on),
        removed_on is not None and (day is None or removed_on <= day),
        removed_on,
        _day(forced),
        revision,
        bool(edited),
        datetime.fromisoformat(changed_at),
        place,
    )


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None
