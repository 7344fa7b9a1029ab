"""The one table delegate: it paints every cell of every table from roles of its model."""

from enum import IntEnum
from functools import cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import icons, theme
from desktop.guarded import guarded, guarded_giving
from desktop.page import PillText
from desktop.parts.chips import paint_pill, pill_width

Index = QModelIndex | QPersistentModelIndex
PAD = 8
TRIANGLE = 9
FAINT = frozenset({"0", "x", "…", "—"})
"""Three of the four kinds of nothing; the fourth is an empty cell."""


class Cell(IntEnum):
    """What a model may say of a cell besides DisplayRole and TextAlignmentRole."""

    SECOND = Qt.ItemDataRole.UserRole + 1
    """str: a second line below the text, 12 px in ink3."""
    PILL = Qt.ItemDataRole.UserRole + 2
    """PillText: painted in place of the text."""
    ICON = Qt.ItemDataRole.UserRole + 3
    """(icon name, tone): painted before the text."""
    TRAILING = Qt.ItemDataRole.UserRole + 4
    """(icon name, tone): painted at the right end."""
    TINT = Qt.ItemDataRole.UserRole + 5
    """A token of the ground: err_soft, soft_soft, info_soft, readonly, zebra."""
    TRIANGLE = Qt.ItemDataRole.UserRole + 6
    """A token of the corner triangle: err, soft or info."""
    STRONG = Qt.ItemDataRole.UserRole + 7
    """bool: weight 500."""
    TONE = Qt.ItemDataRole.UserRole + 8
    """A token of the text; by itself ink, and ink3 for 0, x, …"""
    BAR = Qt.ItemDataRole.UserRole + 9
    """A token of a 3 px bar at the left of the row, asked of column 0."""
    INDENT = Qt.ItemDataRole.UserRole + 10
    """int: px the text stands in, for lines below a total."""
    NUMERIC = Qt.ItemDataRole.UserRole + 11
    """bool: the text is a number, so 0, x and … are faint and it stands at the right."""
    CUT = Qt.ItemDataRole.UserRole + 12
    """bool: the text is cut with … where it does not fit; the tip shows it whole."""


