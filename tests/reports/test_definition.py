"""The declared returns are the standard ones: lines, columns, x cells, sums, names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from forms.words import Language
from reports.catalogue import RETURNS, Counted, return_of, returns_on
from reports.definition import TABLES, Cell, Kind, Line, Return, columns_of, line_name
from tests.reports.reading_cases import CASES

Written = tuple[str, Kind, tuple[str, ...], tuple[str, ...]]


def expanded(text: str) -> tuple[str, ...]:
    """Give what a range stands for: 02.1-4, 10.8-10, 01-3 or 1-8."""
    head, _, last = text.partition("-")
    if not last:
        return (head,) if head else ()
    stem, point, first = head.rpartition(".")
    width = len(first) if first.startswith("0") else 0
    numbers = range(int(first), int(last) + 1)
    return tuple(f"{stem}{point}{number:0{width}d}" for number in numbers)


def written() -> Iterator[tuple[str, Written]]:
    blocks = (CASES / "lines.txt").read_text(encoding="utf-8").split("\n== ")[1:]
    for block in blocks:
        head, *lines = [line for line in block.splitlines() if line]
        code, _, parts = head.partition(" ")
        for part in parts or ("",):
            mark = f"{part}." if part else ""
            for line in lines:
                words, _, sums = line.partition("=")
                names, kind, columns = words.split()
                summed = tuple(f"{mark}{one}" for each in sums.split() for one in expanded(each))
                for name in expanded(names):
                    shown = () if columns == "-" else expanded(columns)
                    yield code, (f"{mark}{name}", Kind[kind.upper()], shown, summed)


WRITTEN = list(written())
LINES = [
    pytest.param(counted.definition, line, id=f"{counted.definition.code}/{line.code}")
    for counted in RETURNS
    for line in counted.definition.lines
]


@pytest.mark.parametrize("counted", RETURNS, ids=lambda one: one.definition.code)
def test_the_lines_are_those_of_the_standard(counted: Counted) -> None:
    declared = [(e.code, e.kind, e.columns, e.parts) for e in counted.definition.lines]
    assert declared == [line for code, line in WRITTEN if code == counted.definition.code]


def test_the_returns_have_as_many_lines_and_cells_as_the_standard() -> None:
    found = {
        one.definition.code: (
            len(one.definition.lines),
            len(one.definition.columns),
            sum(1 for _ in one.definition.cells()),
        )
        for one in RETURNS
    }
    for code, (lines, columns, cells) in found.items():
        mine = [line for of, line in WRITTEN if of == code]
        assert lines == len(mine)
        assert columns == {"1-QO": 8, "2-AQA": 10}[code]
        assert cells == 2 * sum(len(shown) for _, _, shown, _ in mine)


X = {
    "1-QO": ["02.4/1", "03.11/1", "07.1/2", "07.20/8", "09.1/1", "09.4/2", "05/1", "09/3"],
    "2-AQA": ["A.08/2", "D.08/10", "A.09.1/5", "A.10/4", "A.10.7.1/1", "A.11/2", "A.11.5/10",
              "C.12.1/2", "E.01/2", "B.05.1/1", "B.09.1/1", "C.10/5", "D.11/1", "A.09/1"],
}  # fmt: skip
FILLED = {
    "1-QO": ["02.4/2", "03.11/8", "07.20/1", "09.4/3", "08.4/8", "05.17/2"],
    "2-AQA": ["A.08/1", "A.09.1.1/4", "A.10.10/10", "A.11.5/1", "A.05.1/10", "D.12.5/1", "E.08/1"],
}


@pytest.mark.parametrize("code", X)
def test_cells_that_cannot_be_filled_are_x(code: str) -> None:
    definition = return_of(code).definition
    for cells, there in ((X, False), (FILLED, True)):
        for text in cells[code]:
            line, column = text.split("/")
            assert definition.has(line, column) is there, text
            for table in TABLES:
                assert (Cell(table, line, column) in set(definition.cells())) is there
    assert not definition.has("99", "1")


@pytest.mark.parametrize(("definition", "line"), LINES)
def test_a_line_is_named_in_three_languages(definition: Return, line: Line) -> None:
    names = [line.name.say(lang) for lang in Language]
    assert all(name.strip() == name != "" for name in names) and len(set(names)) > 1
    assert definition.line(line.code) is line
    inner = line.code.removeprefix(f"{line.of}.")
    assert line.name == line_name(definition.code, line.code if line.of == "E" else inner)
    assert (line.of == "") is (definition.code == "1-QO")


@pytest.mark.parametrize(("definition", "line"), LINES)
def test_a_sum_and_its_parts_fill_the_same_columns(definition: Return, line: Line) -> None:
    """But for people who join or leave a family that stays: they have no families."""
    for part in line.parts:
        missing = set(line.columns) - set(definition.line(part).columns)
        assert missing == ({"1"} if part in ("02.4", "03.11") else set())


@pytest.mark.parametrize(("definition", "line"), LINES)
def test_a_line_is_indented_below_the_one_it_belongs_to(definition: Return, line: Line) -> None:
    inner = line.code.removeprefix(f"{line.of}.")
    assert line.depth == inner.count(".")
    if line.depth:
        assert definition.line(line.code.rpartition(".")[0]).depth == line.depth - 1
    if line.parts or line.kind is Kind.OPENING:
        assert line.total
    assert not (line.total and line.kind in (Kind.HEADING, Kind.SHARE))


@pytest.mark.parametrize("counted", RETURNS, ids=lambda one: one.definition.code)
def test_columns_are_numbered_and_named(counted: Counted) -> None:
    definition = counted.definition
    assert [one.code for one in definition.columns] == [
        str(number) for number in range(1, len(definition.columns) + 1)
    ]
    assert columns_of(definition.code) == definition.columns
    for lang in Language:
        assert all(one.name.say(lang) for one in definition.columns)
        assert definition.say(lang) == definition.title.say(lang) != ""
    assert [part for part, _ in definition.parts] == (
        [] if definition.code == "1-QO" else ["A", "B", "C", "D", "E"]
    )


def test_codes_and_marks_on_paper() -> None:
    assert [(one.definition.code, one.definition.index) for one in RETURNS] == [
        ("1-QO", "1-ҚО"),
        ("2-AQA", "2-АҚА"),
    ]
    assert [one.form for one in RETURNS] == ["family", "court_case"]


def test_cells_go_table_by_table_in_the_order_of_the_paper() -> None:
    cells = list(return_of("1-QO").definition.cells())
    assert str(cells[0]) == "Q/01/1" and str(cells[-1]) == "Y/09.4/8"
    assert len(cells) == len(set(cells))
    assert [cell.table for cell in cells] == sorted(cell.table for cell in cells)
    assert {cell.table for cell in return_of("1-QO").definition.cells(("Y",))} == {"Y"}


def test_a_bad_declaration_is_refused_by_name() -> None:
    family = return_of("1-QO").definition
    first = family.lines[0]
    with pytest.raises(ValueError, match="1-QO: a line is declared twice"):
        replace(family, lines=(*family.lines, first))
    with pytest.raises(ValueError, match=r"1-QO/01: unknown \['77'\]"):
        replace(family, lines=(replace(first, parts=("77",)),))
    with pytest.raises(ValueError, match=r"1-QO/01: unknown \['11'\]"):
        replace(family, lines=(replace(first, columns=("11",)),))
    with pytest.raises(KeyError):
        family.line("99")
    with pytest.raises(KeyError):
        line_name("1-QO", "99")
    with pytest.raises(KeyError):
        return_of("3-XX")


def test_a_dated_definition_is_known_by_its_first_day() -> None:
    family = return_of("1-QO").definition
    assert family.version == "1"
    assert replace(family, since=date(2027, 1, 1)).version == "2027-01-01"
    assert returns_on(date(2026, 1, 1)) == RETURNS
