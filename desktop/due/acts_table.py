"""The acts of destruction as a table, the newest first; each can be printed again."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from desktop.card.card_words import who_of
from desktop.delegate import Cell, Index
from desktop.guarded import guarded
from desktop.language import day, tr
from desktop.printing.acts import ActListed
from desktop.tables import Table
from forms.words import N_

ACT, DAY, CARDS, WHO = range(4)
HEADS: Mapping[int, str] = {
    ACT: N_("Act"),
    DAY: N_("Destroyed on"),
    CARDS: N_("Cards"),
    WHO: N_("Who"),
}
ROW = 32
NOWHERE = QModelIndex()


class ActsModel(QAbstractTableModel):
    """The lines for the delegate."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ActListed] = ()

    def tell(self, rows: Sequence[ActListed]) -> None:
        """Show other acts."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of acts."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    @guarded
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Say the head."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        return tr(HEADS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say one cell to the delegate."""
        if not 0 <= index.row() < len(self.rows):
            return None
        one, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            told = {ACT: one.number, DAY: day(one.on), CARDS: str(one.cards), WHO: who_of(one.who)}
            return told[column]
        return column == CARDS if role == Cell.NUMERIC else None


class ActsTable(Table):
    """The list with its current act."""

    def __init__(self) -> None:
        super().__init__(ROW, whole_rows=True)
        self._model = ActsModel()
        self.setModel(self._model)

    def tell(self, rows: Sequence[ActListed]) -> None:
        """Show other acts, the first one as the current one."""
        self._model.tell(rows)
        self.fit(WHO)
        if rows:
            self.setCurrentIndex(self._model.index(0, ACT))

    def current(self) -> ActListed | None:
        """Give the current act, None where the list is empty."""
        at = self.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None
