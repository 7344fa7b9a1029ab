"""Backups as operations: what is remembered of them, what is told, and what comes back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop import safekeeping
from desktop.admission import create_desk, open_desk, seat
from desktop.desk import Desk
from desktop.operations import annul_record
from desktop.safekeeping import (
    back_up,
    back_up_changes,
    bring_back,
    choose_second,
    confirm_restored,
    copy_to_second,
    safety,
    stands_in_the_way,
)
from forms.codes import codes
from forms.findings import Finding
from forms.store import backups
from forms.store.backups import Proved
from forms.store.restoring import Differences, compare, put_in_place
from forms.store.steps import STEPS, Step, bring_up, missing_steps
from forms.store.store import Deed, Query
from forms.store.vault import Vault
from reports.period import Period
from tests.forms.store.stores import family
from tests.forms.store.vaults import PASS, create_vault, digests, open_vault, rule_of

NOON = datetime(2026, 11, 24, 12, 42, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = create_desk(tmp_path / "a.pana", PASS, "KDN-1132", Period(2026, 4), practice=True)
    assert not isinstance(made, Finding)
    with made[0].store.vault:
        yield at(replace(made[0], practice=False), NOON)


def at(desk: Desk, moment: datetime) -> Desk:
    return replace(desk, now=lambda: moment)


def save(desk: Desk, called: str) -> None:
    with desk.store.begin() as work:
        work.save(family(called), who="secretary", when=NOON)


def proved(made: object) -> Proved:
    assert isinstance(made, Proved), made
    return made


def test_what_was_proved_is_remembered(desk: Desk) -> None:
    assert safety(desk).last is None
    save(desk, "Өтегенов Ұлан")
    made = proved(back_up_changes(desk))
    assert made.backup.path.parent == desk.store.vault.path.parent / "backups"
    told = safety(desk)
    assert (told.last, told.people, told.failed) == (NOON, 1, None)
    assert back_up_changes(desk) is None  # nothing changed since
    with desk.store.reading() as reading:
        assert [one.deed for one in reading.journal(limit=1)] == [Deed.BACKUP]


def test_a_failure_is_remembered_until_one_succeeds(desk: Desk) -> None:
    folder = desk.store.vault.path.parent / "backups"
    folder.write_text("", encoding="utf-8")
    assert rule_of(back_up(desk)) == "V15"
    assert rule_of(stands_in_the_way(desk)) == "V15"
    assert safety(desk).failed == NOON
    folder.unlink()
    assert stands_in_the_way(desk) is None
    assert safety(desk).failed is None


def test_the_second_place_is_asked_for_after_a_week(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    assert rule_of(copy_to_second(desk)) == "B03"
    proved(back_up(desk))
    assert not safety(desk).reminds
    later = at(desk, NOON + timedelta(days=7, minutes=1))
    assert safety(later).reminds
    assert rule_of(choose_second(desk, tmp_path / "backups")) == "B04"
    assert choose_second(desk, stick) is None
    assert rule_of(copy_to_second(later)) == "B01"  # the stick is not there
    assert safety(later).reminds
    stick.mkdir()
    copied = proved(copy_to_second(later))
    assert copied.backup.path.parent == stick
    assert not safety(later).reminds
    assert safety(replace(at(desk, NOON + timedelta(days=99)), practice=True)).reminds is False


def test_a_clock_set_back_asks_for_nothing_wrong(desk: Desk) -> None:
    proved(back_up(desk))
    back = at(desk, NOON - timedelta(days=365))
    assert not safety(back).reminds
    proved(back_up(back))
    assert len(backups.backups_in(desk.store.vault.path.parent / "backups", "a")) == 2


def test_what_is_brought_back_takes_the_place_and_the_earlier_is_kept(
    desk: Desk, tmp_path: Path
) -> None:
    save(desk, "Өтегенов Ұлан")
    made = proved(back_up(desk))
    save(desk, "Қайратов Ерлан")
    restored = bring_back(desk, made.backup.path)
    assert isinstance(restored, Path)
    assert restored.name.startswith("a restored 2026-11-24 ")
    desk.store.vault.close()
    before = (tmp_path / "a.pana").read_bytes()
    aside = put_in_place(restored, tmp_path / "a.pana", NOON)
    assert isinstance(aside, Path)
    assert aside.name.startswith("a replaced 2026-11-24 ")
    assert aside.read_bytes() == before
    assert not restored.exists()
    found = open_desk(tmp_path / "a.pana", PASS)
    assert isinstance(found, Desk)
    with found.store.vault:
        with found.store.reading() as reading:
            assert len(reading.ids("family", Query())) == 1
        assert safety(found).paused
        old = proved(back_up(at(found, NOON - timedelta(days=900)))).backup.path
        for days in range(30):
            proved(back_up(at(found, NOON + timedelta(days=days))))
        assert old.exists()  # thinning waits for the word
        confirm_restored(found)
        assert not safety(found).paused
        proved(back_up(at(found, NOON + timedelta(days=31))))
        folder = safekeeping.folder_for(found)
        assert len(backups.backups_in(folder, "a")) < 31


def test_annulling_is_preceded_by_a_backup(desk: Desk) -> None:
    with desk.store.begin() as work:
        card = work.save(family("Өтегенов Ұлан"), who="secretary", when=NOON)
    annul_record(desk, "family", card.id, codes("annul_reason")[0])
    made = backups.backups_in(safekeeping.folder_for(desk), "a")
    found = compare(desk.store.vault, made[0].path)
    assert isinstance(found, Differences)
    assert [(one.id, one.revision) for one in found.changed] == [(card.id, 1)]


def test_a_changed_vault_is_backed_up_before_its_tables_change(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "old.pana")
    with vault:
        bring_up(vault, STEPS[:-1])
    desk = open_desk(tmp_path / "old.pana", PASS)
    assert isinstance(desk, Desk)
    desk.store.vault.close()
    made = backups.backups_in(tmp_path / "backups", "old")
    assert len(made) == 1
    with open_vault(made[0].path) as backup:
        assert [step.name for step in _missing(backup)] == [STEPS[-1].name]


def _missing(vault: Vault) -> tuple[Step, ...]:
    found = missing_steps(vault)
    assert not isinstance(found, Finding)
    return found


def test_without_that_backup_nothing_is_changed(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "old.pana")
    with vault:
        bring_up(vault, STEPS[:-1])
    (tmp_path / "backups").write_text("", encoding="utf-8")
    before = digests(tmp_path)
    assert rule_of(open_desk(tmp_path / "old.pana", PASS)) == "B05"
    assert digests(tmp_path) == before


def test_a_new_vault_needs_no_backup_before_its_first_tables(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "new.pana")
    desk = seat(vault)
    assert isinstance(desk, Desk)
    desk.store.vault.close()
    assert not (tmp_path / "backups").exists()


def test_a_newer_vault_is_refused_with_no_byte_changed(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "new.pana")
    with vault:
        bring_up(vault, (*STEPS, Step("2099-01 of tomorrow", lambda _: None)))
    before = digests(tmp_path)
    assert rule_of(open_desk(tmp_path / "new.pana", PASS)) == "V30"
    assert digests(tmp_path) == before
