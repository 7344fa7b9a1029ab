"""A backup bears a name only when it was proved; lists tell what each holds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from forms.files import NO_SPACE
from forms.findings import Finding, Severity
from forms.store import backups, inventory
from forms.store.backups import Proved, backups_in, folder_of, is_due, listed, take, thin
from forms.store.inventory import Inventory
from forms.store.store import Deed, Store
from forms.store.vault import Vault
from forms.store.vault_slots import users_file
from tests.forms.store.stores import family, practice_store, save
from tests.forms.store.vaults import digests, open_vault, rule_of

WHEN = datetime(2026, 11, 24, 12, 42, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with practice_store(tmp_path / "a.pana") as made:
        save(made, family("Өтегенов Ұлан"))
        yield made


def taken(store: Store, when: datetime = WHEN) -> Proved:
    made = take(store.vault, folder_of(store.vault.path), when)
    assert isinstance(made, Proved), made
    return made


def test_a_backup_tells_what_it_holds_and_opens_like_the_vault(store: Store) -> None:
    made = taken(store)
    here = WHEN.astimezone()
    assert made.backup.path.name == f"a {here:%Y-%m-%d %H-%M}.pana"
    assert made.holds == inventory.of_vault(store.vault)
    assert (made.holds.cards, made.holds.people) == ({"family": 1}, 1)
    assert made.size == made.backup.path.stat().st_size
    with open_vault(made.backup.path) as copy:
        assert Store(copy).vault.integrity() == ()


def test_backups_of_one_minute_stand_in_order(store: Store) -> None:
    made = [taken(store) for _ in range(11)]
    found = backups_in(folder_of(store.vault.path), "a")
    assert [one.path for one in found] == [one.backup.path for one in reversed(made)]


def test_names_of_others_are_passed_over(store: Store) -> None:
    folder = folder_of(store.vault.path)
    made = taken(store)
    for name in (
        "b 2026-11-24 17-42.pana",
        "a 2026-13-24 17-42.pana",
        "a 2026-11-24.pana",
        "a b 2026-11-24 17-42.pana",
        "a 2026-11-24 17-42.pana.txt",
    ):
        (folder / name).write_bytes(b"")
    assert [one.path for one in backups_in(folder, "a")] == [made.backup.path]
    assert backups_in(folder / "none", "a") == ()


def test_users_travel_along(store: Store) -> None:
    users_file(store.vault.path).write_text("{}", encoding="utf-8")
    made = taken(store)
    assert users_file(made.backup.path).read_text(encoding="utf-8") == "{}"


def test_a_backup_whose_users_cannot_travel_gets_no_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a further user would be shut out of what looks like a good backup."""
    users_file(store.vault.path).write_text("{}", encoding="utf-8")
    full = Finding("W02", Severity.HARD, NO_SPACE, {}, {"file": "a"})
    with monkeypatch.context() as patch:
        patch.setattr(backups, "write_whole", lambda *_: full)
        assert take(store.vault, folder_of(store.vault.path), WHEN) == full
    with monkeypatch.context() as patch:
        patch.setattr(Vault, "backup", lambda *_: full)
        assert take(store.vault, folder_of(store.vault.path), WHEN) == full
    assert list(folder_of(store.vault.path).iterdir()) == []


