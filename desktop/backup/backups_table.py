"""The backups as a table, the newest first: when, how old, what each holds, whether it is good."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal

from desktop.delegate import Cell
from desktop.language import day, tr, tr_n
from desktop.page import PillText
from desktop.rows_model import RowsModel
from desktop.tables import Table
from forms.findings import Finding
from forms.store.backups import Listed
from forms.words import N_

MADE, AGE, CARDS, PEOPLE, NEWEST, SIZE, STATE = range(7)
HEADS = (
    N_("Made"),
    N_("How old"),
    N_("Cards"),
    N_("People"),
    N_("Newest change"),
    N_("Size"),
    N_("State"),
)
NUMBERS = frozenset((CARDS, PEOPLE, SIZE))
OTHER_KEY = "B02"
ROW = 30


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


class BackupsModel(RowsModel[Listed]):
    """The lines for the delegate."""

    heads = HEADS
    numbers = NUMBERS

    def __init__(self) -> None:
        super().__init__()
        self.today = date.min

    def look(self, row: Listed, column: int, role: int) -> Any:
        """Give the state as a pill."""
        return state(row) if role == Cell.PILL and column == STATE else None

    def text(self, row: Listed, column: int) -> str:
        """Give the text of a cell."""
        taken = row.backup.taken
        if column == MADE:
            return f"{day(taken.date())} {taken:%H:%M}"
        if column == AGE:
            return age(taken, self.today)
        if column == SIZE:
            return size(row.size)
        if column == STATE:
            return state(row).text
        if isinstance(row.holds, Finding):
            return "—"
        if column == NEWEST:
            newest = row.holds.newest
            return newest.astimezone().strftime("%d.%m.%Y %H:%M") if newest else "—"
        return str(row.holds.all_cards if column == CARDS else row.holds.people)


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
        self._model.today = today
        self._model.tell(rows)
        self.fit(self._stretch)
        paths = [one.backup.path for one in rows]
        if rows:
            known = before is not None and before.backup.path in paths
            at = paths.index(before.backup.path) if known and before is not None else 0
            self.setCurrentIndex(self._model.index(at, MADE))
        self.moved.emit()

    def current(self) -> Listed | None:
        """Give the current backup, None where the list is empty."""
        return self._model.row(self.currentIndex().row())

    def newest(self) -> Listed | None:
        """Give the newest backup that is good."""
        good = (one for one in self._model.rows if not isinstance(one.holds, Finding))
        return next(good, None)

    def fit_narrow(self, narrow: bool) -> None:
        """Leave the newest change out of a narrow window; the panel tells it."""
        self.setColumnHidden(NEWEST, narrow)
        self._stretch = STATE if narrow else NEWEST
        self.fit(self._stretch)
