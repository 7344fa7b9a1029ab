"""Reads the vault beside the screen for a page; what comes after the page is gone is let go."""

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.jobs import Job


def look_up(owner: QWidget, work: Callable[[], object], then: Callable[[object], object]) -> Job:
    """Do slow work and hand its answer over while the owner lives.

    When the vault is locked meanwhile, the page is gone and the work finds the vault closed: that
    is no error.  A failure while the page is there goes to sys.excepthook, which shows it.
    """
    job = Job(lambda _progress: work())

    def hear(trouble: BaseException) -> None:
        if isValid(owner) and owner.isVisible():
            sys.excepthook(type(trouble), trouble, trouble.__traceback__)

    job.done.connect(lambda answer: then(answer) if isValid(owner) else None)
    return job.on_failure(hear).start()
