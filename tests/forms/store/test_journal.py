"""The journal is one chain: a row for each deed, in the deed's own transaction, and no name."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from forms.codes import code
from forms.findings import Finding, Severity
from forms.store import journal
from forms.store.deeds import ABOUT, SPOKEN, Deed, as_code, told_as
from forms.store.journal import Mark
from forms.store.journal_check import check
from forms.store.steps import CHAIN, STEPS, bring_up
from forms.store.store import Sought, Store
from forms.store.vault_refusals import DISK_FULL, VaultFault
from forms.words import Language, say
from tests.forms.store.stores import NOON, complete, draft, family, practice_store, save
from tests.forms.store.vaults import create_vault, open_vault
from tests.tamperings import TAMPERINGS, Tampering, found_after, left_vault

NEW_PASS = "жаңа ұзақ өлең жолы"


def deeds(store: Store) -> list[str]:
    """Give the deeds in the order in which they were done."""
    with store.reading() as reading:
        return [one.deed for one in reversed(reading.journal())]


def test_every_deed_has_its_words() -> None:
    assert set(SPOKEN) == set(Deed)
    assert len(set(SPOKEN.values())) == len(Deed)
    for deed, sentence in ABOUT.items():
        assert say(sentence, Language.EN, {"about": 5}).endswith(": 5"), deed
    assert told_as("card opened") == SPOKEN[Deed.CARD_OPENED]
    assert told_as("of a later Pana") == "of a later Pana"


@pytest.mark.parametrize(
    "text",
    ["Өтегенов", "Семья", "850101300123", "8 701 123456789", "a" * 81, "a\nb", "a;b", "“a”"],
)
def test_what_could_be_a_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="only codes"):
        as_code(text)


@pytest.mark.parametrize(
    "text", ["", "12", "family", "1-QO/KDN-1132/2026-Q4", "0123456789abcdef" * 2]
)
def test_codes_counts_and_ids_are_taken(text: str) -> None:
    assert as_code(text) == text


def test_each_change_of_a_card_writes_one_row(store: Store) -> None:
    first = save(store, draft(family("Өтегенов Ұлан")))
    second = save(store, complete(first), hours=1)
    again = save(store, second, hours=2)  # nothing changed: no row
    third = save(store, complete(again.replace("settlement", "Жаңалық")), hours=3)
    fourth = save(store, draft(third), hours=4)
    with store.begin() as work:
        work.annul("family", fourth.id, code("annul_reason", "1"), who="a", when=NOON)
        work.restore("family", fourth.id, who="a", when=NOON)
    assert deeds(store) == [
        Deed.CARD_NEW,
        Deed.CARD_COMPLETED,
        Deed.CARD_CHANGED,
        Deed.CARD_REOPENED,
        Deed.CARD_ANNULLED,
        Deed.CARD_RESTORED,
    ]
    with store.reading() as reading:
        for one in reading.journal():
            assert (one.form, one.record, one.number) == ("family", first.id, first.number)


def test_row_and_change_are_saved_together_or_not_at_all(store: Store) -> None:
    with pytest.raises(ValueError, match="only codes"), store.begin() as work:
        work.save(family("Өтегенов Ұлан"), who="a", when=NOON)
        work.note(Deed.SEARCHED, who="a", when=NOON, about="Өтегенов")
    assert deeds(store) == []
    with store.reading() as reading:
        assert reading.history("family", "a") == ()
    assert store.check_journal().findings == ()


def test_rows_stand_in_the_order_of_their_numbers_whatever_the_clock_says(store: Store) -> None:
    for hours in (5, -9000, 0):
        with store.begin() as work:
            work.note(Deed.LOGIN, who="a", when=NOON + timedelta(hours=hours))
    with store.reading() as reading:
        rows = reading.journal()
    assert [one.entry for one in rows] == [3, 2, 1]
    assert [one.when - NOON for one in rows] == [timedelta(hours=h) for h in (0, -9000, 5)]


def test_what_is_sought_is_found(store: Store) -> None:
    saved = save(store, family("Өтегенов Ұлан"))
    with store.begin() as work:
        work.note(Deed.LOGIN, who="b", when=NOON + timedelta(days=2))
        work.note(Deed.SEARCHED, who="b", when=NOON + timedelta(days=3), about=4)
    day = NOON.astimezone().date()
    wanted = {
        Sought(frozenset({Deed.LOGIN, Deed.SEARCHED})): [3, 2],
        Sought(who="secretary"): [1],
        Sought(first=day + timedelta(days=1), last=day + timedelta(days=2)): [2],
        Sought(last=day): [1],
        Sought(record=saved.id): [1],
        Sought(who="nobody"): [],
    }
    with store.reading() as reading:
        for sought, entries in wanted.items():
            assert [one.entry for one in reading.journal(sought)] == entries, sought
        assert [one.entry for one in reading.journal(before=3, limit=1)] == [2]
        assert reading.journal_people() == ("b", "secretary")
        assert reading.numbered(saved.number) == (saved.id,)
        assert reading.numbered(saved.number.rpartition("-")[2]) == (saved.id,)
        assert reading.numbered("9999") == ()


def test_the_rows_from_before_the_chain_are_taken_over(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "a.pana")
    before = tuple(step for step in STEPS if step.name != CHAIN)
    with vault:
        assert bring_up(vault, before) is None
        with vault.writing() as connection:
            for n in (1, 2, 3):
                connection.exec_driver_sql(
                    "INSERT INTO journal (happened_at, who, action, about) VALUES (?, ?, ?, ?)",
                    (NOON.isoformat(), "a", "card printed", f"family 1132-2026-000{n}"),
                )
        store = Store(vault)
        with store.begin() as work:
            work.note(Deed.LOGIN, who="a", when=NOON)
        assert deeds(store) == [*[Deed.CARD_PRINTED] * 3, Deed.LOGIN]
        checked = store.check_journal()
        assert (checked.rows, checked.last, checked.findings) == (4, 4, ())
        with vault.writing() as connection:
            connection.exec_driver_sql("UPDATE journal SET about = '' WHERE entry = 2")
        assert [one.rule for one in store.check_journal().findings] == ["J07"]


def test_a_change_of_key_is_told_once_and_the_chain_goes_on(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        save(store, family("Өтегенов Ұлан"))
        assert isinstance(store.change_passphrase(NEW_PASS, who="a", when=NOON), str)
        save(store, family("Қасымов Ерлан"))
        assert deeds(store) == [Deed.CARD_NEW, Deed.KEY_CHANGED, Deed.CARD_NEW]
    with open_vault(tmp_path / "a.pana", NEW_PASS) as vault:
        again = Store(vault)
        assert len(deeds(again)) == 3
        assert again.check_journal().findings == ()


def test_a_power_cut_in_a_change_of_key_leaves_the_row_exactly_when_the_key_changed(
    tmp_path: Path,
) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        vault = store.vault

        def prepare(key: journal.Sealer) -> None:
            with vault.writing() as connection:
                journal.prepare_key(connection, vault, key, who="a", when=NOON)

        before = vault.own_key(b"")
        prepare(before.from_root(bytes(16), before.salt))  # and then the power was cut
    with open_vault(tmp_path / "a.pana") as vault:
        assert deeds(Store(vault)) == []
        assert Store(vault).check_journal().findings == ()
        assert isinstance(vault.change_passphrase(NEW_PASS, prepare), str)  # cut after the change
    with open_vault(tmp_path / "a.pana", NEW_PASS) as vault:
        assert deeds(Store(vault)) == [Deed.KEY_CHANGED]
        assert deeds(Store(vault)) == [Deed.KEY_CHANGED]
        assert Store(vault).check_journal().findings == ()


def test_a_disk_that_fails_after_a_change_of_key_does_not_take_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key has changed: the new recovery code is shown, and the next opening tells the row."""

    def fails(_store: Store) -> None:
        raise VaultFault(Finding("V16", Severity.HARD, DISK_FULL))

    with practice_store(tmp_path / "a.pana") as store:
        with monkeypatch.context() as patch:
            patch.setattr(Store, "_make_journal_ready", fails)
            assert isinstance(store.change_passphrase(NEW_PASS, who="a", when=NOON), str)
        save(store, family("Қасымов Ерлан"))
    with open_vault(tmp_path / "a.pana", NEW_PASS) as vault:
        again = Store(vault)
        assert deeds(again) == [Deed.CARD_NEW, Deed.KEY_CHANGED]
        assert again.check_journal().findings == ()


