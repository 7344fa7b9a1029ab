"""A clerk arranges lists by keys: columns, filters, order and views that last."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.desk import Desk
from desktop.lists.column_dialog import ColumnDialog
from desktop.lists.condition_dialog import ConditionDialog
from desktop.lists.list_columns import FIELD, Columns
from desktop.lists.list_looks import LOOKS
from desktop.lists.next_steps import next_steps
from desktop.lists.record_list import RecordList
from desktop.lists.view_dialog import ViewNameDialog
from desktop.parts.findings import FindingLine
from desktop.parts.veil import VeiledDialog
from desktop.records_page import RecordsPage
from forms.catalogue import FORMS, form_of
from forms.codes import code
from forms.dates import PartialDate
from forms.family import FAMILY
from forms.form import Form
from forms.record import Record
from forms.store.store import Relation, Where
from forms.words import Language
from reports.definition import Cell
from reports.period import Period
from tests.desktop.cards import TODAY
from tests.desktop.clipping import clipped
from tests.desktop.listing import (
    AZAT,
    BIRTH,
    PEOPLE,
    VILLAGE,
    cells,
    in_dialog,
    press_in,
    shown_list,
    three_families,
    titles,
)
from tests.forms.store.stores import family

Press = Callable[[Qt.Key], None]
Type = Callable[[str], None]


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk with three families in two villages."""
    with three_families(tmp_path) as found:
        yield found


@pytest.fixture
def page(desk: Desk) -> RecordList:
    """Give the shown list of families, its rows in focus."""
    return shown_list(desk)


# ---- columns ------------------------------------------------------------------------------------


def test_any_field_is_a_column_and_a_table_shows_its_first_value(page: RecordList) -> None:
    page.work.show_columns(("title", BIRTH, VILLAGE))
    assert cells(page, BIRTH) == ["2012 +1", "2011 +1", "2010 +1"]
    assert cells(page, VILLAGE) == list(PEOPLE.values())[::-1]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_field_of_a_form_can_be_shown(desk: Desk, form: Form) -> None:
    columns = Columns(form, LOOKS[form.code])
    assert {f"{FIELD}{path}" for path, _ in form.paths()} <= set(columns.every())
    heads = [columns.head(key) for key in columns.every()]
    assert all(heads)
    page = RecordList(desk, form)
    page.work.show_columns(columns.every())
    for row in range(page.model.rowCount()):
        for at in range(page.model.columnCount()):
            assert page.model.index(row, at).data() is not None


def test_columns_are_chosen_by_keys_and_remembered(page: RecordList, desk: Desk) -> None:
    def choose(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, ColumnDialog)
        rows = dialog.rows
        press_in(rows, Qt.Key.Key_Space)  # the number is hidden
        press_in(rows, Qt.Key.Key_Down)
        press_in(rows, Qt.Key.Key_Down)
        press_in(rows, Qt.Key.Key_Up, control=True)  # children before the name
        assert clipped(dialog) == []
        dialog.yes.click()

    in_dialog(ColumnDialog, choose)
    page.work.choose_columns()
    wanted = ("children", "title", "date", "state")
    assert page.model.columns == wanted
    assert RecordList(desk, FAMILY).model.columns == wanted


def test_a_far_column_is_found_by_its_letters_and_shown_last(page: RecordList) -> None:
    def choose(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, ColumnDialog)
        for word in ("telefon", "koshe"):  # spelled in Latin, as it is found all the same
            QTest.keyClicks(dialog.rows, word[0])
            QTest.keyClicks(dialog.box, word[1:])
            press_in(dialog.box, Qt.Key.Key_Return)
            press_in(dialog.rows, Qt.Key.Key_Space)
        dialog.yes.click()

    in_dialog(ColumnDialog, choose)
    page.work.choose_columns()
    assert page.model.columns == (*LOOKS["family"].columns, "@phone", "@street")


def test_a_field_whose_name_begins_so_is_offered_first(page: RecordList, desk: Desk) -> None:
    dialog = ConditionDialog(page, desk, FAMILY)
    assert [one.key for one in dialog._fields("ауыл, к")][:2] == ["settlement", "okrug"]


def test_no_column_at_all_cannot_be_chosen(page: RecordList) -> None:
    def empty(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, ColumnDialog)
        for at in range(len(LOOKS["family"].columns)):
            dialog.rows.setCurrentRow(at)
            press_in(dialog.rows, Qt.Key.Key_Space)
        assert not dialog.yes.isEnabled()

    in_dialog(ColumnDialog, empty)
    page.work.choose_columns()
    assert page.model.columns == LOOKS["family"].columns


