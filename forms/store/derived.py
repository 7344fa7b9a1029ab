"""Keeps what is worked out from a card beside it: words, people, texts typed before."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, bindparam, delete, insert, text

from forms.catalogue import form_of
from forms.form import Form
from forms.record import Record
from forms.store import typed_texts, words_index
from forms.store.faces import Person, people
from forms.store.found_by import scalars_found
from forms.store.prepared import Prepared
from forms.store.tables import PEOPLE
from forms.store.typed_texts import REMEMBERED, Uses

VERSION = 3
"""Grows by one with every change of what is worked out; then an older store is gone through anew
when it is opened (deriving.py)."""

_NOBODY = Prepared(delete(PEOPLE).where(PEOPLE.c.card == bindparam("at")))
_PEOPLE = Prepared(insert(PEOPLE))
_IN_ORDER = text("INSERT INTO search(search) VALUES ('optimize')")


def write(
    connection: Connection, form: Form, place: int, saved: Record, shown: Record | None
) -> None:
    """Work out anew what belongs to a card; shown is the card as it was before, if it was."""
    if shown is not None and _looked_at(form, shown) == _looked_at(form, saved):
        return
    persons = people(form, saved)
    before = people(form, shown) if shown else ()
    wanted = words_index.entries(form, saved, persons, place)
    kept = words_index.entries(form, shown, before, place) if shown else {}
    words_index.write(connection, wanted, kept)
    uses = typed_texts.uses(form, shown) if shown else Uses()
    typed_texts.write(connection, form, typed_texts.uses(form, saved), uses)
    if persons == before:
        return
    if before:
        _NOBODY.rows(connection, {"at": place})
    _write_people(connection, place, persons)


def forget(connection: Connection, form: Form, place: int, shown: Record) -> None:
    """Forget what was worked out from a card that goes; its people go with the card itself.

    The index keeps what it lost until settle() merges it.
    """
    words_index.write(connection, {}, words_index.entries(form, shown, people(form, shown), place))
    typed_texts.write(connection, form, Uses(), typed_texts.uses(form, shown))


def settle(connection: Connection) -> None:
    """Merge the index of words, so that words of cards that went stand nowhere in it."""
    connection.execute(_IN_ORDER)


def _looked_at(form: Form, record: Record) -> object:
    """Give everything of a card that any of this is worked out from."""
    scalars, tables = _places_looked_at(form.code)
    values = [record.values.get(name) for name in scalars]
    return record.number, values, [record.rows(table) for table in tables]


@cache
def _places_looked_at(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    scalars = {field.name for field in scalars_found(form)} | set(REMEMBERED[form])
    return tuple(sorted(scalars)), tuple(table.name for table in form_of(form).repeats())


def _write_people(connection: Connection, place: int, persons: Sequence[Person]) -> None:
    _PEOPLE.many(
        connection,
        (
            {"card": place, "position": at, **{name: getattr(one, name) for name in one.__slots__}}
            for at, one in enumerate(persons)
        ),
    )
