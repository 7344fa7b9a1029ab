"""A dialog that does what was asked off the screen's thread, and stays open until it came about."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop import jobs
from desktop.language import told, tr
from desktop.parts.findings import FindingLine, announce
from desktop.parts.veil import VeiledDialog
from forms.findings import Finding


class WorkingDialog(VeiledDialog):
    """Asks, works off the screen's thread, and closes when it came about; answer is what it gave.

    What stands in the way is told above the buttons, and what was typed stays.
    """

    def __init__(self, parent: QWidget | None, title: str, width: int = 640) -> None:
        super().__init__(parent, title, width)
        self.answer: object = None
        self.done_well = False
        self.busy = False
        self.finding = FindingLine()

    def finish(self, yes: str) -> None:
        """Close the form with the finding and the buttons."""
        self.body.addWidget(self.finding)
        self.yes = self.add_button(yes, self.go_on, "primary", "action.check")
        self.add_button(tr("Cancel"), self.reject)

    def go_on(self) -> None:
        """Take what was typed; each dialog says what that is."""

    def first_focus(self) -> QWidget:
        """Give the field to go back to when something stands in the way."""
        return self.yes

    def tell(self, finding: Finding | None) -> None:
        """Say what stands in the way, or nothing."""
        text = told(finding) if finding is not None else ""
        self.finding.tell(text)
        if text:
            announce(self, text)

    def work(self, call: Callable[[], object]) -> None:
        """Do slow work; meanwhile nothing can be pressed twice, and Esc waits."""
        self.tell(None)
        self.busy = True
        self.panel.setEnabled(False)
        words = self.yes.text()
        self.yes.setText(tr("One moment…"))

        def rest() -> None:
            self.busy = False
            self.panel.setEnabled(True)
            self.yes.setText(words)

        def arrived(answer: object) -> None:
            rest()
            if isinstance(answer, Finding):
                self.tell(answer)
                self.first_focus().setFocus()
            else:
                self.answer, self.done_well = answer, True
                self.accept()

        jobs.run(self, call, arrived).ended.connect(rest)

    def ask(self) -> bool:
        """Show the dialog; True when the work came about."""
        self.exec()
        return self.done_well

    def reject(self) -> None:
        """Close, unless the work is under way."""
        if not self.busy:
            super().reject()
