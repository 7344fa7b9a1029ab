"""Every window is walked: nothing is cut, everything has a name, a key reaches it, one language."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop import language
from desktop.entrance.steps import Step
from desktop.page import Page
from desktop.page_stack import PageStack
from desktop.parts.fields import FieldBox
from desktop.parts.veil import VeiledDialog
from desktop.window import MINIMUM
from forms.words import Language
from tests.desktop.clipping import clipped
from tests.desktop.spoken import mute, nameless, shown, texts
from tests.desktop.windows import Program, kinds, loaded, program, settle, windows

SIZES = {"100 %": (1366, 688), "125 %": (1093, 542), "150 %": MINIMUM}
"""The logical room of a screen of 1366 x 768 at each scale, without title and task bar."""


@pytest.fixture
def walked(dressed: QApplication, tmp_path: Path) -> Iterator[Program]:
    """Give the program with an office opened."""
    with program(dressed, tmp_path) as found:
        yield found


def strange_labels(widget: QWidget) -> list[str]:
    """Give the labels of fields that are not the buddies of their editors."""
    boxes = [one for one in shown(widget) if isinstance(one, FieldBox)]
    return [
        f"{box.words()} is not the label of its editor"
        for box in boxes
        if box._words.buddy() is not box.editor or box.words() not in box.editor.accessibleName()
    ]


def test_every_window_can_be_heard(walked: Program) -> None:
    """One walk for all that a screen reader needs; a window that is not walked is told."""
    found: dict[str, list[str]] = defaultdict(list)
    seen: set[type] = set()
    for name, widget in windows(walked):
        seen |= {type(one) for one in (widget, *widget.findChildren(QWidget))}
        for look in (nameless, mute, strange_labels):
            for line in look(widget):
                found[line].append(name)
    assert [f"{line} ← {names}" for line, names in found.items()] == []
    loaded()
    assert kinds(QDialog) <= kinds(VeiledDialog), "a dialog of Qt alone is not covered by the lock"
    known = kinds(VeiledDialog) | kinds(Step) | (kinds(Page) - kinds(PageStack))
    assert {one.__name__ for one in known - seen} == set(), "add it to tests/desktop/windows.py"


@pytest.mark.parametrize("lang", list(Language))
def test_nothing_is_cut(dressed: QApplication, tmp_path: Path, lang: Language) -> None:
    sizes = {name: size for name, size in SIZES.items() if name != "150 %" or lang != "en"}
    found: dict[str, list[str]] = defaultdict(list)
    with program(dressed, tmp_path, lang) as walked:
        window = walked.pana.window
        for name, widget in windows(walked):
            for scale, (width, height) in sizes.items():
                window.resize(width, height)
                settle()
                assert (window.width(), window.height()) == (width, height)
                for line in clipped(widget):
                    found[f"{scale} {line}"].append(name)
            window.resize(*SIZES["100 %"])
    assert [f"{line} ← {names}" for line, names in found.items()] == []


@pytest.mark.usefixtures("marked")
def test_another_language_leaves_no_word_of_the_old_one(
    dressed: QApplication, tmp_path: Path
) -> None:
    """Dialogs are modal and made anew each time: the switch cannot be reached while one is open."""
    with program(dressed, tmp_path) as walked:
        left: dict[str, list[str]] = defaultdict(list)
        for name, widget in windows(walked):
            if isinstance(widget, VeiledDialog):
                assert widget.isModal()
                continue
            old = language.current()
            new = Language.RU if old is Language.KK else Language.KK
            language.use(new)
            settle()
            assert any(f"{new.value}:" in text for text in texts(widget))
            for text in texts(widget):
                if f"{old.value}:" in text:
                    left[text[:70]].append(name)
        assert [f"{text} ← {names}" for text, names in left.items()] == []
