"""The cards whose term has run out, and those marked to be kept, with what keeps them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.delegate import Cell
from desktop.language import current, day, tr
from desktop.page import PillText
from desktop.retention import DueCard, HeldCard
from desktop.rows_model import RowsModel
from desktop.tables import Table
from forms.findings import Finding, Severity
from forms.retention import HELD
from forms.words import N_

NUMBER, WHAT, ENDED, DUE, STATE, WHY = range(6)
HEADS = (
    N_("Number of the card"),
    N_("Kind"),
    N_("Ended on"),
    N_("Term is over on"),
    N_("State"),
    N_("What keeps it"),
)
ROW = 32


Shown = DueCard | HeldCard
"""A row: a card that is due, or one that is marked to be kept before it is."""


def may_go(one: Shown) -> bool:
    """True for a card that may be destroyed now."""
    return isinstance(one, DueCard) and not one.blocks


def why_kept(one: Shown) -> str:
    """Say what keeps a card, "" when nothing does."""
    if isinstance(one, HeldCard):
        return Finding("Z01", Severity.HARD, HELD, {}, {"reason": one.reason}).say(current())
    return " ".join(why.say(current()) for why in one.blocks)


class DueModel(RowsModel[Shown]):
    """The lines for the delegate; chosen holds the ids of the cards that are marked."""

    heads = HEADS

    def __init__(self) -> None:
        super().__init__()
        self.chosen: set[str] = set()

    def tell(self, rows: Sequence[Shown]) -> None:
        """Show other cards; those that stay and may be destroyed stay marked."""
        self.chosen &= {one.record.id for one in rows if may_go(one)}
        super().tell(rows)

    def choose(self, ids: set[str]) -> None:
        """Mark these cards and no others."""
        self.chosen = ids
        if self.rows:
            last = self.index(len(self.rows) - 1, WHY)
            self.dataChanged.emit(self.index(0, NUMBER), last)

    def look(self, row: Shown, column: int, role: int) -> Any:
        """Give the state as a pill."""
        return self.state(row) if role == Cell.PILL and column == STATE else None

    def state(self, one: Shown) -> PillText:
        """Say in words whether a card is chosen, may be chosen, or must be kept."""
        if not may_go(one):
            return PillText(tr("kept"), "soft", "state.locked")
        if one.record.id in self.chosen:
            return PillText(tr("chosen"), "accent", "state.ok")
        return PillText(tr("may go"), "plain", "state.empty")

    def text(self, row: Shown, column: int) -> str:
        """Give the text of a cell."""
        if column == NUMBER:
            return row.record.number
        if column == WHAT:
            return row.term.name.say(current())
        if column == STATE:
            return self.state(row).text
        if column == WHY:
            return why_kept(row)
        on = row.ended if column == ENDED else row.due
        return day(on) or "—"


class DueTable(Table):
    """The list with its current card; moved() tells another one, marked() another choice."""

    moved = Signal()
    marked = Signal()

    def __init__(self) -> None:
        super().__init__(ROW, whole_rows=True)
        self._model = DueModel()
        self.setModel(self._model)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit())
        self.doubleClicked.connect(lambda _index: self.toggle())

    def tell(self, rows: Sequence[Shown]) -> None:
        """Show other cards; the one of before stays the current one."""
        before = self.current()
        self._model.tell(rows)
        self.fit(WHY)
        self.grow_rows()
        ids = [one.record.id for one in rows]
        if rows:
            known = before is not None and before.record.id in ids
            at = ids.index(before.record.id) if known and before is not None else 0
            self.setCurrentIndex(self._model.index(at, NUMBER))
        self.moved.emit()

    def current(self) -> Shown | None:
        """Give the current card, None where the list is empty."""
        return self._model.row(self.currentIndex().row())

    def chosen(self) -> tuple[DueCard, ...]:
        """Give the marked cards, in their order."""
        return tuple(one for one in self.free() if one.record.id in self._model.chosen)

    def due(self) -> int:
        """Say how many cards are due, whether they may go or not."""
        return sum(isinstance(one, DueCard) for one in self._model.rows)

    def free(self) -> tuple[DueCard, ...]:
        """Give all cards that may be destroyed."""
        found = (one for one in self._model.rows if may_go(one))
        return tuple(one for one in found if isinstance(one, DueCard))

    def toggle(self) -> None:
        """Mark the current card, or take its mark away; one that must be kept stays as it is."""
        one = self.current()
        if one is not None and may_go(one):
            self._model.choose(self._model.chosen ^ {one.record.id})
            self.marked.emit()

    def choose_all(self) -> None:
        """Mark all that may be destroyed, or none where all are marked."""
        every = {one.record.id for one in self.free()}
        self._model.choose(set() if self._model.chosen == every else every)
        self.marked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        else:
            super().keyPressEvent(event)
