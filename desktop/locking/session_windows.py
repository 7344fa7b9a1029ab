"""Hears from Windows that the session is locked, sleeps or shows its screen saver.

Messages as learn.microsoft.com describes them: WM_WTSSESSION_CHANGE (asked for with
WTSRegisterSessionNotification), WM_POWERBROADCAST, and WM_SYSCOMMAND with SC_SCREENSAVE.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

WM_SYSCOMMAND, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0112, 0x0218, 0x02B1
SC_SCREENSAVE, PBT_APMSUSPEND = 0xF140, 0x0004
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 2, 4, 6, 7
NOTIFY_FOR_THIS_SESSION = 0

AWAY = {
    WM_POWERBROADCAST: (PBT_APMSUSPEND,),
    WM_WTSSESSION_CHANGE: (
        WTS_CONSOLE_DISCONNECT,
        WTS_REMOTE_DISCONNECT,
        WTS_SESSION_LOGOFF,
        WTS_SESSION_LOCK,
    ),
}
"""Message → its meanings for which the vault is locked."""


def means_away(message: int, meaning: int) -> bool:
    """True for a message of Windows after which nobody may be at the screen any more."""
    if message == WM_SYSCOMMAND:
        return meaning & 0xFFF0 == SC_SCREENSAVE  # the four lowest bits are the system's own
    return meaning in AWAY.get(message, ())


class Messages(QAbstractNativeEventFilter):
    """Reads every message of Windows before Qt does, and takes none away."""

    def __init__(self, away: Callable[[], object]) -> None:
        super().__init__()
        self._away = away

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Look at one message: an address of the structure MSG."""
        if kind == b"windows_generic_MSG":
            read = wintypes.MSG.from_address(int(message))
            if means_away(read.message, read.wParam):
                self._away()
        return False, 0


class WindowsSession(QObject):
    """Asks Windows to tell of the session, for as long as the window lives."""

    def __init__(self, window: QWidget, away: Callable[[], object]) -> None:
        super().__init__(window)
        self._messages = Messages(away)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._messages)
        if sys.platform == "win32":
            handle = wintypes.HWND(window.winId())
            told = ctypes.windll.wtsapi32
            told.WTSRegisterSessionNotification(handle, NOTIFY_FOR_THIS_SESSION)
