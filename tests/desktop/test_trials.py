"""The trials of backups and of bringing up old stores, shortened; whole as scripts in tests/."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from forms.store.backups import Backup
from tests import faults, migrations, starts
from tests.backups_while_saving import _lacks, take_often
from tests.disk_actions import VAULT, Scene, left_files, on_disk


def test_backups_taken_while_saving_hold_what_was_saved_before(tmp_path: Path) -> None:
    tally = take_often(tmp_path, 4)
    assert tally.backups == 4
    assert tally.saved
    assert not tally.wrong


def test_the_trial_sees_a_backup_that_lacks_something(tmp_path: Path) -> None:
    """The control: a card saved before that is not in it, and a backup that does not open."""
    left = left_files(tmp_path / "left")
    backup = Backup(left.folder / VAULT, datetime(2026, 11, 24, tzinfo=UTC))
    assert _lacks(backup, left.cards) == []
    assert len(_lacks(backup, {**left.cards, "0" * 32: 1})) == 1
    backup.path.write_bytes(backup.path.read_bytes()[:-4096])
    assert _lacks(backup, left.cards)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows")
def test_a_killed_bringing_up_leaves_the_old_or_the_new_store(tmp_path: Path) -> None:
    tally = migrations.Tally()
    for store in migrations.stores():
        migrations.at_each_statement(store, tmp_path / "one", tally, 37)
    assert tally.kills >= 4
    assert not tally.wrong


def test_the_trial_sees_a_store_that_lost_something(tmp_path: Path) -> None:
    """The control: a store from which cards vanished is told."""
    store = next(migrations.stores())
    path = migrations.copied(store, tmp_path / "one")
    with migrations._opened(path) as vault, vault.writing() as connection:
        connection.exec_driver_sql("DELETE FROM people")
    tally = migrations.Tally()
    migrations.look(store, path, tally)
    assert tally.wrong


def test_of_many_starts_at_once_one_opens(tmp_path: Path) -> None:
    """Shortened; whole: python -m tests.starts --starts 20."""
    tally = starts.start_at_once(tmp_path, 4)
    assert tally.opened == 1 and tally.after
    assert dict(tally.refused) == {"V13": 3}


needs_strace = pytest.mark.skipif(bool(faults.lacking()), reason=faults.lacking())


@needs_strace
def test_a_failing_call_costs_nothing(tmp_path: Path) -> None:
    """Shortened; whole: python -m tests.faults."""
    tally = faults.fault_often(tmp_path, 3, calls=("fsync", "pwrite64", "rename"), modes=1)
    assert tally.faults == 3
    assert tally.wrong == []


@needs_strace
def test_the_trial_sees_a_program_that_falls_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a program that ends where a call fails."""
    monkeypatch.setattr(faults, "MODES", {"fails once": "signal=ABRT:when={n}"})
    tally = faults.fault_often(tmp_path, 1, calls=("rename",), modes=1)
    assert [one.partition(": ")[2][:9] for one in tally.wrong] == ["fell over"]


def test_the_trial_of_faults_sees_what_is_gone_and_what_is_half(tmp_path: Path) -> None:
    """The control: a card that was acknowledged and is nowhere, and half a paper."""
    left = left_files(tmp_path / "left")
    place = tmp_path / "one"
    place.mkdir()
    on_disk(Scene(place, place), left)
    (place / "a.pdf").write_bytes(b"%PDF-1.7")
    wrong = list(faults._wrong(place, left, ["done save none:1"]))
    assert wrong == ["acknowledged and gone: revision 1", "half a pdf: a.pdf"]
