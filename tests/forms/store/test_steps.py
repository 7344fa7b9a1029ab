"""The steps lead to exactly the tables that are declared, each whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.schema import CreateIndex, CreateTable

from forms.findings import Finding
from forms.record import Record
from forms.store import steps
from forms.store.steps import STEPS, Step, bring_up, missing_steps
from forms.store.store import Query, Store
from forms.store.tables import SEARCH, all_tables
from forms.store.vault import Vault
from forms.store.vault_refusals import VaultFault
from tests.forms.store.stores import family, save
from tests.forms.store.vaults import create_vault, digests, open_vault, rule_of


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _ = create_vault(tmp_path / "a.pana")
    with made:
        yield made


def shape(connection: Connection) -> dict[str, object]:
    """Tell all tables, columns, keys, links and indexes of a store, however they came to be."""
    found: dict[str, object] = {}
    listed = connection.exec_driver_sql("PRAGMA main.table_list").fetchall()
    for _, table, kind, _, without_rowid, strict in listed:
        if table.startswith("sqlite_"):
            continue
        parts = [
            sorted(
                tuple(row)[1:] for row in connection.exec_driver_sql(f"PRAGMA {what}('{table}')")
            )
            for what in ("table_xinfo", "foreign_key_list")
        ]
        indexes = {
            row[1]: (row[2:], _columns(connection, row[1]))
            for row in connection.exec_driver_sql(f"PRAGMA index_list('{table}')")
        }
        found[table] = (kind, without_rowid, strict, *parts, indexes)
    return found


def _columns(connection: Connection, index: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(f"PRAGMA index_xinfo('{index}')")]


def made_by_steps(vault: Vault) -> dict[str, object]:
    assert bring_up(vault) is None
    with vault.reading() as connection:
        return shape(connection)


def test_the_steps_make_what_is_declared(vault: Vault, tmp_path: Path) -> None:
    """A field was declared without a step?  Write one in forms/store/steps.py for its column."""
    other, _ = create_vault(tmp_path / "b.pana")
    with other, other.writing() as connection:
        for table in all_tables().sorted_tables:
            connection.execute(CreateTable(table))
            for index in table.indexes:
                connection.execute(CreateIndex(index))
        connection.exec_driver_sql(SEARCH)
        declared = shape(connection)
    assert made_by_steps(vault) == declared


def test_a_column_more_or_less_is_seen(vault: Vault) -> None:
    before = made_by_steps(vault)
    with vault.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE family_children ADD COLUMN weight INTEGER")
        assert shape(connection) != before
        connection.exec_driver_sql("ALTER TABLE family_children DROP COLUMN weight")
        assert shape(connection) == before


def test_the_first_schema_speaks_for_itself(monkeypatch: pytest.MonkeyPatch, vault: Vault) -> None:
    """It is text: what is declared later cannot change it."""
    monkeypatch.setattr(steps, "FIRST_SCHEMA", "CREATE TABLE steps (name TEXT, applied_at TEXT);\n")
    assert bring_up(vault, STEPS[:1]) is None
    with vault.reading() as connection:
        assert set(shape(connection)) == {"steps"}


def test_names_of_steps_are_all_different() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_a_second_opening_makes_nothing_again(vault: Vault) -> None:
    Store(vault)
    assert missing_steps(vault) == ()
    Store(vault)


def test_a_store_with_a_step_nobody_knows_is_refused_and_left_alone(vault: Vault) -> None:
    Store(vault)
    later = (*STEPS, Step("2031-01 later", _add_weight))
    assert bring_up(vault, later) is None
    before = content(vault.path.parent)
    with pytest.raises(VaultFault) as refused:
        Store(vault)
    assert rule_of(refused.value.finding) == "V30"
    assert rule_of(Store.open(vault)) == "V30"
    assert content(vault.path.parent) == before


def content(folder: Path) -> dict[str, str]:
    """Take the digests of all but the -shm, in which SQLite notes who is reading."""
    return {name: one for name, one in digests(folder).items() if not name.endswith("-shm")}


def _add_weight(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE family_children ADD COLUMN weight INTEGER")


def test_a_later_step_keeps_what_was_there(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "a.pana")
    with vault:
        saved = save_one(Store(vault))
    vault = open_vault(tmp_path / "a.pana")
    later = (*STEPS, Step("2031-01 later", _add_weight))
    with vault:
        missing = missing_steps(vault, later)
        assert not isinstance(missing, Finding)
        assert [step.name for step in missing] == ["2031-01 later"]
        assert bring_up(vault, later) is None
        with vault.reading() as connection:
            kept = connection.exec_driver_sql("SELECT surname, weight FROM family_children").all()
    assert [tuple(row) for row in kept] == [("Өтеген", None)]
    assert saved.revision == 1


def save_one(store: Store) -> Record:
    with store.begin() as work:
        work.set_setting("commission", "KDN-1132")
    return save(store, family("Өтегенқызы Ұлбосын").add_row("children", {"surname": "Өтеген"}))


def test_a_failing_step_leaves_nothing_of_itself(vault: Vault) -> None:
    Store(vault)
    with vault.reading() as connection:
        before = shape(connection)

    def fail(connection: Connection) -> None:
        _add_weight(connection)
        connection.exec_driver_sql("ALTER TABLE nowhere ADD COLUMN weight INTEGER")

    with pytest.raises(OperationalError):
        bring_up(vault, (*STEPS, Step("2031-01 failing", fail)))
    with vault.reading() as connection:
        assert shape(connection) == before
    assert missing_steps(vault) == ()


def _rebuild(connection: Connection) -> None:
    for statement in (
        "CREATE TABLE made_anew AS SELECT * FROM cards",
        "DROP TABLE cards",
        "CREATE TABLE cards (place INTEGER PRIMARY KEY, id TEXT, form TEXT)",
        "INSERT INTO cards SELECT place, id, form FROM made_anew",
        "DROP TABLE made_anew",
    ):
        connection.exec_driver_sql(statement)


def test_a_rebuilt_table_keeps_its_children(vault: Vault) -> None:
    save_one(Store(vault))
    assert bring_up(vault, (*STEPS, Step("2031-01 rebuilt", _rebuild, rebuilds=True))) is None
    with vault.reading() as connection:
        for table in ("cards", "family", "family_parents", "history", "people"):
            count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            assert count, table


def test_a_rebuild_that_loses_a_parent_is_not_saved(vault: Vault) -> None:
    store = Store(vault)
    save_one(store)

    def lose(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM cards")

    with pytest.raises(VaultFault) as refused:
        bring_up(vault, (*STEPS, Step("2031-01 losing", lose, rebuilds=True)))
    assert rule_of(refused.value.finding) == "V22"
    with store.reading() as reading:
        assert reading.count("family", Query()) == 1


def test_a_row_of_another_type_is_refused_by_the_tables_themselves(vault: Vault) -> None:
    Store(vault)
    with pytest.raises(IntegrityError), vault.writing() as connection:
        connection.exec_driver_sql("INSERT INTO counters VALUES ('a', 'many')")
