"""The rows of the journal for their table, the newest first."""

from collections.abc import Sequence
from typing import Any

from desktop.card.card_words import who_of
from desktop.delegate import Cell
from desktop.desk import Desk
from desktop.journal.journal_words import about_words, sign_of
from desktop.language import moment, tr
from desktop.rows_model import PAGE, PagedModel
from forms.store.deeds import told_as
from forms.store.journal_pages import Noted, Sought
from forms.words import N_

ENTRY, WHEN, WHO, DONE, ABOUT = range(5)
HEADS = (N_("Row"), N_("When"), N_("Who"), N_("What was done"), N_("About what"))


class JournalModel(PagedModel[Noted]):
    """Shows the rows that answer what is asked."""

    heads = HEADS

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sought = Sought()

    def ask(self, sought: Sought) -> None:
        """Show what answers other questions, or what answers them now."""
        self._sought = sought
        self.again()

    def read(self, after: Noted | None) -> Sequence[Noted]:
        """Give a page of the journal."""
        with self._desk.store.reading() as reading:
            return reading.journal(self._sought, after.entry if after else None, PAGE)

    def text(self, row: Noted, column: int) -> str:
        """Give the text of a cell."""
        match column:
            case 0:
                return str(row.entry)
            case 1:
                return moment(row.when)
            case 2:
                return who_of(row.who) or "—"
            case 3:
                return tr(told_as(row.deed))
        return about_words(row)

    def look(self, row: Noted, column: int, role: int) -> Any:
        """Give the sign of what was done."""
        return sign_of(row.deed) if column == DONE and role == Cell.ICON else None
