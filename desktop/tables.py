"""A table view of the house: our head of two lines and a number row, widths from the words."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from desktop import icons, theme
from desktop.delegate import CellDelegate, asking
from desktop.guarded import guarded
from desktop.parts.scrolling import ScrollBar

HEAD_NUMBER = Qt.ItemDataRole.UserRole + 20
"""Role of headerData: the sign of the number row (А, Б, 1 … 8); none: no number row."""

HEAD_MARGIN = 14
LINES = {1: 30, 2: 36}
NUMBER_ROW = 18
SORT_SIGN = 14
"""Room for the sign of the column by which the rows are sorted."""

DIGITS = "99 999"
SAMPLE = 40
WIDEST = 220
_WRAP = int(Qt.TextFlag.TextWordWrap)


class TableHead(QHeaderView):
    """Paints the words of a head on one or two lines and, if there is one, the number row below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def words(self, section: int) -> str:
        """Give the words of one section."""
        return self._told(section, Qt.ItemDataRole.DisplayRole)

    def number(self, section: int) -> str:
        """Give the sign of one section in the number row."""
        return self._told(section, HEAD_NUMBER)

    def _told(self, section: int, role: int) -> str:
        model = self.model()
        if model is None:
            return ""
        return str(model.headerData(section, Qt.Orientation.Horizontal, role) or "")

    def has_numbers(self) -> bool:
        """True when the head has a number row."""
        return any(self.number(section) for section in range(self.count()))

    def sizeHint(self) -> QSize:
        """Ask for one line, two or more as the words need, and the number row."""
        most = 1
        for section in range(self.count()):
            if not self.isSectionHidden(section):
                taken = HEAD_MARGIN + (SORT_SIGN if self._sorts(section) else 0)
                room = max(self.sectionSize(section) - taken, 20)
                most = max(most, _lines(self.words(section), room, theme.px("small")))
        numbers = self.has_numbers()
        words = LINES.get(most, most * _metrics("small").lineSpacing() + 6)
        if numbers:
            words = max(32, most * _metrics("small").lineSpacing())
        return QSize(super().sizeHint().width(), words + (NUMBER_ROW if numbers else 0))

    def fit_width(self, section: int) -> int:
        """Give the least width: the longest word of the head and 14 px, 99 999 fitting as well."""
        words = _longest(self.words(section), theme.px("small"))
        words += SORT_SIGN if self.isSortIndicatorShown() else 0
        return max(words + HEAD_MARGIN + 2, _metrics("body").horizontalAdvance(DIGITS) + 2 * 8)

    @guarded
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw ground, words, number and hairlines of one section."""
        painter.save()
        painter.fillRect(rect, theme.color("band"))
        number_row = NUMBER_ROW if self.has_numbers() else 0
        words = _words_in(rect, number_row)
        side = self._side(section)
        painter.setFont(theme.font("small", strong=True))
        painter.setPen(theme.color("ink2"))
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | _WRAP
        if self._sorts(section):
            words.adjust(0, 0, -SORT_SIGN, 0)
            down = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            place = QRect(words.right() + 3, words.center().y() - 5, 12, 12)
            icons.paint(painter, "fold.open" if down else "fold.up", place, "accent")
        painter.drawText(words, flags, self.words(section))
        pen = QPen(theme.color("line"), 0)
        if number_row:
            line = rect.bottom() - number_row
            below = QRect(rect.left() + 8, line + 1, rect.width() - 16, number_row - 1)
            painter.setFont(theme.font("small"))
            painter.drawText(below, int(side | Qt.AlignmentFlag.AlignVCenter), self.number(section))
            painter.setPen(pen)
            painter.drawLine(rect.left(), line, rect.right(), line)
        painter.setPen(pen)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def words_room(self, section: int) -> QRect:
        """Give the rectangle in which the words of a section are written."""
        whole = QRect(
            self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height()
        )
        return _words_in(whole, NUMBER_ROW if self.has_numbers() else 0)

    def _sorts(self, section: int) -> bool:
        return self.isSortIndicatorShown() and self.sortIndicatorSection() == section

    def _side(self, section: int) -> Qt.AlignmentFlag:
        model = self.model()
        role = Qt.ItemDataRole.TextAlignmentRole
        if model is None:
            return Qt.AlignmentFlag.AlignLeft
        asked = model.headerData(section, Qt.Orientation.Horizontal, role)
        if asked is None:
            return Qt.AlignmentFlag.AlignLeft
        return Qt.AlignmentFlag(asked) & Qt.AlignmentFlag.AlignHorizontal_Mask


def _metrics(step: str) -> QFontMetrics:
    return theme.face(step, strong=True)[1]


@lru_cache(500)
def _lines(words: str, room: int, _size: int) -> int:
    """Give on how many lines the words of a head stand; asked again with every change of width."""
    metrics = _metrics("small")
    box = metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAP, words)
    return round(box.height() / metrics.lineSpacing())


@lru_cache(500)
def _longest(words: str, _size: int) -> int:
    """Give how wide the longest word of a head is."""
    return max(map(_metrics("small").horizontalAdvance, words.split()), default=0)


def _words_in(section: QRect, number_row: int) -> QRect:
    return section.adjusted(8, 0, -6, -number_row)


class Table(QTableView):
    """A table with our head and delegate; Tab leaves it, Enter opens, rows grow and never elide.

    whole_rows chooses rows (a list) or single cells (a form, a return).
    """

    def __init__(self, row_height: int = 30, whole_rows: bool = True, grid: bool = True) -> None:
        super().__init__()
        self._row_height = row_height
        self.sample = SAMPLE  # rows measured for the widths
        self._grows = False
        self._later = QTimer(self)  # many sections change their width at once: measure once
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._measure_again)
        self._measured: set[tuple[int, ...]] = set()
        self._measured_at = 0
        self.setHorizontalHeader(TableHead(self))
        self.setVerticalScrollBar(ScrollBar())
        self.setItemDelegate(CellDelegate(self, row_height, whole_rows, grid))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(not whole_rows)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectRows if whole_rows else behaviour.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def minimumSizeHint(self) -> QSize:
        """Ask for the head and three rows: it scrolls."""
        return QSize(120, 36 + 3 * self._row_height)

    def fit(self, stretch: int, least: dict[int, int] | None = None) -> None:
        """Give each column the width of its words, and the stretch one what is left.

        least names wider minima by column, for example 112 for a number of twelve digits.
        """
        head = self.horizontalHeader()
        assert isinstance(head, TableHead)
        mode = QHeaderView.ResizeMode
        for section in range(head.count()):  # first all fixed: a stretched one is laid each time
            if head.sectionResizeMode(section) != mode.Fixed:
                head.setSectionResizeMode(section, mode.Fixed)
        for section in range(head.count()):
            if section != stretch:
                width = max(
                    head.fit_width(section),
                    self._content_width(section),
                    (least or {}).get(section, 0),
                )
                head.resizeSection(section, width)
        if 0 <= stretch < head.count():
            head.setSectionResizeMode(stretch, mode.Stretch)

    def grow_rows(self) -> None:
        """Give wrapped rows the height they need, now and whenever the table's width changes.

        Only for tables of some hundred rows: each row is measured.
        """
        if not self._grows:
            self._grows = True
            self.horizontalHeader().sectionResized.connect(self._later.start)
            self.model().rowsInserted.connect(self._grow_new)
        self._measured = set()
        self.resizeRowsToContents()

    def _grow_new(self, _parent: object, first: int, last: int) -> None:
        """Give rows that came later the height they need."""
        for row in range(first, last + 1):
            self.resizeRowToContents(row)

    def _measure_again(self) -> None:
        """Measure at the widths of now, unless they were measured in this window already.

        A scroll bar that comes with higher rows and goes with lower ones would go on for ever.
        """
        head = self.horizontalHeader()
        widths = tuple(head.sectionSize(section) for section in range(head.count()))
        if self.width() != self._measured_at:
            self._measured, self._measured_at = set(), self.width()
        if widths in self._measured:
            return
        self._measured.add(widths)
        self.resizeRowsToContents()

    def _content_width(self, section: int) -> int:
        """Give the width of the widest short text among the first rows."""
        model, delegate = self.model(), self.itemDelegate()
        assert isinstance(delegate, CellDelegate)
        rows = range(min(model.rowCount(), self.sample))
        wide = max((delegate.width(asking(model, row, section)) for row in rows), default=0)
        return min(wide, WIDEST)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the table; without a current row or cell, the frame itself tells of the focus."""
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what is chosen: activated() tells it on every system alike."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
