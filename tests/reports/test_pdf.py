"""The PDF: letters embedded and given back, nothing clipped, heads and feet on each page."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from reports.drawing import paging
from reports.drawing.strokes import MISSING
from reports.pdf import drawable, text_width, write_pdf
from reports.sheet import Box, Row, Sheet, Style

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "injection.json").read_text(encoding="utf-8")
)
TEXTS = [text for kind, texts in CASES.items() if kind != "what" for text in texts]
KAZAKH = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі"
NAME = "Ата-ана құқықтарынан айыру туралы талап арыз / Исковое заявление о лишении прав"

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils are not there to read the PDF with"
)


def written(*sheets: Sheet) -> bytes:
    stream = BytesIO()
    write_pdf(sheets, stream, title=KAZAKH, author="КДН", subject="I тоқсан")
    return stream.getvalue()


def pages(sheet: Sheet) -> list[paging.Page]:
    return paging.paged(sheet, drawable, text_width)


def asked(tool: str, content: bytes, folder: Path, *words: str) -> str:
    file = folder / "return.pdf"
    file.write_bytes(content)
    ending = ["-"] if tool == "pdftotext" else []
    run = subprocess.run(
        [tool, *words, str(file), *ending], capture_output=True, check=True, encoding="utf-8"
    )
    return run.stdout


def column(*texts: str, style: Style = Style.NAME, width: float = 80.0, **more: Any) -> Sheet:
    return Sheet("1-ҚО", tuple(Row((Box(text, style),)) for text in texts), (width,), **more)


def table(lines: int, **more: Any) -> Sheet:
    head = (
        Row((Box("Тақырып", Style.TITLE, across=3),)),
        Row((Box("№", Style.HEAD), Box("Атауы", Style.HEAD), Box("Саны", Style.HEAD))),
        Row((Box("А", Style.NUMBERS), Box("Б", Style.NUMBERS), Box(1, Style.NUMBERS))),
    )
    body = tuple(
        Row((Box(f"{n:02d}", Style.CODE), Box(NAME, Style.NAME), Box(n * 1000, Style.COUNT)))
        for n in range(lines)
    )
    return Sheet("1-ҚО", head + body, (12.0, 60.0, 30.0), repeat_rows=(1, 2), **more)


def words(page: paging.Page) -> list[str]:
    return [line for piece in page.pieces for line in piece.lines]


@pytest.mark.parametrize("style", Style)
def test_every_text_is_drawn_in_every_style(style: Style) -> None:
    assert written(column(*TEXTS, style=style)).startswith(b"%PDF")


def test_text_is_never_markup_and_opens_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written(column("letters are loaded"))
    monkeypatch.setattr("builtins.open", None)
    monkeypatch.setattr(Path, "open", None)
    content = written(column(*CASES["markup"]))
    monkeypatch.undo()
    if shutil.which("pdftotext"):
        text = asked("pdftotext", content, tmp_path)
        assert '<img src="/etc/hostname"/>' in text and "<b>Әлия" in text


def test_a_sign_without_a_letter_becomes_a_box() -> None:
    assert drawable("Әлия 😀") == f"Әлия {MISSING}"
    assert drawable("漢\x07\ud800") == MISSING * 3
    assert drawable("и\u0306 \u202eә\u200b\u00ad") == "й ә"
    assert drawable("a\r\nb\u2028c") == "a\nb\nc"
    assert drawable(KAZAKH + "«»№₸…—\xa0") == KAZAKH + "«»№₸…—\xa0"


@needs_poppler
def test_letters_are_embedded_and_given_back(tmp_path: Path) -> None:
    content = written(
        column(KAZAKH, "Қазақстан № 5", style=Style.NAME), column(KAZAKH, style=Style.TOTAL)
    )
    fonts = asked("pdffonts", content, tmp_path).splitlines()[2:]
    assert len(fonts) == 2
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)
    text = asked("pdftotext", content, tmp_path)
    assert text.count(KAZAKH) == 2 and "Қазақстан № 5" in text


@needs_poppler
def test_each_page_has_its_foot(tmp_path: Path) -> None:
    sheet = table(90, footer="Код 4F2A", page_words="{page}-бет / {pages}")
    content = written(
        sheet, Sheet("x", (Row((Box("hidden"),)),), (9.0,), hidden=True), column("соңы")
    )
    text = asked("pdftotext", content, tmp_path).split("\f")[:-1]
    assert len(text) == len(pages(sheet)) + 1 > 3
    for number, page in enumerate(text[:-1], start=1):
        assert f"{number}-бет / {len(text)}" in page and "Код 4F2A" in page
    assert f"{len(text)}/{len(text)}" in text[-1].replace(" ", "")
    assert "hidden" not in "".join(text)


def test_the_same_sheets_give_the_same_bytes_without_a_clock() -> None:
    assert written(table(9)) == written(table(9))
    assert b"D:20000101" in written(table(9))


def test_the_head_stands_above_every_page_and_every_line_once() -> None:
    parts = pages(table(90))
    assert len(parts) > 2
    for page in parts:
        assert words(page).count("Атауы") == 1
        # Columns fill the page exactly, nothing reaches over an edge.
        assert min(piece.x for piece in page.pieces) == pytest.approx(paging.LEFT)
        right = max(piece.x + piece.width for piece in page.pieces)
        assert right == pytest.approx(page.size[0] - paging.RIGHT)
        assert min(piece.y for piece in page.pieces) >= paging.BOTTOM - 0.1
    codes = [
        line for page in parts for p in page.pieces if p.style is Style.CODE for line in p.lines
    ]
    assert codes == [f"{n:02d}" for n in range(90)]


def test_words_fit_their_boxes() -> None:
    parts = pages(table(30)) + pages(column("ә" * 400, NAME * 9, "зорлық-зомбылық", width=20.0))
    for piece in (piece for page in parts for piece in page.pieces):
        assert len(piece.lines) * piece.size <= piece.height
        for line in piece.lines:
            assert text_width(line, piece.size, True) <= piece.right - piece.left + 12


def test_lines_break_between_words_and_keep_every_word() -> None:
    piece = pages(column(NAME * 3, width=30.0, landscape=False))[0].pieces[0]
    assert " ".join(" ".join(piece.lines).split()) == NAME * 3
    narrow = Sheet(
        "x", (Row((Box("кәмелетке толмағандардың", Style.HEAD), Box(NAME))),), (5.0, 99.0)
    )
    head = pages(narrow)[0].pieces[0]
    assert head.size < 9 and "".join(head.lines).replace(" ", "") == "кәмелетке" + "толмағандардың"


def test_a_row_higher_than_a_page_goes_on_without_losing_a_word() -> None:
    text = " ".join(str(number) for number in range(6000))
    parts = pages(column("first", text, "last", landscape=False, width=100.0))
    assert len(parts) > 2
    assert " ".join(line for page in parts for line in words(page)) == f"first {text} last"


def test_a_heading_stays_with_its_first_line_and_a_box_over_rows_together() -> None:
    for before in range(20, 60):
        rows = tuple(Row((Box("x", Style.PLAIN), None)) for _ in range(before))
        last = (
            Row((Box("Түсініктеме", Style.TITLE, across=2),)),
            Row((None, None)),
            Row((Box("бірге", Style.NAME, down=2), Box("a"))),
            Row((None, Box("b"))),
        )
        told = [words(page) for page in pages(Sheet("x", rows + last, (50.0, 50.0)))]
        assert told[-1][-4:] == ["Түсініктеме", "бірге", "a", "b"]


def test_a_break_begins_a_new_page() -> None:
    told = [words(page) for page in pages(column("a", "b", "c", breaks=(1,)))]
    assert told == [["a"], ["b", "c"]]


def test_numbers_are_written_as_on_paper() -> None:
    assert paging.written_number(1234567, 0) == "1\xa0234\xa0567"
    assert paging.written_number(61.84, 1) == "61,8"
    assert words(pages(Sheet("x", (Row((Box(0, Style.COUNT),)),), (9.0,)))[0]) == ["0"]


def test_nothing_to_draw_is_still_a_file() -> None:
    assert written().startswith(b"%PDF")
    assert written(Sheet("x", (), ())).startswith(b"%PDF")
