"""Icons by their meaning, drawn from QtAwesome's Phosphor font in the colours in force.

Only the font and its table of names are read from the package: importing it loads nine more
fonts and costs a fifth of a second, which the first window has not got.
"""

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from desktop import theme
from desktop.guarded import guarded

NAMES: Mapping[str, str] = {
    "place.today": "sun-horizon",
    "place.families": "users-three",
    "place.cases": "scales",
    "place.returns": "table",
    "place.merge": "git-merge",
    "place.history": "clock-counter-clockwise",
    "place.settings": "gear",
    "state.hard": "warning-octagon-fill",
    "state.soft": "warning-fill",
    "state.info": "info-fill",
    "state.ok": "check-circle-fill",
    "state.saved": "check-circle",
    "state.empty": "circle",
    "state.none": "minus",
    "state.draft": "pencil-simple",
    "state.locked": "lock-simple",
    "state.copied": "copy-simple",
    "state.term": "clock",
    "state.near": "clock-fill",
    "state.missing": "minus-circle",
    "state.revision": "files",
    "state.left": "sign-out",
    "action.add": "plus",
    "action.new": "plus-circle",
    "action.write": "note-pencil",
    "action.print": "printer",
    "action.hand_in": "paper-plane-tilt",
    "action.import": "download-simple",
    "action.open": "folder-open",
    "action.pdf": "file-pdf",
    "action.excel": "table",
    "action.report": "file-text",
    "action.check": "check-bold",
    "action.again": "arrow-clockwise",
    "action.find": "magnifying-glass",
    "action.filter": "funnel",
    "action.keep": "bookmark-simple",
    "action.call": "phone",
    "action.show": "eye",
    "action.hide": "eye-slash",
    "action.lock": "lock-simple",
    "action.undo": "arrow-counter-clockwise",
    "action.redo": "arrow-clockwise",
    "action.restore": "clock-counter-clockwise",
    "action.practise": "student",
    "action.clear": "x",
    "action.delete": "trash",
    "action.list": "list-bullets",
    "action.columns": "columns",
    "action.back": "arrow-left",
    "action.on": "arrow-right",
    "action.link": "arrow-square-out",
    "action.key": "key",
    "fold.open": "caret-down",
    "fold.closed": "caret-right",
    "fold.up": "caret-up",
    "fact.disk": "hard-drives",
    "fact.offline": "wifi-slash",
    "fact.calendar": "calendar-blank",
    "fact.people": "users",
    "fact.meeting": "users-four",
    "fact.house": "house",
    "fact.keyboard": "keyboard",
    "fact.help": "question",
    "fact.file": "file",
    "fact.safe": "shield-check",
    "fact.chart": "chart-bar",
}
"""Meaning -> Phosphor 1.3 name; the left side is what screens write."""


@cache
def _home() -> Path:
    found = importlib.util.find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("the package QtAwesome is missing")
    return Path(found.submodule_search_locations[0]) / "fonts"


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(next(_home().glob("phosphor-1*.ttf"))))
    if number < 0:
        raise RuntimeError("the Phosphor font cannot be loaded")
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _charmap() -> str:
    return next(_home().glob("phosphor-charmap-*.json")).read_text(encoding="utf-8")


@cache
def sign(name: str) -> str:
    """Give the letter of the icon font that draws a meaning; KeyError when it is not known.

    The table is searched as text: reading it whole would cost more than the few names at start.
    """
    found = _charmap().partition(f'"{NAMES[name]}": "0x')[2].partition('"')[0]
    if not found:
        raise KeyError(NAMES[name])
    return chr(int(found, 16))


def paint(painter: QPainter, name: str, place: QRect | QRectF, tone: str = "ink2") -> None:
    """Draw an icon into a place, square and centred, in the colour of a token."""
    box = QRectF(place)
    side = min(box.width(), box.height())
    face = QFont(_family())
    face.setPixelSize(round(side))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setFont(face)
    painter.setPen(theme.color(tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign(name))
    painter.restore()


def pixmap(name: str, size: int, dpr: float = 1.0, tone: str = "ink2") -> QPixmap:
    """Give an icon as a picture of size logical px for a screen of that pixel ratio."""
    picture = QPixmap(QSize(round(size * dpr), round(size * dpr)))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, QRectF(0, 0, size, size), tone)
    painter.end()
    return picture


def stamp(painter: QPainter, name: str, left: int, top: int, tone: str = "ink2") -> None:
    """Draw an icon of 14 px as a table does, some dozen a picture: from a picture made once."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(left, top, _stamped(name, ratio, tone, getattr(theme.tokens(), tone)))


@cache
def _stamped(name: str, ratio: float, tone: str, _colour: str) -> QPixmap:
    return pixmap(name, 14, ratio, tone)


class _Engine(QIconEngine):
    """Draws at the moment of painting, so a change of theme needs no cache to be emptied."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    @guarded
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon, greyed when its button cannot be used."""
        paint(painter, self._name, rect, "disabled" if mode == QIcon.Mode.Disabled else self._tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Give the picture in real pixels, as Qt asks for it."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Give another engine of the same icon."""
        return _Engine(self._name, self._tone)


@cache
def _engine(name: str, tone: str) -> tuple[_Engine, QIcon]:
    engine = _Engine(name, tone)
    return engine, QIcon(engine)


def icon(name: str, tone: str = "ink2") -> QIcon:
    """Give an icon for a button or a menu; it follows the theme by itself."""
    sign(name)
    return _engine(name, tone)[1]
