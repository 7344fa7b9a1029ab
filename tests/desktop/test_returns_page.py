"""The page of returns: numbers, why each, rehearsal, confirming, handing in; by keys alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import jobs, language
from desktop.desk import Desk
from desktop.dialogs import TroubleDialog
from desktop.returning import prepare
from desktop.returns.hand_in_dialog import HandInDialog
from desktop.returns.rehearsing import control_numbers, equations
from desktop.returns.return_lines import ReturnLines
from desktop.returns.return_table import FIRST, NAME
from desktop.returns_page import ReturnsPage
from forms.findings import Finding, Severity
from forms.words import Language
from reports.catalogue import RETURNS
from reports.definition import Cell, Kind
from tests.desktop.clipping import clipped
from tests.desktop.offices import PERIOD, add_draft, answer, practice_office, send

BODY = (1278, 560)
"""The room of a page at 1366 x 768; below it is the one at 125 %."""

SMALL = (1005, 420)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_office(tmp_path) as made:
        add_draft(made)
        yield made


@pytest.fixture
def page(dressed: QApplication, qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[ReturnsPage]:
    made = ReturnsPage(desk, choose=lambda _parent, _title: tmp_path / "out")
    (tmp_path / "out").mkdir()
    qtbot.addWidget(made)
    made.resize(*BODY)
    made.show()
    made.activateWindow()
    made.refresh()
    qtbot.waitUntil(lambda: made.prepared is not None)
    made.table.setFocus()
    yield made
    made.hide()
    jobs.wait_for_all()


def show(page: ReturnsPage, qtbot: QtBot, code: str) -> None:
    page.show_what((code, PERIOD))
    qtbot.waitUntil(
        lambda: page.prepared is not None and page.prepared.filled.definition.code == code
    )


def confirm_all(page: ReturnsPage) -> None:
    while page.rehearsal.current() is not None:
        answer([Qt.Key.Key_Return])
        page.confirm_current()


def test_arrows_move_the_cell_and_the_balance_follows(page: ReturnsPage, qtbot: QtBot) -> None:
    assert page.table.cell() == Cell("Q", "01", "1")
    send(Qt.Key.Key_Right)
    send(Qt.Key.Key_Down)
    assert page.table.cell() == Cell("Q", "02", "2")
    assert page.prepared is not None
    filled = page.prepared.filled
    words = [figure.text() for _, figure in page.balance._figures]
    assert words == [str(filled.int_of("Q", line, "2")) for line in ("01", "02", "03", "04")]


def test_left_and_right_fold_on_the_name(page: ReturnsPage) -> None:
    page.table.go("02", "1")
    whole = page.table.model().rowCount()
    send(Qt.Key.Key_Left)
    assert page.table.currentIndex().column() == NAME
    send(Qt.Key.Key_Left)
    assert page.table.model().rowCount() == whole - 4
    send(Qt.Key.Key_Right)
    assert page.table.model().rowCount() == whole
    send(Qt.Key.Key_Right)
    assert page.table.currentIndex().column() == FIRST


def test_going_to_a_folded_line_unfolds_it(page: ReturnsPage) -> None:
    page.table.go("03.11", "3")
    assert page.table.cell() == Cell("Q", "03.11", "3")


@pytest.mark.parametrize("code", [one.definition.code for one in RETURNS])
def test_every_cell_is_shown_as_the_paper_has_it(desk: Desk, code: str) -> None:
    filled = prepare(desk, code, PERIOD).filled
    parts = [part for part, _ in filled.definition.parts] or [""]
    for table in ("Q", "Y"):
        for part in parts:
            lines = ReturnLines(filled, table, part)
            for line in lines.lines:
                for column in lines.columns:
                    shown = lines.text(line, column)
                    number = filled.get(table, line.code, column)
                    if line.kind is Kind.HEADING:
                        assert shown == ""
                    elif column not in line.columns:
                        assert shown == "x"
                    elif isinstance(number, int):
                        assert shown.replace("\u00a0", "") == str(number)


def test_four_kinds_of_nothing_stay_apart(desk: Desk) -> None:
    filled = prepare(desk, "1-QO", PERIOD).filled
    cells = {
        Cell("Q", "01", "1"): 0,
        Cell("Q", "01", "2"): None,
        Cell("Q", "01", "3"): 5,
        Cell("Q", "01", "4"): None,
        Cell("Q", "01", "5"): 0,
    }
    changed = filled.with_numbers({**filled.numbers, **cells})
    missing = {Cell("Q", "01", "3"): 2, Cell("Q", "01", "4"): 2, Cell("Q", "01", "5"): 2}
    lacking = replace(changed, lacking=missing)
    lines = ReturnLines(lacking, "Q", "")
    first = lines.lines[0]
    assert [lines.text(first, str(n)) for n in range(1, 6)] == [
        "0",
        "",
        "5\u00a0…",
        "…",
        "0\u00a0…",
    ]
    assert lines.text(filled.definition.line("02.4"), "1") == "x"


def test_a_finding_marks_its_cell_and_the_totals_above_it(desk: Desk) -> None:
    filled = prepare(desk, "1-QO", PERIOD).filled
    where = {"table": "Q", "line": "02.2", "column": "4"}
    finding = Finding("K3", Severity.HARD, "", where)
    lines = ReturnLines(filled, "Q", "", [finding])
    mark = lines.mark(filled.definition.line("02.2"), "4")
    above = lines.mark(filled.definition.line("02"), "4")
    assert mark is not None and (mark.tone, mark.direct) == ("err", True)
    assert above is not None and (above.tone, above.direct) == ("err", False)
    folded = ReturnLines(filled, "Q", "", [finding], frozenset({"02"}))
    worst = folded.mark(filled.definition.line("02"), "4")
    assert worst is not None and worst.tone == "err"
    assert ReturnLines(filled, "Y", "", [finding]).mark(filled.definition.line("02.2"), "4") is None


def test_enter_explains_the_number_and_opens_a_card(page: ReturnsPage, qtbot: QtBot) -> None:
    page.table.go("04", "1")
    assert page.prepared is not None
    number = page.prepared.filled.int_of("Q", "04", "1")
    send(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.why._rows) and page.why._rows[0].hasFocus())
    explanation = page.why._explanation
    assert explanation is not None and sum(row.adds for row in explanation.rows) == number > 0
    with qtbot.waitSignal(page.wanted) as asked:
        send(Qt.Key.Key_Return)
    assert asked.args == ["families", explanation.rows[0].record]
    send(Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_f8_goes_to_the_cell_of_a_finding(page: ReturnsPage, qtbot: QtBot) -> None:
    show(page, qtbot, "2-AQA")
    assert page.prepared is not None
    where = {"table": "Y", "line": "C.02.3", "column": "5"}
    found = Finding("S2", Severity.HARD, "{n}", where, {"n": 1})
    page._take(replace(page.prepared, findings=(found,)))
    run = {one.key: one.run for one in page.commands()}
    run["F8"]()
    assert page.table.cell() == Cell("Y", "C.02.3", "5")
    assert page.choice.part() == "C" and page.table.hasFocus()


def test_handing_in_is_locked_until_all_is_confirmed(page: ReturnsPage, qtbot: QtBot) -> None:
    show(page, qtbot, "1-QO")
    handing = page.buttons()[-1]
    assert not handing.enabled and handing.reason
    confirm_all(page)
    assert page.buttons()[-1].enabled
    assert page.prepared is not None and page.prepared.filled.decisions
    assert {one.rule for one in page.prepared.filled.decisions} >= {"R3"}


def test_a_return_is_handed_in_and_written(page: ReturnsPage, qtbot: QtBot, tmp_path: Path) -> None:
    show(page, qtbot, "1-QO")
    confirm_all(page)
    page._folder = tmp_path / "out"
    with qtbot.waitSignal(page.told) as told:
        answer([Qt.Key.Key_Return])
        page.hand_in()
    names = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert names == [".pdf", ".xlsx"] and str(tmp_path / "out") in told.args[0]
    assert page.prepared is not None and page.prepared.handed == 0
    assert not page.buttons()[-1].enabled
    assert page.pills()[0].tone == "ok"


def test_an_unwritten_file_says_that_nothing_was_lost(
    page: ReturnsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    show(page, qtbot, "1-QO")
    confirm_all(page)
    page._folder = tmp_path / "gone"
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HandInDialog)
        dialog.yes.click()
        seen.append(dialog.note.accessibleName())
        dialog.reject()

    answer([], lambda _dialog: look())
    page.hand_in()
    assert seen and seen[0]
    assert page.prepared is not None and page.prepared.handed == 0


def test_excel_and_pdf_are_written_into_the_chosen_folder(
    page: ReturnsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignals([page.told, page.told]):
        page.write()
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_folder_that_went_is_told_and_writing_is_tried_again(
    page: ReturnsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.rmdir()
    seen: list[str] = []

    def bring_back(dialog: object) -> None:
        assert isinstance(dialog, TroubleDialog)
        seen.append(dialog.note.accessibleName())
        out.mkdir()

    def expect(words: str) -> None:
        if "1-QO" in words and not seen:
            answer([Qt.Key.Key_Return], bring_back)

    page.told.connect(expect)
    page.write()
    qtbot.waitUntil(lambda: out.exists() and len(list(out.iterdir())) == 2)
    assert len(seen) == 1 and "1-QO" in seen[0]


def test_parts_and_year_are_turned_by_keys(page: ReturnsPage, qtbot: QtBot) -> None:
    show(page, qtbot, "2-AQA")
    run = {one.key: one.run for one in page.commands()}
    run["Ctrl+PgDown"]()
    run["Ctrl+T"]()
    cell = page.table.cell()
    assert cell is not None and cell.table == "Y" and cell.line.startswith("B.")
    for _ in range(3):
        run["Ctrl+PgDown"]()
    assert page.choice.part() == "E" and page.balance.isHidden()


def test_the_court_balance_has_five_terms(page: ReturnsPage, qtbot: QtBot) -> None:
    show(page, qtbot, "2-AQA")
    assert page.prepared is not None
    words = [figure.text() for _, figure in page.balance._figures]
    lines = ("A.01", "A.02", "A.03", "A.06", "A.07")
    assert words == [str(page.prepared.filled.int_of("Q", line, "1")) for line in lines]


def test_another_quarter_is_counted(page: ReturnsPage, qtbot: QtBot) -> None:
    run = {one.key: one.run for one in page.commands()}
    run["Alt+Left"]()
    qtbot.waitUntil(
        lambda: page.prepared is not None and page.prepared.filled.period == PERIOD.previous()
    )
    assert page.prepared is not None and page.prepared.handed == 0


def test_sums_of_a_cell_are_told_in_figures(desk: Desk) -> None:
    filled = prepare(desk, "1-QO", PERIOD).filled
    sums = list(equations(filled, Cell("Q", "04", "3")))
    assert len(sums) == 2 and all(holds for _, holds in sums)
    assert sums[0][0].startswith("3 = 4 + 5: ")
    broken = filled.with_numbers({**filled.numbers, Cell("Q", "04", "3"): 9999})
    assert not any(holds for _, holds in equations(broken, Cell("Q", "04", "3")))


def test_every_control_of_the_books_is_counted() -> None:
    family, court = (set(control_numbers(one.definition.code)) for one in RETURNS)
    assert family == {f"K{n}" for n in range(1, 9)} | {"S1", "S2", "S3", "R8"}
    assert court == {f"K{n}" for n in range(11, 21)} | {"S2", "S3", "R8", "C08"}


def test_no_text_is_cut(page: ReturnsPage, qtbot: QtBot) -> None:
    for code in (one.definition.code for one in RETURNS):
        show(page, qtbot, code)
        for lang in Language:
            language.use(lang)
            page.retranslate()
            for size in (BODY, SMALL):
                page.resize(*size)
                page.fit(size == SMALL)
                assert clipped(page) == [], (code, lang, size)


def test_every_word_follows_the_language(page: ReturnsPage, marked: None) -> None:
    for lang in (Language.RU, Language.KK):
        language.use(lang)
        page.retranslate()
        spoken = [page.pills()[0].text, page.buttons()[0].text, page.hints()[0].words]
        assert all(text.startswith(f"{lang.value}:") for text in spoken)
        head = page.table.model().headerData(NAME, Qt.Orientation.Horizontal)
        assert head == f"{lang.value}:Name of the indicator"


def test_a_cell_stands_while_another_return_is_being_counted(page: ReturnsPage) -> None:
    """Its line is one of the return that is shown, not of the one that was chosen."""
    cell = page.table.cell()
    assert cell is not None and page.prepared is not None
    other = next(one.definition.code for one in RETURNS if one.definition.code != "1-QO")
    page.show_what((other, PERIOD))
    page._moved(cell)
    page._explain()
    assert page.prepared.filled.definition.code == "1-QO"
