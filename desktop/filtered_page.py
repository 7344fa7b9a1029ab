"""A page of rows with filters over them: Enter opens the card of a row, none found has a way on."""

from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import keep
from desktop.page import Page
from desktop.parts.panels import EmptyState
from desktop.parts.rows_or_nothing import RowsOrNothing
from desktop.rows_model import PagedModel
from desktop.tables import Table

Row = TypeVar("Row")
Asked = TypeVar("Asked")


class Filters(Protocol):
    """What the page needs of the strip of filters, a widget that tells asked(…)."""

    asked: Any

    def clear(self) -> None:
        """Want everything again."""

    def retranslate(self) -> None:
        """Speak again."""

    def first_focus(self) -> QWidget:
        """Give the first filter."""


class FilteredPage(Page, Generic[Row, Asked]):
    """Rows of a model, the newest first; a page of the house says what is none and what opens.

    name is what the table is called to a screen reader, everything what is asked at first, least
    the least widths by column, stretch the column that takes what is left; where rows grow, a long
    name takes two lines.
    """

    name: str
    grows = False
    stretch: int
    least: dict[int, int]

    def __init__(self, model: PagedModel[Row], filters: Filters, everything: Asked) -> None:
        super().__init__()
        self.model, self._filters, self._asked = model, filters, everything
        self.table = Table()
        self.table.setModel(model)
        keep(self.table, self.table.setAccessibleName, self.name)
        self._shown = RowsOrNothing(self.table)
        filters.asked.connect(self._ask)
        self.table.activated.connect(lambda _index: self._open())
        self.table.doubleClicked.connect(lambda _index: self._open())

    def lay_out(self, *above: QWidget) -> None:
        """Lay the rows below what stands above them."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self._shown, 1)

    def ask(self, asked: Asked) -> None:
        """Have the model read what answers."""
        raise NotImplementedError  # each page asks its own model

    def nothing(self) -> EmptyState:
        """Give what is shown where no row answers."""
        raise NotImplementedError  # each page has its own words

    def way_to(self, row: Row) -> tuple[str, str] | None:
        """Give place and id of the card of a row, None where it has none."""
        raise NotImplementedError  # each page knows its rows

    def open(self, place: str, id: str) -> None:
        """Open the card of a row."""
        self.wanted.emit(place, id)

    def current(self) -> Row | None:
        """Give the current row."""
        return self.model.row(self.table.currentIndex().row())

    def retranslate(self) -> None:
        """Speak again."""
        self._filters.retranslate()
        self._ask(self._asked)

    def first_focus(self) -> QWidget | None:
        """Give the rows, else the way on."""
        return self._shown.first_focus() or self._filters.first_focus()

    def _ask(self, asked: Asked) -> None:
        """Show what answers; the row of now stays the row of now."""
        here = self.current()
        self._asked = asked
        self.ask(asked)
        self.table.fit(self.stretch, self.least)
        if self.grows:
            self.table.grow_rows()
        rows = self.model.rows
        if rows:
            at = next((n for n, row in enumerate(rows) if row == here), 0)
            self.table.setCurrentIndex(self.model.index(at, 0))
            self._shown.show_rows()
        else:
            self._shown.show_nothing(self.nothing())
        self.header_changed.emit()

    def _clear(self) -> None:
        self._filters.clear()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _open(self) -> None:
        row = self.current()
        way = self.way_to(row) if row is not None else None
        if way is not None:
            self.open(*way)
