"""The latest savings for their table, the newest first."""

from collections.abc import Sequence
from typing import Any

from desktop.card.card_words import who_of
from desktop.delegate import Cell
from desktop.desk import Desk
from desktop.language import moment, tr
from desktop.rows_model import PAGE, PagedModel
from forms.store.latest import Asked, Kind, Latest
from forms.words import N_

WHEN, WHO, CARD, NAME, DONE = range(5)
HEADS = (N_("When"), N_("Who"), N_("Card"), N_("Surname and name"), N_("What was done"))
KINDS = {
    Kind.NEW: N_("New card"),
    Kind.EDITED: N_("Changed"),
    Kind.COMPLETED: N_("Marked complete"),
    Kind.REOPENED: N_("Became a draft"),
    Kind.CONFIRMED: N_("Finding confirmed"),
    Kind.ANNULLED: N_("Annulled"),
    Kind.RESTORED: N_("Annulment taken back"),
}
ICONS = {
    Kind.NEW: ("action.add", "ink2"),
    Kind.EDITED: ("state.draft", "ink2"),
    Kind.COMPLETED: ("state.ok", "ok"),
    Kind.REOPENED: ("state.draft", "draft"),
    Kind.CONFIRMED: ("action.check", "ink2"),
    Kind.ANNULLED: ("state.left", "ink2"),
    Kind.RESTORED: ("action.restore", "ink2"),
}
"""Kind → icon and tone; a saving that did several things wears that of the last in this order."""


class LatestModel(PagedModel[Latest]):
    """Shows the savings that answer what is asked."""

    heads = HEADS

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = Asked()

    def ask(self, asked: Asked) -> None:
        """Show what answers other questions, or what answers them now."""
        self._asked = asked
        self.again()

    def read(self, after: Latest | None) -> Sequence[Latest]:
        """Give a page of savings."""
        with self._desk.looking() as reading:
            return reading.latest(self._asked, after.entry if after else None, PAGE)

    def text(self, row: Latest, column: int) -> str:
        """Give the text of a cell."""
        match column:
            case 0:
                return moment(row.when)
            case 1:
                return who_of(row.who)
            case 2:
                return row.number
            case 3:
                return row.title
        return " · ".join(tr(KINDS[kind]) for kind in row.kinds)

    def look(self, row: Latest, column: int, role: int) -> Any:
        """Give the sign of what was done."""
        signed = column == DONE and role == Cell.ICON and row.kinds
        return ICONS[row.kinds[-1]] if signed else None
