"""Watches over the backups of an open vault: every half hour of change, on demand, off the thread.

What came of it is told in the status line; a failure is told once and never stops the work.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.desk import Desk
from desktop.jobs import run
from desktop.language import told, tr, tr_n
from desktop.page import Command
from desktop.safekeeping import back_up, back_up_changes, copy_to_second
from forms.findings import Finding
from forms.store.backups import Proved

EVERY = 30 * 60 * 1000
"""Milliseconds between two looks whether anything changed (row G1)."""


class BackupWatch(QObject):
    """Makes backups beside the work, one at a time.

    proved(words) tells a backup that was made and checked, refused(words) why none was made at a
    look, denied(words) why none was made that a person asked for.
    """

    proved = Signal(str)
    refused = Signal(str)
    denied = Signal(str)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._busy = False
        self._failed = False
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Make a backup when anything changed since the newest one."""
        self._begin(lambda: back_up_changes(self._desk), once=True)

    def back_up(self) -> None:
        """Make a backup now, asked for by a person."""
        self._begin(lambda: back_up(self._desk))

    def copy(self) -> None:
        """Copy into the second place now, asked for by a person."""
        self._begin(lambda: copy_to_second(self._desk))

    def _begin(self, work: Callable[[], object], *, once: bool = False) -> None:
        """Do it off the thread; once leaves the same trouble unsaid at the next look."""
        if not self._busy:
            self._busy = True
            run(self, work, lambda answer: self._tell(answer, once=once))

    def _tell(self, answer: object, *, once: bool) -> None:
        self._busy = False
        if isinstance(answer, Proved):
            self._failed = False
            self.proved.emit(words_of(answer))
        elif isinstance(answer, Finding):
            if not once:
                self.denied.emit(told(answer))
            elif not self._failed:
                self.refused.emit(tr("No backup was made. {why}", why=told(answer)))
            self._failed = True
        self.ended.emit()


def words_of(made: Proved) -> str:
    """Say what was proved: "Backup checked 17:42, 1 284 people"."""
    time = made.backup.taken.strftime("%H:%M")
    return checked_words(time, made.holds.people)


def checked_words(time: str, people: int) -> str:
    """Say when a backup was checked and how many people are on the cards in it."""
    return tr_n(
        "Backup checked {time}, {people} person",
        "Backup checked {time}, {people} people",
        people,
        time=time,
        people=f"{people:,}".replace(",", "\u00a0"),
    )


def backup_commands(watch: BackupWatch | None) -> list[Command]:
    """Give what the menus offer of backups wherever one stands; nothing where none are made."""
    if watch is None:
        return []
    return [
        Command(tr("Back up now"), watch.back_up, "", "place.history", "file"),
        Command(tr("Copy to the second place"), watch.copy, "Ctrl+Shift+B", "", "file"),
    ]
