"""Work in a vault is whole or absent; its passphrase and code are changed as a whole."""

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from forms.store import vault_files, vault_lock
from forms.store.vault import Vault
from forms.store.vault_keys import VaultKey
from forms.store.vault_refusals import VaultFault, fault
from tests.forms.store.vaults import (
    PASS,
    add,
    crash,
    digests,
    names_in,
    open_by_code,
    open_vault,
    rule_of,
)


def test_every_setting_holds(made: tuple[Vault, str]) -> None:
    """The connections of the pool are set as the design says, and temporary files stay in RAM."""
    expected: dict[str, object] = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "cache_size": -65536,
        "temp_store": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 15000,
        "cipher_page_size": "4096",
        "max_page_count": vault_lock.MOST_PAGES,
        "journal_size_limit": 16 * 2**20,
    }
    with made[0].reading() as look:
        found = {name: look.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
        options = set(look.exec_driver_sql("PRAGMA compile_options").scalars())
        version = str(look.exec_driver_sql("PRAGMA cipher_version").scalar())
    assert found == expected
    assert options & {"TEMP_STORE=2", "TEMP_STORE=3"}
    assert "HAS_CODEC" in options and version.startswith("4.")


def test_work_is_whole_or_absent(made: tuple[Vault, str]) -> None:
    """When the body raises, rows and new tables vanish alike."""
    vault, _ = made
    with pytest.raises(ZeroDivisionError), vault.writing() as work:
        add(work, "жарты")
        work.exec_driver_sql("CREATE TABLE half (x)")
        work.exec_driver_sql("DROP TABLE child")
        raise ZeroDivisionError
    assert len(names_in(vault)) == 3
    with vault.reading() as look:
        tables = set(look.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    assert tables == {"family", "child"}


def test_reading_sees_one_state_while_another_writes(made: tuple[Vault, str]) -> None:
    """A reader is not disturbed by a writer, and the next reader sees the new state."""
    vault, _ = made
    count = "SELECT count(*) FROM family"
    with vault.reading() as look:
        assert look.exec_driver_sql(count).scalar() == 3
        with vault.writing() as work:
            add(work, "Қанат")
        assert look.exec_driver_sql(count).scalar() == 3
    assert len(names_in(vault)) == 4


def test_foreign_keys_hold_and_errors_carry_no_values(made: tuple[Vault, str]) -> None:
    """An orphan is refused; the error that a log may get holds no parameter."""
    vault, _ = made
    with pytest.raises(IntegrityError) as caught, vault.writing() as work:
        work.exec_driver_sql("INSERT INTO child VALUES (?)", (850615199998,))
    assert "850615199998" not in str(caught.value)
    with pytest.raises(IntegrityError) as caught, vault.writing() as work:
        work.exec_driver_sql("INSERT INTO family VALUES (?, ?)", (1, "Құпиябаев"))
    assert "Құпиябаев" not in str(caught.value)


def test_rebuilding_keeps_children_and_refuses_orphans(made: tuple[Vault, str]) -> None:
    """A parent table may be made anew; a row that would point to nothing stops it."""
    vault, _ = made
    with vault.rebuilding() as work:
        work.exec_driver_sql("CREATE TABLE fresh (id INTEGER PRIMARY KEY, name TEXT, note TEXT)")
        work.exec_driver_sql("INSERT INTO fresh SELECT id, name, '' FROM family")
        work.exec_driver_sql("DROP TABLE family")
        work.exec_driver_sql("ALTER TABLE fresh RENAME TO family")
    with vault.reading() as look:
        assert look.exec_driver_sql("SELECT count(*) FROM child").scalar() == 1
        assert look.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    with pytest.raises(VaultFault) as caught, vault.rebuilding() as work:
        work.exec_driver_sql("DELETE FROM family")
    assert caught.value.finding.rule == "V22"
    assert len(names_in(vault)) == 3


def test_writers_wait_for_each_other(made: tuple[Vault, str]) -> None:
    """Four threads save at once; all is there."""
    vault, _ = made

    def save(thread: int) -> None:
        for number in range(10):
            with vault.writing() as work:
                add(work, f"{thread}.{number}")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names_in(vault)) == 3 + 40


def test_a_busy_vault_says_so(made: tuple[Vault, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits too long gets a finding, not 'database is locked'."""
    vault, _ = made
    monkeypatch.setattr(vault_files, "PATIENCE", 0.05)
    monkeypatch.setattr("forms.store.vault.PATIENCE", 0.05)
    with vault.writing() as work:
        add(work, "Қанат")
        with pytest.raises(VaultFault) as caught, vault.writing():
            pass
        assert caught.value.finding.rule == "V18"
        assert rule_of(vault.change_passphrase("басқа бір ұзын сөйлем")) == "V18"
        with pytest.raises(VaultFault, match="V18"):
            vault.close()
    assert len(names_in(vault)) == 4


def test_a_full_disk_says_so_and_keeps_what_was(made: tuple[Vault, str]) -> None:
    """At the limit of pages, as on a full disk: nothing is saved, the vault stays usable."""
    vault, _ = made
    with pytest.raises(VaultFault) as caught, vault.writing() as work:
        work.exec_driver_sql("PRAGMA max_page_count = 1")
        work.exec_driver_sql("INSERT INTO family (name) VALUES (hex(zeroblob(100000)))")
    assert caught.value.finding.rule == "V16"
    assert len(names_in(vault)) == 3
    assert vault.integrity() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved")
def test_a_replaced_file_is_noticed_before_saving(made: tuple[Vault, str], path: Path) -> None:
    """An older copy put in the vault's place is not written to."""
    vault, _ = made
    older = path.read_bytes()
    path.rename(path.with_name("moved.pana"))
    with pytest.raises(VaultFault) as caught, vault.writing():
        pass
    assert caught.value.finding.rule == "V23"
    path.write_bytes(older)
    with pytest.raises(VaultFault, match="V23"), vault.writing():
        pass
    assert rule_of(vault.backup(path.with_name("backup.pana"))) == "V23"
    vault.close()
    assert path.read_bytes() == older


def test_a_closed_vault_does_no_work(made: tuple[Vault, str]) -> None:
    """Using a closed vault is an error of the program."""
    vault, _ = made
    vault.close()
    with pytest.raises(RuntimeError), vault.reading():
        pass


@pytest.mark.parametrize(
    ("error", "rule"),
    [
        (OSError(28, "No space left on device"), "V16"),
        (PermissionError(13, "Permission denied"), "V15"),
        (ValueError("ours"), None),
        (dbapi2.OperationalError("no code"), None),
    ],
)
def test_errors_of_the_disk_are_told_from_ours(error: Exception, rule: str | None) -> None:
    """Only what a person can mend becomes a finding."""
    found = fault(error, Path("a.pana"))
    assert (found.rule if found else None) == rule


def test_recovery_code_again_for_who_knows_the_passphrase(made: tuple[Vault, str]) -> None:
    """The code is shown again only against the passphrase."""
    vault, code = made
    assert vault.recovery_code(PASS) == code
    assert rule_of(vault.recovery_code("бөтен адамның сөзі")) == "V10"


def test_change_of_passphrase(made: tuple[Vault, str], path: Path) -> None:
    """The new passphrase and code open it, the old ones do not; an old backup still does."""
    vault, code = made
    backup = path.with_name("before.pana")
    assert vault.backup(backup) is None
    fresh = vault.change_passphrase("жаңа ұзақ өлең жолы")
    assert isinstance(fresh, str) and fresh != code
    with vault.writing() as work:
        add(work, "Қанат")
    assert vault.integrity() == ()
    vault.close()
    assert rule_of(Vault.open(path, PASS)) == "V10"
    assert rule_of(Vault.open_with_code(path, code)) == "V24"
    with open_vault(path, "жаңа ұзақ өлең жолы") as again:
        assert len(names_in(again)) == 4
    with open_by_code(path, fresh) as again:
        assert len(names_in(again)) == 4
    with open_vault(backup) as old:
        assert len(names_in(old)) == 3


def test_change_of_passphrase_is_whole_after_a_crash(
    made: tuple[Vault, str], path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed when the new key waits in the -wal: the new passphrase opens, the old is refused."""
    vault, _ = made
    real = vault_files.connect
    crashed: list[Path] = []

    def connect(where: Path, key: VaultKey) -> dbapi2.Connection:
        connection = real(where, key)
        if not key.matches(before) and not crashed:
            crashed.append(crash(vault, tmp_path / "crashed"))
        return connection

    before = vault._key
    monkeypatch.setattr("forms.store.vault.connect", connect)
    assert isinstance(vault.change_passphrase("жаңа ұзақ өлең жолы"), str)
    (copy,) = crashed
    bytes_before = digests(copy.parent)
    assert rule_of(Vault.open(copy, "мүлде бөтен сөз тіркесі")) == "V10"
    assert digests(copy.parent) == bytes_before
    assert rule_of(Vault.open(copy, PASS)) == "V10"
    with open_vault(copy, "жаңа ұзақ өлең жолы") as again:
        assert len(names_in(again)) == 3
        assert again.integrity() == ()