def test_many_columns_scroll_and_names_keep_their_room(page: RecordList) -> None:
    page.work.show_columns(page.columns.every())
    QApplication.processEvents()
    at = page.model.columns.index("title")
    assert page.table.columnWidth(at) >= 200
    assert page.table.horizontalScrollBar().maximum() > 0


# ---- filters ------------------------------------------------------------------------------------


def add_filter(page: RecordList, field: str, relation: Relation, value: str) -> list[str]:
    """Add a filter through its dialog; give the sentences that were in the way."""
    said: list[str] = []

    def fill(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, ConditionDialog)
        dialog.field.setText(field)
        dialog.field.step(1)
        if dialog._relations:
            dialog.relation.setCurrentIndex(dialog._relations.index(relation))
        if dialog.value is not None:
            assert isinstance(dialog.value, QLineEdit)
            dialog.value.setText(value)
        dialog.yes.click()
        lines = dialog.findChildren(FindingLine)
        said.extend(one.text() for one in lines if one.text() and dialog.isVisible())

    in_dialog(ConditionDialog, fill)
    page.work.add_filter()
    return said


FILTERS = [
    ("settlement", Relation.HAS_WORD, "azat", ["Өтеген", "Қасым"]),
    ("3.6", Relation.FROM, "2012", ["Өтеген", "Қасым"]),
    ("3.6", Relation.TO, "012011", ["Қасым", "Ғабдуллин"]),
    ("okrug", Relation.FILLED, "", []),
    ("registered_on", Relation.IS, "26082026", ["Өтеген", "Қасым", "Ғабдуллин"]),
]


@pytest.mark.parametrize(("field", "relation", "value", "left"), FILTERS)
def test_a_filter_reads_what_is_typed_as_the_card_does(
    page: RecordList, field: str, relation: Relation, value: str, left: list[str]
) -> None:
    assert add_filter(page, field, relation, value) == []
    assert sorted(titles(page)) == sorted(left)


def test_choices_are_typed_by_code_or_word(page: RecordList) -> None:
    assert add_filter(page, "register_basis", Relation.ONE_OF, "54; 79") == []
    (where,) = page.arranged.conditions
    assert where.value == (code("register_basis", "54"), code("register_basis", "79"))


@pytest.mark.parametrize(
    ("field", "value"), [("ешқандай", ""), ("registered_on", "ертең"), ("registered_on", "")]
)
def test_a_filter_that_cannot_be_read_is_answered_in_words(
    page: RecordList, field: str, value: str
) -> None:
    assert len(add_filter(page, field, Relation.FROM, value)) == 1
    assert page.arranged.conditions == () and len(titles(page)) == 3


def test_filters_stand_as_chips_and_go_one_by_one(page: RecordList) -> None:
    birth = Where("children.birth", Relation.FROM, PartialDate(2013))
    page.arrange(replace(page.arranged, conditions=(AZAT, birth)))
    assert titles(page) == ["Өтеген"]
    assert len(page.bar.chips.parts) == 2 and page.bar.chips.isVisible()
    assert clipped(page) == []
    page.bar.chips.parts[1].setFocus()
    press_in(page.bar.chips.parts[1], Qt.Key.Key_Delete)
    assert titles(page) == ["Өтеген", "Қасым"]
    assert page.bar.chips.parts[0].hasFocus()
    press_in(page.bar.chips.parts[0], Qt.Key.Key_Delete)
    assert len(titles(page)) == 3 and page.bar.funnel.hasFocus()


# ---- order --------------------------------------------------------------------------------------


def test_the_head_sorts_up_and_down_in_kazakh_order(page: RecordList) -> None:
    head = page.table.horizontalHeader()
    at = page.model.columns.index("title")
    page._sort_by(at)
    assert titles(page) == ["Ғабдуллин", "Қасым", "Өтеген"]
    assert head.sortIndicatorSection() == at
    page._sort_by(at)
    assert titles(page) == ["Өтеген", "Қасым", "Ғабдуллин"]
    assert head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_every_column_that_is_offered_sorts(page: RecordList) -> None:
    members = [key for key in page.columns.every() if page.columns.sorted_by(key) is None]
    assert members
    shown = ("number", "title", "changed", members[0], VILLAGE)
    page.work.show_columns(shown)
    page.work.offer_sorts()
    offered = page.work.sorts.actions()
    page.work.sorts.close()
    assert len(offered) == len(shown) - 1
    for action in offered:
        action.trigger()
        assert len(titles(page)) == 3
    said: list[str] = []
    page.told.connect(said.append)
    page._sort_by(shown.index(members[0]))
    assert len(said) == 1 and page.arranged.sort == VILLAGE


