"""The backups as a table, the newest first: when, how old, what each holds, whether it is good."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from desktop.delegate import Cell, Index
from desktop.guarded import guarded
from desktop.language import day, tr, tr_n
from desktop.page import PillText
from desktop.tables import Table
from forms.findings import Finding
from forms.store.backups import Listed
from forms.words import N_

MADE, AGE, CARDS, PEOPLE, NEWEST, SIZE, STATE = range(7)
HEADS: Mapping[int, str] = {
    MADE: N_("Made"),
    AGE: N_("How old"),
    CARDS: N_("Cards"),
    PEOPLE: N_("People"),
    NEWEST: N_("Newest change"),
    SIZE: N_("Size"),
    STATE: N_("State"),
}
NUMBERS = (CARDS, PEOPLE, SIZE)
OTHER_KEY = "B02"
ROW = 30
NOWHERE = QModelIndex()


def age(taken: datetime, today: date) -> str:
    """Say how old a backup is by days."""
    days = (today - taken.date()).days
    if days <= 0:
        return tr("today")
    return tr_n("{n} day", "{n} days", days)


def size(octets: int) -> str:
    """Write a size in megabytes, as the disk shows it."""
    return tr("{n} MB", n=f"{octets / 1e6:.1f}".replace(".", ","))


def state(one: Listed) -> PillText:
    """Say in words whether a backup is good."""
    if not isinstance(one.holds, Finding):
        return PillText(tr("good"), "ok", "state.ok")
    if one.holds.rule == OTHER_KEY:
        return PillText(tr("earlier passphrase"), "soft", "action.key")
    return PillText(tr("damaged"), "err", "state.hard")


class BackupsModel(QAbstractTableModel):
    """The lines for the delegate."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Listed] = ()
        self._today = date.min

    def tell(self, rows: Sequence[Listed], today: date) -> None:
        """Show other backups."""
        self.beginResetModel()
        self.rows, self._today = tuple(rows), today
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of backups."""
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
        if role == Qt.ItemDataRole.TextAlignmentRole and section in NUMBERS:
            return Qt.AlignmentFlag.AlignRight
        return tr(HEADS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say one cell to the delegate."""
        if not 0 <= index.row() < len(self.rows):
            return None
        one, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(one, column)
        if role == Cell.PILL and column == STATE:
            return state(one)
        if role == Cell.NUMERIC:
            return column in NUMBERS
        if role == Qt.ItemDataRole.TextAlignmentRole and column in NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, one: Listed, column: int) -> str:
        taken = one.backup.taken
        if column == MADE:
            return f"{day(taken.date())} {taken:%H:%M}"
        if column == AGE:
            return age(taken, self._today)
        if column == SIZE:
            return size(one.size)
        if column == STATE:
            return state(one).text
        if isinstance(one.holds, Finding):
            return "—"
        if column == NEWEST:
            newest = one.holds.newest
            return newest.astimezone().strftime("%d.%m.%Y %H:%M") if newest else "—"
        return str(one.holds.all_cards if column == CARDS else one.holds.people)


class BackupsTable(Table):
    """The list with its current backup; moved() tells another one."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__(ROW, whole_rows=True)
        self._model = BackupsModel()
        self._stretch = NEWEST
        self.setModel(self._model)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit())

    def tell(self, rows: Sequence[Listed], today: date) -> None:
        """Show other backups; the one of before stays the current one."""
        before = self.current()
        self._model.tell(rows, today)
        self.fit(self._stretch)
        paths = [one.backup.path for one in rows]
        if rows:
            known = before is not None and before.backup.path in paths
            at = paths.index(before.backup.path) if known and before is not None else 0
            self.setCurrentIndex(self._model.index(at, MADE))
        self.moved.emit()

    def current(self) -> Listed | None:
        """Give the current backup, None where the list is empty."""
        at = self.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    def newest(self) -> Listed | None:
        """Give the newest backup that is good."""
        good = (one for one in self._model.rows if not isinstance(one.holds, Finding))
        return next(good, None)

    def fit_narrow(self, narrow: bool) -> None:
        """Leave the newest change out of a narrow window; the panel tells it."""
        self.setColumnHidden(NEWEST, narrow)
        self._stretch = STATE if narrow else NEWEST
        self.fit(self._stretch)
