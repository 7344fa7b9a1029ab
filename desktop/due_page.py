"""Cards whose term has run out: what keeps them, their draft act, and their destruction."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop import language, retention
from desktop.desk import Desk
from desktop.destroying import Destroyed, destroy, still_held
from desktop.dialogs import TroubleDialog, ask
from desktop.due.acts_table import ActsTable
from desktop.due.due_dialogs import DestroyDialog, HoldDialog, HoldNumberDialog, TermsDialog
from desktop.due.due_table import DueTable, Shown
from desktop.language import keep, told, tr, tr_n
from desktop.lookup import look_up
from desktop.page import Command, Crumb, Hint, Page
from desktop.parts.buttons import Segmented
from desktop.parts.panels import EmptyState, Way
from desktop.parts.rows_or_nothing import RowsOrNothing
from desktop.parts.texts import Frame, Label
from desktop.printing.acts import act_of, act_paper, acts, draft_act
from desktop.printing.opening import show_paper
from desktop.retention import DueCard, HeldCard
from desktop.rights_words import not_allowed
from forms.rights import NotAllowed, Right
from forms.words import N_

HELP = N_(
    "Whoever is on these cards has a right that they go when their term has run out. The secretary "
    "chooses cards and prints a draft act for the commission; the chair destroys them. A card "
    "stays while somebody on it stands on an open card, while a return that counts it is not "
    "handed in, or while it is marked to be kept."
)
DUE, ACTS = "due", "acts"
PLACES = {"family": "families", "court_case": "cases"}


class DuePage(Page):
    """Reached from the settings; back() is the way there."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._back = desk, back
        self.table, self.acts = DueTable(), ActsTable()
        self.parts = Segmented([(DUE, tr("Due")), (ACTS, tr("Acts"))])
        self._help, self._state = Label("", "caption", wrap=True), Label("", "body", wrap=True)
        self._stack, self._due = QStackedWidget(), RowsOrNothing(self.table)
        self._looked = False
        keep(self._help, self._help.setText, HELP)
        keep(self.table, self.table.setAccessibleName, N_("Cards due"))
        keep(self.acts, self.acts.setAccessibleName, N_("Acts of destruction"))
        self._lay_out()
        self.parts.picked.connect(self._show_part)
        for signal in (self.table.moved, self.table.marked):
            signal.connect(self.header_changed)
        self.table.activated.connect(lambda _index: self.open_card())
        self.acts.activated.connect(lambda _index: self.print())
        self.refresh()

    # ---- what every page offers ----------------------------------------------------------------

    def title(self) -> str:
        """Give the title."""
        return tr("Terms of keeping")

    def facts(self) -> str:
        """Say how many cards are due and how many are chosen."""
        if not self._looked:
            return ""
        due = tr_n("{n} card is due", "{n} cards are due", self.table.due())
        count = len(self.table.chosen())
        chosen = tr("chosen: {n}", n=count)
        return f"{due} · {chosen}" if count else due

    def crumbs(self) -> Sequence[Crumb]:
        """Give the way back."""
        return (Crumb(tr("Settings"), self._back),)

    def buttons(self) -> Sequence[Command]:
        """Offer the paper of what is shown, and the destruction of what is chosen."""
        on_acts = self.parts.current() == ACTS
        words = tr("Print the act…") if on_acts else tr("Draft act…")
        paper = Command(words, self.print, "Ctrl+P", "action.print", "file", False, *self._prints())
        if on_acts:
            return (paper,)
        destroys = self._destroys()
        return (
            paper,
            Command(
                tr("Destroy…"),
                self.destroy_chosen,
                "Ctrl+D",
                "action.delete",
                "edit",
                True,
                *destroys,
            ),
        )

    def commands(self) -> Sequence[Command]:
        """Give everything that can be done with due cards and acts."""
        holds, one = self._may(Right.HOLD), self.table.current()
        none = (False, tr("Choose a card first.")) if one is None else holds
        held = one is not None and is_held(one)
        lifts = holds if held else (False, tr("This card is not marked to be kept."))
        terms = self._may(Right.OFFICE)
        return (
            *self.buttons(),
            Command(tr("Choose or not"), self.table.toggle, "Space", "", "edit"),
            Command(tr("Choose all that may go"), self.table.choose_all, "Ctrl+A", "", "edit"),
            Command(
                tr("Keep a card by its number…"),
                self.hold_other,
                "Ctrl+N",
                "",
                "edit",
                False,
                *holds,
            ),
            Command(tr("Keep the card…"), self.hold, "Ctrl+K", "", "edit", False, *none),
            Command(
                tr("Keep it no longer"), self.release, "Ctrl+Shift+K", "", "edit", False, *lifts
            ),
            Command(tr("Look at the card"), self.open_card, "F2", "action.show", "view"),
            Command(tr("Terms…"), self.set_terms, "Ctrl+T", "state.term", "edit", False, *terms),
            Command(tr("Due cards or acts"), self.turn, "Ctrl+Tab", "", "view"),
            Command(tr("Back to settings"), self._back, "Alt+Left", "action.back", "view"),
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys that work here."""
        return (
            Hint("Space", tr("choose")),
            Hint("Ctrl+K", tr("keep")),
            Hint("Ctrl+T", tr("terms")),
            Hint("Esc", tr("settings")),
        )

    def first_focus(self) -> QWidget:
        """The list that is shown, or the way on where nothing is due."""
        if self.parts.current() == ACTS:
            return self.acts
        return self._due.first_focus() or self.parts

    def retranslate(self) -> None:
        """Speak again."""
        self.parts.tell(DUE, tr("Due"))
        self.parts.tell(ACTS, tr("Acts"))
        self.refresh()

    def refresh(self, changed: object = None) -> None:
        """Read the due cards and the acts again."""
        may, why = self._may(Right.LOOK)
        if not may:
            self._say(why)
            return
        self.acts.tell(acts(self._desk))
        if not self._looked:
            self._say(tr("Looking which cards are due…"))
        look_up(self, partial(_rows, self._desk), self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the settings."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    # ---- what can be done ----------------------------------------------------------------------

    def turn(self) -> None:
        """Show the acts in place of the due cards, or the other way round."""
        self._show_part(DUE if self.parts.current() == ACTS else ACTS)

    def open_card(self) -> None:
        """Look at the current card, as the journal notes."""
        one = self.table.current()
        if one is not None and self.parts.current() == DUE:
            self.wanted.emit(PLACES[one.record.form], one.record.id)

    def hold(self) -> None:
        """Ask why the current card must be kept, and mark it."""
        one = self.table.current()
        if one is None or not self._may(Right.HOLD)[0]:
            return
        keep_it = partial(retention.hold, self._desk, one.record.form, one.record.id)
        if HoldDialog(self, one.record.number, keep_it).ask():
            self._made(tr("The card {number} is kept.", number=one.record.number))

    def hold_other(self) -> None:
        """Ask which card must be kept although it is not due, and why; mark it."""
        if not self._may(Right.HOLD)[0]:
            return
        dialog = HoldNumberDialog(self, partial(retention.hold_numbered, self._desk))
        if dialog.ask():
            self._made(tr("The card {number} is kept.", number=dialog.number.text().strip()))

    def release(self) -> None:
        """Let the term of the current card count again."""
        one = self.table.current()
        if one is not None and is_held(one) and self._may(Right.HOLD)[0]:
            retention.release(self._desk, one.record.form, one.record.id)
            words = tr("The term of the card {number} counts again.", number=one.record.number)
            self._made(words)

    def set_terms(self) -> None:
        """Ask for the terms of the office."""
        if not self._may(Right.OFFICE)[0]:
            return
        terms = retention.own_terms(self._desk)
        if TermsDialog(self, terms, partial(retention.set_terms, self._desk)).ask():
            self._made(tr("The terms are saved."))

    def print(self) -> None:
        """Show the current act on paper, or the draft of one over the chosen cards."""
        if not self._prints()[0]:
            return
        one = self.acts.current()
        if self.parts.current() == ACTS and one is not None:
            self._show_act(one.number)
        elif self.parts.current() == DUE:
            show_paper(self, self._desk, act_paper(self._desk, draft_act(self._desk, self._lot())))

    def destroy_chosen(self) -> None:
        """Ask twice, destroy the chosen cards, and show the act."""
        chosen = self.table.chosen()
        if not self._destroys()[0]:
            return
        count = len(chosen)
        title = tr_n("Destroy {n} chosen card?", "Destroy {n} chosen cards?", count)
        text = tr(
            "Is the act decided by the commission? You are asked once more before it is done."
        )
        if not ask(self, title, text, tr("Go on…"), careful=True):
            return
        ids = [one.record.id for one in chosen]
        numbers = [one.record.number for one in chosen]
        run = partial(destroy, self._desk, ids)
        dialog = DestroyDialog(self, numbers, still_held(self._desk), run)
        if dialog.ask() and isinstance(dialog.answer, Destroyed):
            self._destroyed(dialog.answer)

    # ---- inside --------------------------------------------------------------------------------

    def _destroyed(self, done: Destroyed) -> None:
        words = tr_n(
            "{n} card is destroyed by the act {act}.",
            "{n} cards are destroyed by the act {act}.",
            done.cards,
            act=done.act,
        )
        self._made(words)
        if done.left is not None:
            head = tr("The file was not written anew")
            TroubleDialog(self, head, head, told(done.left)).exec()
        self._show_act(done.act)

    def _show_act(self, number: str) -> None:
        show_paper(self, self._desk, act_paper(self._desk, act_of(self._desk, number)))

    def _lot(self) -> Sequence[DueCard]:
        """Give the chosen cards; without a choice all that may go."""
        return self.table.chosen() or self.table.free()

    def _take(self, found: object) -> None:
        if isinstance(found, tuple):
            self._looked = True
            self.table.tell(found)
            self._say("")
            self._due.show_rows() if found else self._due.show_nothing(self._nothing())
            self.header_changed.emit()

    def _nothing(self) -> EmptyState:
        help_ = tr("What ends today is due when its term is over.")
        kept = tr("How long cards of each kind are kept")
        way = Way(tr("Terms…"), kept, "state.term", "Ctrl+T", self.set_terms)
        return EmptyState("fact.safe", tr("No card is due."), help_, (way,))

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))

    def _made(self, words: str) -> None:
        self.told.emit(words)
        self.saved.emit()
        self.refresh()

    def _may(self, right: Right) -> tuple[bool, str]:
        """Say whether whoever sits here has a right, and why not."""
        if self._desk.user.may(right):
            return True, ""
        return False, not_allowed(NotAllowed(right)).say(language.current())

    def _destroys(self) -> tuple[bool, str]:
        """Say whether the chosen cards can be destroyed, and why not: in few words, for these
        stand below the button."""
        if not self._may(Right.DESTROY)[0]:
            return False, tr("The chair does this")
        return (True, "") if self.table.chosen() else (False, tr("Nothing is chosen"))

    def _prints(self) -> tuple[bool, str]:
        may, why = self._may(Right.PAPER)
        if self.parts.current() == ACTS:
            there, lacks = self.acts.current() is not None, tr("There is no act yet.")
        else:
            there, lacks = bool(self._lot()), tr("No card may be destroyed now.")
        return (may, why) if not may or there else (False, lacks)

    def _show_part(self, key: str) -> None:
        self.parts.pick(key)
        self._stack.setCurrentWidget(self.acts if key == ACTS else self._due)
        self.first_focus().setFocus()
        self.header_changed.emit()

    def _lay_out(self) -> None:
        left = Frame("sheet")
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._help)
        column.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._state)
        sheet = Frame("card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._stack)
        for part in (self._due, self.acts):
            self._stack.addWidget(part)
        column.addWidget(sheet, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(left)
        self.parts.pick(DUE)


def is_held(one: Shown) -> bool:
    """True for a card that is marked to be kept."""
    return isinstance(one, HeldCard) or bool(one.standing.hold)


def _rows(desk: Desk) -> tuple[Shown, ...]:
    return (*retention.due_cards(desk), *retention.held_cards(desk))


def destroyed_words(desk: Desk) -> str:
    """Say how many cards were destroyed so far, by how many acts."""
    if not desk.user.may(Right.LOOK):
        return tr("Cards are destroyed by an act when their term has run out.")
    made = acts(desk)
    if not made:
        return tr("No card was destroyed yet. Cards go by an act when their term has run out.")
    total = sum(one.cards for one in made)
    return tr_n("{n} card was destroyed by acts", "{n} cards were destroyed by acts", total)
