"""The journal: who did what when, the newest first, with filters and a check of its chain."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.journal.check_strip import CheckStrip
from desktop.journal.journal_checking import Outcome, check_journal, last_checked
from desktop.journal.journal_filters import JournalFilters
from desktop.journal.journal_model import DONE, JournalModel
from desktop.language import keep, moment, told, tr
from desktop.lookup import look_up
from desktop.page import PLACE_OF, Command, Hint, Page
from desktop.parts.panels import EmptyState, Way, empty
from desktop.tables import Table
from forms.rights import Right
from forms.store.journal import Mark
from forms.store.journal_pages import Noted, Sought
from forms.store.vault_refusals import VaultFault
from forms.words import N_

LEAST = {1: 128, 2: 120, DONE: 356}
"""Column → the least width."""

Remembered = Callable[[], Mark | None]
"""Gives what this computer remembered of the journal when the vault was opened."""


class JournalPage(Page):
    """The rows of the journal with filters over them; Enter opens the card of a row."""

    def __init__(self, desk: Desk, remembered: Remembered = lambda: None) -> None:
        super().__init__()
        self._desk, self._remembered = desk, remembered
        self._sought = Sought()
        self.model = JournalModel(desk)
        self.filters = JournalFilters(desk.today(), self._numbered)
        self.strip = CheckStrip()
        self.table = Table()
        self.table.setModel(self.model)
        keep(self.table, self.table.setAccessibleName, N_("Journal"))
        self._nothing = QWidget()
        QVBoxLayout(self._nothing)
        self._stack = QStackedWidget()
        for widget in (self.table, self._nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self.filters.asked.connect(self._ask)
        self.table.activated.connect(lambda _index: self._open())
        self.table.doubleClicked.connect(lambda _index: self._open())

    def title(self) -> str:
        """Give the title."""
        return tr("Journal")

    def facts(self) -> str:
        """Say what stands here, and when it was checked last."""
        checked = last_checked(self._desk)
        text = tr("Who did what and when, without names of people")
        if checked is None:
            return text
        when = tr("checked {when}", when=moment(checked))
        return f"{text} · {when}"

    def buttons(self) -> Sequence[Command]:
        """Offer the check."""
        return (Command(tr("Check the journal"), self.check, "Ctrl+R", "fact.safe", "view"),)

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        row = self._row()
        card = row is not None and bool(row.number) and self._desk.user.may(Right.LOOK)
        return (Hint("Enter", tr("open the card")),) if card else ()

    def refresh(self, changed: object = None) -> None:
        """Read anew; the row of now stays the row of now."""
        with self._desk.store.reading() as reading:
            self.filters.tell(reading.journal_people())
        self._ask(self._sought)

    def retranslate(self) -> None:
        """Speak again."""
        self.filters.retranslate()
        self.strip.retranslate()
        self._ask(self._sought)

    def first_focus(self) -> QWidget | None:
        """Give the rows, else the way on."""
        if self.model.rowCount():
            return self.table
        state = self._nothing.findChild(EmptyState)
        return (state.first_focus() if state is not None else None) or self.filters.first_focus()

    def check(self) -> None:
        """Walk along the chain beside the screen and say what was found."""
        self.told.emit(tr("Checking the journal…"))

        def work() -> Outcome | VaultFault:
            try:
                return check_journal(self._desk, self._remembered())
            except VaultFault as failed:
                return failed

        look_up(self, work, self._tell)

    def _tell(self, answer: object) -> None:
        if isinstance(answer, VaultFault):
            self.told.emit(told(answer.finding))
        elif isinstance(answer, Outcome):
            self.strip.tell(answer)
            self.told.emit(self.strip.words())
            self.refresh()

    def _numbered(self, number: str) -> Sequence[str]:
        with self._desk.store.reading() as reading:
            return reading.numbered(number)

    def _row(self) -> Noted | None:
        return self.model.row(self.table.currentIndex().row())

    def _ask(self, sought: Sought) -> None:
        here = self._row()
        self._sought = sought
        self.model.ask(sought)
        self.table.fit(len(LEAST) + 1, LEAST)
        rows = self.model.rowCount()
        at = (n for n in range(rows) if here is not None and self.model.row(n) == here)
        if rows:
            self.table.setCurrentIndex(self.model.index(next(at, 0), 0))
        else:
            self._say_nothing()
        self._stack.setCurrentIndex(0 if rows else 1)
        self.header_changed.emit()

    def _say_nothing(self) -> None:
        layout = self._nothing.layout()
        assert layout is not None
        empty(layout)
        way = Way(tr("Clear filters"), tr("Show every row again"), "action.clear", "", self._clear)
        state = EmptyState("action.filter", tr("No row answers what is asked"), "", (way,))
        layout.addWidget(state)
        state.show()

    def _clear(self) -> None:
        self.filters.clear()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _open(self) -> None:
        row = self._row()
        if row is not None and row.number and row.form in PLACE_OF:
            self._desk.require(Right.LOOK)
            self.wanted.emit(PLACE_OF[row.form], row.record)
