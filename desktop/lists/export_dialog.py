"""Asks before a list leaves the vault: how many cards, which columns, and where they go."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.folders import in_documents
from desktop.language import tr, tr_n
from desktop.parts.findings import Note
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from forms.files import shown_name


def choose_file(parent: QWidget, name: str) -> Path | None:
    """Ask where the workbook shall lie; None when the person thought better of it."""
    kind = tr("Workbook of Excel")
    chosen, _ = QFileDialog.getSaveFileName(
        parent, tr("Where to write the list"), in_documents(f"{name}.xlsx"), f"{kind} (*.xlsx)"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")


class ExportDialog(VeiledDialog):
    """Says in plain words what leaves the vault; the button that refuses has the focus."""

    def __init__(
        self, parent: QWidget | None, cards: int, heads: tuple[str, ...], path: Path
    ) -> None:
        super().__init__(parent, tr("Personal data will leave the vault"), 600)
        text = tr(
            "The file is not encrypted. Whoever opens it can read the names and circumstances of "
            "families and children. Keep it no longer than needed, and delete it afterwards."
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
        self.add_hint("Esc", tr("go back"))
        self.yes = self.add_button(tr("Write the list"), self.accept, "primary", "action.excel")
        no = self.add_button(tr("Cancel"), self.reject)
        no.setFocus()
