"""A table model over a form and a query: pages of rows from the store, never the whole table."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.delegate import Cell
from desktop.desk import Desk
from desktop.language import current, day, tr
from desktop.lists.list_looks import ListLook, state_key
from desktop.page import PillText
from forms.store.store import ListRow, Query
from forms.words import N_

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 128
"""Rows read at once."""

KEPT = 8
"""Pages kept; the one read longest ago goes first."""

HEADS = {"number": N_("№"), "state": N_("State")}


class ListModel(QAbstractTableModel):
    """Shows what answers a query; it reads a page when one of its rows is first painted."""

    def __init__(self, desk: Desk, form: str, look: ListLook) -> None:
        super().__init__()
        self._desk, self._form, self._look = desk, form, look
        self._query = Query()
        self._total = 0
        self._pages: dict[int, tuple[ListRow, ...]] = {}

    def ask(self, query: Query) -> None:
        """Show what answers another query, or what answers it now."""
        self.beginResetModel()
        self._query = query
        self._pages.clear()
        with self._desk.store.reading() as reading:
            self._total = reading.count(self._form, query)
        self.endResetModel()

    def row(self, at: int) -> ListRow | None:
        """Give one row, None where there is none."""
        if not 0 <= at < self._total:
            return None
        page = self._page(at // PAGE)
        return page[at % PAGE] if at % PAGE < len(page) else None

    def place_of(self, id: str) -> int:
        """Give where a card stands in the list, -1 where it does not."""
        with self._desk.store.reading() as reading:
            ids = reading.ids(self._form, self._query)
        return ids.index(id) if id in ids else -1

    def pages_read(self) -> int:
        """Say how many pages are held."""
        return len(self._pages)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Give how many cards answer the query."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = ROOT) -> int:
        """Give the columns of the list."""
        return 0 if parent.isValid() else len(self._look.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Give the head of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        key = self._look.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self._look.heads.get(key) or HEADS[key])
        if role == Qt.ItemDataRole.TextAlignmentRole and key == "children":
            return int(Qt.AlignmentFlag.AlignRight)
        return None

    def data(self, index: Index, role: int = 0) -> object:
        """Say what a cell shows."""
        row = self.row(index.row())
        if row is None:
            return None
        key = self._look.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(key, row)
        match key, role:
            case "title", Cell.SECOND:
                return row.subtitle or None
            case "state", Cell.PILL:
                pill = state_pill(self._look, row)
                return pill if pill.tone != "plain" else None
            case "state", Cell.ICON:
                pill = state_pill(self._look, row)
                tone = "ok" if pill.icon == "state.ok" else "ink3"
                return (pill.icon, tone) if pill.tone == "plain" else None
            case (("number" | "date"), Cell.TONE):
                return "ink2"
            case "number", Qt.ItemDataRole.ToolTipRole:
                return row.number
            case "children", Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignRight)
        return None

    def _text(self, key: str, row: ListRow) -> str:
        match key:
            case "number":
                return row.number.rpartition("-")[2]
            case "title":
                return row.title or tr("Nobody is named yet")
            case "children":
                return str(row.children)
            case "date":
                return day(row.date)
            case "kind":
                return row.kind.say(current()) if row.kind else ""
        return state_pill(self._look, row).text

    def _page(self, at: int) -> tuple[ListRow, ...]:
        if at not in self._pages:
            if len(self._pages) >= KEPT:
                del self._pages[next(iter(self._pages))]
            with self._desk.store.reading() as reading:
                self._pages[at] = reading.page(self._form, self._query, at * PAGE, PAGE)
        return self._pages[at]


def state_pill(look: ListLook, row: ListRow) -> PillText:
    """Give the state of a card in a list: plain where nobody must act."""
    return {
        "draft": PillText(tr("Draft"), "draft", "state.draft"),
        "annulled": PillText(tr("Annulled"), "plain", "state.none"),
        "gone": PillText(tr(look.gone), "plain", "state.left"),
        "standing": PillText(tr(look.standing), "plain", "state.ok"),
    }[state_key(row)]
