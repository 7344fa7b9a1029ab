"""The index of words: one entry for a card as a whole and one for each person on it.

People lie before cards, each from the newest card on (searching.py tells their numbers).
Whoever is asked for with several words is found first where one person answers all of them.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, text

from forms.form import Form
from forms.record import Record
from forms.store.faces import Person
from forms.store.found_by import people_tables, spots
from forms.store.prepared import Prepared
from forms.store.searching import CARDS_FROM, LAST_PERSON, NO_PATRONYMIC, PEOPLE_BITS, PEOPLE_FROM

_FIND = Prepared(text("INSERT INTO search(rowid, words) VALUES (:entry, :words)"))
_LOSE = Prepared(text("DELETE FROM search WHERE rowid = :entry"))

Entries = Mapping[int, str]
"""Number of an entry → its folded words, each once."""


def entries(form: Form, record: Record, persons: Sequence[Person], place: int) -> Entries:
    """Give the entries of a card that stands at a place, with the people who stand on it."""
    whole: dict[str, None] = {}
    rows: dict[str, dict[str, None]] = {}
    for spot in spots(form, record):
        whole |= dict.fromkeys(spot.words)
        if spot.path.partition(".")[0] in people_tables(form.code):
            rows.setdefault(spot.row, {}).update(dict.fromkeys(spot.words))
    for person in persons:
        if not person.patronymic:
            rows.setdefault(person.row, {})[NO_PATRONYMIC] = None
            whole[NO_PATRONYMIC] = None
    found: dict[int, dict[str, None]] = {CARDS_FROM - place: whole}
    for at, words in enumerate(rows.values()):
        last = max(LAST_PERSON - at, 0)  # people beyond this share the last entry of their card
        entry = PEOPLE_FROM - (place << PEOPLE_BITS) - last
        found.setdefault(entry, {}).update(words)
    return {entry: " ".join(words) for entry, words in found.items()}


def write(connection: Connection, wanted: Entries, kept: Entries) -> None:
    """Put entries into the index; kept is what stands there of the same card."""
    lost = ({"entry": entry} for entry, words in kept.items() if wanted.get(entry) != words)
    fresh = (
        {"entry": entry, "words": words}
        for entry, words in wanted.items()
        if kept.get(entry) != words
    )
    _LOSE.many(connection, lost)
    _FIND.many(connection, fresh)
