"""Tells at the gate how long one waits after several wrong tries, second by second."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.entrance.steps import Step
from desktop.language import tr
from desktop.parts.findings import announce
from forms.findings import Finding

SECOND = 1000


class Countdown(QObject):
    """Retells the wait of a vault in the finding of a step until the next try is free."""

    def __init__(self, step: Step, must_wait: Callable[[Path], Finding | None]) -> None:
        super().__init__(step)
        self._step, self._must_wait = step, must_wait
        self._path: Path | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self.tick)

    def watch(self, path: Path | None) -> bool:
        """Tell the wait of a vault, if there is one; True when there is."""
        before, self._path = self._path, path
        if self._timer.isActive() and before != path:
            self._stop()
        finding = self._must_wait(path) if path is not None else None
        if finding is not None:
            self._step.retell(finding)
            self._timer.start()
        return finding is not None

    def tick(self) -> None:
        """Tell what is left; at the end say that one may try again."""
        finding = self._must_wait(self._path) if self._path is not None else None
        if finding is not None:
            self._step.retell(finding)
        else:
            self._stop()
            announce(self._step, tr("You can try again now."))

    def _stop(self) -> None:
        self._timer.stop()
        self._step.retell(None)
