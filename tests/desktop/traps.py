"""Errors laid where a program can fail: each trap is one function that lays it and walks in."""

import gc
import re
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop import jobs, language, operations
from desktop.card.card_view import CardView
from desktop.card.content import Spot
from desktop.card.entry_model import EntryModel
from desktop.card.section_list import SectionList
from desktop.delegate import CellDelegate
from desktop.dialogs import TroubleDialog
from desktop.form_page import FormPage
from desktop.frame.header import Header
from desktop.frame.workplace import Workplace
from desktop.last_resort import LastResort
from desktop.lists.list_model import ListModel
from desktop.lookup import look_up
from desktop.parts.texts import IconView
from desktop.parts.veil import VeiledDialog
from desktop.records_page import RecordsPage
from desktop.trouble import keep_typing, tell_again, tell_refused, tell_trouble
from forms import checking
from forms.checking import RuleFailed
from forms.store.store import Query
from forms.words import Language
from tests.desktop.windows import Program

SECRET = "Өтегенқызы Ұлбосын 850615199998"
TYPED = "Абай даңғылы 7"


class Trap(RuntimeError):
    """An error of ours whose text quotes what somebody typed."""


def fail(*_given: object, **_named: object) -> object:
    """Fail as a program fails."""
    raise Trap(SECRET)


class Ground:
    """A card on which something is half typed, and what the last resort told of errors."""

    def __init__(self, shown: Program, patch: pytest.MonkeyPatch, log: Path) -> None:
        self.shown, self.patch, self.log = shown, patch, log
        self.told: list[str] = []
        self.read: list[str] = []
        window = shown.pana.window
        self.last = LastResort(
            log.parent,
            partial(tell_trouble, window, shown.pana.diagnose),
            partial(tell_again, window),
            partial(keep_typing, window),
            partial(tell_refused, window),
        )
        for name in ("excepthook", "unraisablehook"):
            patch.setattr(sys, name, getattr(sys, name))
        patch.setattr(threading, "excepthook", threading.excepthook)
        self.last.install()
        with shown.desk.store.reading() as reading:
            shown.frame.go("families", reading.ids("family", Query())[0])
        self.view.focus(Spot("street"))
        self.write(TYPED)
        self._answers = QTimer()
        self._answers.timeout.connect(self._answer)
        self._answers.start(2)

    def stop(self) -> None:
        """Answer no more dialogs."""
        self._answers.stop()

    @property
    def frame(self) -> Workplace:
        """Give the frame round the pages."""
        return self.shown.frame

    @property
    def card(self) -> FormPage:
        """Give the card."""
        page = self.frame.page()
        assert isinstance(page, RecordsPage) and isinstance(page.page, FormPage)
        return page.page

    @property
    def view(self) -> CardView:
        """Give what is shown of it."""
        return self.card.view

    @staticmethod
    def write(text: str) -> None:
        """Type into whatever has the focus."""
        for letter in text:
            press(Qt.Key(0), letter)

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, TroubleDialog):
            labels = [one.text() for one in dialog.findChildren(QLabel)]
            self.told += [one for one in labels if re.fullmatch(r"Number \S+", one)]
            self.read += labels
            assert not any(word in " ".join(labels) for word in SECRET.split())
            dialog.reject()


