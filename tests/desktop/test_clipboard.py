"""What is copied out of a vault leaves the clipboard by itself, and no history keeps it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.card.content import Spot
from desktop.clipboard import KEPT, MARKS, OURS, ClipboardGuard
from desktop.form_page import FormPage
from desktop.records_page import RecordsPage
from forms.store.store import Query
from tests.desktop.windows import Program, program, settle

IIN = "850615199998"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """Give the program; the screen of the tests never says whose the clipboard is."""
    monkeypatch.setattr(ClipboardGuard, "owns", lambda _self: True)
    QGuiApplication.clipboard().clear()
    with program(dressed, tmp_path) as found:
        yield found
    QGuiApplication.clipboard().clear()


def guard(shown: Program) -> ClipboardGuard:
    """Give the guard of the program."""
    found = shown.pana._guards
    assert found is not None
    return found.clipboard


def card(shown: Program) -> FormPage:
    """Open a card."""
    with shown.desk.store.reading() as reading:
        shown.frame.go("families", reading.ids("family", Query())[0])
    page = shown.frame.page()
    assert isinstance(page, RecordsPage) and isinstance(page.page, FormPage)
    return page.page


def test_an_iin_copied_from_its_field_is_gone_after_half_a_minute(shown: Program) -> None:
    view = card(shown).view
    row = view.filling.record.rows("children")[0].id
    view.write(Spot("children.iin", row), IIN)
    view.focus(Spot("children.iin", row))
    board = QGuiApplication.clipboard()
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_C, CONTROL)
    assert board.text() == IIN
    assert MARKS.keys() <= set(board.mimeData().formats())
    assert all(board.mimeData().data(kind) == value for kind, value in MARKS.items())
    timer = guard(shown).timer
    assert timer.isActive() and timer.interval() == KEPT * 1000 == 30_000
    timer.timeout.emit()
    assert board.text() == "" and not timer.isActive()


def test_every_line_of_the_program_copies_so(shown: Program) -> None:
    card(shown).view.focus(Spot("street"))
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit) and line.text()
    line.selectAll()
    line.copy()
    board = QGuiApplication.clipboard()
    assert board.text() == line.text() and board.mimeData().hasFormat(OURS)
    text = shown.frame.status._text.text()
    assert text
    again = shown.frame.status._told
    line.copy()
    assert shown.frame.status._told == again and guard(shown).timer.isActive()


def test_what_another_program_put_there_stays(
    shown: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = QGuiApplication.clipboard()
    board.setText("ours")
    assert board.mimeData().hasFormat(OURS)
    monkeypatch.setattr(ClipboardGuard, "owns", lambda _self: False)
    board.setText("theirs")
    guard(shown).clear()
    assert board.text() == "theirs" and not board.mimeData().hasFormat(OURS)


def test_pictures_are_not_touched(shown: Program) -> None:
    board, picture = QGuiApplication.clipboard(), QMimeData()
    picture.setData("image/png", b"")
    board.setMimeData(picture)
    assert not board.mimeData().hasFormat(OURS) and not guard(shown).timer.isActive()


def test_the_lock_clears_it_at_once(shown: Program) -> None:
    board = QGuiApplication.clipboard()
    board.setText(IIN)
    settle()
    assert board.mimeData().hasFormat(OURS)
    shown.pana.lock()
    assert board.text() == ""