def test_a_backup_that_has_its_name_keeps_its_users(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is whole and counts, though the disk did not confirm it."""
    users_file(store.vault.path).write_text("{}", encoding="utf-8")
    real, full = Vault.backup, Finding("V16", Severity.HARD, NO_SPACE, {}, {"file": "a"})

    def unconfirmed(vault: Vault, to: Path, proof: object) -> Finding:
        assert real(vault, to, proof) is None  # type: ignore[arg-type]
        return full

    monkeypatch.setattr(Vault, "backup", unconfirmed)
    assert take(store.vault, folder_of(store.vault.path), WHEN) == full
    (backup,) = backups_in(folder_of(store.vault.path), "a")
    assert users_file(backup.path).exists()


def test_a_copy_that_lacks_something_gets_no_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever number differs from the vault's, the copy is refused and removed."""
    real = inventory.of_copy
    folder = folder_of(store.vault.path)
    lacks: tuple[Callable[[Inventory], Inventory], ...] = (
        lambda one: replace(one, people=one.people - 1),
        lambda one: replace(one, entry=one.entry - 1),
        lambda one: replace(one, noted=one.noted - 1),
        lambda one: replace(one, cards={}),
        lambda one: replace(one, mark="other"),
    )
    for lack in lacks:
        monkeypatch.setattr(inventory, "of_copy", lambda copy, lack=lack: lack(real(copy)))
        assert rule_of(take(store.vault, folder, WHEN)) == "V25"
        assert list(folder.iterdir()) == []


def test_between_lets_only_what_happened_meanwhile_differ(store: Store) -> None:
    earlier = inventory.of_vault(store.vault)
    save(store, family("Қайратов Ерлан"))
    later = inventory.of_vault(store.vault)
    assert earlier.between(earlier, later) and later.between(earlier, later)
    assert not later.between(earlier, earlier)
    assert not earlier.between(later, later)


def test_a_missing_stick_is_a_calm_sentence(store: Store, tmp_path: Path) -> None:
    gone = tmp_path / "stick"
    assert rule_of(take(store.vault, gone, WHEN, there=True)) == "B01"
    assert not gone.exists()


def test_a_folder_that_cannot_be_made_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert rule_of(take(store.vault, tmp_path / "file", WHEN)) == "V15"
    assert rule_of(take(store.vault, tmp_path / "none" / "deep", WHEN)) == "V15"


def test_due_only_after_a_change(store: Store) -> None:
    folder = folder_of(store.vault.path)
    assert is_due(store.vault, folder)
    taken(store)
    assert not is_due(store.vault, folder)
    with store.begin() as work:
        work.note(Deed.LIST_EXPORTED, who="secretary", when=WHEN)
    assert not is_due(store.vault, folder)  # the journal alone is no change
    with store.begin() as work:
        work.set_setting("backup.second", "somewhere")
    assert not is_due(store.vault, folder)
    for change in _changes(store):
        change()
        assert is_due(store.vault, folder), change
        taken(store)
        assert not is_due(store.vault, folder)


def _changes(store: Store) -> Iterator[Callable[[], object]]:
    def setting() -> None:
        with store.begin() as work:
            work.set_setting("office.phone", "7")

    def typing() -> None:
        with store.begin() as work:
            work.keep_typing("family", "x", "{}", when=WHEN)

    yield setting
    yield typing
    yield lambda: save(store, family("Ақжолова Сәуле"))


def test_the_list_tells_what_each_holds_and_reading_changes_nothing(store: Store) -> None:
    folder = folder_of(store.vault.path)
    first = taken(store)
    save(store, family("Қайратов Ерлан"))
    taken(store, WHEN + timedelta(minutes=30))
    before = digests(folder)
    found = list(listed(store.vault, folder))
    counts = [one.holds.people for one in found if not isinstance(one.holds, Finding)]
    assert counts == [2, 1]
    assert found[1].size == first.size
    assert store.vault.integrity_of(first.backup.path) == ()
    assert digests(folder) == before


def test_damage_and_earlier_passphrases_are_told_in_the_list(store: Store) -> None:
    folder = folder_of(store.vault.path)
    taken(store)
    assert isinstance(store.vault.change_passphrase("мүлдем басқа сөйлем 12"), str)
    empty = folder / "a 2026-11-23 09-00.pana"
    empty.write_bytes(b"")
    found = [one.holds for one in listed(store.vault, folder)]
    assert [rule_of(one) for one in found] == ["B02", "V03"]
    assert is_due(store.vault, folder)


def test_a_flipped_byte_anywhere_is_found_by_the_full_check(store: Store) -> None:
    made = taken(store).backup.path
    good = made.read_bytes()
    for place in range(100, len(good), len(good) // 7):
        spoiled = bytearray(good)
        spoiled[place] ^= 1
        made.write_bytes(spoiled)
        assert store.vault.integrity_of(made), place
    made.write_bytes(good)
    assert store.vault.integrity_of(made) == ()


def test_thinning_never_counts_a_damaged_one(store: Store) -> None:
    """Of two of one old day the earlier stays when the later is damaged."""
    folder = folder_of(store.vault.path)
    old = [taken(store, WHEN - timedelta(days=20, hours=hour)) for hour in (2, 1)]
    taken(store)
    spoiled = old[1].backup.path
    good = spoiled.read_bytes()
    spoiled.write_bytes(good[:4000])
    assert thin(store.vault, folder, WHEN) == ()
    spoiled.write_bytes(good)
    assert thin(store.vault, folder, WHEN) == (old[0].backup.path,)
    assert not old[0].backup.path.exists()
    assert thin(store.vault, folder, WHEN) == ()


def test_the_vault_itself_is_never_read_as_a_backup(store: Store) -> None:
    """Closing a second handle to it would drop SQLite's own locks (POSIX)."""
    assert rule_of(backups.holds(store.vault, store.vault.path)) == "V13"
    save(store, family("Сәрсенов Дамир"))
