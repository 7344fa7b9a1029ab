"""Shows printed pages under each other as they will come out of the printer."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from desktop import theme
from desktop.guarded import guarded
from desktop.language import tr
from desktop.printing.painting import paint_page
from reports.drawing.strokes import Stroke

GAP = 16
STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Sizes to choose from; 1 is the size of the paper at 96 dots an inch."""

DOTS = 96 / 72
"""Logical pixels a point at size 1."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page ready to be painted: width and height in points, and its strokes."""

    size: tuple[float, float]
    strokes: tuple[Stroke, ...]


class PageView(QAbstractScrollArea):
    """Page Up and Page Down turn, Home and End go to the ends, Ctrl with + − 0 sizes.

    moved() tells that another page is in sight or another size is shown.
    """

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pages: Sequence[Drawn] = ()
        self._size: float | None = None
        self._tops: list[float] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(120)
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def tell(self, pages: Sequence[Drawn]) -> None:
        """Show other pages; the page in sight keeps its number where there is such a one."""
        number = self.number()
        self._pages = tuple(pages)
        self._measure()
        self.go(min(number, len(self._pages)))
        self._tell()

    def count(self) -> int:
        """Say how many pages there are."""
        return len(self._pages)

    def number(self) -> int:
        """Give the page in sight, from 1: the one that lies at the middle; 0 when there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return sum(top <= middle for top in self._tops) if self._pages else 0

    def go(self, number: int) -> None:
        """Bring the beginning of a page to the top."""
        if 1 <= number <= len(self._tops):
            self.verticalScrollBar().setValue(int(self._tops[number - 1] - GAP / 2))

    def size_of_now(self) -> float:
        """Give the size that is shown; 1 is that of the paper."""
        if self._size is not None or not self._pages:
            return self._size or 1.0
        widest = max(page.size[0] for page in self._pages) * DOTS
        return max((self.viewport().width() - 2 * GAP) / widest, STEPS[0])

    def step_size(self, way: int) -> None:
        """Show the next larger (1) or smaller (-1) size."""
        now = self.size_of_now()
        further = [one for one in STEPS if (one - now) * way > 0.01]
        if further:
            self._resize(further[0] if way > 0 else further[-1])

    def fit_width(self) -> None:
        """Show the pages as wide as the place is, and let them follow it."""
        self._resize(None)

    def sizeHint(self) -> QSize:
        """Ask for width; in height it takes what the dialog leaves, and scrolls by itself."""
        return QSize(640, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages or choose the size; what is not ours goes to the dialog."""
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        ends = {Qt.Key.Key_Home: 1, Qt.Key.Key_End: self.count()}
        key = Qt.Key(event.key())
        if key in turns:
            self.go(self._turned(turns[key]))
        elif key in ends:
            self.go(ends[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_size(1)
        elif key == Qt.Key.Key_Minus:
            self.step_size(-1)
        elif key == Qt.Key.Key_0:
            self.fit_width()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl another size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_size(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pages for the new place."""
        super().resizeEvent(event)
        number = self.number()
        self._measure()
        if self._size is None:
            self.go(number)
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Wear the frame of the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it off."""
        super().focusOutEvent(event)
        self.viewport().update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, white in dark colours too: this is paper."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("canvas"))
        for page, top in zip(self._pages, self._tops, strict=True):
            self._paint(painter, page, top - self.verticalScrollBar().value())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint(self, painter: QPainter, page: Drawn, top: float) -> None:
        scale = self.size_of_now() * DOTS
        wide, high = page.size[0] * scale, page.size[1] * scale
        if top > self.viewport().height() or top + high < 0:
            return
        left = max((self.viewport().width() - wide) / 2, GAP) - self.horizontalScrollBar().value()
        sheet = QRectF(round(left), round(top), round(wide), round(high))
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawRect(sheet)
        painter.save()
        painter.setClipRect(sheet)
        painter.translate(QPointF(sheet.left(), sheet.top()))
        paint_page(painter, page.strokes, page.size[1], scale)
        painter.restore()

    def _turned(self, way: int) -> int:
        """Give the page to go to: back goes first to the beginning of the page in sight."""
        value = self.verticalScrollBar().value()
        if way > 0:
            return next((n for n, top in enumerate(self._tops, 1) if top - GAP > value), 0)
        return sum(top - GAP < value for top in self._tops) or 1

    def _resize(self, size: float | None) -> None:
        number = self.number()
        self._size = size
        self._measure()
        self.go(number)
        self._tell()

    def _measure(self) -> None:
        """Find where each page begins and how far can be scrolled."""
        scale = self.size_of_now() * DOTS
        self._tops, at = [], float(GAP)
        for page in self._pages:
            self._tops.append(at)
            at += page.size[1] * scale + GAP
        wide = max((page.size[0] * scale for page in self._pages), default=0.0) + 2 * GAP
        view = self.viewport()
        for bar, whole, shown in (
            (self.verticalScrollBar(), at, view.height()),
            (self.horizontalScrollBar(), wide, view.width()),
        ):
            bar.setRange(0, max(int(whole - shown), 0))
            bar.setPageStep(shown)
            bar.setSingleStep(40)

    def _tell(self) -> None:
        words = tr("Page {page} of {pages}", page=self.number(), pages=self.count())
        self.setAccessibleName(words)
        self.viewport().update()
        self.moved.emit()
