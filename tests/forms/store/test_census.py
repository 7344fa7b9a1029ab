"""A store tells how large it is, in numbers alone."""

from pathlib import Path

from sqlalchemy import text

from forms.store.census import census
from tests.forms.store.stores import practice_store


def test_every_table_is_counted_as_sql_counts_it(tmp_path: Path) -> None:
    with practice_store(tmp_path / "practice.pana") as store:
        told = census(store)
        with store.reading() as reading:
            for name, rows in told.rows.items():
                found = reading.connection.execute(text(f"SELECT count(*) FROM {name}"))
                assert found.scalar_one() == rows, name
        assert {"family", "court_case", "journal", "settings"} <= told.rows.keys()
        assert not any(name.startswith(("search", "sqlite_")) for name in told.rows)
        assert told.size == (tmp_path / "practice.pana").stat().st_size
        assert told.cipher.startswith("4.")
