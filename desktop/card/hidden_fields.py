"""What of a card is hidden from whoever has not asked for it, and the asking, which is noted."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop import looking
from desktop.card.card_view import CardView
from desktop.card.filling import Filling, Spot
from desktop.desk import Desk
from desktop.dialogs import ask
from desktop.language import told, tr
from desktop.page import Command
from forms.sensitive import neutral
from forms.store.vault_refusals import VaultFault


class HiddenFields(QObject):
    """Shows the hidden fields of the card that a view shows, once the journal has the row.

    told(text) is for the status line.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, view: CardView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        view.hidden_wanted.connect(self.show)

    def commands(self) -> Sequence[Command]:
        """Give the command, where something is hidden."""
        if not hides_any(self._view.filling):
            return ()
        words = tr("Show hidden fields")
        return (Command(words, self.show, "Ctrl+Shift+H", "action.show", "view"),)

    def show(self) -> None:
        """Note that the hidden fields were asked for, and show them until the card is closed."""
        filling = self._view.filling
        if not hides_any(filling):
            return
        try:
            looking.hidden_shown(self._desk, filling.record)
        except VaultFault as failed:  # nobody looks without a row
            self.told.emit(told(failed.finding))
            return
        filling.hiding.shown = True
        self._view.show_all()
        self.told.emit(tr("Hidden fields are shown; the journal keeps that you asked for them."))

    def stay_off_paper(self) -> bool:
        """Say whether sensitive fields are left out of a paper: what is hidden on the screen is;
        what was asked for there is asked for again, for paper goes from hand to hand."""
        filling = self._view.filling
        if hides_any(filling):
            return True
        if not _tells(filling):
            return False
        text = tr(
            "The card tells of an adoption or of somebody's health. On paper whoever holds it "
            "reads that, and the secret of an adoption is kept by law (Family Code, article 102)."
        )
        title = tr("Print what is hidden?")
        return not ask(
            self._view, title, text, tr("Print it"), tr("Print without it"), careful=True
        )


def _tells(filling: Filling) -> bool:
    """True when a value stands on the card that would be hidden or shown by a neutral code."""
    return any(
        value is not None and neutral(field, value) != value
        for path, field in filling.form.paths()
        if field.sensitive
        for row in filling.record.rows(path.split(".")[0])
        for value in (row.get(field.name),)
    )


def hides_any(filling: Filling) -> bool:
    """True when a sensitive value stands anywhere on a card and is hidden."""
    return any(
        filling.hides(Spot(path, row.id))
        for path, field in filling.form.paths()
        if field.sensitive
        for row in filling.record.rows(path.split(".")[0])
    )
