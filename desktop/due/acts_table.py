"""The acts of destruction as a table, the newest first; each can be printed again."""

from collections.abc import Sequence

from desktop.card.card_words import who_of
from desktop.language import day
from desktop.printing.acts import ActListed
from desktop.rows_model import RowsModel
from desktop.tables import Table
from forms.words import N_

ACT, DAY, CARDS, WHO = range(4)
HEADS = (N_("Act"), N_("Destroyed on"), N_("Cards"), N_("Who"))
ROW = 32


class ActsModel(RowsModel[ActListed]):
    """The lines for the delegate."""

    heads = HEADS
    numbers = frozenset((CARDS,))

    def text(self, row: ActListed, column: int) -> str:
        """Give the text of a cell."""
        told = {ACT: row.number, DAY: day(row.on), CARDS: str(row.cards), WHO: who_of(row.who)}
        return told[column]


class ActsTable(Table):
    """The list with its current act."""

    def __init__(self) -> None:
        super().__init__(ROW, whole_rows=True)
        self._model = ActsModel()
        self.setModel(self._model)

    def tell(self, rows: Sequence[ActListed]) -> None:
        """Show other acts, the first one as the current one."""
        self._model.tell(rows)
        self.fit(WHO)
        if rows:
            self.setCurrentIndex(self._model.index(0, ACT))

    def current(self) -> ActListed | None:
        """Give the current act, None where the list is empty."""
        return self._model.row(self.currentIndex().row())
