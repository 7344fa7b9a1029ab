"""Likely the same people side by side over a veil, with the ways on."""

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.card.comparison import Pair
from desktop.language import tr
from desktop.parts.findings import Note
from desktop.parts.panels import empty
from desktop.parts.texts import Frame, Label, hairline
from desktop.parts.veil import VeiledDialog

WIDTH = 640
DIFFERS = "≠"


class Way(Enum):
    """How the comparison was left."""

    CLOSE = auto()
    OPEN = auto()
    PART = auto()


class Shown:
    """One comparison: a sentence, the heads of both columns, and pairs in groups."""

    def __init__(
        self, sentence: str, here: str, there: str, groups: Sequence[Sequence[Pair]]
    ) -> None:
        self.sentence, self.here, self.there = sentence, here, there
        self.groups = tuple(tuple(group) for group in groups if group)


class CompareDialog(VeiledDialog):
    """Shows one comparison of several; run() gives the way on and which of them was shown."""

    def __init__(
        self, parent: QWidget, several: Sequence[Callable[[], Shown]], at: int = 0
    ) -> None:
        super().__init__(parent, tr("Is it the same person?"), WIDTH)
        self._several, self.at = several, at
        self.way = Way.CLOSE
        self.note = Note("", "info", "fact.people")
        self.table = Frame("clear")
        self.grid = QGridLayout(self.table)
        self.grid.setContentsMargins(0, 4, 0, 0)
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(5)
        self.grid.setColumnMinimumWidth(0, 130)
        self.grid.setColumnMinimumWidth(2, 14)
        for column in (1, 3):
            self.grid.setColumnStretch(column, 1)
        self.body.addWidget(self.note)
        self.body.addWidget(self.table)
        self.next = self.add_link("", self._go_on, "action.on")
        self.next.setVisible(len(several) > 1)
        self.part = self.add_button(tr("Another person…"), lambda: self._leave(Way.PART))
        self.other = self.add_button(tr("Open the other card"), lambda: self._leave(Way.OPEN))
        self.close_ = self.add_button(tr("Close"), self.reject, "primary")
        self._show()
        self.close_.setFocus()

    def run(self) -> Way:
        """Show the dialog until somebody chooses."""
        self.exec()
        return self.way

    def _show(self) -> None:
        shown = self._several[self.at]()
        self.note.tell(shown.sentence)
        count = len(self._several)
        self.next.set_text(tr("Next ({at} of {total})", at=self.at + 1, total=count))
        empty(self.grid)
        heads = (shown.here, 1), (shown.there, 3)
        for words, column in heads:
            self.grid.addWidget(Label(words, "strong", wrap=True), 0, column)
        line = 1
        for group in shown.groups:
            self.grid.addWidget(hairline(), line, 0, 1, 4)
            for pair in group:
                line += 1
                self._write(pair, line)
            line += 1

    def _write(self, pair: Pair, line: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        differs = tr("differs")
        sign = Label(DIFFERS if pair.differs else "", "strong", "info")
        sign.setAccessibleName(differs if pair.differs else "")
        role = "strong" if pair.differs else "body"
        self.grid.addWidget(Label(pair.label, "fact", wrap=True), line, 0, top)
        self.grid.addWidget(Label(pair.here or "—", role, wrap=True), line, 1, top)
        self.grid.addWidget(sign, line, 2, top)
        there = Label(pair.there or "—", role, wrap=True)
        spoken = tr("{label}: {value}", label=pair.label, value=pair.there or "—")
        there.setAccessibleName(f"{spoken}, {differs}" if pair.differs else spoken)
        self.grid.addWidget(there, line, 3, top)

    def _go_on(self) -> None:
        self.at = (self.at + 1) % len(self._several)
        self._show()
        self.place_panel()

    def _leave(self, way: Way) -> None:
        self.way = way
        self.accept()
