"""Dialogs over the veil: confirm with a reason, say what went wrong, and about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.language import tr
from desktop.parts.choices import ReasonRows
from desktop.parts.fields import LineEdit
from desktop.parts.findings import Note
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from forms.words import N_

OTHER = "other"
"""Code of the reason that is typed; a reason with this code opens a line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A chosen reason: its code, and the words where it is the other one."""

    code: str
    words: str = ""


class ConfirmDialog(VeiledDialog):
    """Asks whether a soft finding is right, with a ready reason: a digit, then Enter.

    reasons are (code, spoken words); after run(), answer is the choice, None when refused;
    turned_back is True when the link at the left was taken (to correct the value instead); kept
    says how long the answer stays where it is not the confirmation of a finding.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        reasons: Sequence[tuple[str, str]],
        back: str = "",
        kept: str = "",
    ) -> None:
        super().__init__(parent, title)
        self.answer: Answer | None = None
        self.turned_back = False
        self.body.addWidget(Note(sentence, "soft", "state.soft"))
        self.body.addSpacing(4)
        self.body.addWidget(Label(tr("Reason"), "label"))
        self.rows = ReasonRows(reasons)
        self.rows.picked.connect(self._picked)
        self.body.addWidget(self.rows)
        self.line = LineEdit()
        self.line.setAccessibleName(tr("Reason in your own words"))
        self.line.setPlaceholderText(tr("Reason in your own words"))
        self.line.textChanged.connect(lambda _text: self._allow())
        self.line.hide()
        self.body.addWidget(self.line)
        stays = N_("The confirmation stays until the value changes, and travels with the return.")
        kept = kept or tr(stays)
        self.body.addWidget(Label(kept, "caption", wrap=True))
        if back:
            self.add_link(back, self._turn_back)
        self.yes = self.add_button(tr("Confirm"), self.accept, "primary", "action.check")
        self.add_button(tr("Cancel"), self.reject)
        self.rows.pick(reasons[0][0])
        self._allow()

    def ask(self) -> Answer | None:
        """Show the dialog; give the chosen reason, None when it was refused."""
        self.exec()
        return self.answer

    def accept(self) -> None:
        """Take the reason and close."""
        if self.yes.isEnabled():
            words = self.line.text().strip() if self.rows.current() == OTHER else ""
            self.answer = Answer(self.rows.current(), words)
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit picks a reason; then Enter confirms."""
        if not self.line.hasFocus() and self.rows.take_key(event):
            if self.rows.current() != OTHER:
                self.yes.setFocus()
            return
        super().keyPressEvent(event)

    def _picked(self, code: str) -> None:
        self.line.setVisible(code == OTHER)
        if code == OTHER:
            self.line.setFocus()
        self._allow()

    def _allow(self) -> None:
        if hasattr(self, "yes"):
            given = self.rows.current() != OTHER or bool(self.line.text().strip())
            self.yes.setEnabled(bool(self.rows.current()) and given)

    def _turn_back(self) -> None:
        self.turned_back = True
        self.reject()


class TroubleDialog(VeiledDialog):
    """Says what did not happen and that nothing was lost, with up to three ways on.

    head names the thing ("The file was not written: disk E: was removed"), never the word error;
    ways are (words, call, icon), the first of them primary.  Esc goes back.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        head: str,
        text: str,
        ways: Sequence[tuple[str, Callable[[], object], str]] = (),
        help_: str = "",
    ) -> None:
        super().__init__(parent, title, 600)
        if help_:
            self.body.addWidget(Label(help_, "fact", wrap=True))
        self.note = Note(text, "err", "state.hard", head)
        self.body.addWidget(self.note)
        self.add_hint("Esc", tr("go back"))
        for number, (words, call, icon) in enumerate(ways):
            self.add_button(words, self._closing(call), "plain" if number else "primary", icon)
        if not ways:
            self.add_button(tr("Close"), self.accept, "primary")

    def _closing(self, call: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            self.accept()
            call()

        return run


def say_not_written(
    parent: QWidget | None, why: str, again: Callable[[], object], elsewhere: Callable[[], object]
) -> None:
    """Say why files were not written; they can be written once more, or in another folder."""
    TroubleDialog(
        parent,
        tr("The files were not written"),
        tr("Nothing in the vault was changed, and nothing is lost."),
        why,
        ((tr("Try again"), again, ""), (tr("Another folder…"), elsewhere, "")),
    ).exec()


def say_no_backup(parent: QWidget | None, why: str) -> None:
    """Say why a backup that a person asked for was not made; the status line is too short."""
    TroubleDialog(
        parent, tr("No backup was made"), tr("What was saved in the vault is not touched."), why
    ).exec()


def ask(
    parent: QWidget | None, title: str, text: str, yes: str, no: str = "", *, careful: bool = False
) -> bool:
    """Ask a plain question; yes is a verb, and Enter means it, unless one is to be careful: what
    cannot be taken back does not happen on Enter."""
    dialog = VeiledDialog(parent, title)
    dialog.body.addWidget(Label(text, "fact", wrap=True))
    done = dialog.add_button(yes, dialog.accept, "plain" if careful else "primary")
    left = dialog.add_button(no or tr("Cancel"), dialog.reject, "primary" if careful else "plain")
    (left if careful else done).setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


class AboutDialog(VeiledDialog):
    """What the program is, which version runs, and whose work it stands on."""

    def __init__(self, parent: QWidget | None, version: str) -> None:
        super().__init__(parent, tr("About Pana"))
        self.body.addWidget(Label(tr("Version {version}", version=version), "strong"))
        for text in (
            tr("Records of commissions on juvenile affairs and their quarterly returns."),
            tr("It works without a network. Data stays in the vault on this computer."),
            tr(
                "Built with Qt and PySide6 (LGPL), SQLCipher, SQLAlchemy, openpyxl, reportlab, "
                "cryptography, Phosphor icons and the Roboto font."
            ),
        ):
            self.body.addWidget(Label(text, "fact", wrap=True))
        self.add_hint("Esc", tr("go back"))
        self.add_button(tr("Close"), self.accept, "primary")
