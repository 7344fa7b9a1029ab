"""The grid of cells of a table in a card: keys and clipboard as in a workbook."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.card.editor_lines import ENTER, step_of
from desktop.card.entry_model import EntryModel
from desktop.tables import Table

CONTROL = Qt.KeyboardModifier.ControlModifier
COMMAND = CONTROL | Qt.KeyboardModifier.AltModifier
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, *ENDS)


class EntryView(Table):
    """It tells what is wanted and leaves the doing to its table.

    typed(text) and edit_wanted(with its list) open an editor, stepped(way) goes on by the paper,
    accepted() before it says that Enter was pressed, emptied() empties the cell; moved() tells
    that another cell is current; copied(whole row) and pasted() speak of the clipboard.
    """

    typed = Signal(str)
    edit_wanted = Signal(bool)
    accepted = Signal()
    stepped = Signal(int)
    emptied = Signal()
    moved = Signal()
    copied = Signal(bool)
    pasted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(row_height=30, whole_rows=False)
        self.setParent(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)

    def event(self, event: QEvent) -> bool:
        """Take Tab before Qt walks by the places of the widgets."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if tab and not event.modifiers() & CONTROL:
                self.stepped.emit(step_of(event))
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters begin to type, F2 edits, Enter goes on, Delete empties; arrows move."""
        key = event.key()
        if event.modifiers() & COMMAND:
            self._press_with_command(event)
        elif key in ENTER:
            self.accepted.emit()
            self.stepped.emit(step_of(event))
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_F4):
            self.edit_wanted.emit(key == Qt.Key.Key_F4)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit()
        elif event.text() and event.text().isprintable():
            self.typed.emit(event.text())
        elif key in ARROWS:
            self._move(event)
        else:
            event.ignore()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go from field to field: a column that is worked out is passed over."""
        here, there = self.currentIndex(), super().moveCursor(action, modifiers)
        model = self.model()
        assert isinstance(model, EntryModel)
        way = 1 if there.column() > here.column() or there.column() == 0 else -1
        at = there.column()
        while 0 <= at < model.columnCount() and not model.columns[at].path:
            at += way
        return there.siblingAtColumn(at) if 0 <= at < model.columnCount() else here

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell."""
        self.edit_wanted.emit(False)

    def minimumSizeHint(self) -> QSize:
        """Ask for the head and all rows: the sheet scrolls, the table does not."""
        return QSize(120, self.whole_height())

    def whole_height(self) -> int:
        """Give the height of head and rows together."""
        return self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2

    def _press_with_command(self, event: QKeyEvent) -> None:
        """Copy and paste, and go to the corners of the table; the rest is for the menus."""
        row = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) or (
            row and event.modifiers() & CONTROL and event.key() == Qt.Key.Key_C
        ):
            self.copied.emit(row)
        elif event.modifiers() & CONTROL and event.key() in ENDS:
            self._move(event)
        else:
            event.ignore()

    def _move(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.moved.emit()
