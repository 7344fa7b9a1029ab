"""A table, or in its place what is said and offered where it has no rows."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.parts.panels import EmptyState, empty


class RowsOrNothing(QStackedWidget):
    """Shows the rows, or a state of emptiness; whichever comes keeps the focus that it had."""

    def __init__(self, table: QWidget) -> None:
        super().__init__()
        self._table, self._nothing = table, QWidget()
        self._state: EmptyState | None = None
        self._column = QVBoxLayout(self._nothing)
        self.addWidget(table)
        self.addWidget(self._nothing)

    def show_rows(self) -> None:
        """Show the table."""
        self._turn(None)

    def show_nothing(self, state: EmptyState) -> None:
        """Show what is said where there is no row."""
        self._turn(state)

    def first_focus(self) -> QWidget | None:
        """Give the table, or the first way on where there is no row; None without any."""
        return self._table if self._state is None else self._state.first_focus()

    def _turn(self, state: EmptyState | None) -> None:
        here: object = self.window().focusWidget()  # also while another window is in front
        had = isinstance(here, QWidget) and self.isAncestorOf(here)
        empty(self._column)
        self._state = state
        if state is not None:
            self._column.addWidget(state)
            state.show()
        self.setCurrentIndex(0 if state is None else 1)
        focus = self.first_focus()
        if had and focus is not None:
            focus.setFocus()
