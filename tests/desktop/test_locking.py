"""The lock hides at once, keeps what is half typed, closes the vault, and leads back there."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import drafts, jobs
from desktop.app import Pana
from desktop.card.content import NEW, Spot
from desktop.card.editor_lines import LineEditor, LinesEditor
from desktop.card.whereabouts import CardWhere
from desktop.desk import Desk
from desktop.dialogs import ask
from desktop.drafts import draft_of
from desktop.entrance.doors import Opened
from desktop.entrance.opening import doors
from desktop.form_page import FormPage
from desktop.frame.workplace import Workplace
from desktop.history_place import HistoryPlace
from desktop.lists.record_list import RecordList
from desktop.merge.merge_desk import MergeDesk
from desktop.merge_page import MergePage
from desktop.places import places
from desktop.records_page import RecordsPage
from desktop.returns_page import ReturnsPage
from desktop.settings import Settings
from desktop.settings_page import SettingsPage
from desktop.settings_place import SettingsPlace
from desktop.theme import Mode
from forms.findings import Finding, Severity
from forms.store.store import Query
from forms.store.vault_refusals import VaultClosed, VaultFault
from forms.words import Language
from tests.desktop.offices import PASSPHRASE, TODAY, practice_office
from tests.desktop.windows import dialogs_of, gone, program, settle

Type = Callable[[str], None]
Press = Callable[[Qt.Key], None]


class Office:
    """The program on a practice vault, with the doors that really open and close it."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self._path = home / "practice.pana"
        settings = Settings(home / "pana.ini")
        settings.theme = Mode.LIGHT
        self.pana = Pana(app, settings, doors(), places)
        self.pana.prepare(Language.KK)
        self.pana.window.resize(1366, 688)
        self.pana.window.show()
        self.desk = self.unlock()

    def unlock(self) -> Desk:
        """Open the vault as the gate opens it, and show its pages."""
        opened = self.pana._doors.open_vault(self._path, PASSPHRASE)
        assert isinstance(opened, Opened) and isinstance(opened.desk, Desk)
        object.__setattr__(opened.desk, "today", lambda: TODAY)
        self.pana.enter(opened)
        self.pana.window.activateWindow()
        settle()
        self.desk = opened.desk
        return opened.desk

    def lock(self) -> None:
        """Lock, and wait until the vault is closed."""
        self.pana.lock()
        assert jobs.wait_for_all()
        settle()

    @property
    def frame(self) -> Workplace:
        """Give the frame round the pages."""
        found = self.pana.window.workplace()
        assert found is not None
        return found

    def card(self) -> FormPage:
        """Give the card that is open."""
        page = self.frame.page()
        assert isinstance(page, RecordsPage) and isinstance(page.page, FormPage)
        return page.page

    def ids(self, form: str = "family") -> list[str]:
        """Give the ids of the cards of a form."""
        with self.desk.store.reading() as reading:
            return list(reading.ids(form, Query()))


@pytest.fixture
def office(dressed: QApplication, tmp_path: Path) -> Iterator[Office]:
    """Give an office whose vault is open."""
    with practice_office(tmp_path):
        pass
    found = Office(dressed, tmp_path)
    yield found
    found.lock()
    found.pana.window.hide()
    found.pana.window.deleteLater()
    gone()


def shown_texts() -> list[str]:
    """Give every text that any window of the program shows."""
    return [
        label.text()
        for window in QApplication.topLevelWidgets()
        for label in window.findChildren(QLabel)
        if label.isVisible() and not label.visibleRegion().isEmpty()
    ]


def colours(window: QWidget) -> set[int]:
    """Give the colours of a window at places all over it."""
    image = window.grab().toImage()
    steps = [(x, y) for x in range(2, image.width(), 7) for y in range(2, image.height(), 5)]
    return {image.pixel(x, y) for x, y in steps}


def in_the_loop(act: Callable[[], object]) -> None:
    """Do something as the program does it: inside the loop of events that runs all the time."""
    loop = QEventLoop()

    def do() -> None:
        try:
            act()
        finally:
            loop.quit()

    QTimer.singleShot(0, do)
    loop.exec()


