"""A place of the rail: the list of one form and the card that is opened from it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.form_page import FormPage
from desktop.lists.record_list import RecordList
from desktop.operations import Changed
from desktop.page import Command, Crumb, Hint, Page, PillText
from desktop.parts.panels import Way
from forms.form import Form


class RecordsPage(Page):
    """Shows the list, or one card; show_what(id) opens a card, new_card() begins one.

    changed(Changed) tells what was kept, for the pages that show the same cards.
    """

    changed = Signal(object)

    def __init__(
        self, desk: Desk, form: Form, ways: Callable[[], Sequence[Way]] = lambda: ()
    ) -> None:
        super().__init__()
        self._desk, self.form = desk, form
        self._narrow = False
        self.list = RecordList(desk, form, ways)
        self._card: FormPage | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list.opened.connect(self.open_card)
        self.list.begun.connect(self.new_card)
        self._pass_on(self.list)

    @property
    def page(self) -> Page:
        """Give the list, or the card that is shown over it."""
        card = self._card
        return card if card is not None and self._stack.currentWidget() is card else self.list

    def open_card(self, id: str) -> None:
        """Open one card; an id that the store does not know leaves the list as it is."""
        with self._desk.store.reading() as reading:
            record = reading.get(self.form.code, id)
        if record is not None and self.page.leave():
            card = self._card_page()
            card.show_card(record)
            self._show(card)

    def new_card(self) -> None:
        """Begin an empty card."""
        card = self._card_page()
        if self.page is card:
            card.new_card()
            return
        card.new_card()
        self._show(card)

    def close_card(self) -> None:
        """Go back to the list; what is unsaved is kept."""
        card = self._card
        if card is None or self.page is not card or not card.leave():
            return
        self._stack.setCurrentWidget(self.list)
        self.list.show_card(card.view.filling.record.id)
        self.header_changed.emit()
        focus = self.list.first_focus()
        if focus is not None:
            focus.setFocus()

    # ---- what every page offers, as the page of now does ---------------------------------------

    def title(self) -> str:
        """Give the title of the page of now."""
        return self.page.title()

    def facts(self) -> str:
        """Give its facts."""
        return self.page.facts()

    def pills(self) -> Sequence[PillText]:
        """Give its states."""
        return self.page.pills()

    def crumbs(self) -> Sequence[Crumb]:
        """Give its way back."""
        return self.page.crumbs()

    def buttons(self) -> Sequence[Command]:
        """Give its buttons."""
        return self.page.buttons()

    def commands(self) -> Sequence[Command]:
        """Give its commands."""
        return self.page.commands()

    def hints(self) -> Sequence[Hint]:
        """Give its keys."""
        return self.page.hints()

    def fit(self, narrow: bool) -> None:
        """Lay both out for a small screen or a wide one."""
        self._narrow = narrow
        self.list.fit(narrow)
        if self._card is not None:
            self._card.fit(narrow)

    def help(self) -> bool:
        """Show the instruction of the field that has the focus."""
        return self.page.help()

    def refresh(self, changed: object = None) -> None:
        """Read the list again; a card that is open is being worked on and stays, but knows an
        edited register."""
        if self.page is self.list:
            self.list.refresh(changed)
        elif self._card is not None:
            self._card.view.filling.consult(self._desk.register)

    def retranslate(self) -> None:
        """Speak again in the current language."""
        self.list.retranslate()
        if self._card is not None:
            self._card.retranslate()

    def show_what(self, what: object) -> None:
        """Open the card with an id; "new" begins one."""
        if what == "new":
            self.new_card()
        elif isinstance(what, str):
            self.open_card(what)

    def first_focus(self) -> QWidget | None:
        """Give the first place of the page of now."""
        return self.page.first_focus()

    def search(self, text: str) -> bool:
        """Search the list, closing the card."""
        self.close_card()
        return self.page is self.list and self.list.search(text)

    def leave(self) -> bool:
        """Keep what is unsaved."""
        return self.page.leave()

    # ---- inside --------------------------------------------------------------------------------

    def _card_page(self) -> FormPage:
        if self._card is None:
            self._card = FormPage(self._desk, self.form, self.list.look.title, self.close_card)
            self._stack.addWidget(self._card)
            self._card.fit(self._narrow)
            self._pass_on(self._card)
            self._card.changed.connect(self._kept)
        return self._card

    def _kept(self, changed: Changed) -> None:
        self.changed.emit(changed)

    def _pass_on(self, page: Page) -> None:
        page.header_changed.connect(self.header_changed)
        page.told.connect(self.told)
        page.saved.connect(self.saved)
        page.wanted.connect(self.wanted)

    def _show(self, card: FormPage) -> None:
        self._stack.setCurrentWidget(card)
        self.header_changed.emit()
        card.view.focus_first()
