"""One window for each person at a computer: a second start shows the first one and ends."""

import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Qt
from PySide6.QtWidgets import QWidget

PATIENCE = 3.0
"""Seconds that a second start waits for the first one to answer; a lock that nobody answers is
left of a program that hangs or was killed, and then the second one opens a window of its own."""

PAUSE = 0.05
ANYBODY = 0xFFFFFFFF  # ASFW_ANY of AllowSetForegroundWindow


class OnlyWindow(QObject):
    """Holds the place of the one window in the folder of the settings, as a lock of Qt.

    The lock goes with its process.  It guards no data: each vault has a lock of its own.
    """

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        super().__init__()
        self._lock = QLockFile(str(folder / "pana.lock"))
        self._lock.setStaleLockTime(0)  # how old it is says nothing: only its process does
        self._call = folder / "pana.call"
        self._patience = patience
        self._watcher = QFileSystemWatcher(self)
        self._window: QWidget | None = None

    def shows_other(self) -> bool:
        """Ask the window that is open already to come forward; False when none does."""
        if self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError:
            return False
        _let_others_come_forward()
        with suppress(OSError):
            self._call.touch()
        end = time.monotonic() + self._patience
        while self._call.exists() and time.monotonic() < end:
            time.sleep(PAUSE)
        answered = not self._call.exists()
        self._forget_call()
        return answered

    def answer(self, window: QWidget) -> None:
        """Bring a window forward whenever another start asks for it, from now on."""
        self._window = window
        self._watcher.directoryChanged.connect(lambda _folder: self._look())
        self._watcher.addPath(str(self._call.parent))
        self._look()

    def _look(self) -> None:
        if self._window is None or not self._call.exists():
            return
        self._forget_call()
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _forget_call(self) -> None:
        with suppress(OSError):
            self._call.unlink(missing_ok=True)


def _let_others_come_forward() -> None:
    """Windows lets only the program in front hand the place in front on to another one."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(ANYBODY)
