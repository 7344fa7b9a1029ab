"""The keyboard goes through every form in the order of its declaration, and nothing holds it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.card.editor_lines import LinesEditor
from desktop.card.filling import NEW, Spot
from desktop.desk import Desk
from desktop.form_page import FormPage
from desktop.records_page import RecordsPage
from desktop.window import MINIMUM
from forms.catalogue import FORMS
from forms.fields import Field, Repeat
from forms.form import Form
from forms.record import Record
from forms.sensitive import is_veiled
from forms.store.store import Query
from tests.desktop.cards import focused, practice_desk, show, typed_for, unconditional
from tests.desktop.offices import practice_office
from tests.desktop.windows import program, settle

MOST = 400
Key = Qt.Key
FORM = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)


@pytest.fixture
def office(dressed: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """Give an office with filled cards."""
    with practice_office(tmp_path) as found:
        yield found


def declared(page: FormPage) -> list[Spot]:
    """Give the spots of the card from the declaration alone: every field that is asked, of each
    table all rows and then the one that is not there yet."""
    found: list[Spot] = []
    for section in page.form.sections:
        for each in section.fields:
            if isinstance(each, Repeat):
                found += _rows(page, each)
            elif page.view.filling.asked(Spot(each.name)):
                found.append(Spot(each.name))
    return [spot for spot in found if not _shut(page, spot)]


def _shut(page: FormPage, spot: Spot) -> bool:
    """True where a value is hidden until it is asked for: there is nothing to type over."""
    filling = page.view.filling
    return filling.hides(spot) and not is_veiled(filling.field(spot))


def _rows(page: FormPage, table: Repeat) -> list[Spot]:
    filling = page.view.filling
    rows = filling.record.rows(table.name)
    if not rows and not table.asked(filling.record.values):
        return []
    every = [Spot(f"{table.name}.{one.name}", row.id) for row in rows for one in table.fields]
    new = Spot(f"{table.name}.{table.fields[0].name}", NEW)
    return [one for one in every if filling.asked(one) and filling.told(one) is None] + [new]


def fullest(desk: Desk, form: Form) -> Record:
    """Give the card with the most rows in all its tables."""
    with desk.store.reading() as reading:
        cards = [reading.get(form.code, one) for one in reading.ids(form.code, Query())]
    known = [one for one in cards if one is not None]
    return max(known, key=lambda one: sum(bool(one.rows(t.name)) * 9 for t in form.repeats()))


def walk(page: FormPage, key: Qt.Key, held: Qt.KeyboardModifier) -> list[Spot]:
    """Press a key until the focus leaves the sheet; give the spots it went through."""
    went: list[Spot] = []
    while (spot := page.view.spot()) is not None:
        went.append(spot)
        assert len(went) < MOST, f"{spot} holds the keyboard"
        widget = focused()
        lines = isinstance(widget, LinesEditor)  # Enter is a new line there: Tab goes on
        tab = Key.Key_Backtab if held else Key.Key_Tab
        QTest.keyClick(widget, tab if lines else key, held)
    return went


NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
WAYS = pytest.mark.parametrize(
    ("on", "back"),
    [(Key.Key_Tab, Key.Key_Backtab), (Key.Key_Enter, Key.Key_Enter)],
    ids=["Tab", "Enter of the keypad"],
)


@WAYS
@FORM
def test_a_filled_card_is_walked_in_the_declared_order_and_back(
    office: Desk, form: Form, on: Qt.Key, back: Qt.Key
) -> None:
    page = show(office, form)
    page.show_card(fullest(office, form))
    page.view.focus_first()
    record = page.view.filling.record
    wanted = declared(page)
    assert len(wanted) > 30
    assert walk(page, on, NONE) == wanted
    page.view.focus(wanted[-1])
    assert walk(page, back, SHIFT) == wanted[::-1]
    assert page.view.filling.record is record, "walking changed the card"


@FORM
def test_a_card_with_two_rows_in_every_table_is_walked(
    dressed: QApplication, tmp_path: Path, form: Form
) -> None:
    """Every field that there is, whatever it depends on."""
    with practice_desk(tmp_path) as desk:
        page = show(desk, unconditional(form))
        for table in page.form.repeats():
            for _ in range(2):
                text = typed_for(table.fields[0])
                page.view.write(Spot(f"{table.name}.{table.fields[0].name}", NEW), text)
        page.view.focus_first()
        wanted = declared(page)
        every = {path for path, _ in page.form.paths()}
        assert {spot.path for spot in wanted} == every
        assert walk(page, Key.Key_Tab, NONE) == wanted


@FORM
def test_typing_and_enter_fill_a_table_and_tab_leaves_it(
    dressed: QApplication,
    tmp_path: Path,
    form: Form,
    type_text: Callable[[str], None],
) -> None:
    """Into every table by keys alone, two rows of it, out at its end and back from behind."""
    with practice_desk(tmp_path) as desk:
        page = show(desk, unconditional(form))
        for table in page.form.repeats():
            first = Spot(f"{table.name}.{table.fields[0].name}", NEW)
            page.view.focus(first)
            for _ in range(2):
                type_text(typed_for(table.fields[0]))
                QTest.keyClick(focused(), Key.Key_Tab)
                while page.view.spot() != first:
                    QTest.keyClick(focused(), Key.Key_Tab)
            assert len(page.view.filling.record.rows(table.name)) == 2
            QTest.keyClick(focused(), Key.Key_Tab)
            left = page.view.spot()
            assert left is None or not left.path.startswith(f"{table.name}.")
            if left is not None:
                QTest.keyClick(focused(), Key.Key_Backtab, SHIFT)
                assert page.view.spot() == first


def seen_across(window: QWidget, part: QWidget, area: QRect) -> bool:
    """True when an area of a part is not cut by the sides of any scrolling place around it."""
    place = QRect(part.mapTo(window, area.topLeft()), area.size())
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            port = around.viewport()
            left = port.mapTo(window, QPoint(0, 0)).x()
            whole = place.width() <= port.width()  # else where it begins
            if place.left() < left or (whole and place.right() > left + port.width()):
                return False
        around = around.parentWidget()
    return True


@pytest.mark.parametrize("key", ["families", "cases"])
def test_the_caret_stays_on_a_screen_too_narrow_for_the_card(
    dressed: QApplication, tmp_path: Path, key: str
) -> None:
    """At 150 % a laptop shows less than a card is laid out in: it scrolls with the caret."""
    with program(dressed, tmp_path) as walked:
        window = walked.pana.window
        window.resize(*MINIMUM)
        walked.frame.go(key, "new")
        settle()
        records = walked.frame.page()
        assert isinstance(records, RecordsPage) and isinstance(records.page, FormPage)
        page = records.page
        page.view.focus_first()
        scrolled = False
        while (spot := page.view.spot()) is not None:
            settle()
            part, area = page.view.sheet._area(spot)
            assert seen_across(window, part, area), spot
            scrolled = scrolled or walked.frame._room.horizontalScrollBar().value() > 0
            QTest.keyClick(focused(), Key.Key_Tab)
        assert scrolled


def test_no_field_is_left_out_of_the_walk() -> None:
    """What is declared is a field or a table; a third kind would be walked past."""
    for form in FORMS:
        for section in form.sections:
            assert all(isinstance(each, Field | Repeat) for each in section.fields)
