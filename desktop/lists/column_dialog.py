"""Chooses the columns of a list and their order, by keyboard or mouse."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from desktop.language import tr
from desktop.lists.list_bar import ListBox
from desktop.lists.list_columns import Columns
from desktop.parts.buttons import Button
from desktop.parts.choices import MarkPainter
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from forms.letters import fold

HIGH = 230
SHOWN, HIDDEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ColumnRows(QListWidget):
    """Every column with its mark; Space shows or hides it, Ctrl+Up and Ctrl+Down move it.

    typed(text) tells letters, which look for a column.
    """

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(MarkPainter(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark with Space, move with Ctrl and an arrow, hand letters on."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if control and event.key() in ways:
            self.move_current(ways[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.mark_current()
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mark_current(self) -> None:
        """Hide the current column, or show it as the last of those that are shown."""
        item = self.currentItem()
        if item is None:
            return
        if item.checkState() is SHOWN:
            item.setCheckState(HIDDEN)
            return
        item.setCheckState(SHOWN)
        at = self.currentRow()
        others = (one for one in range(self.count()) if one != at)
        last = max((one for one in others if self.item(one).checkState() is SHOWN), default=-1)
        if last + 1 < at:
            self._move(at, last + 1)

    def move_current(self, way: int) -> None:
        """Move the current column up (-1) or down (1)."""
        at = self.currentRow()
        if 0 <= at + way < self.count() and at >= 0:
            self._move(at, at + way)

    def _move(self, at: int, to: int) -> None:
        item = self.takeItem(at)
        hidden = item.isHidden()
        self.insertItem(to, item)
        item.setHidden(hidden)
        self.setCurrentRow(to)


class ColumnDialog(VeiledDialog):
    """Asks for the columns; after exec(), chosen() gives their keys in order."""

    def __init__(self, parent: QWidget | None, columns: Columns, shown: Sequence[str]) -> None:
        super().__init__(parent, tr("Columns of the list"), 600)
        self._columns = columns
        help_ = tr("Marked columns are shown, in this order. Any field of the card can be one.")
        self.body.addWidget(Label(help_, "fact", wrap=True))
        self.box = ListBox()
        self.box.setPlaceholderText(tr("Find a column by a word"))
        self.box.setAccessibleName(tr("Find a column by a word"))
        self.rows = ColumnRows()
        self.rows.setAccessibleName(tr("Columns of the list"))
        self.rows.setMinimumHeight(HIGH)
        self._least = Label(tr("At least one column must be marked."), "caption", "err", wrap=True)
        self.body.addWidget(self.box)
        self.body.addWidget(self.rows)
        self.body.addLayout(self._moving())
        self.body.addWidget(self._least)
        self.add_link(tr("As at first"), self._as_at_first)
        self.yes = self.add_button(tr("Show these columns"), self.accept, "primary")
        self.add_button(tr("Cancel"), self.reject)
        self.box.textChanged.connect(lambda _text: self._narrow())
        self.box.down.connect(self.rows.setFocus)
        self.rows.typed.connect(self._look_for)
        self.rows.itemChanged.connect(lambda _item: self._allow())
        self.fill(shown)
        self.rows.setFocus()

    def fill(self, shown: Sequence[str]) -> None:
        """List the shown columns first, then all others in the order of the paper."""
        self.rows.clear()
        others = (key for key in self._columns.every() if key not in shown)
        for key in (*shown, *others):
            item = QListWidgetItem(self._columns.head(key))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(SHOWN if key in shown else HIDDEN)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)
        self._allow()

    def chosen(self) -> tuple[str, ...]:
        """Give the keys of the marked columns in their order."""
        items = (self.rows.item(at) for at in range(self.rows.count()))
        return tuple(
            str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is SHOWN
        )

    def _moving(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, way, icon in ((tr("Up"), -1, "fold.up"), (tr("Down"), 1, "fold.open")):
            button = Button(words, partial(self.rows.move_current, way), "small", icon)
            button.setAutoDefault(False)
            row.addWidget(button)
        keys = tr("Space marks, Ctrl+↑ and Ctrl+↓ move")
        row.addWidget(Label(keys, "caption"))
        row.addStretch(1)
        return row

    def _look_for(self, letters: str) -> None:
        """Take letters typed on the rows into the box, as the list itself does."""
        self.box.setFocus()
        self.box.setText(letters)

    def _narrow(self) -> None:
        words = fold(self.box.text()).split()
        first = -1
        for at in range(self.rows.count()):
            name = fold(self.rows.item(at).text())
            fits = all(word in name for word in words)
            self.rows.item(at).setHidden(not fits)
            first = at if fits and first < 0 else first
        if words and first >= 0:
            self.rows.setCurrentRow(first)

    def _allow(self) -> None:
        some = bool(self.chosen())
        self.yes.setEnabled(some)
        self._least.setVisible(not some)

    def _as_at_first(self) -> None:
        self.box.clear()
        self.fill(self._columns.look.columns)
        self.rows.setFocus()
