"""Says why a card was found: which of its places answer what was typed.

Mostly one of its people tells, who stand beside the cards; then its number and the few fields of
the card itself that are looked at; an incomplete edit and everything else is read from the card.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection

from forms.catalogue import form_of
from forms.record import Record
from forms.store.found_by import NAMES, Spot, scalars_found, spots, words_in
from forms.store.list_row import ListRow
from forms.store.prepared import listed, run
from forms.store.searching import forgiven, words_of_number
from forms.store.tables import PEOPLE

RecordsAt = Callable[[str, Sequence[int]], Mapping[int, Record]]
"""Gives cards of a form as they are shown, by their places."""

Seen = dict[int, list[Spot]]
"""Place of a card → what was looked at on it."""

PERSON = tuple(PEOPLE.c[name] for name in ("repeat", "row", "called", *NAMES, "iin"))
"""What is asked of a person who may tell why the card was found."""

MOST_ASKED = 12
"""Words that people are asked for; of a longer text everybody on the cards is looked at."""


class Why(NamedTuple):
    """A place of a card that answers what was typed: path ("children.surname"; "" for the card's
    number), the row ("" for the card itself), and the text as it stands there."""

    path: str
    row: str
    text: str


def why_person(person: Sequence[Any], words: Sequence[str]) -> tuple[Why, ...] | None:
    """Say with which places a person, PERSON of a row, answers all words; None for any other."""
    repeat, row, called, surname, name, patronymic, iin = person
    if repeat is None:
        return None
    begins = f" {surname} {name} {patronymic}"
    found: dict[Why, None] = {}
    for word in words:
        if f" {word}" in begins:
            found[Why(f"{repeat}.{_first(surname, name)}", row, called)] = None
        elif iin and iin.startswith(word):
            found[Why(f"{repeat}.iin", row, iin)] = None
        else:
            return None
    return tuple(found)


def whys(
    connection: Connection, rows: Sequence[ListRow], words: Sequence[str], records_at: RecordsAt
) -> dict[int, tuple[Why, ...]]:
    """Say why each card was found on which no person answers all words, by its place."""
    seen = _numbers(rows, words)
    told = _told(_alone, seen, words)
    # Of a card with an incomplete edit the fields stand beside it, and in its table those of the
    # last complete version.
    kept = [row for row in rows if row.place not in told and not row.edited]
    _add_fields(connection, kept, seen)
    told |= _told(_alone, {row.place: seen[row.place] for row in kept}, words)
    left = {place: spots for place, spots in seen.items() if place not in told}
    _add_people(connection, left, words)
    told |= _told(_whys, left, words)
    for form in {row.form for row in rows}:
        unread = [row.place for row in rows if row.form == form and row.place not in told]
        for place, record in records_at(form, unread).items() if unread else ():
            told[place] = _whys(list(spots(form_of(form), record)), words, whole=False) or ()
    return told


def _numbers(rows: Sequence[ListRow], words: Sequence[str]) -> Seen:
    """Give the numbers of cards, where any typed word may be in them."""
    if not any(sign.isdigit() for word in words for sign in word):
        return {row.place: [] for row in rows}
    return {
        row.place: [Spot("", "", row.number, tuple(words_of_number(row.number)))] for row in rows
    }


def _add_fields(connection: Connection, rows: Sequence[ListRow], seen: Seen) -> None:
    """Add the fields of the cards themselves."""
    words = cache(words_in)  # a village stands on many cards
    for form in {row.form for row in rows}:
        places = [row.place for row in rows if row.form == form]
        for place, *texts in run(connection, _fields(form), (listed(places),)):
            for field, text in zip(scalars_found(form), texts, strict=True):
                if text:
                    seen[place].append(Spot(field.name, "", text, words(field, text)))


def _add_people(connection: Connection, seen: Seen, words: Sequence[str]) -> None:
    """Put the people of cards before all else, as far as any typed word is in them."""
    if not seen:
        return
    asked = words if len(words) <= MOST_ASKED else ()
    people: Seen = {place: [] for place in seen}
    found = run(connection, _people(len(asked)), (listed(seen), *asked))
    for place, repeat, row, called, surname, name, patronymic, iin in found:
        names = f"{surname} {name} {patronymic}".split()
        spot = Spot(f"{repeat}.{_first(surname, name)}", row, called, tuple(names))
        people[place].append(spot)
        if iin:
            people[place].append(Spot(f"{repeat}.iin", row, iin, (iin,)))
    for place, spots_of_people in people.items():
        seen[place][:0] = spots_of_people


@cache
def _fields(form: str) -> str:
    """Give what asks for the fields of cards that the search looks at."""
    columns = ", ".join(("card", *(field.name for field in scalars_found(form))))
    return f"SELECT {columns} FROM {form} WHERE card IN (SELECT value FROM json_each(?))"


@cache
def _people(words: int) -> str:
    """Give what asks for the people of cards in whom any of so many words is; 0: for all."""
    whole = "(' ' || surname || ' ' || name || ' ' || patronymic)"
    asked = (f"instr({whole}, ' ' || ?{at}) OR instr(iin, ?{at}) = 1" for at in range(2, words + 2))
    return (
        "SELECT card, repeat, row, called, surname, name, patronymic, iin FROM people"
        f" WHERE card IN (SELECT value FROM json_each(?1)) AND ({' OR '.join(asked) or 'TRUE'})"
        " ORDER BY position"
    )


def _first(surname: str, name: str) -> str:
    return "surname" if surname else "name" if name else "patronymic"


def _told(
    why: Callable[[Sequence[Spot], Sequence[str]], tuple[Why, ...] | None],
    seen: Seen,
    words: Sequence[str],
) -> dict[int, tuple[Why, ...]]:
    """Give why, of the cards of which that can be told."""
    asked = ((place, why(spots, words)) for place, spots in seen.items())
    return {place: found for place, found in asked if found is not None}


def _alone(seen: Sequence[Spot], words: Sequence[str]) -> tuple[Why, ...] | None:
    """Give the place that answers all words, None where there is none."""
    for spot in seen:
        if all(_answers(spot, word) for word in words):
            return (Why(spot.path, spot.row, spot.text),)
    return None


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
