"""A second start shows the first window and ends; a lock that nobody answers stops nobody."""

from pathlib import Path
from threading import Thread

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.only_window import OnlyWindow


def ask(folder: Path, told: list[bool]) -> Thread:
    """Start a second time, beside the thread of the first window."""
    thread = Thread(target=lambda: told.append(OnlyWindow(folder, 30.0).shows_other()))
    thread.start()
    return thread


def test_the_second_start_shows_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    window, told = QWidget(), list[bool]()
    qtbot.addWidget(window)
    first = OnlyWindow(tmp_path)
    assert not first.shows_other(), "there is none yet"
    window.showMinimized()
    first.answer(window)
    for count in (1, 2):  # again and again
        window.showMinimized()
        thread = ask(tmp_path, told)
        qtbot.waitUntil(lambda count=count: len(told) == count)  # type: ignore[misc]
        thread.join()
        assert window.isVisible()
        assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert told == [True, True]
    assert not (tmp_path / "pana.call").exists()


def test_a_call_from_before_the_window_stood_is_answered(qtbot: QtBot, tmp_path: Path) -> None:
    window, told = QWidget(), list[bool]()
    qtbot.addWidget(window)
    first = OnlyWindow(tmp_path)
    assert not first.shows_other()
    thread = ask(tmp_path, told)
    qtbot.waitUntil((tmp_path / "pana.call").exists)
    first.answer(window)
    thread.join()
    assert told == [True] and window.isVisible()


def test_where_nobody_answers_a_window_of_its_own_opens(tmp_path: Path) -> None:
    hangs = OnlyWindow(tmp_path)
    assert not hangs.shows_other()
    assert not OnlyWindow(tmp_path, patience=0.0).shows_other()
    assert not (tmp_path / "pana.call").exists()


def test_a_lock_of_a_killed_program_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "pana.lock").write_text("999999999\npana\n\n\n\n", encoding="utf-8")
    assert not OnlyWindow(tmp_path, patience=30.0).shows_other(), "and nobody is waited for"


def test_a_folder_that_cannot_be_written_opens_a_window(tmp_path: Path) -> None:
    assert not OnlyWindow(tmp_path / "missing", patience=30.0).shows_other()
