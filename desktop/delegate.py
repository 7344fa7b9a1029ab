"""The one table delegate: it paints every cell of every table from roles of its model."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import icons, theme
from desktop.guarded import guarded, guarded_giving
from desktop.page import PillText
from desktop.parts.chips import paint_pill, pill_width

Index = QModelIndex | QPersistentModelIndex
PAD = 8
TRIANGLE = 9
ICON_ROOM = 22
"""What an icon before a text takes, its gap included."""

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


Ask = Callable[[int], Any]
"""Asks what a model says of one cell in a role; None where it says nothing."""


def asking(model: QAbstractItemModel, row: int, column: int) -> Ask:
    """Give the way to ask a model about one cell, each thing once.

    A model that has said(row, column) tells all of a cell at once: role -> what is said.  A list
    of many cards is painted sooner so, for every question through Qt costs as much as a word drawn.
    """
    said = getattr(model, "said", None)
    if said is None:
        return _Answers(model.index(row, column)).__getitem__
    whole: dict[int, Any] = said(row, column)
    return whole.get


class _Answers(dict[int, Any]):
    """What a model answered about one cell."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, role: int) -> Any:
        """Ask what was not asked before."""
        self[role] = self._index.data(role)
        return self[role]


def heights(step: str, strong: bool = False) -> tuple[int, int]:
    """Give how high a line of letters is, and how far below its top they stand."""
    metrics = theme.face(step, strong)[1]
    return metrics.height(), metrics.ascent()


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
        column = index.column()
        ask = asking(index.model(), index.row(), column)
        self.draw(painter, option.rect, ask, option.state.value, column)

    def draw(self, painter: QPainter, rect: QRect, ask: Ask, state: int, column: int) -> None:
        """Draw one cell of a column; state holds the flags of Qt as a number, which is quicker."""
        chosen = self._whole_rows and bool(state & SELECTED)
        self._ground(painter, rect, ask, chosen, bool(state & HOVERED))
        self._content(painter, rect, ask, chosen)
        self._signs(painter, rect, ask, state, column)

    @guarded_giving(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the row's height, more when the words wrap at the column's width."""
        width, ask = option.rect.width(), asking(index.model(), index.row(), index.column())
        text = str(ask(_TEXT) or "")
        pill = ask(_PILL)
        if isinstance(pill, PillText):
            return QSize(pill_width(pill) + 2 * PAD, self._row_height)
        strong, sides = self._strong(ask), self._left(ask) + self._right(ask)
        metrics = theme.face("body", strong)[1]
        wide, high = metrics.horizontalAdvance(text) + sides, heights("body", strong)[0]
        if wide > (width or 10_000) or "\n" in text:
            room = max((width or 10_000) - sides, 20)
            wrap = _wrap(metrics, text, room)
            high = metrics.boundingRect(QRect(0, 0, room, 10_000), wrap, text).height()
        below = heights("small")[0] if ask(_SECOND) else 0
        height = max(self._row_height, high + below + 8)
        return QSize(wide, height)

    def width(self, ask: Ask) -> int:
        """Say how wide a cell is whose words stand on one line."""
        pill = ask(_PILL)
        if isinstance(pill, PillText):
            return pill_width(pill) + 2 * PAD
        text = theme.letters("body", self._strong(ask)).reach(str(ask(_TEXT) or ""))
        return text + self._left(ask) + self._right(ask)

    def _ground(
        self, painter: QPainter, rect: QRect, ask: Ask, chosen: bool, under_mouse: bool
    ) -> None:
        hover = self._whole_rows and under_mouse
        tint = ask(_TINT) or ("sel" if chosen else "hover" if hover else "surface")
        painter.fillRect(rect, theme.color(tint))
        if self._grid:  # filled: a line drawn takes twice as long
            line, left, top = theme.color("line"), rect.left(), rect.top()
            wide, high = rect.width(), rect.height()
            thin = 1 / painter.device().devicePixelRatio()
            painter.fillRect(QRectF(left, top + high - thin, wide, thin), line)
            painter.fillRect(QRectF(left + wide - thin, top, thin, high), line)

    def _content(self, painter: QPainter, rect: QRect, ask: Ask, chosen: bool) -> None:
        pill = ask(_PILL)
        if isinstance(pill, PillText):
            painter.save()
            painter.setClipRect(rect)
            paint_pill(painter, QRectF(rect.adjusted(PAD, 0, -2, 0)), pill)
            painter.restore()
            return
        self._icons(painter, rect, ask)
        text = str(ask(_TEXT) or "")
        if not text:
            return
        left = self._left(ask)
        room = rect.width() - left - self._right(ask)
        strong = self._strong(ask, chosen)
        font, metrics = theme.face("body", strong)
        if ask(_CUT):
            text = cut(text.replace("\n", " "), room, "body", strong)
        painter.setFont(font)
        painter.setPen(theme.color(self._tone(ask)))
        if "\n" not in text and _fits(text, room, "body", strong):
            self._line(painter, rect, (left, room), ask, text, strong)
        else:
            place = QRect(rect.left() + left, rect.top(), room, rect.height())
            self._lines(painter, place, rect, ask, text, metrics)

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        room: tuple[int, int],
        ask: Ask,
        text: str,
        strong: bool,
    ) -> None:
        """Draw a text that fits on one line, and the second line below it: the usual cell.

        room is how far from the left the text stands, and how much it has.
        """
        high, ascent = heights("body", strong)
        second = ask(_SECOND)
        below = heights("small")[0] if second else 0
        if second and high + below > rect.height():
            second, below = None, 0  # a name goes first
        left, wide = rect.left() + room[0], room[1]
        top = rect.top() + (rect.height() - high - below) // 2
        if second:  # with a second line all stands at the left
            painter.drawText(left, top + ascent, text)
            self._below(painter, left, wide, top + high, second)
            return
        side = self._side(ask)
        if side != _LEFT:
            free = wide - theme.face("body", strong)[1].horizontalAdvance(text)
            left += free if side & _RIGHT else free // 2 if side & _CENTRE else 0
        painter.drawText(left, top + ascent, text)

    def _lines(
        self,
        painter: QPainter,
        room: QRect,
        rect: QRect,
        ask: Ask,
        text: str,
        metrics: QFontMetrics,
    ) -> None:
        """Draw a text of several lines within its cell."""
        second, side = ask(_SECOND), self._side(ask)
        wrap = _wrap(metrics, text, room.width())
        box = metrics.boundingRect(room, wrap, text)
        below = heights("small")[0]
        painter.save()
        painter.setClipRect(rect)
        if not second or box.height() + below > room.height():  # a name goes first
            painter.drawText(room, side | _MIDDLE | wrap, text)
        else:
            top = room.top() + (room.height() - box.height() - below) // 2
            painter.drawText(QRect(room.left(), top, room.width(), box.height()), wrap, text)
            self._below(painter, room.left(), room.width(), top + box.height(), second)
        painter.restore()

    @staticmethod
    def _below(painter: QPainter, left: int, room: int, top: int, text: str) -> None:
        painter.setFont(theme.face("small")[0])
        painter.setPen(theme.color("ink3"))
        painter.drawText(left, top + heights("small")[1], cut(text, room, "small"))

    @staticmethod
    def _icons(painter: QPainter, rect: QRect, ask: Ask) -> None:
        middle = rect.center().y() - 6  # small letters stand a little below the middle
        if lead := ask(_ICON):
            left = rect.left() + PAD + int(ask(_INDENT) or 0)
            icons.stamp(painter, lead[0], left, middle, lead[1])
        if trail := ask(_TRAILING):
            icons.stamp(painter, trail[0], rect.right() - 21, middle, trail[1])

    def _signs(self, painter: QPainter, box: QRect, ask: Ask, state: int, column: int) -> None:
        if mark := ask(_TRIANGLE):
            corner = QPointF(box.right() + 1, box.top())
            shape = QPolygonF(
                [corner, corner - QPointF(TRIANGLE, 0), corner + QPointF(0, TRIANGLE)]
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(mark))
            painter.drawPolygon(shape)
        if column == 0:
            bar = ask(_BAR)
            if self._whole_rows and state & SELECTED and state & ACTIVE and self._has_focus():
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
    def _strong(ask: Ask, chosen: bool = False) -> bool:
        names = chosen and bool(ask(_SECOND)) and not ask(_TONE)
        return bool(ask(_STRONG)) or names

    @staticmethod
    def _tone(ask: Ask) -> str:
        tone = ask(_TONE)
        if tone:
            return str(tone)
        return "ink3" if ask(_NUMERIC) and str(ask(_TEXT)) in FAINT else "ink"

    @staticmethod
    def _side(ask: Ask) -> int:
        """Give the side at which a text stands, as a number."""
        if ask(_NUMERIC):
            return _RIGHT
        asked = ask(_ALIGNED)
        if asked is None:
            return _LEFT
        return int(Qt.AlignmentFlag(asked)) & _ACROSS

    @staticmethod
    def _left(ask: Ask) -> int:
        return PAD + int(ask(_INDENT) or 0) + (ICON_ROOM if ask(_ICON) else 0)

    @staticmethod
    def _right(ask: Ask) -> int:
        return PAD + (20 if ask(_TRAILING) else 0)


def longest_part(metrics: QFontMetrics, text: str) -> int:
    """Give how wide the longest part of a text is that no line break falls into."""
    parts = text.replace("-", "- ").split()
    return max(map(metrics.horizontalAdvance, parts), default=0)


def _wrap(metrics: QFontMetrics, text: str, room: int) -> int:
    """Break between words; within one only where it is wider than the cell, so none is cut."""
    return _WRAP if longest_part(metrics, text) <= room else _ANYWHERE


def _fits(text: str, room: int, step: str, strong: bool = False) -> bool:
    """True when a text fits on one line; it is measured only where its letters might not fit."""
    if theme.letters(step, strong).reach(text) <= room:
        return True
    return theme.face(step, strong)[1].horizontalAdvance(text) <= room


def cut(text: str, room: int, step: str, strong: bool = False) -> str:
    """Give a text that fits on one line, cut with … where it does not."""
    if theme.letters(step, strong).reach(text) <= room:
        return text
    metrics = theme.face(step, strong)[1]
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


# Numbers, as Python's enumerations are slow to look up: a table asks some hundred a picture.
_TEXT, _ALIGNED = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
_SECOND, _PILL, _ICON, _TRAILING, _TINT, _TRIANGLE = map(
    int, (Cell.SECOND, Cell.PILL, Cell.ICON, Cell.TRAILING, Cell.TINT, Cell.TRIANGLE)
)
_STRONG, _TONE, _BAR, _INDENT, _NUMERIC, _CUT = map(
    int, (Cell.STRONG, Cell.TONE, Cell.BAR, Cell.INDENT, Cell.NUMERIC, Cell.CUT)
)
_WRAP = int(Qt.TextFlag.TextWordWrap)
_ANYWHERE = int(Qt.TextFlag.TextWrapAnywhere)
_LEFT = int(Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignRight)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter)
_ACROSS = int(Qt.AlignmentFlag.AlignHorizontal_Mask)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
SELECTED = QStyle.StateFlag.State_Selected.value
ACTIVE = QStyle.StateFlag.State_Active.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
HOVERED = QStyle.StateFlag.State_MouseOver.value
