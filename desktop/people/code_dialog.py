"""The new recovery code after a change of key: shown once, to be printed or written down."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.entrance.code_steps import groups
from desktop.language import tr
from desktop.parts.code_grid import CodeGrid
from desktop.parts.findings import Note
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog


class CodeDialog(VeiledDialog):
    """Shows the code in groups of four; print_code puts it on paper.  Esc does not close it."""

    def __init__(
        self, parent: QWidget | None, code: str, print_code: Callable[[str], object]
    ) -> None:
        super().__init__(parent, tr("New recovery code"), 600)
        text = tr(
            "The passphrase is changed, and the earlier recovery code does not open this vault any "
            "more. This one does. It is shown only now: print it or write it down, and keep the "
            "paper in the safe of the office."
        )
        self.body.addWidget(Label(text, "fact", wrap=True))
        self.body.addWidget(CodeGrid(groups(code)))
        warning = tr(
            "Whoever has this code can open the vault. Do not send it and do not photograph it."
        )
        self.body.addWidget(Note(warning, "soft", "state.soft"))
        self.print_button = self.add_button(
            tr("Print…"), lambda: print_code(code), "plain", "action.print"
        )
        self.have_it = self.add_button(
            tr("I have it on paper"), self.accept, "primary", "action.check"
        )
        self.print_button.setFocus()

    def reject(self) -> None:
        """Stay: a code that was not read is lost."""
