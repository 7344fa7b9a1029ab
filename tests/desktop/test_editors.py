"""Every kind of field has an editor, and editors answer the keys as a workbook does."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

import forms.fields
from desktop.card.editor_lines import LineEditor, LinesEditor
from desktop.card.editor_picks import ManyPickEditor, PickEditor
from desktop.card.typed import Reader
from desktop.desk import Desk
from desktop.editors import EDITORS, Editor, make_editor
from forms.codes import Code, codes
from forms.dates import PartialDate
from forms.fields import (
    Birth,
    Choice,
    Choices,
    Context,
    Date,
    Field,
    IinField,
    Number,
    Place,
    Text,
)
from forms.findings import Finding
from forms.words import Language
from tests.desktop.cards import MOTHER, OFFICE, TODAY, practice_desk, typed_for

Press = Callable[[Qt.Key], None]
Type = Callable[[str], None]

SOURCE = Choice(name="source", label="Source", list="source")
GROUNDS = Choices(name="grounds", label="Grounds", list="art75_ground")
PLACE = Place(name="territory", label="Place")
KINDS = [
    kind
    for kind in vars(forms.fields).values()
    if isinstance(kind, type) and issubclass(kind, Field) and kind is not Field
]


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk."""
    with practice_desk(tmp_path) as found:
        yield found


@pytest.fixture
def put(desk: Desk) -> Iterator[Callable[[Field], Editor]]:
    """Give what shows the editor of a field in a window of its own, with the focus."""
    window = QWidget()
    column = QVBoxLayout(window)
    window.resize(420, 360)

    def make(field: Field) -> Editor:
        editor = make_editor(field, lambda: reader(desk))
        column.addWidget(editor)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        editor.setFocus()
        return editor

    yield make
    window.deleteLater()


def reader(desk: Desk) -> Reader:
    """Give what reads and shows values in Kazakh."""
    return Reader(desk.register, Context(TODAY, {"a1": "Ғабдуллин Әли"}), Language.KK)


def test_every_kind_of_field_has_an_editor() -> None:
    assert set(EDITORS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_editor_gives_back_what_it_shows_and_the_field_reads_it(
    kind: type[Field], put: Callable[[Field], Editor], desk: Desk
) -> None:
    more: dict[str, Any] = {"list": "source"} if kind in (Choice, Choices) else {}
    more |= {"of": "children"} if kind is forms.fields.Member else {}
    field = kind(name="one", label="One", **more)
    read = reader(desk)
    value = read.read(field, typed_for(field) if kind is not forms.fields.Member else "1")
    assert value is not None and not isinstance(value, Finding)
    editor = put(field)
    editor.set_text(read.show(field, value))
    assert not editor.changed()
    assert read.read(field, editor.text()) == value


def test_typing_replaces_and_enter_goes_on(
    put: Callable[[Field], Editor], type_text: Type, press: Press
) -> None:
    editor = put(Date(name="on", label="On"))
    editor.set_text("01.02.2026")
    editor.setFocus()
    assert isinstance(editor, LineEditor)
    editor.selectAll()
    ways: list[int] = []
    editor.stepped.connect(ways.append)
    type_text("31032026")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Backtab)
    assert editor.text() == "31032026"
    assert ways == [1, 1, -1]


def test_f2_edits_at_the_end_and_esc_restores(
    put: Callable[[Field], Editor], type_text: Type, press: Press
) -> None:
    editor = put(Text(name="name", label="Name"))
    editor.set_text("Қа")
    press(Qt.Key.Key_F2)
    type_text("ң")
    assert editor.text() == "Қаң"
    press(Qt.Key.Key_Escape)
    assert editor.text() == "Қа"


def test_a_field_of_several_lines_goes_on_with_tab_only(
    put: Callable[[Field], Editor], press: Press
) -> None:
    editor = put(Text(name="note", label="Note", lines=4))
    assert isinstance(editor, LinesEditor)
    ways: list[int] = []
    editor.stepped.connect(ways.append)
    press(Qt.Key.Key_Return)
    assert ways == []
    press(Qt.Key.Key_Tab)
    assert ways == [1]


@pytest.mark.parametrize("field", [SOURCE, GROUNDS, PLACE, Date(name="on", label="On")])
def test_wheel_and_arrows_change_nothing(
    field: Field, put: Callable[[Field], Editor], press: Press
) -> None:
    editor = put(field)
    editor.set_text("05")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        press(key)
    place = QPointF(5, 5)
    wheel = QWheelEvent(
        place,
        place,
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, wheel)
    assert editor.text() == "05"


