"""Finds cards of every form by what is typed into one box, and says why each was found.

Every question is asked of the index from the newest card on, and only as far as hits are wanted:
of 100,000 families no more is read than of 1,000.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import sqlite

from forms.catalogue import form_of
from forms.record import Record, State
from forms.store import list_row
from forms.store.found_by import NAMES, Spot, scalars_found, spots, words_in
from forms.store.list_row import ListRow
from forms.store.searching import (
    CARDS_FROM,
    PEOPLE_BITS,
    PEOPLE_FROM,
    forgiven,
    question,
    typed_words,
    words_of_number,
)
from forms.store.tables import CARDS

RecordsAt = Callable[[str, Sequence[int]], Mapping[int, Record]]
"""Gives cards of a form as they are shown, by their places."""

_CARDS = (
    str(select(*list_row.SHOWN).compile(dialect=sqlite.dialect()))
    + " JOIN search ON cards.place = {place} WHERE search MATCH ? AND search.rowid {side}"
    " ORDER BY search.rowid"
)
_BY_PERSON = _CARDS.format(
    place=f"({PEOPLE_FROM} - search.rowid) >> {PEOPLE_BITS}",
    side=f"> {CARDS_FROM}",
)
_PLACE = list_row.SHOWN.index(CARDS.c.place)
_BY_CARD = _CARDS.format(place=f"{CARDS_FROM} - search.rowid", side=f"< {CARDS_FROM}")
_PEOPLE = (
    f"SELECT rowid >> {PEOPLE_BITS} FROM search"
    " WHERE search MATCH ? AND rowid > 0 ORDER BY rowid DESC"
)
_OF_CARDS = "SELECT -rowid FROM search WHERE search MATCH ? AND rowid < 0 ORDER BY rowid"
_ANNULLED = "SELECT annulled IS NOT NULL FROM cards WHERE place = ?"
_PEOPLE = (
    "SELECT card, repeat, row, called, surname, name, patronymic, iin"
    " FROM people WHERE card IN (SELECT value FROM json_each(?))"
    " ORDER BY position"
)


@dataclass(frozen=True, slots=True)
class Why:
    """A place of a card that answers what was typed: path ("children.surname"; "" for the card's
    number), the row ("" for the card itself), and the text as it stands there."""

    path: str
    row: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
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
    rows = list(islice(_cards(connection, words), limit + 1))
    told = _told(connection, rows[:limit], words, records_at)
    hits = tuple(Hit(row, told[row.place]) for row in rows[:limit])
    return Found(hits, len(rows) > limit)


def _cards(connection: Connection, words: Sequence[str]) -> Iterator[ListRow]:
    """Give all cards that answer, the best first, as far as they are asked for."""
    driver: Any = connection.connection.dbapi_connection
    whole, begun = question(words, whole=True), question(words)
    seen: set[int] = set()
    annulled: list[ListRow] = []
    for match in (whole, begun):
        for asked in (_BY_PERSON, _BY_CARD):
            for found in driver.execute(asked, (match,)):
                if found[_PLACE] in seen:
                    continue
                row = list_row.list_row(found, None)
                seen.add(row.place)
                if row.state is State.ANNULLED:
                    annulled.append(row)
                else:
                    yield row
    yield from annulled


def _told(
    connection: Connection, rows: Sequence[ListRow], words: Sequence[str], records_at: RecordsAt
) -> dict[int, tuple[Why, ...]]:
    """Say why each card was found.

    Mostly its people and its number tell, which stand beside the cards; then the few fields of
    the card that are looked at; an incomplete edit and everything else is read from the card.
    """
    told: dict[int, tuple[Why, ...]] = {}
    for look in (_people_and_number, _fields):
        left = [row for row in rows if row.place not in told]
        for place, seen in look(connection, left, words).items():
            whys = _whys(seen, words)
            if whys is not None:
                told[place] = whys
    for form in {row.form for row in rows}:
        left_of_form = [row.place for row in rows if row.form == form and row.place not in told]
        for place, record in records_at(form, left_of_form).items() if left_of_form else ():
            told[place] = _whys(list(spots(form_of(form), record)), words, whole=False) or ()
    return told


def _people_and_number(
    connection: Connection, rows: Sequence[ListRow], words: Sequence[str]
) -> dict[int, list[Spot]]:
    """Give the people and the numbers of cards, as far as any typed word may be in them."""
    driver: Any = connection.connection.dbapi_connection
    seen: dict[int, list[Spot]] = {row.place: [] for row in rows}
    begun = [f" {word}" for word in words]
    for place, repeat, row, called, *names, iin in driver.execute(_PEOPLE, (_listed(seen),)):
        whole = " ".join(("", *names))
        if called and any(word in whole for word in begun):
            first = next(part for part, name in zip(NAMES, names, strict=True) if name)
            seen[place].append(Spot(f"{repeat}.{first}", row, called, tuple(whole.split())))
        if iin and any(iin.startswith(word) for word in words):
            seen[place].append(Spot(f"{repeat}.iin", row, iin, (iin,)))
    if any(sign.isdigit() for word in words for sign in word):
        for card in rows:
            parts = tuple(words_of_number(card.number))
            seen[card.place].append(Spot("", "", card.number, parts))
    return seen


def _fields(
    connection: Connection, rows: Sequence[ListRow], words: Sequence[str]
) -> dict[int, list[Spot]]:
    """Give the same and the fields of the cards themselves, of those without incomplete edit."""
    driver: Any = connection.connection.dbapi_connection
    kept = [row for row in rows if not row.edited]
    seen = _people_and_number(connection, kept, words) if kept else {}
    for form in {row.form for row in kept}:
        fields = scalars_found(form)
        columns = ", ".join(("card", *(field.name for field in fields)))
        query = f"SELECT {columns} FROM {form} WHERE card IN (SELECT value FROM json_each(?))"
        places = [row.place for row in kept if row.form == form]
        for place, *texts in driver.execute(query, (_listed(places),)):
            filled = ((field, one) for field, one in zip(fields, texts, strict=True) if one)
            seen[place] += (Spot(one.name, "", text, words_in(one, text)) for one, text in filled)
    return seen


def _listed(places: Iterable[int]) -> str:
    return json.dumps(list(places))


def _whys(
    seen: Sequence[Spot], words: Sequence[str], *, whole: bool = True
) -> tuple[Why, ...] | None:
    """Give the places that answer the words, in their order and each once.

    Where several answer, the person or field that answers most words is meant.  None when a word
    is answered nowhere and whole asks for all of them.
    """
    answering: list[tuple[Spot, frozenset[str]]] = []
    by_row: dict[str, set[str]] = {}
    for spot in seen:
        answered = frozenset(word for word in words if _answers(spot, word))
        if answered:
            answering.append((spot, answered))
            by_row.setdefault(spot.row or spot.path, set()).update(answered)
    found: dict[Spot, None] = {}
    for word in words:
        fitting = [spot for spot, answered in answering if word in answered]
        if fitting:
            found[max(fitting, key=lambda spot: len(by_row[spot.row or spot.path]))] = None
        elif whole and not forgiven(words, word):
            return None
    return tuple(Why(spot.path, spot.row, spot.text) for spot in found)


def _answers(spot: Spot, word: str) -> bool:
    return any(one.startswith(word) for one in spot.words)
