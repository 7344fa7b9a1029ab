"""The workbook that travels: what was written comes back equal, what was altered is named."""

import io
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forms.findings import Finding, Severity
from forms.territories import Register
from forms.words import Language
from reports import machine_part, seal
from reports.catalogue import RETURNS
from reports.definition import Cell
from reports.exchange import Received, file_stem, read_return, received, write_return
from reports.filled import Decision, FilledReturn
from reports.gate import read_book
from reports.layout import TABS
from reports.merging import merge
from reports.requisites import Signatures
from reports.seal import control_code, digest
from reports.sheet import Box, Row, Sheet
from reports.visible import shows
from reports.workbook import write_workbook
from tests.reports.making import Q3, empty, made

REGISTER = Register.shipped()
CODES = [one.definition.code for one in RETURNS]
SIGNED = Signatures(address="Ақкөл", executor="Әлия")


WRITTEN: dict[str, bytes] = {}


def written(filled: FilledReturn, folder: Path) -> Path:
    """Give the workbook of a return; one that was written before in this run is only copied."""
    key, path = digest(filled), folder / f"{file_stem(filled)}.xlsx"
    if key not in WRITTEN:
        paths = write_return(filled, REGISTER, SIGNED, folder)
        assert not isinstance(paths, Finding) and paths[0] == path
        WRITTEN[key] = path.read_bytes()
    path.write_bytes(WRITTEN[key])
    return path


def same(one: Received, filled: FilledReturn) -> bool:
    return one.filled is not None and replace(one.filled, file="") == filled


def merged(code: str) -> FilledReturn:
    offered = [made(code, "KDN-1132", 1), made(code, "KDN-1110", 2, revision=1, reason="нақты")]
    found = merge(
        [received(one) for one in offered], offered[0].definition, "KDN-1100", Q3, REGISTER
    )
    assert found.filled is not None
    return found.filled


def altered(path: Path, change: Callable[[Any], None]) -> Path:
    """Change a workbook as a person with a spreadsheet would."""
    book = openpyxl.load_workbook(path)
    change(book)
    target = path.with_name(f"altered {path.name}")
    book.save(target)
    return target


def places(path: Path) -> dict[str, tuple[str, int, int]]:
    """Give where each sealed cell lies, from the map of the machine part itself."""
    found = machine_part.machine_part(_book(path))
    assert isinstance(found, machine_part.MachinePart)
    return {one.address: (one.sheet, one.row, one.column) for one in found.cells}


def _book(path: Path) -> Any:
    from reports.gate import Book, read_book

    book = read_book(path)
    assert isinstance(book, Book)
    return book


def rules(one: Received) -> list[str]:
    return [finding.rule for finding in one.findings]


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


def resealed(path: Path, change: Callable[[dict[str, Any]], None], folder: Path) -> Received:
    """Change the machine part as a foreign program might, with a seal that fits."""

    def alter(book: Any) -> None:
        sheet = book[machine_part.NAME]
        count = sheet["C1"].value
        document = json.loads("".join(sheet.cell(row, 1).value for row in range(2, count + 2)))
        change(document)
        text = seal.canonical(document)
        pieces = [text[at : at + 30_000] for at in range(0, len(text), 30_000)]
        for at, piece in enumerate(pieces):
            sheet.cell(at + 2, 1).value = piece
        sheet["C1"], sheet["D1"] = len(pieces), machine_part._seal(text)

    return read_return(altered(path, alter), REGISTER)


Documents = dict[str, tuple[str, Callable[[dict[str, Any]], object]]]
DOCUMENTS: Documents = {
    "unknown return": ("X12", lambda d: d["content"].update({"return": "9-XX"})),
    "unknown edition": ("X13", lambda d: d["content"].update(definition="2031-01-01")),
    "unknown office": ("X14", lambda d: d["content"].update(office="KDN-9999")),
    "missing cell": ("X15", lambda d: d["content"]["numbers"].pop("Q/04/1")),
    "closed cell": ("X15", lambda d: d["content"]["numbers"].update({"Q/02.4/1": 1})),
    "unknown cell": ("X15", lambda d: d["content"]["numbers"].update({"Q/99/1": 1})),
    "negative": ("X15", lambda d: d["content"]["numbers"].update({"Q/04/1": -1})),
    "text number": ("X15", lambda d: d["content"]["numbers"].update({"Q/04/1": "4.5"})),
    "fraction": ("X04", lambda d: d["content"]["numbers"].update({"Q/04/1": 4.5})),
    "truth": ("X04", lambda d: d["content"]["numbers"].update({"Q/04/1": True})),
    "not a number": ("X04", lambda d: d["content"]["numbers"].update({"Q/04/1": "many"})),
    "no quarter": ("X04", lambda d: d["content"].update(period="2026-Q5")),
    "no numbers": ("X04", lambda d: d["content"].pop("numbers")),
    "strange shape": ("X04", lambda d: d.update(content=[1, 2])),
    "strange map": ("X04", lambda d: d.update(cells=[["Q", "x"]])),
}


