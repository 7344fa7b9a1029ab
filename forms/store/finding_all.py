"""Finds cards of every form by what is typed into one box, and says why each was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from forms.catalogue import form_of
from forms.fields import EMPTY, Field, Value, Values
from forms.letters import fold
from forms.record import Record, State
from forms.store.finding_records import ListRow
from forms.store.searching import match, typed_words

NAMES = ("surname", "name", "patronymic")

# The newest cards first: the index is walked from its end, and only as far as it is needed.
HITS = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"


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


def places(connection: Connection, text: str, limit: int) -> list[int]:
    """Give the places of at most limit cards that hold every typed word, the newest first."""
    words = match(text)
    if not words:
        return []
    return [place for (place,) in connection.exec_driver_sql(HITS, (words, limit))]


def whys(record: Record, text: str) -> tuple[Why, ...]:
    """Give the places of a card at which what was typed stands, in the order of the typed words,
    each place once."""
    shown = list(_places(record))
    found: dict[tuple[str, str], Why] = {}
    for word in typed_words(text):
        for why, held in shown:
            if any(one.startswith(word) for one in held):
                found.setdefault((why.path, why.row), why)
                break
    return tuple(found.values())


def _places(record: Record) -> Iterator[tuple[Why, Sequence[str]]]:
    """Give what a card is found by, place by place, with the folded words of each; the names of
    a person are one place."""
    form = form_of(record.form)
    for repeat in form.repeats():
        for row in record.rows(repeat.name):
            yield from _of_row(repeat.name, repeat.fields, row.id, row.values)
    yield from _of_row("", tuple(form.scalars()), "", record.values)
    number = fold(record.number).split()
    yield Why("", "", record.number), ["".join(number[at:]) for at in range(len(number))] + number


def _of_row(
    table: str, fields: Sequence[Field], row: str, values: Values = EMPTY
) -> Iterator[tuple[Why, Sequence[str]]]:
    prefix = f"{table}." if table else ""
    looked = [field.name for field in fields if field.found_by]
    names = [name for name in NAMES if name in looked and values.get(name)]
    if names:
        text = " ".join(str(values[name]) for name in names)
        yield Why(f"{prefix}{names[0]}", row, text), fold(text).split()
    for name in looked:
        held: Value = values.get(name)
        if name not in NAMES and held is not None:
            text = str(held)
            yield Why(f"{prefix}{name}", row, text), _words(text)


def _words(text: str) -> list[str]:
    parts = fold(text).split()
    return [*parts, *("".join(parts[at:]) for at in range(len(parts)))]


def found(rows: Sequence[ListRow], records: Sequence[Record], text: str, *, more: bool) -> Found:
    """Put what was found together: annulled cards last, otherwise as they were found."""
    hits = [Hit(row, whys(record, text)) for row, record in zip(rows, records, strict=True)]
    return Found(tuple(sorted(hits, key=lambda hit: hit.row.state is State.ANNULLED)), more)
