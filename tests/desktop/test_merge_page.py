"""The page of merging: files of both returns, decisions by keys, consolidated returns out."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import jobs, language
from desktop.desk import Desk
from desktop.dialogs import TroubleDialog
from desktop.exporting import export
from desktop.merge.merge_desk import ORDER, STATES, Standing
from desktop.merge.merge_table import WORDS
from desktop.merge.office_dialog import OfficeDialog, offices
from desktop.merge_page import MergePage
from forms.territories import Register
from forms.words import Language
from reports.catalogue import RETURNS, return_of
from reports.counting import count
from reports.definition import Cell
from reports.exchange import file_stem, read_return
from reports.filled import FilledReturn, Origin
from reports.paper.requisites import Signatures
from tests.desktop.clipping import clipped
from tests.desktop.offices import OBLAST, PERIOD, answer, empty_office

BODY, SMALL = (1278, 560), (1005, 420)
SPAN = PERIOD.span
NOW = date(2026, 10, 6)
IN_TIME = datetime(2026, 10, 3, 6, tzinfo=UTC)
REGISTER = Register.shipped()
PARTS = [one.code for one in REGISTER.parts(OBLAST, SPAN.first, SPAN.last)]
ABSENT, COPIED, ALTERED, WRONG, TWICE, REVISED = PARTS[:6]


def sent(code: str, office: str, children: int = 2) -> FilledReturn:
    """Make a return whose controls pass: one family, all of it on the register all along."""
    blank = count(return_of(code), (), PERIOD, office)
    if code != "1-QO":
        return blank
    numbers = dict(blank.numbers)
    for table in ("Q", "Y"):
        for line in ("01", "04", "05.1", "08.2"):
            stock = {"1": 1, "2": 1, "3": children, "4": children, "8": children}
            numbers.update({Cell(table, line, column): n for column, n in stock.items()})
    return blank.with_numbers(numbers)


def write(filled: FilledReturn, folder: Path, came: datetime = IN_TIME) -> Path:
    """Write the workbook of a return as it came on a day."""
    folder.mkdir(parents=True, exist_ok=True)
    made = export(filled, REGISTER, Signatures(), folder)
    assert isinstance(made, tuple)
    os.utime(made[0], (came.timestamp(), came.timestamp()))
    return made[0]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder as an oblast receives it: one part absent, one twice, one altered by hand,
    one that does not add up, one with two contents, one with two revisions."""
    folder = tmp_path_factory.mktemp("post")
    for office in PARTS[1:7]:
        filled = sent("1-QO", office)
        if office == WRONG:
            filled = filled.with_numbers({**filled.numbers, Cell("Q", "04", "1"): 5})
        path = write(filled, folder)
        if office == COPIED:
            shutil.copy2(path, folder / "again.xlsx")
        if office == ALTERED:
            alter(path)
        if office == TWICE:
            write(sent("1-QO", office, children=3), folder / "second")
        if office == REVISED:
            write(replace(filled, revision=1, reason="late"), folder)
    write(sent("2-AQA", PARTS[1]), folder)
    (folder / "letter.xlsx").write_text("not a workbook", encoding="utf-8")
    return folder


def alter(path: Path) -> None:
    """Change the first number of the table, as somebody does in Excel."""
    book = openpyxl.load_workbook(path)
    cells = (cell for row in book.worksheets[0].iter_rows(min_row=12) for cell in row)
    cell = next(one for one in cells if one.value == 2 and one.column > 4 and one.row > 15)
    cell.value = 7
    book.save(path)
    os.utime(path, (IN_TIME.timestamp(), IN_TIME.timestamp()))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with empty_office(tmp_path, OBLAST, NOW) as made:
        yield made


@pytest.fixture
def page(
    dressed: QApplication, qtbot: QtBot, desk: Desk, post: Path, tmp_path: Path
) -> Iterator[MergePage]:
    out = tmp_path / "out"
    out.mkdir()
    made = MergePage(desk, lambda _parent, _title: post)
    qtbot.addWidget(made)
    made.resize(*BODY)
    made.show()
    made.activateWindow()
    yield made
    made.hide()
    jobs.wait_for_all()


def gather(page: MergePage, qtbot: QtBot, *paths: Path) -> None:
    before = len(page.desk.offered)
    page.add(paths)
    qtbot.waitUntil(lambda: len(page.desk.offered) > before, timeout=20_000)


def standing(page: MergePage, office: str) -> Standing:
    return next(one.standing for one in page.lines if one.office == office)


def choose(page: MergePage, office: str) -> None:
    page.table.go([one.office for one in page.lines].index(office))