@pytest.mark.parametrize("change", DOCUMENTS)
def test_a_machine_part_is_judged_before_it_is_believed(change: str, tmp_path: Path) -> None:
    rule, alter = DOCUMENTS[change]
    one = resealed(written(made(), tmp_path), alter, tmp_path)  # type: ignore[arg-type]
    assert one.filled is None
    assert set(rules(one)) == {rule}


def test_a_wrong_share_is_named(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        document["content"]["numbers"]["Q/A.08/1"] = "99.9"

    one = resealed(written(made("2-AQA"), tmp_path), change, tmp_path)
    assert rules(one) == ["X16"] and one.findings[0].values["seen"] == Decimal("99.9")


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [("B1", 2, "X03"), ("A1", "other", "X02"), ("D1", "sha256:0", "X04"), ("C1", 900, "X04")],
)
def test_a_damaged_or_newer_machine_part_is_told(
    cell: str, value: object, rule: str, tmp_path: Path
) -> None:
    def alter(book: Any) -> None:
        book[machine_part.NAME][cell] = value

    one = read_return(altered(written(made(), tmp_path), alter), REGISTER)
    assert one.filled is None and rules(one) == [rule]


def test_one_changed_sign_of_the_machine_part_breaks_the_seal(tmp_path: Path) -> None:
    path = written(made(), tmp_path)
    chance = random.Random(7)

    def alter(book: Any) -> None:
        cell = book[machine_part.NAME]["A2"]
        at = chance.randrange(len(cell.value))
        cell.value = cell.value[:at] + "~" + cell.value[at + 1 :]

    for _ in range(5):
        assert rules(read_return(altered(path, alter), REGISTER)) == ["X04"]


def test_the_machine_part_is_hidden_and_its_pieces_are_short(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(merged("2-AQA"), tmp_path))
    sheet = book[machine_part.NAME]
    assert sheet.sheet_state == "veryHidden"
    assert sheet["C1"].value > 1
    assert all(len(str(cell.value)) < 32_000 for row in sheet.iter_rows() for cell in row)
    assert book.sheetnames[0] == TABS["Q"] and book.index(book.worksheets[0]) == 0


def test_a_closed_commission_is_known_by_its_history(tmp_path: Path) -> None:
    closed = _with_office("KDN-1132", until=date(2026, 6, 30))
    assert closed.commission("KDN-1132", Q3.span.last) is None
    assert read_return(written(made(), tmp_path), closed).sound


def test_the_control_code_is_digits_that_tell_returns_apart() -> None:
    one, other = (control_code(digest(made(seed=seed))) for seed in (1, 2))
    assert one != other and len(one) == 19 and one.replace(" ", "").isdigit()
    assert digest(made(file="moved.xlsx")) == digest(made())


def test_every_stated_thing_belongs_to_the_digest() -> None:
    filled = made()
    cell = Cell("Q", "04", "1")
    others = (
        replace(filled, office="KDN-1110"),
        replace(filled, period=Q3.next()),
        replace(filled, revision=1),
        replace(filled, reason="x"),
        replace(filled, practice=True),
        replace(filled, first_use=date(2026, 4, 1)),
        replace(filled, lacking={cell: 1}),
        replace(filled, decisions=(Decision("S1", "", "x"),)),
        replace(filled, numbers={**filled.numbers, cell: 9999}),
        replace(filled, numbers={**filled.numbers, cell: None}),
    )
    assert len({digest(one) for one in (filled, *others)}) == len(others) + 1


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


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give four workbooks saved anew by LibreOffice; the last two were altered before."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("resaved")
    paths = [written(made("1-QO"), folder), written(merged("2-AQA"), folder)]
    for path in list(paths):
        code = path.name.partition("_")[0]
        line = "04" if code == "1-QO" else "A.04"
        sheet, row, column = places(path)[f"{code}/Y/{line}/1"]

        def change(book: Any, at: tuple[str, int, int] = (sheet, row, column)) -> None:
            book[at[0]].cell(at[1], at[2]).value = 4321

        paths.append(altered(path, change))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            folder / "new",
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {path.name: folder / "new" / path.name for path in paths}


@pytest.mark.slow
def test_what_another_program_saved_unchanged_is_accepted(resaved: dict[str, Path]) -> None:
    for name, path in resaved.items():
        if not name.startswith("altered"):
            one = read_return(path, REGISTER)
            assert one.sound and rules(one) == []


@pytest.mark.slow
def test_what_another_program_altered_is_named(resaved: dict[str, Path]) -> None:
    for name, path in resaved.items():
        if name.startswith("altered"):
            one = read_return(path, REGISTER)
            assert rules(one) == ["X05"] and one.findings[0].values["seen"] == 4321


def test_every_share_of_one_decimal_survives_the_workbook(tmp_path: Path) -> None:
    for tenths in range(1, 1000, 7):
        value = Decimal(tenths) / 10
        stream = io.BytesIO()
        sheet = Sheet("S", (Row((Box(float(value), decimals=1),)),), (20.0,))
        write_workbook([sheet], stream, title="t", author="a", subject="s")
        file = tmp_path / "share.xlsx"
        file.write_bytes(stream.getvalue())
        book = read_book(file)
        assert not isinstance(book, Finding)
        assert shows(book.sheets["S"].at(1, 1), float(value)), value
        assert not shows(book.sheets["S"].at(1, 1), float(value) + 0.1)
