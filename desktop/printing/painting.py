"""Paints the strokes of a page on whatever a painter paints on: the screen or a printer.

The strokes are those of the PDF, so the paper is the same.  Painting them takes no further
library, leaves no picture of a card anywhere, and a printer gets letters and lines in its own
fineness instead of dots.
"""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from desktop import theme
from reports.drawing.strokes import LINE, Ground, Line, Stroke, Words

LARGE = 96
"""The size in which letters are set before they are scaled to the page."""


def paint_page(painter: QPainter, strokes: Sequence[Stroke], height: float, scale: float) -> None:
    """Paint one page with its upper left corner at the painter's origin.

    height is that of the page in points, from whose lower edge strokes count; scale says how many
    units of the painter a point is.
    """
    pen = QPen(QColor("black"), max(LINE * scale, 1.0))
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for stroke in strokes:
        match stroke:
            case Ground(x, y, wide, high, ink):
                box = QRectF(x, height - y - high, wide, high)
                painter.fillRect(_scaled(box, scale), QColor(f"#{ink}"))
            case Line(x, y, to_x, to_y):
                painter.setPen(pen)
                ends = (x, height - y, to_x, height - to_y)
                painter.drawLine(QLineF(*(end * scale for end in ends)))
            case Words():
                _write(painter, stroke, height, scale)


def _write(painter: QPainter, words: Words, height: float, scale: float) -> None:
    painter.save()
    painter.setFont(_font(words))
    painter.setPen(QColor(f"#{words.ink}"))
    painter.translate(QPointF(words.x * scale, (height - words.y) * scale))
    painter.rotate(-words.angle)
    painter.scale(words.size * scale / LARGE, words.size * scale / LARGE)
    painter.drawText(QPointF(0, 0), words.text)
    painter.restore()


def _font(words: Words) -> QFont:
    """Give the letters so large that rounding does not count: scaled down they are as wide as
    they were measured, and what ends at one place on paper ends there on the screen."""
    font = QFont(theme.FAMILY)
    font.setPixelSize(LARGE)
    font.setWeight(QFont.Weight.Medium if words.bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    return font


def _scaled(box: QRectF, scale: float) -> QRectF:
    return QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale)