def press(page: MergePage, key: str) -> None:
    {one.key: one.run for one in page.commands()}[key]()


def test_an_empty_page_offers_two_ways_and_the_first_has_the_focus(page: MergePage) -> None:
    first = page.first_focus()
    assert first is not None and first.accessibleName() == page.buttons()[0].text
    assert not page.buttons()[-1].enabled and page.buttons()[-1].reason


def test_every_part_stands_once_and_those_to_decide_come_first(
    page: MergePage, qtbot: QtBot, post: Path
) -> None:
    gather(page, qtbot, post)
    expected = {
        ABSENT: Standing.MISSING,
        COPIED: Standing.TAKEN,
        ALTERED: Standing.ALTERED,
        WRONG: Standing.WRONG,
        TWICE: Standing.CONFLICT,
        REVISED: Standing.REVISED,
    }
    assert {office: standing(page, office) for office in expected} == expected
    known = [one.office for one in page.lines if one.office]
    assert sorted(known) == sorted(PARTS)
    order = [ORDER.index(one.standing) for one in page.lines]
    assert order == sorted(order)
    unread = [one for one in page.lines if one.standing is Standing.UNREADABLE]
    assert [one.rows[0].file for one in unread] == ["letter.xlsx"]


def test_files_of_the_other_return_are_told_and_not_refused(
    page: MergePage, qtbot: QtBot, post: Path
) -> None:
    gather(page, qtbot, post)
    assert page.desk.others(page._merged["1-QO"]) == 1
    page.other_return()
    assert standing(page, PARTS[1]) is Standing.TAKEN
    assert page.desk.others(page._merged["2-AQA"]) > 1


def test_f8_goes_from_decision_to_decision(page: MergePage, qtbot: QtBot, post: Path) -> None:
    gather(page, qtbot, post)
    assert page.table.currentIndex().row() == 0
    seen = []
    for _ in range(4):
        press(page, "F8")
        part = page.table.part()
        assert part is not None
        seen.append(part.standing)
    assert len(set(seen)) == 4 and all(one.open for one in seen)
    qtbot.waitUntil(page.part.ways[0].hasFocus)


def test_an_altered_file_is_taken_with_a_reason(page: MergePage, qtbot: QtBot, post: Path) -> None:
    gather(page, qtbot, post)
    choose(page, ALTERED)
    answer([Qt.Key.Key_Return])
    press(page, "Alt+2")
    assert standing(page, ALTERED) is Standing.IN_SPITE
    filled = page._merged["1-QO"].filled
    assert filled is not None and filled.decisions[0].who == page._desk.who
    sealed = read_return(next(post.glob(f"1-QO_{ALTERED}*.xlsx")), REGISTER).filled
    assert sealed is not None and sealed.get("Q", "04", "3") == 2
    press(page, "Alt+1")
    assert standing(page, ALTERED) is Standing.ALTERED, "the decision was taken back"


def test_a_returned_part_is_left_out_until_another_file_comes(
    page: MergePage, qtbot: QtBot, post: Path, tmp_path: Path
) -> None:
    gather(page, qtbot, post)
    choose(page, WRONG)
    answer([Qt.Key.Key_Return])
    press(page, "Alt+1")
    assert standing(page, WRONG) is Standing.RETURNED
    mended = write(replace(sent("1-QO", WRONG), revision=1, reason="mended"), tmp_path / "new")
    gather(page, qtbot, mended)
    assert standing(page, WRONG) is Standing.REVISED


def test_one_of_two_contents_is_chosen(page: MergePage, qtbot: QtBot, post: Path) -> None:
    gather(page, qtbot, post)
    choose(page, TWICE)
    assert len(page.part.ways) == 4
    answer([Qt.Key.Key_Return])
    press(page, "Alt+3")
    assert standing(page, TWICE).taken


def test_a_missing_part_can_be_left_out_with_words_of_ones_own(
    page: MergePage, qtbot: QtBot, post: Path
) -> None:
    gather(page, qtbot, post)
    choose(page, ABSENT)
    answer(["4", "w", "h", "y", Qt.Key.Key_Return])
    press(page, "Alt+1")
    assert standing(page, ABSENT) is Standing.EXCLUDED
    decision = page.desk.decided("1-QO", ABSENT)
    assert decision is not None and decision.reason == "why"


def test_refusing_the_reason_decides_nothing(page: MergePage, qtbot: QtBot, post: Path) -> None:
    gather(page, qtbot, post)
    choose(page, WRONG)
    answer([Qt.Key.Key_Escape])
    press(page, "Alt+3")
    assert standing(page, WRONG) is Standing.WRONG


