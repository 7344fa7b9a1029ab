"""Asks why a card is annulled, and says what that means."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.language import current, tr
from desktop.parts.choices import ReasonRows
from desktop.parts.fields import LineEdit
from desktop.parts.findings import Note
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from forms.codes import Code, codes

REASONS = "annul_reason"


class AnnulDialog(VeiledDialog):
    """A digit picks the reason, Enter annuls; words may be added: the other card's number."""

    def __init__(self, parent: QWidget | None, card: str) -> None:
        super().__init__(parent, tr("Annul the card {card}?", card=card))
        self.body.addWidget(
            Note(
                tr(
                    "Only a card that no document stands behind is annulled. It keeps its number "
                    "and its history, no return counts it, and it is found in the list under "
                    "“Annulled”, where the annulment can be taken back."
                ),
                "info",
            )
        )
        self.body.addSpacing(4)
        self.body.addWidget(Label(tr("Reason"), "label"))
        self._codes = {one.key: one for one in codes(REASONS)}
        self.rows = ReasonRows([(key, one.say(current())) for key, one in self._codes.items()])
        self.body.addWidget(self.rows)
        self.line = LineEdit()
        words = tr("In your own words: for a double card, the number of the one that stays")
        label = Label(words, "label", wrap=True)
        label.setBuddy(self.line)
        self.line.setAccessibleName(words)
        self.body.addWidget(label)
        self.body.addWidget(self.line)
        self.add_hint("Esc", tr("go back"))
        self.yes = self.add_button(tr("Annul"), self.accept, "primary")
        self.add_button(tr("Cancel"), self.reject)
        self.rows.pick(next(iter(self._codes)))

    def answer(self) -> tuple[Code, str]:
        """Give the reason and the words."""
        return self._codes[self.rows.current()], " ".join(self.line.text().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit picks a reason, unless words are being typed."""
        if not self.line.hasFocus() and self.rows.take_key(event):
            return
        super().keyPressEvent(event)


def ask_annulment(parent: QWidget, card: str) -> tuple[Code, str] | None:
    """Ask for the reason; None when the card is to stay.  card names it for the title."""
    dialog = AnnulDialog(parent, card)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return dialog.answer()
