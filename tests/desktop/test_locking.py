"""The lock hides at once, keeps what is half typed, closes the vault, and leads back there."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import drafts, jobs
from desktop.card.content import Spot
from desktop.dialogs import ask
from desktop.drafts import draft_of
from desktop.frame.workplace import Workplace
from desktop.parts.veil import VeiledDialog
from forms.findings import Finding, Severity
from forms.store.vault_refusals import VaultClosed, VaultFault
from forms.words import Language
from tests.desktop.lockable import Office, shown_texts
from tests.desktop.offices import TODAY, practice_office
from tests.desktop.windows import dialogs_of, gone, program, settle

Type = Callable[[str], None]
Press = Callable[[Qt.Key], None]


@pytest.fixture
def office(dressed: QApplication, tmp_path: Path) -> Iterator[Office]:
    """Give an office whose vault is open."""
    with practice_office(tmp_path):
        pass
    found = Office(dressed, tmp_path)
    yield found
    found.lock()
    found.pana.window.hide()
    found.pana.window.deleteLater()
    gone()


def colours(window: QWidget) -> set[int]:
    """Give the colours of a window at places all over it."""
    image = window.grab().toImage()
    steps = [(x, y) for x in range(2, image.width(), 7) for y in range(2, image.height(), 5)]
    return {image.pixel(x, y) for x, y in steps}


def in_the_loop(act: Callable[[], object]) -> None:
    """Do something as the program does it: inside the loop of events that runs all the time."""
    loop = QEventLoop()

    def do() -> None:
        try:
            act()
        finally:
            loop.quit()

    QTimer.singleShot(0, do)
    loop.exec()


def test_the_vault_is_closed_and_its_key_forgotten(office: Office) -> None:
    desk = office.desk
    office.lock()
    with pytest.raises(VaultClosed), desk.store.reading():
        pass
    assert not hasattr(desk.store.vault, "_key")
    assert office.pana.window.workplace() is None


def test_everything_is_hidden_before_anything_is_written(
    office: Office, monkeypatch: pytest.MonkeyPatch, type_text: Type
) -> None:
    """While the draft is being written nothing of the card can be seen any more."""
    office.frame.go("families", office.ids()[0])
    office.card().view.focus(Spot("street"))
    type_text("Абай")
    seen: list[tuple[int, str]] = []

    def keep(*_given: object) -> None:
        seen.append((len(colours(office.pana.window)), office.pana.window.windowTitle()))

    assert len(colours(office.pana.window)) > 1

    monkeypatch.setattr("desktop.card.card_keeping.keep_draft", keep)
    QMenu("Менюдегі Абай", office.pana.window).popup(office.pana.window.pos())
    office.lock()
    assert seen[0] == (1, "Пана")


def test_no_dialog_holds_the_lock_up(dressed: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    """Each dialog of the program, asked as the program asks it, is away at once, refused."""
    with program(dressed, tmp_path) as shown:
        for dialog in dialogs_of(shown):
            at_once: list[bool] = []

            def lock(dialog: QWidget = dialog, told: list[bool] = at_once) -> None:
                shown.pana.lock()
                told.append(not dialog.isVisible() and not QApplication.activeModalWidget())

            assert isinstance(dialog, QDialog)

            def work(dialog: QDialog = dialog, lock: Callable[[], None] = lock) -> None:
                QTimer.singleShot(0, lock)
                dialog.exec()

            in_the_loop(work)
            assert dialog.result() == 0, type(dialog).__name__
            qtbot.waitUntil(lambda: shown.pana.window.workplace() is None)
            assert at_once == [True], type(dialog).__name__
            shown.pana.enter(shown.opened)
            settle()


def test_dialogs_over_dialogs_files_menus_and_lists_are_ended(office: Office, qtbot: QtBot) -> None:
    window = office.pana.window
    answers: list[object] = []
    menu, combo = QMenu("Меню", window), QMenu("Тізім", window)
    menu.addAction("Ғабдуллина")

    def third() -> None:
        menu.popup(window.pos())
        combo.popup(window.pos())
        office.pana.lock()
        assert not menu.isVisible() and not combo.isVisible()

    def second() -> None:
        QTimer.singleShot(0, third)
        answers.append(QFileDialog.getOpenFileName(window, "Файл")[0])

    def first() -> None:
        QTimer.singleShot(0, second)
        answers.append(ask(window, "Сұрақ", "Ғабдуллина?", "Иә"))

    in_the_loop(first)
    qtbot.waitUntil(lambda: office.pana.window.workplace() is None)
    assert answers == ["", False]
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]


def test_the_key_of_the_lock_works_in_a_dialog(office: Office, qtbot: QtBot) -> None:
    """Pressed until the dialog has become the active window, which takes a moment."""
    window = office.pana.window
    below = VeiledDialog(window, "Сұрақ")
    above = VeiledDialog(below, "Тағы бір сұрақ")
    pressing = QTimer()

    def press() -> None:
        if above.isActiveWindow():
            QTest.keyClick(above, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def work() -> None:
        QTimer.singleShot(0, above.exec)
        pressing.timeout.connect(press)
        pressing.start(5)
        below.exec()

    in_the_loop(work)
    pressing.stop()
    qtbot.waitUntil(lambda: window.workplace() is None)
    assert (below.result(), above.result()) == (0, 0)


def test_a_question_asked_after_a_refused_one_is_refused_too(office: Office, qtbot: QtBot) -> None:
    asked: list[bool] = []

    def work() -> None:
        QTimer.singleShot(0, office.pana.lock)
        for _ in range(3):
            asked.append(ask(office.pana.window, "Сұрақ", "Мәтін", "Иә"))
            assert office.pana.window.workplace() is not None, "the page went under its own feet"

    in_the_loop(work)
    qtbot.waitUntil(lambda: office.pana.window.workplace() is None)
    assert asked == [False] * 3


def test_a_part_that_fails_does_not_hold_the_lock_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> object:
        raise ZeroDivisionError

    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(kind))
    for part in ("where", "keep_typing"):
        monkeypatch.setattr(Workplace, part, fail)
    monkeypatch.setattr(office.pana, "_remember_journal", fail)
    desk = office.desk
    office.lock()
    assert told == [ZeroDivisionError] * 3
    with pytest.raises(VaultClosed), desk.store.reading():
        pass
    monkeypatch.undo()


def test_what_the_disk_refuses_at_the_lock_is_there_after_it(
    office: Office, monkeypatch: pytest.MonkeyPatch, type_text: Type
) -> None:
    def fail(*_given: object) -> None:
        raise VaultFault(Finding("V16", Severity.HARD, "The disk is full."))

    office.frame.go("families", office.ids()[0])
    office.card().view.focus(Spot("street"))
    type_text("Абай даңғ")
    monkeypatch.setattr("desktop.card.card_keeping.keep_draft", fail)
    office.lock()
    monkeypatch.undo()
    office.unlock()
    view = office.card().view
    assert view.filling.text(Spot("street"), TODAY, Language.KK) == "Абай даңғ"
    assert draft_of(office.desk, view.filling.record.id) is not None
    monkeypatch.setattr("desktop.card.card_keeping.keep_draft", fail)
    type_text("ылы")
    office.lock()
    monkeypatch.setattr("desktop.locking.left.keep_draft", fail)
    office.unlock()
    assert any("The disk is full." in text for text in shown_texts())
    monkeypatch.setattr("desktop.card.card_keeping.keep_draft", drafts.keep_draft)


def test_running_work_ends_before_the_vault_is_closed(office: Office, qtbot: QtBot) -> None:
    desk = office.desk
    came: list[object] = []
    told: list[object] = []
    jobs.run(office.frame, lambda: came.append(desk.store.vault.integrity()), told.append)
    office.lock()
    assert came == [()] and told == [], "the work ended, and nobody is told who is gone"
    with pytest.raises(VaultClosed), desk.store.reading():
        pass


def test_work_that_meets_the_closed_vault_is_no_error_of_ours(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(error: type[Exception]) -> Callable[[jobs.Progress], object]:
        def work(_progress: jobs.Progress) -> object:
            raise error

        return work

    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(kind))
    for error in (VaultClosed, jobs.Cancelled, ZeroDivisionError):
        jobs.Job(fails(error)).start()
        jobs.forget_all()()
    qtbot.waitUntil(lambda: not jobs._running)
    assert set(told) <= {ZeroDivisionError}
