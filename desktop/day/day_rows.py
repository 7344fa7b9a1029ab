"""Rows of the day's lists: a term with its day and the days left, and a line of what lacks."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.language import tr, tr_n
from desktop.page import PillText
from desktop.parts.buttons import Link
from desktop.parts.chips import Pill
from desktop.parts.rows import KeyRow
from desktop.parts.texts import IconView, Label

NEAR = 3
"""From so many days on a term is near."""

DAY_WIDTH = 42


def left_pill(left: int) -> PillText:
    """Say in words how many days are left, or by how many a term passed."""
    if left < 0:
        passed = tr_n("{n} day over", "{n} days over", -left)
        return PillText(passed, "err", "state.hard")
    if left == 0:
        return PillText(tr("today"), "soft", "state.near")
    words = tr_n("{n} day left", "{n} days left", left)
    if left < NEAR:
        return PillText(words, "soft", "state.near")
    return PillText(words, "plain", "state.term")


class TermRow(KeyRow):
    """One term: its last day, what is to be done, the card and the norm, the days left."""

    opened = Signal()

    def __init__(self, last: date, today: date, what: str, facts: str, pill: PillText) -> None:
        day = last.strftime("%d.%m")
        super().__init__(f"{day} {what}. {facts}. {pill.text}")
        self.setToolTip(last.strftime("%d.%m.%Y"))
        grid = QGridLayout(self)
        grid.setContentsMargins(11, 6, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(1)
        top = Qt.AlignmentFlag.AlignTop
        when = Label(day, "strong")
        when.setMinimumWidth(DAY_WIDTH)
        grid.addWidget(when, 0, 0, top)
        if last.year != today.year:
            grid.addWidget(Label(str(last.year), "caption"), 1, 0, top)
        grid.addWidget(Label(what, "strong", wrap=True), 0, 1)
        grid.addWidget(Label(facts, "caption", wrap=True), 1, 1, 1, 2)
        grid.addWidget(Pill(pill), 0, 2, top)
        grid.setColumnStretch(1, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the card with a click."""
        self.take()

    def take(self) -> None:
        """Ask for the card."""
        self.opened.emit()


class LackRow(QWidget):
    """One line of what the quarter lacks: sign, sentence, and a link to where it is mended."""

    def __init__(
        self,
        icon: str,
        tone: str,
        text: str,
        link: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(IconView(icon, 14, tone, 6), 0, top)
        words = Label(text, "body", wrap=True)
        words.setContentsMargins(0, 4, 0, 4)  # as far down as the words of the link beside it
        row.addWidget(words, 1)
        if link and run is not None:
            row.addWidget(Link(link, run), 0, top)
