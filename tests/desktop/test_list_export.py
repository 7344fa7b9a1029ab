"""A list leaves the vault only knowingly, whole, and is noted without names."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.lists import list_export
from desktop.lists.export_dialog import ExportDialog
from desktop.lists.list_columns import FIELD, Columns
from desktop.lists.list_export import Exported, Wanted, export_list
from desktop.lists.list_looks import LOOKS
from desktop.lists.record_list import RecordList
from forms.family import FAMILY
from forms.findings import Finding
from forms.record import State
from forms.store.store import Deed, Query
from tests.desktop.cards import practice_desk
from tests.desktop.clipping import clipped
from tests.forms.store.stores import family

FORMULA = "=HYPERLINK(1)"
SHOWN = ("number", "title", "children", f"{FIELD}settlement", "state")


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk with two families, one of them called like a formula."""
    with practice_desk(tmp_path) as found:
        keep(found, f"{FORMULA} Ана")
        keep(found, "Қасым Айгүл")
        yield found


def keep(desk: Desk, *called: str) -> None:
    """Keep families called so."""
    with desk.store.begin() as work:
        for name in called:
            record = family(name, settlement="+7 ауыл").add_row("children", {"name": "Әли"})
            work.save(replace(record, state=State.COMPLETE), who="a", when=desk.now())


def wanted(text: str = "") -> Wanted:
    """Ask for a list of families."""
    return Wanted(Columns(FAMILY, LOOKS["family"]), SHOWN, Query(text), "Отбасылар", "KDN-1132")


def rows_in(path: Path) -> list[list[object]]:
    """Read a workbook back."""
    (page,) = load_workbook(BytesIO(path.read_bytes())).worksheets
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_a_list_is_written_as_seen_and_texts_stay_texts(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    done = export_list(desk, wanted(), path)
    assert done == Exported(path, 2)
    head, first, second = rows_in(path)
    assert len(head) == len(SHOWN)
    assert first == ["1132-2026-0001", f"{FORMULA} Ана", 1, "+7 ауыл", "Есепте"]
    assert second[1] == "Қасым Айгүл"
    (page,) = load_workbook(BytesIO(path.read_bytes())).worksheets
    texts = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.quotePrefix for cell in texts if str(cell.value).startswith(("=", "+")))


def test_every_row_is_written_and_not_only_a_page(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_export, "BATCH", 3)
    keep(desk, *(f"Қасым {n}" for n in range(7)))
    done = export_list(desk, wanted("қасым"), tmp_path / "a.xlsx")
    assert isinstance(done, Exported) and done.cards == 8
    assert len(rows_in(done.path)) == 9


def test_it_is_noted_without_names(desk: Desk, tmp_path: Path) -> None:
    export_list(desk, wanted(), tmp_path / "a.xlsx")
    with desk.store.reading() as reading:
        noted = reading.journal()[0]
    assert (noted.deed, noted.who) == (Deed.LIST_EXPORTED, "secretary")
    assert (noted.form, noted.record, noted.about) == ("family", "", "2")


def test_a_refusal_of_the_disk_is_told_and_not_noted(desk: Desk, tmp_path: Path) -> None:
    refused = export_list(desk, wanted(), tmp_path / "nowhere" / "a.xlsx")
    assert isinstance(refused, Finding)
    with desk.store.reading() as reading:
        assert Deed.LIST_EXPORTED not in [one.deed for one in reading.journal()]


@pytest.mark.parametrize("yes", [True, False])
def test_it_asks_in_plain_words_and_refuses_by_itself(
    desk: Desk, tmp_path: Path, qtbot: QtBot, yes: bool
) -> None:
    page = RecordList(desk, FAMILY)
    page.resize(1278, 560)
    page.show()
    path = tmp_path / "list.xlsx"
    page.work.choose = lambda _parent, _name: path
    said: list[str] = []
    page.told.connect(said.append)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog) and clipped(dialog) == []
        assert not dialog.yes.hasFocus()
        dialog.yes.click() if yes else dialog.reject()

    QTimer.singleShot(0, answer)
    page.work.export()
    if yes:
        qtbot.waitUntil(lambda: bool(said) and "list.xlsx" in said[-1])
    assert path.exists() == yes
