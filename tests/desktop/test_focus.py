"""The focus is seen: on every control that can have it, on one at a time, in both themes."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop import theme
from desktop.parts.buttons import Button
from desktop.parts.choices import CheckBox, RadioButton
from desktop.parts.fields import ComboBox, DateEdit, LineEdit, TextArea
from desktop.parts.texts import Frame
from desktop.theme import Mode
from tests.desktop.spoken import shown, takes_focus
from tests.desktop.windows import Program, program, settle, windows

LEAST = 24
"""So many px at least must look different: less than a caret's height would be a blink."""

SEEN = 3.0
"""What changes stands out that much from what was there before (WCAG 2.2: 1.4.11, 2.4.13)."""

THEMES = pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK], ids=["light", "dark"])


@pytest.fixture
def walked(dressed: QApplication, tmp_path: Path) -> Iterator[Program]:
    """Give the program with an office opened."""
    with program(dressed, tmp_path) as found:
        yield found


def picture(widget: QWidget) -> QImage:
    """Give how a control looks just now."""
    settle()
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)


def stands_out(before: QImage, after: QImage) -> int:
    """Count the px that changed so much that a weak eye sees it."""
    if before.size() != after.size():
        return before.width() * before.height()
    old, new = bytes(before.constBits()), bytes(after.constBits())
    changed = (at for at in range(0, len(old), 4) if old[at : at + 4] != new[at : at + 4])
    pairs: dict[tuple[bytes, bytes], int] = defaultdict(int)
    for at in changed:
        pairs[old[at : at + 3], new[at : at + 3]] += 1
    return sum(many for (one, other), many in pairs.items() if _contrast(one, other) >= SEEN)


def _contrast(one: bytes, other: bytes) -> float:
    names = (QColor(part[2], part[1], part[0]).name() for part in (one, other))
    return theme.contrast(*names)


def unseen(widget: QWidget) -> str:
    """Say what is wrong with how a control shows the focus, "" when it is seen and goes again."""
    widget.setFocus()  # it scrolls into view
    if not widget.hasFocus():
        return ""
    settle()
    let_go()
    if not widget.isVisible():
        return ""  # whoever leaves it closes it
    before = picture(widget)
    widget.setFocus()
    with_focus = picture(widget)
    let_go()
    if stands_out(before, with_focus) < LEAST:
        return "the focus is not seen"
    return "the focus stays behind" if picture(widget) != before else ""


def let_go() -> None:
    """Let nothing have the focus."""
    has = QApplication.focusWidget()
    if has is not None:
        has.clearFocus()


def kind_of(widget: QWidget) -> tuple[object, ...]:
    """Give what decides how a control looks: each kind is looked at once."""
    parent = widget.parentWidget()
    names = ("role", "state", "tone", "readOnly", "chosen", "place")
    return type(widget), type(parent), *(widget.property(name) for name in names)


KINDS: dict[str, Callable[[], QWidget]] = {
    "a line": LineEdit,
    "several lines": lambda: TextArea(3),
    "a choice": ComboBox,
    "a day": DateEdit,
    "a box to tick": lambda: CheckBox("Қ"),
    "a ring": lambda: RadioButton("Қ"),
    **{
        f"a {role} button": partial(Button, "Қ", None, role)
        for role in ("plain", "primary", "small", "link", "segment", "filter", "tongue", "strip")
    },
}
"""What stands in forms and dialogs, by what a person calls it."""

STATES = ("", "error", "soft", "copied", "locked")
WORN = [
    (kind, state)
    for kind in KINDS
    for state in (("",) if "button" in kind or "tick" in kind or "ring" in kind else STATES)
]


@THEMES
@pytest.mark.parametrize(("kind", "state"), WORN)
def test_the_focus_is_seen_in_every_state(
    dressed: QApplication, kind: str, state: str, mode: Mode
) -> None:
    theme.apply(dressed, mode)
    window, control = Frame("sheet"), KINDS[kind]()
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())  # another one, so that the focus can be elsewhere
    column.addWidget(control)
    dress = getattr(control, "set_state", None)
    if dress is not None:
        dress(state)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    settle()
    before = picture(control).size()
    assert unseen(control) == ""
    assert picture(control).size() == before
    window.deleteLater()


@THEMES
def test_the_focus_is_seen_on_every_control(walked: Program, mode: Mode) -> None:
    theme.apply(walked.pana._app, mode)
    found: dict[str, list[str]] = defaultdict(list)
    looked_at: set[tuple[object, ...]] = set()
    for name, window in windows(walked):
        window.activateWindow()
        settle()
        for control in shown(window):
            if not isValid(control):
                continue  # the focus of another one drew its part of the page anew
            if takes_focus(control) and control.isVisible() and kind_of(control) not in looked_at:
                looked_at.add(kind_of(control))
                if wrong := unseen(control):
                    found[f"{kind_of(control)}: {wrong}"].append(name)
    assert len(looked_at) > 60
    assert [f"{line} ← {names}" for line, names in found.items()] == []
