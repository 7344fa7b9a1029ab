"""Measures saving a card against a raw transaction of the same rows in plain sqlite3.

    bench/save.py [--families 200]

Saves made-up families, then changes each, in a vault.  Everything that is written on the way, by
SQLAlchemy or by the driver itself, is recorded and written once more, statement by statement in
one transaction a card, into a plain file with the same tables, indexes and settings.  Prints
milliseconds of both and their ratio; the goal is 3.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlcipher3 import dbapi2

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench.town import families, filled  # noqa: E402
from forms.record import Record  # noqa: E402
from forms.store import prepared  # noqa: E402
from forms.store.store import Store  # noqa: E402

RATIO = 3.0
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -65536")
RUN = prepared.run
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Recorder:
    """Keeps what is written by the card that is being saved."""

    rows: list[tuple[str, Any, bool]] = field(default_factory=list)

    def heard(
        self, _connection: object, _cursor: object, statement: str, given: Any, *rest: Any
    ) -> None:
        """Keep one statement of SQLAlchemy; rest ends with whether it is for many rows."""
        self._keep(statement, given, many=bool(rest[-1]))

    def run(self, connection: Connection, sql: str, given: Any, *, many: bool = False) -> Any:
        """Keep one prepared statement, and run it."""
        self._keep(sql, given, many=many)
        return RUN(connection, sql, given, many=many)

    def _keep(self, statement: str, given: Any, *, many: bool) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            self.rows.append((statement, given, many))

    def taken(self) -> list[tuple[str, Any, bool]]:
        """Give what was kept, and begin anew."""
        rows, self.rows = self.rows, []
        return rows


def plain(path: Path, store: Store) -> dbapi2.Connection:
    """Make a file without a cipher that stands as the vault stands now.

    By the vault's own library with no key: the system's sqlite3 may be too old for its index.
    """
    connection = dbapi2.connect(str(path), isolation_level=None)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    with store.reading() as reading:
        told = reading.connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        for name, sql in told:
            if _made(name) and not sql.startswith("CREATE TRIGGER"):
                connection.execute(sql)
        for name, sql in told:
            if _made(name) and sql.startswith("CREATE TABLE"):
                _copy(reading.connection, connection, name)
        for _name, sql in told:
            if sql.startswith("CREATE TRIGGER"):
                connection.execute(sql)
    return connection


def _made(name: str) -> bool:
    """True for what a step made, False for what SQLite makes by itself."""
    return not name.startswith(("sqlite_", "search_"))


def _copy(of: Any, to: dbapi2.Connection, name: str) -> None:
    rows = [tuple(row) for row in of.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()]
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        to.execute("PRAGMA foreign_keys = OFF")
        to.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        to.execute("PRAGMA foreign_keys = ON")


def measured(store: Store, path: Path, cards: Sequence[Record]) -> dict[str, tuple[float, float]]:
    """Save all cards, then change all; give milliseconds of a save and of the raw writing."""
    recorder = Recorder()
    event.listen(Engine, "before_cursor_execute", recorder.heard)
    prepared.run = recorder.run
    connection = plain(path, store)
    saved: list[Record] = []
    told = {"a new card": _both(store, connection, recorder, cards, saved)}
    changed = [
        replace(card, values={**card.values, "house": "7", "phone": "8 700 000 00 00"})
        for card in saved
    ]
    told["a changed card"] = _both(store, connection, recorder, changed, [])
    event.remove(Engine, "before_cursor_execute", recorder.heard)
    prepared.run = RUN
    connection.close()
    return told


def _both(
    store: Store,
    connection: dbapi2.Connection,
    recorder: Recorder,
    cards: Sequence[Record],
    saved: list[Record],
) -> tuple[float, float]:
    mine, raw = [], []
    for card in cards:
        recorder.taken()
        start = time.perf_counter()
        with store.begin() as work:
            saved.append(work.save(card, who="bench", when=NOW))
        mine.append((time.perf_counter() - start) * 1000)
        rows = recorder.taken()
        start = time.perf_counter()
        _written(connection, rows)
        raw.append((time.perf_counter() - start) * 1000)
    return statistics.median(mine), statistics.median(raw)


def _written(connection: dbapi2.Connection, rows: Sequence[tuple[str, Any, bool]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, given, many in rows:
        if many:
            connection.executemany(statement, given)
        else:
            connection.execute(statement, given).fetchall()
    connection.execute("COMMIT")


def main() -> int:
    """Measure and print; 0 when the goal is met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=200)
    count = parser.parse_args().families
    met = True
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder) / "town.pana", 1000)
        with store.vault:
            told = measured(store, Path(folder) / "plain.sqlite", list(families(count, seed=2)))
    for what, (mine, raw) in told.items():
        print(f"{what:15} {mine:7.2f} ms, raw {raw:7.2f} ms, ratio {mine / raw:.2f} (goal {RATIO})")
        met &= mine <= RATIO * raw
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
