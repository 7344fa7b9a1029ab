"""Keeps the windows of the program out of screenshots and shared screens, where the system can.

Windows alone can (SetWindowDisplayAffinity): others see a black place, the person at the screen
sees everything.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow

WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11
"""The last is known since Windows 10, version 2004; before it the window is black, not absent."""

TREATED = "kept_out_of_captures"
"""Property of a window: the handle that was hidden; another one was made since where it differs."""

CAN = sys.platform == "win32"
SetAffinity = Callable[[int, int], bool]


def set_affinity(handle: int, affinity: int) -> bool:
    """Set what may see a window; False when the system does not know how."""
    if sys.platform != "win32":
        return False
    return bool(ctypes.windll.user32.SetWindowDisplayAffinity(wintypes.HWND(handle), affinity))


class CaptureGuard(QObject):
    """Hides each window from captures when it gets the focus, while the setting says so."""

    def __init__(
        self, hides: Callable[[], bool], parent: QObject, set_: SetAffinity = set_affinity
    ) -> None:
        super().__init__(parent)
        self._hides, self._set = hides, set_
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self.look_at)
        self.look()

    def look(self) -> None:
        """Treat every window as the setting says now."""
        for window in QGuiApplication.topLevelWindows():
            self.look_at(window)

    def look_at(self, window: QWindow | None) -> None:
        """Treat one window as the setting says now."""
        if window is None or not window.isVisible():
            return
        handle, hides = window.winId(), self._hides()
        treated = handle if hides else 0
        if (window.property(TREATED) or 0) == treated:
            return
        window.setProperty(TREATED, treated)
        if not hides:
            self._set(handle, WDA_NONE)
        elif not self._set(handle, WDA_EXCLUDEFROMCAPTURE):
            self._set(handle, WDA_MONITOR)
