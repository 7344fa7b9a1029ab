"""A list reads pages and never the whole table, and opens what stands in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.card.filling import Spot
from desktop.delegate import Cell
from desktop.desk import Desk
from desktop.form_page import FormPage
from desktop.jobs import wait_for_all
from desktop.lists import list_model
from desktop.lists.list_looks import LOOKS
from desktop.lists.list_model import KEPT, PAGE, ListModel
from desktop.lists.record_list import RecordList
from desktop.page import PillText
from desktop.parts.panels import EmptyState
from desktop.records_page import RecordsPage
from forms.catalogue import FORMS
from forms.codes import code
from forms.family import FAMILY
from forms.form import Form
from forms.record import Record, State
from forms.store.store import Places, Query
from forms.words import Language
from tests.desktop.cards import TODAY, practice_desk
from tests.desktop.clipping import clipped
from tests.forms.store.stores import family

Press = Callable[[Qt.Key], None]
NAMES = ("Ғабдуллин Әли", "Қасым Айгүл", "Өтеген Ұлбосын", "Һасан Меруерт")


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk without cards."""
    with practice_desk(tmp_path) as found:
        yield found


def keep(desk: Desk, *records: Record) -> list[Record]:
    """Keep cards as they are."""
    with desk.store.begin() as work:
        return [work.save(one, who="secretary", when=desk.now()) for one in records]


@pytest.fixture
def four(desk: Desk) -> list[Record]:
    """Keep four families: two complete, one removed, one draft."""
    records = [replace(family(name), state=State.COMPLETE) for name in NAMES[:3]]
    gone = records[2].replace("removed_on", TODAY - timedelta(days=3))
    gone = gone.replace("removal_reason", code("removal_reason", "01"))
    return keep(desk, *records[:2], gone, family(NAMES[3]))


def shown(page: RecordList | RecordsPage) -> None:
    """Show a page as wide as the frame leaves it."""
    page.resize(1278, 560)
    page.fit(narrow=False)
    page.show()
    page.activateWindow()
    QApplication.processEvents()


def titles(model: ListModel) -> list[str]:
    """Give the names in a list."""
    return [row.title for at in range(model.rowCount()) if (row := model.row(at))]


def ask(model: ListModel, query: Query) -> None:
    """Ask for a query with the columns a list is made with."""
    model.ask(query, LOOKS["family"].columns, QWidget())


def test_only_pages_that_are_looked_at_are_read(desk: Desk) -> None:
    keep(desk, *(family(f"Қасым {n}") for n in range(PAGE * 2 + 5)))
    model = ListModel(desk, FAMILY)
    ask(model, Query())
    assert model.rowCount() == PAGE * 2 + 5
    assert model.pages_read() == 1  # the first one, in the same look as the count
    assert model.index(PAGE + 1, 1).data() is not None
    assert model.pages_read() == 2
    assert model.row(PAGE * 2 + 4) is not None and model.row(PAGE * 2 + 5) is None
    assert model.pages_read() == 3 <= KEPT


def test_views_count_and_choose(desk: Desk, four: list[Record]) -> None:
    page = RecordList(desk, FAMILY)
    shown(page)
    assert titles(page.model) == list(NAMES[::-1])
    wanted = {"on": NAMES[:2], "drafts": NAMES[3:], "removed": NAMES[2:3], "annulled": ()}
    for key, names in wanted.items():
        page.panel.picked.emit(key)
        assert sorted(titles(page.model)) == sorted(names), key


def test_states_are_plain_where_nobody_must_act(desk: Desk, four: list[Record]) -> None:
    model = ListModel(desk, FAMILY)
    ask(model, Query(descending=True, day=TODAY))
    state = LOOKS["family"].columns.index("state")
    pills = [model.index(row, state).data(Cell.PILL) for row in range(4)]
    assert isinstance(pills[0], PillText) and pills[0].tone == "draft"
    assert pills[1:] == [None, None, None]


def test_the_box_finds_and_filtered_to_nothing_says_so(desk: Desk, four: list[Record]) -> None:
    page = RecordList(desk, FAMILY)
    shown(page)
    page.box.setText("отеген")
    assert titles(page.model) == [NAMES[2]]
    page.box.setText("ешкім")
    states = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    assert len(states) == 1 and len(states[0].cards) == 1
    states[0].cards[0].click()
    assert len(titles(page.model)) == 4 and page.box.text() == ""


@pytest.fixture
def many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Record]:
    """Give more cards than a list looks through at once, and more than its first screens."""
    monkeypatch.setattr(list_model, "AT_ONCE", 3)
    monkeypatch.setattr(list_model, "FIRST", PAGE)
    return keep(desk, *(family(f"Қасым {n}") for n in range(PAGE + 9)))


