"""Types into a card in a program of its own, until it is killed: python -m … FOLDER FORM FIELDS."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop import language, theme
from desktop.theme import Mode
from forms.catalogue import form_of
from forms.words import Language
from tests.desktop.cards import practice_desk, show, typed_for

HALF = "Жартылай"
"""What stands in the last field, which is not left any more."""


def press(key: Qt.Key, text: str = "") -> None:
    """Press a key on whatever has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)


def write(text: str) -> None:
    """Type a text letter by letter."""
    for letter in text:
        press(Qt.Key(0), letter)


def main(folder: str, form: str, fields: str) -> None:
    """Type so many fields, half of one more, tell it, and wait to be killed."""
    theme.apply(QApplication([]), Mode.LIGHT)
    language.use(Language.KK)
    with practice_desk(Path(folder)) as desk:
        view = show(desk, form_of(form)).view
        for _ in range(int(fields)):
            spot = view.spot()
            assert spot is not None, "the paper is too short"
            typed = typed_for(view.filling.field(spot))
            write(typed)
            press(Qt.Key.Key_Tab)
            print(spot.path, typed, sep="\t", flush=True)
        write(HALF)
        print("typed", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
