"""The filters over the history: a day, a person and a kind of change."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.card.card_words import who_of
from desktop.language import keep, tr
from desktop.latest.latest_model import KINDS
from desktop.parts.fields import ComboBox, DateEdit, FieldBox
from desktop.parts.findings import FindingLine, announce
from desktop.parts.texts import Frame
from forms.dates import read_partial
from forms.findings import Severity
from forms.store.latest import Asked, Kind
from forms.words import N_

NO_DAY = N_(
    "“{text}” is no whole day. Type it as 31.03.2026, or leave the line empty for every day."
)


class LatestFilters(Frame):
    """asked(Asked) tells that something else is wanted; what is no day is told and not asked."""

    asked = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__("bottom")
        self._today = today
        self._savers: Sequence[str] = ()
        self.day, self.who, self.kind = DateEdit(), ComboBox(), ComboBox()
        self._finding = FindingLine()
        self._boxes = (
            (FieldBox("", "", self.day), N_("Day")),
            (FieldBox("", "", self.who), N_("Who")),
            (FieldBox("", "", self.kind), N_("What was done")),
        )
        self._lay_out()
        self.day.editingFinished.connect(self._ask)
        self.who.activated.connect(lambda _at: self._ask())
        self.kind.activated.connect(lambda _at: self._ask())

    def tell(self, savers: Sequence[str]) -> None:
        """Offer the people who saved cards; what is chosen stays chosen."""
        who, kind = self.who.currentData(), self.kind.currentIndex()
        self._savers = savers
        self.who.clear()
        self.who.addItem(tr("Everybody"), None)
        for name in savers:
            self.who.addItem(who_of(name), name)
        self.who.setCurrentIndex(max(self.who.findData(who), 0))
        self.kind.clear()
        self.kind.addItem(tr("Everything"), None)
        for one, words in KINDS.items():
            self.kind.addItem(tr(words), one.value)
        self.kind.setCurrentIndex(max(kind, 0))

    def retranslate(self) -> None:
        """Speak again."""
        self.tell(self._savers)
        if self._finding.text():
            self._ask()

    def now(self) -> Asked | None:
        """Give what is wanted, None while the day cannot be read."""
        text = self.day.text().strip()
        read = read_partial(text, self._today) if text else None
        day = read.on() if read is not None and read.exact else None
        if text and day is None:
            return None
        kind = self.kind.currentData()
        return Asked(day, self.who.currentData(), Kind(kind) if kind else None)

    def clear(self) -> None:
        """Want everything again."""
        self.day.clear()
        self.who.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)
        self._ask()

    def _ask(self) -> None:
        wanted = self.now()
        words = "" if wanted is not None else tr(NO_DAY, text=self.day.text())
        self._finding.tell(words, Severity.FORMAT)
        self.day.set_state("error" if words else "")
        if wanted is None:
            announce(self, words)
        else:
            self.asked.emit(wanted)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (box, words) in enumerate(self._boxes):
            keep(box, box.set_words, words)
            box.setMaximumWidth(150 if at == 0 else 260)
            grid.addWidget(box, 0, at, Qt.AlignmentFlag.AlignBottom)
            grid.setColumnStretch(at, 3 if at else 2)
        grid.setColumnStretch(len(self._boxes), 4)
        grid.addWidget(self._finding, 1, 0, 1, len(self._boxes) + 1)

    def first_focus(self) -> QWidget:
        """Give the first filter."""
        return self.day
