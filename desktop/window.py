"""The one window: it shows the gate or the frame of an opened vault, and never grows by itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.language import keep, tr
from desktop.latin_keys import listen
from forms.words import N_

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QShowEvent

    from desktop.frame.workplace import Workplace

MINIMUM = (900, 440)


class Window(QMainWindow):
    """Shows one thing at a time; the frame is loaded when a vault is open.

    lock_wanted() comes from a dialog in which the key of the lock was pressed.
    """

    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(*MINIMUM)
        self._workplace: Workplace | None = None
        self._curtain: QWidget | None = None

    def show_gate(self, gate: QWidget) -> None:
        """Show the unlock page; the workplace before it is let go with all it held."""
        self._workplace = None
        self._show(gate)
        keep(gate, self.setWindowTitle, N_("Pana"))  # as long as the gate is shown

    def show_workplace(self, workplace: "Workplace") -> None:
        """Show the frame of an opened vault."""
        self._workplace = workplace
        self._show(workplace)

    def workplace(self) -> "Workplace | None":
        """Give the frame, none while the gate is shown."""
        return self._workplace

    def cover(self) -> None:
        """Hide what is shown behind a curtain, painted at once; the next thing shown ends it."""
        from desktop.parts.texts import Frame

        curtain = Frame("canvas")
        curtain.setParent(self)
        curtain.setGeometry(self.rect())
        curtain.show()
        curtain.raise_()
        self._curtain = curtain
        self.setWindowTitle(tr("Pana"))
        self.repaint()

    def showEvent(self, event: "QShowEvent") -> None:
        """Hear commands on every layout of the keyboard."""
        super().showEvent(event)
        listen(self)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Close only when the page of now lets go."""
        if self._workplace is not None and not self._workplace.leave():
            event.ignore()
            return
        super().closeEvent(event)

    def _show(self, widget: QWidget) -> None:
        before = self.takeCentralWidget()
        if self._curtain is not None:
            self._curtain.deleteLater()
            self._curtain.hide()
            self._curtain = None
        self.setCentralWidget(widget)
        if before is not None:
            before.deleteLater()
