"""A table model over a form and a query: pages of rows from the store, never the whole table.

What counts and an index answer is read at once, a page at a time.  Of what is typed, the first
screens are found at once and the rest beside the screen.  What else must be looked for among many
cards is looked for beside the screen; the rows shown before stay until the answer is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
from forms.store.store import ListRow, Places, Query, Reading

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 16
"""Rows read at once: about a screen of them."""

KEPT = 48
"""Pages kept; the one read longest ago goes first."""

FIRST = 4 * PAGE
"""Rows of a long answer that are shown before the rest is known."""

AT_ONCE = 3000
"""So many cards are looked through at once; among more it is done beside the screen."""

RIGHT = frozenset({"children"})
PALE = frozenset({"number", "date", "changed", "removed", "force"})
SAID = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))


@dataclass(frozen=True, slots=True)
class Page:
    """Rows read at once, the whole cards where columns show fields, and what cells said."""

    rows: tuple[ListRow, ...]
    records: Mapping[int, Record]
    said: dict[tuple[int, int], dict[int, object]] = field(default_factory=dict)


class ListModel(QAbstractTableModel):
    """Shows what answers a query; it reads a page when one of its rows is first painted.

    settled() tells that the rows of the query asked last are shown.  growing is True while these
    are only the first screens of a long answer; grown() tells that all of it is there.
    """

    settled = Signal()
    grown = Signal()

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__()
        self._desk, self._form = desk, form
        self.shown = Columns(form, LOOKS[form.code])
        self.columns: tuple[str, ...] = self.shown.look.columns
        self._query = Query()
        self._total = 0
        self._asked = 0
        self.growing = False
        self._heads = tuple(map(self.shown.head, self.columns))
        self._places: Places | None = None
        self._pages: dict[int, Page] = {}

    def ask(self, query: Query, columns: tuple[str, ...], beside: QWidget) -> None:
        """Show what answers another query, or what answers it now.

        beside is the widget whose life ends a look-up that is still under way.
        """
        self._asked += 1
        turn = self._asked
        self.growing = False
        with self._desk.looking() as reading:
            if query.plain:
                total = reading.count(self._form.code, query)
                first = self._read(reading, query, columns, None, 0)  # in the same look
                self._take(query, columns, total, None, first)
                return
            few = reading.count(self._form.code, Query()) <= AT_ONCE
            begun = None if few else reading.beginning(self._form.code, query, FIRST)
        if few:
            self._take_places(query, columns, self._find(query))
            return
        if begun is not None:
            self.growing = len(begun) == FIRST
            self._take_places(query, columns, begun)
            if not self.growing:
                return

        def look() -> object:  # what was asked meanwhile makes an older question idle
            return self._find(query) if turn == self._asked else None

        def take(found: object) -> None:
            if turn == self._asked and isinstance(found, Sequence):
                self._take_rest(query, columns, found)

        look_up(beside, look, take)

    def row(self, at: int) -> ListRow | None:
        """Give one row, None where there is none."""
        if not 0 <= at < self._total:
            return None
        rows = self._page(at // PAGE).rows
        return rows[at % PAGE] if at % PAGE < len(rows) else None

    def place_of(self, id: str) -> int:
        """Give where a card stands in the list, -1 where it does not."""
        with self._desk.looking() as reading:
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
            return self._heads[section]
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
        page = self._pages[at // PAGE]
        if (at, column) not in page.said:
            page.said[at, column] = self._cell(self.columns[column], row, page)
        return page.said[at, column]

    def named(self, key: str) -> str:
        """Give what a key of the register is called, for sorting."""
        return name_of(self._desk, key)

    def _cell(self, key: str, row: ListRow, page: Page) -> dict[int, object]:
        if key == "state":
            return self._state(row)
        text = self.shown.text(key, row, page.records.get(row.place), self._desk)
        said: dict[int, object] = dict.fromkeys(SAID, text)
        if key == "title":
            if row.subtitle:
                said[Cell.SECOND] = row.subtitle
            return said
        if key in PALE:
            said[Cell.TONE] = "ink2"
        elif key in RIGHT:
            said[Qt.ItemDataRole.TextAlignmentRole] = int(Qt.AlignmentFlag.AlignRight)
        if key == "number":
            said[Qt.ItemDataRole.ToolTipRole] = row.number
            year = row.number.split("-")[-2:-1]
            if year and year != [str(self._desk.today().year)]:
                said[Cell.SECOND] = year[0]  # the short numbers begin anew with each year
        elif is_field(key):
            said[Cell.CUT] = True
            if text:
                said[Qt.ItemDataRole.ToolTipRole] = text
        return said

    def _state(self, row: ListRow) -> dict[int, object]:
        pill = state_pill(self.shown.look, row)
        said: dict[int, object] = dict.fromkeys(SAID, pill.text)
        if pill.tone != "plain":
            said[Cell.PILL] = pill
        else:
            said[Cell.ICON] = (pill.icon, "ok" if pill.icon == "state.ok" else "ink3")
        return said

    def _find(self, query: Query) -> Places:
        with self._desk.looking() as reading:
            return reading.places(self._form.code, query, self.named)

    def _take_places(self, query: Query, columns: tuple[str, ...], found: Places) -> None:
        self._take(query, columns, len(found), found)

    def _take_rest(self, query: Query, columns: tuple[str, ...], found: Places) -> None:
        """Add what follows the first screens, or show all anew where these changed meanwhile."""
        grows, self.growing = self.growing, False
        shown = self._places
        if not grows or shown is None or found[: len(shown)] != shown:
            self._take_places(query, columns, found)
            return
        if len(found) > len(shown):
            self.beginInsertRows(ROOT, len(shown), len(found) - 1)
            self._places, self._total = found, len(found)
            self.endInsertRows()
        self.grown.emit()

    def _take(
        self,
        query: Query,
        columns: tuple[str, ...],
        total: int,
        found: Places | None,
        first: Page | None = None,
    ) -> None:
        self.beginResetModel()
        self._query, self._total, self._places, self.columns = query, total, found, columns
        self._heads = tuple(map(self.shown.head, columns))  # asked for hundred times a picture
        self._pages = {} if first is None else {0: first}
        self.endResetModel()
        self.settled.emit()

    def _page(self, at: int) -> Page:
        if at not in self._pages:
            if len(self._pages) >= KEPT:
                self._pages.pop(next(iter(self._pages)))
            with self._desk.looking() as reading:
                self._pages[at] = self._read(
                    reading, self._query, self.columns, self._places, at * PAGE
                )
        return self._pages[at]

    def _read(
        self,
        reading: Reading,
        query: Query,
        columns: tuple[str, ...],
        places: Places | None,
        first: int,
    ) -> Page:
        code = self._form.code
        if places is None:
            rows = reading.page(code, query, first, PAGE)
        else:
            rows = reading.rows_at(places[first : first + PAGE], query.day)
        fields = any(map(is_field, columns))
        records = reading.records_at(code, [row.place for row in rows]) if fields else {}
        return Page(rows, records)


def name_of(desk: Desk, key: str) -> str:
    """Call a territory or commission by its name, by the key itself where it has none."""
    today, lang = desk.today(), current()
    place = desk.register.territory(key, today)
    if place is not None:
        return place.say(lang)
    commission = desk.register.commission(key, today)
    return commission.say(lang) if commission is not None else key


PILLS: Mapping[str, tuple[str, str]] = {
    "draft": ("draft", "state.draft"),
    "annulled": ("plain", "state.none"),
    "gone": ("plain", "state.left"),
    "standing": ("plain", "state.ok"),
}
"""Tone and icon of each state."""


def state_pill(look: ListLook, row: ListRow) -> PillText:
    """Give the state of a card in a list: plain where nobody must act."""
    return PillText(state_words(look, row), *PILLS[state_key(row)])
