"""The list of a closed choice: typing goes to the next line in which a word begins so."""

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop import theme
from desktop.guarded import guarded
from forms.letters import fold

ROWS = 12
"""How many lines are seen at once; more are scrolled to."""


PARTING = 9
"""How high the place of a hairline is."""


class ChoiceList(QListView):
    """What is typed within a moment belongs together; ә is found by а, as in every search."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Lines(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._typed = ""
        self._since = QElapsedTimer()

    def keyboardSearch(self, search: str) -> None:
        """Go to the next line that has a word beginning with what was typed, round and round."""
        going_on = self._since.isValid() and self._since.elapsed() < _moment()
        self._typed = self._typed + search if going_on and search else search
        self._since.start()
        found = self.line_with(self._typed, self.currentIndex().row() + (not going_on))
        if found.isValid():
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def line_with(self, typed: str, begin: int) -> QModelIndex:
        """Give the first line from one on, and from the top then, that has such a word; an invalid
        index where none has."""
        model, wanted = self.model(), fold(typed)
        many = model.rowCount(self.rootIndex())
        for at in (row % many for row in range(begin, begin + many)):
            index = model.index(at, 0, self.rootIndex())
            words = fold(str(index.data() or ""))
            if wanted and f" {words}".find(f" {wanted}") >= 0:
                return index
        return QModelIndex()


class _Lines(QStyledItemDelegate):
    """Draws a hairline where the lines are parted; Qt would leave an empty line."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Ask for little where nothing is written."""
        return QSize(0, PARTING) if _parts(index) else super().sizeHint(option, index)

    @guarded
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        if _parts(index):
            middle = option.rect.adjusted(0, PARTING // 2, 0, 0)
            middle.setHeight(1)
            painter.fillRect(middle, theme.color("line"))
        else:
            super().paint(painter, option, index)


def _parts(index: QModelIndex | QPersistentModelIndex) -> bool:
    return bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "separator")


def _moment() -> int:
    return max(QApplication.keyboardInputInterval(), 1000)  # a clerk looks for the letter
