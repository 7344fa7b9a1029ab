"""Table models over rows: all of them known at once, or a page more as the end comes into sight."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from desktop.delegate import Cell, Index
from desktop.guarded import guarded
from desktop.language import tr

Row = TypeVar("Row")
PAGE = 100
NOWHERE = QModelIndex()
TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows for the delegate; a model of the house says text and look of one cell.

    heads are the heads of its columns as marked sentences, numbers the columns of numbers.
    """

    heads: Sequence[str] = ()
    numbers: frozenset[int] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def tell(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """Give one row, None where there is none."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def head(self, column: int) -> str:
        """Give the words of a head."""
        return tr(self.heads[column])

    def text(self, row: Row, column: int) -> str:
        """Give the text of a cell."""
        raise NotImplementedError  # each model says its own

    def look(self, row: Row, column: int, role: int) -> Any:
        """Say what the delegate or a screen reader asks of a cell besides its text; None: as
        everywhere."""
        return None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of rows that are known."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.heads)

    @guarded
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Say the head of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.numbers:
            return Qt.AlignmentFlag.AlignRight
        return self.head(section) if role == Qt.ItemDataRole.DisplayRole else None

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say one cell to the delegate."""
        row, column = self.row(index.row()), index.column()
        if row is None:
            return None
        said = self.look(row, column, role)
        if said is not None:
            return said
        if role in TEXTS:
            return self.text(row, column)
        if role == Cell.NUMERIC:
            return column in self.numbers
        return (
            RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and column in self.numbers else None
        )


class PagedModel(RowsModel[Row]):
    """Rows of which the newest are read first, and older ones as they come into sight."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = False

    def read(self, after: Row | None) -> Sequence[Row]:
        """Give at most PAGE rows after one of them, the first ones for None."""
        raise NotImplementedError  # each model reads its own

    def again(self) -> None:
        """Read from the first row on."""
        first = self.read(None)
        self._whole = len(first) < PAGE
        self.tell(first)

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        """Tell whether older rows may be read."""
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        """Read a page of older rows."""
        more = self.read(self.rows[-1] if self.rows else None)
        self._whole = len(more) < PAGE
        if more:
            at = len(self.rows)
            self.beginInsertRows(NOWHERE, at, at + len(more) - 1)
            self.rows = (*self.rows, *more)
            self.endInsertRows()
