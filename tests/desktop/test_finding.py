"""One search box finds everything, says why, and takes a clerk there and back by keys alone."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.card.filling import Spot
from desktop.desk import Desk
from desktop.finding.found_lines import Kind, plain
from desktop.finding.latest import Latest
from desktop.finding.marking import pieces
from desktop.finding.searching import finder
from desktop.finding.taking_over import taken_over
from desktop.form_page import FormPage
from desktop.frame.workplace import Workplace
from desktop.page import Place
from desktop.records_page import RecordsPage
from forms.catalogue import form_of
from forms.record import Record, State
from forms.words import Language
from tests.desktop.cards import practice_desk
from tests.desktop.clipping import clipped
from tests.forms.store.stores import family, names

Type = Callable[[str], None]
CASES = Path(__file__).parents[1] / "cases"
CONTROL = Qt.KeyboardModifier.ControlModifier


def rows(name: str) -> list[dict[str, str]]:
    """Read one table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", rows("marking.csv"), ids=lambda one: one["typed"])
def test_what_answers_is_marked(case: dict[str, str]) -> None:
    parted = pieces(case["text"], case["typed"])
    assert plain(parted) == case["text"]
    assert "|".join(one.text for one in parted if one.strong) == case["marked"]


@pytest.mark.parametrize("case", rows("taken_over.csv"), ids=lambda one: one["typed"])
def test_a_typed_name_is_taken_over(case: dict[str, str]) -> None:
    expected = {name: text for name, text in case.items() if text and name != "typed"}
    assert taken_over(case["typed"]) == expected


# ---- the box and its panel ---------------------------------------------------------------------


