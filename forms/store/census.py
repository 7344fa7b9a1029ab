"""How large a store is: rows of each table, and the version of its cipher; no row is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text

from forms.store.store import Store

INDEX = "search"
"""Beginning of the tables of the word index: SQLite's own, and slow to count."""


@dataclass(frozen=True, slots=True)
class Census:
    """Rows by table, bytes of the file, and the version of the cipher that wrote it."""

    rows: Mapping[str, int]
    size: int
    cipher: str


def census(store: Store) -> Census:
    """Count the rows of every table; raises VaultFault when the disk fails."""
    with store.reading() as reading:
        connection = reading.connection
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        counted = sorted(one for one in names.scalars() if not one.startswith((INDEX, "sqlite_")))
        rows = {
            name: int(connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one())
            for name in counted
        }
        cipher = str(connection.execute(text("PRAGMA cipher_version")).scalar() or "")
    return Census(rows, store.vault.path.stat().st_size, cipher)
