"""What a store holds, as numbers: by this a backup is proved and two stores are told apart."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.store.vault import Vault
from forms.store.vault_files import Copy

Rows = Callable[[str], Sequence[Sequence[Any]]]
"""Runs a query and gives its rows, whichever driver is below."""

SMALL = 500  # rows up to which a table is compared by its content, not by its count
WITHOUT_JOURNAL = ("journal", "search", "sqlite_")
"""Beginnings of tables that say nothing of the content: an opening alone writes the journal."""

OWN_SETTINGS = "backup."
"""Settings about backups: keeping one does not make another one due."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """Cards by form, people on them, the newest saving, and the last entries of both books.

    mark changes when anything but the journal does: with it the program knows whether a backup is
    still the same as the vault.
    """

    cards: Mapping[str, int]
    people: int
    newest: datetime | None
    entry: int
    noted: int
    mark: str

    @property
    def all_cards(self) -> int:
        """How many cards of every form there are."""
        return sum(self.cards.values())

    def between(self, earlier: "Inventory", later: "Inventory") -> bool:
        """True when a copy of this content can have been taken between two looks at a vault.

        Without a change between the two it must be the same to the last number.
        """
        forms = earlier.cards.keys() | later.cards.keys() | self.cards.keys()
        ways: list[Callable[[Inventory], int]] = [
            lambda one: one.people,
            lambda one: one.entry,
            lambda one: one.noted,
            *((lambda one, form=form: one.cards.get(form, 0)) for form in sorted(forms)),
        ]
        inside = all(
            min(way(earlier), way(later)) <= way(self) <= max(way(earlier), way(later))
            for way in ways
        )
        return inside and (earlier.mark != later.mark or self.mark == earlier.mark)


def of_vault(vault: Vault) -> Inventory:
    """Count what an open vault holds now; raises VaultFault when the disk fails."""
    with vault.reading() as connection:
        return count(lambda query: connection.exec_driver_sql(query).fetchall())


def of_copy(connection: Copy) -> Inventory:
    """Count what a copy holds that Vault.look_into or Vault.backup opened."""
    return count(lambda query: connection.execute(query).fetchall())


def count(rows: Rows) -> Inventory:
    """Count a store of any age: every step since the first left these tables as they are."""
    cards = {form: n for form, n in rows("SELECT form, count(*) FROM cards GROUP BY form")}
    last = rows("SELECT entry, changed_at FROM history ORDER BY entry DESC LIMIT 1")
    return Inventory(
        cards,
        int(rows("SELECT count(*) FROM people")[0][0]),
        datetime.fromisoformat(last[0][1]) if last else None,
        int(last[0][0]) if last else 0,
        int(rows("SELECT coalesce(max(rowid), 0) FROM journal")[0][0]),
        _mark(rows),
    )


def _mark(rows: Rows) -> str:
    """Take a digest of every table: of the content of small ones, of the size of large ones."""
    digest = hashlib.sha256()
    tables = rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (table,) in tables:
        if not str(table).startswith(WITHOUT_JOURNAL):
            digest.update(repr((table, _content(rows, table))).encode())
    return digest.hexdigest()


def _content(rows: Rows, table: str) -> object:
    if table == "history":  # grows with every saving of a card, so it speaks for all cards
        return [tuple(row) for row in rows("SELECT count(*), max(entry) FROM history")]
    n = int(rows(f'SELECT count(*) FROM "{table}"')[0][0])
    if n > SMALL:
        return n
    found = (tuple(row) for row in rows(f'SELECT * FROM "{table}"'))
    if table == "settings":
        found = (row for row in found if not str(row[0]).startswith(OWN_SETTINGS))
    return sorted(found, key=repr)
