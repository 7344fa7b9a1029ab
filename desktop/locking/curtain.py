"""Hides what stands on the screen at once: the window behind a curtain, every other window away."""

from PySide6.QtCore import QThread
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWhatsThis, QWidget

from desktop.locking.native_dialogs import close_native_dialogs


def hide_all_but(window: QWidget) -> None:
    """Hide every window of the program but one, and end those that wait for an answer.

    First all of them are hidden, then each is refused as Esc refuses it: what waited for a dialog
    goes on as if the person had thought better of it.
    """
    QToolTip.hideText()
    QWhatsThis.leaveWhatsThisMode()
    QDrag.cancel()
    others = [
        one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible()
    ]
    for one in others:
        one.hide()
    close_native_dialogs()
    for one in reversed(others):
        if isinstance(one, QDialog):
            one.reject()


def is_waited_for() -> bool:
    """True while some dialog or menu still waits for an answer, so that pages may not go yet."""
    modal, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
    return modal is not None or popup is not None or depth() > 1


def depth() -> int:
    """Give how many event loops run inside each other: 1 while no dialog waits."""
    return QThread.currentThread().loopLevel()
