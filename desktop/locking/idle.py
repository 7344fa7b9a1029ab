"""Counts how long no key was pressed and no mouse moved in the program, and whether it slept."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop.locking.sleep import asleep_for

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
WARNED = 30.0
"""So many seconds before the end it is told."""

SLEPT = 2.0
"""Seconds of sleep that count as one; less is the slack between two clocks."""


class IdleWatch(QObject):
    """Tells that nobody is there.

    Signals: warned(seconds) once, eased() when somebody touched key or mouse after that, and
    left() when the minutes are over or the computer slept meanwhile.  minutes is asked at each
    look, so that a changed setting counts at once.
    """

    warned = Signal(int)
    eased = Signal()
    left = Signal()

    def __init__(
        self,
        minutes: Callable[[], int],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
        asleep: Callable[[], float] = asleep_for,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._clock, self._asleep = minutes, clock, asleep
        self._touched, self._slept = clock(), asleep()
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._listen()

    def touch(self) -> None:
        """Know that somebody is there."""
        self._touched = self._clock()
        if self._warned:
            self._warned = False
            self.eased.emit()

    def look(self) -> None:
        """See how long it has been quiet; called every second."""
        self._listen()
        slept, self._slept = self._asleep() - self._slept, self._asleep()
        rest = 60.0 * self._minutes() - (self._clock() - self._touched)
        if rest <= 0 or slept > SLEPT:
            self._touched, self._warned = self._clock(), False  # it is said once
            self.left.emit()
        elif rest <= WARNED and not self._warned:
            self._warned = True
            self.warned.emit(round(rest))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear keys and mouse; nothing is taken away from anybody."""
        if event.type() in TOUCHES:
            self.touch()
        return False

    def _listen(self) -> None:
        """Listen to the windows of the system: what they hear is little beside what widgets do.

        A window that came since is found at the next look; it is listened to once however often
        it is asked.
        """
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)
