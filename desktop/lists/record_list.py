"""The list of the cards of one form: views, search, filters, rows by the page, and a preview."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.language import keep, tr, tr_n
from desktop.lists.arrangement import Arrangement, condition_words
from desktop.lists.list_bar import ListBar, ListBox
from desktop.lists.list_columns import Columns, all_states
from desktop.lists.list_counts import ListCounts
from desktop.lists.list_looks import EMPTY_HELP, LOOKS
from desktop.lists.list_model import ListModel
from desktop.lists.list_preview import Preview
from desktop.lists.list_table import ListTable
from desktop.lists.list_views import ViewButton, ViewPanel
from desktop.lists.list_work import ListWork
from desktop.lists.listed_page import ListedPage
from desktop.lists.saved_views import chosen_columns, saved_views
from desktop.lists.search_note import SearchNote
from desktop.page import Command, Hint
from desktop.parts.panels import EmptyState, Way, empty
from desktop.parts.texts import Frame
from forms.form import Form
from forms.rights import Right
from forms.store.store import Query, Where


@dataclass(frozen=True, slots=True)
class ListWhere:
    """Which view, how it is arranged, and the id of the current card."""

    at: str
    arranged: Arrangement
    id: str


class RecordList(ListedPage):
    """Shows the cards of a form; opened(id) tells that one is wanted, begun() a new one, and
    pointed(id, finding) one at the place of a finding.

    ways are further ways on from the empty list, beside the new card.
    """

    opened = Signal(str)
    begun = Signal()
    pointed = Signal(str, object)

    def __init__(
        self, desk: Desk, form: Form, ways: Callable[[], Sequence[Way]] = lambda: ()
    ) -> None:
        super().__init__()
        self.desk, self.form, self._ways = desk, form, ways
        self.look = LOOKS[form.code]
        self.columns = Columns(form, self.look)
        self.at = self.look.views[0].key
        self.arranged = self._as_at_first()
        self.saved_views = ()
        self._narrow = False
        self._aim = ""
        self._state: EmptyState | None = None
        self.counts = ListCounts(desk, self.columns, self._tell_views)
        self.model = ListModel(desk, form)
        self.table = ListTable()
        keep(self.table, self.table.setAccessibleName, self.look.title)
        self.table.setModel(self.model)
        self.panel, self.button = ViewPanel(), ViewButton()
        self.bar = ListBar(self.button)
        self.preview = Preview(desk, form, self.look, self._open_current)
        self._stack = QStackedWidget()
        self._nothing = Frame("sheet")
        QVBoxLayout(self._nothing)
        self.work = ListWork(self)
        self._search_note = SearchNote(self, desk, form.code)
        self.box.textChanged.connect(self._search_note.hear)
        self._lay_out()
        self._listen()
        self.refresh()

    @property
    def box(self) -> ListBox:
        """Give the search box of the list."""
        return self.bar.box

    def refresh(self, changed: object = None) -> None:
        """Read views, counts and rows again; the card of now stays the card of now."""
        row = self.model.row(self.table.currentIndex().row())
        self.saved_views = saved_views(self.desk, self.columns, self._as_at_first())
        if self.at not in [one.key for one in self.counts.lines(self.saved_views)]:
            self.at = self.arranged.view
        self.counts.read(self.saved_views, self)
        self._ask(row.id if row is not None else "")

    def show_card(self, id: str) -> None:
        """Make a card the current one, as far as the list shows it."""
        self._aim = id
        self._go_to(id)

    def search(self, text: str) -> bool:
        """Search all cards for a text of the box on the strip."""
        self.at, self.arranged = self.look.views[0].key, self._as_at_first()
        self.bar.box.setText(text)
        self._ask()
        self.table.setFocus()
        return True

    def clear_filters(self) -> None:
        """Show all cards again."""
        self.at = self.look.views[0].key
        self.arranged = replace(self.arranged, view=self.at, conditions=(), this_year=False)
        self.box.clear()
        self._ask()
        self.box.setFocus()

    def arrange(self, arranged: Arrangement) -> None:
        """Show the list otherwise; the card of now stays the card of now if it is still there."""
        row = self.model.row(self.table.currentIndex().row())
        self.arranged = arranged
        self._ask(row.id if row is not None else "")

    def pick(self, key: str) -> None:
        """Show a view; filters of the list stay with its ready views, a saved one has its own."""
        saved = next((one for one in self.saved_views if one.key == key), None)
        ready = any(one.key == self.at for one in self.look.views)
        self.at = key
        if saved is not None:
            self.arranged = saved.arrangement
            if saved.lost:
                self.told.emit(
                    tr("Parts of this view are not known to this version and were left out.")
                )
        else:
            now = self.arranged if ready else self._as_at_first()
            self.arranged = replace(now, view=key)
        self._ask()

    def query(self) -> Query:
        """Give the question that the list shows the answer to."""
        return self.arranged.query(self.columns, self.desk.today(), self.box.text())

    # ---- what every page offers ----------------------------------------------------------------

    def title(self) -> str:
        """Give the name of the list."""
        return tr(self.look.title)

    def facts(self) -> str:
        """Say how many stand now, how many children they have, and how many drafts there are."""
        standing, drafts = self.look.views[1], self.look.views[2]
        told = [f"{tr(standing.words)}: {self.counts[standing.key]}"]
        if self.counts[standing.key]:
            told.append(tr("children on them: {n}", n=self.counts.children))
        if self.counts[drafts.key]:
            told.append(tr_n("{n} draft", "{n} drafts", self.counts[drafts.key]))
        return " · ".join(told)

    def buttons(self) -> Sequence[Command]:
        """Offer a new card."""
        new, right = tr("New card"), Right.CHANGE
        return (Command(new, self.begun.emit, "Ctrl+N", "action.add", primary=True, right=right),)

    def commands(self) -> Sequence[Command]:
        """Give what can be done with the list."""
        opens = Command(tr("Open"), self._open_current, "", "action.open")
        return (*self.buttons(), opens, *self.work.commands())

    def hints(self) -> Sequence[Hint]:
        """Give the keys of a list."""
        return (
            Hint("Enter", tr("open")),
            Hint("Ctrl+N", tr("new card")),
            Hint("Ctrl+K", tr("columns")),
            Hint("Ctrl+Shift+L", tr("filter")),
        )

    def fit(self, narrow: bool) -> None:
        """Lay the list out for a small screen or a wide one."""
        self._narrow = narrow
        self._show_frame()
        self.preview.fit(narrow)

    def least_width(self) -> int:
        """Give what the folded bar and the preview need: the rows scroll sideways on their own."""
        return min(self.minimumSizeHint().width(), super().least_width())

    def first_focus(self) -> QWidget | None:
        """Give the rows, or the first way on where there is no row."""
        if self._stack.currentIndex() == 0:
            return self.table
        return self._state.first_focus() if self._state is not None else None

    def retranslate(self) -> None:
        """Speak again in the current language."""
        self.refresh()

    def where(self) -> ListWhere:
        """Say how the list is arranged and which card is the current one; not what is sought."""
        row = self.model.row(self.table.currentIndex().row())
        return ListWhere(self.at, self.arranged, row.id if row is not None else "")

    def come_back(self, where: object) -> None:
        """Arrange the list as it was, and go to the card that was the current one."""
        if isinstance(where, ListWhere):
            self.at, self.arranged = where.at, where.arranged
            self._ask(where.id)

    # ---- inside --------------------------------------------------------------------------------

    def _as_at_first(self) -> Arrangement:
        return Arrangement(self.look.views[0].key, chosen_columns(self.desk, self.columns))

    def _ask(self, id: str = "") -> None:
        self._aim = id
        self.model.ask(self.query(), self.arranged.columns, self)

    def _settle(self) -> None:
        """Show what was found: widths, counts, the card of now or the first one."""
        shown = self.model.rowCount()
        columns = self.arranged.columns
        sorted_at = columns.index(self.arranged.sort) if self.arranged.sort in columns else -1
        self.table.show_sort(sorted_at, self.arranged.descending)
        self.table.fit_columns(self.model.columns, all_states(self.look))
        self._tell_views()
        self._write(shown)
        self._show_frame()
        self._stack.setCurrentIndex(0 if shown else 1)
        if shown:
            self._go_to(self._aim)  # no card is the current one now, so this shows the preview
        else:
            self._say_nothing()
            self._show_preview()
        self.header_changed.emit()

    def _settle_rest(self) -> None:
        """All is found now: tell the count, and go to the card of now if it was not among the first
        and nobody went elsewhere meanwhile."""
        self._write(self.model.rowCount())
        first = self.model.row(0)
        if self._aim and self.table.currentIndex().row() == 0 and first and first.id != self._aim:
            self._go_to(self._aim)

    def _go_to(self, id: str) -> None:
        if self.model.rowCount():
            at = max(self.model.place_of(id), 0) if id else 0
            self.table.setCurrentIndex(self.model.index(at, 0))

    def _tell_views(self) -> None:
        lines = self.counts.lines(self.saved_views)
        self.panel.tell(lines, self.at)
        self.button.tell(lines, self.at)

    def _write(self, shown: int) -> None:
        today = self.desk.today()
        whole = self.counts[self.arranged.view]
        known = not self.model.growing and shown != whole
        count = "" if not known else tr("{shown} of {whole}", shown=shown, whole=whole)
        chips = [
            condition_words(self.form, one, self.desk.register, today)
            for one in self.arranged.conditions
        ]
        year = tr(self.look.this_year, year=today.year)
        self.bar.tell(year, self.arranged.this_year, count, chips)

    def _show_frame(self) -> None:
        """A list without any card shows the ways on and nothing else."""
        some = self.counts.some
        self.bar.setVisible(some)
        self.panel.setVisible(some and not self._narrow)
        self.button.setVisible(some and self._narrow)

    def _say_nothing(self) -> None:
        layout = self._nothing.layout()
        assert layout is not None
        empty(layout)
        filtered = bool(self.box.text() or self.arranged.filtered or self.counts.some)
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
            with self.desk.looking() as reading:
                record = reading.get(self.form.code, row.id)
        self.preview.tell(row, record)

    def _open_current(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if row is not None:
            self.opened.emit(row.id)

    def _type(self, letters: str) -> None:
        """Take letters typed on the rows into the search box."""
        self.box.setFocus()
        self.box.setText(letters)

    def _sort_by(self, section: int) -> None:
        self.work.sort_by(self.arranged.columns[section])

    def _drop(self, at: int) -> None:
        left: list[Where] = list(self.arranged.conditions)
        del left[at]
        self.arrange(replace(self.arranged, conditions=tuple(left)))

    def _toggle_year(self) -> None:
        self.arrange(replace(self.arranged, this_year=not self.arranged.this_year))

    def _listen(self) -> None:
        self.model.settled.connect(self._settle)
        self.model.grown.connect(self._settle_rest)
        self.panel.picked.connect(self.pick)
        self.button.picked.connect(self.pick)
        self.panel.saving.connect(self.work.save_view)
        self.button.saving.connect(self.work.save_view)
        self.panel.renaming.connect(self.work.rename_view)
        self.panel.dropping.connect(self.work.delete_view)
        self.bar.asked.connect(self._ask)
        self.bar.more.connect(self.work.add_filter)
        self.bar.taken.connect(self._drop)
        self.bar.year.connect(self._toggle_year)
        self.box.down.connect(self._to_rows)
        self.table.typed.connect(self._type)
        self.table.activated.connect(lambda _index: self._open_current())
        self.table.doubleClicked.connect(lambda _index: self._open_current())
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_preview())
        self.preview.pointed.connect(self.pointed)
        self.preview.counted.connect(
            lambda code, period, cell: self.wanted.emit("returns", (code, period, cell))
        )

    def _to_rows(self) -> None:
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        middle = Frame("sheet")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        column.addWidget(self._stack, 1)
        row.addWidget(middle, 1)
        row.addWidget(self.preview)
        self.button.hide()
