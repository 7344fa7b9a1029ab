"""The workbook that travels: what was written comes back equal, what was altered is named."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forms.findings import Finding, Severity
from forms.territories import Register
from forms.words import Language
from reports.exchange import file_stem, read_return, received, write_return
from reports.filled import Decision, FilledReturn
from reports.merging import merge
from reports.paper.layout import TABS
from reports.seal import digest
from tests.reports.making import Q3, empty, made
from tests.reports.travelling import (
    CODES,
    REGISTER,
    SIGNED,
    altered,
    merged,
    places,
    rules,
    same,
    written,
)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["counted", "zero", "revised", "merged", "practice", "typed"])
def test_a_return_comes_back_as_it_went(code: str, kind: str, tmp_path: Path) -> None:
    filled = {
        "counted": lambda: made(code),
        "zero": lambda: empty(code),
        "revised": lambda: made(
            code,
            revision=2,
            reason='=1+1 "Ұлы" <b> \t_x0041_ 😀\n',
            decisions=(Decision("S1", "Q/04/3", "рас", "", "Әлия", date(2026, 10, 2)),),
            first_use=date(2026, 4, 1),
        ),
        "merged": lambda: merged(code),
        "practice": lambda: made(code, practice=True),
        "typed": lambda: _with_holes(code),
    }[kind]()
    one = read_return(written(filled, tmp_path), REGISTER)
    assert same(one, filled) and one.sound
    assert one.digest == digest(filled)
    assert rules(one) == (["X17"] if kind == "practice" else [])


def _with_holes(code: str) -> FilledReturn:
    filled = empty(code)
    shares = {cell for cell in filled.numbers if cell.line.endswith(".08")}
    return filled.with_numbers(
        {c: None if c in shares or c.column == "1" else 0 for c in filled.numbers}
    )


def test_both_files_have_a_name_without_a_person(tmp_path: Path) -> None:
    paths = write_return(made(revision=4), REGISTER, SIGNED, tmp_path)
    assert not isinstance(paths, Finding)
    assert [path.name for path in paths] == [
        "1-QO_KDN-1132_2026-Q3_r4.xlsx",
        "1-QO_KDN-1132_2026-Q3_r4.pdf",
    ]
    assert paths[1].read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)


def test_the_same_return_gives_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        paths = write_return(made(), REGISTER, SIGNED, folder)
        assert not isinstance(paths, Finding)
        files.append([path.read_bytes() for path in paths])
    assert files[0] == files[1]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert isinstance(write_return(made(), REGISTER, SIGNED, tmp_path / "gone"), Finding)


@pytest.mark.parametrize("code", CODES)
def test_every_altered_cell_is_named_with_old_and_new_value(code: str, tmp_path: Path) -> None:
    filled = made(code)
    path = written(filled, tmp_path)
    where = places(path)
    chance = random.Random(60)
    counted = [cell for cell in filled.definition.cells() if filled.numbers[cell] is not None]
    chosen = chance.sample(counted, 60)

    def change(book: Any) -> None:
        for at, cell in enumerate(chosen):
            sheet, row, column = where[f"{code}/{cell}"]
            book[sheet].cell(row, column).value = 5000 + at

    one = read_return(altered(path, change), REGISTER)
    assert not one.sound and same(one, filled)
    assert len(one.findings) == len(chosen)
    found = {f"{f.where['table']}/{f.where['line']}/{f.where['column']}": f for f in one.findings}
    for at, cell in enumerate(chosen):
        finding = found[str(cell)]
        sheet, row, column = where[f"{code}/{cell}"]
        assert (finding.rule, finding.severity) == ("X05", Severity.HARD)
        assert finding.where["sheet"] == sheet
        assert finding.where["cell"] == f"{openpyxl.utils.get_column_letter(column)}{row}"
        assert finding.values["seen"] == 5000 + at
        assert finding.values["sealed"] == filled.numbers[cell]
        assert str(5000 + at) in finding.say(Language.EN)


CHANGES: dict[str, tuple[str, object]] = {
    "one more": ("X05", 1_000_001),
    "emptied": ("X05", None),
    "as text": ("X09", "7"),
    "formula": ("X10", "=3+4"),
    "negative": ("X05", -1),
    "half": ("X05", 2.5),
    "truth": ("X05", True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_kind_of_alteration_is_told_apart(change: str, tmp_path: Path) -> None:
    path = written(made(), tmp_path)
    sheet, row, column = places(path)["1-QO/Q/04/1"]
    rule, value = CHANGES[change]

    def alter(book: Any) -> None:
        book[sheet].cell(row, column).value = value

    one = read_return(altered(path, alter), REGISTER)
    assert rules(one) == [rule]


@pytest.mark.parametrize(
    ("address", "value"), [("1-QO/Q/02.4/1", 3), ("1-QO/Q/02.4/1", None), ("1-QO/Q/07.3/8", "y")]
)
def test_a_closed_cell_that_was_filled_is_named(
    address: str, value: object, tmp_path: Path
) -> None:
    path = written(made(), tmp_path)
    sheet, row, column = places(path)[address]

    def alter(book: Any) -> None:
        book[sheet].cell(row, column).value = value

    assert rules(read_return(altered(path, alter), REGISTER)) == ["X05"]


@pytest.mark.parametrize("place", ["period", "office", "Q"])
def test_words_that_say_what_the_return_is_are_sealed(place: str, tmp_path: Path) -> None:
    path = written(made(), tmp_path)
    sheet, row, column = places(path)[f"1-QO/{place}"]

    def alter(book: Any) -> None:
        book[sheet].cell(row, column).value = "Есепті кезең 2026 жылғы IV тоқсан"

    one = read_return(altered(path, alter), REGISTER)
    assert rules(one) == ["X11"]
    assert "IV" in str(one.findings[0].values["seen"])


def test_rows_put_in_or_taken_out_are_told_once_a_sheet(tmp_path: Path) -> None:
    path = written(made(), tmp_path)
    sheet, row, _ = places(path)["1-QO/Q/03/1"]

    def insert(book: Any) -> None:
        for merge_of in list(book[sheet].merged_cells.ranges):
            book[sheet].unmerge_cells(str(merge_of))
        book[sheet].insert_rows(row)

    one = read_return(altered(path, insert), REGISTER)
    assert rules(one) == ["X07"]
    assert one.findings[0].values["line"] == "03"


def test_sheets_renamed_missing_or_added_are_told(tmp_path: Path) -> None:
    path = written(made(), tmp_path)

    def rename(book: Any) -> None:
        book[TABS["Y"]].title = "Y"

    def remove(book: Any) -> None:
        del book[TABS["Q"]]

    def add(book: Any) -> None:
        book.create_sheet("Менің жазбам")["A1"] = 5

    assert sorted(rules(read_return(altered(path, rename), REGISTER))) == ["X06", "X08"]
    assert rules(read_return(altered(path, remove), REGISTER)) == ["X06"]
    added = read_return(altered(path, add), REGISTER)
    assert rules(added) == ["X08"] and added.sound


def test_what_an_office_writes_beside_the_table_does_no_harm(tmp_path: Path) -> None:
    path = written(made(), tmp_path)

    def sign(book: Any) -> None:
        for row in book[TABS["Q"]].iter_rows():
            for cell in row:
                if str(cell.value).startswith("Шығ. №"):
                    cell.value = "Шығ. № / Исх. № 41-03 күні / дата 02.10.2026"

    one = read_return(altered(path, sign), REGISTER)
    assert one.sound and rules(one) == []


@pytest.mark.parametrize("code", CODES)
def test_a_breakdown_by_parts_is_sealed_too(code: str, tmp_path: Path) -> None:
    path = written(merged(code), tmp_path)
    line = "04" if code == "1-QO" else "A.04"
    sheet, row, column = places(path)[f"{code}/Q/{line}/1@KDN-1132"]

    def alter(book: Any) -> None:
        book[sheet].cell(row, column).value = 777

    assert rules(read_return(altered(path, alter), REGISTER)) == ["X05"]


def test_a_foreign_workbook_is_not_a_return(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"not a workbook at all, only words")
    for name, rule in (("a.xlsx", "X02"), ("b.xlsx", "G")):
        one = read_return(tmp_path / name, REGISTER)
        assert one.filled is None and one.digest == "" and one.name == name
        assert one.findings[0].rule.startswith(rule)
        assert name in one.findings[0].say(Language.EN)


def test_a_closed_commission_is_known_by_its_history(tmp_path: Path) -> None:
    closed = _with_office("KDN-1132", until=date(2026, 6, 30))
    assert closed.commission("KDN-1132", Q3.span.last) is None
    assert read_return(written(made(), tmp_path), closed).sound


def test_a_consolidated_return_does_not_lie_on_the_own_return_of_its_office() -> None:
    own, keeping = made(office="KDN-1100"), _with_office("KDN-1100", keeps_cards=True)
    whole = merge([received(own)], own.definition, "KDN-1100", Q3, keeping).filled
    assert whole is not None
    assert file_stem(own) == "1-QO_KDN-1100_2026-Q3_r0"
    assert file_stem(whole) == "1-QO_KDN-1100_2026-Q3_r0_total"


def _with_office(code: str, **changed: Any) -> Register:
    """Give a register in which one commission stands otherwise."""
    day = Q3.span.last
    offices = [one for one in REGISTER.commissions(day) if one.code != code]
    office, top = REGISTER.commission(code, day), REGISTER.commission("republic", day)
    assert office is not None and top is not None
    return Register((), [top, *offices, replace(office, **changed)])
