"""The list of a closed choice: typing goes to the next line in which a word begins so."""

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QListView

from forms.letters import fold

ROWS = 12
"""How many lines are seen at once; more are scrolled to."""


class ChoiceList(QListView):
    """What is typed within a moment belongs together; ә is found by а, as in every search."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
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


def _moment() -> int:
    return max(QApplication.keyboardInputInterval(), 1000)  # a clerk looks for the letter
