"""The filters over the journal: deed, person, days and the number of a card."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.card.card_words import who_of
from desktop.journal.journal_words import GROUPS
from desktop.language import keep, tr
from desktop.latest.latest_filters import NO_DAY
from desktop.parts.fields import ComboBox, DateEdit, FieldBox, LineEdit
from desktop.parts.findings import FindingLine, announce
from desktop.parts.texts import Frame
from forms.dates import read_partial
from forms.findings import Severity
from forms.letters import sort_key
from forms.store.deeds import SPOKEN
from forms.store.journal_pages import Sought
from forms.words import N_

NO_CARD = N_(
    "No card has the number “{text}”. Type the whole number, or its last part as the list shows it."
)
SEVERAL = N_("Several cards have the number “{text}”. Type the whole number.")
TURNED = N_("The first day is later than the last one. Change one of them.")
Find = Callable[[str], Sequence[str]]
"""Gives the ids of the cards with a number."""


class JournalFilters(Frame):
    """asked(Sought) tells that something else is wanted; what cannot be read is told instead."""

    asked = Signal(object)

    def __init__(self, today: date, find: Find) -> None:
        super().__init__("bottom")
        self._today, self._find = today, find
        self._people: Sequence[str] = ()
        self.deed, self.who = ComboBox(), ComboBox()
        self.first, self.last, self.card = DateEdit(), DateEdit(), LineEdit()
        self._finding = FindingLine()
        self._boxes = (
            (FieldBox("", "", self.deed), N_("What was done"), 4),
            (FieldBox("", "", self.who), N_("Who"), 3),
            (FieldBox("", "", self.first), N_("First day"), 2),
            (FieldBox("", "", self.last), N_("Last day"), 2),
            (FieldBox("", "", self.card), N_("Number of the card"), 3),
        )
        self._lay_out()
        for line in (self.first, self.last, self.card):
            line.editingFinished.connect(self._ask)
        for choice in (self.deed, self.who):
            choice.activated.connect(lambda _at: self._ask())

    def tell(self, people: Sequence[str]) -> None:
        """Offer the people who stand in the journal; what is chosen stays chosen."""
        deed, who = self.deed.currentData() or "", self.who.currentData()
        self._people = people
        self.who.clear()
        self.who.addItem(tr("Everybody"), None)
        for name in people:
            self.who.addItem(who_of(name), name)
        self.who.setCurrentIndex(max(self.who.findData(who), 0))
        self.deed.clear()
        self.deed.addItem(tr("Every deed"), "")
        for key, (words, _icon, _deeds) in GROUPS.items():
            self.deed.addItem(tr(words), key)
        self.deed.insertSeparator(self.deed.count())
        for one in sorted(SPOKEN, key=lambda one: sort_key(tr(SPOKEN[one]))):
            self.deed.addItem(tr(SPOKEN[one]), one.value)
        self.deed.setCurrentIndex(max(self.deed.findData(deed), 0))

    def retranslate(self) -> None:
        """Speak again."""
        self.tell(self._people)
        if self._finding.text():
            self._ask()

    def now(self) -> Sought | str:
        """Give what is wanted, or say what cannot be read."""
        days: list[date | None] = []
        for line in (self.first, self.last):
            day = self._day(line)
            line.set_state("error" if isinstance(day, str) else "")
            if isinstance(day, str):
                return tr(NO_DAY, text=day)
            days.append(day)
        first, last = days
        if first is not None and last is not None and first > last:
            self.last.set_state("error")
            return tr(TURNED)
        number = self.card.text().strip().removeprefix("№").strip()
        found = self._find(number) if number else ("",)
        self.card.set_state("" if len(found) == 1 else "error")
        if len(found) != 1:
            return tr(SEVERAL if found else NO_CARD, text=number)
        key = self.deed.currentData() or ""
        deeds = GROUPS[key][2] if key in GROUPS else {key} - {""}
        return Sought(frozenset(deeds), self.who.currentData(), first, last, found[0])

    def clear(self) -> None:
        """Want everything again."""
        for line in (self.first, self.last, self.card):
            line.clear()
        self.deed.setCurrentIndex(0)
        self.who.setCurrentIndex(0)
        self._ask()

    def _day(self, line: DateEdit) -> date | None | str:
        """Give a day, None for an empty line, the text itself when it is no whole day."""
        text = line.text().strip()
        read = read_partial(text, self._today) if text else None
        day = read.on() if read is not None and read.exact else None
        return text if text and day is None else day

    def _ask(self) -> None:
        wanted = self.now()
        words = wanted if isinstance(wanted, str) else ""
        self._finding.tell(words, Severity.FORMAT)
        if words:
            announce(self, words)
        else:
            self.asked.emit(wanted)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (box, words, stretch) in enumerate(self._boxes):
            keep(box, box.set_words, words)
            grid.addWidget(box, 0, at, Qt.AlignmentFlag.AlignBottom)
            grid.setColumnStretch(at, stretch)
        grid.addWidget(self._finding, 1, 0, 1, len(self._boxes))

    def first_focus(self) -> QWidget:
        """Give the first filter."""
        return self.deed