def test_the_card_of_now_stays_when_the_order_changes(page: RecordList) -> None:
    page.table.setCurrentIndex(page.model.index(2, 0))
    page.work.sort_by("title")
    row = page.model.row(page.table.currentIndex().row())
    assert row is not None and row.title == "Ғабдуллин Әли" and page.table.currentIndex().row() == 0


# ---- keys ---------------------------------------------------------------------------------------


def test_rows_answer_the_keys_people_expect(
    page: RecordList, press: Press, type_text: Type
) -> None:
    press(Qt.Key.Key_End)
    assert page.table.currentIndex().row() == 2
    press(Qt.Key.Key_Home)
    assert page.table.currentIndex().row() == 0
    type_text("қ")
    assert page.box.hasFocus() and page.box.text() == "қ"
    type_text("ас")
    assert titles(page) == ["Қасым"]
    press(Qt.Key.Key_Escape)
    assert page.box.text() == "" and page.table.hasFocus() and len(titles(page)) == 3


def test_every_command_has_a_place_in_the_menus(page: RecordList) -> None:
    keys = [one.key for one in page.commands() if one.key]
    assert {"Ctrl+K", "Ctrl+Shift+L", "Ctrl+Shift+O", "Ctrl+B", "Ctrl+G", "Ctrl+E"} <= set(keys)
    assert len(set(keys)) == len(keys)
    assert all(one.reason for one in page.commands() if not one.enabled)


# ---- the preview --------------------------------------------------------------------------------


def test_the_preview_leads_to_the_finding_and_to_the_return(desk: Desk, qtbot: QtBot) -> None:
    page = RecordsPage(desk, FAMILY)
    page.resize(1278, 560)
    page.show()
    page.list.preview._look_up()
    row = page.list.model.row(0)
    assert row is not None
    steps = next_steps(desk, "family", row.id)
    assert steps is not None and steps.stops and steps.fed
    qtbot.waitUntil(lambda: page.list.preview._next.count() > 2)
    wanted: list[tuple[str, object]] = []
    page.wanted.connect(lambda place, what: wanted.append((place, what)))
    cell = steps.fed[0].cells[0]
    page.list.preview.counted.emit(steps.fed[0].code, steps.fed[0].period, cell)
    period = Period.of(TODAY)
    assert wanted == [("returns", (steps.fed[0].code, period, cell))] and isinstance(cell, Cell)
    page.list.preview.pointed.emit(row.id, steps.findings[0])
    assert page.page is not page.list


def test_the_next_steps_of_a_card_are_its_own(desk: Desk) -> None:
    claim = Record.blank("court_case").replace("kind", code("claim_kind", "A"))
    claim = claim.replace("act_on", TODAY).replace("kind", code("claim_kind", "C"))
    with desk.store.begin() as work:
        saved = work.save(claim, who="secretary", when=desk.now())
        gone = work.save(family("Кетті Ана"), who="secretary", when=desk.now())
        work.annul("family", gone.id, code("annul_reason", "1"), who="a", when=desk.now())
    steps = next_steps(desk, "court_case", saved.id)
    assert steps is not None and [one.rule.number for one in steps.terms] == ["D2", "D1"]
    assert steps.fed == ()  # a draft is counted nowhere
    assert next_steps(desk, "family", gone.id) is None
    assert next_steps(desk, "family", "nobody") is None


# ---- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [ColumnDialog, ConditionDialog, ViewNameDialog])
def test_no_text_of_a_dialog_is_cut_in_any_language(
    desk: Desk, page: RecordList, kind: type[VeiledDialog]
) -> None:
    for lang in Language:
        language.use(lang)
        dialog: VeiledDialog
        if kind is ColumnDialog:
            dialog = ColumnDialog(page, page.columns, page.arranged.columns)
        elif kind is ConditionDialog:
            dialog = ConditionDialog(page, desk, form_of("court_case"))
        else:
            dialog = ViewNameDialog(page, "…", "", "…", lambda _name: None)
        dialog.show()
        QApplication.processEvents()
        assert clipped(dialog) == [], lang
        dialog.close()