def test_filters_show_what_they_count(page: MergePage, qtbot: QtBot, post: Path) -> None:
    gather(page, qtbot, post)
    for key, fits in (
        ("decide", lambda one: one.standing.open),
        ("taken", lambda one: one.standing.taken),
        ("all", lambda one: True),
    ):
        page.filters._buttons[key].click()
        assert page.table.model().rowCount() == sum(map(fits, page.lines))


def test_the_sum_is_looked_at_and_says_what_it_lacks(
    page: MergePage, qtbot: QtBot, post: Path
) -> None:
    gather(page, qtbot, post)
    press(page, "Ctrl+D")
    page.whole.table.go("04", "1")
    taken = sum(one.standing.taken for one in page.lines)
    assert page.whole.table.currentIndex().data() == f"{taken}\u00a0…"
    press(page, "Ctrl+D")
    assert page.table.hasFocus()


def test_both_consolidated_returns_are_issued(
    page: MergePage, qtbot: QtBot, post: Path, tmp_path: Path
) -> None:
    language.use(Language.RU)
    gather(page, qtbot, post)
    page._ask_folder = lambda _parent, _title: tmp_path / "out"
    press(page, "Ctrl+P")
    out = tmp_path / "out"
    qtbot.waitUntil(lambda: len(list(out.glob("*.pdf"))) == 2, timeout=20_000)
    jobs.wait_for_all()
    for path in out.glob("*.xlsx"):
        read = read_return(path, REGISTER)
        assert read.filled is not None and read.filled.origin is Origin.MERGED
        assert read.filled.office == OBLAST


def test_what_cannot_be_issued_is_told_and_no_file_is_left(
    page: MergePage, qtbot: QtBot, post: Path, tmp_path: Path
) -> None:
    gather(page, qtbot, post)
    last = page._merged["2-AQA"].filled
    assert last is not None
    out = tmp_path / "out"
    taken = out / f"{file_stem(last)}.pdf"  # a folder bears the name of the last file
    taken.mkdir(parents=True)
    page._ask_folder = lambda _parent, _title: out
    seen: list[str] = []

    def look(dialog: object) -> None:
        assert isinstance(dialog, TroubleDialog)
        seen.append(dialog.note.accessibleName())

    def expect(words: str) -> None:
        if taken.name in words:
            answer([Qt.Key.Key_Escape], look)

    page.told.connect(expect)
    press(page, "Ctrl+P")
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    jobs.wait_for_all()
    assert list(out.iterdir()) == [taken] and not list(taken.iterdir())


def test_another_office_is_chosen_by_typing(page: MergePage, qtbot: QtBot) -> None:
    def type_name(dialog: object) -> None:
        assert isinstance(dialog, OfficeDialog)
        dialog.search.setText("republic")

    answer([Qt.Key.Key_Return], type_name)
    page.pick_office()
    assert page.desk.into == "republic"


def test_only_offices_with_parts_are_offered() -> None:
    codes = [one.code for one in offices(REGISTER, "ақмола", (SPAN.first, SPAN.last))]
    assert codes == [OBLAST]
    top = offices(REGISTER, "", (SPAN.first, SPAN.last))
    assert top[0].code == "republic" and len(top) > 15


def test_late_files_are_taken_and_told(page: MergePage, qtbot: QtBot, tmp_path: Path) -> None:
    path = write(sent("1-QO", PARTS[8]), tmp_path / "late", datetime(2026, 10, 20, tzinfo=UTC))
    gather(page, qtbot, path)
    assert standing(page, PARTS[8]) is Standing.LATE


def test_every_standing_has_words_and_a_sign() -> None:
    assert set(WORDS) == set(STATES) == set(Standing)


def test_no_text_is_cut(page: MergePage, qtbot: QtBot, post: Path) -> None:
    gather(page, qtbot, post)
    for lang in Language:
        language.use(lang)
        page.retranslate()
        for size in (BODY, SMALL):
            page.resize(*size)
            page.fit(size == SMALL)
            for office in (ALTERED, TWICE, ABSENT):
                choose(page, office)
                assert clipped(page) == [], (lang, size, office)


def test_every_word_follows_the_language(
    page: MergePage, qtbot: QtBot, post: Path, marked: None
) -> None:
    gather(page, qtbot, post)
    for lang in (Language.RU, Language.KK):
        language.use(lang)
        page.retranslate()
        spoken = [page.title(), page.buttons()[0].text, page.filters._buttons["all"].text()]
        assert all(text.startswith(f"{lang.value}:") for text in spoken)
    assert {one.definition.code for one in RETURNS} == set(page._merged)
