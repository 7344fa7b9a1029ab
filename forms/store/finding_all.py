"""Finds cards of every form by what is typed into one box, and says why each was found.

Every question is asked of the index from the newest card on, and only as far as hits are wanted:
of 100,000 families no more is read than of 1,000.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, column, func, literal_column, select

from forms.record import State
from forms.store import list_row
from forms.store.finding_why import PERSON, RecordsAt, Why, why_person, whys
from forms.store.list_row import ListRow
from forms.store.prepared import Prepared, listed
from forms.store.searching import (
    ANSWERS,
    LAST_PERSON,
    PEOPLE_BITS,
    question,
    typed_words,
)
from forms.store.tables import CARDS, PEOPLE

_LISTED = func.json_each(bindparam("answers")).table_valued(column("value"), name="answers")
_PLACE: ColumnElement[int] = literal_column(f"answers.value >> {PEOPLE_BITS}")
_AT: ColumnElement[int] = literal_column(f"{LAST_PERSON} - (answers.value & {LAST_PERSON})")
_ROWS = Prepared(
    select(*list_row.SHOWN, *PERSON)
    .select_from(_LISTED)
    .join(CARDS, CARDS.c.place == _PLACE)
    .outerjoin(PEOPLE, (PEOPLE.c.card == CARDS.c.place) & (PEOPLE.c.position == _AT))
)
_SHOWN = len(list_row.SHOWN)


class Hit(NamedTuple):
    """A card that was found, as lists show it, with the places that answer."""

    row: ListRow
    whys: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; more says that there is more than was asked for."""

    hits: tuple[Hit, ...]
    more: bool


def find(connection: Connection, text: str, limit: int, records_at: RecordsAt) -> Found:
    """Give at most limit cards that hold every typed word by its beginning, in any order.

    First those on which one person, then those on which the card as a whole, is found by whole
    words, then the same by their beginnings; each the newest first, annulled cards behind all.
    """
    words = list(typed_words(text))
    if not words:
        return Found((), False)
    rows, told = _rows(connection, words, limit)
    shown = rows[:limit]
    told |= whys(connection, [row for row in shown if row.place not in told], words, records_at)
    return Found(tuple(Hit(row, told[row.place]) for row in shown), len(rows) > limit)


def _rows(
    connection: Connection, words: Sequence[str], limit: int
) -> tuple[list[ListRow], dict[int, tuple[Why, ...]]]:
    """Give the cards that answer, the best first and one more than limit if there are so many;
    and of those that one person answers, why."""
    many = limit + 1
    while True:
        answers = _answers(connection, words, many)
        lasting, annulled, told = _read(connection, answers, words)
        if len(lasting) > limit or len(answers) < many:
            return lasting + annulled, told
        many *= 2  # annulled cards are among them, and others go before those


def _answers(connection: Connection, words: Sequence[str], many: int) -> list[int]:
    """Give at most so many answers of the index, the best first and one a card: of the people on
    a card the first one who answers."""
    driver: Any = connection.connection.dbapi_connection  # it stops as soon as there are enough
    found: dict[int, int] = {}
    for match in (question(words, whole=True), question(words)):
        for (answer,) in driver.execute(ANSWERS, (match,)):
            found.setdefault(answer >> PEOPLE_BITS, answer)
            if len(found) == many:
                return list(found.values())
    return list(found.values())


def _read(
    connection: Connection, answers: Sequence[int], words: Sequence[str]
) -> tuple[list[ListRow], list[ListRow], dict[int, tuple[Why, ...]]]:
    """Give the cards of answers in their order, the annulled ones apart, and why as above."""
    lasting: list[ListRow] = []
    annulled: list[ListRow] = []
    told: dict[int, tuple[Why, ...]] = {}
    for found in _ROWS.rows(connection, {"answers": listed(answers)}):
        row = list_row.list_row(found[:_SHOWN], None)
        (annulled if row.state is State.ANNULLED else lasting).append(row)
        why = why_person(found[_SHOWN:], words)
        if why is not None:
            told[row.place] = why
    return lasting, annulled, told
