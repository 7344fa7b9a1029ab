"""What a careful eye found once: names that were cut, words told of another card, ragged boxes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import language, theme
from desktop.card.editor_lines import LineEditor
from desktop.card.entry_table import EntryTable
from desktop.card.field_grid import FieldGrid
from desktop.card.filling import NEW, Spot
from desktop.card.record_row import RecordRow, number_width, short_number
from desktop.delegate import Cell, longest_part
from desktop.desk import Desk
from desktop.finding.found_lines import lines_of
from desktop.finding.results_view import ResultsModel
from desktop.folders import choose_folder, choose_new_file, documents, last_folder
from desktop.form_page import FormPage
from desktop.frame.status import StatusLine
from desktop.lists.record_list import RecordList
from desktop.page import Hint
from desktop.parts.chips import KeyCap, KeyHints
from desktop.parts.figures import BalanceStrip
from desktop.records_page import RecordsPage
from desktop.tables import Table
from forms.catalogue import FORMS
from forms.codes import codes
from forms.court_case import COURT_CASE
from forms.family import FAMILY
from forms.form import Form
from forms.record import Record, State
from forms.words import Language
from tests.desktop.cards import TODAY, fill_family, practice_desk, show
from tests.desktop.clipping import clipped
from tests.forms.store.stores import family

Press = Callable[[Qt.Key], None]
DOUBLE = "Нұрмұхамбетова-Жұмағұлқызы"
LONGEST = "Әбдіғаппарқызыныкіндей" * 2
"""A word that no column is wide enough for."""


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk without cards."""
    with practice_desk(tmp_path) as found:
        yield found


def put(page: FormPage, table: str, **texts: str) -> EntryTable:
    """Type a row into a table of a card; gives the table."""
    spot = Spot("", NEW)
    for name, text in texts.items():
        spot = page.view.write(Spot(f"{table}.{name}", spot.row), text)
    page.view.show_all()
    QApplication.processEvents()
    return page.view.sheet.table(table)


def cut(table: Table) -> list[str]:
    """Give the texts of cells that the cell does not show whole."""
    found, metrics = [], theme.face("body")[1]
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            text = str(index.data() or "")
            room = table.visualRect(index).adjusted(8, 0, -8, 0)
            wrap = int(Qt.TextFlag.TextWordWrap)
            if longest_part(metrics, text) > room.width():
                wrap = int(Qt.TextFlag.TextWrapAnywhere)
            need = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), wrap, text)
            if need.width() > room.width() or need.height() > room.height():
                found.append(text)
    return found


@pytest.mark.parametrize("width", [1278, 1005])
def test_no_name_in_a_table_of_a_card_is_cut(desk: Desk, width: int) -> None:
    page = show(desk, FAMILY, width)
    table = put(page, "parents", surname=DOUBLE, name="Гүлбаршын", patronymic="Әбдіғаппарқызы")
    assert cut(table.view) == []
    widths = [table.view.columnWidth(at) for at in range(len(table.model.columns))]
    metrics = theme.face("body")[1]
    for at, text in enumerate(("Жұмағұлқызы", "Гүлбаршын", "Әбдіғаппарқызы"), start=2):
        assert widths[at] >= metrics.horizontalAdvance(text) + 16, "no word is broken for nothing"
    longer = put(page, "parents", surname=LONGEST, name=LONGEST, patronymic=LONGEST)
    assert cut(longer.view) == []
    assert sum(widths) <= table.view.width()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_no_box_below_a_table_stands_alone(form: Form, desk: Desk) -> None:
    page = show(desk, form)
    for table in page.view.sheet.tables():
        if not page.view.filling.shows(table.table) or table.grid is None:
            continue
        first = table.table.fields[0]
        page.view.write(Spot(f"{table.table.name}.{first.name}", NEW), "1")
        page.view.show_all()
        QApplication.processEvents()
        rows = _rows_of(table.grid)
        assert rows and (len(rows) == 1 or min(map(len, rows)) > 1), table.table.name


def _rows_of(grid: FieldGrid) -> list[list[QWidget]]:
    rows: dict[int, list[QWidget]] = {}
    for box in grid.boxes.values():
        if box.isVisible():
            rows.setdefault(box.y(), []).append(box)
    return list(rows.values())


def test_a_line_of_a_table_says_whose_row_it_is(desk: Desk) -> None:
    page = show(desk, FAMILY)
    put(page, "children", surname="Ғабдуллин", birth="31.02.2020")
    table = put(page, "children", surname="Ғабдуллина", birth="32.02.2020")
    births = [text for text in table.lines.texts() if "02.2020" in text]
    assert ["бала 1" in births[0], "бала 2" in births[1]] == [True, True]
    assert "Ғабдуллина" in table._which.text()


