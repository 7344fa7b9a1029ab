"""A table model over the journal: it reads a page more when the end comes into sight."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.card.card_words import who_of
from desktop.delegate import Cell
from desktop.desk import Desk
from desktop.guarded import guarded
from desktop.journal.journal_words import about_words, sign_of
from desktop.language import moment, tr
from forms.store.deeds import told_as
from forms.store.journal_pages import Noted, Sought
from forms.words import N_

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 100
DONE = 3
"""The column that says what was done, with its sign."""

HEADS = (N_("Row"), N_("When"), N_("Who"), N_("What was done"), N_("About what"))


class JournalModel(QAbstractTableModel):
    """Shows rows of the journal, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sought = Sought()
        self._rows: list[Noted] = []
        self._whole = False

    def ask(self, sought: Sought) -> None:
        """Show what answers other questions, or what answers them now."""
        self.beginResetModel()
        self._sought = sought
        self._rows = list(self._read(None))
        self._whole = len(self._rows) < PAGE
        self.endResetModel()

    def row(self, at: int) -> Noted | None:
        """Give one row, None where there is none."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def canFetchMore(self, parent: Index = ROOT) -> bool:
        """Tell whether older rows may be read."""
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index = ROOT) -> None:
        """Read a page of older rows."""
        more = self._read(self._rows[-1].entry if self._rows else None)
        self._whole = len(more) < PAGE
        if more:
            at = len(self._rows)
            self.beginInsertRows(ROOT, at, at + len(more) - 1)
            self._rows += more
            self.endInsertRows()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Give how many were read."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Give the columns."""
        return 0 if parent.isValid() else len(HEADS)

    @guarded
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Give the head of a column."""
        across = orientation is Qt.Orientation.Horizontal
        return tr(HEADS[section]) if across and role == Qt.ItemDataRole.DisplayRole else None

    @guarded
    def data(self, index: Index, role: int = 0) -> object:
        """Give text and sign of a cell."""
        row = self.row(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _texts(row)[index.column()]
        if index.column() == DONE and role == Cell.ICON:
            return sign_of(row.deed)
        return None

    def _read(self, before: int | None) -> Sequence[Noted]:
        with self._desk.store.reading() as reading:
            return reading.journal(self._sought, before, PAGE)


def _texts(row: Noted) -> tuple[str, ...]:
    done = tr(told_as(row.deed))
    return str(row.entry), moment(row.when), who_of(row.who) or "—", done, about_words(row)
