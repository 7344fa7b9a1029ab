"""Hostile texts in every free field stay texts: in the vault, lists, workbooks, papers, copies."""

import json
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.card.cell_clipboard import cells_on, put_cells
from desktop.card.filling import Filling, Spot
from desktop.card.pasting import cell_text, row_text
from desktop.desk import Desk
from desktop.exporting import export_own
from desktop.lists.list_columns import FIELD, Columns
from desktop.lists.list_export import Exported, Wanted, export_list
from desktop.lists.list_looks import LOOKS
from desktop.office_details import save_office
from desktop.operations import save_record
from desktop.printing.papers import card_sheet, write_paper
from desktop.returning import prepare
from desktop.settings_page import OFFICE
from forms.catalogue import form_of
from forms.fields import Context, Text
from forms.findings import Finding
from forms.record import Record
from forms.store.store import Query
from forms.words import Language
from reports.card_paper.tongue import Tongue
from reports.drawing.strokes import Words
from reports.pdf import pages_of, strokes_of
from reports.workbook import plain
from tests.desktop.offices import PASSPHRASE, PERIOD, TODAY, practice_office
from tests.encrypted import clear_book

PAYLOADS: list[str] = json.loads(
    (Path(__file__).parents[1] / "cases" / "injection_payloads.json").read_text(encoding="utf-8")
)
FORMS = ("family", "court_case")
TONGUES = tuple(Tongue)


@pytest.fixture
def desk(dressed: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with practice_office(tmp_path) as made:
        yield made
    QGuiApplication.clipboard().clear()  # as at the end of the program: else its end crashes


@cache
def texts(form: str) -> tuple[tuple[str, Text], ...]:
    """Give the free fields of a form with their paths."""
    return tuple((path, one) for path, one in form_of(form).paths() if isinstance(one, Text))


def planted(form: str, payload: str) -> Record:
    """Give a card on which the payload stands in every free field that takes it."""
    record, rows = Record.blank(form), dict[str, dict[str, object]]()
    for path, field in texts(form):
        read = field.parse(payload, Context(TODAY))
        if read is None or isinstance(read, Finding):
            continue
        table, _, name = path.rpartition(".")
        if table:
            rows.setdefault(table, {})[name] = read
        else:
            record = record.replace(path, read)
    for table, values in rows.items():
        record = record.add_row(table, values)  # type: ignore[arg-type]
    return record


def saved(desk: Desk, form: str, payload: str) -> Record:
    kept = save_record(desk, planted(form, payload)).record
    assert kept is not None
    return kept


def test_there_are_forty_three_and_free_fields_to_put_them_into() -> None:
    assert len(PAYLOADS) == 43
    assert all(len(texts(form)) >= 5 for form in FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_the_vault_gives_back_what_was_typed_and_finds_it(form: str, desk: Desk) -> None:
    for payload in PAYLOADS:
        kept = saved(desk, form, payload)
        with desk.store.reading() as reading:
            again = reading.get(form, kept.id)
            assert again is not None and again.values == kept.values
            reading.find(payload)
            reading.places(form, Query(text=payload), str)


@pytest.mark.parametrize("form", FORMS)
def test_a_list_written_out_has_no_formula(form: str, desk: Desk, tmp_path: Path) -> None:
    wanted_texts = []
    for payload in PAYLOADS:
        kept = saved(desk, form, payload)
        wanted_texts += [str(kept.get(path)) for path, _ in texts(form) if "." not in path]
    columns = Columns(form_of(form), LOOKS[form])
    shown = ("number", "title", *(f"{FIELD}{path}" for path, _ in texts(form)))
    wanted = Wanted(columns, shown, Query(), PAYLOADS[0], PAYLOADS[1])
    done = export_list(desk, wanted, tmp_path / "a.xlsx", PASSPHRASE)
    assert isinstance(done, Exported)
    cells = list(_cells(clear_book(done.path, done.password)))
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    told = {_unspelled(str(cell.value)) for cell in cells}
    assert {plain(text) for text in wanted_texts if text != "None"} <= told


@pytest.mark.parametrize("form", FORMS)
def test_a_card_on_paper_says_it_letter_by_letter(form: str, desk: Desk, tmp_path: Path) -> None:
    for number, payload in enumerate(PAYLOADS):
        kept = saved(desk, form, payload)
        sheet = card_sheet(desk, form_of(form), kept, TONGUES[number % len(TONGUES)])
        pages = pages_of([sheet])
        words = [
            stroke.text
            for at, page in enumerate(pages, start=1)
            for stroke in strokes_of(page, at, len(pages))
            if isinstance(stroke, Words)
        ]
        seen = _visible("".join(words))
        first = next((path for path, _ in texts(form) if kept.get(path.split(".")[0])), None)
        if first is not None and _visible(payload):
            assert _lettered(_visible(payload), seen) in seen, repr(payload)
    assert write_paper(tmp_path / "a.pdf", [sheet], kept.number) is None
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_return_has_only_formulas_of_its_own(desk: Desk, tmp_path: Path) -> None:
    def formulas(name: str) -> set[tuple[str, str]]:
        (tmp_path / name).mkdir()
        made = export_own(desk, prepare(desk, "1-QO", PERIOD), tmp_path / name)
        assert not isinstance(made, Finding)
        book = next(path for path in made if path.suffix == ".xlsx")
        return {
            (cell.coordinate, str(cell.value)) for cell in _cells(book) if cell.data_type == "f"
        }

    clean, keys = formulas("clean"), tuple(OFFICE)
    for first in range(0, len(PAYLOADS), len(keys)):
        texts_of = PAYLOADS[first : first + len(keys)]
        save_office(desk, dict(zip(keys, texts_of, strict=False)))
        assert formulas(f"with {first}") == clean


@pytest.mark.parametrize("form", FORMS)
def test_what_is_copied_starts_no_formula_and_is_pasted_as_it_was(form: str, desk: Desk) -> None:
    declared, board = form_of(form), QGuiApplication.clipboard()
    for payload in PAYLOADS:
        record = planted(form, payload)
        filling = Filling(declared, record, desk.register, desk.office)
        for table in declared.repeats():
            for row in record.rows(table.name):
                copied = row_text(filling, table, row.id, TODAY, Language.KK)
                put_cells(board, copied)
                assert cells_on(board) == copied
                assert not _starts_formula(board.text()), repr(copied)
                for name in row.values:
                    spot = Spot(f"{table.name}.{name}", row.id)
                    cell = cell_text(filling, spot, TODAY, Language.KK)
                    put_cells(board, cell)
                    assert cells_on(board) == cell
                    assert not _starts_formula(board.text()), repr(cell)
                    assert board.text() in (cell, f"'{cell}")


def _starts_formula(text: str) -> bool:
    """Say whether a spreadsheet would reckon with any cell of a pasted text."""
    cells = [cell for line in text.split("\n") for cell in line.split("\t")]
    seen = ["".join(sign for sign in cell if sign.isprintable()).strip() for cell in cells]
    return any(cell[0] in "=+-@＝＋－＠" for cell in seen if len(cell) > 1)


def _cells(path: Path | BytesIO) -> Iterator["openpyxl.cell.Cell"]:
    for page in openpyxl.load_workbook(path).worksheets:
        for line in page.iter_rows():
            yield from (cell for cell in line if cell.value is not None)


def _lettered(text: str, seen: str) -> str:
    """Give a text as the letters of the paper can say it: a sign that they have not is drawn as a
    box, which is no word."""
    return "".join(sign for sign in text if sign in seen)


def _unspelled(text: str) -> str:
    return text.replace("_x005F_", "_")


def _visible(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace())
