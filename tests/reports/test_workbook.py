"""The workbook: text stays text, nothing is clipped, prints as the form asks, same bytes twice."""

import json
import re
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from zipfile import ZipFile

import openpyxl
import pytest

from reports.drawing.look import LOOKS, SIDES
from reports.sheet import Box, Row, Sheet, Style
from reports.workbook import HIGHEST_ROW, TEXT_LIMIT, plain, write_workbook

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "injection.json").read_text(encoding="utf-8")
)
TEXTS = [text for kind, texts in CASES.items() if kind != "what" for text in texts]
LONG_NAME = (
    "оның ішінде: ата-ана құқықтарынан айыру туралы талап арыз берілген отбасылар / "
    "в том числе: семьи, в отношении которых поданы исковые заявления о лишении прав"
)


def one_column(*boxes: Box, width: float = 60.0, **more: Any) -> Sheet:
    return Sheet("1-ҚО", tuple(Row((box,)) for box in boxes), (width,), **more)


def written(*sheets: Sheet, **more: Any) -> bytes:
    stream = BytesIO()
    write_workbook(sheets, stream, title="1-ҚО", author="КДН", subject="I тоқсан", **more)
    return stream.getvalue()


def opened(*sheets: Sheet, **more: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(written(*sheets, **more)))


@pytest.mark.parametrize("style", Style)
def test_no_text_becomes_a_formula_in_any_style(style: Style) -> None:
    content = written(one_column(*(Box(text, style) for text in TEXTS)))
    page = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    cells = [page.cell(row, 1) for row in range(1, len(TEXTS) + 1)]
    assert {cell.data_type for cell in cells} == {"s"}
    told = [str(cell.value).replace("_x005F_", "_") for cell in cells]
    assert told == [plain(text) for text in TEXTS]
    sheet = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert re.search(rb"<f[ />]", sheet) is None


def test_only_what_xml_cannot_hold_is_changed_and_visibly() -> None:
    changed = {text: plain(text) for text in TEXTS if plain(text) != text}
    assert changed["\u0000=2+3"] == "\ufffd=2+3" and changed["\ud800"] == "\ufffd"
    assert changed["\r=2+3"] == "\n=2+3"
    assert all("\ufffd" in new or "\n" in new for new in changed.values())
    assert not set(CASES["kazakh"] + CASES["formulas"] + CASES["markup"]) & changed.keys()


def test_a_text_that_looks_like_an_order_keeps_its_quote_in_excel() -> None:
    page = opened(one_column(Box("=2+3"), Box("Әлия"))).worksheets[0]
    marks = [bool(page.cell(row, 1).quotePrefix) for row in (1, 2)]
    assert marks == [True, False]


def test_an_escape_of_excel_in_a_text_stays_as_written() -> None:
    xml = ZipFile(BytesIO(written(one_column(Box("_x0041_ _xyz_"))))).read(
        "xl/worksheets/sheet1.xml"
    )
    assert b"_x005F_x0041_ _xyz_" in xml


@pytest.mark.parametrize("sign", ["ә", "😀"])
def test_a_text_longer_than_a_cell_is_cut_visibly(sign: str) -> None:
    text = plain(sign * 40_000)
    assert text.endswith(sign + "…")
    assert TEXT_LIMIT - 1 <= len(text.encode("utf-16-le")) // 2 <= TEXT_LIMIT
    assert plain("ә" * TEXT_LIMIT) == "ә" * TEXT_LIMIT


def test_the_machine_part_is_carried_whole_and_unseen() -> None:
    hidden = one_column(Box("ә" * TEXT_LIMIT), Box(7), hidden=True)
    book = opened(hidden, one_column(Box("x")))
    assert book.worksheets[0].sheet_state == "veryHidden"
    assert book.worksheets[0]["A1"].value == "ә" * TEXT_LIMIT
    assert book.active is book.worksheets[1]
    for text in ("ә" * (TEXT_LIMIT + 1), "\x00"):
        with pytest.raises(ValueError, match="whole"):
            written(one_column(Box(text), hidden=True))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_a_wrong_program(value: float) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        written(one_column(Box(value, Style.COUNT)))


def test_numbers_are_numbers_with_the_format_of_the_form() -> None:
    page = opened(
        one_column(Box(1234, Style.COUNT), Box(61.8, Style.COUNT, decimals=1), Box(0, Style.COUNT))
    ).worksheets[0]
    told = [(page.cell(row, 1).value, page.cell(row, 1).number_format) for row in (1, 2, 3)]
    assert told == [(1234, "#,##0"), (61.8, "#,##0.0"), (0, "#,##0")]


def test_a_number_wider_than_its_column_gets_smaller_letters() -> None:
    wide, narrow = (
        opened(one_column(Box(1234567, Style.COUNT), width=width)).worksheets[0]["A1"].font.sz
        for width in (30.0, 14.0)
    )
    assert wide == LOOKS[Style.COUNT].size > narrow