def caret(widget: QWidget) -> int:
    """Say where the caret stands."""
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    assert isinstance(widget, QLineEdit)
    return widget.cursorPosition()


class Half(NamedTuple):
    """A place where somebody stopped in the middle of typing, and what stands there after."""

    spot: Spot
    typed: str
    back: int
    shown: str


HALVES = {
    "a date": Half(Spot("registered_on"), "28.0", 1, "28.0"),
    "a line": Half(Spot("street"), "Абай даңғ", 4, "Абай даңғ"),
    "a code": Half(Spot("register_basis"), "жартылай", 3, "жартылай"),
    "a note": Half(Spot("note"), "Бірінші жол", 4, "Бірінші жол"),
    "a cell": Half(Spot("children.surname", "row"), "Ғабд", 2, "Ғабд"),
    "an unread cell": Half(Spot("children.iin", "row"), "8506", 0, "8506"),
    "a new row": Half(Spot("children.surname", NEW), "Өтегенқ", 1, "Өтегенқ"),
}


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
@pytest.mark.parametrize("saved", [True, False])
def test_what_is_half_typed_is_back_at_its_field_and_caret(
    office: Office, half: Half, saved: bool, type_text: Type, press: Press
) -> None:
    office.frame.go("families", office.ids()[0] if saved else "new")
    view = office.card().view
    if not saved:
        view.write(Spot("children.name", NEW), "Гүлнәр")
    id, spot = view.filling.record.id, half.spot
    if spot.row == "row":
        spot = Spot(spot.path, view.filling.record.rows("children")[0].id)
    rows = len(view.filling.record.rows("children"))
    view.focus(spot)
    type_text(half.typed)
    for _ in range(half.back):
        press(Qt.Key.Key_Left)
    office.lock()
    assert not any(half.typed in text for text in shown_texts())
    desk = office.unlock()
    view = office.card().view
    assert view.filling.record.id == id
    assert draft_of(desk, id) is not None, "the lock keeps a draft and saves nothing"
    if spot.row == NEW:
        assert len(view.filling.record.rows("children")) == rows + 1
        spot = Spot(spot.path, view.filling.record.rows("children")[-1].id)
    assert view.spot() == spot
    widget = QApplication.focusWidget()
    assert widget is not None
    assert view.filling.text(spot, TODAY, Language.KK) == half.shown
    assert caret(widget) == len(half.typed) - half.back
    type_text("ы")
    at = len(half.typed) - half.back
    assert isinstance(widget, LineEditor | LinesEditor)
    assert widget.text() == half.typed[:at] + "ы" + half.typed[at:]


def test_a_new_card_without_a_letter_is_a_new_card_again(office: Office) -> None:
    office.frame.go("cases", "new")
    office.lock()
    desk = office.unlock()
    assert office.card().view.filling.record.revision == 0
    assert office.card().view.spot() is not None
    with desk.store.reading() as reading:
        assert list(reading.typed()) == []


def test_the_vault_is_closed_and_its_key_forgotten(office: Office) -> None:
    desk = office.desk
    office.lock()
    with pytest.raises(VaultClosed), desk.store.reading():
        pass
    assert not hasattr(desk.store.vault, "_key")
    assert office.pana.window.workplace() is None


def test_everything_is_hidden_before_anything_is_written(
    office: Office, monkeypatch: pytest.MonkeyPatch, type_text: Type
) -> None:
    """While the draft is being written nothing of the card can be seen any more."""
    office.frame.go("families", office.ids()[0])
    office.card().view.focus(Spot("street"))
    type_text("Абай")
    seen: list[tuple[int, str]] = []

    def keep(*_given: object) -> None:
        seen.append((len(colours(office.pana.window)), office.pana.window.windowTitle()))

    assert len(colours(office.pana.window)) > 1

    monkeypatch.setattr("desktop.card.card_keeping.keep_draft", keep)
    QMenu("Менюдегі Абай", office.pana.window).popup(office.pana.window.pos())
    office.lock()
    assert seen[0] == (1, "Пана")


