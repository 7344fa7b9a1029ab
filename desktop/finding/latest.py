"""Asks the vault beside the screen, again and again: only the newest question gets its answer."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.lookup import look_up


class Latest(QObject):
    """One question at a time is under way; of those that come meanwhile only the last is asked.

    It ends with the part that asks.  settled() tells that no answer is to come any more.
    """

    settled = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._running = False
        self._next: tuple[Callable[[], object], Callable[[object], object]] | None = None
        self._wanted = 0

    def busy(self) -> bool:
        """True while an answer is to come."""
        return self._running

    def ask(self, work: Callable[[], object], then: Callable[[object], object]) -> None:
        """Ask; then hears the answer unless something else is asked, or forgotten, before it."""
        self._wanted += 1
        self._next = (work, then)
        if not self._running:
            self._go()

    def forget(self) -> None:
        """Want no answer any more."""
        self._wanted += 1
        self._next = None

    def _go(self) -> None:
        if self._next is None:
            return
        (work, then), self._next = self._next, None
        self._running = True
        asked = self._wanted
        job = look_up(self._owner, work, lambda answer: self._hear(asked, answer, then))
        job.ended.connect(self._ended)

    def _hear(self, asked: int, answer: object, then: Callable[[object], object]) -> None:
        if asked == self._wanted:
            then(answer)

    def _ended(self) -> None:
        self._running = False
        self._go()
        if not self._running:
            self.settled.emit()