def test_every_style_has_its_look() -> None:
    assert set(LOOKS) == set(Style)
    page = opened(one_column(*(Box("x", style) for style in Style))).worksheets[0]
    for row, style in enumerate(Style, start=1):
        cell, look = page.cell(row, 1), LOOKS[style]
        assert (cell.font.name, cell.font.sz, cell.font.b) == (
            "Times New Roman",
            look.size,
            look.bold,
        )
        every = ("left", "top", "right", "bottom")
        sides = {side for side in every if getattr(cell.border, side)}
        assert sides == SIDES[look.border]
        assert cell.alignment.wrap_text


def test_rows_are_as_high_as_their_words_need() -> None:
    page = opened(
        one_column(Box("Бір"), Box(LONG_NAME, Style.NAME), Box(LONG_NAME * 60), width=60.0)
    ).worksheets[0]
    one, long, longest = (page.row_dimensions[row].height for row in (1, 2, 3))
    assert one < 20 < 4 * 9 * 1.2 < long < 8 * 9 * 1.2
    assert longest == HIGHEST_ROW


def test_a_box_over_rows_gets_room_and_keeps_its_border() -> None:
    rows = (Row((Box(LONG_NAME * 2, Style.NAME, down=2), Box(1, Style.COUNT))), Row((None, Box(2))))
    page = opened(Sheet("x", rows, (40.0, 20.0))).worksheets[0]
    heights = [page.row_dimensions[row].height for row in (1, 2)]
    assert sum(heights) > 10 * 9 * 1.2
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:A2"]
    assert page["A2"].border.bottom.style == "thin"


def test_the_page_prints_as_the_form_asks() -> None:
    rows = tuple(
        Row((Box(str(number), Style.NAME), Box(number, Style.COUNT))) for number in range(9)
    )
    sheet = Sheet(
        "1-ҚО", rows, (100.0, 30.0), repeat_rows=(1, 2), freeze=(3, 1),
        footer="Код & 4F2A\nCo", page_words="{page}-бет / {pages}",
    )  # fmt: skip
    page: Any = opened(sheet, made=datetime(2026, 4, 1, tzinfo=UTC)).worksheets[0]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$2:$3" and page.freeze_panes == "B4"
    assert str(page.print_area).endswith("$A$1:$B$9")
    assert page.oddFooter.left.text == "Код && 4F2A Co"
    assert page.oddFooter.right.text == "&P-бет / &N"
    assert not page.protection.sheet


def test_page_breaks_print_where_excel_would_ignore_them() -> None:
    rows = tuple(Row((Box(str(number)),)) for number in range(9))
    page: Any = opened(Sheet("x", rows, (340.0,), landscape=False, breaks=(4,))).worksheets[0]
    assert [mark.id for mark in page.row_breaks.brk] == [4]
    assert not page.sheet_properties.pageSetUpPr.fitToPage
    assert 10 < page.page_setup.scale < 60


def test_the_properties_name_the_commission_and_nobody_else() -> None:
    made = datetime(2026, 4, 1, 12, tzinfo=UTC)
    core = ZipFile(BytesIO(written(one_column(Box("x")), made=made))).read("docProps/core.xml")
    assert b"2026-04-01T12:00:00Z" in core
    properties = opened(one_column(Box("x")), made=made).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == (
        "КДН",
        "КДН",
        "1-ҚО",
    )
    assert b"2000-01-01T00:00:00Z" in ZipFile(BytesIO(written(one_column(Box("x"))))).read(
        "docProps/core.xml"
    )


def test_the_same_sheets_give_the_same_bytes_and_no_temporary_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a temporary file would lie on the disk in clear")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)
    sheet = one_column(*(Box(text, Style.NAME) for text in TEXTS))
    assert written(sheet) == written(sheet)


def test_tab_names_are_such_as_excel_takes() -> None:
    names = ["a/b:c*", "A_B_C_", "Ә" * 40, "Ә" * 40, "''", ""]
    book = opened(*(Sheet(name, (Row((Box("x"),)),), (10.0,)) for name in names))
    assert book.sheetnames == ["a_b_c_", "A_B_C_ (2)", "Ә" * 31, "Ә" * 27 + " (2)", "_", "_ (2)"]


@pytest.mark.parametrize(
    "rows",
    [
        (Row((Box("a", across=2), Box("b"))),),
        (Row((Box("a", down=2),)), Row((Box("b"),))),
        (Row((Box("a", across=3),)),),
        (Row((Box("a", down=2),)),),
        (Row((Box("a", across=0),)),),
    ],
)
def test_a_sheet_put_together_wrongly_is_refused(rows: tuple[Row, ...]) -> None:
    with pytest.raises(ValueError, match=re.escape("box at")):
        written(Sheet("x", rows, (10.0, 10.0)))
