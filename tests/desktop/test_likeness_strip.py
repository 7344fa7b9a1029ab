"""Who is likely known is said below the names, compared, told apart for ever and taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.card.compare_dialog import CompareDialog
from desktop.card.filling import Spot
from desktop.card.likely import asked_of
from desktop.card.likeness_strip import LikenessStrip
from desktop.card.parting import DecisionsDialog
from desktop.card.person_tables import tables_of_people
from desktop.desk import Desk
from desktop.dialogs import ConfirmDialog
from desktop.form_page import FormPage
from desktop.parts.veil import VeiledDialog
from forms.catalogue import FORMS
from forms.dates import PartialDate
from forms.family import FAMILY
from forms.fields import Entry, Value
from forms.record import Record
from forms.words import Language
from tests.desktop.cards import MOTHER, practice_desk, show
from tests.desktop.clipping import clipped
from tests.forms.store.stores import family, names

BORN = PartialDate(2015, 3, 12)


def person(called: str, **more: Value) -> dict[str, Value]:
    """Give the row of somebody born on one day."""
    return {**names(called), "birth": BORN, **more}


def keep(desk: Desk, *records: Record) -> list[Record]:
    """Keep cards."""
    with desk.store.begin() as work:
        return [work.save(one, who="secretary", when=desk.now()) for one in records]


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk with a family whose child stands on a court case as well."""
    with practice_desk(tmp_path) as found:
        child = person("Иманов Ерасыл Қайратұлы")
        case = Record.blank("court_case").add_row("respondents", names("Иманова Гүлнар"))
        keep(
            found,
            family("Иманова Гүлнар Әлібекқызы").add_row("children", child),
            case.add_row("children", child),
        )
        yield found


