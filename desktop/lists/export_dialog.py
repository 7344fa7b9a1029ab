"""Asks before a list leaves the vault: how many cards, which columns, and where they go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.folders import choose_new_file
from desktop.language import tr, tr_n
from desktop.parts.code_grid import CodeGrid
from desktop.parts.fields import FieldBox
from desktop.parts.findings import Note
from desktop.parts.passphrase import PassphraseEdit
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from desktop.parts.working import WorkingDialog
from forms.files import safe_name, shown_name
from forms.findings import Finding, Severity
from forms.words import N_

NO_PASSPHRASE = Finding(
    "A09", Severity.HARD, N_("Your passphrase is empty. Type it to write the list.")
)


def choose_file(parent: QWidget, name: str) -> Path | None:
    """Ask where the workbook shall lie; None when the person thought better of it."""
    title, proposed = tr("Where to write the list"), safe_name(f"{name}.xlsx")
    return choose_new_file(parent, title, proposed, tr("Workbook of Excel"), ".xlsx")


class ExportDialog(WorkingDialog):
    """Says in plain words what leaves the vault, and asks for the own passphrase once more.

    write takes the passphrase and gives what was written, or the finding that stands in the way.
    """

    def __init__(
        self,
        parent: QWidget | None,
        cards: int,
        heads: tuple[str, ...],
        path: Path,
        write: Callable[[str], object],
    ) -> None:
        super().__init__(parent, tr("Personal data will leave the vault"), 600)
        self._write = write
        text = tr(
            "Whoever opens the file can read the names and circumstances of families and children. "
            "It is encrypted, and Excel asks for a password that is shown to you next. Keep the "
            "file no longer than needed, and delete it afterwards."
        )
        self.body.addWidget(Note(text, "soft", "state.soft"))
        rows = tr_n("{n} card is written.", "{n} cards are written.", cards)
        for words in (
            rows,
            tr("Columns: {names}.", names=", ".join(heads)),
            tr("File: {file}", file=shown_name(path)),
            tr("Folder: {folder}", folder=shown_name(str(path.parent))),
            tr("The journal of the vault keeps who wrote the list and when, without names."),
        ):
            self.body.addWidget(Label(words, "fact", wrap=True))
        self.passphrase = PassphraseEdit()
        self.body.addWidget(FieldBox("", tr("Your passphrase once more"), self.passphrase))
        self.finish(tr("Write the list"))
        self.passphrase.setFocus()

    def first_focus(self) -> QWidget:
        """The passphrase."""
        return self.passphrase

    def go_on(self) -> None:
        """Write the list."""
        typed = self.passphrase.text()
        if not typed:
            self.tell(NO_PASSPHRASE)
            self.passphrase.setFocus()
            return
        self.work(lambda: self._write(typed))


class PasswordDialog(VeiledDialog):
    """Shows the password of a file that was written, once; Esc does not close it."""

    def __init__(self, parent: QWidget | None, file: str, password: str) -> None:
        super().__init__(parent, tr("Password of the file"), 600)
        text = tr(
            "“{file}” is written. Excel and LibreOffice open it with this password. It is shown "
            "only now: write it down, and give it to nobody together with the file.",
            file=file,
        )
        self.body.addWidget(Label(text, "fact", wrap=True))
        self.body.addWidget(CodeGrid(password.split("-")))
        help_ = tr("Type the dashes between the groups, too: {password}", password=password)
        self.body.addWidget(Label(help_, "caption", wrap=True))
        self.copy = self.add_button(
            tr("Copy"),
            lambda: QGuiApplication.clipboard().setText(password),
            "plain",
            "state.copied",
        )
        self.have_it = self.add_button(
            tr("I have written it down"), self.accept, "primary", "action.check"
        )
        self.copy.setFocus()

    def reject(self) -> None:
        """Stay: a password that was not read is lost."""
