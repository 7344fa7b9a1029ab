"""The page of the register: found by typing, edited by keys, refusals beside their fields."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.choices import Choices
from desktop.commissions_page import CommissionsPage
from desktop.delegate import Cell
from desktop.desk import Desk
from desktop.entrance.doors import Opened
from desktop.form_page import FormPage
from desktop.merge_page import MergePage
from desktop.page import Page
from desktop.parts.buttons import Link
from desktop.places import places
from desktop.records_page import RecordsPage
from desktop.register.commission_dialogs import AddDialog
from desktop.register.commission_form import PLACES, EditDialog
from desktop.register.commissions_table import CARDS, CODE, NAME, UNTIL
from desktop.register_edits import edit_register, own_edits
from desktop.settings import Recent
from desktop.settings_place import SettingsPlace
from desktop.theme import Mode
from forms.catalogue import form_of
from forms.territories import REPUBLIC, ChangeKind, RegisterChange
from forms.words import Language, Name
from tests.desktop.clipping import clipped
from tests.desktop.offices import OBLAST, TODAY, empty_office, send
from tests.desktop.test_register_edits import ADDED, BATYR, CLOSED

BODY, SMALL = (1278, 560), (1005, 420)
ENTER = Qt.Key.Key_Return
P = TypeVar("P", bound=Page)


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give the desk of the oblast's commission."""
    with empty_office(tmp_path, OBLAST) as made:
        yield made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CommissionsPage:
    """Give the page, shown, the search in focus."""
    made = CommissionsPage(desk, lambda: None)
    return shown(made, qtbot)


def shown(made: P, qtbot: QtBot, size: tuple[int, int] = BODY) -> P:
    qtbot.addWidget(made)
    made.resize(*size)
    made.fit(size == SMALL)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    first = made.first_focus()
    assert first is not None
    first.setFocus()
    return made


def codes(page: CommissionsPage) -> list[str]:
    return [one.commission.code for one in page.table.rows()]


def typed(text: str) -> list[Qt.Key | str]:
    return list(text)