def court_case(respondent: str, child: str) -> Record:
    """Give a court case with a respondent and a child."""
    record = Record.blank("court_case").add_row("respondents", names(respondent))
    return record.add_row("children", names(child))


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk with three families, one of them annulled later, and a court case."""
    with practice_desk(tmp_path) as found:
        one = family("Иманова Гүлнар Әлібекқызы").add_row("children", names("Иманов Ерасыл"))
        other = family("Қасым Қайрат Дәуренұлы").replace("settlement", "Талды ауылы")
        records = (one, replace(other, state=State.COMPLETE), court_case("Ким Олег", "Ким Вера"))
        with found.store.begin() as work:
            for record in records:
                work.save(record, who="secretary", when=found.now())
        yield found


@pytest.fixture
def frame(desk: Desk, qtbot: QtBot) -> Workplace:
    """Give the shown frame with both lists, the families in front."""

    def place(key: str, form: str, shortcut: str) -> Place:
        return Place(
            key, "place.families", "Families", lambda: RecordsPage(desk, form_of(form)), shortcut
        )

    made = Workplace(
        (place("families", "family", "Ctrl+2"), place("cases", "court_case", "Ctrl+3")),
        "KDN-1132",
        finder(desk),
    )
    qtbot.addWidget(made)
    made.resize(1278, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.go("families")
    return made


class Clerk:
    """Types into the search box and looks at what is found."""

    def __init__(self, frame: Workplace, type_text: Type, qtbot: QtBot) -> None:
        self.frame, self._type, self._qtbot = frame, type_text, qtbot

    def search(self, text: str) -> list[str]:
        """Press Ctrl+F, type, and give the lines as a screen reader says them."""
        self.key(Qt.Key.Key_F, CONTROL)
        assert self.frame.strip.search.hasFocus()
        self._type(text)
        self.wait()
        return self.lines()

    def lines(self) -> list[str]:
        """Give the lines of the panel."""
        return [line.spoken() for line in self.frame.searching.panel.lines()]

    def wait(self) -> None:
        """Wait until every answer is there."""
        self.wait_for(self.frame.searching.latest)

    def wait_for(self, latest: Latest) -> None:
        """Wait until the vault answered what was asked last."""
        self._qtbot.waitUntil(lambda: not latest.busy())

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        widget = QApplication.focusWidget() or self.frame
        QTest.keyClick(widget, key, modifier)

    def card(self) -> FormPage:
        """Give the card that is open."""
        page = self.frame.page()
        assert isinstance(page, RecordsPage)
        assert isinstance(page.page, FormPage), "no card is open"
        return page.page


@pytest.fixture
def clerk(frame: Workplace, type_text: Type, qtbot: QtBot) -> Clerk:
    """Give somebody who searches."""
    return Clerk(frame, type_text, qtbot)


def test_results_say_title_state_and_why(clerk: Clerk) -> None:
    child, *rest = clerk.search("ерасыл")
    assert child == "Иманова Гүлнар Әлібекқызы. № 1132-2026-0001. Нобай. бала: Иманов Ерасыл"
    assert [one.kind for one in clerk.frame.searching.panel.lines()] == [Kind.CARD, Kind.ALL]
    assert len(rest) == 1
    (line, _) = clerk.frame.searching.panel.lines()
    assert [one.text for one in line.why if one.strong] == ["Ерасыл"]


WHYS = {
    "талды": "Ауыл, кент: Талды ауылы",
    "kairat": "ата-ана: Қасым Қайрат Дәуренұлы",
    "0001": "карта нөмірі: 1132-2026-0001",
    "вера ким": "бала: Ким Вера",
}


def test_every_place_that_answers_is_named(clerk: Clerk) -> None:
    for typed, why in WHYS.items():
        assert any(why in line for line in clerk.search(typed)), typed


def test_down_and_enter_open_the_card(clerk: Clerk) -> None:
    clerk.search("kairat")
    clerk.key(Qt.Key.Key_Down)
    clerk.key(Qt.Key.Key_Return)
    assert clerk.card().title() == "Қасым Қ. Д."
    assert clerk.frame.searching.panel.isHidden()


def test_enter_before_the_answer_opens_what_answers(clerk: Clerk, type_text: Type) -> None:
    clerk.key(Qt.Key.Key_F, CONTROL)
    type_text("олег")
    clerk.key(Qt.Key.Key_Return)
    clerk.wait()
    assert clerk.card().form.code == "court_case"


def test_escape_gives_the_focus_back(clerk: Clerk) -> None:
    before = QApplication.focusWidget()
    clerk.search("ким")
    assert clerk.frame.searching.panel.isVisible()
    clerk.key(Qt.Key.Key_Escape)
    assert clerk.frame.searching.panel.isHidden()
    assert QApplication.focusWidget() is before
    assert not clerk.frame.strip.search.text()


def test_what_is_typed_in_a_cell_is_taken_and_found_again(clerk: Clerk, type_text: Type) -> None:
    clerk.key(Qt.Key.Key_N, CONTROL)
    view = clerk.card().view
    view.focus(Spot("children.surname", "+"))
    type_text("Сейіт")
    clerk.search("ким")
    (row,) = view.filling.record.rows("children")
    assert row.get("surname") == "Сейіт"
    clerk.key(Qt.Key.Key_Escape)
    assert view.spot() == Spot("children.surname", row.id)


def test_ctrl_enter_shows_all_in_the_list(clerk: Clerk) -> None:
    clerk.search("ким")
    clerk.key(Qt.Key.Key_Return, CONTROL)
    page = clerk.frame.page()
    assert isinstance(page, RecordsPage)
    assert page.form.code == "court_case"
    assert page.list.box.text() == "ким"


def test_ctrl_enter_in_the_box_never_completes_the_card_behind(clerk: Clerk) -> None:
    clerk.search("ерасыл")
    clerk.key(Qt.Key.Key_Return)
    assert clerk.card().view.filling.record.state is State.DRAFT
    shown = clerk.card().view.findings
    clerk.search("нетникого")
    clerk.key(Qt.Key.Key_Return, CONTROL)
    assert clerk.card().view.findings == shown
    assert clerk.frame.strip.search.hasFocus()


def test_nothing_found_begins_a_card_with_the_name(clerk: Clerk) -> None:
    family_line, case_line = clerk.search("сейітов арман")
    assert "Сейітов Арман" in family_line
    clerk.key(Qt.Key.Key_Return)
    assert clerk.frame.strip.search.hasFocus(), "Enter alone never begins a card"
    clerk.key(Qt.Key.Key_Down)
    clerk.key(Qt.Key.Key_Return)
    (row,) = clerk.card().view.filling.record.rows("parents")
    assert (row.get("surname"), row.get("name")) == ("Сейітов", "Арман")
    clerk.search("әділов")
    clerk.key(Qt.Key.Key_Down)
    clerk.key(Qt.Key.Key_Down)
    clerk.key(Qt.Key.Key_Return)
    (row,) = clerk.card().view.filling.record.rows("respondents")
    assert row.get("surname") == "Әділов"


def test_the_other_card_opens_and_the_typed_one_is_kept(clerk: Clerk, desk: Desk) -> None:
    clerk.key(Qt.Key.Key_N, CONTROL)
    view = clerk.card().view
    row = view.write(Spot("children.surname", "+"), "Иманов").row
    view.write(Spot("children.name", row), "Ерасыл")
    clerk.wait_for(clerk.card().likeness.latest)
    (hint,) = clerk.card().likeness.strips["children"].hints
    typed = view.filling.record.id
    clerk.card().likeness.wanted.emit("families", hint.there.id)
    assert clerk.card().view.filling.record.id == hint.there.id
    with desk.store.reading() as reading:
        kept = reading.get("family", typed)
    assert kept is not None
    assert kept.rows("children")[0].get("name") == "Ерасыл"


def test_more_than_shown_is_said(clerk: Clerk, desk: Desk) -> None:
    with desk.store.begin() as work:
        for _ in range(41):
            work.save(family("Көбей Көп"), who="secretary", when=desk.now())
    lines = clerk.search("көбей")
    assert len(lines) == 41
    assert clerk.frame.searching.panel.sentence.isVisible()
    clerk.key(Qt.Key.Key_PageDown)
    clerk.key(Qt.Key.Key_Up)
    assert clerk.frame.searching.panel.view.current() == 4


def test_the_panel_goes_when_the_focus_goes(clerk: Clerk) -> None:
    clerk.search("ким")
    page = clerk.frame.page()
    assert isinstance(page, RecordsPage)
    page.list.table.setFocus()
    assert clerk.frame.searching.panel.isHidden()


def test_rows_are_named_for_screen_readers(clerk: Clerk) -> None:
    (first, *_) = clerk.search("ерасыл")
    view = clerk.frame.searching.panel.view
    told = view.results.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == first
    assert view.accessibleName()
    assert QAccessible.queryAccessibleInterface(view).childCount() == len(clerk.lines())


STATES = {Language.KK: "Нобай", Language.RU: "Черновик", Language.EN: "Draft"}


def test_words_fit_and_follow_the_language(clerk: Clerk) -> None:
    panel = clerk.frame.searching.panel
    for width in (1278, 1000):
        clerk.frame.resize(width, 480)
        for typed in ("ким", "нетникого"):
            clerk.search(typed)
            for lang in Language:
                language.use(lang)
                clerk.wait()
                assert clipped(panel) == [], (width, typed, lang)
                assert panel.geometry().left() >= 0
                assert panel.geometry().bottom() <= clerk.frame.height()
                assert typed != "ким" or any(STATES[lang] in line for line in clerk.lines())


def test_only_the_newest_question_is_answered(dressed: QApplication, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    latest = Latest(owner)
    asked: list[int] = []
    heard: list[object] = []

    def work(what: int) -> int:
        asked.append(what)
        return what

    def ask(what: int) -> None:
        latest.ask(lambda: work(what), heard.append)

    for what in range(5):
        ask(what)
    qtbot.waitUntil(lambda: not latest.busy())
    assert heard == [4]
    assert asked == [0, 4]
    ask(7)
    latest.forget()
    qtbot.waitUntil(lambda: not latest.busy())
    assert heard == [4]


def test_a_window_that_comes_back_keeps_its_panel(clerk: Clerk) -> None:
    clerk.search("ким")
    box = clerk.frame.strip.search
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        event = QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason)
        QApplication.sendEvent(box, event)
    assert clerk.frame.searching.panel.isVisible()
