"""The trials of backups and of bringing up old stores, shortened; whole as scripts in tests/."""

import sys
from pathlib import Path

import pytest

from tests import migrations, starts
from tests.backups_while_saving import take_often


def test_backups_taken_while_saving_hold_what_was_saved_before(tmp_path: Path) -> None:
    tally = take_often(tmp_path, 4)
    assert tally.backups == 4
    assert tally.saved
    assert not tally.wrong


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
