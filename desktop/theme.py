"""The colours, type sizes and one application style sheet; no other file names a colour."""

import importlib.util
import sys
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from math import ceil
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

import resources


class Mode(StrEnum):
    """What the person chose: as the system does, always light or always dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the program by its use; a screen names a token and never a colour."""

    canvas: str
    surface: str
    raised: str
    band: str
    rail: str
    zebra: str
    readonly: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hi: str
    on_accent: str
    accent_soft: str
    accent_line: str
    sel: str
    hover: str
    err: str
    err_soft: str
    soft: str
    soft_soft: str
    info: str
    info_soft: str
    ok: str
    ok_soft: str
    draft: str
    draft_soft: str
    disabled: str
    mark: str
    arch: str
    on_arch: str
    arch_line: str
    shadow: str


LIGHT = Tokens(
    canvas="#F2F5F6",
    surface="#FFFFFF",
    raised="#FAFBFC",
    band="#E8EDEF",
    rail="#E8EDEF",
    zebra="#F8FAFA",
    readonly="#F0F3F4",
    line="#D6DDE1",
    edge="#7D8A93",
    ink="#16212A",
    ink2="#44525C",
    ink3="#5C6973",
    accent="#0B5C6E",
    accent_hi="#094957",
    on_accent="#FFFFFF",
    accent_soft="#E0EEF1",
    accent_line="#9AC4CD",
    sel="#DCECEF",
    hover="#EEF3F4",
    err="#B3261E",
    err_soft="#FCEEEC",
    soft="#855100",
    soft_soft="#FFF5DF",
    info="#2A5A9C",
    info_soft="#EAF1FA",
    ok="#1D6A3A",
    ok_soft="#E7F3EB",
    draft="#5A4A86",
    draft_soft="#F1EEF8",
    disabled="#8B979F",
    mark="#094957",
    arch="#0B5C6E",
    on_arch="#FFFFFF",
    arch_line="#1C6B7D",
    shadow="#16212A",
)
DARK = Tokens(
    canvas="#12171A",
    surface="#1A2125",
    raised="#1F272C",
    band="#222B30",
    rail="#171D21",
    zebra="#1D2429",
    readonly="#20282D",
    line="#334048",
    edge="#77868F",
    ink="#E9EEF0",
    ink2="#BBC7CD",
    ink3="#97A5AD",
    accent="#74C7D8",
    accent_hi="#93D6E4",
    on_accent="#04222A",
    accent_soft="#17363E",
    accent_line="#33636E",
    sel="#1C3B44",
    hover="#252F35",
    err="#FF9F94",
    err_soft="#3B2220",
    soft="#F0C069",
    soft_soft="#352B16",
    info="#9EC4F7",
    info_soft="#1D2B40",
    ok="#88D3A0",
    ok_soft="#1A3124",
    draft="#C4B5F0",
    draft_soft="#2A2440",
    disabled="#6C7A83",
    mark="#094957",
    arch="#0D3C48",
    on_arch="#FFFFFF",
    arch_line="#1A505D",
    shadow="#000000",
)

TYPE = {
    "key": 11,
    "small": 12,
    "body": 13,
    "typed": 14,
    "head": 15,
    "lead": 16,
    "title": 20,
    "figure": 26,
    "mark": 40,
}
"""Type sizes in px at 100 %; `body` is for tables, lists and labels, `typed` for what is typed."""

VEIL = 0.28
"""How much of the veil's shadow lies over the window below a dialog."""

FAMILY = "Roboto"


class _Watch(QObject):
    """Tells that the colours changed, to the few who keep a picture of them."""

    changed = Signal()


watch = _Watch()
_now: Tokens = LIGHT


def tokens() -> Tokens:
    """Give the colours in force."""
    return _now


def color(token: str, alpha: float = 1.0) -> QColor:
    """Give one colour in force by the name of its token; AttributeError when there is none."""
    found = _color(getattr(_now, token))
    if alpha < 1:
        found = QColor(found)
        found.setAlphaF(alpha)
    return found


@cache
def _color(name: str) -> QColor:
    return QColor(name)  # made once: a table asks for some hundred a picture


@cache
def text_scale() -> float:
    """Give how much larger the person asked Windows to write, 1.0 elsewhere."""
    if sys.platform != "win32":
        return 1.0
    place = QSettings(
        r"HKEY_CURRENT_USER\Software\Microsoft\Accessibility", QSettings.Format.NativeFormat
    )
    found = place.value("TextScaleFactor", 100)
    percent = int(found) if isinstance(found, int | str) else 100
    return max(1.0, min(percent / 100, 1.5))


def px(step: str) -> int:
    """Give the size of one step of the type scale, in px."""
    return round(TYPE[step] * text_scale())


