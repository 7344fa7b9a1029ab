"""Pills, keycaps and the row of keys: small chips that are painted, not built of labels."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop import icons, theme
from desktop.guarded import guarded
from desktop.page import Hint, PillText
from desktop.parts.texts import Label

PILL_HEIGHT = 22
TONES = {
    "err": ("err", "err_soft", ""),
    "soft": ("soft", "soft_soft", ""),
    "info": ("info", "info_soft", ""),
    "ok": ("ok", "ok_soft", ""),
    "draft": ("draft", "draft_soft", "draft"),
    "accent": ("accent", "accent_soft", "accent_line"),
    "plain": ("ink2", "band", ""),
}
"""Tone -> tokens of text, ground and border (none: no border)."""


PRINTED = {"Return": "Enter", "PgDown": "PgDn", "Left": "←", "Right": "→"}
"""What Qt calls a key → what is printed on it."""


def pill_width(pill: PillText) -> int:
    """Give how wide a pill is."""
    text = QFontMetrics(theme.font("small", strong=True)).horizontalAdvance(pill.text)
    return text + 20 + (20 if pill.icon else 0)


def paint_pill(painter: QPainter, place: QRectF, pill: PillText) -> None:
    """Draw a pill at the left of a place, centred in its height."""
    tone, ground, border = TONES[pill.tone]
    width = min(float(pill_width(pill)), place.width())
    box = QRectF(place.x(), place.center().y() - PILL_HEIGHT / 2, width, PILL_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.color(ground))
    painter.setPen(QPen(theme.color(border), 1) if border else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 10.5, 10.5)
    left = box.left() + 10
    if pill.icon:
        icons.paint(painter, pill.icon, QRectF(left, box.center().y() - 7, 14, 14), tone)
        left += 20
    painter.setFont(theme.font("small", strong=tone != "ink2"))
    painter.setPen(theme.color(tone))
    words = QRectF(left, box.top(), box.right() - left, box.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, pill.text)
    painter.restore()


class Pill(QWidget):
    """A state in words on its soft colour, with an icon."""

    def __init__(self, pill: PillText | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._pill = PillText("")
        self.show_pill(pill or PillText(""))

    def show_pill(self, pill: PillText) -> None:
        """Show another state."""
        self._pill = pill
        self.setAccessibleName(pill.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the words and the icon."""
        return QSize(pill_width(self._pill), PILL_HEIGHT)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        paint_pill(QPainter(self), QRectF(self.rect()), self._pill)


def _printed(key: str) -> str:
    """Give a key as it is printed on keyboards: Qt calls Enter Return."""
    for called, printed in PRINTED.items():
        key = key.replace(called, printed)
    return key


class KeyCap(QWidget):
    """A key in a small bordered chip, 18 high."""

    def __init__(self, key: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._key = _printed(key)
        self.setAccessibleName(self._key)

    def show_key(self, key: str) -> None:
        """Show another key."""
        self._key = _printed(key)
        self.setAccessibleName(self._key)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the letters and 8 px at each side."""
        wide = QFontMetrics(theme.font("key")).horizontalAdvance(self._key) + 14
        return QSize(max(wide, 22), 18)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip: a hairline all round and a stronger foot, like a key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawLine(box.bottomLeft() + _inset(3), box.bottomRight() - _inset(3))
        painter.setFont(theme.font("key"))
        painter.setPen(theme.color("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)


class KeyHints(QWidget):
    """At most four keys with their words, side by side."""

    def __init__(self, hints: Sequence[Hint] = ()) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.show_hints(hints)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, hint in enumerate(hints[:4]):
            if number:
                self._row.addSpacing(8)
            self._row.addWidget(KeyCap(hint.key))
            self._row.addWidget(Label(hint.words, "caption", "ink2"))


class FilterBar(QWidget):
    """Pills one of which is pressed: all, to decide, late … picked(key) tells which."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}

    def add(self, key: str, pill: PillText) -> QPushButton:
        """Add one filter; the first one is pressed."""
        button = QPushButton()
        button.setCheckable(True)
        button.setProperty("role", "filter")
        button.clicked.connect(lambda: self.picked.emit(key))
        self._group.addButton(button)
        self._row.insertWidget(self._row.count() - 1, button)
        self._buttons[key] = button
        button.setChecked(len(self._buttons) == 1)
        self.tell(key, pill)
        return button

    def tell(self, key: str, pill: PillText) -> None:
        """Tell other words or another number on a filter."""
        button = self._buttons[key]
        button.setProperty("tone", pill.tone)
        button.setText(pill.text)
        button.setAccessibleName(pill.text)
        if pill.icon:
            button.setIcon(icons.icon(pill.icon, TONES[pill.tone][0]))
            button.setIconSize(QSize(14, 14))

    def pick(self, key: str) -> None:
        """Press one filter without telling it."""
        self._buttons[key].setChecked(True)

    def clear(self) -> None:
        """Take every filter away."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        self._buttons.clear()


def _inset(x: float) -> QPointF:
    return QPointF(x, 0)
