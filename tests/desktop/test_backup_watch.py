"""Backups are made beside the work; what came of them is told once and never stops it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.backup_watch import EVERY, BackupWatch, checked_words
from desktop.desk import Desk
from desktop.entrance import opening
from desktop.entrance.code_steps import place_for
from desktop.entrance.doors import Opened
from desktop.safekeeping import choose_second, safety
from forms.findings import Finding
from forms.store.backups import backups_in
from forms.words import Language
from tests.desktop.offices import OFFICE, PASSPHRASE, TODAY, empty_office
from tests.forms.store.stores import family, save


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    with empty_office(tmp_path, OFFICE, TODAY) as made:
        yield made


class Heard:
    """Keeps what a watch told."""

    def __init__(self, desk: Desk) -> None:
        self.parent = QObject()
        self.watch = BackupWatch(desk, self.parent)
        self.proved: list[str] = []
        self.refused: list[str] = []
        self.denied: list[str] = []
        self.watch.proved.connect(self.proved.append)
        self.watch.refused.connect(self.refused.append)
        self.watch.denied.connect(self.denied.append)


def made(desk: Desk) -> int:
    path = desk.store.vault.path
    return len(backups_in(path.parent / "backups", path.stem))


def test_every_half_hour_of_change(desk: Desk, qtbot: QtBot) -> None:
    heard = Heard(desk)
    assert heard.watch.timer.isActive()
    assert heard.watch.timer.interval() == EVERY == 1_800_000
    save(desk.store, family("Өтегенов Ұлан"))
    for _ in range(2):
        with qtbot.waitSignal(heard.watch.ended):
            heard.watch.timer.timeout.emit()
    assert made(desk) == 1  # the second time nothing had changed
    assert len(heard.proved) == 1
    save(desk.store, family("Қайратов Ерлан"))
    with qtbot.waitSignal(heard.watch.ended):
        heard.watch.timer.timeout.emit()
    assert made(desk) == 2


def test_a_failure_is_told_once_until_one_succeeds(desk: Desk, qtbot: QtBot) -> None:
    heard = Heard(desk)
    folder = desk.store.vault.path.parent / "backups"
    folder.write_text("", encoding="utf-8")
    for _ in range(3):
        with qtbot.waitSignal(heard.watch.ended):
            heard.watch.timer.timeout.emit()
    assert len(heard.refused) == 1
    with qtbot.waitSignal(heard.watch.ended):
        heard.watch.back_up()  # a person asked: it is told again
    assert (len(heard.refused), len(heard.denied)) == (1, 1)
    folder.unlink()
    with qtbot.waitSignal(heard.watch.ended):
        heard.watch.look()
    assert (made(desk), len(heard.proved)) == (1, 1)


def test_a_missing_stick_is_told_and_found_again(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    heard, stick = Heard(desk), tmp_path / "stick"
    assert choose_second(desk, stick) is None
    with qtbot.waitSignal(heard.watch.ended):
        heard.watch.copy()
    assert "stick" in heard.denied[0]
    stick.mkdir()
    with qtbot.waitSignal(heard.watch.ended):
        heard.watch.copy()
    assert len(list(stick.glob("*.pana"))) == 1
    assert safety(desk).second_at is not None


def test_the_real_door_backs_up_and_closes(desk: Desk) -> None:
    save(desk.store, family("Өтегенов Ұлан"))
    opened = Opened(desk, opening._opened(desk).recent)
    assert opening.close(opened) == TODAY
    assert made(desk) == 1


def test_an_opening_waits_while_the_vault_is_still_being_closed(desk: Desk) -> None:
    """Locked and unlocked at once: the backup of the lock is not met as “already open”."""
    found: list[object] = []
    path = desk.store.vault.path
    thread = threading.Thread(target=lambda: found.append(opening.open_vault(path, PASSPHRASE)))
    thread.start()
    assert not found
    opening.close(Opened(desk, opening._opened(desk).recent))
    thread.join()
    assert isinstance(found[0], Opened)
    opening.close(found[0])


def test_a_change_of_passphrase_needs_a_backup_before(desk: Desk) -> None:
    opened = opening._opened(desk)
    folder = desk.store.vault.path.parent / "backups"
    folder.write_text("", encoding="utf-8")
    assert not isinstance(opening.renew_passphrase(opened, "тоғыз тал су ішеді"), str)
    folder.unlink()
    assert isinstance(opening.renew_passphrase(opened, "тоғыз тал су ішеді"), str)
    assert made(desk) == 1


def test_the_words_in_every_language() -> None:
    before = language.current()
    try:
        for lang in Language:
            language.use(lang)
            assert "1\u00a0284" in checked_words("17:42", 1284)
    finally:
        language.use(before)


def test_the_gate_restores_over_a_damaged_vault_and_keeps_it(desk: Desk, qtbot: QtBot) -> None:
    save(desk.store, family("Өтегенов Ұлан"))
    vault = desk.store.vault.path
    opening.close(Opened(desk, opening._opened(desk).recent))
    backup = backups_in(vault.parent / "backups", vault.stem)[0].path
    assert place_for(backup, Path("home")) == vault
    assert place_for(Path("e:/stick") / backup.name, Path("home")) == Path("home") / vault.name
    assert place_for(Path("a.pana"), Path("home")) == Path("home") / "a-restored.pana"
    vault.write_bytes(b"")  # what a power cut can leave
    assert opening.restore(backup, vault, PASSPHRASE) is None
    aside = list(vault.parent.glob("* replaced *.pana"))
    assert [one.stat().st_size for one in aside] == [0]
    found = opening.open_vault(vault, PASSPHRASE)
    assert isinstance(found, Opened)
    assert isinstance(found.desk, Desk)
    again = opening.restore(backup, vault, PASSPHRASE)  # it is open: it stays where it is
    assert isinstance(again, Finding) and again.rule == "V13"
    assert vault.exists()
    found.desk.store.vault.close()
    itself = opening.restore(backup, backup, PASSPHRASE)
    assert isinstance(itself, Finding) and itself.rule == "V14"
