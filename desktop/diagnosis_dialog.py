"""Shows the whole diagnostic file before it is given away, and saves it only then."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.clock import now
from desktop.desk import Desk
from desktop.diagnosis import Scene, diagnosis, newest
from desktop.dialogs import TroubleDialog
from desktop.entrance.doors import Opened
from desktop.entrance.gate import VERSION
from desktop.folders import in_documents, written
from desktop.language import told, tr
from desktop.parts.fields import TextArea
from desktop.parts.findings import Note
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from desktop.window import Window
from forms.files import write_whole
from forms.store.census import Census, census
from forms.store.vault_refusals import VaultFault

LINES = 15
ChooseFile = Callable[[QWidget, str], Path | None]


def choose_text(parent: QWidget, name: str) -> Path | None:
    """Ask where the text shall lie; None when the person thought better of it."""
    title = tr("Save the diagnostic file")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, in_documents(name), "Text (*.txt)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".txt" else path.with_name(f"{path.name}.txt")


class DiagnosisDialog(VeiledDialog):
    """What stands in the text field is what the file will hold, to the last sign.

    outcome says in the end where it was written, "" where it was not.
    """

    def __init__(
        self, parent: QWidget | None, text: str, name: str, choose: ChooseFile = choose_text
    ) -> None:
        super().__init__(parent, tr("Diagnostic file"), 640)
        self._name, self._choose = name, choose
        self.outcome = ""
        self.body.addWidget(
            Note(
                tr(
                    "Read it before you give it to whoever looks after the program. It tells of "
                    "the program and this computer; no person, card, file or user is named."
                ),
                "info",
                "state.info",
            )
        )
        self.body.addWidget(Label(tr("The file will hold exactly this:"), "label"))
        self.text = TextArea(LINES)
        self.text.setReadOnly(True)
        self.text.setPlainText(text)
        self.text.setAccessibleName(tr("The file will hold exactly this:"))
        self.body.addWidget(self.text)
        self.add_hint("Esc", tr("go back"))
        self.add_button(tr("Save…"), self.save, "primary", "action.report")
        self.add_button(tr("Close"), self.reject)
        self.text.setFocus()

    def save(self) -> None:
        """Ask for a place and write the file; a refusal leaves the dialog as it is."""
        path = self._choose(self, self._name)
        if path is None:
            return
        content = self.text.toPlainText().encode("utf-8")

        def write(stream: BinaryIO) -> None:
            stream.write(content)

        refused = write_whole(path, write)
        if refused is not None:
            head = tr("The diagnostic file was not written")
            TroubleDialog(self, head, head, told(refused)).exec()
            return
        self.outcome = written((path,))
        self.accept()


def show_diagnosis(window: Window, opened: Opened | None, folder: Path, colours: str) -> None:
    """Show what would be given away of this run; folder is that of the log."""
    scene = Scene(VERSION, now(), colours, _counted(opened))
    name = f"pana-{now():%Y-%m-%d}.txt"
    dialog = DiagnosisDialog(window, diagnosis(scene, newest(folder)), name)
    dialog.exec()
    workplace = window.workplace()
    if dialog.outcome and workplace is not None:
        workplace.status.tell(dialog.outcome)


def _counted(opened: Opened | None) -> Census | None:
    """Count the opened vault; one whose disk fails is told as none: the rest is of use then."""
    if opened is None or not isinstance(opened.desk, Desk):
        return None
    try:
        return census(opened.desk.store)
    except VaultFault:
        return None