def press(key: Qt.Key, text: str = "") -> None:
    """Press a key on whatever has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def turn() -> None:
    """Let the loop of events go round; an error must not come up in the test, as it would from
    processEvents."""
    for _ in range(8):
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()


# ---- the traps ---------------------------------------------------------------------------------


class Sender(QObject):
    """Tells something to whoever listens."""

    said = Signal()


def in_a_slot(g: Ground) -> None:
    sender = Sender(g.frame)
    sender.said.connect(fail)
    sender.said.emit()


def in_a_command(g: Ground) -> None:
    g.patch.setattr(FormPage, "next_problem", fail)
    g.card.header_changed.emit()
    QTest.keyClick(g.shown.pana.window, Qt.Key.Key_F8)


def in_a_menu_line(g: Ground) -> None:
    action = QAction("x", g.frame)
    action.triggered.connect(fail)
    action.trigger()


def in_a_single_shot(g: Ground) -> None:
    QTimer.singleShot(0, fail)


def in_a_timer_that_goes_on(g: Ground) -> None:
    timer = QTimer(g.frame)
    timer.timeout.connect(fail)
    timer.start(1)


def in_a_thread(g: Ground) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_the_pool(g: Ground) -> None:
    class Task(QRunnable):
        def run(self) -> None:
            fail()

    QThreadPool.globalInstance().start(Task())


def in_a_job(g: Ground) -> None:
    jobs.run(g.frame, fail, print)


def in_what_takes_the_answer_of_a_job(g: Ground) -> None:
    jobs.run(g.frame, lambda: 1, fail)


def in_a_look_up(g: Ground) -> None:
    look_up(g.card, fail, print)


def in_what_takes_a_look_up(g: Ground) -> None:
    look_up(g.card, lambda: 1, fail)


def in_painting_a_cell(g: Ground) -> None:
    g.patch.setattr(CellDelegate, "_content", fail)
    g.frame.go("returns")


def in_painting_a_row(g: Ground) -> None:
    g.patch.setattr("desktop.lists.row_painting._Line.draw", fail)
    g.frame.go("cases")


def in_measuring_a_cell(g: Ground) -> None:
    g.patch.setattr("desktop.delegate.heights", fail)
    g.frame.go("returns")


def in_painting_a_part(g: Ground) -> None:
    g.patch.setattr("desktop.parts.texts.icons.paint", fail)
    for icon in g.frame.findChildren(IconView):
        icon.update()


def in_the_model_of_a_table(g: Ground) -> None:
    g.patch.setattr(EntryModel, "_text", fail)
    g.view.go_to_section(2)


def in_reading_the_rows_of_a_list(g: Ground) -> None:
    g.patch.setattr(ListModel, "_read", fail)
    g.frame.go("cases")


def in_an_event_filter(g: Ground) -> None:
    class Filter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                fail()
            return False

    g.view.installEventFilter(Filter(g.frame))
    QApplication.postEvent(g.view, QEvent(QEvent.Type.User))


def in_a_key_of_a_field(g: Ground) -> None:
    g.patch.setattr("desktop.card.editor_lines.step_of", fail)
    press(Qt.Key.Key_Tab)


def in_leaving_a_field(g: Ground) -> None:
    g.patch.setattr(SectionList, "tell", fail)
    g.view.focus(Spot("note"))


def in_a_new_size(g: Ground) -> None:
    g.patch.setattr(CardView, "_place_side", fail)
    g.shown.pana.window.resize(1280, 660)


def in_a_rule_of_ours(g: Ground) -> None:
    def crash(*_given: object) -> object:
        raise RuleFailed("FM00", "family") from Trap(SECRET)

    g.patch.setattr(checking, "_findings_of", crash, raising=False)
    g.patch.setattr("desktop.card.filling.check", crash)
    press(Qt.Key.Key_Tab)


def in_saving(g: Ground) -> None:
    g.patch.setattr(operations, "save_record", fail)
    QTest.keyClick(g.shown.pana.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def in_the_head_of_the_page(g: Ground) -> None:
    g.patch.setattr(Header, "show_page", fail)
    g.card.header_changed.emit()


def in_a_list(g: Ground) -> None:
    g.patch.setattr(ListModel, "_cell", fail)
    g.frame.go("cases")


def in_another_language(g: Ground) -> None:
    g.patch.setattr(FormPage, "retranslate", fail)
    language.use(Language.EN)


def in_a_dialog(g: Ground) -> None:
    class Question(VeiledDialog):
        def resizeEvent(self, event: QResizeEvent) -> None:
            fail()

    dialog = Question(g.shown.pana.window, "Title")
    QTimer.singleShot(60, dialog.reject)
    dialog.exec()


def in_what_nobody_can_hear(g: Ground) -> None:
    class Gone:
        def __del__(self) -> None:
            fail()

    Gone()
    gc.collect()


TRAPS: tuple[Callable[[Ground], object], ...] = (
    in_a_slot,
    in_a_command,
    in_a_menu_line,
    in_a_single_shot,
    in_a_timer_that_goes_on,
    in_a_thread,
    in_the_pool,
    in_a_job,
    in_what_takes_the_answer_of_a_job,
    in_a_look_up,
    in_what_takes_a_look_up,
    in_painting_a_cell,
    in_painting_a_row,
    in_measuring_a_cell,
    in_painting_a_part,
    in_the_model_of_a_table,
    in_reading_the_rows_of_a_list,
    in_an_event_filter,
    in_a_key_of_a_field,
    in_leaving_a_field,
    in_a_new_size,
    in_a_rule_of_ours,
    in_saving,
    in_the_head_of_the_page,
    in_a_list,
    in_another_language,
    in_a_dialog,
    in_what_nobody_can_hear,
)
