"""The page of due cards by keyboard alone: choose, keep, draft, destroy asked twice, print."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import jobs, language
from desktop.desk import Desk
from desktop.due.due_dialogs import DestroyDialog, HoldDialog, HoldNumberDialog, TermsDialog
from desktop.due.due_table import DUE, NUMBER, STATE, WHY
from desktop.due_page import DuePage
from desktop.language import tr
from desktop.parts.buttons import WayCard
from desktop.printing.acts import act_of, act_sheet, acts, draft_act
from desktop.printing.preview import PreviewDialog
from desktop.retention import due_cards, own_terms
from forms.record import Record, State
from forms.rights import Role
from forms.store.store import Deed
from forms.words import Language
from reports.pdf import pages_of
from tests.desktop.clipping import clipped
from tests.desktop.ended import IIN, SURNAME, ended_family, office_with_ended, save
from tests.desktop.offices import _press
from tests.desktop.test_destroying import be

BODY, SMALL = (1278, 560), (1005, 420)
SPACE, ENTER, ESC, TAB = (
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
)
Act = Callable[[QDialog], object]


class Seen:
    """The page over an office with two due families, what it told, and dialogs it opened."""

    def __init__(self, desk: Desk, cards: list[Record], qtbot: QtBot) -> None:
        self.desk, self.cards, self.qtbot = desk, cards, qtbot
        self.told: list[str] = []
        self.wanted: list[tuple[str, object]] = []
        self.met: list[type[QDialog]] = []
        self.page = DuePage(desk, lambda: self.told.append("back"))
        self.page.told.connect(self.told.append)
        self.page.wanted.connect(lambda place, what: self.wanted.append((place, what)))
        qtbot.addWidget(self.page)
        self.page.resize(*BODY)
        self.page.show()
        self.page.activateWindow()
        self.settle()

    def settle(self) -> None:
        jobs.wait_for_all()
        QApplication.processEvents()
        self.page.first_focus().setFocus()

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            _press(self.page.first_focus(), key)

    def cell(self, row: int, column: int) -> str:
        return str(self.page.table.model().index(row, column).data())

    def run(self, key: str, *acts: Act) -> None:
        """Run the command of a key; each dialog that comes is met by the next act."""
        found = next(one for one in self.page.commands() if one.key == key)
        assert found.enabled, found.reason
        left = list(acts)
        known: set[int] = set()

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and id(dialog) not in known:
                known.add(id(dialog))
                self.met.append(type(dialog))
                left.pop(0)(dialog) if left else QDialog.reject(dialog)

        clock = QTimer()
        clock.setInterval(10)
        clock.timeout.connect(look)
        clock.start()
        found.run()
        clock.stop()
        self.settle()


def keys(*steps: Qt.Key | str) -> Act:
    """Press keys and type texts in a dialog, as a person does."""

    def act(dialog: QDialog) -> None:
        for one in steps:
            for key in [one] if isinstance(one, Qt.Key) else one:
                _press(dialog.focusWidget(), key)

    return act


def said(widget: QWidget) -> str:
    labels = (one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))
    return "\n".join(one.text() for one in labels)


@pytest.fixture
def seen(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[Seen]:
    with office_with_ended(tmp_path, cards=2) as (desk, cards):
        be(desk, Role.SECRETARY, Role.CHAIR)
        made = Seen(desk, cards, qtbot)
        yield made
        jobs.wait_for_all()


def test_the_list_tells_numbers_and_no_names(seen: Seen) -> None:
    assert [seen.cell(row, NUMBER) for row in (0, 1)] == [one.number for one in seen.cards]
    told = [seen.cell(row, column) for row in (0, 1) for column in range(6)]
    assert not any(SURNAME in text or IIN in text for text in (*told, said(seen.page)))
    assert "2" in seen.page.facts()


def test_space_chooses_and_ctrl_a_chooses_all(seen: Seen) -> None:
    free = seen.cell(0, STATE)
    seen.press(SPACE)
    assert seen.cell(0, STATE) != free and seen.cell(1, STATE) == free
    seen.run("Ctrl+A")
    assert len(seen.page.table.chosen()) == 2
    seen.run("Ctrl+A")
    assert seen.page.table.chosen() == ()


def test_a_card_is_kept_with_a_reason_and_let_go_again(seen: Seen) -> None:
    asked: list[str] = []

    def type_it(dialog: QDialog) -> None:
        assert isinstance(dialog, HoldDialog)
        keys(ENTER)(dialog)
        asked.append(dialog.finding.text())
        keys("сот № 5", ENTER)(dialog)

    seen.run("Ctrl+K", type_it)
    assert asked[0]
    assert "сот № 5" in seen.cell(0, WHY) and seen.cards[0].number in seen.told[-1]
    seen.press(SPACE)
    assert seen.page.table.chosen() == ()
    seen.run("Ctrl+Shift+K")
    assert seen.cell(0, WHY) == ""


def test_a_card_that_is_not_due_is_kept_by_its_number(seen: Seen) -> None:
    other = save(seen.desk, replace(ended_family("Басқаев"), state=State.DRAFT))
    told: list[str] = []

    def type_it(dialog: QDialog) -> None:
        assert isinstance(dialog, HoldNumberDialog)
        keys(ENTER, "1132-1900-0001", ENTER, "сот", ENTER)(dialog)
        jobs.wait_for_all()
        QApplication.processEvents()
        told.append(dialog.finding.text())
        dialog.number.setFocus()
        dialog.number.selectAll()
        keys(other.number, ENTER)(dialog)

    seen.run("Ctrl+N", type_it)
    assert "1132-1900-0001" in told[0]
    assert (seen.cell(2, NUMBER), seen.cell(2, DUE)) == (other.number, "—")
    assert "сот" in seen.cell(2, WHY) and "2" in seen.page.facts()
    seen.run("Ctrl+A")
    assert len(seen.page.table.chosen()) == 2
    seen.page.table.setCurrentIndex(seen.page.table.model().index(2, NUMBER))
    seen.run("Ctrl+Shift+K")
    assert seen.page.table.model().rowCount() == 2


def test_terms_are_set_and_nonsense_is_told(seen: Seen) -> None:
    found: list[str] = []

    def type_it(dialog: QDialog) -> None:
        assert isinstance(dialog, TermsDialog)
        dialog.first_focus().selectAll()  # type: ignore[attr-defined]
        keys("сто", ENTER)(dialog)
        found.append(dialog.finding.text())
        keys("40", ENTER)(dialog)

    seen.run("Ctrl+T", type_it)
    assert "сто" in found[0]
    assert {one.years for one in own_terms(seen.desk) if one.form == "family"} == {40}
    assert seen.page.table.model().rowCount() == 0
    assert said(seen.page)


def test_destroying_is_asked_twice_and_shows_the_act(seen: Seen) -> None:
    seen.run("Ctrl+A")
    met: list[str] = []

    def first(dialog: QDialog) -> None:
        keys(ENTER)(dialog)  # what cannot be taken back does not happen on Enter

    seen.run("Ctrl+D", first)
    assert len(due_cards(seen.desk)) == 2

    def agree(dialog: QDialog) -> None:
        dialog.accept()

    def type_word(dialog: QDialog) -> None:
        assert isinstance(dialog, DestroyDialog)
        met.append(said(dialog))
        keys("иә", ENTER)(dialog)
        met.append(dialog.finding.text())
        keys(language.tr("DESTROY").lower(), ENTER)(dialog)

    seen.met.clear()
    seen.run("Ctrl+D", agree, type_word)
    assert seen.met[1:] == [DestroyDialog, PreviewDialog]
    assert all(one.number in met[0] for one in seen.cards)
    assert SURNAME not in met[0] and met[1]
    assert due_cards(seen.desk) == ()
    assert [one.cards for one in acts(seen.desk)] == [2]
    assert "1132-D-2032-001" in seen.told[-1]
    seen.run("Ctrl+Tab")
    seen.met.clear()
    seen.run("Ctrl+P")
    assert seen.met == [PreviewDialog]


def test_the_act_on_paper_names_cards_and_nobody(seen: Seen) -> None:
    from desktop.destroying import Destroyed, destroy

    draft = act_sheet(seen.desk, draft_act(seen.desk, due_cards(seen.desk)))
    done = destroy(seen.desk, [one.id for one in seen.cards])
    assert isinstance(done, Destroyed)
    sheet = act_sheet(seen.desk, act_of(seen.desk, done.act))
    for paper, number in ((draft, ""), (sheet, done.act)):
        text = "\n".join(
            str(box.value) for row in paper.rows for box in row.boxes if box and box.value
        )
        assert all(one.number in text for one in seen.cards)
        assert number in text and SURNAME not in text and "04.05.2026" in text
        assert "94-V" in text and len(pages_of((paper,))) == 1
    assert draft.mark != sheet.mark


def test_enter_looks_at_the_card_and_esc_goes_back(seen: Seen) -> None:
    seen.press(ENTER)
    assert seen.wanted == [("families", seen.cards[0].id)]
    seen.press(ESC)
    assert seen.told[-1] == "back"


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_what_it_may(
    role: Role, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    with office_with_ended(tmp_path) as (desk, cards):
        be(desk, role)
        made = Seen(desk, cards, qtbot)
        looks = role in (Role.SECRETARY, Role.CHAIR)
        assert made.page.table.model().rowCount() == int(looks)
        made.page.table.choose_all()
        may = {one.key: one.enabled for one in made.page.commands()}
        assert may["Ctrl+D"] == (role is Role.CHAIR)
        assert may["Ctrl+K"] == looks
        assert may["Ctrl+T"] == (role in (Role.SECRETARY, Role.ADMINISTRATOR))
        assert all(one.reason for one in made.page.commands() if not one.enabled)
        jobs.wait_for_all()


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("size", [BODY, SMALL])
def test_nothing_is_cut(seen: Seen, lang: Language, size: tuple[int, int]) -> None:
    from desktop.retention import hold

    hold(seen.desk, "family", seen.cards[0].id, "сот сұратты, 05.06.2031 № 12 хат")
    language.use(lang)
    seen.page.retranslate()
    seen.page.resize(*size)
    seen.settle()
    assert clipped(seen.page) == []


def test_printing_an_act_is_one_row_of_the_journal(seen: Seen) -> None:
    from desktop.printing import papers
    from desktop.printing.acts import act_matter

    matter = act_matter("1132-D-2032-001")
    papers.note(seen.desk, matter, matter.printed)
    with seen.desk.store.reading() as reading:
        noted = reading.journal(limit=1)[0]
    assert (noted.deed, noted.form, noted.record) == (Deed.ACT_PRINTED, "act", "1132-D-2032-001")


def test_where_nothing_is_due_it_is_said_and_the_way_on_keeps_the_focus(
    tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    """Also when it is looked anew: what was said before goes, with whatever had the focus."""
    with office_with_ended(tmp_path, cards=0) as (desk, cards):
        be(desk, Role.SECRETARY)
        made = Seen(desk, cards, qtbot)
        assert tr("No card is due.") in said(made.page)
        assert not made.page.table.isVisible()
        for _ in range(2):
            focus = made.page.window().focusWidget()
            assert isinstance(focus, WayCard) and made.page.isAncestorOf(focus)
            made.page.refresh()
            jobs.wait_for_all()
            QApplication.processEvents()
        made.run("Ctrl+T", keys(ESC))
        assert made.met == [TermsDialog]
