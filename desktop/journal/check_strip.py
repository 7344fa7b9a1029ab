"""What the check of the journal found: one calm line, or every finding under the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.journal.journal_checking import Outcome
from desktop.language import moment, told, tr, tr_n
from desktop.parts.findings import FindingLine, announce
from desktop.parts.panels import empty
from desktop.parts.texts import Frame, IconView, Label

TALLEST = 168
"""So many px the findings take at most; more of them scroll."""


class CheckStrip(Frame):
    """Lies over the rows once the journal was checked; hidden before."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._outcome: Outcome | None = None
        self._icon, self._words = IconView("", 16), Label("", "body", wrap=True)
        self._list = QWidget()
        QVBoxLayout(self._list).setContentsMargins(0, 0, 0, 0)
        self.found = QScrollArea()
        self.found.setWidgetResizable(True)
        self.found.setWidget(self._list)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setMaximumHeight(TALLEST)
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
        layout = self._list.layout()
        assert layout is not None
        empty(layout)
        for one in found:
            layout.addWidget(FindingLine(told(one), one.severity))
        self.found.setVisible(bool(found))
