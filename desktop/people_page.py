"""The users of the vault: who opens it, with which roles; passphrases given, changed, taken."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import membership
from desktop.card.card_words import who_of
from desktop.desk import Desk
from desktop.dialogs import ask
from desktop.language import keep, told, tr, tr_n
from desktop.lookup import look_up
from desktop.membership import Person
from desktop.page import Command, Crumb, Hint, Page
from desktop.parts.texts import Frame, Label
from desktop.people.code_dialog import CodeDialog
from desktop.people.people_table import PeopleTable
from desktop.people.user_dialogs import (
    AddUserDialog,
    GivenPassphraseDialog,
    OwnPassphraseDialog,
    RolesDialog,
)
from forms.findings import Finding
from forms.rights import Right
from forms.words import N_

HELP = N_(
    "Everybody opens the vault with a passphrase of their own; by it the journal knows who did "
    "what. Whoever made the vault holds its key and cannot be taken away."
)

PrintCode = Callable[[QWidget, str, str], object]


def print_on_paper(parent: QWidget, code: str, vault: str) -> object:
    """Print a recovery code; the printer loads when first needed."""
    from desktop.entrance.code_paper import print_code

    return print_code(parent, code, vault)


class PeoplePage(Page):
    """Reached from the settings; back() is the way there."""

    def __init__(
        self, desk: Desk, back: Callable[[], object], print_code: PrintCode = print_on_paper
    ) -> None:
        super().__init__()
        self._desk, self._back, self._print = desk, back, print_code
        self.table = PeopleTable()
        self._help = Label("", "caption", wrap=True)
        keep(self._help, self._help.setText, HELP)
        keep(self.table, self.table.setAccessibleName, N_("Users"))
        self._lay_out()
        self.table.moved.connect(self.header_changed)
        self.table.activated.connect(lambda _index: self.change_roles())
        self.refresh()

    # ---- what every page offers ----------------------------------------------------------------

    def title(self) -> str:
        """Give the title."""
        return tr("Users")

    def facts(self) -> str:
        """Say how many may open the vault."""
        return people_words(self._desk)

    def crumbs(self) -> Sequence[Crumb]:
        """Give the way back."""
        return (Crumb(tr("Settings"), self._back),)

    def buttons(self) -> Sequence[Command]:
        """Offer the own passphrase, and a new user to whoever keeps them."""
        own = Command(
            tr("Own passphrase…"), self.change_own, "Ctrl+R", "action.key", "edit", primary=False
        )
        add, right = tr("Add…"), Right.USERS
        return (own, Command(add, self.add, "Ctrl+N", "action.add", "edit", True, right=right))

    def commands(self) -> Sequence[Command]:
        """Give everything that can be done with users."""
        free = self._further() is not None
        other = tr("Choose a user who was not taken away and did not make the vault.")
        why = "" if free else other
        keep_ = partial(Command, menu="edit", enabled=free, reason=why, right=Right.USERS)
        return (
            *self.buttons(),
            keep_(tr("Change roles…"), self.change_roles, "F2"),
            keep_(tr("Give a new passphrase…"), self.give, "Ctrl+D"),
            keep_(tr("Take away…"), self.revoke, "Del", "state.left"),
            Command(tr("Back to settings"), self._back, "Alt+Left", "action.back", "view"),
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys that work here."""
        own, back = Hint("Ctrl+R", tr("own passphrase")), Hint("Esc", tr("settings"))
        if not self._keeps():
            return (own, back)
        return (Hint("Ctrl+N", tr("add")), Hint("F2", tr("roles")), own, back)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    def retranslate(self) -> None:
        """Speak again."""
        self.refresh()

    def refresh(self, changed: object = None) -> None:
        """Read the users again."""
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the settings."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    # ---- what can be done ----------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new user."""
        self._desk.require(Right.USERS)
        dialog = AddUserDialog(self, self._judge, partial(membership.add_user, self._desk))
        if dialog.ask() and isinstance(dialog.answer, int):
            self._show(dialog.answer)
            self._tell_made(tr("{name} may open the vault from now on.", name=self._name()))

    def change_roles(self) -> None:
        """Ask for other roles of the current user."""
        one = self._further()
        if one is None or not self._keeps():
            return
        change = partial(membership.change_roles, self._desk, one.number)
        if RolesDialog(self, self._name(), one.user.roles, change).ask():
            self._show()
            self._tell_made(tr("The roles of {name} are changed.", name=self._name()))

    def give(self) -> None:
        """Ask for a passphrase for the current user, who forgot theirs."""
        one = self._further()
        if one is None or not self._keeps():
            return
        give = partial(membership.give_passphrase, self._desk, one.number)
        if GivenPassphraseDialog(self, self._name(), self._judge, give).ask():
            self._tell_made(tr("{name} has a new passphrase.", name=self._name()))

    def revoke(self) -> None:
        """Ask whether the current user is to be taken away, and do it."""
        one = self._further()
        if one is None or not self._keeps():
            return
        text = tr(
            "Their passphrase will not open this vault any more. What they did stays in the "
            "history under their name, which nobody else can get. Backups made before still open "
            "for them."
        )
        if ask(
            self, tr("Take {name} away?", name=self._name()), text, tr("Take away"), careful=True
        ):
            look_up(self, partial(membership.revoke_user, self._desk, one.number), self._revoked)

    def change_own(self) -> None:
        """Ask for the own passphrase and a new one; show the new recovery code, if any."""
        founder = self._desk.store.vault.user == 0
        change = partial(membership.change_own_passphrase, self._desk)
        dialog = OwnPassphraseDialog(self, founder, self._judge, change)
        if not dialog.ask():
            return
        code = str(dialog.answer)
        if code:
            vault = self._desk.store.vault.path.stem
            CodeDialog(self, code, lambda one: self._print(self, one, vault)).exec()
        self._tell_made(tr("Your passphrase is changed."))

    # ---- inside --------------------------------------------------------------------------------

    def _revoked(self, answer: object) -> None:
        if isinstance(answer, Finding):
            self.told.emit(told(answer))
            return
        name = self._name()
        self._show()
        self._tell_made(tr("{name} is taken away.", name=name))
        if self._desk.store.vault.user != 0:
            advice = tr("Let whoever made the vault change their passphrase: it gets another key.")
            self.told.emit(advice)
            return
        text = tr(
            "Whoever was taken away may have kept copies of the files. With another key nothing "
            "they kept opens the vault of tomorrow. For that your passphrase is changed, and "
            "there will be a new recovery code."
        )
        if ask(self, tr("Give the vault another key?"), text, tr("Change"), tr("Not now")):
            self.change_own()

    def _judge(self, typed: str) -> Finding | None:
        return membership.judge_letters(self._desk, typed)

    def _show(self, number: int | None = None) -> None:
        self.table.tell(membership.people(self._desk), number)
        self.header_changed.emit()

    def _tell_made(self, words: str) -> None:
        self.told.emit(words)
        self.saved.emit()

    def _name(self) -> str:
        one = self.table.current()
        return who_of(one.user.name) if one is not None else ""

    def _further(self) -> Person | None:
        one = self.table.current()
        return one if one is not None and one.number and one.until is None else None

    def _keeps(self) -> bool:
        return self._desk.user.may(Right.USERS)

    def _lay_out(self) -> None:
        left = Frame("sheet")
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._help)
        sheet = Frame("card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.table)
        column.addWidget(sheet, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(left)


def people_words(desk: Desk) -> str:
    """Say how many people may open the vault."""
    n = sum(one.until is None for one in membership.people(desk))
    return tr_n("{n} person opens the vault", "{n} people open the vault", n)
