"""A card in a side panel: its number, what it is called, what it adds, or why it does not count."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QMenu

from desktop.clock import today
from desktop.language import tr
from desktop.parts.rows import KeyRow
from desktop.parts.texts import Label

NUMBER_WIDTH, WITH_YEAR = 40, 66


def short_number(number: str, today: date) -> str:
    """Give the number by which an office knows a card; of another year with that year before it,
    for the short numbers begin anew with each."""
    before, _, short = number.rpartition("-")
    year = before.rpartition("-")[2]
    return f"{year}-{short}" if year.isdigit() and year != str(today.year) else short


def number_width(numbers: Iterable[str]) -> int:
    """Give the width at which the titles behind these numbers begin at one place."""
    year = any("-" in short_number(one, today()) for one in numbers)
    return WITH_YEAR if year else NUMBER_WIDTH


class RecordRow(KeyRow):
    """One card; opened() tells that Enter, a double click or the menu asks for it."""

    opened = Signal()

    def __init__(
        self,
        number: str,
        title: str,
        adds: str = "",
        reason: str = "",
        strong: bool = False,
        width: int = NUMBER_WIDTH,
    ) -> None:
        super().__init__(" ".join(part for part in (number, title, adds, reason) if part))
        self.setToolTip(number)
        grid = QGridLayout(self)
        grid.setContentsMargins(5, 3, 6, 3)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        code = Label(short_number(number, today()), "label")
        code.setMinimumWidth(width)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(code, 0, 0, top)
        words = title.replace(". ", ".\u00a0")  # initials stay together
        grid.addWidget(Label(words, "strong" if strong else "body", wrap=True), 0, 1, top)
        grid.addWidget(Label(adds, "caption" if strong else "body"), 0, 2, top)
        if reason:
            grid.addWidget(Label(reason, "caption", wrap=True), 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card."""
        self.take()

    def take(self) -> None:
        """Ask for the card."""
        self.opened.emit()

    def contextMenuEvent(self, event: Any) -> None:
        """Offer to open the card."""
        menu = QMenu(self)
        menu.addAction(tr("Open the card"), self.opened.emit)
        menu.exec(event.globalPos())


def record_row(
    number: str, title: str, adds: str, reason: str, run: Callable[[], object], width: int
) -> RecordRow:
    """Give a row whose card is opened by run; width is that of its number."""
    row = RecordRow(number, title, adds, reason, width=width)
    row.opened.connect(lambda: run())
    return row
