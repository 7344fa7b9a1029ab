"""Dialogs of users: add somebody, change roles, give a passphrase, change the own one."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.language import tr
from desktop.parts.choices import CheckBox
from desktop.parts.fields import FieldBox, LineEdit
from desktop.parts.passphrase import PassphraseEdit
from desktop.parts.texts import Label
from desktop.parts.working import WorkingDialog
from desktop.people.secret_lines import Judge, SecretLines
from forms.findings import Finding, Severity
from forms.rights import ROLE_HELP, ROLE_NAMES, Role
from forms.words import N_

Roles = frozenset[Role]
NO_OLD = Finding("U10", Severity.HARD, N_("Your passphrase of now is empty. Type it first."))
FIRST_HELP = N_(
    "Let them type it themselves, or give them one and let them change it at once. It tells who "
    "opens the vault: everybody has another one."
)
FOUNDER_HELP = N_(
    "Your passphrase is the key of the whole vault: a backup is made, the file gets another key "
    "and another recovery code. Everybody else opens the vault as before. Earlier backups still "
    "open with the earlier passphrase."
)
OWN_HELP = N_("Only your own way in is changed. Earlier backups still open with the earlier one.")


class RoleBoxes(QWidget):
    """A box for each role with what it may do beside it."""

    def __init__(self, roles: Iterable[Role]) -> None:
        super().__init__()
        chosen = set(roles)
        self.boxes: dict[Role, CheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for row, role in enumerate(Role):
            box = CheckBox()
            box.setText(tr(ROLE_NAMES[role]))
            box.setAccessibleDescription(tr(ROLE_HELP[role]))
            box.setChecked(role in chosen)
            self.boxes[role] = box
            grid.addWidget(box, row, 0)
            help_ = Label(tr(ROLE_HELP[role]), "caption", wrap=True)
            help_.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(help_, row, 1)
        grid.setColumnStretch(1, 1)

    def chosen(self) -> Roles:
        """Give the roles that are marked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())


class AddUserDialog(WorkingDialog):
    """Asks for name, roles and first passphrase; add does it and gives the number."""

    def __init__(
        self,
        parent: QWidget | None,
        judge: Judge,
        add: Callable[[str, Roles, str], object],
    ) -> None:
        super().__init__(parent, tr("Add a user"))
        self._add = add
        self.name = LineEdit()
        self.name.setMaxLength(80)
        self.roles = RoleBoxes(())
        self.secret = SecretLines(judge, tr("First passphrase"))
        self.body.addWidget(FieldBox("", tr("Surname and initials"), self.name))
        self.body.addWidget(Label(tr("Roles"), "label"))
        self.body.addWidget(self.roles)
        self.body.addWidget(self.secret)
        self.body.addWidget(Label(tr(FIRST_HELP), "caption", wrap=True))
        self.finish(tr("Add"))
        self.name.setFocus()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.name

    def go_on(self) -> None:
        """Add the user."""
        if self.secret.waits_for_second():
            return
        problem = self.secret.problem()
        if problem is not None:
            self.tell(problem)
            return
        name, roles, typed = self.name.text().strip(), self.roles.chosen(), self.secret.text()
        self.work(lambda: self._add(name, roles, typed))


class RolesDialog(WorkingDialog):
    """Asks for other roles of somebody; change does it, None when it came about."""

    def __init__(
        self, parent: QWidget | None, name: str, roles: Roles, change: Callable[[Roles], object]
    ) -> None:
        super().__init__(parent, tr("Roles of {name}", name=name))
        self._change = change
        self.roles = RoleBoxes(roles)
        self.body.addWidget(self.roles)
        felt = tr("They count from the next opening of the vault on.")
        self.body.addWidget(Label(felt, "caption", wrap=True))
        self.finish(tr("Change"))
        self.roles.boxes[Role.SECRETARY].setFocus()

    def first_focus(self) -> QWidget:
        """The first role."""
        return self.roles.boxes[Role.SECRETARY]

    def go_on(self) -> None:
        """Change the roles."""
        chosen = self.roles.chosen()
        self.work(lambda: self._change(chosen))


class GivenPassphraseDialog(WorkingDialog):
    """Asks for a passphrase for somebody who forgot theirs; give does it."""

    def __init__(
        self, parent: QWidget | None, name: str, judge: Judge, give: Callable[[str], object]
    ) -> None:
        super().__init__(parent, tr("New passphrase for {name}", name=name))
        self._give = give
        self.secret = SecretLines(judge, tr("New passphrase"))
        self.body.addWidget(self.secret)
        self.body.addWidget(Label(tr(FIRST_HELP), "caption", wrap=True))
        self.finish(tr("Change"))
        self.secret.first.setFocus()

    def first_focus(self) -> QWidget:
        """The first line."""
        return self.secret.first

    def go_on(self) -> None:
        """Give the passphrase."""
        if self.secret.waits_for_second():
            return
        problem = self.secret.problem()
        self.tell(problem)
        typed = self.secret.text()
        if problem is None:
            self.work(lambda: self._give(typed))


class OwnPassphraseDialog(WorkingDialog):
    """Asks for the passphrase of now and a new one; change gives the recovery code, "" for none."""

    def __init__(
        self,
        parent: QWidget | None,
        founder: bool,
        judge: Judge,
        change: Callable[[str, str], object],
    ) -> None:
        super().__init__(parent, tr("Change own passphrase"))
        self._change = change
        self.old = PassphraseEdit()
        self.secret = SecretLines(judge, tr("New passphrase"))
        self.secret.listen_to(self.old)
        self.body.addWidget(FieldBox("", tr("Your passphrase of now"), self.old))
        self.body.addWidget(self.secret)
        help_ = FOUNDER_HELP if founder else OWN_HELP
        self.body.addWidget(Label(tr(help_), "caption", wrap=True))
        self.finish(tr("Change"))
        self.old.setFocus()

    def first_focus(self) -> QWidget:
        """The passphrase of now."""
        return self.old

    def go_on(self) -> None:
        """Change the passphrase."""
        if self.old.hasFocus() and self.old.text() and not self.secret.text():
            self.secret.first.setFocus()
            return
        if self.secret.waits_for_second():
            return
        if not self.old.text():
            self.tell(NO_OLD)
            self.old.setFocus()
            return
        problem = self.secret.problem()
        self.tell(problem)
        old, new = self.old.text(), self.secret.text()
        if problem is None:
            self.work(lambda: self._change(old, new))
