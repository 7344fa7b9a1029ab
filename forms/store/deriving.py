"""Works out anew what an older program derived from the cards, when a store is opened."""

from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from forms.catalogue import FORMS
from forms.form import Form
from forms.record import Record
from forms.store import derived
from forms.store.drawer import batches
from forms.store.faces import face
from forms.store.reading import Reading
from forms.store.tables import CARDS, DERIVED, PEOPLE, TYPED_TEXTS
from forms.store.vault import Vault

_ALL = "cards"  # the one thing of which a version is kept: all that is derived from them
_VERSION = select(DERIVED.c.version).where(DERIVED.c.what == _ALL)
_FACE = update(CARDS).where(CARDS.c.place == bindparam("at"))
_NO_WORDS = text("INSERT INTO search(search) VALUES ('delete-all')")


def derive_anew(vault: Vault) -> None:
    """Work out everything that is derived from the cards, unless this version did so before.

    One transaction: after a power cut the store stands as it stood before.  Raises VaultFault
    when the disk fails.
    """
    with vault.reading() as connection:
        if connection.execute(_VERSION).scalar() == derived.VERSION:
            return
    with vault.writing() as connection:
        _forget(connection)
        for form in FORMS:
            for place, record in _cards(connection, form):
                connection.execute(_FACE, {"at": place, **face(form, record).columns()})
                derived.write(connection, form, place, record, None)
        derived.settle(connection)
        connection.execute(insert(DERIVED).values(what=_ALL, version=derived.VERSION))


def _forget(connection: Connection) -> None:
    connection.execute(_NO_WORDS)
    for table in (PEOPLE, TYPED_TEXTS, DERIVED):
        connection.execute(delete(table))


def _cards(connection: Connection, form: Form) -> Iterator[tuple[int, Record]]:
    query = select(CARDS.c.place).where(CARDS.c.form == form.code).order_by(CARDS.c.place)
    reading = Reading(connection)
    for places in batches(iter(connection.execute(query).scalars().all())):
        yield from reading.records_at(form.code, places).items()
