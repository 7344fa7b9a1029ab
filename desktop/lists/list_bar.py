"""The bar over a list: search box, views on a small screen, filters as chips, the count."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.lists.flow_row import FlowRow
from desktop.parts.buttons import Button, Link
from desktop.parts.fields import SearchBox
from desktop.parts.texts import Frame, Label

BOX, LEAST = 210, 150
EDGE, GAP = 12, 8


class ListBox(SearchBox):
    """The search box of a list: Esc empties it and goes back to the rows, as Enter and Down do."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the rows."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            super().keyPressEvent(event)


class FilterChip(Button):
    """One condition in words; Enter, Space, Del or a click takes it away."""

    def __init__(self, words: str, away: Callable[[], object]) -> None:
        super().__init__(words, away, "filter", "action.clear")
        self._away = away
        self.setProperty("tone", "plain")
        self.setCheckable(True)
        self.setChecked(True)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIconSize(QSize(12, 12))
        self.setToolTip(tr("Take this filter away"))
        self.setAccessibleName(tr("Filter {words}. Enter takes it away.", words=words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it away by the keys that delete, too."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._away()
        else:
            super().keyPressEvent(event)


class ListBar(Frame):
    """Search box, funnel, chips and count.

    Signals: asked() when the text changed, more() when a filter is to be added, taken(number) when
    a chip is taken away, year() when the filter of this year is pressed.
    """

    asked = Signal()
    more = Signal()
    taken = Signal(int)
    year = Signal()

    def __init__(self, views: QWidget) -> None:
        super().__init__("clear")
        self.box = ListBox()
        self.box.setMinimumWidth(LEAST)
        self.box.setMaximumWidth(BOX)
        self.chips = FlowRow()
        self.this_year = Button("", self.year.emit, "filter", "fact.calendar")
        self.this_year.setProperty("tone", "plain")
        self.this_year.setCheckable(True)
        self.funnel = Link("", self.more.emit, "action.filter")
        self._count = Label("", "fact")
        self.box.textChanged.connect(lambda _text: self.asked.emit())
        self._views, self._folded = views, False
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 8, EDGE, 8)
        column.setSpacing(6)
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        for row in (self._row, self._below):
            row.setSpacing(GAP)
            row.addStretch(1)
            column.addLayout(row)
        self._row.insertWidget(0, self.box)
        self._row.insertWidget(1, views)
        self._row.addWidget(self._count)
        self._lay()
        column.addWidget(self.chips)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the wider line when folded: where there is less room, it folds."""
        first = (self.box, self._views, self._count)
        wide = max(self._wide(first), self._wide((self.this_year, self.funnel)))
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Put the filters on a line of their own where all of it does not fit on one."""
        parts = (self.box, self._views, self.this_year, self.funnel, self._count)
        folded = self._wide(parts) > self.width()
        if folded != self._folded:
            self._folded = folded
            self._lay()

    def _lay(self) -> None:
        row, first = (self._below, 0) if self._folded else (self._row, 2)
        for at, part in enumerate((self.this_year, self.funnel)):
            row.insertWidget(first + at, part)

    @staticmethod
    def _wide(parts: Sequence[QWidget]) -> int:
        shown = [one for one in parts if not one.isHidden()]
        return sum(max(one.minimumSizeHint().width(), one.minimumWidth()) for one in shown) + (
            2 * EDGE + GAP * len(shown)
        )

    def tell(self, year: str, pressed: bool, count: str, chips: Sequence[str]) -> None:
        """Write the words of now: the filter of the year, the count, and the conditions."""
        hint = tr("Search this list")
        self.box.setPlaceholderText(hint)
        self.box.setAccessibleName(hint)
        self.this_year.set_text(year)
        self.this_year.setChecked(pressed)
        self.funnel.set_text(tr("Add a filter"))
        self._count.setText(count)
        held = next((at for at, one in enumerate(self.chips.parts) if one.hasFocus()), -1)
        self.chips.put(
            [FilterChip(words, partial(self.taken.emit, at)) for at, words in enumerate(chips)]
        )
        self.chips.setVisible(bool(chips))
        self._fold()
        if held >= 0:  # the focus stays among the chips, or goes to the funnel after the last
            left = self.chips.parts[min(held, len(chips) - 1)] if chips else self.funnel
            left.setFocus()
