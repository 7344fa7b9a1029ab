"""Slow work leaves the screen alone, can be stopped, and its failure is shown once."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import jobs
from desktop.jobs import Job, Progress
from desktop.last_resort import LastResort, entry

SECRET = "Өтегенқызы Ұлбосын 850615199998"


def test_work_is_done_in_another_thread(qapp: QApplication, qtbot: QtBot) -> None:
    job = Job(lambda _progress: threading.get_ident())
    with qtbot.waitSignal(job.done) as told:
        job.start()
    assert told.args != [threading.get_ident()]


def test_progress_reaches_the_screen(qapp: QApplication, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        for number in (1, 2, 3):
            progress.step(number, 3, "бет")

    job = Job(work)
    seen: list[tuple[int, int]] = []
    job.progress.stepped.connect(lambda done, whole, words: seen.append((done, whole)))
    with qtbot.waitSignal(job.ended):
        job.start()
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_work_is_stopped_at_its_next_step(qapp: QApplication, qtbot: QtBot) -> None:
    asked = threading.Event()

    def work(progress: Progress) -> None:
        asked.wait(5)
        progress.step(1, 2)

    job = Job(work)
    with qtbot.waitSignal(job.cancelled):
        job.start()
        job.cancel()
        asked.set()


def test_a_failure_is_heard_by_who_asked(qapp: QApplication, qtbot: QtBot) -> None:
    heard: list[BaseException] = []
    job = Job(lambda _progress: 1 / 0).on_failure(heard.append)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert isinstance(heard[0], ZeroDivisionError)


def test_a_failure_that_nobody_hears_goes_to_the_last_resort(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))
    job = Job(lambda _progress: 1 / 0)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert caught == [ZeroDivisionError]


def test_an_answer_for_somebody_gone_is_dropped(qapp: QApplication, qtbot: QtBot) -> None:
    owner = QObject()
    told: list[object] = []
    go = threading.Event()
    job = jobs.run(owner, lambda: go.wait(5), told.append)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not _alive(owner))
    with qtbot.waitSignal(job.ended):
        go.set()
    assert told == []


def test_the_log_holds_kinds_and_places_and_no_values(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    shown: list[str] = []
    last = LastResort(tmp_path / "log", shown.append)
    try:
        try:
            int(SECRET)
        except ValueError as cause:
            raise RuntimeError(SECRET) from cause
    except RuntimeError as error:
        last.catch(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    text = (tmp_path / "log" / "pana.log").read_text(encoding="utf-8")
    assert shown[0] in text
    assert "RuntimeError" in text
    assert "because of ValueError" in text
    assert "test_jobs.py" in text
    assert not any(word in text for word in SECRET.split())


def test_errors_that_repeat_themselves_are_told_one_at_a_time(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    shown: list[str] = []

    def show(number: str) -> None:
        shown.append(number)
        for _ in range(3):
            last.catch(ValueError, ValueError(), None)
        QApplication.processEvents()

    last = LastResort(tmp_path, show)
    with qtbot.waitSignal(last.trouble):
        last.catch(ValueError, ValueError(), None)
    assert len(shown) == 1


def test_an_entry_begins_with_moment_number_and_kind() -> None:
    assert entry("A1B2C3", ValueError, None, None).split()[1:] == ["A1B2C3", "ValueError"]


def _alive(owner: QObject) -> bool:
    from shiboken6 import isValid

    return bool(isValid(owner))
