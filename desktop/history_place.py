"""The place of the history: the savings of cards, and beside them the journal of every deed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from desktop.history_page import HistoryPage
from desktop.journal_page import JournalPage
from desktop.language import keep, tr
from desktop.page import Command, Page
from desktop.page_stack import PageStack
from desktop.parts.buttons import Segmented
from desktop.parts.texts import Frame
from forms.words import N_

SAVINGS, JOURNAL = "savings", "journal"
WORDS = {SAVINGS: N_("Changes of cards"), JOURNAL: N_("Journal")}


class HistoryPlace(PageStack):
    """Shows the savings or the journal; make gives the journal when it is first asked for."""

    def __init__(self, savings: HistoryPage, make: Callable[[], JournalPage]) -> None:
        super().__init__(savings)
        self._make = make
        self._journal: JournalPage | None = None
        self.views = Segmented([(key, "") for key in WORDS])
        for key, words in WORDS.items():
            keep(self.views, partial(self.views.tell, key), words)
        self.views.picked.connect(self.turn_to)
        bar = Frame("clear")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 2)
        row.addWidget(self.views)
        row.addStretch(1)
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        layout.setSpacing(0)
        layout.insertWidget(0, bar)

    def commands(self) -> Sequence[Command]:
        """Add the way to the other view."""
        to = SAVINGS if self.views.current() == JOURNAL else JOURNAL
        turn = Command(tr(WORDS[to]), lambda: self.turn_to(to), "Ctrl+T", "", "view")
        return (*self.page.commands(), turn)

    def turn_to(self, key: str) -> None:
        """Show the savings or the journal."""
        self.views.pick(key)
        page = self._journal_page() if key == JOURNAL else self._ground
        page.refresh()
        self._turn_to(page)

    def where(self) -> object:
        """Say which of the two is shown."""
        return self.views.current()

    def come_back(self, where: object) -> None:
        """Show it again."""
        self.show_what(where)

    def show_what(self, what: object) -> None:
        """Open the journal when "journal" is asked for."""
        if what in WORDS:
            self.turn_to(str(what))

    def _journal_page(self) -> Page:
        if self._journal is None:
            self._journal = self._make()
            self._lay(self._journal)
        return self._journal
