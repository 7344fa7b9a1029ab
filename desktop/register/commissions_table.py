"""The commissions of a day as a table: a tree by indent, own edits marked with a pencil."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal

from desktop.delegate import Cell
from desktop.language import current, day, tr
from desktop.rows_model import RowsModel
from desktop.tables import Table
from forms.territory import Commission
from forms.words import N_, Name

CODE, NAME, WITHIN, CARDS, SINCE, UNTIL = range(6)
HEADS = (
    N_("Code"),
    N_("Commission"),
    N_("Within"),
    N_("Keeps cards"),
    N_("Since"),
    N_("Until"),
)
ROW = 30
STEP = 16
DATE = 92


@dataclass(frozen=True, slots=True)
class CommissionRow:
    """One line: the version of the day, what it stands within, how deep, whether edited here."""

    commission: Commission
    within: Name
    deep: int
    own: bool


class CommissionsModel(RowsModel[CommissionRow]):
    """The lines for the delegate."""

    heads = HEADS

    def row_of(self, code: str) -> int:
        """Give the row of a commission, -1 where it is not shown."""
        codes = [one.commission.code for one in self.rows]
        return codes.index(code) if code in codes else -1

    def text(self, row: CommissionRow, column: int) -> str:
        """Give the text of a cell."""
        one = row.commission
        match column:
            case 0:
                return one.code
            case 1:
                return one.short.say(current())
            case 2:
                return row.within.say(current())
            case 3:
                return tr("yes") if one.keeps_cards else "—"
            case 4:
                return day(one.since)
        return day(one.until)

    def look(self, row: CommissionRow, column: int, role: int) -> Any:
        """Give the look of a cell; what the office changed is also heard."""
        if column != NAME:
            return "ink2" if role == Cell.TONE else None
        if role == Qt.ItemDataRole.AccessibleTextRole and row.own:
            edited = tr("changed by this office")
            return f"{self.text(row, column)}, {edited}"
        return _name_look(row, role)


def _name_look(row: CommissionRow, role: int) -> Any:
    if role == Cell.INDENT:
        return row.deep * STEP
    if role == Cell.STRONG:
        return row.commission.parent_code == "republic"
    return ("action.write", "accent") if role == Cell.TRAILING and row.own else None


class CommissionsTable(Table):
    """The list with its current commission; moved(code) tells another one."""

    moved = Signal(str)

    def __init__(self) -> None:
        super().__init__(ROW, whole_rows=True)
        self._model = CommissionsModel()
        self.setModel(self._model)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit(self.code()))

    def tell(self, rows: Sequence[CommissionRow], code: str = "") -> None:
        """Show other lines; the commission asked for, else that of before, stays the current."""
        wanted = code or self.code()
        self._model.tell(rows)
        self.fit_words()
        if rows:
            self.setCurrentIndex(self._model.index(max(self._model.row_of(wanted), 0), NAME))
            self.scrollTo(self.currentIndex())
        self.moved.emit(self.code())

    def fit_words(self) -> None:
        """Measure the columns again; names take what is left and grow their rows."""
        self.fit(NAME, {SINCE: DATE, UNTIL: DATE})
        self.grow_rows()

    def code(self) -> str:
        """Give the code of the current commission, empty where the list is."""
        at = self.currentIndex().row()
        shown = self._model.rows
        return shown[at].commission.code if 0 <= at < len(shown) else ""

    def fit_narrow(self, narrow: bool) -> None:
        """Leave the column “keeps cards” out of a narrow window; the panel tells it."""
        self.setColumnHidden(CARDS, narrow)

    def rows(self) -> Sequence[CommissionRow]:
        """Give the lines that are shown."""
        return self._model.rows
