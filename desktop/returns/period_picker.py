"""Chooses a quarter with two arrows, and knows when its return is due."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.desk import Desk
from desktop.language import current, day, tr, tr_n
from desktop.parts.buttons import Button
from desktop.parts.texts import Label
from forms.deadlines import DUE_DAY, return_due
from reports.period import Period

DUE_SETTING = "office.due_day"
"""Setting of the vault: the day of the next month by which this office's returns are due."""


def due_on(desk: Desk, period: Period) -> date:
    """Give the day a quarter's returns are due: the office's own due day, else the 5th."""
    with desk.store.reading() as reading:
        kept = str(reading.setting(DUE_SETTING) or "")
    chosen = int(kept) if kept.isascii() and kept.isdigit() and 1 <= int(kept) <= 31 else DUE_DAY
    return return_due(period.span.last, chosen)


def due_words(due: date, today: date) -> str:
    """Say when a return is due and how many days are left or have passed."""
    left = (due - today).days
    if left == 0:
        return tr("Due {date} · today", date=due)
    if left > 0:
        return tr_n("Due {date} · {n} day left", "Due {date} · {n} days left", left, date=day(due))
    return tr_n("Due {date} · {n} day ago", "Due {date} · {n} days ago", -left, date=day(due))


def quarter_to_report(today: date) -> Period:
    """Give the quarter whose return is due next: the one that ended last for its first month,
    then the one that runs."""
    now = Period.of(today)
    return now.previous() if (today - now.span_first).days < 31 else now


class PeriodPicker(QWidget):
    """The quarter between two arrows; picked(period) tells another one."""

    picked = Signal(object)

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._before = Button("", self.back, "small", "action.back")
        self._words = Label("", "strong")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._after = Button("", self.on, "small", "action.on")
        for widget in (self._before, self._words, self._after):
            row.addWidget(widget)
        for button in (self._before, self._after):
            button.setFixedWidth(30)
        self._words.setMargin(6)
        self.retranslate()

    def period(self) -> Period:
        """Give the chosen quarter."""
        return self._period

    def pick(self, period: Period) -> None:
        """Show another quarter without telling it."""
        self._period = period
        self.retranslate()

    def back(self) -> None:
        """Choose the quarter before."""
        self._choose(self._period.previous())

    def on(self) -> None:
        """Choose the quarter after."""
        self._choose(self._period.next())

    def retranslate(self) -> None:
        """Speak again in the language of now."""
        self._words.setText(self._period.say(current()))
        self._before.setAccessibleName(tr("Quarter before"))
        self._after.setAccessibleName(tr("Quarter after"))
        self._before.setToolTip("Alt+←")
        self._after.setToolTip("Alt+→")

    def _choose(self, period: Period) -> None:
        self.pick(period)
        self.picked.emit(period)
