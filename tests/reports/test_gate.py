"""The gate: sound workbooks come through whole, everything else is refused with its reason."""

import csv
import io
import json
import os
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from forms.findings import Finding, Severity
from forms.words import Language
from reports import gate
from reports.gate import Book, Cell, CellKind, read_book, shown_name
from reports.intake import archive, cells, markup
from reports.intake.refusals import Kind, Reason
from reports.sheet import Box, Row, Sheet, Style
from reports.workbook import plain, write_workbook
from tests.reports.foreign_books import (
    SHEET,
    cell,
    linked,
    made,
    packed,
    parts,
    prefixed,
    sheet,
    with_part,
)
from tests.reports.hostile_books import HOSTILE

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "injection.json").read_text(encoding="utf-8")
)


def answer(folder: Path, content: bytes, name: str = "есеп.xlsx") -> Book | Finding:
    file = folder / name
    file.write_bytes(content)
    return read_book(file)


def rule(found: Book | Finding) -> str:
    return found.rule if isinstance(found, Finding) else "book"


def cells_of(found: Book | Finding) -> dict[tuple[int, int], Cell]:
    assert isinstance(found, Book), found
    return dict(next(iter(found.sheets.values())).cells)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_for_its_reason(tmp_path: Path, name: str) -> None:
    reason, content = HOSTILE[name]
    found = answer(tmp_path, content)
    assert rule(found) == reason.rule
    assert isinstance(found, Finding) and found.severity is Severity.FORMAT
    assert found.where["file"] == "есеп.xlsx"
    told = found.say(Language.EN)
    assert "есеп.xlsx" in told and "{" not in told and told.endswith(".")


def test_every_reason_is_tried_and_has_its_own_number() -> None:
    elsewhere = {Reason.GONE, Reason.NO_FILE, Reason.UNREADABLE, Reason.LOCK_FILE}
    assert {reason for reason, _ in HOSTILE.values()} | elsewhere == set(Reason)
    assert [reason.rule for reason in Reason] == [f"G{n:02d}" for n in range(1, len(Reason) + 1)]


def test_places_that_are_no_workbook_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    (tmp_path / "folder.xlsx").mkdir()
    assert rule(read_book(tmp_path / "~$a.xlsx")) == Reason.LOCK_FILE.rule
    assert rule(read_book(tmp_path / "gone.xlsx")) == Reason.GONE.rule
    assert rule(read_book(tmp_path / "folder.xlsx")) == Reason.NO_FILE.rule
    assert rule(read_book(tmp_path / "a\0.xlsx")) == Reason.UNREADABLE.rule

    def denied(*_: object) -> int:
        raise PermissionError

    (tmp_path / "locked.xlsx").write_bytes(made())
    monkeypatch.setattr(os, "open", denied)
    assert rule(read_book(tmp_path / "locked.xlsx")) == Reason.UNREADABLE.rule


posix_only = pytest.mark.skipif(os.name != "posix", reason="cannot exist on Windows")


@posix_only
def test_a_pipe_a_device_and_a_dead_link_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "gone")
    assert rule(read_book(tmp_path / "link.xlsx")) == Reason.GONE.rule
    assert rule(read_book(tmp_path / "pipe.xlsx")) == Reason.NO_FILE.rule
    assert rule(read_book(Path("/dev/zero"))) == Reason.NO_FILE.rule


@posix_only
def test_a_sparse_giant_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "giant.xlsx").open("wb") as stream:
        stream.truncate(5 * 1024**3)
    assert rule(read_book(tmp_path / "giant.xlsx")) == Reason.TOO_LARGE.rule


