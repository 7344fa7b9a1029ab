"""The scroll bar of a table: its handle alone is drawn, which is the whole of its look."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

from desktop import theme
from desktop.guarded import guarded

ROUND = 3


class ScrollBar(QScrollBar):
    """Looks and answers as every scroll bar of the program does."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Vertical) -> None:
        super().__init__(orientation)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the handle where the style sheet puts it, for there it is taken hold of."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        bar, handle = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
        place = self.style().subControlRect(bar, option, handle, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink2" if self.underMouse() else "edge"))
        painter.drawRoundedRect(place, ROUND, ROUND)
