"""A list of three families in two villages, and ways to look into it and into its dialogs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.desk import Desk
from desktop.lists.list_columns import FIELD
from desktop.lists.record_list import RecordList
from desktop.parts.veil import VeiledDialog
from forms.dates import PartialDate
from forms.family import FAMILY
from forms.record import State
from forms.store.store import Relation, Where
from tests.desktop.cards import practice_desk
from tests.forms.store.stores import family, names

PEOPLE = {"Ғабдуллин Әли": "Ақкөл", "Қасым Айгүл": "Азат ауылы", "Өтеген Ұлбосын": "Азат ауылы"}
BIRTH = f"{FIELD}children.birth"
VILLAGE = f"{FIELD}settlement"
AZAT = Where("settlement", Relation.HAS_WORD, "азат")


@contextmanager
def three_families(path: Path) -> Iterator[Desk]:
    """Give a desk with three families in two villages, two children each."""
    with practice_desk(path) as found:
        for at, (name, village) in enumerate(PEOPLE.items()):
            record = replace(family(name, settlement=village), state=State.COMPLETE)
            for born in range(2010 + at, 2012 + at):
                child = names(f"Бала {born}") | {"birth": PartialDate(born)}
                record = record.add_row("children", child)
            with found.store.begin() as work:
                work.save(record, who="secretary", when=found.now())
        yield found


def shown_list(desk: Desk) -> RecordList:
    """Give the shown list of families, its rows in focus."""
    made = RecordList(desk, FAMILY)
    made.resize(1278, 560)
    made.fit(narrow=False)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.table.setFocus()
    return made


def titles(page: RecordList) -> list[str]:
    """Give the surnames in the list."""
    rows = (page.model.row(at) for at in range(page.model.rowCount()))
    return [row.title.split()[0] for row in rows if row is not None]


def cells(page: RecordList, key: str) -> list[str]:
    """Give what a shown column says, row by row."""
    at = page.model.columns.index(key)
    return [str(page.model.index(row, at).data()) for row in range(page.model.rowCount())]


def in_dialog(kind: type[VeiledDialog], do: Callable[[VeiledDialog], object]) -> None:
    """Do something with the next dialog as soon as it is there; close it if it stays."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), dialog
        try:
            do(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, act)


def press_in(widget: QWidget, key: Qt.Key, control: bool = False) -> None:
    """Press a key in a widget."""
    how = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, how))