@pytest.mark.parametrize("typed", ["5", "05", "білім", "образов", "EDUC"])
def test_a_choice_is_typed_by_code_or_by_a_word_in_any_language(
    typed: str, put: Callable[[Field], Editor], desk: Desk, type_text: Type, press: Press
) -> None:
    editor = put(SOURCE)
    assert isinstance(editor, PickEditor)
    type_text(typed)
    assert editor.is_open()
    press(Qt.Key.Key_Return)
    assert not editor.is_open()
    value = reader(desk).read(SOURCE, editor.text())
    assert value == codes("source")[4]


def test_the_list_is_walked_with_the_keys_and_closed_with_esc(
    put: Callable[[Field], Editor], press: Press
) -> None:
    editor = put(SOURCE)
    assert isinstance(editor, PickEditor)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert not editor.is_open() and editor.text() == ""
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert editor.text() == "02"


def test_several_codes_are_taken_one_after_another(
    put: Callable[[Field], Editor], desk: Desk, type_text: Type, press: Press
) -> None:
    editor = put(GROUNDS)
    assert isinstance(editor, ManyPickEditor)
    ways: list[int] = []
    editor.stepped.connect(ways.append)
    for typed in ("G5b", "алимент"):
        type_text(typed)
        press(Qt.Key.Key_Return)
    assert ways == []
    press(Qt.Key.Key_Return)
    assert ways == [1]
    value = reader(desk).read(GROUNDS, editor.text())
    assert isinstance(value, tuple)
    assert [one.key for one in value if isinstance(one, Code)] == ["G1a", "G5b"]


def test_a_place_shows_its_name_and_gives_its_key(
    put: Callable[[Field], Editor], desk: Desk, type_text: Type, press: Press
) -> None:
    editor = put(PLACE)
    type_text("ақкөл")
    press(Qt.Key.Key_Return)
    read = reader(desk)
    key = read.read(PLACE, editor.text())
    assert isinstance(key, str) and read.show(PLACE, key) == "Ақкөл ауданы"
    commission = Place(name="office", label="Office", kind="commission")
    assert read.read(commission, OFFICE) == OFFICE
    assert read.read(commission, read.show(commission, OFFICE)) == OFFICE


ROW_OF_NUMBERS = (
    (Date(name="on", label="On"), 'і"қіәқә,', date(2026, 3, 31)),  # 31032026
    (Date(name="on", label="On"), 'і".қі.әқә,', date(2026, 3, 31)),  # 31.03.2026
    (Date(name="on", label="On"), '"..қ..әқә,', date(2026, 7, 17)),  # 17.07.2026
    (Date(name="on", label="On"), '".қ.әқә,', date(2026, 7, 17)),  # 17072026
    (Birth(name="birth", label="Born"), 'әқ"ғ', PartialDate(2015)),
    (Number(name="many", label="Many"), '"ә', 12),
    (Number(name="many", label="Many"), "7", 7),
    (Number(name="many", label="Many"), "ә", 2),
)


@pytest.mark.parametrize(("field", "typed", "value"), ROW_OF_NUMBERS)
def test_the_number_row_of_the_kazakh_layout_writes_digits(
    field: Field, typed: str, value: object, desk: Desk
) -> None:
    assert reader(desk).read(field, typed) == value


@pytest.mark.parametrize("typed", ["ң,", "ұұұұ", "әкесі", '"."ә'])
def test_what_could_mean_several_days_or_none_is_not_guessed(typed: str, desk: Desk) -> None:
    found = reader(desk).read(Date(name="on", label="On"), typed)
    assert isinstance(found, Finding)


def test_an_iin_is_read_from_the_number_row(desk: Desk) -> None:
    keys = str.maketrans("1234567890", '"әіңғ,.үұқ')
    number = IinField(name="iin", label="IIN")
    assert reader(desk).read(number, MOTHER.translate(keys)) == reader(desk).read(number, MOTHER)


@pytest.mark.parametrize("typed", ["аққ", "акк", "ақк", "АКК"])
def test_a_place_typed_with_russian_letters_is_offered_first(typed: str, desk: Desk) -> None:
    first = [one.shown.casefold() for one in reader(desk).offers(PLACE, typed)][:2]
    assert all(one[:3] in ("ақк", "аққ") for one in first), first


@pytest.mark.parametrize("typed", ["жоқ мұндай жер", "ақ"])
def test_a_place_that_is_not_told_apart_is_a_finding(typed: str, desk: Desk) -> None:
    found = reader(desk).read(PLACE, typed)
    assert isinstance(found, Finding) and found.rule == "F02"
