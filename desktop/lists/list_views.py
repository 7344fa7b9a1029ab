"""The ready views of a list with their counts: a panel on a wide screen, else a button."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from desktop.language import tr
from desktop.lists.list_looks import View
from desktop.parts.buttons import Button
from desktop.parts.texts import Frame, Label, mark

WIDTH = 196


class ViewRow(Frame):
    """One view with its count; Enter, Space or a click picks it, Up and Down go on."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__("row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 6, 12, 6)
        self._words = Label("", "body", wrap=True)
        self._count = Label("", "body", "ink2")
        row.addWidget(self._words, 1)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)

    def tell(self, words: str, count: int, chosen: bool) -> None:
        """Show name and count, and whether the list shows this view."""
        self._words.setText(words)
        self._count.setText(str(count))
        mark(self._words, role="strong" if chosen else "body")
        mark(self, chosen="true" if chosen else "false")
        self.setAccessibleName(f"{words}: {count}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick it with the mouse."""
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick it with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class ViewPanel(Frame):
    """All views below each other; picked(key) tells which one is wanted."""

    picked = Signal(str)

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__("side", edge="right")
        self.setFixedWidth(WIDTH)
        self._views = views
        self._head = Label("", "caption")
        self._head.setContentsMargins(14, 6, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(0)
        column.addWidget(self._head)
        self._rows: dict[str, ViewRow] = {}
        for view in views:
            row = ViewRow()
            row.picked.connect(partial(self.picked.emit, view.key))
            column.addWidget(row)
            self._rows[view.key] = row
        column.addStretch(1)

    def tell(self, counts: dict[str, int], chosen: str) -> None:
        """Show the counts and which view is shown."""
        self._head.setText(tr("Views"))
        for view in self._views:
            self._rows[view.key].tell(tr(view.words), counts[view.key], view.key == chosen)


class ViewButton(Button):
    """The same views behind one button."""

    picked = Signal(str)

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__("", self._open, "plain", "action.keep")
        self._views = views
        self._counts: dict[str, int] = {}
        self._menu = QMenu(self)

    def tell(self, counts: dict[str, int], chosen: str) -> None:
        """Show the view of now with its count."""
        self._counts = counts
        view = next(one for one in self._views if one.key == chosen)
        self.set_text(f"{tr(view.words)} · {counts[chosen]}")

    def _open(self) -> None:
        self._menu.clear()
        for view in self._views:
            words = f"{tr(view.words)} · {self._counts.get(view.key, 0)}"
            self._menu.addAction(words).triggered.connect(partial(self._pick, view.key))
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _pick(self, key: str, _checked: bool = False) -> None:
        self.picked.emit(key)