def test_a_table_that_does_not_apply_says_why_and_shows_no_key(desk: Desk) -> None:
    page = show(desk, COURT_CASE)
    part = page.view.sheet.sections[5]
    (head,) = part._heads.values()
    assert [cap for cap in head.findChildren(KeyCap) if cap.isVisible()] == []
    assert head._facts.text() and head._facts.text() not in head._name.text()


def test_a_table_called_as_its_section_is_not_called_twice(desk: Desk) -> None:
    page = show(desk, FAMILY)
    for part in page.view.sheet.sections:
        for table, head in part._heads.items():
            assert table.table.label != part.section.title, head._name.text()


def test_what_was_told_of_one_card_is_not_told_of_another(
    desk: Desk, qtbot: QtBot, press: Press
) -> None:
    with desk.store.begin() as work:
        one, other = (
            work.save(family(name), who="secretary", when=desk.now())
            for name in ("Ғабдуллин Әли", "Қасым Айгүл")
        )
    place = RecordsPage(desk, FAMILY)
    qtbot.addWidget(place)
    told: list[str] = []
    place.told.connect(told.append)
    place.show()
    ways: tuple[Callable[[], None], ...] = (
        partial(place.open_card, other.id),
        place.close_card,
        place.new_card,
        partial(place.open_card, one.id),
    )
    for way in ways:
        place.told.emit("Жазылды: list.xlsx")
        way()
        assert told[-1] != "Жазылды: list.xlsx"


def test_nothing_to_mend_is_not_told_once_there_is_something(desk: Desk) -> None:
    page = show(desk, FAMILY)
    fill_family(page)
    page.view.write(Spot("registration_document"), "№ 7, 28.08.2026")
    told: list[str] = []
    page.told.connect(told.append)
    page.view.show_all()
    assert page.view.findings == ()
    page.next_problem()
    assert told[-1]
    page.view.write(Spot("registered_on"), "")
    page.view.show_all()
    assert told[-1] == ""


def test_the_line_of_f6_goes_with_the_focus_and_leads_to_the_very_field(
    desk: Desk, press: Press
) -> None:
    page = show(desk, FAMILY)
    page.view.open_bar()
    assert page.view.bar.isVisible()
    page.view.focus_first()
    assert not page.view.bar.isVisible()
    page.view.go_to("parents.surname")
    assert page.view.spot() == Spot("parents.surname", NEW)


def test_of_a_long_choice_the_beginning_is_seen(desk: Desk) -> None:
    page = show(desk, FAMILY)
    page.view.write(Spot("register_basis"), codes("register_basis")[-1].key)
    page.view.show_all()
    page.view.focus(Spot("register_basis"))
    grid = next(one for one in page.view.sheet.grids() if "register_basis" in one.boxes)
    editor = grid.boxes["register_basis"].editor
    assert isinstance(editor, LineEditor)
    assert editor.selectedText() == editor.displayText() and editor.cursorPosition() == 0


