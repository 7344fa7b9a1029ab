"""The strip below a table of people: who is likely known already, and what was decided of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.card.likely import Decision, Hint, best_first
from desktop.language import tr, tr_n
from desktop.parts.buttons import Link
from desktop.parts.chips import KeyCap
from desktop.parts.findings import announce
from desktop.parts.texts import Frame, IconView, Label
from forms.form import Form

COMPARE_KEY = "Shift+F9"


class LikenessStrip(Frame):
    """Stands in the flow, takes no focus and opens nothing; what it says is announced politely.

    compared() and parted() tell that somebody wants to compare, or says that it is another
    person; reviewed() that the decisions are to be seen.
    """

    compared = Signal()
    parted = Signal()
    reviewed = Signal()

    def __init__(self) -> None:
        super().__init__("clear")
        self.hints: list[Hint] = []
        self.decisions: tuple[Decision, ...] = ()
        self.note = Frame("note", tone="info")
        self.text = Label("", "body", wrap=True)
        self.compare = Link("", self.compared.emit)
        self.part = Link("", self.parted.emit)
        self.review = Link("", self.reviewed.emit, "action.restore")
        for link in (self.compare, self.part, self.review):
            link.setFocusPolicy(link.focusPolicy().ClickFocus)  # the menu of the card has them all
        self._cap = KeyCap(COMPARE_KEY)
        self._lay_out()
        self.hide()

    def tell(self, form: Form, hints: Sequence[Hint], decisions: Sequence[Decision]) -> None:
        """Show the likeliest, how many more there are, and how many decisions."""
        self.hints = best_first(hints, form)
        self.decisions = tuple(decisions)
        words = self._words(form)
        new = words != self.text.text()
        self.text.setText(words)
        self.note.setAccessibleName(words)
        self.note.setVisible(bool(words))
        self.compare.set_text(tr("Compare"))
        self.part.set_text(tr("Another person…"))
        count = len(self.decisions)
        said = tr_n("{n} decision: another person", "{n} decisions: another person", count)
        self.review.set_text(said if count else "")
        self.review.setVisible(bool(count))
        self.setVisible(bool(words) or bool(count))
        if words and new and self.isVisible():
            announce(self, words)

    def _words(self, form: Form) -> str:
        if not self.hints:
            return ""
        more = len(self.hints) - 1
        first = self.hints[0].say(form)
        if not more:
            return first
        rest = tr_n("And {n} more card.", "And {n} more cards.", more)
        return " ".join((first, rest))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout(self.note)
        row.setContentsMargins(10, 2, 6, 2)
        row.setSpacing(8)
        row.addWidget(IconView("fact.people", 14, "info"))
        row.addWidget(self.text, 1)
        for part in (self.compare, self._cap, self.part):
            row.addWidget(part)
        column.addWidget(self.note)
        below = QHBoxLayout()
        below.setContentsMargins(6, 0, 6, 0)
        below.addWidget(self.review)
        below.addStretch(1)
        column.addLayout(below)
