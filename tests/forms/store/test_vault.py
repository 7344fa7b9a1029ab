"""A vault opens to its passphrase and code, to nothing else; its work is whole or absent."""

import hashlib
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from forms.findings import Finding, Severity
from forms.store import vault_files, vault_lock, vault_opening
from forms.store.vault import Vault
from forms.store.vault_keys import KeyCost, VaultKey, code_from_root
from forms.store.vault_refusals import VaultFault, fault
from forms.words import Language

PASS = "қызыл алма пана жаңбыр"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A path with Kazakh letters, spaces and signs that mean something in a URI."""
    folder = tmp_path / "Абай ауданы #1 100%"
    folder.mkdir()
    return folder / "қойма ?.pana".replace("?", "&")


@pytest.fixture
def made(path: Path) -> Iterator[tuple[Vault, str]]:
    """A practice vault with three rows, and its recovery code."""
    vault, code = _create(path)
    with vault:
        _fill(vault)
        yield vault, code


def _create(path: Path) -> tuple[Vault, str]:
    made = Vault.create(path, PASS, KeyCost.PRACTICE)
    assert not isinstance(made, Finding), made
    return made


def _open(path: Path, passphrase: str = PASS) -> Vault:
    vault = Vault.open(path, passphrase)
    assert isinstance(vault, Vault), vault
    return vault


def _fill(vault: Vault) -> None:
    with vault.writing() as work:
        work.exec_driver_sql("CREATE TABLE family (id INTEGER PRIMARY KEY, name TEXT) STRICT")
        work.exec_driver_sql(
            "CREATE TABLE child (family INTEGER NOT NULL REFERENCES family ON DELETE CASCADE)"
        )
        _add(work, "Әлібек", "Ғани", "Үміт")
        work.exec_driver_sql("INSERT INTO child VALUES (1)")


def _add(work: Connection, *names: str) -> None:
    for name in names:
        work.exec_driver_sql("INSERT INTO family (name) VALUES (?)", (name,))


def _names(vault: Vault) -> list[str]:
    with vault.reading() as look:
        return [row[0] for row in look.exec_driver_sql("SELECT name FROM family ORDER BY id")]


def _rule(outcome: object) -> str:
    assert isinstance(outcome, Finding), outcome
    for lang in Language:
        assert "{" not in outcome.say(lang)
    return outcome.rule


def _bytes(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file()
    }


# Opening


def test_a_vault_is_one_file_that_tells_what_it_is(path: Path) -> None:
    """Closed, nothing stands beside it; its first bytes name it and the cost of its key."""
    vault, _ = _create(path)
    _fill(vault)
    vault.close()
    vault.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.read_bytes()[:7] == b"PANA" + bytes([1, 13, 1])


def test_passphrase_and_code_open_the_same(made: tuple[Vault, str], path: Path) -> None:
    """What was saved is there after opening by either way, without notices."""
    vault, code = made
    vault.close()
    ways: tuple[Callable[[], Vault], ...] = (
        lambda: _open(path),
        lambda: _open(path, unicodedata.normalize("NFD", PASS)),
        lambda: _by_code(path, code.lower().replace("-", " ")),
    )
    for way in ways:
        with way() as again:
            assert _names(again) == ["Әлібек", "Ғани", "Үміт"]
            assert again.notices == ()


def test_a_lone_copy_opens_with_the_code(made: tuple[Vault, str], tmp_path: Path) -> None:
    """The code needs nothing but the file, on any computer, under any name."""
    vault, code = made
    vault.close()
    lone = tmp_path / "copy.bin"
    lone.write_bytes(vault.path.read_bytes())
    with closing(_by_code(lone, code)) as again:
        assert len(_names(again)) == 3


def _by_code(path: Path, code: str) -> Vault:
    vault = Vault.open_with_code(path, code)
    assert isinstance(vault, Vault), vault
    return vault


def test_wrong_passphrase_and_code_are_refused(made: tuple[Vault, str], path: Path) -> None:
    """Each refusal says what it can know; no byte changes."""
    vault, code = made
    vault.close()
    before = _bytes(path.parent)
    assert _rule(Vault.open(path, PASS + " ")) == "V10"
    assert _rule(Vault.open(path, "")) == "V10"
    assert _rule(Vault.open_with_code(path, code[:-1])) == "V12"
    assert _rule(Vault.open_with_code(path, code_from_root(bytes(16)))) == "V24"
    assert _bytes(path.parent) == before


def test_a_wrong_passphrase_changes_nothing_after_a_crash(
    made: tuple[Vault, str], path: Path, tmp_path: Path
) -> None:
    """The -wal of a killed program stays as it is until the right passphrase comes."""
    crashed = _crash(made[0], tmp_path / "crashed")
    before = _bytes(crashed.parent)
    assert _rule(Vault.open(crashed, "бөтен адамның сөзі")) == "V10"
    assert _bytes(crashed.parent) == before
    with _open(crashed) as vault:
        assert len(_names(vault)) == 3
        assert [notice.rule for notice in vault.notices] == ["V26"]


def _crash(vault: Vault, folder: Path) -> Path:
    """Give what a killed program leaves: the open vault's files as they lie, nobody writing."""
    folder.mkdir()
    for name in ("", "-wal"):
        file = vault.path.with_name(vault.path.name + name)
        (folder / file.name).write_bytes(file.read_bytes())
    return folder / vault.path.name


