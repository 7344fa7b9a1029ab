"""The page of all keys tells every key of the program, and each key it tells works."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

import desktop
from desktop.card.filling import NEW, Spot
from desktop.form_page import FormPage
from desktop.keys import FIELD, GROUPS, TABLE, KeyGroup, groups
from desktop.keys_dialog import KeysDialog
from forms.family import FAMILY
from forms.words import Language
from tests.desktop.cards import focused, practice_desk, show
from tests.desktop.windows import program, settle, windows

Put = Callable[[str], None]


def told(commands: bool) -> dict[str, set[str]]:
    """Give every key of the page with its words, of commands or of what has the focus."""
    found: dict[str, set[str]] = defaultdict(set)
    for group in GROUPS:
        if group.commands is commands:
            for line in group.lines:
                for key in line.keys:
                    found[portable(key)].add(line.words)
    return found


def portable(key: str) -> str:
    """Give a key as Qt writes it on every system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def test_every_key_of_a_menu_or_window_is_told_and_each_told_one_is_there(
    dressed: QApplication, tmp_path: Path
) -> None:
    """In English the spoken words are the marked ones."""
    menus: dict[str, set[str]] = defaultdict(set)
    plain = set[str]()
    with program(dressed, tmp_path, Language.EN) as walked:
        for _, window in windows(walked):
            for action in window.findChildren(QAction):
                if key := action.shortcut().toString():
                    menus[key].add(action.text())
            plain |= {one.key().toString() for one in window.findChildren(QShortcut)}
    known, other = told(True), told(False)
    decisions = {key for key in menus if re.fullmatch(r"Alt\+\d", key)}
    assert decisions <= known.keys()
    for key, words in menus.items():
        if key not in decisions:
            assert words <= known.get(key, set()), key
    assert plain <= known.keys() | other.keys()
    assert {
        (key, word)
        for key, words in known.items()
        for word in words
        if word not in menus.get(key, set()) and key not in plain and "Alt+2" not in known[key]
    } <= {(f"Alt+{n}", "Decide about the part") for n in (1, 2, 3)}


SAME = {"Enter": "Return", "Backtab": "Tab"}
"""Keys that are told by another name."""

SILENT = {"CapsLock"}
"""It is told beside the passphrase, where it is of use."""


def test_no_key_that_the_sources_ask_for_is_forgotten() -> None:
    pages = [one.read_text(encoding="utf-8") for one in Path(desktop.__file__).parent.rglob("*.py")]
    asked = {name for page in pages for name in re.findall(r"Qt\.Key\.Key_(\w+)", page)}
    known = {key.rpartition("+")[2] or "+" for key in told(True).keys() | told(False).keys()}
    written = {
        QKeySequence(Qt.Key[f"Key_{SAME.get(name, name)}"]).toString() for name in asked - SILENT
    }
    assert len(written) > 20
    assert written - known == set()


# ---- in a field, in a table -------------------------------------------------------------------


@pytest.fixture
def page(dressed: QApplication, tmp_path: Path) -> Iterator[FormPage]:
    """Give a card with two children, the pages before and after it filled."""
    with practice_desk(tmp_path) as desk:
        made = show(desk, FAMILY)
        made.view.write(Spot("register_basis"), "54")
        for name in ("Әли", "Ыбырай"):
            row = made.view.write(Spot("children.surname", NEW), "Қасым").row
            made.view.write(Spot("children.name", row), name)
        yield made


def as_it_is(page: FormPage) -> tuple[object, ...]:
    """Give everything that a key could have changed."""
    widget = focused()
    line = widget if isinstance(widget, QLineEdit) else None
    caret = (line.text(), line.cursorPosition(), line.selectedText()) if line else ()
    shown = [one for one in page.findChildren(QWidget) if one.property("role") == "choices"]
    opened = [one.isVisible() for one in shown]
    copied = QApplication.clipboard().text()
    return page.view.spot(), page.view.filling.record, type(widget), caret, opened, copied


def lines(group: KeyGroup) -> list[str]:
    """Give the keys of a group."""
    return [key for line in group.lines for key in line.keys]


def strike(key: str) -> None:
    """Strike a key on what has the focus."""
    pressed = QKeySequence.fromString(key)[0]  # type: ignore[index]  # its stubs forget it
    QTest.keyClick(focused(), pressed.key(), pressed.keyboardModifiers())
    settle()


@pytest.mark.parametrize("key", lines(FIELD))
def test_every_key_of_a_field_does_something(page: FormPage, key: str, type_text: Put) -> None:
    page.view.focus(Spot("register_basis"))
    if key == "Esc":
        type_text("5")
    before = as_it_is(page)
    strike(key)
    assert as_it_is(page) != before


@pytest.mark.parametrize("key", lines(TABLE))
def test_every_key_of_a_table_does_something(page: FormPage, key: str, type_text: Put) -> None:
    first, second = page.view.filling.record.rows("children")
    back = key in ("Right", "Down", "End", "Ctrl+End")
    page.view.focus(Spot("children.name", first.id if back else second.id))
    QApplication.clipboard().setText("Мұрат" if key == "Ctrl+V" else "")
    if key == "Esc":
        type_text("Ә")
    before = as_it_is(page)
    strike(key)
    assert as_it_is(page) != before


# ---- the page itself ---------------------------------------------------------------------------


def test_the_keys_of_here_stand_first(dressed: QApplication) -> None:
    here = ["Сақтау", "Келесі мәселе", "Жол қосу", "Болдырмау"]
    assert [one.title for one in groups(here)[:3]] == [
        "On a card",
        "In a field of a card",
        "In a table of a card",
    ]
    assert set(groups(here)) == set(groups([])) == set(GROUPS)


def test_a_key_is_found_by_part_of_its_words_or_by_itself(dressed: QApplication) -> None:
    dialog = KeysDialog(None, [])
    dialog.show()

    def seen() -> set[str]:
        settle()
        return {one.text() for one in dialog.findChildren(QLabel) if one.isVisible()}

    everything = len(seen())
    dialog.box.setText("толык деп")
    assert "Толық деп белгілеу" in seen() and len(seen()) < 8
    dialog.box.setText("f9")
    assert "Себебімен растау…" in seen() and len(seen()) < everything
    dialog.box.setText("йцукен")
    assert dialog.none.isVisible()
    dialog.box.clear()
    assert len(seen()) == everything
    dialog.deleteLater()


def test_no_place_and_no_key_is_empty_or_told_twice() -> None:
    assert len({one.title for one in GROUPS}) == len(GROUPS)
    for group in GROUPS:
        assert all(line.keys and line.words for line in group.lines)
        assert len({line.words for line in group.lines}) == len(group.lines)
