"""Paints the rows of a list in one go, as the delegate would paint them cell by cell.

Painted cell by cell, two thirds of the time of a list go into calls between Qt and Python.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QTableView

from desktop import icons, theme
from desktop.delegate import (
    ACTIVE,
    HOVERED,
    ICON_ROOM,
    PAD,
    SELECTED,
    Cell,
    CellDelegate,
    cut,
    heights,
)
from desktop.lists.list_model import ListModel

TEXT, ALIGNED = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
SECOND, ICON, TONE = int(Cell.SECOND), int(Cell.ICON), int(Cell.TONE)
PLAIN = frozenset(
    {TEXT, ALIGNED, SECOND, ICON, TONE, int(Cell.CUT)}
    | {int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ToolTipRole)}
)
"""What is drawn here; a cell that says more, or needs several lines, is left to the delegate."""

RIGHT = int(Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row from the top or a column from the left: which one, where it begins, how far it goes."""

    at: int
    begins: int
    size: int


def paint_rows(table: QTableView, model: ListModel, delegate: CellDelegate, box: QRect) -> None:
    """Paint what stands in a box of the viewport."""
    rows, columns = list(_rows(table, box)), list(_columns(table, box))
    if not rows or not columns:
        return
    states = _states(table)
    painter = QPainter(table.viewport())
    _ground(painter, rows, columns, states)
    line = _Line(painter)
    for column in columns:
        for row in rows:
            said, state = model.said(row.at, column.at), states.get(row.at, 0)
            if not (said.keys() <= PLAIN and line.draw(row, column, said, bool(state & SELECTED))):
                place = QRect(column.begins, row.begins, column.size, row.size)
                delegate.draw(painter, place, said.get, state, column.at)
    if table.hasFocus() and table.isActiveWindow():
        _bars(painter, rows, columns[0], states)
    painter.end()


def _rows(table: QTableView, box: QRect) -> Iterator[Stretch]:
    at, last = table.rowAt(box.top()), table.model().rowCount()
    while 0 <= at < last and (top := table.rowViewportPosition(at)) <= box.bottom():
        yield Stretch(at, top, table.rowHeight(at))
        at += 1


def _columns(table: QTableView, box: QRect) -> Iterator[Stretch]:
    for at in range(table.model().columnCount()):
        left, wide = table.columnViewportPosition(at), table.columnWidth(at)
        if left <= box.right() and left + wide > box.left():
            yield Stretch(at, left, wide)


def _states(table: QTableView) -> dict[int, int]:
    """Give how rows stand that are chosen or below the mouse, as the delegate is told it."""
    active = ACTIVE if table.isActiveWindow() else 0
    states = {one.row(): SELECTED | active for one in table.selectionModel().selectedRows()}
    port = table.viewport()
    if port.underMouse():
        below = table.rowAt(port.mapFromGlobal(QCursor.pos()).y())
        states[below] = states.get(below, active) | HOVERED
    return states


def _ground(
    painter: QPainter, rows: Sequence[Stretch], columns: Sequence[Stretch], states: dict[int, int]
) -> None:
    left, top = columns[0].begins, rows[0].begins
    wide = columns[-1].begins + columns[-1].size - left
    high = rows[-1].begins + rows[-1].size - top
    thin = 1 / painter.device().devicePixelRatio()
    painter.fillRect(left, top, wide, high, theme.color("surface"))
    for row in rows:
        if state := states.get(row.at):
            tint = theme.color("sel" if state & SELECTED else "hover")
            painter.fillRect(left, row.begins, wide, row.size, tint)
    line = theme.color("line")
    for row in rows:
        painter.fillRect(QRectF(left, row.begins + row.size - thin, wide, thin), line)
    for column in columns:
        painter.fillRect(QRectF(column.begins + column.size - thin, top, thin, high), line)


def _bars(
    painter: QPainter, rows: Sequence[Stretch], first: Stretch, states: dict[int, int]
) -> None:
    for row in rows:
        if first.at == 0 and states.get(row.at, 0) & SELECTED:
            painter.fillRect(first.begins, row.begins, 3, row.size, theme.color("accent"))


class _Line:
    """Draws a text of one line, an icon before it and a second line below."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._faces = [theme.face("body", strong) for strong in (False, True)]
        self._letters = [theme.letters("body", strong) for strong in (False, True)]
        self._heights = [heights("body", strong) for strong in (False, True)]
        self._small, self._below = theme.face("small")[0], heights("small")

    def draw(self, row: Stretch, column: Stretch, said: dict[int, object], chosen: bool) -> bool:
        """Draw a cell, or give False where its text needs more than a line."""
        text, second = str(said.get(TEXT) or ""), said.get(SECOND)
        icon = said.get(ICON)
        left = column.begins + PAD + (ICON_ROOM if icon else 0)
        room = column.begins + column.size - PAD - left
        strong = chosen and bool(second) and not said.get(TONE)
        if "\n" in text or self._letters[strong].reach(text) > room:
            return False
        painter, (high, ascent) = self._painter, self._heights[strong]
        if isinstance(icon, tuple):
            middle = row.begins + (row.size - 1) // 2
            icons.stamp(painter, icon[0], column.begins + PAD, middle - 6, icon[1])
        below = self._below[0] if second else 0
        if high + below > row.size:
            second, below = None, 0  # a name goes first
        if not second and said.get(ALIGNED) == RIGHT:
            left += room - self._faces[strong][1].horizontalAdvance(text)
        top = row.begins + (row.size - high - below) // 2
        painter.setFont(self._faces[strong][0])
        painter.setPen(theme.color(str(said.get(TONE) or "ink")))
        painter.drawText(left, top + ascent, text)
        if second:
            painter.setFont(self._small)
            painter.setPen(theme.color("ink3"))
            words = cut(str(second), room, "small")
            painter.drawText(left, top + high + self._below[1], words)
        return True
