"""A table model over a form and a query: pages of rows from the store, never the whole table.

What counts and an index answer is read at once, a page at a time.  What must be looked for among
many cards is looked for beside the screen; the rows shown before stay until the answer is there.
"""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.delegate import Cell
from desktop.desk import Desk
from desktop.guarded import guarded
from desktop.language import current
from desktop.lists.arrangement import is_field
from desktop.lists.list_columns import Columns, state_words
from desktop.lists.list_looks import LOOKS, ListLook, state_key
from desktop.lookup import look_up
from desktop.page import PillText
from forms.form import Form
from forms.record import Record
from forms.store.store import ListRow, Query

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 64
"""Rows read at once."""

KEPT = 12
"""Pages kept; the one read longest ago goes first."""

AT_ONCE = 3000
"""So many cards are looked through at once; among more it is done beside the screen."""

RIGHT = frozenset({"children"})
PALE = frozenset({"number", "date", "changed", "removed", "force"})
SAID = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))


class ListModel(QAbstractTableModel):
    """Shows what answers a query; it reads a page when one of its rows is first painted.

    settled() tells that the rows of the query asked last are shown.
    """

    settled = Signal()

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__()
        self._desk, self._form = desk, form
        self.shown = Columns(form, LOOKS[form.code])
        self.columns: tuple[str, ...] = self.shown.look.columns
        self._query = Query()
        self._total = 0
        self._asked = 0
        self._places: Sequence[int] | None = None
        self._pages: dict[int, tuple[ListRow, ...]] = {}
        self._records: dict[int, Record] = {}
        self._said: dict[int, dict[int, dict[int, object]]] = {}

    def ask(self, query: Query, columns: tuple[str, ...], beside: QWidget) -> None:
        """Show what answers another query, or what answers it now.

        beside is the widget whose life ends a look-up that is still under way.
        """
        self._asked += 1
        turn = self._asked
        with self._desk.store.reading() as reading:
            if query.plain:
                self._take(query, columns, reading.count(self._form.code, query), None)
                return
            whole = reading.count(self._form.code, Query())
        if whole <= AT_ONCE:
            self._take_places(query, columns, self._find(query))
            return

        def take(found: object) -> None:
            if turn == self._asked and isinstance(found, Sequence):
                self._take_places(query, columns, found)

        look_up(beside, lambda: self._find(query), take)

    def row(self, at: int) -> ListRow | None:
        """Give one row, None where there is none."""
        if not 0 <= at < self._total:
            return None
        page = self._page(at // PAGE)
        return page[at % PAGE] if at % PAGE < len(page) else None

    def place_of(self, id: str) -> int:
        """Give where a card stands in the list, -1 where it does not."""
        with self._desk.store.reading() as reading:
            if self._places is None:
                return reading.rank(self._form.code, self._query, id)
            place = reading.place(self._form.code, id)
        return self._places.index(place) if place in self._places else -1

    def pages_read(self) -> int:
        """Say how many pages are held."""
        return len(self._pages)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Give how many cards answer the query."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = ROOT) -> int:
        """Give the columns of the list."""
        return 0 if parent.isValid() else len(self.columns)

    @guarded
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Give the head of a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        key = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown.head(key)
        if role == Qt.ItemDataRole.TextAlignmentRole and key in RIGHT:
            return int(Qt.AlignmentFlag.AlignRight)
        return None

    @guarded
    def data(self, index: Index, role: int = 0) -> object:
        """Say what a cell shows."""
        return self.said(index.row(), index.column()).get(role)

    def said(self, at: int, column: int) -> dict[int, object]:
        """Give all that a cell says: role -> what is said; nothing where there is no such row."""
        row = self.row(at)
        if row is None:
            return {}
        cells = self._said.setdefault(row.place, {})
        if column not in cells:
            cells[column] = self._cell(self.columns[column], row)
        return cells[column]

    def text(self, key: str, row: ListRow) -> str:
        """Say what a cell of a row shows, as words."""
        return self.shown.text(key, row, self._records.get(row.place), self._desk)

    def named(self, key: str) -> str:
        """Give what a key of the register is called, for sorting."""
        return name_of(self._desk, key)

    def _cell(self, key: str, row: ListRow) -> dict[int, object]:
        text = self.text(key, row)
        said: dict[int, object] = dict.fromkeys(SAID, text)
        if key == "title" and row.subtitle:
            said[Cell.SECOND] = row.subtitle
        elif key == "state":
            pill = state_pill(self.shown.look, row)
            if pill.tone != "plain":
                said[Cell.PILL] = pill
            else:
                said[Cell.ICON] = (pill.icon, "ok" if pill.icon == "state.ok" else "ink3")
        elif key in PALE:
            said[Cell.TONE] = "ink2"
        elif key in RIGHT:
            said[Qt.ItemDataRole.TextAlignmentRole] = int(Qt.AlignmentFlag.AlignRight)
        if key == "number":
            said[Qt.ItemDataRole.ToolTipRole] = row.number
        if is_field(key):
            said[Cell.CUT] = True
            if text:
                said[Qt.ItemDataRole.ToolTipRole] = text
        return said

    def _find(self, query: Query) -> Sequence[int]:
        with self._desk.store.reading() as reading:
            return reading.places(self._form.code, query, self.named)

    def _take_places(self, query: Query, columns: tuple[str, ...], found: Sequence[int]) -> None:
        self._take(query, columns, len(found), found)

    def _take(
        self, query: Query, columns: tuple[str, ...], total: int, found: Sequence[int] | None
    ) -> None:
        self.beginResetModel()
        self._query, self._total, self._places, self.columns = query, total, found, columns
        self._pages.clear()
        self._records.clear()
        self._said.clear()
        self.endResetModel()
        self.settled.emit()

    def _page(self, at: int) -> tuple[ListRow, ...]:
        if at not in self._pages:
            if len(self._pages) >= KEPT:
                for gone in self._pages.pop(next(iter(self._pages))):
                    self._records.pop(gone.place, None)
                    self._said.pop(gone.place, None)
            self._pages[at] = self._read(at * PAGE)
        return self._pages[at]

    def _read(self, first: int) -> tuple[ListRow, ...]:
        code = self._form.code
        with self._desk.store.reading() as reading:
            if self._places is None:
                rows = reading.page(code, self._query, first, PAGE)
            else:
                rows = reading.rows_at(self._places[first : first + PAGE], self._query.day)
            if any(map(is_field, self.columns)):
                self._records |= reading.records_at(code, [row.place for row in rows])
        return rows


def name_of(desk: Desk, key: str) -> str:
    """Call a territory or commission by its name, by the key itself where it has none."""
    today, lang = desk.today(), current()
    place = desk.register.territory(key, today)
    if place is not None:
        return place.say(lang)
    commission = desk.register.commission(key, today)
    return commission.say(lang) if commission is not None else key


def state_pill(look: ListLook, row: ListRow) -> PillText:
    """Give the state of a card in a list: plain where nobody must act."""
    words = state_words(look, row)
    return {
        "draft": PillText(words, "draft", "state.draft"),
        "annulled": PillText(words, "plain", "state.none"),
        "gone": PillText(words, "plain", "state.left"),
        "standing": PillText(words, "plain", "state.ok"),
    }[state_key(row)]