@pytest.mark.parametrize(
    ("kind", "content", "wanted"),
    [
        ("n", "<v>12</v>", Cell(CellKind.NUMBER, "12", Decimal(12))),
        ("n", "<v> 2.5 </v>", Cell(CellKind.NUMBER, "2.5", Decimal("2.5"))),
        ("n", "<v>-1.5E-7</v>", Cell(CellKind.NUMBER, "-1.5E-7", Decimal("-1.5E-7"))),
        ("n", "", None),
        ("s", "<v>0</v>", Cell(CellKind.TEXT, "Әлия")),
        ("s", "<v>1</v>", Cell(CellKind.TEXT, "аб")),
        ("inlineStr", "<is><t>x_x000D_</t></is>", Cell(CellKind.TEXT, "x\r")),
        ("inlineStr", "<is><r><t>a</t></r><r><t>b</t></r></is>", Cell(CellKind.TEXT, "ab")),
        (
            "inlineStr",
            "<is><t>_xD83D__xDE00__x005F_x0041_</t></is>",
            Cell(CellKind.TEXT, "😀_x0041_"),
        ),
        ("inlineStr", "<is><t>_xD800__x0000_</t></is>", Cell(CellKind.TEXT, "\ufffd\ufffd")),
        ("inlineStr", "<is><t/></is>", None),
        ("str", "<v>12</v>", Cell(CellKind.TEXT, "12")),
        ("b", "<v>1</v>", Cell(CellKind.BOOLEAN, "1")),
        ("e", "<v>#REF!</v>", Cell(CellKind.ERROR, "#REF!")),
        ("n", "<f>1+1</f><v>300</v>", Cell(CellKind.FORMULA, "300")),
        ("n", "<f>1+1</f>", Cell(CellKind.FORMULA, "")),
        ("n", '<f t="shared" si="0"/><v>3</v>', Cell(CellKind.FORMULA, "3")),
    ],
)
def test_each_kind_of_cell(tmp_path: Path, kind: str, content: str, wanted: Cell | None) -> None:
    found = cells_of(answer(tmp_path, made(SHEET, cell(content, kind))))
    assert found == ({(1, 1): wanted} if wanted else {})


def test_every_cell_of_an_array_formula_is_one(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">x</f><v>1</v></c><c><v>2</v></c></row>'
        '<row r="2"><c/><c r="B2"><v>3</v></c><c><v>4</v></c></row>'
    )
    found = cells_of(answer(tmp_path, made(SHEET, sheet(rows))))
    formulas = {place for place, one in found.items() if one.kind is CellKind.FORMULA}
    assert formulas == {(1, 1), (1, 2), (2, 2)} and found[2, 3].number == 4


@pytest.mark.parametrize(
    "content",
    [
        made(),
        packed(parts(), zipfile.ZIP_STORED),
        made(SHEET, sheet().replace("UTF-8", "UTF-16").encode("utf-16")),
        made(SHEET, prefixed(sheet())),
        linked("mailto:office@example.kz"),
        with_part("xl/media/image1.png", "image/png"),
        made("customXml/item1.xml", "<a/>"),
        # Styled but empty rows far below are what a formatted column leaves behind.
        made(SHEET, sheet('<row r="1"><c><v>5</v></c></row><row r="1048576"><c s="1"/></row>')),
    ],
)
def test_a_sound_workbook_comes_through(tmp_path: Path, content: bytes) -> None:
    assert cells_of(answer(tmp_path, content)) == {(1, 1): Cell(CellKind.NUMBER, "5", Decimal(5))}


def own_sheets() -> tuple[Sheet, Sheet]:
    texts = [text for kind, texts in CASES.items() if kind != "what" for text in texts]
    rows = tuple(
        Row((Box(text, Style.NAME, across=2), None, Box(number * 7, Style.COUNT)))
        for number, text in enumerate(texts)
    )
    machine = Sheet("pana", (Row((Box('{"a": "=1"}'), Box(61.8))),), (), hidden=True)
    return Sheet("1-ҚО", rows, (40.0, 20.0, 30.0)), machine


def own_book(folder: Path) -> Path:
    stream = io.BytesIO()
    write_workbook(own_sheets(), stream, title="1-ҚО", author="КДН", subject="")
    (folder / "own.xlsx").write_bytes(stream.getvalue())
    return folder / "own.xlsx"