def test_typed_letters_show_the_first_rows_at_once_and_the_rest_soon(
    desk: Desk, many: list[Record], qtbot: QtBot
) -> None:
    page = RecordList(desk, FAMILY)
    shown(page)
    with qtbot.waitSignal(page.model.grown):
        page.box.setText("қасым")
        assert page.model.growing and page.model.rowCount() == PAGE
        page.table.setCurrentIndex(page.model.index(5, 0))
    assert not page.model.growing and page.model.rowCount() == PAGE + 9
    assert page.table.currentIndex().row() == 5
    assert titles(page.model) == [f"Қасым {n}" for n in reversed(range(PAGE + 9))]


def test_the_card_of_now_is_found_behind_the_first_rows(
    desk: Desk, many: list[Record], qtbot: QtBot
) -> None:
    page = RecordList(desk, FAMILY)
    shown(page)
    with qtbot.waitSignal(page.model.grown):
        page.box.setText("қасым")
    page.show_card(many[1].id)
    with qtbot.waitSignal(page.model.grown):
        page.refresh()
    row = page.model.row(page.table.currentIndex().row())
    assert row is not None and row.id == many[1].id


def test_a_card_that_goes_while_the_rest_is_looked_for_is_not_shown(
    desk: Desk, many: list[Record], qtbot: QtBot
) -> None:
    model, beside = ListModel(desk, FAMILY), QWidget()
    qtbot.addWidget(beside)
    query = Query("қасым", descending=True, states=LOOKS["family"].views[0].states)
    find = model._find

    def annul_and_find(asked: Query) -> Places:
        with desk.store.begin() as work:
            reason = code("annul_reason", "1")
            work.annul("family", many[-1].id, reason, who="a", when=desk.now())
        return find(asked)

    with qtbot.waitSignals([model.settled, model.settled]):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(model, "_find", annul_and_find)
            model.ask(query, LOOKS["family"].columns, beside)
            assert titles(model)[0] == f"Қасым {PAGE + 8}"
            assert wait_for_all()
        QApplication.processEvents()
    assert titles(model) == [f"Қасым {n}" for n in reversed(range(PAGE + 8))]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_an_empty_list_offers_a_new_card(form: Form, desk: Desk) -> None:
    page = RecordList(desk, form)
    shown(page)
    begun: list[bool] = []
    page.begun.connect(lambda: begun.append(True))
    first = page.first_focus()
    assert first is not None and not page.panel.isVisible()
    first.setFocus()
    state = page.findChild(EmptyState)
    assert state is not None
    state.cards[0].click()
    assert begun == [True]


def test_enter_opens_the_card_and_the_way_back_finds_it_again(
    desk: Desk, four: list[Record], press: Press
) -> None:
    page = RecordsPage(desk, FAMILY)
    shown(page)
    page.list.table.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert page.title().startswith("Өтеген")
    page.close_card()
    row = page.list.model.row(page.list.table.currentIndex().row())
    assert row is not None and row.title == NAMES[2]


def test_a_card_typed_anew_stands_in_the_list(desk: Desk) -> None:
    page = RecordsPage(desk, FAMILY)
    shown(page)
    page.show_what("new")
    card = page.page
    assert isinstance(card, FormPage)
    card.view.write(Spot("registered_on"), "28082026")
    page.close_card()
    assert page.list.model.rowCount() == 1


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_no_text_is_cut_and_the_language_follows(
    form: Form, desk: Desk, four: list[Record]
) -> None:
    page = RecordsPage(desk, form)
    shown(page)
    heads = set()
    for width in (1278, 1005, 936):
        page.resize(width, 560)
        page.fit(narrow=width < 1112)
        for lang in Language:
            language.use(lang)
            page.retranslate()
            assert clipped(page) == [], (width, lang)
            heads.add(page.list.model.headerData(2, Qt.Orientation.Horizontal))
    assert len(heads) == len(Language)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_the_bar_folds_where_all_of_it_does_not_fit_on_one_line(
    form: Form, desk: Desk, four: list[Record]
) -> None:
    page = RecordsPage(desk, form)
    shown(page)
    bar = page.list.bar
    for lang in Language:
        language.use(lang)
        page.retranslate()
        for width, folds in ((1278, False), (822, True), (1278, False)):  # 822: 1366 px at 150 %
            page.resize(width, 420)
            page.fit(narrow=width < 1112)
            assert clipped(page) == [], (width, lang)
            assert not folds or page.least_width() <= 812  # what the rail leaves of 900 px
            if page.list.counts.some:
                assert (bar.funnel.y() > bar.box.geometry().bottom()) == folds, (width, lang)