class _Told:
    """What a model says of one cell, each thing asked once.

    A model that has said(row, column) tells all of a cell at once: role -> what is said.  A list
    of many cards is painted sooner so, for every question through Qt costs as much as a word drawn.
    """

    __slots__ = ("_index", "_known", "_whole")

    def __init__(self, index: Index) -> None:
        said = getattr(index.model(), "said", None)
        self._index = index
        self._whole = said is not None
        self._known: dict[int, Any] = said(index.row(), index.column()) if said else {}

    def data(self, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what is said in a role, None where nothing is."""
        if self._whole:
            return self._known.get(role)
        if role not in self._known:
            self._known[role] = self._index.data(role)
        return self._known[role]

    def column(self) -> int:
        """Give the column of the cell."""
        return self._index.column()


def _heights(step: str, strong: bool = False) -> tuple[int, int]:
    """Give how high a line of letters is, and how far below its top they stand."""
    metrics = theme.face(step, strong)[1]
    return metrics.height(), metrics.ascent()


@cache
def _hairline(name: str) -> QPen:
    pen = QPen(QColor(name), 0)
    pen.setCosmetic(True)
    return pen


class CellDelegate(QStyledItemDelegate):
    """Paints text, second line, pill, icons, tint, triangle, bar, grid and focus from Cell roles.

    whole_rows: the current row is `sel` with a bar; else only the current cell wears a square.
    Names never elide: sizeHint asks for the height at which they fit (resizeRowsToContents).
    """

    def __init__(
        self, parent: QWidget, row_height: int = 30, whole_rows: bool = True, grid: bool = True
    ) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._whole_rows = whole_rows
        self._grid = grid

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        told, rect = _Told(index), option.rect
        state = option.state.value  # as a number: Python's flags are slow to compare
        current = bool(state & _SELECTED)
        chosen = current and self._whole_rows
        self._ground(painter, rect, told, chosen, bool(state & _HOVERED))
        self._content(painter, rect, told, chosen)
        self._signs(painter, rect, told, state)

    @guarded_giving(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the row's height, more when the words wrap at the column's width."""
        width, told = option.rect.width(), _Told(index)
        text = str(told.data() or "")
        pill = told.data(Cell.PILL)
        if isinstance(pill, PillText):
            return QSize(pill_width(pill) + 2 * PAD, self._row_height)
        strong, sides = self._strong(told), self._left(told) + self._right(told)
        metrics = theme.face("body", strong)[1]
        wide, high = self._wide(told, text), _heights("body", strong)[0]
        if wide > (width or 10_000) or "\n" in text:
            room = max((width or 10_000) - sides, 20)
            wrap = _wrap(metrics, text, room)
            high = metrics.boundingRect(QRect(0, 0, room, 10_000), wrap, text).height()
        below = _heights("small")[0] if told.data(Cell.SECOND) else 0
        height = max(self._row_height, high + below + 8)
        return QSize(wide, height)

    def width(self, index: Index) -> int:
        """Say how wide a cell is whose words stand on one line."""
        told = _Told(index)
        pill = told.data(Cell.PILL)
        if isinstance(pill, PillText):
            return pill_width(pill) + 2 * PAD
        return self._wide(told, str(told.data() or ""))

    def _wide(self, told: _Told, text: str) -> int:
        metrics = theme.face("body", self._strong(told))[1]
        return metrics.horizontalAdvance(text) + self._left(told) + self._right(told)

    def _ground(
        self, painter: QPainter, rect: QRect, told: _Told, chosen: bool, under_mouse: bool
    ) -> None:
        hover = self._whole_rows and under_mouse
        tint = told.data(Cell.TINT) or ("sel" if chosen else "hover" if hover else "surface")
        painter.fillRect(rect, theme.color(tint))
        if self._grid:
            right, bottom = rect.right(), rect.bottom()
            painter.setPen(_hairline(theme.tokens().line))
            painter.drawLine(rect.left(), bottom, right, bottom)
            painter.drawLine(right, rect.top(), right, bottom)

    def _content(self, painter: QPainter, rect: QRect, told: _Told, chosen: bool) -> None:
        pill = told.data(Cell.PILL)
        if isinstance(pill, PillText):
            painter.save()
            painter.setClipRect(rect)
            paint_pill(painter, QRectF(rect.adjusted(PAD, 0, -2, 0)), pill)
            painter.restore()
            return
        self._icons(painter, rect, told)
        text = str(told.data() or "")
        if not text:
            return
        room = rect.adjusted(self._left(told), 0, -self._right(told), 0)
        strong = self._strong(told, chosen)
        metrics = theme.face("body", strong)[1]
        if told.data(Cell.CUT):
            cut = Qt.TextElideMode.ElideRight
            text = metrics.elidedText(text.replace("\n", " "), cut, room.width())
        painter.setFont(theme.face("body", strong)[0])
        painter.setPen(theme.color(self._tone(told)))
        wide = metrics.horizontalAdvance(text)
        if wide <= room.width() and "\n" not in text:
            self._line(painter, room, told, text, wide, strong)
        else:
            self._lines(painter, room, rect, told, text, metrics)

    def _line(
        self, painter: QPainter, room: QRect, told: _Told, text: str, wide: int, strong: bool
    ) -> None:
        """Draw a text that fits on one line, and the second line below it: the usual cell."""
        high, ascent = _heights("body", strong)
        second = told.data(Cell.SECOND)
        below = _heights("small")[0] if second else 0
        if second and high + below > room.height():
            second, below = None, 0  # a name goes first
        left = room.left()
        if not second:  # with a second line all stands at the left
            side = self._side(told)
            if side & _RIGHT:
                left += room.width() - wide
            elif side & _CENTRE:
                left += (room.width() - wide) // 2
        top = room.top() + (room.height() - high - below) // 2
        painter.drawText(left, top + ascent, text)
        if second:
            self._below(painter, room, top + high, second)

    def _lines(
        self,
        painter: QPainter,
        room: QRect,
        rect: QRect,
        told: _Told,
        text: str,
        metrics: QFontMetrics,
    ) -> None:
        """Draw a text of several lines within its cell."""
        second, side = told.data(Cell.SECOND), self._side(told)
        wrap = _wrap(metrics, text, room.width())
        box = metrics.boundingRect(room, wrap, text)
        below = _heights("small")[0]
        painter.save()
        painter.setClipRect(rect)
        if not second or box.height() + below > room.height():  # a name goes first
            painter.drawText(room, side | _MIDDLE | wrap, text)
        else:
            top = room.top() + (room.height() - box.height() - below) // 2
            painter.drawText(QRect(room.left(), top, room.width(), box.height()), wrap, text)
            self._below(painter, room, top + box.height(), second)
        painter.restore()

    @staticmethod
    def _below(painter: QPainter, room: QRect, top: int, text: str) -> None:
        font, metrics = theme.face("small")
        painter.setFont(font)
        painter.setPen(theme.color("ink3"))
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room.left(), top + _heights("small")[1], cut)

    @staticmethod
    def _icons(painter: QPainter, rect: QRect, told: _Told) -> None:
        middle = rect.center().y() - 6  # small letters stand a little below the middle
        if lead := told.data(Cell.ICON):
            left = rect.left() + PAD + int(told.data(Cell.INDENT) or 0)
            icons.paint(painter, lead[0], QRectF(left, middle, 14, 14), lead[1])
        if trail := told.data(Cell.TRAILING):
            icons.paint(painter, trail[0], QRectF(rect.right() - 21, middle, 14, 14), trail[1])

    def _signs(self, painter: QPainter, box: QRect, told: _Told, state: int) -> None:
        if mark := told.data(Cell.TRIANGLE):
            corner = QPointF(box.right() + 1, box.top())
            shape = QPolygonF(
                [corner, corner - QPointF(TRIANGLE, 0), corner + QPointF(0, TRIANGLE)]
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(mark))
            painter.drawPolygon(shape)
        if told.column() == 0:
            bar = told.data(Cell.BAR)
            if self._whole_rows and state & _SELECTED and state & _ACTIVE and self._has_focus():
                bar = "accent"
            if bar:
                painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.color(bar))
        if not self._whole_rows and state & _FOCUSED:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))

    def _has_focus(self) -> bool:
        view = self.parent()
        return isinstance(view, QWidget) and view.hasFocus()

    @staticmethod
    def _strong(told: _Told, chosen: bool = False) -> bool:
        names = chosen and bool(told.data(Cell.SECOND)) and not told.data(Cell.TONE)
        return bool(told.data(Cell.STRONG)) or names

    @staticmethod
    def _tone(told: _Told) -> str:
        tone = told.data(Cell.TONE)
        if tone:
            return str(tone)
        return "ink3" if told.data(Cell.NUMERIC) and str(told.data()) in FAINT else "ink"

    @staticmethod
    def _side(told: _Told) -> int:
        """Give the side at which a text stands, as a number."""
        if told.data(Cell.NUMERIC):
            return _RIGHT
        asked = told.data(Qt.ItemDataRole.TextAlignmentRole)
        if asked is None:
            return _LEFT
        return int(Qt.AlignmentFlag(asked)) & _ACROSS

    @staticmethod
    def _left(told: _Told) -> int:
        return PAD + int(told.data(Cell.INDENT) or 0) + (22 if told.data(Cell.ICON) else 0)

    @staticmethod
    def _right(told: _Told) -> int:
        return PAD + (20 if told.data(Cell.TRAILING) else 0)


def longest_part(metrics: QFontMetrics, text: str) -> int:
    """Give how wide the longest part of a text is that no line break falls into."""
    parts = text.replace("-", "- ").split()
    return max(map(metrics.horizontalAdvance, parts), default=0)


def _wrap(metrics: QFontMetrics, text: str, room: int) -> int:
    """Break between words; within one only where it is wider than the cell, so none is cut."""
    return _WRAP if longest_part(metrics, text) <= room else _ANYWHERE


_WRAP = int(Qt.TextFlag.TextWordWrap)
_ANYWHERE = int(Qt.TextFlag.TextWrapAnywhere)
_LEFT = int(Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignRight)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter)
_ACROSS = int(Qt.AlignmentFlag.AlignHorizontal_Mask)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_SELECTED = QStyle.StateFlag.State_Selected.value
_ACTIVE = QStyle.StateFlag.State_Active.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
