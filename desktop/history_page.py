"""The history over all cards: who saved which card when; Enter opens the card."""

from collections.abc import Sequence

from desktop.desk import Desk
from desktop.filtered_page import FilteredPage
from desktop.language import tr
from desktop.latest.latest_filters import LatestFilters
from desktop.latest.latest_model import CARD, DONE, NAME, LatestModel
from desktop.page import PLACE_OF, Hint
from desktop.parts.panels import EmptyState, Way
from forms.store.latest import Asked, Latest
from forms.words import N_


class HistoryPage(FilteredPage[Latest, Asked]):
    """The savings of all cards with filters over them, the newest first."""

    name = N_("Latest changes")
    stretch = NAME
    grows = True
    least = {CARD: 128, DONE: 340}  # a card number, and two kinds of change on one line

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._savings, self.filters = LatestModel(desk), LatestFilters(desk.today())
        super().__init__(self._savings, self.filters, Asked())
        self.lay_out(self.filters)

    def title(self) -> str:
        """Give the title."""
        return tr("History")

    def facts(self) -> str:
        """Say what stands here."""
        return tr("Who saved which card and when, the newest first")

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        return (Hint("Enter", tr("open the card")),) if self.model.rowCount() else ()

    def refresh(self, changed: object = None) -> None:
        """Read anew."""
        with self._desk.looking() as reading:
            self.filters.tell(reading.savers())
        self._ask(self.filters.now() or self._asked)

    def ask(self, asked: Asked) -> None:
        """Read the savings that answer."""
        self._savings.ask(asked)

    def way_to(self, row: Latest) -> tuple[str, str]:
        """Give the card that was saved."""
        return PLACE_OF[row.form], row.card

    def nothing(self) -> EmptyState:
        """Say that nothing was saved, or that nothing answers."""
        if self._asked == Asked():
            return EmptyState(
                "place.history",
                tr("No card was saved yet"),
                tr("Every saving of a card will stand here with its moment and its author."),
            )
        help_ = tr("Show every change again")
        way = Way(tr("Clear filters"), help_, "action.clear", "", self._clear)
        return EmptyState("action.filter", tr("No change answers what is asked"), "", (way,))
