"""Errors of ours: the window lives, one sentence with a number, no word of data, nothing lost."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import operations
from desktop.card.content import Spot
from desktop.drafts import draft_of
from desktop.form_page import FormPage
from desktop.last_resort import LastResort
from forms.findings import Finding, Severity
from forms.store.vault_refusals import DISK_FAILED, DISK_FULL, VaultFault
from forms.words import Language
from tests.desktop.traps import SECRET, TRAPS, TYPED, Ground, Trap, fail, turn
from tests.desktop.windows import program, settle

LONGEST = 20_000
"""Milliseconds that a busy computer may need; a test that passes waits for none of them."""


@pytest.fixture
def ground(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ground]:
    with program(dressed, tmp_path, Language.EN) as shown:
        found = Ground(shown, monkeypatch, tmp_path / "log" / "pana.log")
        yield found
        found.stop()
        monkeypatch.undo()


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_an_error_of_ours_is_told_once_and_costs_nothing(
    ground: Ground, trap: Callable[[Ground], object], qtbot: QtBot
) -> None:
    frame, id = ground.frame, ground.view.filling.record.id
    QTimer.singleShot(0, partial(trap, ground))
    qtbot.waitUntil(lambda: bool(ground.told), timeout=LONGEST)
    turn()
    assert len(ground.told) == 1, "one sentence with a number, however often it fails"
    log = ground.log.read_text(encoding="utf-8")
    number = ground.told[0].removeprefix("Number ")
    assert f" {number} " in log
    assert ("RuleFailed" if number.endswith("-FM00") else "Trap") in log
    assert not any(word in log for word in (*SECRET.split(), *TYPED.split()[:2]))
    assert len(log.splitlines()) < 120, "what repeats itself must not push out the rest"
    ground.patch.undo()
    ground.last.install()
    window = ground.shown.pana.window
    assert window.isVisible() and window.workplace() is frame
    draft = draft_of(ground.shown.desk, id)
    with ground.shown.desk.store.reading() as reading:
        saved = reading.get("family", id)
    stands = [saved.get("street") if saved else None]
    if draft is not None:
        stands += [draft.values.get("street"), *(text for _, text in draft.texts)]
    assert any(str(one).startswith(TYPED) for one in stands), "what was typed is lost"
    for timer in frame.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly):
        timer.stop()
    turn()
    told = len(ground.told)
    assert frame.go("families", id)
    ground.view.write(Spot("house"), "12")
    ground.card.save()
    turn()
    with ground.shown.desk.store.reading() as reading:
        saved = reading.get("family", id)
    assert saved is not None and saved.get("house") == "12", "the program goes on"
    assert len(ground.told) == told


@pytest.mark.parametrize(
    "way", [FormPage.save, FormPage.mark_complete], ids=lambda way: str(way.__name__)
)
def test_what_the_disk_refuses_is_said_as_that(
    ground: Ground, way: Callable[[FormPage], object], qtbot: QtBot
) -> None:
    """A full disk is no error of ours: its own sentence, no number, and the same key again."""

    def full(*_: object, **__: object) -> None:
        raise VaultFault(Finding("V16", Severity.HARD, DISK_FULL, {}, {"file": "a.pana"}))

    ground.patch.setattr(operations, "_keep", full)
    ground.patch.setattr(operations, "findings_of", lambda *_: ())
    QTimer.singleShot(0, partial(way, ground.card))
    qtbot.waitUntil(lambda: bool(ground.read), timeout=LONGEST)
    turn()
    assert ground.told == [] and not ground.log.exists()
    assert any(text.startswith("The disk is full; nothing was saved") for text in ground.read)
    assert ground.view.filling.value(Spot("street")) == TYPED
    ground.patch.undo()
    ground.last.install()
    ground.card.save()
    with ground.shown.desk.store.reading() as reading:
        saved = reading.get("family", ground.view.filling.record.id)
    assert saved is not None and saved.get("street") == TYPED


def test_what_the_disk_refuses_meanwhile_stands_in_the_status_line(
    ground: Ground, qtbot: QtBot
) -> None:
    refused = VaultFault(Finding("V17", Severity.HARD, DISK_FAILED, {}, {"file": "a.pana"}))
    for _ in range(3):
        ground.last.catch(VaultFault, refused, None)
    qtbot.waitUntil(lambda: bool(ground.read), timeout=LONGEST)
    turn()
    assert sum(text.startswith("The disk could not read") for text in ground.read) == 1
    assert "The disk could not read" in ground.frame.status._text.text()


def test_the_same_error_again_is_one_line_with_the_same_number(
    ground: Ground, qtbot: QtBot
) -> None:
    def again() -> None:
        try:
            fail()
        except Trap as error:
            ground.last.catch(Trap, error, error.__traceback__)

    again()
    qtbot.waitUntil(lambda: bool(ground.told), timeout=LONGEST)
    for _ in range(120):
        again()
    settle()
    number = ground.told[0].removeprefix("Number ")
    assert len(ground.told) == 1
    status = ground.frame.status._text.text()
    assert number in status and "once more" in status
    lines = ground.log.read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 1)[1] for line in lines if "again, " in line] == [
        f"{number} again, 10 times in all",
        f"{number} again, 100 times in all",
    ]


def test_a_dialog_that_fails_itself_is_logged_and_ends_there(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    last = LastResort(tmp_path, fail, keep=fail)
    with qtbot.waitSignal(last.trouble):
        last.catch(ValueError, ValueError(SECRET), None)
    settle()
    log = (tmp_path / "pana.log").read_text(encoding="utf-8")
    assert log.count("Trap") == 2 and "ValueError" in log and SECRET.split()[0] not in log


def test_an_opened_menu_does_not_keep_the_sentence_back(ground: Ground, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QMenu

    menu = QMenu("Menu", ground.shown.pana.window)
    menu.popup(ground.shown.pana.window.pos())
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(ground.told), timeout=LONGEST)
    assert not menu.isVisible()


def test_at_the_gate_an_error_is_told_too(ground: Ground, qtbot: QtBot) -> None:
    ground.shown.pana.lock()
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(ground.told), timeout=LONGEST)
    ground.last.catch(Trap, Trap(), None)
    settle()
    assert isinstance(ground.shown.pana.window.centralWidget(), QWidget)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
def test_no_crash_leaves_memory_on_the_disk() -> None:
    import resource

    from desktop.no_dumps import forbid_dumps

    forbid_dumps()
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
