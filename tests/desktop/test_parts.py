"""The parts say their names to those who hear, keep their shape, and answer the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.delegate import Cell
from desktop.dialogs import OTHER, AboutDialog, ConfirmDialog, TroubleDialog
from desktop.page import Hint, PillText
from desktop.parts.buttons import Button, KeyedLink, Link, Segmented, WayCard, WayRow
from desktop.parts.chips import TONES, FilterBar, KeyCap, Pill
from desktop.parts.fields import ComboBox, DateEdit, FieldBox, LineEdit, TextArea, spell_day
from desktop.parts.figures import BalanceStrip, Part, PartsBar
from desktop.parts.findings import SIGNS, FindingLine, FindingRow, InfoStrip, Note
from desktop.parts.panels import EmptyState, SectionHead, Way
from desktop.parts.passphrase import PassphraseEdit
from desktop.tables import HEAD_NUMBER, Table, TableHead
from forms.findings import Severity
from tests.desktop.clipping import clipped

Press = Callable[[Qt.Key], None]
LONG = "Кәмелетке толмағандардың істері және олардың құқықтарын қорғау жөніндегі комиссия"


def test_every_part_has_an_accessible_name(dressed: QApplication) -> None:
    bar, parts, strip = FilterBar(), PartsBar(), BalanceStrip()
    parts.tell([Part(14, "ok", "Қабылданды"), Part(0, "err", "Қатесі бар")])
    strip.tell([("01", "330"), ("02", "39"), ("03", "28"), ("04", "341")])
    row = WayRow("action.new")
    row.tell("Жаңа қойма", "комиссияны таңдайсыз")
    info = InfoStrip()
    info.tell("Ұқсас адам бар")
    named: list[QWidget] = [
        Pill(PillText("Нобай", "draft", "state.draft")),
        KeyCap("F8"),
        bar.add("all", PillText("Барлығы 20")),
        parts,
        row,
        info,
        WayCard("Жаңа карта", "Қағаз істен", "action.write"),
        FindingRow("3.2 ЖСН", "Екеуінің бірін түзетіңіз.", Severity.HARD),
        FindingLine("2.4 Туған күні", Severity.SOFT),
        Note("Ештеңе жоғалған жоқ."),
        EmptyState("action.open", "Мұнда әзірге карта жоқ"),
    ]
    assert [type(one).__name__ for one in named if not one.accessibleName()] == []
    assert parts.accessibleName() == "Қабылданды: 14"


@pytest.mark.parametrize("make", [LineEdit, ComboBox, DateEdit, TextArea, PassphraseEdit])
def test_a_field_names_its_editor(dressed: QApplication, make: Callable[[], QWidget]) -> None:
    """A combo box by itself reports its value as its name."""
    box = FieldBox("2.4", "Туған күні", make())
    assert box.editor.accessibleName() == "2.4 Туған күні"
    box.set_state("error", "Екеуінің бірін түзетіңіз.")
    assert box.editor.property("state") == "error"
    assert box.editor.accessibleDescription() == "Екеуінің бірін түзетіңіз."


def test_a_locked_line_can_be_read_but_not_typed_in(dressed: QApplication) -> None:
    line = LineEdit("әйел")
    line.set_state("locked")
    assert line.isReadOnly()
    assert line.isEnabled()
    line.set_state("")
    assert not line.isReadOnly()


@pytest.mark.parametrize("state", ["", "error", "soft", "copied", "locked"])
def test_a_state_changes_no_height(dressed: QApplication, state: str) -> None:
    line = LineEdit("Ң")
    line.ensurePolished()
    line.set_state(state)
    assert line.sizeHint().height() == 30


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("31032026", "31.03.2026"),
        ("1.3.2026", "01.03.2026"),
        ("31/03/2026", "31.03.2026"),
        ("31.03.26", "31.03.26"),
        ("белгісіз", "белгісіз"),
        ("", ""),
    ],
)
def test_a_day_is_spelled_out(typed: str, shown: str) -> None:
    assert spell_day(typed) == shown


def test_every_severity_has_its_sign() -> None:
    assert set(SIGNS) == set(Severity)
    assert {tone for _, tone in SIGNS.values()} <= set(TONES)


def test_a_wrapped_label_never_makes_a_window_grow(dressed: QApplication, qtbot: QtBot) -> None:
    row = FindingRow("3.2 ЖСН · 2-бала", LONG * 4, Severity.HARD)
    qtbot.addWidget(row)
    assert row.minimumSizeHint().height() < 120
    assert row.heightForWidth(284) > 200


def test_segments_tell_what_is_pressed(dressed: QApplication, qtbot: QtBot) -> None:
    part = Segmented([("Q", "Q · тоқсан"), ("Y", "Y · жыл басынан")])
    qtbot.addWidget(part)
    with qtbot.waitSignal(part.picked) as told:
        part.findChildren(Button)[1].click()
    assert told.args == ["Y"]
    assert part.current() == "Y"


def test_a_section_offers_its_link(dressed: QApplication, qtbot: QtBot) -> None:
    called: list[int] = []
    head = SectionHead("3", "Балалар", "барлығы 3")
    qtbot.addWidget(head)
    add = KeyedLink(lambda: called.append(1), "action.add", "Ctrl+Ins")
    head.add(add)
    head.show()
    add.link.click()
    assert called == [1]
    (cap,) = head.findChildren(KeyCap)
    assert cap.accessibleName() == "Ctrl+Ins" and cap.isVisible()
    add.hide()
    assert not cap.isVisible()  # no key is shown for what cannot be done


def test_an_empty_page_gives_the_first_way_the_focus(dressed: QApplication, qtbot: QtBot) -> None:
    way = Way("Жаңа карта", "Қағаз істен", "action.write", "Ctrl+N", lambda: None)
    page = EmptyState("action.open", "Мұнда әзірге карта жоқ", "Бастаңыз.", [way] * 3)
    qtbot.addWidget(page)
    page.resize(1005, 400)
    page.show()
    assert page.first_focus() is page.cards[0]
    assert clipped(page) == []


def _table(qtbot: QtBot) -> Table:
    model = QStandardItemModel(2, 3)
    for column, words in enumerate(["Коды", "Көрсеткіштердің атауы", "Ата-аналар саны"]):
        model.setHeaderData(column, Qt.Orientation.Horizontal, words)
        model.setHeaderData(column, Qt.Orientation.Horizontal, "АБ1"[column], HEAD_NUMBER)
    for row, words in enumerate(["отбасы", LONG]):
        model.setItem(row, 1, QStandardItem(words))
        number = QStandardItem("99 999")
        number.setData(True, Cell.NUMERIC)
        model.setItem(row, 2, number)
    table = Table(26, whole_rows=False)
    table.setModel(model)
    model.setParent(table)
    table.resize(420, 300)
    qtbot.addWidget(table)
    table.fit(1)
    table.grow_rows()
    table.show()
    return table


def test_names_never_elide_the_row_grows(dressed: QApplication, qtbot: QtBot) -> None:
    table = _table(qtbot)
    assert table.rowHeight(0) == 26
    narrow = table.rowHeight(1)
    assert narrow > 2 * 17
    table.resize(900, 300)
    qtbot.waitUntil(lambda: table.rowHeight(1) < narrow)
    wide = table.rowHeight(1)
    table.resize(420, 300)
    qtbot.waitUntil(lambda: table.rowHeight(1) > wide)


def test_the_longest_word_and_five_digits_fit(dressed: QApplication, qtbot: QtBot) -> None:
    table = _table(qtbot)
    head = table.horizontalHeader()
    assert isinstance(head, TableHead)
    assert head.number(1) == "Б"
    assert head.height() == 50
    assert clipped(table) == []
    digits = table.fontMetrics().horizontalAdvance("99 999")
    assert table.columnWidth(2) >= digits + 16


def test_two_keys_confirm(dressed: QApplication, qtbot: QtBot, press: Press) -> None:
    reasons = [("1", "Жеке куәлік"), ("2", "Туу туралы куәлік"), (OTHER, "Басқа себеп…")]
    dialog = ConfirmDialog(None, "Дұрыс па?", "Анасы 15 жас үлкен.", reasons, "Күнді түзету")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    QTest.keyClick(dialog, Qt.Key.Key_2)
    assert dialog.rows.current() == "2"
    assert dialog.yes.hasFocus()
    press(Qt.Key.Key_Return)
    assert dialog.answer is not None
    assert (dialog.answer.code, dialog.answer.words) == ("2", "")


def test_the_other_reason_wants_words(dressed: QApplication, qtbot: QtBot) -> None:
    dialog = ConfirmDialog(None, "Дұрыс па?", "…", [("1", "Құжат"), (OTHER, "Басқа себеп…")])
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_2)
    assert not dialog.yes.isEnabled()
    dialog.line.setText("анасымен сөйлестім")
    dialog.accept()
    assert dialog.answer is not None
    assert dialog.answer.words == "анасымен сөйлестім"


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_dialogs_are_as_high_as_their_texts(
    dressed: QApplication, qtbot: QtBot, scale: float
) -> None:
    for dialog in (
        TroubleDialog(None, "Тапсыру", "Файл жазылмады", LONG * 3, [("Қайта", print, "")]),
        AboutDialog(None, "0.1.0"),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        assert clipped(dialog) == []
        inside = dialog.body.parentWidget()
        assert inside is not None
        assert inside.height() <= dialog.panel.height() - 56


def test_hints_are_four_at_most(dressed: QApplication, qtbot: QtBot) -> None:
    from desktop.parts.chips import KeyHints

    row = KeyHints([Hint(f"F{n}", "сөз") for n in range(1, 8)])
    qtbot.addWidget(row)
    assert len(row.findChildren(KeyCap)) == 4


def test_a_link_is_pressed_by_enter(dressed: QApplication, qtbot: QtBot, press: Press) -> None:
    called: list[int] = []
    link = Link("Салыстыру", lambda: called.append(1))
    qtbot.addWidget(link)
    with qtbot.waitActive(link):
        link.show()
        link.activateWindow()
    link.setFocus()
    press(Qt.Key.Key_Return)
    assert called == [1]
