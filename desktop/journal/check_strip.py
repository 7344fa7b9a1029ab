"""What the check of the journal found: one calm line, or every finding under the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.journal.journal_checking import Outcome
from desktop.language import moment, told, tr, tr_n
from desktop.parts.findings import FindingLine, announce
from desktop.parts.panels import Column
from desktop.parts.texts import Frame, IconView, Label

TALLEST = 132
"""So many px the findings take at most; more of them scroll."""


class CheckStrip(Frame):
    """Lies over the rows once the journal was checked; hidden before."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._outcome: Outcome | None = None
        self._icon, self._words = IconView("", 16), Label("", "body", wrap=True)
        self.found = Column(margins=(24, 0, 8, 0))
        self.found.body.setSpacing(2)
        self.found.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.found)
        self.hide()

    def tell(self, outcome: Outcome) -> None:
        """Show what was found and say it to those who cannot see it."""
        self._outcome = outcome
        self._write(outcome)
        self.show()
        announce(self, self.words())

    def words(self) -> str:
        """Give the sentence over the findings."""
        return self._words.text()

    def retranslate(self) -> None:
        """Speak again."""
        if self._outcome is not None:
            self._write(self._outcome)

    def _write(self, outcome: Outcome) -> None:
        found, when = outcome.checked.findings, moment(outcome.when)
        if found:
            self._icon.show_icon("state.hard", "err", tr("Altered"))
            words = tr_n(
                "Checked {when}: {n} finding.",
                "Checked {when}: {n} findings.",
                len(found),
                when=when,
            )
        else:
            self._icon.show_icon("state.ok", "ok", tr("Whole"))
            words = tr_n(
                "Checked {when}: the journal is whole, {n} row.",
                "Checked {when}: the journal is whole, {n} rows.",
                outcome.checked.rows,
                when=when,
            )
        self._words.setText(words)
        self.found.empty()
        for one in found:
            self.found.body.addWidget(FindingLine(told(one), one.severity))
        self.found.body.addStretch(1)
        self.found.setAccessibleName(words)
        self.found.setVisible(bool(found))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the findings the height that they need in the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self.found.widget()
        assert inside is not None
        inside.ensurePolished()
        needed = inside.heightForWidth(max(self.width() - 32, 100))
        self.found.setFixedHeight(max(min(needed, TALLEST), 20))
