"""The list of the cards of one form: views, search, rows by the page, and a preview."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.language import tr
from desktop.lists.list_looks import EMPTY_HELP, LOOKS, View
from desktop.lists.list_model import ListModel
from desktop.lists.list_preview import Preview
from desktop.lists.list_views import ViewButton, ViewPanel
from desktop.page import Command, Hint, Page
from desktop.parts.buttons import Button
from desktop.parts.fields import SearchBox
from desktop.parts.panels import EmptyState, Way, empty
from desktop.parts.texts import Frame, Label
from desktop.tables import Table
from forms.form import Form

ROW = 42
WIDTHS = {"number": 56, "date": 92, "state": 132, "children": 52, "kind": 190}


class RecordList(Page):
    """Shows the cards of a form; opened(id) tells that one is wanted, begun() a new one.

    ways are further ways on from the empty list, beside the new card.
    """

    opened = Signal(str)
    begun = Signal()

    def __init__(
        self, desk: Desk, form: Form, ways: Callable[[], Sequence[Way]] = lambda: ()
    ) -> None:
        super().__init__()
        self._desk, self.form, self._ways = desk, form, ways
        self.look = LOOKS[form.code]
        self.view: View = self.look.views[0]
        self._year: int | None = None
        self._narrow = False
        self._state: EmptyState | None = None
        self._counts = dict.fromkeys((one.key for one in self.look.views), 0)
        self.model = ListModel(desk, form.code, self.look)
        self.table = Table(row_height=ROW)
        self.table.setModel(self.model)
        self.box = SearchBox()
        self.panel, self.button = ViewPanel(self.look.views), ViewButton(self.look.views)
        self.preview = Preview(desk, form, self.look, self._open_current)
        self._count = Label("", "fact")
        self._year_button = Button("", self._toggle_year, "filter", "action.filter")
        self._year_button.setProperty("tone", "plain")
        self._year_button.setCheckable(True)
        self._stack = QStackedWidget()
        self._nothing = Frame("sheet")
        QVBoxLayout(self._nothing)
        self._lay_out()
        self._listen()
        self.refresh()

    def refresh(self, changed: object = None) -> None:
        """Read counts and rows again; the card of now stays the card of now."""
        row = self.model.row(self.table.currentIndex().row())
        self._ask(row.id if row is not None else "")

    def show_card(self, id: str) -> None:
        """Make a card the current one, as far as the list shows it."""
        self._ask(id)

    def search(self, text: str) -> bool:
        """Search all cards for a text of the box on the strip."""
        self.view, self._year = self.look.views[0], None
        self.box.setText(text)
        self.table.setFocus()
        return True

    def clear_filters(self) -> None:
        """Show all cards again."""
        self.view, self._year = self.look.views[0], None
        self.box.clear()
        self._ask()
        self.box.setFocus()

    # ---- what every page offers ----------------------------------------------------------------

    def title(self) -> str:
        """Give the name of the list."""
        return tr(self.look.title)

    def facts(self) -> str:
        """Say how many stand now, and how many drafts there are."""
        standing, drafts = self.look.views[1], self.look.views[2]
        told = f"{tr(standing.words)}: {self._counts[standing.key]}"
        more = f"{tr(drafts.words)}: {self._counts[drafts.key]}"
        return f"{told} · {more}" if self._counts[drafts.key] else told

    def buttons(self) -> Sequence[Command]:
        """Offer a new card."""
        return (Command(tr("New card"), self.begun.emit, "Ctrl+N", "action.add", primary=True),)

    def commands(self) -> Sequence[Command]:
        """Give what can be done with the list."""
        return (
            *self.buttons(),
            Command(tr("Open"), self._open_current, "", "action.open"),
            Command(tr("Clear filters"), self.clear_filters, "", "action.clear", "view"),
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys of a list."""
        return (
            Hint("↑↓", tr("choose")),
            Hint("Enter", tr("open")),
            Hint("Ctrl+N", tr("new card")),
        )

    def fit(self, narrow: bool) -> None:
        """Lay the list out for a small screen or a wide one."""
        self._narrow = narrow
        self._show_frame()
        self.preview.fit(narrow)

    def first_focus(self) -> QWidget | None:
        """Give the rows, or the first way on where there is no row."""
        if self._stack.currentIndex() == 0:
            return self.table
        return self._state.first_focus() if self._state is not None else None

    def retranslate(self) -> None:
        """Speak again in the current language."""
        self.refresh()
        self._fit_columns()

    # ---- inside --------------------------------------------------------------------------------

    def _ask(self, id: str = "") -> None:
        today = self._desk.today()
        with self._desk.store.reading() as reading:
            for view in self.look.views:
                self._counts[view.key] = reading.count(self.form.code, view.query(today))
        self.model.ask(self.view.query(today, self.box.text(), self._year))
        self._write(today.year)
        total = self.model.rowCount()
        self._show_frame()
        self._stack.setCurrentIndex(0 if total else 1)
        if total:
            at = max(self.model.place_of(id), 0) if id else 0
            self.table.setCurrentIndex(self.model.index(at, 0))
            self.table.scrollTo(self.model.index(at, 0))
        else:
            self._say_nothing()
        self._show_preview()
        self.header_changed.emit()

    def _write(self, year: int) -> None:
        self.panel.tell(self._counts, self.view.key)
        self.button.tell(self._counts, self.view.key)
        self.box.setPlaceholderText(tr("Search this list"))
        self.box.setAccessibleName(tr("Search this list"))
        whole = self._counts[self.view.key]
        shown = self.model.rowCount()
        same = shown == whole
        self._count.setText("" if same else tr("{shown} of {whole}", shown=shown, whole=whole))
        self._year_button.set_text(tr(self.look.this_year, year=year))
        self._year_button.setChecked(self._year is not None)

    def _show_frame(self) -> None:
        """A list without any card shows the ways on and nothing else."""
        some = any(self._counts.values())
        self._bar.setVisible(some)
        self.panel.setVisible(some and not self._narrow)
        self.button.setVisible(some and self._narrow)

    def _say_nothing(self) -> None:
        layout = self._nothing.layout()
        assert layout is not None
        empty(layout)
        filtered = bool(self.box.text() or self._year or self.view.key != "all")
        self._state = self._nothing_found() if filtered else self._nothing_yet()
        layout.addWidget(self._state)
        self._state.show()  # at once, so that it can take the focus at once

    def _nothing_found(self) -> EmptyState:
        help_ = tr("Show every card again")
        way = Way(tr("Clear filters"), help_, "action.clear", "", self.clear_filters)
        return EmptyState("action.filter", tr("No card answers what is asked"), "", (way,))

    def _nothing_yet(self) -> EmptyState:
        help_ = tr("Type from the paper file")
        new = Way(tr("New card"), help_, "action.write", "Ctrl+N", self.begun.emit)
        ways = (new, *self._ways())
        note = tr(self.look.note)
        return EmptyState("action.open", tr(self.look.empty), tr(EMPTY_HELP), ways, note)

    def _show_preview(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        record = None
        if row is not None:
            with self._desk.store.reading() as reading:
                record = reading.get(self.form.code, row.id)
        self.preview.tell(row, record)

    def _open_current(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if row is not None:
            self.opened.emit(row.id)

    def _pick(self, key: str) -> None:
        self.view = next(one for one in self.look.views if one.key == key)
        self._ask()

    def _toggle_year(self) -> None:
        self._year = None if self._year else self._desk.today().year
        self._ask()

    def _listen(self) -> None:
        self.panel.picked.connect(self._pick)
        self.button.picked.connect(self._pick)
        self.box.textChanged.connect(lambda _text: self._ask())
        self.box.down.connect(self.table.setFocus)
        self.table.activated.connect(lambda _index: self._open_current())
        self.table.doubleClicked.connect(lambda _index: self._open_current())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_preview())

    def _fit_columns(self) -> None:
        least = {at: WIDTHS.get(key, 0) for at, key in enumerate(self.look.columns)}
        self.table.fit(self.look.columns.index("title"), least)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        middle = Frame("sheet")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = Frame("clear")
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(8)
        self.box.setFixedWidth(210)
        for part in (self.box, self.button, self._year_button):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self._count)
        column.addWidget(self._bar)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        column.addWidget(self._stack, 1)
        row.addWidget(middle, 1)
        row.addWidget(self.preview)
        self.button.hide()
        self._fit_columns()