def test_keys_make_room_for_what_is_told(dressed: QApplication, qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(1000, 28)
    line.tell_keys([Hint("F8", "келесі мәселе"), Hint("F6", "өріске өту")])
    line.show()
    keys = line.findChild(KeyHints)
    assert keys is not None and keys.isVisible()
    line.tell("«Пана» өткен жолы дұрыс жабылмаған. " * 4)
    assert not keys.isVisible()
    line.tell("Жазылды")
    assert keys.isVisible()


NUMBERS = (
    ("1132-2026-0007", "0007"),
    ("1132-2025-0007", "2025-0007"),
    ("1132-C-2024-015", "2024-015"),
    ("1132-C-2026-015", "015"),
    ("", ""),
)


@pytest.mark.parametrize(("number", "short"), NUMBERS)
def test_a_short_number_of_another_year_names_it(number: str, short: str) -> None:
    assert short_number(number, date(2026, 9, 22)) == short


def test_titles_behind_numbers_begin_at_one_place(dressed: QApplication, qtbot: QtBot) -> None:
    numbers = ("1132-2001-0007", "1132-2002-0120")
    width = number_width(numbers)
    for number in numbers:
        row = RecordRow(number, "Ғабдуллин Ә.", width=width)
        qtbot.addWidget(row)
        layout = row.layout()
        assert layout is not None
        item = layout.itemAt(0)
        assert item is not None and item.minimumSize().width() == width


def test_a_list_says_the_year_of_a_card_of_another_year(desk: Desk, qtbot: QtBot) -> None:
    with desk.store.begin() as work:
        for days in (0, 400):
            card = family("Ғабдуллин Әли", registered=TODAY - timedelta(days=days))
            work.save(card, who="secretary", when=desk.now())
    listed = RecordList(desk, FAMILY)
    qtbot.addWidget(listed)
    said = [listed.model.said(at, 0).get(Cell.SECOND) for at in range(2)]
    assert said == [None, str(TODAY.year - 1)]


@pytest.mark.parametrize("lang", Language)
def test_a_list_of_cases_fits_a_small_screen(lang: Language, desk: Desk, qtbot: QtBot) -> None:
    kinds = codes("claim_kind")
    with desk.store.begin() as work:
        for kind in kinds:
            card = replace(Record.blank(COURT_CASE.code), state=State.COMPLETE)
            work.save(card.replace("kind", kind), who="secretary", when=desk.now())
    language.use(lang)
    listed = RecordList(desk, COURT_CASE)
    qtbot.addWidget(listed)
    listed.resize(1005, 420)
    listed.fit(narrow=True)
    listed.show()
    QApplication.processEvents()
    assert listed.model.rowCount() == len(kinds)
    assert listed.table.horizontalScrollBar().maximum() == 0
    assert cut(listed.table) == []


def test_rows_that_come_later_grow_as_well(dressed: QApplication, qtbot: QtBot) -> None:
    table, model = Table(), QStandardItemModel(0, 1)
    qtbot.addWidget(table)
    table.setModel(model)
    table.setColumnWidth(0, 120)
    model.appendRow(QStandardItem("Ли"))
    table.grow_rows()
    model.appendRow(QStandardItem(f"{DOUBLE} Гүлбаршын Әбдіғаппарқызы"))
    assert table.rowHeight(1) > table.rowHeight(0)
    assert cut(table) == []


def test_states_of_found_cards_share_a_column(desk: Desk) -> None:
    with desk.store.begin() as work:
        work.save(family("Қасым Айгүл"), who="secretary", when=desk.now())
        work.save(
            replace(family("Қасым Әли"), state=State.COMPLETE), who="secretary", when=desk.now()
        )
    with desk.store.reading() as reading:
        found = reading.find("қасым")
    model = ResultsModel()
    model.tell(lines_of(found, "қасым"))
    small = theme.face("small")[1]
    states = [line.state.text for line in model.lines if line.state is not None]
    assert len(set(states)) == 2
    assert model.states_width == max(map(small.horizontalAdvance, states))


def test_file_dialogs_begin_in_the_documents_and_then_where_one_was(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    here = QWidget()
    qtbot.addWidget(here)
    monkeypatch.setattr(last_folder, "_kept", None)
    began: list[str] = []

    def choose(_parent: QWidget, _title: str, start: str, *_: str) -> tuple[str, str]:
        began.append(start)
        return str(tmp_path / "list"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *asked: began.append(asked[2]))
    written = choose_new_file(here, "Тізім", "a.xlsx", "Excel", ".xlsx")
    assert written == tmp_path / "list.xlsx"
    assert choose_folder(here, "Қалта") is None
    assert began == [str(documents() / "a.xlsx"), str(tmp_path)]
    assert documents() != Path.cwd()


def test_a_balance_shows_what_fits_and_cuts_nothing(dressed: QApplication, qtbot: QtBot) -> None:
    strip = BalanceStrip()
    qtbot.addWidget(strip)
    strip.tell([("01  басында", "47"), ("02  қосылды", "12"), ("03  шықты", "5"), ("04", "54")])
    strip.tell_control(0, "1-баған теңеседі", "47 + 12 − 5 = 54 · отбасылар")
    strip.tell_control(1, "Өткен тоқсанмен жалғасады", "III тоқсан: 04 = 47, 01 = 47")
    strip.show()
    counts = []
    for width in (420, 500, 560, 640, 900):
        strip.resize(width, 66)
        QApplication.processEvents()
        assert clipped(strip) == [], width
        heads = [one for one in strip.findChildren(QLabel) if one.property("role") == "strong"]
        shown = [label.isVisible() for label in heads]
        assert shown == sorted(shown, reverse=True), "the second goes before the first"
        counts.append(sum(shown))
    assert counts == sorted(counts) and counts[0] < counts[-1] == 2
