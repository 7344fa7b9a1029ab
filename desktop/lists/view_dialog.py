"""Asks for the name of a view that is saved or renamed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.language import told, tr
from desktop.parts.fields import FieldBox, LineEdit
from desktop.parts.findings import FindingLine
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from forms.findings import Finding


class ViewNameDialog(VeiledDialog):
    """Asks for a name; trouble says why a view cannot be called so."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        name: str,
        yes: str,
        trouble: Callable[[str], Finding | None],
    ) -> None:
        super().__init__(parent, title)
        self._trouble = trouble
        help_ = tr("A view keeps columns, filters and order. Its name stays inside the vault.")
        self.body.addWidget(Label(help_, "fact", wrap=True))
        self.line = LineEdit(name)
        self.body.addWidget(FieldBox("", tr("Name of the view"), self.line))
        self._said = FindingLine()
        self.body.addWidget(self._said)
        self.add_hint("Esc", tr("go back"))
        self.add_button(yes, self.accept, "primary", "action.keep")
        self.add_button(tr("Cancel"), self.reject)
        self.line.textChanged.connect(lambda _text: self._said.tell(""))
        self.line.selectAll()
        self.line.setFocus()

    def name(self) -> str:
        """Give the name without blanks around it."""
        return " ".join(self.line.text().split())

    def accept(self) -> None:
        """Take the name, or stay and say what is wrong with it."""
        found = self._trouble(self.name())
        if found is None:
            super().accept()
            return
        self._said.tell(told(found))
        self.line.setFocus()
