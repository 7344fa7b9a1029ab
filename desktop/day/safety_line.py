"""How the backups stand, in one line of the day: calm when all is well, with a way on when not."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.backup_watch import checked_words
from desktop.desk import Desk
from desktop.language import moment, tr, tr_n
from desktop.parts.buttons import Link
from desktop.parts.texts import Frame, IconView, Label, mark
from desktop.safekeeping import Safety, safety
from forms.words import N_

FAILED = N_("The backup of {when} was not made. Look why, and make one now.")
RESTORED = N_(
    "This vault was restored from a backup: say whether it is the right one, so that older "
    "backups are thinned out again."
)


class SafetyLine(Frame):
    """A line under the cards of the day; show_backups is called for its link."""

    def __init__(self, desk: Desk, show_backups: Callable[[], object]) -> None:
        super().__init__("clear")
        self._desk = desk
        self._icon = IconView("fact.safe", 14, "ok")
        self.text = Label("", "caption", wrap=True)
        self.link = Link("", show_backups, "action.on")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 16, 8)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.link)

    def tell(self) -> None:
        """Read again how the backups stand."""
        kept = safety(self._desk)
        self.text.setText(safety_words(kept, self._desk.today()))
        calm = not (kept.failed or kept.paused or kept.reminds)
        tone = "err" if kept.failed else "ok" if calm else "soft"
        self._icon.show_icon("fact.safe" if calm else "state.soft", tone)
        mark(self.text, tone="" if calm else tone)
        self.link.set_text(tr("Backups"))


def safety_words(kept: Safety, today: date) -> str:
    """Say how the backups stand: a failure first, then what is to be decided, else the last one."""
    if kept.failed is not None:
        return tr(FAILED, when=moment(kept.failed))
    if kept.paused:
        return tr(RESTORED)
    if kept.last is None:
        return tr("No backup yet: one is made every half hour of change, and at closing.")
    here = kept.last.astimezone()
    when = here.strftime("%H:%M" if here.date() == today else "%d.%m.%Y %H:%M")
    words = checked_words(when, kept.people)
    return f"{words}. {_reminder(kept, today)}" if kept.reminds else words


def _reminder(kept: Safety, today: date) -> str:
    if kept.second_at is None:
        return tr("There is no copy outside this computer yet.")
    days = (today - kept.second_at.astimezone().date()).days
    return tr_n(
        "The copy outside this computer is {n} day old: plug in the stick, Ctrl+Shift+B.",
        "The copy outside this computer is {n} days old: plug in the stick, Ctrl+Shift+B.",
        days,
    )
