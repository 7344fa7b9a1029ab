"""The rows of a list painted in one go look as the delegate paints them, cell by cell."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.lists.list_columns import FIELD
from desktop.lists.list_table import ListTable
from desktop.lists.record_list import RecordList
from forms.codes import code
from forms.family import FAMILY
from forms.record import Record, State
from forms.words import Language
from tests.desktop.cards import TODAY, practice_desk
from tests.forms.store.stores import family

LONG = "Ұзақбайғазы-Нұрмұхаммедұлы Құлахметбайғалиұлының Әбдірахымжапары"


@pytest.fixture
def page(tmp_path: Path, dressed: QApplication, qtbot: QtBot) -> Iterator[RecordList]:
    """Show a list of complete, removed and unfinished cards."""
    language.use(Language.KK)
    with practice_desk(tmp_path) as desk:
        made = [replace(family(f"Қасым Әли {n}"), state=State.COMPLETE) for n in range(30)]
        gone = made[-2].replace("removed_on", TODAY - timedelta(days=3))
        made[-2] = gone.replace("removal_reason", code("removal_reason", "01"))
        made[-4] = made[-4].replace("settlement", "Ақкөл\nЕсіл көшесі " * 4)
        with desk.store.begin() as work:
            for card in (*made, family(LONG), family("")):
                work.save(card, who="secretary", when=desk.now())
        shown = RecordList(desk, FAMILY)
        qtbot.addWidget(shown)
        shown.resize(1278, 560)
        shown.show()
        qtbot.waitExposed(shown)
        yield shown


def with_fields(page: RecordList) -> None:
    page.work.show_columns((*page.arranged.columns, f"{FIELD}settlement", f"{FIELD}children.birth"))


def narrow(page: RecordList) -> None:
    with_fields(page)
    page.resize(700, 560)


def to_the_middle(page: RecordList) -> None:
    narrow(page)
    page.table.verticalScrollBar().setValue(57)
    page.table.horizontalScrollBar().setValue(61)


def with_the_keys(page: RecordList) -> None:
    page.activateWindow()
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(2, 0))


def mirrored_order(page: RecordList) -> None:
    page.work.sort_by("title")


@pytest.mark.parametrize(
    "stand", [lambda _: None, with_fields, narrow, to_the_middle, with_the_keys, mirrored_order]
)
def test_a_list_looks_as_the_delegate_paints_it(
    page: RecordList, stand: Callable[[RecordList], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(page)
    QApplication.processEvents()
    mine = picture(page.table)
    monkeypatch.setattr("desktop.lists.list_table.ListModel", Record)  # no list: left to Qt
    assert mine == picture(page.table)


def test_the_row_below_the_mouse_is_told(page: RecordList) -> None:
    rows = page.table
    before = picture(rows)
    place = QPoint(200, rows.rowViewportPosition(3) + 10)
    QCursor.setPos(rows.viewport().mapToGlobal(place))
    rows.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    after = picture(rows)
    changed = [row for row in range(8) if stripe(before, rows, row) != stripe(after, rows, row)]
    assert changed == [3]


def picture(table: ListTable) -> QImage:
    return table.viewport().grab().toImage()


def stripe(image: QImage, table: ListTable, row: int) -> QImage:
    top, ratio = table.rowViewportPosition(row), image.devicePixelRatio()
    return image.copy(0, round(top * ratio), image.width(), round(table.rowHeight(row) * ratio))
