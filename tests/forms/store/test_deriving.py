"""What an older program worked out from the cards is worked out anew, whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, text, update

from bench.town import PASSPHRASE, families, filled, opened
from forms.findings import Finding
from forms.store import derived, deriving
from forms.store.store import Asked, Store
from forms.store.tables import DERIVED, PEOPLE
from forms.store.vault import Vault

COUNT = 12
TABLES = ("people", "typed_texts", "derived")


def rows(connection: Connection) -> list[object]:
    return [
        connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).fetchall()
        for table in TABLES
    ]


def made_old(path: Path, version: int) -> list[object]:
    """Leave a vault as an older version did; give what it had worked out before."""
    store = filled(path, COUNT)
    with store.vault, store.vault.writing() as connection:
        kept = rows(connection)
        connection.execute(update(DERIVED).values(version=version))
        connection.execute(delete(PEOPLE))
        connection.execute(text("INSERT INTO search(search) VALUES ('delete-all')"))
    return kept


@pytest.mark.parametrize("version", [0, 1])
def test_an_older_working_out_is_done_anew_at_opening(tmp_path: Path, version: int) -> None:
    path = tmp_path / "a.pana"
    kept = made_old(path, version)
    with opened(path).vault as vault, vault.reading() as connection:
        assert rows(connection) == kept


def test_words_are_found_and_people_known_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "a.pana"
    made_old(path, 0)
    card = list(families(COUNT))[-1]
    child = card.rows("children")[0]
    store = opened(path)
    with store.vault, store.reading() as reading:
        typed = f"{child.get('surname')} {child.get('name')}"
        assert card.id in [hit.row.id for hit in reading.find(typed).hits]
        asked = Asked(str(child.get("surname")), str(child.get("name")), "", None, None)
        assert child.id in [one.standing.row for one in reading.likely(asked, limit=50)]


def test_cut_off_in_the_middle_it_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pana"
    kept = made_old(path, 0)
    whole, done = derived.write, 0

    def cut(*given: Any) -> None:
        nonlocal done
        done += 1
        if done > COUNT // 2:
            raise KeyboardInterrupt
        whole(*given)

    with monkeypatch.context() as patched:
        patched.setattr(derived, "write", cut)
        vault = Vault.open(path, PASSPHRASE)
        assert not isinstance(vault, Finding)
        with vault, pytest.raises(KeyboardInterrupt):
            Store.open(vault)
    vault = Vault.open(path, PASSPHRASE)
    assert not isinstance(vault, Finding)
    with vault, vault.reading() as connection:
        assert connection.execute(text("SELECT version FROM derived")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM people")).scalar() == 0
    with opened(path).vault as vault, vault.reading() as connection:
        assert rows(connection) == kept


def test_a_working_out_of_today_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pana"
    filled(path, COUNT).vault.close()
    monkeypatch.setattr(deriving, "_forget", None)  # would fail, were it called
    opened(path).vault.close()