def test_a_vault_without_its_wal_says_so(made: tuple[Vault, str], tmp_path: Path) -> None:
    """After a crash, the main file alone opens at an earlier state and warns of it."""
    crashed = _crash(made[0], tmp_path / "crashed")
    crashed.with_name(crashed.name + "-wal").unlink()
    with _open(crashed) as vault:
        (notice,) = vault.notices
        assert (notice.rule, notice.severity) == ("V27", Severity.SOFT)
    with _open(crashed) as vault:
        assert vault.notices == ()


PLAIN_HEAD = b"SQLite format 3\x00"
NOT_VAULTS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "empty": ("V03", lambda whole: b""),
    "zeros": ("V04", lambda whole: bytes(len(whole))),
    "zero head": ("V04", lambda whole: bytes(4096) + whole[4096:]),
    "plain": ("V05", lambda whole: PLAIN_HEAD + whole[16:]),
    "text": ("V06", lambda whole: "Отбасылар тізімі\n".encode() * 400),
    "workbook": ("V06", lambda whole: b"PK\x03\x04" + whole[4:]),
    "head only": ("V06", lambda whole: whole[:12]),
    "cut inside a page": ("V07", lambda whole: whole[:-100]),
    "cut in the first page": ("V07", lambda whole: whole[:1000]),
    "newer": ("V08", lambda whole: whole[:4] + b"\x02" + whole[5:]),
    "no version": ("V09", lambda whole: whole[:4] + b"\x00" + whole[5:]),
    "costly": ("V09", lambda whole: whole[:5] + b"\x1f" + whole[6:]),
    "other salt": ("V10", lambda whole: whole[:9] + bytes([whole[9] ^ 1]) + whole[10:]),
    "other cost": ("V10", lambda whole: whole[:5] + b"\x0e" + whole[6:]),
    "first page": ("V11", lambda whole: whole[:999] + bytes([whole[999] ^ 1]) + whole[1000:]),
    "pages missing": ("V11", lambda whole: whole[: 4096 * 2]),
}


@pytest.mark.parametrize("case", NOT_VAULTS)
def test_what_is_no_sound_vault_is_named_and_left_alone(case: str, path: Path) -> None:
    """Every kind has its own number, no byte changes, nothing new appears beside it."""
    vault, code = _create(path)
    _fill(vault)
    vault.close()
    rule, spoil = NOT_VAULTS[case]
    path.write_bytes(spoil(path.read_bytes()))
    before = _bytes(path.parent)
    assert _rule(Vault.open(path, PASS)) == rule
    assert _rule(Vault.open_with_code(path, code)) == ("V24" if rule == "V10" else rule)
    assert _bytes(path.parent) == before


