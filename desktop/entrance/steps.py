"""What the steps at the gate have in common: title, help, a finding, and the way on and back."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import jobs
from desktop.language import keep, told, tr, watch
from desktop.parts.buttons import Button, Link
from desktop.parts.chips import KeyCap
from desktop.parts.findings import FindingLine, announce
from desktop.parts.texts import Label
from forms.findings import Finding, Severity
from forms.words import N_

LINE = 20
"""Px: parts whose middles lie closer stand on one line of the step."""


class Step(QWidget):
    """One step of 420 px: title, help, body, a finding, the way on and the way back.

    go_on is called by the primary button and by Enter in any line of the step.
    """

    def __init__(self, title: str, help_: str = "", on: str = N_("Continue")) -> None:
        super().__init__()
        self._refusal: Finding | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.heading = Label("", "title", wrap=True)
        keep(self.heading, self.heading.setText, title)
        column.addWidget(self.heading)
        if help_:
            words = Label("", "fact", wrap=True)
            keep(words, words.setText, help_)
            column.addWidget(words)
        column.addSpacing(8)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body)
        self.finding = FindingLine()
        column.addWidget(self.finding)
        column.addSpacing(2)
        self._on = on
        self.primary = Button("", self.go_on, "primary")
        self.primary.setMinimumWidth(132)
        keep(self.primary, self.primary.set_text, on)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        self.foot.addWidget(self.primary)
        self.foot.addWidget(KeyCap("Enter"))
        self.foot.addStretch(1)
        column.addLayout(self.foot)
        watch.changed.connect(self._say_again)

    def go_on(self) -> None:
        """Take what was answered; each step says what that is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, wherever the focus is, unless what has it took the key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go in the order of reading: the way on was made before what is above it."""
        super().showEvent(event)
        column = self.layout()
        if column is not None:
            column.activate()
        stops = [one for one in self.findChildren(QWidget) if self._stops_tab(one)]
        order = sorted(stops, key=self._place_of)
        for one, after in pairwise(order):
            QWidget.setTabOrder(one, after)

    def _stops_tab(self, part: QWidget) -> bool:
        stops = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return stops and part.focusProxy() is None and part.window() is self.window()

    def _place_of(self, part: QWidget) -> tuple[int, int]:
        middle = part.mapTo(self, part.rect().center())
        return middle.y() // LINE, middle.x()

    def first_focus(self) -> QWidget:
        """Give the widget that has the focus when the step is shown."""
        return self.primary

    def add_back(self, back: Callable[[], object]) -> None:
        """Put the way back at the right of the foot."""
        link = Link("", back, "action.back")
        keep(link, link.set_text, N_("Back"))
        self.foot.addWidget(link)

    def refuse(self, finding: Finding | None, field: QWidget | None = None) -> None:
        """Show why it does not go on, beside the field, or nothing."""
        self._refusal = finding
        self._say_again()
        if finding is not None:
            announce(self, self.finding.text())
            if field is not None:
                field.setFocus()

    def retell(self, finding: Finding | None) -> None:
        """Show another state of what was refused, without calling anybody's attention again."""
        self._refusal = finding
        self._say_again()

    def work(self, call: Callable[[], object], then: Callable[[object], object]) -> None:
        """Do slow work off the screen's thread; meanwhile nothing can be pressed twice."""
        self.setEnabled(False)
        self.primary.setText(tr("One moment…"))
        self.setCursor(Qt.CursorShape.BusyCursor)

        def arrived(answer: object) -> None:
            self._rest()
            then(answer)

        job = jobs.run(self, call, arrived)
        job.ended.connect(self._rest)

    def _rest(self) -> None:
        self.setEnabled(True)
        self.primary.setText(tr(self._on))
        self.unsetCursor()

    def _say_again(self) -> None:
        finding = self._refusal
        text = told(finding) if finding is not None else ""
        self.finding.tell(text, finding.severity if finding is not None else Severity.HARD)
