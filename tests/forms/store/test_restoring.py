"""A backup comes back whole in a new file, and what it lacks is told beforehand."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from forms.codes import codes
from forms.files import NO_SPACE
from forms.findings import Finding, Severity
from forms.store import backups, inventory
from forms.store.backups import Proved, folder_of, take
from forms.store.restoring import PAUSED, Differences, compare, restore
from forms.store.store import Store
from forms.store.vault_keys import VaultKey, root_from_passphrase
from forms.store.vault_slots import users_file
from tests.forms.store.stores import NOON, family, practice_store, save
from tests.forms.store.vaults import (
    PASS,
    crash,
    create_vault,
    digests,
    open_by_code,
    open_vault,
    rule_of,
)

WHEN = datetime(2026, 11, 24, 12, 42, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with practice_store(tmp_path / "a.pana") as made:
        save(made, family("Өтегенов Ұлан"))
        yield made


@pytest.fixture
def backup(store: Store) -> Path:
    made = take(store.vault, folder_of(store.vault.path), WHEN)
    assert isinstance(made, Proved), made
    return made.backup.path


def key_of(salt: bytes) -> VaultKey:
    return VaultKey.from_root(root_from_passphrase(PASS, salt), salt)


def test_what_was_saved_later_is_told_apart(store: Store, backup: Path) -> None:
    with store.reading() as reading:
        kept = next(iter(reading.drafts("family")))
    save(store, kept.replace("registered_on", NOON.date()))
    new = save(store, family("Қайратов Ерлан"))
    found = compare(store.vault, backup)
    assert isinstance(found, Differences)
    assert [one.id for one in found.only_vault] == [new.id]
    assert [(one.id, one.revision) for one in found.changed] == [(kept.id, 1)]
    assert found.only_backup == ()
    assert (found.backup.people, found.vault.people) == (1, 2)


def test_what_only_the_backup_has_is_told(store: Store, backup: Path) -> None:
    with store.vault.writing() as connection:
        connection.exec_driver_sql("DELETE FROM cards")
    found = compare(store.vault, backup)
    assert isinstance(found, Differences)
    assert [(one.title, one.revision) for one in found.only_backup] == [("Өтегенов Ұлан", 1)]


def test_it_comes_back_whole_and_the_backup_stays(store: Store, backup: Path) -> None:
    users_file(backup).write_text("{}", encoding="utf-8")
    before = digests(backup.parent)
    to = backup.parent.parent / "restored.pana"
    held = restore(backup, to, key_of)
    assert isinstance(held, inventory.Inventory), held
    assert digests(backup.parent) == before
    assert users_file(to).is_file()
    with open_vault(to) as vault:
        assert vault.notices == ()
        found = inventory.of_vault(vault)
        assert (found.cards, found.people, found.entry) == ({"family": 1}, 1, 1)
        with Store(vault).reading() as reading:
            assert reading.setting(PAUSED) is True
    assert rule_of(restore(backup, to, key_of)) == "V14"


def test_the_key_in_hand_does_as_well(store: Store, backup: Path, tmp_path: Path) -> None:
    held = restore(backup, tmp_path / "restored.pana", store.vault.own_key)
    assert isinstance(held, inventory.Inventory), held


def test_a_write_protected_backup_is_restored(store: Store, backup: Path, tmp_path: Path) -> None:
    backup.chmod(0o444)
    held = restore(backup, tmp_path / "restored.pana", key_of)
    assert isinstance(held, inventory.Inventory), held
    open_vault(tmp_path / "restored.pana").close()


def test_what_a_crash_left_beside_the_file_comes_along(store: Store, tmp_path: Path) -> None:
    """Somebody keeps copies of the folder of a running program: they are restored with the -wal."""
    save(store, family("Қайратов Ерлан"))
    left = crash(store.vault, tmp_path / "copied")
    assert left.with_name("a.pana-wal").stat().st_size
    held = restore(left, tmp_path / "restored.pana", key_of)
    assert isinstance(held, inventory.Inventory), held
    assert held.people == 2
    assert not (tmp_path / "restored.pana-wal").exists()


REFUSED = {
    "": "V03",
    "cut": "V07",
    "zeros": "V04",
    "middle": "V20",
    "other key": "V10",
    "gone": "V01",
    "open": "V13",
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals_leave_nothing_new(case: str, store: Store, backup: Path, tmp_path: Path) -> None:
    good = backup.read_bytes()
    match case:
        case "":
            backup.write_bytes(b"")
        case "cut":
            backup.write_bytes(good[:-100])
        case "zeros":
            backup.write_bytes(bytes(8192))
        case "middle":
            backup.write_bytes(good[:9000] + bytes(64) + good[9064:])
        case "gone":
            backup.unlink()
    before, folder = digests(tmp_path), digests(backup.parent)
    key = store.vault.own_key if case != "other key" else _wrong
    source = store.vault.path if case == "open" else backup
    assert rule_of(restore(source, tmp_path / "restored.pana", key)) == REFUSED[case]
    assert digests(tmp_path) == before and digests(backup.parent) == folder


def _wrong(salt: bytes) -> VaultKey:
    return VaultKey(salt, bytes(32))


def test_the_recovery_code_opens_what_was_restored(tmp_path: Path) -> None:
    vault, code = create_vault(tmp_path / "a.pana")
    with vault:
        store = Store(vault)
        with store.begin() as work:
            work.set_setting("commission", "KDN-1132")
        card = save(store, family("Өтегенов Ұлан"))
        with store.begin() as work:
            reason = codes("annul_reason")[0]
            work.annul("family", card.id, reason, who="secretary", when=NOON)
        made = take(vault, folder_of(vault.path), WHEN)
        assert isinstance(made, Proved)
    held = restore(made.backup.path, tmp_path / "b.pana", key_of)
    assert isinstance(held, inventory.Inventory), held
    with open_by_code(tmp_path / "b.pana", code) as back:
        assert back.integrity() == ()


def test_a_restore_whose_users_cannot_come_along_leaves_nothing(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users_file(backup).write_text("{}", encoding="utf-8")
    full = Finding("W02", Severity.HARD, NO_SPACE, {}, {"file": "a"})
    before = digests(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(backups, "write_whole", lambda *_: full)
        assert restore(backup, tmp_path / "new.pana", key_of) == full
    assert rule_of(restore(backup, tmp_path / "new.pana", _wrong)) == "V10"
    assert digests(tmp_path) == before


def test_the_users_of_a_vault_in_the_way_stay(backup: Path, tmp_path: Path) -> None:
    users_file(backup).write_text("{}", encoding="utf-8")
    (tmp_path / "new.pana").write_bytes(b"another")
    users_file(tmp_path / "new.pana").write_bytes(b"theirs")
    assert rule_of(restore(backup, tmp_path / "new.pana", key_of)) == "V14"
    assert users_file(tmp_path / "new.pana").read_bytes() == b"theirs"


def test_a_backup_that_goes_away_meanwhile_becomes_no_empty_vault(
    backup: Path, tmp_path: Path
) -> None:
    def gone(salt: bytes) -> VaultKey:
        backup.unlink()  # the stick was pulled out while the key was made
        return key_of(salt)

    assert rule_of(restore(backup, tmp_path / "new.pana", gone)) == "V15"
    assert not list(tmp_path.glob("new*")) and not list(tmp_path.glob(".*"))
