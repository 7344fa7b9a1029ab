"""The paper of a return: its mandatory words, both languages, x, `…`, 0 and empty kept apart.

Snapshots stand in tests/cases/layout_*.txt; RENEW_CASES=1 writes them anew after a wanted change.
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms.territories import Register
from reports.catalogue import RETURNS, return_of
from reports.definition import TABLES, Cell
from reports.drawing.grid import placed
from reports.filled import Decision, FilledReturn, Origin, Part, PartState
from reports.paper.explaining import explanations
from reports.paper.layout import TABS, lay_out
from reports.paper.requisites import PRACTICE_NOTE, PRACTICE_WORDS, Signatures, long_dates
from reports.paper.table import shown
from reports.seal import control_code, digest
from reports.sheet import Sheet, Style
from tests.reports.making import empty, made

CASES = Path(__file__).parent.parent / "cases"
CODES = [one.definition.code for one in RETURNS]
REGISTER = Register.shipped()
SIGNED = Signatures(
    "Ақкөл қаласы, Нұрмағамбетов көшесі, 81",
    "8 716 38 2 00 00",
    "kdn@example.kz",
    "Әлия Қ.",
    "Ғани Н.",
)


def texts(sheet: Sheet) -> list[str]:
    return [str(one.box.value) for one in placed(sheet) if one.box.value is not None]


def whole(sheet: Sheet) -> str:
    return "\n".join(texts(sheet))


def drawn(sheets: tuple[Sheet, ...]) -> str:
    """Give sheets as text: a row a line, boxes that reach over columns with how far."""
    lines = []
    for sheet in sheets:
        lines.append(f"== {sheet.name} == {sheet.footer}")
        for row in sheet.rows:
            boxes = [
                f"{'' if box.value is None else box.value}".replace("\n", " ⏎ ")
                + (f" ⟷{box.across}" if box.across > 1 else "")
                for box in row.boxes
                if box is not None
            ]
            lines.append(" | ".join(boxes).rstrip())
    return "\n".join(lines) + "\n"


def compare(name: str, text: str) -> None:
    path = CASES / f"layout_{name}.txt"
    if os.environ.get("RENEW_CASES"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_the_tables_look_as_they_did(code: str) -> None:
    sheets = lay_out(made(code, revision=1, reason="нақтыланды"), REGISTER, SIGNED)
    compare(code, drawn(tuple(sheet for sheet in sheets if sheet.name in TABS.values())))


def consolidated(code: str = "1-QO") -> FilledReturn:
    one = made(code, "KDN-1132")
    parts = (
        Part("KDN-1110", PartState.MISSING, lacking=1),
        Part("KDN-1132", PartState.TAKEN, 2, digest(one), 0, one.numbers),
    )
    lacking = dict.fromkeys(one.definition.cells(), 1)
    lacking[Cell("Q", "05.1", "1")] = 2
    decision = Decision(
        "MD2", "KDN-1110", "өртенді", "енгізілмеді / исключена", "Әлия", date(2026, 10, 6)
    )
    return replace(
        one,
        office="KDN-1100",
        origin=Origin.MERGED,
        parts=parts,
        lacking=lacking if code == "1-QO" else {},
        decisions=(decision,),
    )


def test_what_stands_behind_a_consolidated_return_looks_as_it_did() -> None:
    sheets = lay_out(consolidated(), REGISTER, SIGNED)
    compare("consolidated", drawn(sheets[3:]))


@pytest.mark.parametrize("code", CODES)
def test_the_mandatory_words_stand_on_both_tables(code: str) -> None:
    filled = made(code, revision=3, reason="себебі бар")
    for sheet in lay_out(filled, REGISTER, SIGNED)[:2]:
        text = whole(sheet)
        for words in (
            *(
                "Әкімшілік деректерді жинауға арналған нысан",
                "Қайда ұсынылады",
                "Куда представляется",
            ),
            *filled.definition.title[:2],
            "Есепті кезең 2026 жылғы III тоқсан / Отчётный период III квартал 2026 года",
            f"Индексі: {filled.definition.index} нысаны",
            *("Кезеңділігі: тоқсандық", "2026 жылғы 5 қазан", "5 октября 2026 года"),
            *("113200000", "KDN-1132", "Ақкөл ауданының", "Аккольского района"),
            *("3-нұсқа", "редакция 3", "себебі бар", "М.О. / М.П.", "Шығ. №", "Орындаған"),
            *("Басшы немесе оның міндетін атқарушы", SIGNED.address, SIGNED.phone, SIGNED.email),
            control_code(digest(filled)),
        ):
            assert words in text


@pytest.mark.parametrize("code", CODES)
def test_every_cell_is_laid_once_with_its_address_and_number(code: str) -> None:
    filled = made(code)
    laid = {}
    for sheet in lay_out(filled, REGISTER, SIGNED)[:2]:
        for one in placed(sheet):
            if one.box.address.count("/") == 3:
                assert one.box.address not in laid
                laid[one.box.address] = one.box.value
    for cell in filled.definition.cells(TABLES):
        assert laid[f"{code}/{cell}"] == shown(filled, cell)


def test_x_nothing_zero_and_not_reported_are_told_apart() -> None:
    closed, zero, hole = Cell("Q", "02.4", "1"), Cell("Q", "01", "1"), Cell("Q", "01", "2")
    filled = empty()
    numbers = {**filled.numbers, hole: None}
    filled = replace(filled, numbers=numbers, lacking={Cell("Q", "01", "3"): 4})
    assert shown(filled, closed) == "x"
    assert shown(filled, zero) == 0
    assert shown(filled, hole) is None
    assert shown(filled, Cell("Q", "01", "3")) == "0…4"
    assert shown(filled, Cell("Q", "01", "3"), usual=4) == "0…"
    lost = replace(filled, lacking={hole: 1})
    assert shown(lost, hole) == "…1"


def test_the_share_is_closed_only_where_nothing_was_considered() -> None:
    share = Cell("Q", "A.08", "1")
    assert shown(empty("2-AQA"), share) == "x"
    unknown = empty("2-AQA")
    unknown = unknown.with_numbers(dict.fromkeys(unknown.numbers))
    assert shown(unknown, share) is None


def test_the_part_of_one_column_has_no_needless_x() -> None:
    sheet = lay_out(made("2-AQA"), REGISTER, SIGNED)[0]
    rows = [row for row in sheet.rows if row.boxes[0] and str(row.boxes[0].value).startswith("E.0")]
    assert len(rows) == 8
    for row in rows:
        assert [box is not None for box in row.boxes] == [True] * 4 + [False] * 9


@pytest.mark.parametrize("code", CODES)
def test_practice_is_marked_on_every_page(code: str) -> None:
    for sheet in lay_out(made(code, practice=True), REGISTER, SIGNED):
        first, last = sheet.repeat_rows or (0, -1)
        repeated = [box for row in sheet.rows[first : last + 1] for box in row.boxes if box]
        assert any(box.value == PRACTICE_NOTE for box in repeated)
        assert PRACTICE_WORDS in sheet.footer
    for sheet in lay_out(made(code), REGISTER, SIGNED):
        assert PRACTICE_WORDS not in whole(sheet) + sheet.footer


@pytest.mark.parametrize("code", CODES)
def test_every_column_and_control_is_explained_in_both_languages(code: str) -> None:
    definition = return_of(code).definition
    known = {(one.kind, one.key): one.words for one in explanations(code)}
    for column in definition.columns:
        assert ("column", column.code) in known
    controls = range(1, 9) if code == "1-QO" else range(11, 21)
    assert {f"K{n}" for n in controls} <= {key for kind, key in known if kind == "control"}
    codes = {line.code.removeprefix("A.") for line in definition.lines}
    assert {key for kind, key in known if kind == "line"} <= codes
    assert all(
        words.kk and words.ru and words.kk != words.ru
        for words in known.values()
        if "=" not in words.kk
    )


def test_lines_stay_in_their_columns() -> None:
    for code in CODES:
        for sheet in lay_out(consolidated(code), REGISTER, SIGNED):
            assert sum(sheet.widths) <= (272.5 if sheet.landscape else 185.5)
            placed(sheet)


def test_dates_are_written_as_offices_write_them() -> None:
    assert long_dates(date(2027, 1, 5)) == ("2027 жылғы 5 қаңтар", "5 января 2027 года")
    assert Signatures(due_day=12).due(made()) == date(2026, 10, 12)


def test_the_consolidated_return_has_its_sheets_and_others_have_not() -> None:
    names = [sheet.name for sheet in lay_out(consolidated(), REGISTER, SIGNED)]
    assert len(names) == 7 and len(lay_out(made(), REGISTER, SIGNED)) == 3
    missing = next(s for s in lay_out(consolidated(), REGISTER, SIGNED) if "Недостающие" in s.name)
    assert "KDN-1110" in texts(missing) and "KDN-1132" not in texts(missing)


def test_totals_are_bold_and_parts_are_indented() -> None:
    sheet = lay_out(made(), REGISTER, SIGNED)[0]
    boxes = {
        row.boxes[0].value: row.boxes[1] for row in sheet.rows if row.boxes[0] and row.boxes[1]
    }
    total, part = boxes["02"], boxes["02.1"]
    assert total.style is Style.TOTAL and total.indent == 0
    assert part.style is Style.NAME and part.indent == 1
