"""The backups of the vault: what there is, what differs, copying away and bringing back."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import safekeeping
from desktop.backup.backups_table import BackupsTable
from desktop.backup.differences_panel import DifferencesPanel
from desktop.backup_watch import words_of
from desktop.desk import Desk
from desktop.dialogs import TroubleDialog, ask, say_no_backup
from desktop.folders import ChooseFolder, choose_folder
from desktop.language import day, keep, moment, told, tr, tr_n
from desktop.lookup import look_up
from desktop.page import Command, Crumb, Hint, Page
from desktop.parts.findings import InfoStrip
from desktop.parts.panels import EmptyState, Way
from desktop.parts.rows_or_nothing import RowsOrNothing
from desktop.parts.texts import Frame, Label
from forms.findings import Finding
from forms.rights import Right
from forms.store.backups import Listed, Proved
from forms.store.restoring import Differences
from forms.words import N_

PAUSED = N_(
    "This vault was restored from a backup. Look whether it is the right one and say so; until "
    "then no older backup is removed."
)


class BackupsPage(Page):
    """Reached from the settings; back() is the way there, exchange(path) puts a restored vault
    in the place of the open one and locks, backed_up(day) lets the gate tell of a backup."""

    def __init__(
        self,
        desk: Desk,
        back: Callable[[], object],
        exchange: Callable[[Path], object],
        backed_up: Callable[[date], object],
        choose: ChooseFolder = choose_folder,
    ) -> None:
        super().__init__()
        self._desk, self._back, self._exchange, self._choose = desk, back, exchange, choose
        self._backed_up = backed_up
        self._safety = safekeeping.safety(desk)
        self._busy = False
        self.found: Differences | None = None
        self.table, self.panel = BackupsTable(), DifferencesPanel()
        self.paused, self.second = InfoStrip("fact.safe"), InfoStrip("fact.disk")
        self._where = Label("", "caption", wrap=True)
        self._rows = RowsOrNothing(self.table)
        self._lay_out()
        self.table.moved.connect(self._moved)
        self.table.activated.connect(lambda _index: self.compare())

    # ---- what every page offers ----------------------------------------------------------------

    def title(self) -> str:
        """Give the title."""
        return tr("Backups")

    def facts(self) -> str:
        """Say when the last one was made and checked."""
        last, newest = self._safety.last, self.table.newest()
        if last is None and newest is not None:  # a restored vault knows only earlier ones
            last = newest.backup.taken
        return tr("Last one: {when}, checked", when=moment(last)) if last else tr("None yet")

    def crumbs(self) -> Sequence[Crumb]:
        """Give the way back."""
        return (Crumb(tr("Settings"), self._back),)

    def buttons(self) -> Sequence[Command]:
        """Offer a backup now and bringing one back."""
        good = self._good() is not None
        reason = "" if good else tr("Choose a backup that is good.")
        restore = Command(
            tr("Restore…"),
            self.restore,
            "Ctrl+R",
            "action.restore",
            "file",
            enabled=good,
            reason=reason,
            right=Right.RESTORE,
        )
        now = Command(tr("Back up"), self.back_up, "Ctrl+N", "action.add", "file", primary=True)
        return (restore, now)

    def commands(self) -> Sequence[Command]:
        """Give everything that can be done with backups."""
        good = self._good() is not None
        return (
            *self.buttons(),
            Command(tr("Compare"), self.compare, "F9", "action.find", "file", enabled=good),
            Command(
                tr("Check every page"), self.check, "F10", "action.check", "file", enabled=good
            ),
            Command(
                tr("Choose the second place…"),
                self.choose_second,
                "Ctrl+O",
                "fact.disk",
                "file",
                right=Right.OFFICE,
            ),
            Command(tr("Back to settings"), self._back, "Alt+Left", "action.back", "view"),
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys that work here."""
        return (
            Hint("Ctrl+N", tr("back up")),
            Hint("Ctrl+R", tr("restore")),
            Hint("Ctrl+Shift+B", tr("to the stick")),
            Hint("Esc", tr("settings")),
        )

    def fit(self, narrow: bool) -> None:
        """Narrow the panel and leave a column out."""
        self.panel.fit(narrow)
        self.table.fit_narrow(narrow)

    def first_focus(self) -> QWidget:
        """The list, or the way to a first backup."""
        return self._rows.first_focus() or self.table

    def retranslate(self) -> None:
        """Speak again."""
        self.refresh()

    def refresh(self, changed: object = None) -> None:
        """Read the backups and what is kept of them again."""
        self._safety = safekeeping.safety(self._desk)
        self._tell_places()
        self.header_changed.emit()
        look_up(self, lambda: safekeeping.listed(self._desk), self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the settings."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    # ---- what can be done ----------------------------------------------------------------------

    def back_up(self) -> None:
        """Make a backup now."""
        self._work(partial(safekeeping.back_up, self._desk), self._made)

    def copy(self) -> None:
        """Copy into the second place now."""
        self._work(partial(safekeeping.copy_to_second, self._desk), self._made)

    def choose_second(self) -> None:
        """Ask for the second place and copy there at once."""
        self._desk.require(Right.OFFICE)
        folder = self._choose(self, tr("Second place for backups"))
        if folder is None:
            return
        refused = safekeeping.choose_second(self._desk, folder)
        if refused is not None:
            say_no_backup(self, told(refused))
        else:
            self.copy()

    def compare(self) -> None:
        """Show what differs between the chosen backup and the vault of now."""
        one = self._good()
        if one is not None:
            path = one.backup.path
            work = partial(safekeeping.differences, self._desk, path)
            look_up(self, work, lambda found: self._compared(one, found))

    def check(self) -> None:
        """Check every page of the chosen backup anew: disks and sticks grow old."""
        one = self._good()
        if one is not None:
            path = one.backup.path
            self._work(lambda: self._desk.store.vault.integrity_of(path), self._checked)

    def restore(self) -> None:
        """Compare, ask, and put the chosen backup in the place of the vault."""
        self._desk.require(Right.RESTORE)
        one = self._good()
        if one is not None and not self._busy:
            work = partial(safekeeping.differences, self._desk, one.backup.path)
            self._work(work, lambda found: self._ask(one, found))

    def confirm_restored(self) -> None:
        """Keep the word that the restored vault is the right one, and back it up."""
        safekeeping.confirm_restored(self._desk)
        self.table.setFocus()
        self.back_up()

    # ---- answers -------------------------------------------------------------------------------

    def _work(self, work: Callable[[], object], then: Callable[[object], object]) -> None:
        if not self._busy:
            self._busy = True
            look_up(self, work, lambda answer: self._worked(answer, then))

    def _worked(self, answer: object, then: Callable[[object], object]) -> None:
        self._busy = False
        then(answer)

    def _made(self, answer: object) -> None:
        if isinstance(answer, Proved):
            self._backed_up(self._desk.today())
            self.told.emit(words_of(answer))
        elif isinstance(answer, Finding):
            say_no_backup(self, told(answer))
        self.refresh()

    def _checked(self, found: object) -> None:
        assert isinstance(found, tuple)
        if found:
            title, head = tr("This backup is damaged"), tr("Use another one, and make one now.")
            TroubleDialog(self, title, head, told(found[0])).exec()
        else:
            self.told.emit(tr("Every page of the backup is sound."))

    def _ask(self, one: Listed, found: object) -> None:
        if isinstance(found, Finding):
            self._say(found)
            return
        assert isinstance(found, Differences)
        self._compared(one, found)
        QTimer.singleShot(0, lambda: self._ask_now(one, found))  # the differences are seen behind

    def _ask_now(self, one: Listed, found: Differences) -> None:
        title = tr("Restore the backup of {when}?", when=f"{day(one.backup.taken)} {_time(one)}")
        if ask(self, title, _what_happens(found), tr("Restore")):
            path = one.backup.path
            self._work(lambda: safekeeping.bring_back(self._desk, path), self._brought)

    def _brought(self, answer: object) -> None:
        if isinstance(answer, Finding):
            self._say(answer)
        else:
            assert isinstance(answer, Path)
            self._exchange(answer)

    def _say(self, why: Finding) -> None:
        title = tr("This step was not carried out")
        TroubleDialog(self, title, tr("The earlier vault stays in its place."), told(why)).exec()

    def _compared(self, one: Listed, found: object) -> None:
        if one is self.table.current() and isinstance(found, Differences | Finding):
            self.found = found if isinstance(found, Differences) else None
            self.panel.tell_differences(one, found)

    def _take(self, rows: object) -> None:
        assert isinstance(rows, list)
        self.table.tell(rows, self._desk.today())
        self._rows.show_rows() if rows else self._rows.show_nothing(self._nothing())
        self.panel.setVisible(bool(rows))
        self.header_changed.emit()

    def _nothing(self) -> EmptyState:
        words = tr("A checked copy of the vault, now")
        way = Way(tr("Back up"), words, "action.add", "Ctrl+N", self.back_up)
        help_ = tr("Pana makes one by itself at closing and every half hour of change.")
        return EmptyState("fact.safe", tr("No backup is here yet."), help_, (way,))

    def _moved(self) -> None:
        self.found = None
        self.panel.tell(self.table.current())
        self.header_changed.emit()

    def _good(self) -> Listed | None:
        one = self.table.current()
        return one if one is not None and not isinstance(one.holds, Finding) else None

    def _tell_places(self) -> None:
        kept = self._safety
        self._where.setText(tr("Folder: {folder}", folder=str(safekeeping.folder_for(self._desk))))
        links = ((tr("It is the right one"), self.confirm_restored),)
        self.paused.tell(tr(PAUSED) if kept.paused else "", links)
        change = (tr("Choose…"), self.choose_second)
        if kept.second is None:
            self.second.tell(tr(safekeeping.NO_SECOND_YET), (change,))
            return
        never = tr("not used yet")
        when = moment(kept.second_at) if kept.second_at else never
        words = tr("Second place: {folder}, last copy: {when}", folder=str(kept.second), when=when)
        self.second.tell(words, ((tr("Copy now"), self.copy), change))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = Frame("sheet")
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        for part in (self.paused, self.second, self._where):
            column.addWidget(part)
        sheet = Frame("card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._rows)
        column.addWidget(sheet, 1)
        row.addWidget(left, 1)
        row.addWidget(self.panel)
        keep(self.table, self.table.setAccessibleName, N_("Backups"))


def _time(one: Listed) -> str:
    return one.backup.taken.strftime("%H:%M")


def _what_happens(found: Differences) -> str:
    later = len(found.only_vault) + len(found.changed)
    lost = tr("Nothing was entered since.")
    if later:
        lost = tr_n(
            "{n} card was entered or changed since and will stand only in the vault set aside.",
            "{n} cards were entered or changed since and will stand only in the vault set aside.",
            later,
        )
    how = tr(
        "The vault of now is set aside under another name in the same folder. The program locks; "
        "open the restored vault with the passphrase and look whether it is the right one."
    )
    return f"{lost} {how}"