def test_our_own_workbook_comes_back_as_it_was_written(tmp_path: Path) -> None:
    found = read_book(own_book(tmp_path))
    assert isinstance(found, Book)
    assert {name: one.state for name, one in found.sheets.items()} == {
        "1-ҚО": "visible",
        "pana": "veryHidden",
    }
    _compare(found)


def _compare(found: Book) -> None:
    for sheet_ in own_sheets():
        for row, one in enumerate(sheet_.rows, start=1):
            for column, box in enumerate(one.boxes, start=1):
                there = found.sheets[sheet_.name].at(row, column)
                if box is None:
                    assert there.kind is CellKind.EMPTY
                elif isinstance(box.value, str):
                    assert (there.kind, there.text) == (CellKind.TEXT, plain(box.value))
                else:
                    assert there.kind is CellKind.NUMBER and there.number == Decimal(str(box.value))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there to save with")
def test_our_own_workbook_saved_by_libreoffice_comes_back_the_same(tmp_path: Path) -> None:
    home = (tmp_path / "home").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "xlsx"]
        + ["--outdir", str(tmp_path / "saved"), str(own_book(tmp_path))],
        capture_output=True,
        check=True,
        timeout=120,
    )
    found = read_book(tmp_path / "saved" / "own.xlsx")
    assert isinstance(found, Book), found
    assert found.sheets["pana"].state != "visible"
    _compare(found)


def test_nothing_but_the_file_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    true_open = os.open

    def watched(path: str | Path, flags: int, *rest: int) -> int:
        opened.append(path)
        return true_open(path, flags, *rest)

    file = tmp_path / "a.xlsx"
    for _, content in HOSTILE.values():
        file.write_bytes(content)
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", watched)
            patch.setattr("builtins.open", None)
            patch.setattr("socket.socket", None)
            read_book(file)
    assert set(opened) == {file} and len(opened) == len(HOSTILE)


@posix_only
@pytest.mark.parametrize(
    "name", ["a\u202exslx.exe", "a\nb.xlsx", "\x1b[31m.xlsx", "$(id).xlsx", "%s{x}.xlsx"]
)
def test_hostile_names_are_shown_safely(tmp_path: Path, name: str) -> None:
    found = answer(tmp_path, b"x", name)
    assert isinstance(found, Finding)
    assert shown_name(name) in found.say(Language.EN)
    assert not set("\u202e\n\x1b") & set(found.say(Language.EN))


def test_damage_at_every_place_never_breaks_the_gate(tmp_path: Path) -> None:
    content = made()
    for place in range(0, len(content), 7):
        answer(tmp_path, content[:place])
        answer(tmp_path, content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])


def test_limits_leave_room_for_our_own_returns() -> None:
    assert (cells.MOST_ROWS, cells.MOST_COLUMNS) == (5000, 256)
    assert markup.DEEPEST < 100 and archive.MOST_UNPACKED <= 64 * archive.MB
    assert gate.address(12, 2) == "B12" and gate.address(1, 703) == "AAA1"


def test_the_kinds_of_files_are_told_apart(tmp_path: Path) -> None:
    seen = {
        name: answer(tmp_path, HOSTILE[name][1]) for name in ("text", "csv", "png", "pdf", "ods")
    }
    kinds = [found.values["kind"] for found in seen.values() if isinstance(found, Finding)]
    assert kinds == [Kind.TEXT, Kind.TABLE, Kind.PICTURE, Kind.PDF, Kind.OPEN_DOCUMENT]


def _manifest() -> list[dict[str, str]]:
    if not (CORPUS / "MANIFEST.tsv").is_file():
        return []
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream, delimiter="\t") if "json" not in row["file"]]


@pytest.mark.skipif(
    not _manifest(), reason="the corpus of broken workbooks is not beside the project to be tried"
)
def test_the_corpus_is_refused_where_it_must_be_and_breaks_nothing() -> None:
    let_in = []
    for row in _manifest():
        found = read_book(CORPUS / row["file"])
        if isinstance(found, Finding):
            assert found.say(Language.EN) and found.where["file"]
        elif row["expected treatment"] == "must be refused":
            let_in.append(row["file"])
    assert let_in == []
