"""The panel below the search box: what was found, a sentence where needed, and its keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.finding.found_lines import Kind, Line
from desktop.finding.results_view import ResultsView
from desktop.language import tr, tr_n
from desktop.page import Hint
from desktop.parts.chips import KeyHints
from desktop.parts.findings import announce
from desktop.parts.texts import Frame, Label, hairline, mark
from forms.words import N_

FOOT = 34
PAGE = 6
"""Lines that Page Down goes over."""

NOTHING = N_("No card answers “{typed}”. Check the spelling, or begin a card:")
MORE = N_("More cards answer. Type one more word, or press Ctrl+Enter for all of them.")


class SearchPanel(Frame):
    """Lies over the page and never takes the focus; chosen(Line) tells a line taken by mouse."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("over")
        self.view = ResultsView()
        self.sentence = Label("", "fact", wrap=True)
        self.sentence.setContentsMargins(14, 8, 14, 6)
        self._hints = KeyHints()
        self._foot = Frame("over_foot")
        self.view.clicked.connect(lambda index: self.chosen.emit(self.lines()[index.row()]))
        self._lay_out()
        self.hide()

    def lines(self) -> tuple[Line, ...]:
        """Give the lines shown."""
        return self.view.results.lines

    def current(self) -> Line | None:
        """Give the current line, None where nobody walked to one."""
        at = self.view.current()
        return self.lines()[at] if at >= 0 else None

    def tell(self, lines: Sequence[Line], typed: str, more: bool) -> None:
        """Show what was found for a typed text; more: there are more cards than lines."""
        self.view.results.tell(lines)
        self.view.go_to(-1)
        cards = sum(line.kind is Kind.CARD for line in lines)
        sentence = tr(NOTHING, typed=typed) if not cards else tr(MORE) if more else ""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        count = tr_n("{n} card answers.", "{n} cards answer.", cards)
        announce(self, sentence if not cards else f"{count} {sentence}".strip())
        self._write_hints(bool(cards))

    def walk(self, by: int) -> None:
        """Go some lines down or up; above the first one nothing is chosen."""
        at = max(-1, min(self.view.current() + by, len(self.lines()) - 1))
        self.view.go_to(at)
        if at >= 0:
            announce(self.view, self.lines()[at].spoken())

    def mark_late(self, late: bool) -> None:
        """Say to tests and screen readers that the answer to the newest text is still to come."""
        mark(self, state="late" if late else "")

    def whole_height(self, width: int) -> int:
        """Give the height at which everything can be seen at a width."""
        words = self.sentence.heightForWidth(width - 2) if self.sentence.text() else 0
        return words + self.view.whole_height() + FOOT + 8

    def retranslate(self) -> None:
        """Speak its own words again."""
        self.view.setAccessibleName(tr("What was found"))
        self.setAccessibleName(tr("What was found"))

    def _write_hints(self, some: bool) -> None:
        keys = [Hint("↑↓", tr("choose")), Hint("Enter", tr("open"))]
        if some:
            keys.append(Hint("Ctrl+Enter", tr("all in the list")))
        self._hints.show_hints([*keys, Hint("Esc", tr("go back"))])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        column.addWidget(self.view, 1)
        column.addWidget(hairline())
        self._foot.setFixedHeight(FOOT)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self._hints)
        row.addStretch(1)
        column.addWidget(self._foot)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.retranslate()