def test_nothing_is_made_by_opening(tmp_path: Path) -> None:
    """A missing file, a file for a folder and a folder are told apart; nothing appears."""
    (tmp_path / "folder.pana").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    assert _rule(Vault.open(tmp_path / "missing.pana", PASS)) == "V01"
    assert _rule(Vault.open(tmp_path / "nowhere" / "missing.pana", PASS)) == "V01"
    assert _rule(Vault.open(tmp_path / "file" / "missing.pana", PASS)) == "V01"
    assert _rule(Vault.open(tmp_path / "folder.pana", PASS)) == "V02"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder.pana"]


@pytest.mark.parametrize("content", [b"", b"somebody's work"])
def test_create_never_writes_over_a_file(content: bytes, path: Path) -> None:
    """Not even over an empty one."""
    path.write_bytes(content)
    assert _rule(Vault.create(path, PASS, KeyCost.PRACTICE)) == "V14"
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_create_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """The place is named; nothing is made on the way."""
    made = Vault.create(tmp_path / "none" / "a.pana", PASS, KeyCost.PRACTICE)
    assert _rule(made) == "V15"
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_told(
    made: tuple[Vault, str], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A computer that cannot lend the memory says how much is needed."""

    def poor(passphrase: str, salt: bytes) -> bytes:
        raise MemoryError

    monkeypatch.setattr("forms.store.vault.root_from_passphrase", poor)
    assert _rule(made[0].recovery_code(PASS)) == "V19"
    assert _rule(made[0].change_passphrase(PASS)) == "V19"
    made[0].close()
    refused = Vault.open(path, PASS)
    assert _rule(refused) == "V19"
    assert isinstance(refused, Finding) and refused.values["megabytes"] == 8
    assert _rule(Vault.create(path.with_name("b.pana"), PASS, KeyCost.PRACTICE)) == "V19"


def test_one_opens_at_a_time(made: tuple[Vault, str], path: Path) -> None:
    """A second opener is told, under whatever name; the first goes on, its locks unharmed."""
    vault, code = made
    link = path.with_name("link.pana")
    link.symlink_to(path)
    assert _rule(Vault.open(path, PASS)) == "V13"
    assert _rule(Vault.open_with_code(link, code)) == "V13"
    with vault.writing() as work:
        _add(work, "Қанат")
    assert len(_names(vault)) == 4
    vault.close()
    _open(path).close()


# Work


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
        "cipher_memory_security": "1",
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
        _add(work, "жарты")
        work.exec_driver_sql("CREATE TABLE half (x)")
        work.exec_driver_sql("DROP TABLE child")
        raise ZeroDivisionError
    assert len(_names(vault)) == 3
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
            _add(work, "Қанат")
        assert look.exec_driver_sql(count).scalar() == 3
    assert len(_names(vault)) == 4


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
    assert len(_names(vault)) == 3


def test_writers_wait_for_each_other(made: tuple[Vault, str]) -> None:
    """Four threads save at once; all is there."""
    vault, _ = made

    def save(thread: int) -> None:
        for number in range(10):
            with vault.writing() as work:
                _add(work, f"{thread}.{number}")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_names(vault)) == 3 + 40


def test_a_busy_vault_says_so(made: tuple[Vault, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits too long gets a finding, not 'database is locked'."""
    vault, _ = made
    monkeypatch.setattr(vault_files, "PATIENCE", 0.05)
    monkeypatch.setattr("forms.store.vault.PATIENCE", 0.05)
    with vault.writing() as work:
        _add(work, "Қанат")
        with pytest.raises(VaultFault) as caught, vault.writing():
            pass
        assert caught.value.finding.rule == "V18"
        assert _rule(vault.change_passphrase("басқа бір ұзын сөйлем")) == "V18"
        with pytest.raises(VaultFault, match="V18"):
            vault.close()
    assert len(_names(vault)) == 4


def test_a_full_disk_says_so_and_keeps_what_was(made: tuple[Vault, str]) -> None:
    """At the limit of pages, as on a full disk: nothing is saved, the vault stays usable."""
    vault, _ = made
    with pytest.raises(VaultFault) as caught, vault.writing() as work:
        work.exec_driver_sql("PRAGMA max_page_count = 1")
        work.exec_driver_sql("INSERT INTO family (name) VALUES (hex(zeroblob(100000)))")
    assert caught.value.finding.rule == "V16"
    assert len(_names(vault)) == 3
    assert vault.integrity() == ()


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
    assert _rule(vault.backup(path.with_name("backup.pana"))) == "V23"
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


# Passphrase and code


def test_recovery_code_again_for_who_knows_the_passphrase(made: tuple[Vault, str]) -> None:
    """The code is shown again only against the passphrase."""
    vault, code = made
    assert vault.recovery_code(PASS) == code
    assert _rule(vault.recovery_code("бөтен адамның сөзі")) == "V10"


def test_change_of_passphrase(made: tuple[Vault, str], path: Path) -> None:
    """The new passphrase and code open it, the old ones do not; an old backup still does."""
    vault, code = made
    backup = path.with_name("before.pana")
    assert vault.backup(backup) is None
    fresh = vault.change_passphrase("жаңа ұзақ өлең жолы")
    assert isinstance(fresh, str) and fresh != code
    with vault.writing() as work:
        _add(work, "Қанат")
    assert vault.integrity() == ()
    vault.close()
    assert _rule(Vault.open(path, PASS)) == "V10"
    assert _rule(Vault.open_with_code(path, code)) == "V24"
    with _open(path, "жаңа ұзақ өлең жолы") as again:
        assert len(_names(again)) == 4
    with _by_code(path, fresh) as again:
        assert len(_names(again)) == 4
    with _open(backup) as old:
        assert len(_names(old)) == 3


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
            crashed.append(_crash(vault, tmp_path / "crashed"))
        return connection

    before = vault._key
    monkeypatch.setattr("forms.store.vault.connect", connect)
    assert isinstance(vault.change_passphrase("жаңа ұзақ өлең жолы"), str)
    (copy,) = crashed
    bytes_before = _bytes(copy.parent)
    assert _rule(Vault.open(copy, "мүлде бөтен сөз тіркесі")) == "V10"
    assert _bytes(copy.parent) == bytes_before
    assert _rule(Vault.open(copy, PASS)) == "V10"
    with _open(copy, "жаңа ұзақ өлең жолы") as again:
        assert len(_names(again)) == 3
        assert again.integrity() == ()


# Backup


def test_a_backup_is_a_vault_of_its_own(made: tuple[Vault, str], path: Path) -> None:
    """It opens without notices, holds everything, and is never written over another file."""
    vault, code = made
    to = path.with_name("сақтық көшірме.pana")
    assert vault.backup(to) is None
    assert _rule(vault.backup(to)) == "V14"
    assert _rule(vault.backup(path)) == "V14"
    assert _rule(vault.backup(path.parent / "none" / "b.pana")) == "V15"
    beside = {path.name + rest for rest in ("", "-wal", "-shm")}
    assert {file.name for file in path.parent.iterdir()} == {to.name, *beside}
    with _by_code(to, code) as copy:
        assert _names(copy) == _names(vault) and copy.notices == ()


def test_backup_while_others_write(made: tuple[Vault, str], path: Path) -> None:
    """Each backup holds every record acknowledged before it began, and is sound."""
    vault, _ = made
    saved, stop = [0], threading.Event()

    def save() -> None:
        while not stop.is_set():
            with vault.writing() as work:
                _add(work, f"{saved[0]}")
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
        with _open(to) as copy:
            names = _names(copy)[3:]
            assert len(names) >= acknowledged
            assert names == [str(number) for number in range(len(names))]


def test_backup_beside_an_unfinished_write(made: tuple[Vault, str], path: Path) -> None:
    """A backup asked for in the middle of a write returns, without the unfinished row."""
    vault, _ = made
    to = path.with_name("b.pana")
    with vault.writing() as work:
        _add(work, "жарты")
        assert vault.backup(to) is None
    with _open(to) as copy:
        assert len(_names(copy)) == 3


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
    assert _rule(vault.backup(path.with_name("b.pana"))) == "V25"
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
    admission = vault_opening.admit(path, lambda salt: bytes(16), ("V10", "sentence"))
    assert isinstance(admission, Finding) and admission.sentence == "sentence"
