"""The language of the screens: the current one, its change, and sentences spoken in it."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from forms.findings import Finding
from forms.words import Language, say, say_n

NAMES = {Language.KK: "Қазақша", Language.RU: "Русский", Language.EN: "English"}
"""Each language in its own words, as on the unlock page."""

SHORT = {Language.KK: "ҚАЗ", Language.RU: "РУС", Language.EN: "ENG"}
"""Each language as on the menu strip."""


class _Watch(QObject):
    """Tells that the language changed, before any screen is asked to speak again."""

    changed = Signal()


watch = _Watch()
_now: Language = Language.KK
_qt_words: list[QTranslator] = []


def current() -> Language:
    """Give the language of the screens."""
    return _now


def use(lang: Language) -> None:
    """Make a language the current one; Qt's own dialogs follow, and every screen speaks again."""
    global _now  # the one place that holds it: see the house rules
    _now = lang
    QLocale.setDefault(QLocale(lang.value))
    _install_qt_words(lang)
    watch.changed.emit()


def tr(sentence: str, **values: object) -> str:
    """Speak an English sentence in the current language, its {names} filled."""
    return say(sentence, _now, values)


def tr_n(one: str, many: str, n: int, **values: object) -> str:
    """Speak a sentence that counts; {n} is filled by itself."""
    return say_n((one, many), n, _now, values)


def told(finding: Finding) -> str:
    """Speak a finding in the current language."""
    return finding.say(_now)


def day(value: date | None) -> str:
    """Write a day as offices write it, 31.03.2026; Qt's Kazakh short date has two-digit years."""
    return value.strftime("%d.%m.%Y") if value else ""


def moment(value: datetime) -> str:
    """Write a moment of this computer's clock, 31.03.2026 10:42."""
    return value.astimezone().strftime("%d.%m.%Y %H:%M")


class _Kept(QObject):
    """One sentence that stays on the screen and is spoken again in every new language."""

    def __init__(self, owner: QObject, put: Callable[[str], object], speak: Callable[[], str]):
        super().__init__(owner)
        self._put = put
        self._speak = speak
        watch.changed.connect(self.again)
        self.again()

    def again(self) -> None:
        """Speak the sentence in the language of now."""
        self._put(self._speak())


def keep(owner: QObject, put: Callable[[str], object], sentence: str, **values: object) -> None:
    """Put a marked sentence on the screen, now and after every change of language.

    owner is the widget whose life ends the promise: keep(label, label.setText, N_("Vault")).
    """
    _Kept(owner, put, lambda: say(sentence, _now, values))


def keep_spoken(owner: QObject, put: Callable[[str], object], speak: Callable[[], str]) -> None:
    """The same for a text that takes more than one sentence; speak gives it whole."""
    _Kept(owner, put, speak)


def _install_qt_words(lang: Language) -> None:
    app = QCoreApplication.instance()
    if app is None:
        return
    for old in _qt_words:
        app.removeTranslator(old)
    _qt_words.clear()
    home = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    words = QTranslator(app)
    if lang is not Language.EN and words.load(f"qtbase_{lang.value}", home):
        app.installTranslator(words)
        _qt_words.append(words)
