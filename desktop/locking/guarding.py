"""Guards an opened vault: against an empty chair, captures of the screen, and the clipboard."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.clipboard import ClipboardGuard
from desktop.frame.workplace import Workplace
from desktop.language import tr
from desktop.locking.captures import CaptureGuard
from desktop.locking.idle import IdleWatch
from desktop.locking.session import watch_session
from desktop.settings import Settings
from desktop.window import Window


class Guards(QObject):
    """Watch from the first opening on for as long as the program runs; lock() locks."""

    def __init__(self, window: Window, settings: Settings, lock: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._settings, self._lock = window, settings, lock
        self.session = watch_session(window, lock)
        self.captures = CaptureGuard(lambda: settings.uncaptured, window)
        self.clipboard = ClipboardGuard(window)
        self.clipboard.copied.connect(self._tell_copied)

    def watch(self, workplace: Workplace) -> None:
        """Watch whether somebody is at the pages that are shown now."""
        watch_idle(workplace, lambda: self._settings.lock_after, self._lock)
        self.captures.look()

    def _tell_copied(self) -> None:
        workplace = self._window.workplace()
        if workplace is not None:
            workplace.status.tell(tr("Copied. It is taken off the clipboard in half a minute."))


def watch_idle(
    workplace: Workplace, minutes: Callable[[], int], lock: Callable[[], object]
) -> IdleWatch:
    """Watch for as long as a workplace lives; lock() is called when nobody is there."""
    watch, status = IdleWatch(minutes, workplace), workplace.status
    watch.warned.connect(
        lambda seconds: status.warn(tr("Locks in {n} s; any key keeps it open", n=seconds))
    )
    watch.eased.connect(lambda: status.warn(""))
    watch.left.connect(lock)
    return watch