def test_no_dialog_holds_the_lock_up(dressed: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    """Each dialog of the program, asked as the program asks it, is away at once, refused."""
    with program(dressed, tmp_path) as shown:
        for dialog in dialogs_of(shown):
            at_once: list[bool] = []

            def lock(dialog: QWidget = dialog, told: list[bool] = at_once) -> None:
                shown.pana.lock()
                told.append(not dialog.isVisible() and not QApplication.activeModalWidget())

            assert isinstance(dialog, QDialog)

            def work(dialog: QDialog = dialog, lock: Callable[[], None] = lock) -> None:
                QTimer.singleShot(0, lock)
                dialog.exec()

            in_the_loop(work)
            assert dialog.result() == 0, type(dialog).__name__
            qtbot.waitUntil(lambda: shown.pana.window.workplace() is None)
            assert at_once == [True], type(dialog).__name__
            shown.pana.enter(shown.opened)
            settle()


def test_dialogs_over_dialogs_files_menus_and_lists_are_ended(office: Office, qtbot: QtBot) -> None:
    window = office.pana.window
    answers: list[object] = []
    menu, combo = QMenu("Меню", window), QMenu("Тізім", window)
    menu.addAction("Ғабдуллина")

    def third() -> None:
        menu.popup(window.pos())
        combo.popup(window.pos())
        office.pana.lock()
        assert not menu.isVisible() and not combo.isVisible()

    def second() -> None:
        QTimer.singleShot(0, third)
        answers.append(QFileDialog.getOpenFileName(window, "Файл")[0])

    def first() -> None:
        QTimer.singleShot(0, second)
        answers.append(ask(window, "Сұрақ", "Ғабдуллина?", "Иә"))

    in_the_loop(first)
    qtbot.waitUntil(lambda: office.pana.window.workplace() is None)
    assert answers == ["", False]
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]


def test_a_question_asked_after_a_refused_one_is_refused_too(office: Office, qtbot: QtBot) -> None:
    asked: list[bool] = []

    def work() -> None:
        QTimer.singleShot(0, office.pana.lock)
        for _ in range(3):
            asked.append(ask(office.pana.window, "Сұрақ", "Мәтін", "Иә"))
            assert office.pana.window.workplace() is not None, "the page went under its own feet"

    in_the_loop(work)
    qtbot.waitUntil(lambda: office.pana.window.workplace() is None)
    assert asked == [False] * 3


def test_a_part_that_fails_does_not_hold_the_lock_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> object:
        raise ZeroDivisionError

    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(kind))
    for part in ("where", "keep_typing"):
        monkeypatch.setattr(Workplace, part, fail)
    monkeypatch.setattr(office.pana, "_remember_journal", fail)
    desk = office.desk
    office.lock()
    assert told == [ZeroDivisionError] * 3
    with pytest.raises(VaultClosed), desk.store.reading():
        pass
    monkeypatch.undo()


def test_what_the_disk_refuses_at_the_lock_is_there_after_it(
    office: Office, monkeypatch: pytest.MonkeyPatch, type_text: Type
) -> None:
    def fail(*_given: object) -> None:
        raise VaultFault(Finding("V16", Severity.HARD, "The disk is full."))

    office.frame.go("families", office.ids()[0])
    office.card().view.focus(Spot("street"))
    type_text("Абай даңғ")
    monkeypatch.setattr("desktop.card.card_keeping.keep_draft", fail)
    office.lock()
    monkeypatch.undo()
    office.unlock()
    view = office.card().view
    assert view.filling.text(Spot("street"), TODAY, Language.KK) == "Абай даңғ"
    assert draft_of(office.desk, view.filling.record.id) is not None
    monkeypatch.setattr("desktop.card.card_keeping.keep_draft", fail)
    type_text("ылы")
    office.lock()
    monkeypatch.setattr("desktop.locking.left.keep_draft", fail)
    office.unlock()
    assert any("The disk is full." in text for text in shown_texts())
    monkeypatch.setattr("desktop.card.card_keeping.keep_draft", drafts.keep_draft)


def test_running_work_ends_before_the_vault_is_closed(office: Office, qtbot: QtBot) -> None:
    desk = office.desk
    came: list[object] = []
    told: list[object] = []
    jobs.run(office.frame, lambda: came.append(desk.store.vault.integrity()), told.append)
    office.lock()
    assert came == [()] and told == [], "the work ended, and nobody is told who is gone"
    with pytest.raises(VaultClosed), desk.store.reading():
        pass


