"""Locks an opened vault: hide first, then keep what is half typed, then let the pages go.

Nothing may hold it up.  A part that fails is told as an error of ours, and the lock goes on.
"""

import sys
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop.locking.curtain import hide_all_but, is_waited_for
from desktop.window import Window

Answer = TypeVar("Answer")
PutAway = Callable[[str, object, object], object]

PAUSE = 10
TRIES = 150
"""So often, PAUSE milliseconds apart, it is looked whether what waited for a dialog has ended."""


class Lock(QObject):
    """Locks the workplace of a window.

    put_away(place, where, unkept) is called when nothing waits for an answer any more: it shows
    the gate and closes the vault.  unkept is what could not be kept of a card.
    """

    def __init__(self, window: Window, put_away: PutAway) -> None:
        super().__init__(window)
        self._window, self._put_away = window, put_away
        self._left: tuple[str, object, object] | None = None
        self._tries = 0

    def lock(self) -> None:
        """Hide everything at once and lock; does nothing at the gate or while it locks already."""
        workplace = self._window.workplace()
        if workplace is None or self._left is not None:
            return
        nowhere: tuple[str, object] = ("", None)
        place, where = whole(workplace.where, nowhere)
        self._left = (place, where, None)
        whole(self._window.cover, None)
        whole(lambda: hide_all_but(self._window), None)
        self._left = (place, where, whole(workplace.keep_typing, None))
        self._tries = 0
        self._finish()

    def _finish(self) -> None:
        """Let the pages go as soon as nobody waits for a dialog on them any more."""
        left = self._left
        if left is None:
            return
        if is_waited_for() and self._tries < TRIES:
            self._tries += 1
            whole(lambda: hide_all_but(self._window), None)
            QTimer.singleShot(PAUSE, self._finish)
            return
        self._left = None
        self._put_away(*left)


def whole(part: Callable[[], Answer], otherwise: Answer) -> Answer:
    """Do a part of the lock; when it fails, tell it as an error of ours and go on otherwise."""
    try:
        return part()
    except Exception as error:  # told, and never a reason to leave the vault open
        sys.excepthook(type(error), error, error.__traceback__)
        return otherwise
