"""Who may open the vault, as a table: whoever made it first, those taken away last."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from desktop.card.card_words import who_of
from desktop.delegate import Cell, Index
from desktop.guarded import guarded
from desktop.language import day, tr
from desktop.membership import Person
from desktop.page import PillText
from desktop.tables import Table
from forms.rights import ROLE_NAMES, Role
from forms.words import N_

NAME, ROLES, SINCE, STATE = range(4)
HEADS: Mapping[int, str] = {
    NAME: N_("Who"),
    ROLES: N_("Roles"),
    SINCE: N_("Since"),
    STATE: N_("State"),
}
ROW = 32
NOWHERE = QModelIndex()


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


class PeopleModel(QAbstractTableModel):
    """The lines for the delegate."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Person] = ()

    def tell(self, rows: Sequence[Person]) -> None:
        """Show other people."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of people."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    @guarded
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Say the head."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        return tr(HEADS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say one cell to the delegate."""
        if not 0 <= index.row() < len(self.rows):
            return None
        one, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(one, column)
        return state(one) if role == Cell.PILL and column == STATE else None

    def _text(self, one: Person, column: int) -> str:
        if column == NAME:
            return who_of(one.user.name)
        if column == ROLES:
            return roles_of(one)
        if column == STATE:
            return state(one).text
        if one.since is None:
            return tr("made the vault")
        since = day(one.since.astimezone().date())
        return since if one.until is None else f"{since} – {day(one.until.astimezone().date())}"


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
        at = self.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None
