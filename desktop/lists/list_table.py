"""The table of a list: rows by the keys people expect, letters go to the search box."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from desktop import theme
from desktop.delegate import CellDelegate
from desktop.guarded import guarded
from desktop.lists.list_model import ListModel
from desktop.lists.row_painting import paint_rows
from desktop.tables import Table

ROW = 42
SAMPLE = 14
"""Rows measured for the widths: about those that are seen at first."""

WIDTHS: Mapping[str, int] = {"number": 62, "date": 92, "state": 132, "children": 52, "kind": 190}
SIGN = 40
"""Room for the icon before a state and for its edges."""

TWO_LINES: Mapping[str, int] = {"kind": 160}
"""Widths at which words stand on two lines: taken where the names would have too little."""

LEAST = 220
"""The least width of the column of names; beyond it the table scrolls sideways."""


class ListTable(Table):
    """Home and End go to the first and the last row; typed(text) tells letters typed on rows."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(row_height=ROW)
        self.sample = SAMPLE
        self._stretch = 0
        self._whole: dict[int, tuple[int, int]] = {}  # column → its width, and that on two lines

    def fit_columns(self, keys: tuple[str, ...], states: Iterable[str]) -> None:
        """Give each column its width: names, or else the last column, take what is left.

        states are all words that the column of states can show, not only in the first rows.
        """
        self._stretch = keys.index("title") if "title" in keys else len(keys) - 1
        metrics = QFontMetrics(theme.font("body", strong=True))
        widest = max(map(metrics.horizontalAdvance, states), default=0) + SIGN
        least = {**WIDTHS, "state": max(WIDTHS["state"], widest)}
        self.fit(self._stretch, {at: least.get(key, 0) for at, key in enumerate(keys)})
        self._whole = {
            at: (self.horizontalHeader().sectionSize(at), TWO_LINES.get(key, 0))
            for at, key in enumerate(keys)
            if at != self._stretch
        }
        self._share()

    def show_sort(self, at: int, descending: bool) -> None:
        """Show by which column the rows are sorted; -1 for one that is not shown."""
        head = self.horizontalHeader()
        head.setSortIndicatorShown(True)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(at, order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the names."""
        super().resizeEvent(event)
        self._share()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all rows in one go."""
        model, delegate = self.model(), self.itemDelegate()
        if isinstance(model, ListModel) and isinstance(delegate, CellDelegate):
            paint_rows(self, model, delegate, event.rect())
        else:
            super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Home and End; hand letters on."""
        last = self.model().rowCount() - 1 if self.model() is not None else -1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            at = 0 if event.key() == Qt.Key.Key_Home else last
            self.setCurrentIndex(self.model().index(at, max(self.currentIndex().column(), 0)))
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _share(self) -> None:
        head = self.horizontalHeader()
        if not 0 <= self._stretch < head.count():
            return
        mode = QHeaderView.ResizeMode
        room = self.viewport().width() - LEAST
        tight = sum(whole for whole, _ in self._whole.values()) > room
        for at, (whole, low) in self._whole.items():
            width = min(low or whole, whole) if tight else whole
            if head.sectionSize(at) != width:
                head.resizeSection(at, width)
        tight = sum(head.sectionSize(at) for at in self._whole) > room
        wanted = mode.Fixed if tight else mode.Stretch
        if head.sectionResizeMode(self._stretch) != wanted:
            head.setSectionResizeMode(self._stretch, wanted)
        if tight and head.sectionSize(self._stretch) != LEAST:
            head.resizeSection(self._stretch, LEAST)
