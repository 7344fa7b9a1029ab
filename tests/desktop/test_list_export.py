"""A list leaves the vault only knowingly, whole, and is noted without names."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.language import told, tr
from desktop.lists import list_export
from desktop.lists.export_dialog import NO_PASSPHRASE, ExportDialog, PasswordDialog
from desktop.lists.list_columns import FIELD, Columns
from desktop.lists.list_export import Exported, Wanted, export_list
from desktop.lists.list_looks import LOOKS
from desktop.lists.record_list import RecordList
from forms.family import FAMILY
from forms.findings import Finding
from forms.record import State
from forms.store.store import Deed, Query
from forms.store.tries import FREE, forget, remembered
from tests.desktop.cards import practice_desk
from tests.desktop.clipping import clipped
from tests.desktop.offices import answer
from tests.encrypted import clear_book
from tests.forms.store.stores import family
from tests.forms.store.vaults import PASS

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


def page_of(done: object) -> Worksheet:
    """Read a list back that was written, with the password that was told."""
    assert isinstance(done, Exported)
    (page,) = load_workbook(clear_book(done.path, done.password)).worksheets
    return page


def rows_in(done: object) -> list[list[object]]:
    """Give its cells."""
    return [[cell.value for cell in row] for row in page_of(done).iter_rows()]


def test_a_list_is_written_as_seen_and_texts_stay_texts(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    done = export_list(desk, wanted(), path, PASS)
    assert isinstance(done, Exported) and (done.path, done.cards) == (path, 2)
    head, first, second = rows_in(done)
    assert len(head) == len(SHOWN)
    assert first == ["1132-2026-0001", f"{FORMULA} Ана", 1, "+7 ауыл", "Есепте"]
    assert second[1] == "Қасым Айгүл"
    cells = [cell for row in page_of(done).iter_rows() for cell in row]
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.quotePrefix for cell in texts if str(cell.value).startswith(("=", "+")))


def test_every_row_is_written_and_not_only_a_page(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_export, "BATCH", 3)
    keep(desk, *(f"Қасым {n}" for n in range(7)))
    done = export_list(desk, wanted("қасым"), tmp_path / "a.xlsx", PASS)
    assert isinstance(done, Exported) and done.cards == 8
    assert len(rows_in(done)) == 9


def test_it_is_noted_without_names(desk: Desk, tmp_path: Path) -> None:
    export_list(desk, wanted(), tmp_path / "a.xlsx", PASS)
    with desk.store.reading() as reading:
        noted = reading.journal()[0]
    assert (noted.deed, noted.who) == (Deed.LIST_EXPORTED, "secretary")
    assert (noted.form, noted.record, noted.about) == ("family", "", "2")


def test_a_refusal_of_the_disk_is_told_and_not_noted(desk: Desk, tmp_path: Path) -> None:
    refused = export_list(desk, wanted(), tmp_path / "nowhere" / "a.xlsx", PASS)
    assert isinstance(refused, Finding)
    with desk.store.reading() as reading:
        assert Deed.LIST_EXPORTED not in [one.deed for one in reading.journal()]


def test_an_unlocked_desk_alone_gives_no_list_away(desk: Desk, tmp_path: Path) -> None:
    """Whoever does not know the passphrase writes nothing, and tries no more than at the gate."""
    path = tmp_path / "a.xlsx"
    for _ in range(FREE):
        refused = export_list(desk, wanted(), path, "not the passphrase")
        assert isinstance(refused, Finding) and refused.rule == "A07"
    waits = export_list(desk, wanted(), path, PASS)
    assert isinstance(waits, Finding) and waits.rule == "V38"
    assert not path.exists() and len(remembered(desk.store.vault.path)) == FREE
    forget(desk.store.vault.path)
    assert isinstance(export_list(desk, wanted(), path, PASS), Exported)


def asked(desk: Desk, tmp_path: Path) -> tuple[RecordList, list[str]]:
    """Give a page that writes to a file, and what it tells."""
    page, said = RecordList(desk, FAMILY), list[str]()
    page.resize(1278, 560)
    page.show()
    page.work.choose = lambda _parent, _name: tmp_path / "list.xlsx"
    page.told.connect(said.append)
    return page, said


def test_it_asks_in_plain_words_and_shows_the_password_once(
    desk: Desk, tmp_path: Path, qtbot: QtBot, type_text: Callable[[str], None]
) -> None:
    page, said = asked(desk, tmp_path)
    shown: list[str] = []

    def ask_first() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog) and clipped(dialog) == []
        dialog.yes.click()  # nothing was typed yet
        assert dialog.finding.text() == told(NO_PASSPHRASE) and dialog.passphrase.hasFocus()
        type_text("not it")
        dialog.yes.click()
        qtbot.waitUntil(lambda: not dialog.busy)
        assert dialog.isVisible() and dialog.passphrase.text() == "not it"
        dialog.passphrase.clear()
        type_text(PASS)
        QTimer.singleShot(0, read_it)
        dialog.yes.click()

    def read_it() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PasswordDialog):
            QTimer.singleShot(5, read_it)
            return
        assert clipped(dialog) == []
        dialog.copy.click()
        shown.append(QGuiApplication.clipboard().text())
        dialog.reject()
        assert dialog.isVisible()  # it was not confirmed that somebody read it
        dialog.have_it.click()

    QTimer.singleShot(0, ask_first)
    page.work.export()
    assert "list.xlsx" in said[-1]
    numbers = {row[0] for row in rows_in(Exported(tmp_path / "list.xlsx", 2, shown[0]))[1:]}
    assert numbers == {"1132-2026-0001", "1132-2026-0002"}


def test_going_back_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    page, said = asked(desk, tmp_path)
    answer([Qt.Key.Key_Escape])
    page.work.export()
    assert said == [tr("Nothing was written.")] and not (tmp_path / "list.xlsx").exists()
