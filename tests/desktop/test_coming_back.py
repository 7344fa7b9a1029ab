"""After a lock one stands where one stood: at the field, the caret, the list, the page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import jobs
from desktop.card.content import NEW, Spot
from desktop.card.editor_lines import LineEditor, LinesEditor
from desktop.card.whereabouts import CardWhere
from desktop.drafts import draft_of
from desktop.history_place import HistoryPlace
from desktop.lists.record_list import RecordList
from desktop.merge.merge_desk import MergeDesk
from desktop.merge_page import MergePage
from desktop.records_page import RecordsPage
from desktop.returns_page import ReturnsPage
from desktop.settings_page import SettingsPage
from desktop.settings_place import SettingsPlace
from forms.words import Language
from tests.desktop.lockable import Office, shown_texts
from tests.desktop.offices import TODAY, practice_office
from tests.desktop.windows import gone, settle

Type = Callable[[str], None]
Press = Callable[[Qt.Key], None]


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
    (path, who), left = office.pana._left.popitem()
    assert who == "secretary" and isinstance(left.where, CardWhere)
    office.pana._left[path, "somebody else"] = left
    office.unlock()
    assert office.frame.where()[0] == "today"
    assert office.pana._left == {(path, "somebody else"): left}, "it waits for whoever left it"


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
