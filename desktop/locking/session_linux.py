"""Hears on D-Bus that a Linux session is locked, sleeps or shows its screen saver.

systemd-logind tells of sleep (PrepareForSleep, org.freedesktop.login1.Manager) and of the lock of
a session (Lock, org.freedesktop.login1.Session); the screen savers of the desktops tell
ActiveChanged.  Nothing is asked of anybody: a bus that is missing is no trouble.
"""

import os
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

LOGIND = "org.freedesktop.login1"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")


def buses() -> tuple[QDBusConnection, QDBusConnection, str]:
    """Give the bus of the system, that of the session, and the session's path at logind."""
    session = os.environ.get("XDG_SESSION_ID", "")
    return QDBusConnection.systemBus(), QDBusConnection.sessionBus(), session_path(session)


def session_path(session: str) -> str:
    """Give the path of a session at logind; "" where there is none.

    Signs other than letters and digits, and a digit at the beginning, are written _xx.
    """
    if not session:
        return ""
    signs = [
        sign if sign.isascii() and sign.isalnum() and (at or not sign.isdigit()) else None
        for at, sign in enumerate(session)
    ]
    spelled = [sign or f"_{ord(old):02x}" for sign, old in zip(signs, session, strict=True)]
    return f"/org/freedesktop/login1/session/{''.join(spelled)}"


class LinuxSession(QObject):
    """Calls away() for each of these signals."""

    def __init__(
        self,
        system: QDBusConnection,
        session: QDBusConnection,
        path: str,
        away: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._away = away
        manager = f"{LOGIND}.Manager"
        self._hear(system, LOGIND, "/org/freedesktop/login1", manager, "PrepareForSleep")
        if path:
            self._hear(system, LOGIND, path, f"{LOGIND}.Session", "Lock", "locked()")
        for saver in SAVERS:
            self._hear(session, "", "", saver, "ActiveChanged")

    def _hear(
        self,
        bus: QDBusConnection,
        service: str,
        path: str,
        interface: str,
        name: str,
        slot: str = "turned(bool)",
    ) -> None:
        """Listen to a signal; "" stands for any service and any path."""
        # The stubs ask for bytes, which PySide refuses.
        bus.connect(service, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot(bool)
    def turned(self, on: bool) -> None:
        """Hear that sleep or a screen saver begins, or that it is over."""
        if on:
            self._away()

    @Slot()
    def locked(self) -> None:
        """Hear that the session was locked."""
        self._away()
