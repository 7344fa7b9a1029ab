"""Garbage is collected on the screen's thread alone, and it is collected."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.collecting import Collector, collect_due


class Circle:
    """Holds itself, so that only the collector ends it; tells on which thread it ended."""

    ended: list[int] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


def busy() -> None:
    """Make as much garbage as a collector that runs by itself would not let lie."""
    for _ in range(20_000):
        one: list[object] = []
        one.append(one)


def test_circles_end_on_the_screen_s_thread(qtbot: QtBot) -> None:
    owner = QObject()
    collector = Collector(owner)
    Circle.ended = []
    gone = weakref.ref(Circle())
    job = threading.Thread(target=busy)
    job.start()
    job.join()
    assert gone() is not None, "it was collected on the way"
    collector.timer.setInterval(1)
    qtbot.waitUntil(lambda: gone() is None)
    assert Circle.ended == [threading.get_ident()]


def test_nothing_is_collected_that_is_not_due() -> None:
    gc.collect()
    assert collect_due() == 0
    busy()
    assert collect_due() > 0
