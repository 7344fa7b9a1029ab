"""The journal: who did what when, the newest first, with filters and a check of its chain."""

from collections.abc import Callable, Sequence

from desktop.desk import Desk
from desktop.filtered_page import FilteredPage
from desktop.journal.check_strip import CheckStrip
from desktop.journal.journal_checking import Outcome, check_journal, last_checked
from desktop.journal.journal_filters import JournalFilters
from desktop.journal.journal_model import ABOUT, DONE, WHEN, WHO, JournalModel
from desktop.language import moment, told, tr
from desktop.lookup import look_up
from desktop.page import PLACE_OF, Command, Hint
from desktop.parts.panels import EmptyState, Way
from forms.rights import Right
from forms.store.journal import Mark
from forms.store.journal_pages import Noted, Sought
from forms.store.vault_refusals import VaultFault
from forms.words import N_

Remembered = Callable[[], Mark | None]
"""Gives what this computer remembered of the journal when the vault was opened."""


class JournalPage(FilteredPage[Noted, Sought]):
    """The rows of the journal with filters over them; Enter opens the card of a row."""

    name = N_("Journal")
    stretch = ABOUT
    least = {WHEN: 128, WHO: 120, DONE: 356}

    def __init__(self, desk: Desk, remembered: Remembered = lambda: None) -> None:
        self._desk, self._remembered = desk, remembered
        self._journal = JournalModel(desk)
        self.filters = JournalFilters(desk.today(), self._numbered)
        super().__init__(self._journal, self.filters, Sought())
        self.strip = CheckStrip()
        self.lay_out(self.filters, self.strip)

    def title(self) -> str:
        """Give the title."""
        return tr("Journal")

    def facts(self) -> str:
        """Say what stands here, and when it was checked last."""
        checked = last_checked(self._desk)
        text = tr("Who did what and when, without names of people")
        if checked is None:
            return text
        when = tr("checked {when}", when=moment(checked))
        return f"{text} · {when}"

    def buttons(self) -> Sequence[Command]:
        """Offer the check."""
        return (Command(tr("Check the journal"), self.check, "Ctrl+R", "fact.safe", "view"),)

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        row = self.current()
        card = row is not None and self.way_to(row) is not None
        card = card and self._desk.user.may(Right.LOOK)
        return (Hint("Enter", tr("open the card")),) if card else ()

    def refresh(self, changed: object = None) -> None:
        """Read anew."""
        with self._desk.store.reading() as reading:
            self.filters.tell(reading.journal_people())
        self._ask(self._asked)

    def retranslate(self) -> None:
        """Speak again."""
        self.strip.retranslate()
        super().retranslate()

    def check(self) -> None:
        """Walk along the chain beside the screen and say what was found."""
        self.told.emit(tr("Checking the journal…"))

        def work() -> Outcome | VaultFault:
            try:
                return check_journal(self._desk, self._remembered())
            except VaultFault as failed:
                return failed

        look_up(self, work, self._tell)

    def _tell(self, answer: object) -> None:
        if isinstance(answer, VaultFault):
            self.told.emit(told(answer.finding))
        elif isinstance(answer, Outcome):
            self.strip.tell(answer)
            self.told.emit(self.strip.words())
            self.refresh()

    def _numbered(self, number: str) -> Sequence[str]:
        with self._desk.store.reading() as reading:
            return reading.numbered(number)

    def ask(self, asked: Sought) -> None:
        """Read the rows that answer."""
        self._journal.ask(asked)

    def way_to(self, row: Noted) -> tuple[str, str] | None:
        """Give the card that a row is about."""
        known = row.number and row.form in PLACE_OF
        return (PLACE_OF[row.form], row.record) if known else None

    def nothing(self) -> EmptyState:
        """Say that no row answers."""
        way = Way(tr("Clear filters"), tr("Show every row again"), "action.clear", "", self._clear)
        return EmptyState("action.filter", tr("No row answers what is asked"), "", (way,))

    def open(self, place: str, id: str) -> None:
        """Open the card of a row to whoever may look at cards."""
        self._desk.require(Right.LOOK)
        super().open(place, id)
