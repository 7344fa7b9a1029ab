"""Who may open the vault, as a table: whoever made it first, those taken away last."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from desktop.card.card_words import who_of
from desktop.delegate import Cell
from desktop.language import day, tr
from desktop.membership import Person
from desktop.page import PillText
from desktop.rows_model import RowsModel
from desktop.tables import Table
from forms.rights import ROLE_NAMES, Role
from forms.words import N_

NAME, ROLES, SINCE, STATE = range(4)
HEADS = (N_("Who"), N_("Roles"), N_("Since"), N_("State"))
ROW = 32


def roles_of(person: Person) -> str:
    """Say somebody's roles in words, in their order."""
    return ", ".join(tr(ROLE_NAMES[role]) for role in Role if role in person.user.roles)


def state(person: Person) -> PillText:
    """Say in words whether somebody may open the vault."""
    if person.until is not None:
        return PillText(tr("taken away"), "plain", "state.left")
    if person.here:
        return PillText(tr("that is you"), "accent", "state.ok")
    return PillText(tr("opens the vault"), "ok", "state.ok")


class PeopleModel(RowsModel[Person]):
    """The lines for the delegate."""

    heads = HEADS

    def look(self, row: Person, column: int, role: int) -> Any:
        """Give the state as a pill."""
        return state(row) if role == Cell.PILL and column == STATE else None

    def text(self, row: Person, column: int) -> str:
        """Give the text of a cell."""
        if column == NAME:
            return who_of(row.user.name)
        if column == ROLES:
            return roles_of(row)
        if column == STATE:
            return state(row).text
        if row.since is None:
            return tr("made the vault")
        since = day(row.since.astimezone().date())
        return since if row.until is None else f"{since} – {day(row.until.astimezone().date())}"


class PeopleTable(Table):
    """The list with its current person; moved() tells another one."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__(ROW, whole_rows=True)
        self._model = PeopleModel()
        self.setModel(self._model)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit())

    def tell(self, rows: Sequence[Person], number: int | None = None) -> None:
        """Show other people; the one of a number becomes the current one, else the same stays."""
        before = self.current()
        wanted = number if number is not None else (before.number if before is not None else 0)
        self._model.tell(rows)
        self.fit(ROLES)
        at = next((n for n, one in enumerate(rows) if one.number == wanted), 0)
        if rows:
            self.setCurrentIndex(self._model.index(at, NAME))
        self.moved.emit()

    def current(self) -> Person | None:
        """Give the current person, None where the list is empty."""
        return self._model.row(self.currentIndex().row())
