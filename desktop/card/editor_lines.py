"""Editors of typed text: they show a text and give a text, and leave its meaning to the field."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor

from desktop import theme
from desktop.guarded import guarded
from desktop.parts.fields import LineEdit, TextArea

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STAYS = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)
"""Reasons for which the focus goes away and comes back: the field is not left by them."""


OTHERS = frozenset(
    {
        (Qt.Key.Key_Insert, True),  # adds a row; Qt would copy
        (Qt.Key.Key_D, True),  # fills from above; Qt would delete on some systems
        (Qt.Key.Key_PageUp, False),  # the section before
        (Qt.Key.Key_PageDown, False),
    }
)
"""Keys, alone or with Ctrl, that belong to the card although Qt knows another use of them."""


def is_of_card(event: QKeyEvent) -> bool:
    """True for a key that a field leaves to the menus of the card."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return (Qt.Key(event.key()), control) in OTHERS


def step_of(event: QKeyEvent) -> int:
    """Give 1 for a key that goes on to the next field, -1 for one that goes back, else 0."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() == Qt.Key.Key_Backtab:
        return -1
    if event.key() == Qt.Key.Key_Tab or event.key() in ENTER:
        return -1 if back else 1
    return 0


def undoes_the_card(event: QKeyEvent, typed: bool, undone: bool) -> bool:
    """True for Ctrl+Z where nothing is typed, and Ctrl+Y (Ctrl+Shift+Z) where nothing typed was
    undone: they are not the line's, they go to the card."""
    held = event.modifiers()
    if not held & Qt.KeyboardModifier.ControlModifier:
        return False
    back = bool(held & Qt.KeyboardModifier.ShiftModifier)
    if event.key() == Qt.Key.Key_Z and not back:
        return not typed
    return (event.key() == Qt.Key.Key_Y or (event.key() == Qt.Key.Key_Z and back)) and not undone


class LineEditor(LineEdit):
    """One line: typing replaces, F2 edits, Esc restores, Enter and Tab go on.

    edited() tells each change by hand, left() that the field was left, stepped(way) that the next
    (1) or the previous (-1) field is wanted, accepted() before it that Enter said so.
    """

    edited = Signal()
    left = Signal()
    accepted = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._given = ""
        self._opens = False
        self.textEdited.connect(lambda _text: self.edited.emit())

    def set_text(self, text: str) -> None:
        """Show a text; it is what Esc restores."""
        self._given = text
        if self.text() != text:
            super().setText(text)
            self.setCursorPosition(0)

    def selectAll(self) -> None:
        """Choose the text with the caret before it: of a long one its beginning is seen."""
        letters = len(self.displayText())
        self.setSelection(letters, -letters)

    def changed(self) -> bool:
        """True when another text stands here than was given."""
        return self.text() != self._given

    def keep(self) -> None:
        """Let what stands here be what was given: somebody took it."""
        self._given = self.text()

    def set_state(self, state: str) -> None:
        """Dress it: "", error, soft, copied, told (read from elsewhere, F2 opens) or locked."""
        if state == "told" and self._opens:
            return
        self._opens = False
        super().set_state("locked" if state == "told" else state)

    def edit(self) -> None:
        """Put the caret behind the text, so that typing goes on where it ends."""
        if self.isReadOnly():
            super().set_state("")
            self._opens = True
        self.deselect()
        self.end(False)

    def restore(self) -> bool:
        """Show again what was given; False when nothing else stood here."""
        if not self.changed():
            return False
        self.set_text(self._given)
        self.selectAll()
        return True

    def event(self, event: QEvent) -> bool:
        """Take Tab before Qt walks by the places of the widgets: the paper has its own order."""
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride and (
            is_of_card(event) or undoes_the_card(event, self.changed(), self.isRedoAvailable())
        ):
            return False
        if event.type() == QEvent.Type.KeyPress:
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if tab and plain:
                self.step(step_of(event))
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, F2 edits, Esc restores; Up and Down change nothing."""
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accepted.emit()
            self.step(step_of(event))
        elif event.key() == Qt.Key.Key_F2:
            self.edit()
        elif event.key() == Qt.Key.Key_Escape and self.restore():
            return
        else:
            super().keyPressEvent(event)

    def step(self, way: int) -> None:
        """Ask for the next or previous field."""
        self.stepped.emit(way)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the whole text, so that typing replaces it; the mouse sets the caret."""
        super().focusInEvent(event)
        if event.reason() not in STAYS and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self._opens = False
            self.setCursorPosition(0)
            self.left.emit()


class DayEditor(LineEditor):
    """A day as free text; while one types, how it is read stands faintly behind it."""

    def __init__(self, reading: Callable[[str], str]) -> None:
        super().__init__()
        self._reading = reading

    def hint(self) -> str:
        """Give how the typed text is read, "" where it is not a day or reads as it stands."""
        read = self._reading(self.text()) if self.hasFocus() and self.changed() else ""
        return "" if read == self.text() else read

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and, where there is room, how it is read."""
        super().paintEvent(event)
        hint = self.hint()
        metrics = self.fontMetrics()
        free = self.width() - 28 - metrics.horizontalAdvance(self.text())
        if hint and free > metrics.horizontalAdvance(hint):
            painter = QPainter(self)
            painter.setPen(theme.color("ink3"))
            place = self.rect().adjusted(0, 0, -10, 0)
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), hint
            )


class LinesEditor(TextArea):
    """Several lines: Enter makes a new line, Tab goes on, Esc restores."""

    edited = Signal()
    left = Signal()
    accepted = Signal()
    stepped = Signal(int)

    def __init__(self, lines: int) -> None:
        super().__init__(lines)
        self._given = ""
        self._showing = False
        self.textChanged.connect(self._tell)

    def text(self) -> str:
        """Give the text."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text; it is what Esc restores."""
        self._given = text
        if self.text() != text:
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def changed(self) -> bool:
        """True when another text stands here than was given."""
        return self.text() != self._given

    def keep(self) -> None:
        """Let what stands here be what was given: somebody took it."""
        self._given = self.text()

    def edit(self) -> None:
        """Put the caret behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        """Take Tab, as one line does."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                is_of_card(event)
                or undoes_the_card(event, self.changed(), self.document().isRedoAvailable())
            )
        ):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if tab != control and (tab or event.key() in ENTER):
                self.stepped.emit(step_of(event))
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores, F2 goes to the end."""
        if event.key() == Qt.Key.Key_F2:
            self.edit()
        elif event.key() == Qt.Key.Key_Escape and self.changed():
            self.set_text(self._given)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.left.emit()

    def _tell(self) -> None:
        if not self._showing:
            self.edited.emit()
