"""The one table delegate: it paints every cell of every table from roles of its model."""

from enum import IntEnum
from functools import cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import icons, theme
from desktop.guarded import guarded
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
    """What a model says of one cell, each thing asked once, and only what it ever answers.

    A model may name the roles it answers in `answers`; a list of many cards is painted sooner.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._answers: frozenset[int] | None = getattr(index.model(), "answers", None)
        self._known: dict[int, Any] = {}

    def data(self, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what is said in a role, None where nothing is."""
        if role not in self._known:
            silent = self._answers is not None and role not in self._answers
            self._known[role] = None if silent else self._index.data(role)
        return self._known[role]

    def column(self) -> int:
        """Give the column of the cell."""
        return self._index.column()


@cache
def _face(step: str, strong: bool = False) -> tuple[QFont, QFontMetrics]:
    font = theme.font(step, strong)
    return font, QFontMetrics(font)


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
        painter.save()
        painter.setClipRect(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        told = _Told(index)
        self._ground(painter, option, told, current and self._whole_rows)
        self._content(painter, option.rect, told, current and self._whole_rows)
        self._signs(painter, option, told, current)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the row's height, more when the words wrap at the column's width."""
        width, told = option.rect.width(), _Told(index)
        text = str(told.data() or "")
        pill = told.data(Cell.PILL)
        if isinstance(pill, PillText):
            return QSize(pill_width(pill) + 2 * PAD, self._row_height)
        metrics = self._face(told)[1]
        room = (width or 10_000) - self._left(told) - self._right(told)
        box = metrics.boundingRect(QRect(0, 0, max(room, 20), 10_000), _WRAP, text)
        second = told.data(Cell.SECOND)
        below = _face("small")[1].height() if second else 0
        height = max(self._row_height, box.height() + below + 8)
        wide = metrics.horizontalAdvance(text) + self._left(told) + self._right(told)
        return QSize(wide, height)

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, told: _Told, chosen: bool
    ) -> None:
        tint = told.data(Cell.TINT)
        hover = self._whole_rows and bool(option.state & QStyle.StateFlag.State_MouseOver)
        token = tint or ("sel" if chosen else "hover" if hover else "surface")
        painter.fillRect(option.rect, theme.color(token))
        if self._grid:
            pen = QPen(theme.color("line"), 0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            box = option.rect
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomRight())

    def _content(self, painter: QPainter, rect: QRect, told: _Told, chosen: bool) -> None:
        room = rect.adjusted(self._left(told), 0, -self._right(told), 0)
        pill = told.data(Cell.PILL)
        if isinstance(pill, PillText):
            paint_pill(painter, QRectF(rect.adjusted(PAD, 0, -2, 0)), pill)
            return
        self._icons(painter, rect, told)
        font, metrics = self._face(told, chosen)
        painter.setFont(font)
        painter.setPen(theme.color(self._tone(told)))
        text, second = str(told.data() or ""), told.data(Cell.SECOND)
        if told.data(Cell.CUT):
            cut = Qt.TextElideMode.ElideRight
            text = metrics.elidedText(text.replace("\n", " "), cut, room.width())
        small_font, small = _face("small")
        box = metrics.boundingRect(room, _WRAP, text)
        if not second or box.height() + small.height() > room.height():  # a name goes first
            painter.drawText(
                room, int(self._side(told) | Qt.AlignmentFlag.AlignVCenter) | _WRAP, text
            )
            return
        top = room.top() + (room.height() - box.height() - small.height()) // 2
        painter.drawText(QRect(room.left(), top, room.width(), box.height()), _WRAP, text)
        painter.setFont(small_font)
        painter.setPen(theme.color("ink3"))
        below = QRect(room.left(), top + box.height(), room.width(), small.height())
        painter.drawText(
            below, 0, small.elidedText(second, Qt.TextElideMode.ElideRight, room.width())
        )

    @staticmethod
    def _icons(painter: QPainter, rect: QRect, told: _Told) -> None:
        middle = rect.center().y() - 7
        if lead := told.data(Cell.ICON):
            left = rect.left() + PAD + int(told.data(Cell.INDENT) or 0)
            icons.paint(painter, lead[0], QRectF(left, middle, 14, 14), lead[1])
        if trail := told.data(Cell.TRAILING):
            icons.paint(painter, trail[0], QRectF(rect.right() - 21, middle, 14, 14), trail[1])

    def _signs(
        self, painter: QPainter, option: QStyleOptionViewItem, told: _Told, current: bool
    ) -> None:
        box = option.rect
        if mark := told.data(Cell.TRIANGLE):
            corner = QPointF(box.right() + 1, box.top())
            shape = QPolygonF(
                [corner, corner - QPointF(TRIANGLE, 0), corner + QPointF(0, TRIANGLE)]
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(mark))
            painter.drawPolygon(shape)
        first = told.column() == 0
        focused = bool(option.state & QStyle.StateFlag.State_Active) and self._has_focus()
        bar = told.data(Cell.BAR) if first else None
        if first and self._whole_rows and current and focused:
            bar = "accent"
        if bar:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.color(bar))
        if not self._whole_rows and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))

    def _has_focus(self) -> bool:
        view = self.parent()
        return isinstance(view, QWidget) and view.hasFocus()

    @staticmethod
    def _face(told: _Told, chosen: bool = False) -> tuple[QFont, QFontMetrics]:
        strong = bool(told.data(Cell.STRONG)) or (chosen and bool(told.data(Cell.SECOND)))
        return _face("body", strong)

    @staticmethod
    def _tone(told: _Told) -> str:
        tone = told.data(Cell.TONE)
        if tone:
            return str(tone)
        return "ink3" if told.data(Cell.NUMERIC) and str(told.data()) in FAINT else "ink"

    @staticmethod
    def _side(told: _Told) -> Qt.AlignmentFlag:
        if told.data(Cell.NUMERIC):
            return Qt.AlignmentFlag.AlignRight
        asked = told.data(Qt.ItemDataRole.TextAlignmentRole)
        if asked is None:
            return Qt.AlignmentFlag.AlignLeft
        return Qt.AlignmentFlag(asked) & Qt.AlignmentFlag.AlignHorizontal_Mask

    @staticmethod
    def _left(told: _Told) -> int:
        return PAD + int(told.data(Cell.INDENT) or 0) + (22 if told.data(Cell.ICON) else 0)

    @staticmethod
    def _right(told: _Told) -> int:
        return PAD + (20 if told.data(Cell.TRAILING) else 0)


_WRAP = int(Qt.TextFlag.TextWordWrap)