class Clerk:
    """Types people into a new family card and looks at the strips."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.page: FormPage = show(desk, FAMILY)
        self._qtbot = qtbot
        self.told: list[str] = []
        self.wanted: list[tuple[str, object]] = []
        self.page.told.connect(self.told.append)
        self.page.wanted.connect(lambda place, what: self.wanted.append((place, what)))

    def type(self, table: str, row: str = "+", **texts: str) -> str:
        """Type the fields of a person; give the row."""
        for name, text in texts.items():
            row = self.page.view.write(Spot(f"{table}.{name}", row), text).row
        self.wait()
        return row

    def wait(self) -> None:
        """Wait until the vault answered."""
        self._qtbot.waitUntil(lambda: not self.page.likeness.latest.busy())

    def strip(self, table: str) -> LikenessStrip:
        """Give the strip of a table."""
        return self.page.likeness.strips[table]

    def says(self, table: str) -> str:
        """Give what a strip says, "" while it does not show."""
        strip = self.strip(table)
        return strip.text.text() if strip.note.isVisible() else ""

    def command(self, words: str) -> Callable[[], object]:
        """Give what a line of the menu does."""
        return next(one.run for one in self.page.commands() if one.text == words)


@pytest.fixture
def clerk(desk: Desk, qtbot: QtBot) -> Clerk:
    """Give a clerk at a new family card."""
    return Clerk(desk, qtbot)


def answer(*acts: Callable[[VeiledDialog], object]) -> None:
    """Act in the dialogs that open one after the other."""
    first, *rest = acts

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, VeiledDialog), "no dialog is open"
        if rest:
            answer(*rest)
        try:
            first(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, act)


def press(dialog: VeiledDialog, *keys: Qt.Key) -> None:
    """Press keys where the focus of a dialog is."""
    for key in keys:
        focus = cast(QWidget | None, dialog.focusWidget())  # the stubs forget None
        QTest.keyClick(dialog if focus is None else focus, key)


def part(clerk: Clerk, table: str) -> None:
    """Say that the likeliest is another person, with the second ready reason."""

    def choose(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, ConfirmDialog)
        press(dialog, Qt.Key.Key_2)
        assert clipped(dialog.panel) == []
        press(dialog, Qt.Key.Key_Return)

    answer(choose)
    clerk.strip(table).part.click()
    clerk.wait()


def test_every_form_has_people(desk: Desk) -> None:
    for form in FORMS:
        assert len(tables_of_people(form)) == 2, form.code


@pytest.mark.parametrize(
    ("typed", "enough"),
    [
        ({"surname": "Иманов"}, False),
        ({"surname": "Иманов", "birth": BORN}, False),
        ({"surname": "Иманов", "name": "Ерасыл"}, True),
        ({"iin": MOTHER}, True),
    ],
)
def test_enough_is_typed_to_ask(typed: dict[str, Value], enough: bool) -> None:
    asked = asked_of(Entry("row", typed))
    assert (asked is not None) is enough
    if asked is not None and asked.iin:
        assert asked.birth == PartialDate(1888, 3, 8), "the number tells the day of birth"


def test_a_known_family_is_told_through_the_child(clerk: Clerk) -> None:
    here = Spot("children.surname", clerk.type("children", surname="Иманов"))
    clerk.page.view.focus(here)
    clerk.type("children", here.row, name="Ерасыл")
    assert "1132-2026-0001" in clerk.says("children")
    clerk.type("children", here.row, birth="12.03.2015")
    assert clerk.page.view.spot() == here, "the focus stays where it was"
    told = clerk.says("children")
    assert told.startswith("Отбасы бұрыннан белгілі сияқты: № 1132-2026-0001 карта, баласы")
    assert "Иманов Ерасыл Қайратұлы" in told
    assert told.endswith("Тағы 1 карта бар."), "the court case is named after the duplicate"
    assert not clerk.says("parents")
    assert clerk.strip("children").note.accessibleName() == told


def test_through_the_other_parent_and_by_iin(clerk: Clerk, desk: Desk) -> None:
    keep(desk, family().add_row("parents", {**names("Ким Вера"), "iin": MOTHER}))
    clerk.type("parents", iin=MOTHER)
    assert "ата-анасы Ким Вера" in clerk.says("parents")


def test_a_court_case_is_no_duplicate_of_a_family(clerk: Clerk, desk: Desk) -> None:
    case = Record.blank("court_case").add_row("respondents", person("Сейіт Арман"))
    keep(desk, case)
    clerk.type("parents", surname="Сейіт", name="Арман", birth="12.03.2015")
    assert clerk.says("parents").startswith("№ 1132-C-2026-002 сот ісінде де бар сияқты")


def test_another_birth_date_is_another_person(clerk: Clerk) -> None:
    row = clerk.type("children", surname="Иманов", name="Ерасыл", birth="12.03.2015")
    assert clerk.says("children")
    clerk.type("children", row, birth="01.07.2011")
    assert not clerk.says("children")
    assert not clerk.strip("children").isVisible()


def test_only_changed_rows_are_asked_about(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def look(_reading: object, _card: str, people: dict[str, object]) -> dict[str, object]:
        asked.append(list(people))
        return {}

    monkeypatch.setattr("desktop.card.likeness.look", look)
    first = clerk.type("children", surname="Әділ", name="Аян")
    second = clerk.type("children", surname="Әділ", name="Дана")
    clerk.type("children", second, birth="2016")
    clerk.page.view.write(Spot("registered_on"), "28.08.2026")
    clerk.wait()
    assert asked[0] == [first]
    assert all(second in each for each in asked[1:])
    clerk.page.view.filling.drop_row("children", second)
    clerk.page.view.show_all()
    assert len(asked) == 3


def test_compare_shows_what_differs_and_opens_the_other(clerk: Clerk, desk: Desk) -> None:
    clerk.type(
        "children", surname="Иманов", name="Ерасыл", patronymic="Серікұлы", birth="12.03.2015"
    )
    seen: list[str] = []

    def look(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, CompareDialog)
        for lang in Language:
            language.use(lang)
            dialog.at = -1
            dialog.next.click()
            QApplication.processEvents()
            assert clipped(dialog.panel) == []
        seen.extend(one.text() for one in dialog.table.findChildren(QLabel))
        differing = [
            one.accessibleName()
            for one in dialog.table.findChildren(QLabel)
            if one.accessibleName().endswith(", differs")
        ]
        assert differing == [
            "Patronymic (if any): Қайратұлы, differs",
            "Children: Иманов Ерасыл Қайратұлы,\u00a02015, differs",
        ]
        dialog.other.click()

    answer(look)
    clerk.page.likeness.compare()
    assert "Серікұлы" in seen
    (wanted,) = clerk.wanted
    assert wanted[0] == "families"
    with desk.store.reading() as reading:
        found = reading.get("family", str(wanted[1]))
    assert found is not None
    assert found.number == "1132-2026-0001"


def test_another_person_is_remembered_and_taken_back(clerk: Clerk, desk: Desk) -> None:
    row = clerk.type("children", surname="Иманов", name="Ерасыл", birth="12.03.2015")
    part(clerk, "children")
    assert clerk.says("children").startswith("№ 1132-C-2026-001 сот ісінде")
    part(clerk, "children")
    strip = clerk.strip("children")
    assert not clerk.says("children")
    assert strip.review.text() == "2 шешім: басқа адам"
    with desk.store.reading() as reading:
        decided = reading.told_apart(row)
    assert {(one.reason, one.who) for one in decided} == {("namesake", "secretary")}
    clerk.page.save()
    clerk.page.new_card()
    clerk.wait()
    assert not strip.isVisible()

    def undo(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, DecisionsDialog)
        assert clipped(dialog.panel) == []
        (button,) = [b for b in dialog.buttons if "1132-2026-0001" in b.accessibleName()]
        button.click()
        assert not button.isEnabled()

    with desk.store.reading() as reading:
        (again,) = [one for one in reading.drafts("family") if one.number.endswith("0002")]
    clerk.page.show_card(again)
    clerk.wait()
    assert strip.review.isVisible(), "it is remembered with the card"
    answer(undo)
    clerk.command("Шешілді: басқа адам…")()
    clerk.wait()
    assert clerk.says("children").startswith("Отбасы бұрыннан белгілі сияқты")
    assert strip.review.text() == "1 шешім: басқа адам"


def test_a_refused_question_changes_nothing(clerk: Clerk, desk: Desk) -> None:
    row = clerk.type("children", surname="Иманов", name="Ерасыл", birth="12.03.2015")
    before = clerk.says("children")
    answer(lambda dialog: dialog.reject())
    clerk.strip("children").part.click()
    clerk.wait()
    assert clerk.says("children") == before
    with desk.store.reading() as reading:
        assert reading.told_apart(row) == ()


def test_without_anybody_the_commands_say_so(clerk: Clerk) -> None:
    for words in ("Ұқсас адаммен салыстыру…", "Басқа адам…", "Шешілді: басқа адам…"):
        clerk.command(words)()
    assert len(clerk.told) == 3
    assert all(clerk.told)


def test_every_key_of_the_card_is_taken_once(clerk: Clerk) -> None:
    keys = [one.key for one in clerk.page.commands() if one.key]
    assert len(keys) == len(set(keys))
    assert "Shift+F9" in keys


@pytest.mark.parametrize("width", [1278, 1000])
def test_the_strip_fits_in_every_language(clerk: Clerk, width: int) -> None:
    clerk.page.resize(width, 560)
    clerk.page.fit(width < 1112)
    clerk.type("children", surname="Иманов", name="Ерасыл", birth="12.03.2015")
    for lang in Language:
        language.use(lang)
        clerk.page.retranslate()
        clerk.wait()
        assert clipped(clerk.strip("children")) == [], lang
