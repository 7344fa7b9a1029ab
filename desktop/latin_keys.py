"""Lets Ctrl and Alt with a letter or digit work whatever layout the keyboard has.

Where a system knows no Latin layout besides the Kazakh one, Ctrl with the key of S comes as
Ctrl+Ы, and with the key of 2 as Ctrl+Ә: no command is called so.  The place of the key on the
keyboard tells which one was meant.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QWindow,
)
from PySide6.QtWidgets import QApplication, QWidget

ROWS = {2: "1234567890-=", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
"""Number of the first key of a row on the keyboard → what the keys of the row say in Latin."""

PLACES = {first + at: letter for first, row in ROWS.items() for at, letter in enumerate(row)}
BEFORE = {"xcb": 8, "wayland": 8}
"""By how much a system's numbers of keys are larger than those of the keyboard."""

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LATIN = 0x7F
SPECIAL = 0x01000000


def meant(key: int, place: int, held: Qt.KeyboardModifier) -> int:
    """Give the key that was meant by a letter of another script pressed with Ctrl or Alt, or by a
    sign on a key that is a digit elsewhere (6 is the comma, 7 the point, 1 the quote in Kazakh):
    that which lies at its place; 0 where the key may stand as it is."""
    letter = PLACES.get(place, "")
    sign = letter.isdigit() and not held & SHIFT and not chr(min(key, LATIN)).isalnum()
    strange = key > LATIN or sign
    return ord(letter) if letter and key < SPECIAL and strange and held & (CONTROL | ALT) else 0


def listen(window: QWidget) -> None:
    """Let the keys of a shown window be heard before it, on systems whose Qt gives them as they
    are; Windows gives the Latin key with the other, and nothing is needed there."""
    less = BEFORE.get(QGuiApplication.platformName())
    handle = window.windowHandle()
    if less is not None and not handle.findChildren(LatinKeys):
        handle.installEventFilter(LatinKeys(handle, window, less))


class LatinKeys(QObject):
    """Presses the key that was meant, where a window gets one of another script."""

    def __init__(self, handle: QWindow, window: QWidget, less: int) -> None:
        super().__init__(handle)
        self._window, self._less = window, less

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys alone."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers()
        key = meant(event.key(), event.nativeScanCode() - self._less, held)
        return bool(key) and press(self._window, key, held)


def press(window: QWidget, key: int, held: Qt.KeyboardModifier) -> bool:
    """Do what a key does: a widget may want it for itself, else a command has it, else it is
    pressed on the widget; False for a key with Alt that no command has, a letter of a menu."""
    target = QApplication.focusWidget() or window
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
    asked.ignore()
    QApplication.sendEvent(target, asked)
    command = None if asked.isAccepted() else _command(window, key, held)
    if isinstance(command, QAction):
        command.trigger()
    elif command is not None:
        command.activated.emit()
    elif not held & CONTROL:
        return False
    else:
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, held))
    return True


def _command(window: QWidget, key: int, held: Qt.KeyboardModifier) -> QAction | QShortcut | None:
    wanted = QKeySequence(QKeyCombination(held, Qt.Key(key)))
    return next((one for one in _commands(window) if _keys(one) == wanted), None)


def _keys(command: QAction | QShortcut) -> QKeySequence:
    return command.shortcut() if isinstance(command, QAction) else command.key()


def _commands(window: QWidget) -> Iterator[QAction | QShortcut]:
    yield from (one for one in window.findChildren(QAction) if one.isEnabled())
    for one in window.findChildren(QShortcut):
        where = one.parent()
        if one.isEnabled() and isinstance(where, QWidget) and where.isVisible():
            yield one
