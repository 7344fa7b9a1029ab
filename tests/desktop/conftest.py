"""Dresses the program as it is dressed at start, and types as a person types."""

import gc
import gettext
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

import forms.words
from desktop import language, theme
from desktop.collecting import collect_due
from desktop.theme import Mode
from forms.words import Language


@pytest.fixture(scope="session", autouse=True)
def lettered(qapp: QApplication) -> None:
    """Load the letters before anything is measured, as the start of the program does: what is
    measured once is kept."""
    theme.apply(qapp, Mode.LIGHT)


@pytest.fixture(scope="session", autouse=True)
def collected_here() -> Iterator[None]:
    """Collect garbage as the program does, see desktop.collecting."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Collect what a test leaves on the thread of the widgets."""
    yield
    collect_due()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Give the application in light colours and Kazakh."""
    theme.apply(qapp, Mode.LIGHT)
    language.use(Language.KK)
    yield qapp
    language.use(Language.KK)
    theme.apply(qapp, Mode.LIGHT)


class _Marked(gettext.NullTranslations):
    """Speaks every sentence with its language before it, so a test sees which one it is."""

    def __init__(self, lang: Language) -> None:
        super().__init__()
        self._lang = lang

    def gettext(self, message: str) -> str:
        """Give the sentence, marked."""
        return f"{self._lang.value}:{message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give the fitting form, marked."""
        return f"{self._lang.value}:{msgid1 if n == 1 else msgid2}"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every sentence be spoken with its language before it."""
    monkeypatch.setattr(forms.words, "catalogue", _Marked)


@pytest.fixture
def type_text(dressed: QApplication) -> Callable[[str], None]:
    """Type a text into whatever has the focus; keyClicks aborts on Kazakh letters."""

    def put(text: str) -> None:
        for letter in text:
            _press(dressed.focusWidget(), 0, letter)

    return put


@pytest.fixture
def press(dressed: QApplication) -> Callable[[Qt.Key], None]:
    """Press a key on whatever has the focus."""

    def put(key: Qt.Key) -> None:
        _press(dressed.focusWidget(), key, "")

    return put


def _press(widget: QWidget | None, key: int, text: str) -> None:
    assert widget is not None, "nothing has the focus"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)
