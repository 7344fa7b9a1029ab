"""A place of the rail: the list of one form and the card that is opened from it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from desktop.card.whereabouts import CardWhere, stand_on, where_on
from desktop.desk import Desk
from desktop.finding.taking_over import Begun
from desktop.form_page import FormPage
from desktop.language import told
from desktop.lists.record_list import RecordList
from desktop.looking import open_card
from desktop.operations import Changed
from desktop.page_stack import PageStack
from desktop.parts.panels import Way
from forms.findings import Finding
from forms.form import Form
from forms.record import Record
from forms.rights import Right
from forms.store.vault_refusals import VaultFault


class RecordsPage(PageStack):
    """Shows the list, or one card; show_what(id) opens a card, new_card() begins one.

    changed(Changed) tells what was kept, for the pages that show the same cards.
    """

    changed = Signal(object)

    def __init__(
        self, desk: Desk, form: Form, ways: Callable[[], Sequence[Way]] = lambda: ()
    ) -> None:
        self.list = RecordList(desk, form, ways)
        super().__init__(self.list)
        self._desk, self.form = desk, form
        self._card: FormPage | None = None
        self.list.opened.connect(self.open_card)
        self.list.begun.connect(self.new_card)
        self.list.pointed.connect(self.open_at)

    def open_card(self, id: str) -> None:
        """Open one card, also one that was typed and never saved; an id that the store does not
        know, or a journal that cannot be written, leaves the list as it is."""
        self.told.emit("")  # what was told of another card, or of the list, is not true of this one
        if not self.page.leave():  # first: it may save the very card that is read then
            return
        try:
            record = open_card(self._desk, self.form.code, id)
        except VaultFault as failed:
            self.told.emit(told(failed.finding))
            return
        if record is not None:
            card = self._card_page()
            card.show_card(record)
            self._show(card)

    def open_at(self, id: str, finding: Finding) -> None:
        """Open one card at the place of a finding."""
        self.open_card(id)
        if self._card is not None and self.page is self._card:
            self._card.view.go_to_finding(finding)

    def new_card(self) -> None:
        """Begin an empty card; raises NotAllowed for whoever could not save it."""
        self._desk.require(Right.CHANGE)
        card = self._card_page()
        self.told.emit("")
        if self.page is card:
            card.new_card()
            return
        card.new_card()
        self._show(card)

    def close_card(self) -> None:
        """Go back to the list; what is unsaved is kept."""
        card = self._card
        if card is None or self.page is not card:
            return
        self.told.emit("")
        if not card.leave():
            return
        self.list.refresh()
        self.list.show_card(card.view.filling.record.id)
        self._turn_to(self.list)

    def refresh(self, changed: object = None) -> None:
        """Read the list again; a card that is open is being worked on and stays, but knows an
        edited register."""
        if self._card is not None and self._is_gone(self._card):
            # Destroyed meanwhile, and not to be seen any more: neither shown nor kept.
            self._card.show_card(Record.blank(self.form.code))
            self._turn_to(self.list)
        if self.page is self.list:
            self.list.refresh(changed)
        elif self._card is not None:
            self._card.view.filling.consult(self._desk.register)

    def show_what(self, what: object) -> None:
        """Open the card with an id; "new" begins one, and so does what the search took over."""
        if what == "new":
            self.new_card()
        elif isinstance(what, Begun):
            self.new_card()
            self._card_page().begin_with(what.texts)
        elif isinstance(what, str):
            self.open_card(what)

    def where(self) -> object:
        """Say which card is open and where on it, or where the list stands."""
        if self._card is not None and self.page is self._card:
            return where_on(self._card.view)
        return self.list.where()

    def come_back(self, where: object) -> None:
        """Open the card that was open, or show the list as it stood."""
        if not isinstance(where, CardWhere):
            self.list.come_back(where)
            return
        if where.blank:
            self.new_card()
        else:
            self.open_card(where.id)
        if self._card is not None and self.page is self._card:
            stand_on(self._card.view, where)

    def search(self, text: str) -> bool:
        """Search the list, closing the card."""
        self.close_card()
        return self.page is self.list and self.list.search(text)

    # ---- inside --------------------------------------------------------------------------------

    def _card_page(self) -> FormPage:
        if self._card is None:
            self._card = FormPage(self._desk, self.form, self.list.look.title, self.close_card)
            self._lay(self._card)
            self._card.changed.connect(self._kept)
        return self._card

    def _is_gone(self, card: FormPage) -> bool:
        shown = card.view.filling.saved
        if not shown.revision:
            return False
        with self._desk.looking() as reading:
            return reading.place(self.form.code, shown.id) is None

    def _kept(self, changed: Changed) -> None:
        self.changed.emit(changed)

    def _show(self, card: FormPage) -> None:
        self._stack.setCurrentWidget(card)
        self.header_changed.emit()
        card.view.focus_first()
