"""The views of a list, ready and saved, with their counts: a panel, or a button when narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.parts.buttons import Button, Link
from desktop.parts.panels import Column, empty
from desktop.parts.rows import KeyRow
from desktop.parts.texts import Frame, Label, hairline, mark

WIDTH = 196


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One view as it is offered: its key, its words, its count (None: not counted yet)."""

    key: str
    words: str
    count: int | None = None
    saved: bool = False

    @property
    def spoken(self) -> str:
        """Give words and count together."""
        return self.words if self.count is None else f"{self.words} · {self.count}"


class ViewRow(KeyRow):
    """One view with its count; Enter, Space or a click picks it, Up and Down go on.

    renamed() and dropped() tell F2 and Del on a saved one.
    """

    picked = Signal()
    renamed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 6, 12, 6)
        self._words = Label("", "body", wrap=True)
        self._count = Label("", "body", "ink2")
        row.addWidget(self._words, 1)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)

    def tell(self, line: ViewLine, chosen: bool) -> None:
        """Show name and count, and whether the list shows this view."""
        count = "…" if line.count is None else str(line.count)
        self._words.setText(line.words)
        self._count.setText(count)
        mark(self._words, role="strong" if chosen else "body")
        mark(self, chosen="true" if chosen else "false")
        self.setAccessibleName(f"{line.words}: {count}")
        self.setToolTip(tr("F2 renames, Del deletes the view") if line.saved else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick it with the mouse."""
        self.take()

    def take(self) -> None:
        """Ask for this view."""
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename it with F2, delete it with Del."""
        if event.key() == Qt.Key.Key_F2:
            self.renamed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class ViewPanel(Frame):
    """All views below each other; picked(key) tells which one is wanted.

    saving() asks to save the view of now; renaming(key) and dropping(key) tell of a saved one.
    """

    picked = Signal(str)
    saving = Signal()
    renaming = Signal(str)
    dropping = Signal(str)

    def __init__(self) -> None:
        super().__init__("side", edge="right")
        self.setFixedWidth(WIDTH)
        self._keys: tuple[str, ...] = ()
        self._rows: dict[str, ViewRow] = {}
        self._head = Label("", "caption")
        self._head.setContentsMargins(14, 6, 8, 4)
        self._own = Label("", "caption")
        self._own.setContentsMargins(14, 6, 8, 4)
        self._save = Link("", self.saving.emit, "action.keep")
        column = Column(margins=(0, 6, 0, 6))
        column.body.setSpacing(0)
        self._body = column.body
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.addWidget(column)
        self._ready, self._saved = QVBoxLayout(), QVBoxLayout()
        for part in (self._ready, self._saved):
            part.setSpacing(0)
        self._body.addWidget(self._head)
        self._body.addLayout(self._ready)
        self._body.addSpacing(6)
        self._line = hairline()
        self._body.addWidget(self._line)
        self._body.addWidget(self._own)
        self._body.addLayout(self._saved)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 4, 4)
        foot.addWidget(self._save)
        foot.addStretch(1)
        self._body.addLayout(foot)
        self._body.addStretch(1)

    def tell(self, lines: Sequence[ViewLine], chosen: str) -> None:
        """Show the views with their counts, and which one is shown."""
        self._head.setText(tr("Views"))
        self._own.setText(tr("Saved views"))
        self._save.set_text(tr("Save this view"))
        saved = any(one.saved for one in lines)
        self._line.setVisible(saved)
        self._own.setVisible(saved)
        keys = tuple(one.key for one in lines)
        if keys != self._keys:
            self._build(lines)
        for line in lines:
            self._rows[line.key].tell(line, line.key == chosen)

    def _build(self, lines: Sequence[ViewLine]) -> None:
        held = next((key for key, row in self._rows.items() if row.hasFocus()), "")
        empty(self._ready)
        empty(self._saved)
        self._rows = {}
        self._keys = tuple(one.key for one in lines)
        for line in lines:
            row = ViewRow()
            row.picked.connect(partial(self.picked.emit, line.key))
            if line.saved:
                row.renamed.connect(partial(self.renaming.emit, line.key))
                row.dropped.connect(partial(self.dropping.emit, line.key))
            (self._saved if line.saved else self._ready).addWidget(row)
            self._rows[line.key] = row
        if held:
            self._rows.get(held, next(iter(self._rows.values()))).setFocus()


class ViewButton(Button):
    """The same views behind one button; picked(key) tells which, saving() asks to save."""

    picked = Signal(str)
    saving = Signal()

    def __init__(self) -> None:
        super().__init__("", lambda: self.open_below(self), "plain", "action.keep")
        self._lines: Sequence[ViewLine] = ()
        self.menu_of_views = QMenu(self)

    def tell(self, lines: Sequence[ViewLine], chosen: str) -> None:
        """Show the view of now with its count."""
        self._lines = lines
        self.set_text(next(one for one in lines if one.key == chosen).spoken)

    def open_below(self, widget: QWidget, corner: QPoint | None = None) -> None:
        """Offer all views below a widget."""
        menu = self.menu_of_views
        menu.clear()
        for at, line in enumerate(self._lines):
            if line.saved and at and not self._lines[at - 1].saved:
                menu.addSeparator()
            words = line.spoken.replace("&", "&&")
            menu.addAction(words).triggered.connect(partial(self._pick, line.key))
        menu.addSeparator()
        menu.addAction(tr("Save this view")).triggered.connect(lambda _on: self.saving.emit())
        menu.popup(widget.mapToGlobal(corner or widget.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _pick(self, key: str, _checked: bool = False) -> None:
        self.picked.emit(key)