def test_work_that_meets_the_closed_vault_is_no_error_of_ours(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(error: type[Exception]) -> Callable[[jobs.Progress], object]:
        def work(_progress: jobs.Progress) -> object:
            raise error

        return work

    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(kind))
    for error in (VaultClosed, jobs.Cancelled, ZeroDivisionError):
        jobs.Job(fails(error)).start()
        jobs.forget_all()()
    qtbot.waitUntil(lambda: not jobs._running)
    assert set(told) <= {ZeroDivisionError}


# ---- where one was -----------------------------------------------------------------------------


def test_the_list_is_as_it_stood(office: Office) -> None:
    office.frame.go("families")
    page = office.frame.page()
    assert isinstance(page, RecordsPage) and isinstance(page.page, RecordList)
    page.list.pick(page.list.look.views[2].key)
    page.list.pick(page.list.look.views[1].key)
    page.list.work.sort_by(page.list.arranged.columns[1])
    settle()
    last = page.list.model.rowCount() - 1
    page.list.table.setCurrentIndex(page.list.model.index(last, 0))
    before = page.list.where()
    office.lock()
    office.unlock()
    settle()
    page = office.frame.page()
    assert isinstance(page, RecordsPage)
    assert page.list.where() == before and before.id


def test_returns_history_and_settings_are_as_they_were(office: Office, qtbot: QtBot) -> None:
    def settled() -> None:
        qtbot.waitUntil(lambda: not jobs._running)
        settle()

    for key in ("returns", "history", "settings"):
        office.frame.go(key)
        page = office.frame.page()
        if isinstance(page, ReturnsPage):
            page.choice.pick("2-AQA", page.choice.period.period().previous())
            page.refresh()
            settled()
            page.table.go("A.03", "1")
        elif isinstance(page, HistoryPlace):
            page.turn_to("journal")
        elif isinstance(page, SettingsPlace):
            page.settings.lines["phone"].setText("8 700")
        where = office.frame.where()
        office.lock()
        office.unlock()
        settled()
        assert office.frame.where() == where, key
    page = office.frame.page()
    assert isinstance(page, SettingsPlace) and isinstance(page.page, SettingsPage)
    assert page.settings.lines["phone"].text() == "8 700"
    for what in ("register", "backups"):
        office.frame.go("settings", what)
        office.lock()
        office.unlock()
        assert office.frame.where() == ("settings", what)


def test_a_merge_goes_on_where_it_was(office: Office) -> None:
    office.frame.go("merge")
    page = office.frame.page()
    assert isinstance(page, MergePage)
    page._pick_period(page.desk.period.previous())
    period = page.desk.period
    office.lock()
    office.unlock()
    page = office.frame.page()
    assert isinstance(page, MergePage) and isinstance(page.where(), MergeDesk)
    assert page.desk.period == period == page.period.period()


def test_another_person_begins_at_the_first_place(office: Office) -> None:
    office.frame.go("families", office.ids()[0])
    office.lock()
    left = office.pana._left
    assert left is not None and isinstance(left.where, CardWhere)
    office.pana._left = type(left)(left.path, "somebody else", left.place, left.where)
    office.unlock()
    assert office.frame.where()[0] == "today"


def test_a_place_on_a_card_that_is_gone_leaves_the_card(office: Office) -> None:
    office.frame.go("families")
    page = office.frame.page()
    assert isinstance(page, RecordsPage)
    card = office.ids()[0]
    for spot in (Spot("children.name", "gone"), Spot("no such field"), None):
        page.come_back(CardWhere(card, False, spot, 3))
        assert office.card().view.filling.record.id == card
    page.close_card()
    page.come_back(CardWhere("gone", False, None, None))
    assert page.page is page.list


def test_the_title_of_the_window_names_nobody(office: Office) -> None:
    office.frame.go("families", office.ids()[0])
    title = office.pana.window.windowTitle()
    assert not any(word in title for word in office.card().title().split() if len(word) > 2)
    assert title.startswith("Пана · ")
