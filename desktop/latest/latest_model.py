"""A table model over the latest savings: it reads a page more when the end comes into sight."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.card.card_words import who_of
from desktop.delegate import Cell
from desktop.desk import Desk
from desktop.guarded import guarded
from desktop.language import moment, tr
from forms.store.latest import Asked, Kind, Latest
from forms.words import N_

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 100

HEADS = (N_("When"), N_("Who"), N_("Card"), N_("Surname and name"), N_("What was done"))
KINDS = {
    Kind.NEW: N_("New card"),
    Kind.EDITED: N_("Changed"),
    Kind.COMPLETED: N_("Marked complete"),
    Kind.REOPENED: N_("Became a draft"),
    Kind.CONFIRMED: N_("Finding confirmed"),
    Kind.ANNULLED: N_("Annulled"),
    Kind.RESTORED: N_("Annulment taken back"),
}
ICONS = {
    Kind.NEW: ("action.add", "ink2"),
    Kind.EDITED: ("state.draft", "ink2"),
    Kind.COMPLETED: ("state.ok", "ok"),
    Kind.REOPENED: ("state.draft", "draft"),
    Kind.CONFIRMED: ("action.check", "ink2"),
    Kind.ANNULLED: ("state.left", "ink2"),
    Kind.RESTORED: ("action.restore", "ink2"),
}
"""Kind → icon and tone; a saving that did several things wears that of the last in this order."""


class LatestModel(QAbstractTableModel):
    """Shows savings, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = Asked()
        self._rows: list[Latest] = []
        self._whole = False

    def ask(self, asked: Asked) -> None:
        """Show what answers other questions, or what answers them now."""
        self.beginResetModel()
        self._asked = asked
        self._rows = list(self._read(None))
        self._whole = len(self._rows) < PAGE
        self.endResetModel()

    def row(self, at: int) -> Latest | None:
        """Give one saving, None where there is none."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def canFetchMore(self, parent: Index = ROOT) -> bool:
        """Tell whether older ones may be read."""
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index = ROOT) -> None:
        """Read a page of older ones."""
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
        if index.column() == len(HEADS) - 1 and row.kinds and role == Cell.ICON:
            return ICONS[row.kinds[-1]]
        return None

    def _read(self, before: int | None) -> Sequence[Latest]:
        with self._desk.looking() as reading:
            return reading.latest(self._asked, before, PAGE)


def _texts(row: Latest) -> tuple[str, ...]:
    done = " · ".join(tr(KINDS[kind]) for kind in row.kinds)
    return moment(row.when), who_of(row.who), row.number, row.title, done
