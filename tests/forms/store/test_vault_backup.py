"""Backups are vaults of their own, and checks find what is broken."""

import errno
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from forms.findings import Finding
from forms.store import vault_files, vault_opening
from forms.store.vault import Vault
from forms.store.vault_keys import VaultKey
from forms.store.vault_lock import held_here, hold
from tests.forms.store.vaults import add, names_in, open_by_code, open_vault, rule_of


def test_a_backup_is_a_vault_of_its_own(made: tuple[Vault, str], path: Path) -> None:
    """It opens without notices, holds everything, and is never written over another file."""
    vault, code = made
    to = path.with_name("сақтық көшірме.pana")
    assert vault.backup(to) is None
    assert rule_of(vault.backup(to)) == "V14"
    assert rule_of(vault.backup(path)) == "V14"
    assert rule_of(vault.backup(path.parent / "none" / "b.pana")) == "V15"
    beside = {path.name + rest for rest in ("", "-wal", "-shm")}
    assert {file.name for file in path.parent.iterdir()} == {to.name, *beside}
    with open_by_code(to, code) as copy:
        assert names_in(copy) == names_in(vault) and copy.notices == ()


def test_backup_while_others_write(made: tuple[Vault, str], path: Path) -> None:
    """Each backup holds every record acknowledged before it began, and is sound."""
    vault, _ = made
    saved, stop = [0], threading.Event()

    def save() -> None:
        while not stop.is_set():
            with vault.writing() as work:
                add(work, f"{saved[0]}")
            saved[0] += 1

    writer = threading.Thread(target=save)
    writer.start()
    try:
        done = []
        for number in range(5):
            acknowledged = saved[0]
            to = path.with_name(f"{number}.pana")
            assert vault.backup(to) is None
            done.append((to, acknowledged))
    finally:
        stop.set()
        writer.join()
    assert saved[0] > 0
    for to, acknowledged in done:
        with open_vault(to) as copy:
            names = names_in(copy)[3:]
            assert len(names) >= acknowledged
            assert names == [str(number) for number in range(len(names))]


def test_backup_beside_an_unfinished_write(made: tuple[Vault, str], path: Path) -> None:
    """A backup asked for in the middle of a write returns, without the unfinished row."""
    vault, _ = made
    to = path.with_name("b.pana")
    with vault.writing() as work:
        add(work, "жарты")
        assert vault.backup(to) is None
    with open_vault(to) as copy:
        assert len(names_in(copy)) == 3


def test_an_unsound_backup_is_not_kept(
    made: tuple[Vault, str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that the disk spoiled is named and removed; no temporary file stays."""
    real = vault_files.soundness

    def spoil(source: Callable[[], dbapi2.Connection], where: Path) -> tuple[Finding, ...]:
        with where.open("r+b") as stream:
            stream.seek(4096 + 100)
            stream.write(b"spoilt")
        return real(source, where)

    vault, _ = made
    monkeypatch.setattr(vault_files, "soundness", spoil)
    assert rule_of(vault.backup(path.with_name("b.pana"))) == "V25"
    beside = {path.name + rest for rest in ("", "-wal", "-shm")}
    assert {file.name for file in path.parent.iterdir()} == beside


def test_broken_references_are_found(made: tuple[Vault, str]) -> None:
    """A row that points to nothing, however it came, is named with its table."""
    vault, _ = made
    with vault._connect() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DELETE FROM family WHERE id = 1")
    raw.close()
    (found,) = vault.integrity()
    assert (found.rule, found.values["table"], found.values["n"]) == ("V22", "child", 1)


def test_the_file_is_no_plain_database(made: tuple[Vault, str], path: Path) -> None:
    """Plain SQLite cannot read it, and admission gives nothing away about the key."""
    vault, _ = made
    vault.close()
    with closing(sqlite3.connect(path)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()
    knock = vault_opening.Knock((bytes(16),))
    admission = vault_opening.admit(path, lambda salt: knock, ("V10", "sentence"))
    assert isinstance(admission, Finding) and admission.sentence == "sentence"


def test_what_a_killed_backup_left_is_removed(made: tuple[Vault, str], path: Path) -> None:
    """The next backup there clears half made ones away, but not one still being written."""
    vault, _ = made
    stale, alive = (path.with_name(f".{word}.pana-part") for word in ("stale", "alive"))
    for file in (stale, stale.with_name(stale.name + "-wal"), alive):
        file.write_bytes(b"half")
    with alive.open("rb") as writing:
        assert hold(writing)
        assert vault.backup(path.with_name("b.pana")) is None
        left = {file.name for file in path.parent.iterdir() if "part" in file.name}
        assert left == {alive.name}


def test_a_disk_without_second_names_takes_a_backup_as_well(
    made: tuple[Vault, str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    vault, _ = made
    to = path.with_name("stick.pana")
    assert vault.backup(to) is None
    open_vault(to).close()
    held = to.read_bytes()
    with pytest.raises(FileExistsError):
        vault_files._name(path, to)
    assert to.read_bytes() == held
    assert not any(path.parent.glob(".*.pana-part"))


@pytest.mark.skipif(os.name == "nt", reason="Windows gives the name in one move")
def test_a_second_name_left_by_a_kill_is_taken_away(made: tuple[Vault, str], path: Path) -> None:
    """Without opening it: closing it would drop SQLite's locks on the open vault (POSIX)."""
    vault, _ = made
    left = path.with_name(".0123.pana-part")
    left.hardlink_to(path)
    with vault.writing() as work:
        add(work, "Ғани")
        before = held_here(left)
        vault_files._remove_stale(path.parent)
    assert before and not left.exists()
    assert names_in(vault)[-1] == "Ғани"
    assert path.stat().st_nlink == 1


def test_a_disk_that_fills_up_under_a_backup_is_told(
    made: tuple[Vault, str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver's backup() tells such an error without its number."""
    real = vault_files.connect

    def small(part: Path, key: VaultKey, *, new: bool = False) -> dbapi2.Connection:
        connection = real(part, key, new=new)
        if new:
            connection.execute("PRAGMA max_page_count = 2")
        return connection

    monkeypatch.setattr(vault_files, "connect", small)
    beside = {file.name for file in path.parent.iterdir()}
    assert rule_of(made[0].backup(path.with_name("b.pana"))) == "V16"
    assert {file.name for file in path.parent.iterdir()} == beside
