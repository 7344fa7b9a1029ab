"""A practice office with a quarter to report, its returns as files, and answers to dialogs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from desktop.admission import create_desk, open_desk
from desktop.desk import Desk
from desktop.practising import make_practice_vault
from forms.findings import Finding
from forms.record import Record
from reports.period import Period

TODAY = date(2026, 10, 2)
PERIOD = Period(2026, 3)
OFFICE, OBLAST = "KDN-1132", "KDN-1100"
PASSPHRASE = "a made-up passphrase"


@cache
def _made() -> bytes:
    """Make one practice vault for all tests of a run; each test works on a copy of its bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.pana"
        desk = make_practice_vault(
            path, PASSPHRASE, OFFICE, PERIOD, families=14, cases=6, seed=5, day=lambda: TODAY
        )
        assert not isinstance(desk, Finding)
        desk.store.vault.close()
        return path.read_bytes()


@contextmanager
def practice_office(folder: Path, today: date = TODAY) -> Iterator[Desk]:
    """Open a copy of the practice vault."""
    path = folder / "practice.pana"
    path.write_bytes(_made())
    desk = open_desk(path, PASSPHRASE, lambda: today)
    assert not isinstance(desk, Finding)
    try:
        yield replace(desk, who="secretary")
    finally:
        desk.store.vault.close()


def add_draft(desk: Desk, surname: str = "Нұрмұхамбетова") -> Record:
    """Keep a family card that is not complete, registered in the quarter."""
    draft = Record.blank("family").replace("registered_on", date(2026, 9, 10))
    draft = draft.add_row("parents", {"surname": surname, "name": "Гүлнәр"})
    with desk.store.begin() as work:
        return work.save(draft, who=desk.who, when=datetime(2026, 10, 2, 5, 42, tzinfo=UTC))


@contextmanager
def empty_office(folder: Path, office: str, today: date = TODAY) -> Iterator[Desk]:
    """Open a new vault without cards."""
    made = create_desk(
        folder / "empty.pana",
        PASSPHRASE,
        office,
        Period(2026, 1),
        practice=True,
        day=lambda: today,
    )
    assert not isinstance(made, Finding)
    desk, _ = made
    try:
        yield desk
    finally:
        desk.store.vault.close()


def answer(keys: Sequence[Qt.Key | str], seen: Callable[[QDialog], object] | None = None) -> None:
    """Press keys, or type letters, in the next modal dialog; seen looks at it first."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog), "no dialog is open"
        if seen is not None:
            seen(dialog)
        for key in keys:
            focus = cast(QWidget | None, dialog.focusWidget())  # the stubs forget None
            _press(dialog if focus is None else focus, key)

    QTimer.singleShot(0, act)


def send(key: Qt.Key | str) -> None:
    """Press a key, or type a letter, on whatever has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    _press(widget, key)


def _press(widget: QWidget, key: Qt.Key | str) -> None:
    code, text = (key, "") if isinstance(key, Qt.Key) else (0, key)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)


def texts(widget: QDialog) -> str:
    """Give every text that a dialog shows, one under the other."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