def test_a_backup_carries_the_chain_and_is_checked_too(store: Store, tmp_path: Path) -> None:
    save(store, family("Өтегенов Ұлан"))
    assert store.vault.backup(tmp_path / "b.pana") is None
    with store.vault.look_into(tmp_path / "b.pana") as copy:
        checked = check(lambda query: copy.execute(query).fetchall(), store.vault)
    assert (checked.rows, checked.findings) == (1, ())


def test_an_earlier_copy_is_seen_by_what_the_computer_remembers(store: Store) -> None:
    save(store, family("Өтегенов Ұлан"))
    with store.reading() as reading:
        mark = reading.journal_mark()
    assert mark is not None
    assert store.check_journal(mark).findings == ()
    assert [f.rule for f in store.check_journal(Mark(mark.entry + 1, "")).findings] == ["J08"]
    assert [f.rule for f in store.check_journal(Mark(mark.entry, "0" * 64)).findings] == ["J08"]


@pytest.mark.parametrize("one", TAMPERINGS[::4], ids=lambda one: one.name)
def test_tamperings_are_found(one: Tampering, left: Path, tmp_path: Path) -> None:
    findings = found_after(one, left, tmp_path / "tampered")
    assert findings, one.name
    for finding in findings:
        assert finding.severity is Severity.HARD
        for lang in Language:
            assert "{" not in finding.say(lang)


def test_what_nobody_touched_is_found_whole(left: Path, tmp_path: Path) -> None:
    def nothing(_connection: Connection) -> None:
        """Touch nothing."""

    assert found_after(Tampering("nothing", nothing), left, tmp_path / "same") == ()


def test_there_are_a_hundred_tamperings() -> None:
    assert len({one.name for one in TAMPERINGS}) == len(TAMPERINGS) >= 100


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a closed vault with a journal of forty rows."""
    return left_vault(tmp_path_factory.mktemp("left"))