def font(step: str, strong: bool = False) -> QFont:
    """Give the font of one step of the type scale; strong is weight 500, else 400."""
    found = QFont(FAMILY)
    found.setPixelSize(px(step))
    found.setWeight(QFont.Weight.Medium if strong else QFont.Weight.Normal)
    return found


def face(step: str, strong: bool = False) -> tuple[QFont, QFontMetrics]:
    """Give a font and what is measured with it, made once for each size: tables ask for some
    hundred a picture."""
    return _face(step, px(step), strong)


@cache
def _face(step: str, _size: int, strong: bool) -> tuple[QFont, QFontMetrics]:
    made = font(step, strong)
    return made, QFontMetrics(made)


class Letters(dict[str, float]):
    """How wide each letter of a font is, measured when it is first asked for."""

    def __init__(self, step: str, strong: bool) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(font(step, strong))

    def __missing__(self, letter: str) -> float:
        """Measure one letter."""
        self[letter] = self._metrics.horizontalAdvance(letter)
        return self[letter]

    def reach(self, text: str) -> int:
        """Give how wide a text of one line is at most, in a fourth of the time of measuring it."""
        return ceil(sum(map(self.__getitem__, text)))


def letters(step: str, strong: bool = False) -> Letters:
    """Give the letters of a font."""
    return _letters(step, px(step), strong)


@cache
def _letters(step: str, _size: int, strong: bool) -> Letters:
    return Letters(step, strong)


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours as WCAG 2.2 defines it."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def apply(app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
    """Dress the whole program in the colours of a mode; again whenever the system's change.

    A Windows high-contrast theme is left alone: then no style sheet is set.
    """
    global _now  # the one place that holds what is in force
    dark = mode is Mode.DARK or (mode is Mode.SYSTEM and _system_is_dark(app))
    _now = DARK if dark else LIGHT
    if app.property("panaMode") is None:
        _load_fonts()
        if app.style().name() != "fusion":  # where it is the system's own, it is made already
            app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(lambda: _follow(app))
    app.setProperty("panaMode", mode.value)
    app.setFont(font("body"))
    if not _high_contrast(app):
        app.setPalette(_palette(_now))
        app.setStyleSheet(sheet(_now))
    watch.changed.emit()


def sheet(chosen: Tokens) -> str:
    """Give the style sheet of the program, its names filled from the tokens and type sizes."""
    names = {field.name: getattr(chosen, field.name) for field in fields(chosen)}
    sizes = {f"t_{step}": f"{px(step)}px" for step in TYPE}
    return Template(resources.text("style.qss")).substitute(names | sizes)


def _follow(app: QApplication) -> None:
    if app.property("panaMode") == Mode.SYSTEM.value:
        apply(app, Mode.SYSTEM)


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _high_contrast(app: QApplication) -> bool:
    hints = app.styleHints()  # held, or Qt lets go of what it hands out
    access = hints.accessibility()
    asked = access.contrastPreference()
    return sys.platform == "win32" and asked is Qt.ContrastPreference.HighContrast


def _load_fonts() -> None:
    """Load the two weights used; the package is found but not imported, which is quicker."""
    found = importlib.util.find_spec("font_roboto")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("the package font-roboto is missing")
    home = Path(found.submodule_search_locations[0]) / "files"
    for name in ("Roboto-Regular.ttf", "Roboto-Medium.ttf"):
        if QFontDatabase.addApplicationFont(str(home / name)) < 0:
            raise RuntimeError(f"the font {name} cannot be loaded")


def _luminance(name: str) -> float:
    found = QColor(name)
    parts = (found.redF(), found.greenF(), found.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _palette(chosen: Tokens) -> QPalette:
    role = QPalette.ColorRole
    painted = QPalette()
    for where, name in (
        (role.Window, chosen.canvas),
        (role.WindowText, chosen.ink),
        (role.Base, chosen.surface),
        (role.AlternateBase, chosen.zebra),
        (role.Text, chosen.ink),
        (role.Button, chosen.surface),
        (role.ButtonText, chosen.ink),
        (role.ToolTipBase, chosen.surface),
        (role.ToolTipText, chosen.ink),
        (role.PlaceholderText, chosen.ink3),
        (role.Highlight, chosen.accent),
        (role.HighlightedText, chosen.on_accent),
        (role.Accent, chosen.accent),
        (role.Link, chosen.accent),
        (role.LinkVisited, chosen.accent),
        (role.Light, chosen.surface),
        (role.Midlight, chosen.band),
        (role.Mid, chosen.line),
        (role.Dark, chosen.edge),
        (role.Shadow, chosen.shadow),
    ):
        painted.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        painted.setColor(QPalette.ColorGroup.Disabled, where, QColor(chosen.disabled))
    return painted
