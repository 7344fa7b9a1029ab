"""Wheel, arrows and letters in passing change no value: in every window, in every editor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from desktop.parts.fields import ComboBox
from tests.desktop.spoken import shown
from tests.desktop.windows import Program, program, settle, windows

KINDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractSlider, QCheckBox)
Key = Qt.Key
ARROWS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right)
FAR = (Key.Key_PageUp, Key.Key_PageDown, Key.Key_Home, Key.Key_End)


@pytest.fixture
def walked(dressed: QApplication, tmp_path: Path) -> Iterator[Program]:
    """Give the program with an office opened."""
    with program(dressed, tmp_path) as found:
        yield found


def value_of(editor: QWidget) -> object:
    """Give what stands in an editor."""
    match editor:
        case QLineEdit():
            return QLineEdit.text(editor)
        case QPlainTextEdit():
            return editor.toPlainText()
        case QComboBox():
            return editor.currentIndex()
        case QAbstractSpinBox():
            return editor.text()
        case QAbstractSlider():
            return editor.value()
        case QCheckBox():
            return editor.isChecked()
    raise AssertionError(f"no value of {type(editor).__name__}")


def turn_wheel(widget: QWidget, by: int) -> None:
    """Turn the wheel over a widget, as a person does who wants to scroll the page."""
    place = QPointF(5, 5)
    none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QPoint(0, by)
    event = QWheelEvent(place, place, turned, turned, Qt.MouseButton.NoButton, none, phase, False)
    QApplication.sendEvent(widget, event)


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """Press a key on a widget."""
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(widget, event)


def close_lists() -> None:
    """Close what a key opened."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        settle()


def test_no_window_has_a_value_that_wheel_or_arrows_change(walked: Program) -> None:
    found, tried, known = set[str](), set[type](), set[tuple[type, str]]()
    for name, window in windows(walked):
        for editor in shown(window):
            if not isinstance(editor, KINDS) or isinstance(editor, QScrollBar):
                continue
            if (kind := (type(editor), editor.accessibleName())) in known:
                continue  # it stands in several windows
            known.add(kind)
            before = value_of(editor)
            editor.setFocus()
            for by in (-120, 120, -240):
                turn_wheel(editor, by)
            for key in (*ARROWS, *FAR):
                press(editor, key)
                close_lists()
            tried.add(type(editor))
            if value_of(editor) != before:
                found.add(f"{type(editor).__name__} “{editor.accessibleName()}” in {name}")
    assert ComboBox in tried and len(tried) > 8 and len(known) > 60
    assert found == set()


@pytest.fixture
def box(dressed: QApplication) -> Iterator[ComboBox]:
    """Give a choice of many lines in a window, with the focus."""
    window, made = QWidget(), ComboBox()
    QVBoxLayout(window).addWidget(made)
    made.addItems(["Барлығы", *(f"Аудан {number}" for number in range(40)), "Ұлытау облысы"])
    window.show()
    window.activateWindow()
    settle()
    made.setFocus()
    yield made
    close_lists()
    window.deleteLater()


def test_letters_open_a_choice_at_a_line_and_enter_takes_it(box: ComboBox) -> None:
    press(box, Qt.Key(0), "о")
    assert (box.currentText(), box.view().isVisible()) == ("Барлығы", True)
    assert box.view().currentIndex().data() == "Ұлытау облысы"
    press(box.view(), Key.Key_Return)
    assert (box.currentText(), box.view().isVisible()) == ("Ұлытау облысы", False)


def test_letters_of_other_tongues_find_a_line_as_a_search_does(box: ComboBox) -> None:
    box.showPopup()
    for letter in "улы":
        press(box.view(), Qt.Key(0), letter)
    assert box.view().currentIndex().data() == "Ұлытау облысы"


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Up, Key.Key_F4, Key.Key_Space])
def test_a_key_opens_a_choice_and_esc_leaves_it_as_it_was(box: ComboBox, key: Qt.Key) -> None:
    press(box, key, " " if key == Key.Key_Space else "")
    assert box.view().isVisible()
    press(box.view(), Key.Key_Down)
    press(box.view(), Key.Key_Escape)
    assert (box.currentIndex(), box.view().isVisible()) == (0, False)


def test_the_list_of_a_choice_does_not_fill_the_screen(box: ComboBox) -> None:
    box.showPopup()
    settle()
    rows = box.view().viewport().height() / box.view().sizeHintForRow(0)
    assert rows <= box.maxVisibleItems() < box.count()
    assert box.view().verticalScrollBar().maximum() > 0


def test_lines_of_a_choice_are_parted_by_little(box: ComboBox) -> None:
    box.insertSeparator(1)
    box.showPopup()
    settle()
    rows = [box.view().visualRect(box.model().index(at, 0)).height() for at in range(3)]
    assert rows[1] < 12 < rows[0] == rows[2]
