"""A row that takes the focus: Enter and Space take it, Up and Down go to its neighbours."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.parts.texts import Frame

TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class KeyRow(Frame):
    """A row of a list that is built of widgets; words are what a screen reader says."""

    def __init__(self, words: str = "") -> None:
        super().__init__("row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)

    def take(self) -> None:
        """Do what the row is there for; each kind of row says what that is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it, or go to a neighbour."""
        if event.key() in TAKES:
            self.take()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
