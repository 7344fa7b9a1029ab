"""Hears that the computer is locked, goes to sleep or shows its screen saver."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


def watch_session(window: QWidget, away: Callable[[], object]) -> "QObject":
    """Call away() whenever the session is left; gives what listens, to be kept alive.

    On systems that tell nothing nothing is heard: the idle time and the clock that jumps over a
    sleep lock the vault there.
    """
    if sys.platform == "win32":
        from desktop.locking.session_windows import WindowsSession

        return WindowsSession(window, away)
    from desktop.locking.session_linux import LinuxSession, buses

    return LinuxSession(*buses(), away, window)
