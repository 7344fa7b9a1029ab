"""Shows the lines of the search panel: two lines each, the part that answers marked by weight."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop import icons, theme
from desktop.finding.found_lines import Line
from desktop.finding.marking import Piece
from desktop.guarded import guarded

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TALL, LOW = 46, 32
LEFT, EDGE, GAP = 40, 14, 16
"""Where words begin, how far from the right edge they end, and the least gap between two texts."""


class ResultsModel(QAbstractListModel):
    """The lines of the panel."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.states_width = 0  # the numbers end at one place, whatever state stands behind them

    def tell(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.states_width = _widest(line.state.text for line in lines if line.state is not None)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Give how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    @guarded
    def data(self, index: Index, role: int = 0) -> object:
        """Say a line in words, for screen readers and tests; the delegate paints it."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.lines[index.row()].spoken()
        return None


class ResultPainter(QStyledItemDelegate):
    """Paints one line of the panel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for two lines of text, or for one."""
        return QSize(200, TALL if _line(index).why else LOW)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, icon, title with number and state at the right, and why below."""
        painter.save()
        line, box = _line(index), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, theme.color("sel" if chosen else "hover" if hover else "surface"))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.color("accent"))
        side = box.adjusted(EDGE, 0, 0, 0)
        top = box.top() + (6 if line.why else (box.height() - 20) // 2)
        icons.paint(painter, line.icon, QRect(side.left(), top + 2, 16, 16).toRectF(), "ink2")
        room = QRect(box.left() + LEFT, top, box.width() - LEFT - EDGE, 20)
        room.setRight(room.right() - _facts(painter, room, line, _model(index).states_width))
        tone = "ink" if line.id else "accent"
        _draw(painter, room, line.title, theme.font("body", strong=True), tone)
        if line.why:
            below = QRect(box.left() + LEFT, top + 19, box.width() - LEFT - EDGE, 18)
            _draw(painter, below, line.why, theme.font("small"), "ink2")
        painter.restore()


class ResultsView(QListView):
    """The list of the panel; the focus stays in the search box, which moves its current line."""

    def __init__(self) -> None:
        super().__init__()
        self.results = ResultsModel()
        self.setModel(self.results)
        self.setItemDelegate(ResultPainter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def current(self) -> int:
        """Give the number of the current line, -1 for none."""
        return self.currentIndex().row()

    def go_to(self, at: int) -> None:
        """Make a line the current one; -1: none."""
        index = self.results.index(at) if at >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if at >= 0:
            self.scrollTo(index)
        else:
            self.clearSelection()

    def whole_height(self) -> int:
        """Give the height of all lines together."""
        return sum(TALL if line.why else LOW for line in self.results.lines)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: it scrolls."""
        return QSize(100, LOW)


def _model(index: Index) -> ResultsModel:
    model = index.model()
    assert isinstance(model, ResultsModel)
    return model


def _line(index: Index) -> Line:
    return _model(index).lines[index.row()]


def _widest(texts: Iterable[str]) -> int:
    return max(map(QFontMetrics(theme.font("small")).horizontalAdvance, texts), default=0)


def _facts(painter: QPainter, room: QRect, line: Line, wide: int) -> int:
    """Draw number and state at the right, a state at most so wide; give how wide they are."""
    if line.state is None:
        return 0
    small = theme.font("small")
    painter.setFont(small)
    painter.setPen(theme.color("draft" if line.state.tone == "draft" else "ink2"))
    place = QRect(room.right() - wide + 1, room.top(), wide, room.height())
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), line.state.text)
    number = _width(line.number, small)
    place = QRect(room.right() - wide - GAP - number, room.top(), number + 2, room.height())
    _draw(painter, place, line.number, small, "ink3")
    return wide + GAP + number + GAP


def _width(text: Sequence[Piece], font: QFont) -> int:
    return sum(QFontMetrics(_worn(font, piece)).horizontalAdvance(piece.text) for piece in text)


def _worn(font: QFont, piece: Piece) -> QFont:
    if not piece.strong:
        return font
    worn = QFont(font)
    worn.setWeight(QFont.Weight.Medium)
    return worn


def _draw(painter: QPainter, room: QRect, text: Sequence[Piece], font: QFont, tone: str) -> None:
    """Draw pieces side by side, cut with … where the room ends."""
    left = room.left()
    for piece in text:
        worn = _worn(font, piece)
        metrics = QFontMetrics(worn)
        rest = room.right() + 1 - left
        cut = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, rest)
        painter.setFont(worn)
        painter.setPen(theme.color("ink" if piece.strong else tone))
        place = QRect(left, room.top(), max(rest, 0), room.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), cut)
        left += metrics.horizontalAdvance(cut)
        if cut != piece.text:
            return