def drive(keys: Sequence[Qt.Key | str], seen: Callable[[EditDialog], object] = id) -> None:
    """Press keys in the next modal dialog; one that they leave open is refused, not waited for."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EditDialog)
        try:
            activate(dialog)
            seen(dialog)
            for key in keys:
                send(key)
        finally:
            dialog.reject()

    QTimer.singleShot(0, act)


def activate(dialog: EditDialog) -> None:
    """Let a dialog have the focus, which a window gets some events after it is shown."""
    dialog.activateWindow()
    for _ in range(100):
        QApplication.processEvents()
        if dialog.isActiveWindow() and dialog.focusWidget() is QApplication.focusWidget():
            return
    raise AssertionError("the dialog did not become active")


def said(widget: QWidget) -> str:
    labels = (one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))
    return "\n".join(one.text() for one in labels)


def test_the_whole_register_of_the_day_is_a_tree(page: CommissionsPage, desk: Desk) -> None:
    assert sorted(codes(page)) == [one.code for one in desk.register.commissions(TODAY)]
    model = page.table.model()
    assert model.index(0, NAME).data(Cell.STRONG)
    assert model.index(1, NAME).data(Cell.INDENT) > 0


def test_typing_finds_and_the_oblast_narrows(
    page: CommissionsPage, type_text: Callable[[str], None]
) -> None:
    type_text("ақкөл")
    assert codes(page)[0] == "KDN-1132"
    send(Qt.Key.Key_Escape)
    page.oblast.setCurrentIndex(page.oblast.findData(OBLAST))
    assert OBLAST in codes(page)
    assert all(code.startswith("KDN-11") for code in codes(page))
    type_text("жоқ мұндай")
    assert codes(page) == []
    assert page.table.code() == ""
    page.panel.cleared.emit()
    assert len(codes(page)) > 200


def test_another_day_shows_the_register_of_that_day(page: CommissionsPage) -> None:
    page.day_edit.setFocus()
    page.day_edit.selectAll()
    for letter in "31122021":
        send(letter)
    send(ENTER)
    assert page.day_edit.text() == "31.12.2021"
    assert "KDN-1000" not in codes(page)
    page.day_edit.setText("31.02.2021")
    send(ENTER)
    assert page.day_edit.property("state") == "error"
    assert "31.02.2021" in said(page)
    assert "KDN-1000" not in codes(page)


def test_a_commission_is_added_by_keys_alone(page: CommissionsPage, desk: Desk) -> None:
    saved: list[bool] = []
    page.saved.connect(lambda: saved.append(True))
    proposed: list[dict[str, str]] = []

    def look(dialog: EditDialog) -> None:
        dialog.accepted.connect(
            lambda: proposed.append({name: dialog.text(name) for name in dialog.editors})
        )

    territory = [*typed("Ақкөл ауд"), ENTER, ENTER]
    on_and_code = [ENTER, *typed("01102026"), ENTER]
    drive([*territory, *on_and_code, *[ENTER] * 7, *typed("№ 12"), ENTER, ENTER], look)
    page.add()
    (made,) = own_edits(desk)
    assert made.change.on == date(2026, 10, 1)
    assert (made.change.code, made.change.parent_code) == ("KDN-1111", OBLAST)
    assert made.change.short == Name("Ақкөл ауданы", "Аккольский район", "Akkol District")
    assert made.change.name is not None
    assert made.change.name.kk.startswith("Ақмола облысы Ақкөл ауданының")
    assert made.change.reason == "№ 12"
    assert proposed[0]["code"] == "KDN-1111"
    assert page.table.code() == "KDN-1111"
    assert saved == [True]


@pytest.mark.parametrize(
    ("code", "on", "place"), [("KDN-1132", "01102026", "code"), ("KDN-1199", "31022026", "on")]
)
def test_a_refusal_stands_beside_its_field(
    page: CommissionsPage, desk: Desk, code: str, on: str, place: str
) -> None:
    dialog = AddDialog(page, desk.register, TODAY, page._edit, OBLAST)
    dialog.show()
    activate(dialog)
    for key in [*typed("Ақкөл ауд"), ENTER, ENTER, *typed(code), ENTER, *typed(on), *[ENTER] * 10]:
        send(key)
    assert dialog.isVisible()
    assert dialog.findings[place].text()
    assert dialog.editors[place].hasFocus()
    assert dialog.editors[place].property("state") == "error"
    assert own_edits(desk) == ()
    dialog.reject()


def test_every_refusal_has_a_place_of_the_dialogs(page: CommissionsPage, desk: Desk) -> None:
    assert set(PLACES) <= {f"T{number}" for number in range(10, 21)}
    names: set[str] = set()
    for ask in (page.add, page.rename, page.close_one):
        drive([Qt.Key.Key_Escape], lambda dialog: names.update(dialog.boxes))
        ask()
    assert set(PLACES.values()) <= names


def test_a_commission_is_renamed_from_a_day_on(page: CommissionsPage, desk: Desk) -> None:
    page.show_commission("KDN-1134", TODAY)
    drive(
        [*typed("01102026"), *[ENTER] * 5, *typed("Батыр ауданы"), ENTER]
        + [*typed("Батырский район"), *[ENTER] * 5, ENTER]
    )
    page.rename()
    (made,) = own_edits(desk)
    assert made.change.short is not None
    assert made.change.short.kk == "Батыр ауданы"
    assert made.change.name is not None
    assert "Батырского района Акмолинской области" in made.change.name.ru
    assert made.change.parent_code == ""
    row = page.table.currentIndex().row()
    model = page.table.model()
    assert model.index(row, NAME).data() == "Батыр ауданы"
    assert model.index(row, NAME).data(Cell.TRAILING) == ("action.write", "accent")


def test_nothing_changed_cannot_be_kept(page: CommissionsPage, desk: Desk) -> None:
    page.show_commission("KDN-1134", TODAY)
    enabled: list[bool] = []
    drive([Qt.Key.Key_Escape], lambda dialog: enabled.append(dialog.yes.isEnabled()))
    page.rename()
    assert enabled == [False]


def test_a_commission_is_closed_with_its_successor(page: CommissionsPage, desk: Desk) -> None:
    page.show_commission("KDN-1134", TODAY)
    keys = [*typed("15112026"), ENTER, *typed("Аршалы"), Qt.Key.Key_Escape]
    drive([*keys, *typed("KDN-1132"), ENTER, *typed("№ 13"), ENTER, ENTER])
    page.close_one()
    (made,) = own_edits(desk)
    assert (made.change.on, made.change.successor) == (date(2026, 11, 15), "KDN-1132")
    model = page.table.model()
    assert page.day_edit.text() == "14.11.2026"
    assert model.index(page.table.currentIndex().row(), UNTIL).data() == "14.11.2026"
    assert not page.commands()[1].enabled
    links = {link.text() for link in page.panel.findChildren(Link)}
    assert "KDN-1134 · 15.11.2026" in links


def test_own_edits_are_told_with_what_was_refused(desk: Desk, qtbot: QtBot) -> None:
    overtaken = RegisterChange(ChangeKind.CLOSE, "KDN-6322", date(2020, 1, 1))
    with desk.store.begin() as work:
        work.register_change(overtaken, who="Әсел", when=desk.now())
    edit_register(desk, ADDED)
    page = shown(CommissionsPage(desk, lambda: None), qtbot)
    text = said(page.panel)
    assert "Әсел" in text
    assert BATYR.kk in text
    assert "KDN-6322" in text
    page.panel.asked.emit(ADDED.code, ADDED.on)
    assert page.table.code() == ADDED.code
    assert page.day_edit.text() == "01.08.2026"


def test_an_open_merge_takes_the_edited_register(desk: Desk, qtbot: QtBot) -> None:
    merge = shown(MergePage(desk), qtbot)
    before = {line.office for line in merge.lines}
    for change in (ADDED, CLOSED):
        edit_register(desk, change)
    merge.refresh()
    after = {line.office for line in merge.lines}
    assert after - before == {"KDN-1199"}
    assert "KDN-1134" in after


def test_an_open_card_finds_the_added_commission(desk: Desk, qtbot: QtBot) -> None:
    records = RecordsPage(desk, form_of("family"))
    qtbot.addWidget(records)
    records.new_card()
    card = records.page
    assert isinstance(card, FormPage)
    edit_register(desk, ADDED)
    records.refresh()
    field = next(
        field
        for _path, field in form_of("family").paths()
        if getattr(field, "kind", "") == "commission"
    )
    reader = card.view.filling.reader(field, TODAY, Language.KK)
    assert [one.key for one in reader.offers(field, "Батыр")] == ["KDN-1199"]  # type: ignore[arg-type]


def test_the_settings_lead_there_and_back(desk: Desk, qtbot: QtBot) -> None:
    renamed: list[Name] = []
    choices = Choices(
        exchange=lambda _path: None,
        theme=lambda: Mode.LIGHT,
        hints=lambda: True,
        pick_language=language.use,
        pick_theme=lambda _mode: None,
        show_hints=lambda _shown: None,
        backed_up=lambda _day: None,
        renamed=renamed.append,
    )
    opened = Opened(desk, Recent(desk.store.vault.path, OBLAST))
    made = next(one for one in places(opened, choices) if one.key == "settings").factory()
    assert isinstance(made, SettingsPlace)
    shown(made, qtbot)
    next(one for one in made.commands() if one.key == "Ctrl+G").run()
    register = made.page
    assert isinstance(register, CommissionsPage)
    assert register.box.hasFocus()
    change = RegisterChange(ChangeKind.RENAME, OBLAST, TODAY, BATYR, BATYR)
    assert register._edit(change) == ()
    register.edited.emit()
    assert renamed == [BATYR]
    made.crumbs()[0].go()
    assert made.page is made.settings
    made.show_what("register")
    send(Qt.Key.Key_Escape)
    assert made.page is made.settings


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("size", [BODY, SMALL])
def test_no_text_is_cut_in_any_language(
    desk: Desk, qtbot: QtBot, lang: Language, size: tuple[int, int]
) -> None:
    for change in (ADDED, CLOSED, replace(ADDED, code="KDN-1198", parent_code=REPUBLIC)):
        edit_register(desk, change)
    page = shown(CommissionsPage(desk, lambda: None), qtbot, size)
    language.use(lang)
    page.retranslate()
    assert clipped(page) == []
    assert page.table.isColumnHidden(CARDS) == (size == SMALL)
    assert page.table.model().headerData(CODE, Qt.Orientation.Horizontal)
    for ask in (page.add, page.rename, page.close_one):
        page.show_commission("KDN-1136", TODAY)
        found: list[str] = []

        def look(dialog: QWidget, into: list[str] = found) -> None:
            into.extend(clipped(dialog))

        drive([Qt.Key.Key_Escape], look)
        ask()
        assert found == []
