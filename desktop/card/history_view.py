"""The leaf of the history: savings folded under who and when, and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.language import tr, tr_n
from desktop.parts.buttons import Link
from desktop.parts.panels import Column
from desktop.parts.texts import Frame, IconView, Label, hairline

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
LINK_WIDTH = 200


@dataclass(frozen=True, slots=True)
class PastLine:
    """One change, already spoken; restore puts an earlier value back, where another one stands
    now, and words say so."""

    text: str
    restore: Callable[..., object] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """One saving: its revision, when and who, and what was changed by it."""

    revision: int
    head: str
    lines: tuple[PastLine, ...]


class Row(Frame):
    """A row that takes the focus: Up and Down go to its neighbours."""

    def __init__(self, words: str) -> None:
        super().__init__("row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour with Up and Down."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class HeadRow(Row):
    """Head of a saving or of a group; Enter, Right, Left or a click folds it; folded(bool)."""

    folded = Signal(bool)

    def __init__(self, words: str, facts: str, folded: bool) -> None:
        super().__init__(f"{words}. {facts}".removesuffix(". "))
        self._folded = folded
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 8, 4)
        row.setSpacing(6)
        self._sign = IconView("fold.closed" if folded else "fold.open", 14, "ink2", 2)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(words, "caption", wrap=True))
        if facts:
            texts.addWidget(Label(facts, "caption", wrap=True))
        row.addLayout(texts, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with Left, unfold with Right, turn with Enter."""
        if event.key() in ENTER:
            self._fold(not self._folded)
        elif event.key() == Qt.Key.Key_Left:
            self._fold(True)
        elif event.key() == Qt.Key.Key_Right:
            self._fold(False)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn with a click."""
        self.setFocus()
        self._fold(not self._folded)

    def _fold(self, folded: bool) -> None:
        if folded != self._folded:
            self._folded = folded
            self._sign.show_icon("fold.closed" if folded else "fold.open", "ink2")
            self.folded.emit(folded)


class LineRow(Row):
    """One change; Enter or the link puts the earlier value back: restored()."""

    restored = Signal()

    def __init__(self, line: PastLine) -> None:
        super().__init__(line.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 2, 8, 4)
        column.setSpacing(2)
        column.addWidget(Label(line.text, "body", wrap=True))
        self._can = line.restore is not None
        if self._can:
            link = Link("", self.restored.emit, "action.restore")
            right = Qt.TextElideMode.ElideRight
            link.set_text(link.fontMetrics().elidedText(line.words, right, LINK_WIDTH))
            link.setToolTip(line.words)
            link.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Enter on the row does the same
            column.addWidget(link)
            self.setAccessibleDescription(line.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Restore with Enter."""
        if self._can and event.key() in ENTER:
            self.restored.emit()
        else:
            super().keyPressEvent(event)


class HistoryView(Column):
    """Who changed what and when, the newest first and open; restored(what) is asked by a line."""

    restored = Signal(object)

    def __init__(self) -> None:
        super().__init__(margins=(6, 8, 6, 12))
        self.body.setSpacing(2)
        self._heads: list[HeadRow] = []
        self._open: dict[int, bool] = {}

    def tell(self, past: Sequence[Past]) -> None:
        """Show the history of a card; what was folded or opened by hand stays so."""
        self.empty()
        self._heads = []
        if not past:
            words = tr("The card was not saved yet, so it has no history.")
            note = Label(words, "fact", wrap=True)
            note.setContentsMargins(8, 4, 8, 0)
            self.body.addWidget(note)
        for at, entry in enumerate(past):
            self._add(entry, self._open.get(entry.revision, at == 0))
        self.body.addStretch(1)

    def focus_first(self) -> bool:
        """Put the focus on the newest saving; False when there is none."""
        if self._heads:
            self._heads[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self._heads)

    def forget(self) -> None:
        """Let another card begin with only its newest saving open."""
        self._open = {}

    def _add(self, entry: Past, opened: bool) -> None:
        count = tr_n("{n} change", "{n} changes", len(entry.lines))
        head = HeadRow(entry.head, count, not opened)
        inside = Frame("clear")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        made: list[LineRow] = []

        def fold(folded: bool) -> None:
            if not folded and not made:
                made.extend(self._rows(entry))
                before: QWidget = head
                for row in made:
                    lines.addWidget(row)
                    row.show()  # at once, so that it can take the focus at once
                    QWidget.setTabOrder(before, row)
                    before = row
            inside.setVisible(not folded)

        def by_hand(folded: bool) -> None:
            self._open[entry.revision] = not folded
            fold(folded)

        head.folded.connect(by_hand)
        self._heads.append(head)
        self.body.addWidget(head)
        self.body.addWidget(inside)
        self.body.addWidget(hairline())
        head.show()
        fold(not opened)

    def _rows(self, entry: Past) -> list[LineRow]:
        rows = []
        for line in entry.lines:
            row = LineRow(line)
            row.restored.connect(self._asking(line.restore))
            rows.append(row)
        return rows

    def _asking(self, what: Any) -> Callable[[], None]:
        return lambda: self.restored.emit(what)
