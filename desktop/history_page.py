"""The history over all cards: who saved which card when; Enter opens the card."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.language import keep, tr
from desktop.latest.latest_filters import LatestFilters
from desktop.latest.latest_model import LatestModel
from desktop.page import PLACE_OF, Hint, Page
from desktop.parts.panels import EmptyState, Way, empty
from desktop.tables import Table
from forms.store.latest import Asked
from forms.words import N_

LEAST = {2: 128, 4: 340}
"""Column → the least width at which a card number and two kinds of change stand on one line."""


class HistoryPage(Page):
    """The savings of all cards with filters over them, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = Asked()
        self.model = LatestModel(desk)
        self.filters = LatestFilters(desk.today())
        self.table = Table()
        self.table.setModel(self.model)
        keep(self.table, self.table.setAccessibleName, N_("Latest changes"))
        self._nothing = QWidget()
        QVBoxLayout(self._nothing)
        self._stack = QStackedWidget()
        for widget in (self.table, self._nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        self.filters.asked.connect(self._ask)
        self.table.activated.connect(lambda _index: self._open())
        self.table.doubleClicked.connect(lambda _index: self._open())

    def title(self) -> str:
        """Give the title."""
        return tr("History")

    def facts(self) -> str:
        """Say what stands here."""
        return tr("Who saved which card and when, the newest first")

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        return (Hint("Enter", tr("open the card")),) if self.model.rowCount() else ()

    def refresh(self, changed: object = None) -> None:
        """Read anew; the row of now stays the row of now."""
        with self._desk.store.reading() as reading:
            self.filters.tell(reading.savers())
        self._ask(self.filters.now() or self._asked)

    def retranslate(self) -> None:
        """Speak again."""
        self.filters.retranslate()
        self._ask(self._asked)

    def first_focus(self) -> QWidget | None:
        """Give the rows, else the way on."""
        if self.model.rowCount():
            return self.table
        state = self._nothing.findChild(EmptyState)
        return (state.first_focus() if state is not None else None) or self.filters.day

    def _ask(self, asked: Asked) -> None:
        here = self.model.row(self.table.currentIndex().row())
        self._asked = asked
        self.model.ask(asked)
        self.table.fit(3, LEAST)
        self.table.grow_rows()
        rows = self.model.rowCount()
        same = (at for at in range(rows) if here and self.model.row(at) == here)
        if rows:
            self.table.setCurrentIndex(self.model.index(next(same, 0), 0))
        else:
            self._say_nothing()
        self._stack.setCurrentIndex(0 if rows else 1)
        self.header_changed.emit()

    def _say_nothing(self) -> None:
        layout = self._nothing.layout()
        assert layout is not None
        empty(layout)
        if self._asked == Asked():
            state = EmptyState(
                "place.history",
                tr("No card was saved yet"),
                tr("Every saving of a card will stand here with its moment and its author."),
            )
        else:
            help_ = tr("Show every change again")
            way = Way(tr("Clear filters"), help_, "action.clear", "", self._clear)
            state = EmptyState("action.filter", tr("No change answers what is asked"), "", (way,))
        layout.addWidget(state)
        state.show()

    def _clear(self) -> None:
        self.filters.clear()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _open(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if row is not None:
            self.wanted.emit(PLACE_OF[row.form], row.card)
