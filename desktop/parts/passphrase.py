"""The line for a passphrase: an eye to look at it, the keyboard's language, and Caps Lock told."""

import sys

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from desktop import icons
from desktop.language import SHORT, keep_spoken, tr
from desktop.parts.fields import LineEdit
from desktop.parts.texts import mark
from forms.words import Language

VK_CAPITAL = 0x14
SHOWS = Qt.Key.Key_F4


def keyboard() -> str:
    """Give the language of the keyboard in three letters; empty when Qt cannot tell."""
    code = QGuiApplication.inputMethod().locale().name()[:2].lower()
    if code in tuple(Language):
        return SHORT[Language(code)]
    return "" if code in ("", "c") else code.upper()


def caps_lock(event: QKeyEvent, before: bool) -> bool:
    """Tell whether Caps Lock is on, as far as it can be heard.

    Windows says it; elsewhere a capital letter without Shift betrays it, and so does a small one
    with Shift.
    """
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(VK_CAPITAL) & 1)
    text = event.text()
    if not text or text.upper() == text.lower():
        return before
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return (text == text.upper()) != shifted


class PassphraseEdit(LineEdit):
    """Signals: caps_changed(on) and keyboard_changed(words); show_plain makes it readable, and so
    does F4."""

    caps_changed = Signal(bool)
    keyboard_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._caps = False
        self._eye = QToolButton(self)
        self._eye.setCheckable(True)
        self._eye.setIconSize(QSize(16, 16))
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        # Tab goes on to the next line: with the focus here the spaces typed next would press it.
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.toggled.connect(self.show_plain)
        keep_spoken(self._eye, self._name_eye, lambda: tr("Show the passphrase"))
        self.setTextMargins(0, 0, 28, 0)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.show_plain(False)
        QGuiApplication.inputMethod().localeChanged.connect(self._tell_keyboard)

    def set_state(self, state: str) -> None:
        """Dress it: "" or error; the eye keeps its room."""
        mark(self, state=state)

    def show_plain(self, plain: bool) -> None:
        """Show what is typed, or dots."""
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if plain else mode.Password)
        self._eye.setIcon(icons.icon("action.hide" if plain else "action.show"))
        self._eye.setChecked(plain)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key, and listen for Caps Lock."""
        if event.key() == SHOWS:
            self._eye.toggle()
            return
        super().keyPressEvent(event)
        self._hear(caps_lock(event, self._caps))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Listen for Caps Lock itself going off."""
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_CapsLock:
            self._hear(caps_lock(event, False))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the keyboard's language."""
        super().focusInEvent(event)
        self._tell_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the right end."""
        super().resizeEvent(event)
        self._eye.setGeometry(self.width() - 30, (self.height() - 24) // 2, 26, 24)

    def _hear(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_changed.emit(on)

    def _tell_keyboard(self) -> None:
        self.keyboard_changed.emit(keyboard())

    def _name_eye(self, words: str) -> None:
        self._eye.setAccessibleName(words)
        self._eye.setToolTip(f"{words} ({QKeySequence(SHOWS).toString()})")
