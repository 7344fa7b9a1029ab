"""Collects Python's garbage on the screen's thread alone.

A widget that only a circle of Python objects still holds ends where the collector happens to run;
on the thread of a job that brings Qt down.  So the collector never runs by itself, and a timer of
the screen's thread looks whether it is due.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 250
"""Milliseconds between two looks; a look at nothing costs a microsecond."""


class Collector(QObject):
    """Keeps the collector from running by itself while it lives, and collects when it is due."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.timer = QTimer(self)
        self.timer.timeout.connect(collect_due)
        self.timer.start(EVERY)


def collect_due() -> int:
    """Collect as many generations as the collector would by itself now; gives how many objects
    went, 0 where none is due.  Called on the screen's thread."""
    due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if not due[0]:
        return 0
    return gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)
