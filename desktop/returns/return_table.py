"""The table of a return as on paper: code, name, columns, totals that fold, and marks of findings.

Returns and consolidated returns are shown by this one table.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu

from desktop import theme
from desktop.delegate import Cell as Role
from desktop.delegate import Index
from desktop.guarded import guarded
from desktop.language import current, keep, tr, tr_n
from desktop.returns.return_lines import ReturnLines
from desktop.tables import HEAD_NUMBER, Table
from forms.findings import Finding
from forms.words import N_
from reports.definition import Cell, Kind, Line
from reports.filled import FilledReturn

ROW = 26
CODE, NAME, FIRST = 0, 1, 2
LETTERS = ("А", "Б")
"""The signs of the number row above code and name, as on paper."""

LEAST_NAME = 140
"""The name column is never narrower; where the rest does not fit, the table scrolls sideways."""

STEP = 10
"""How far a line stands in for each level of its code."""

FOLDED_AT_FIRST = frozenset({"03"})
NOWHERE = QModelIndex()


class ReturnModel(QAbstractTableModel):
    """One table of a return for the delegate; it changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: ReturnLines | None = None

    def tell(self, lines: ReturnLines) -> None:
        """Show other numbers or other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @property
    def lines(self) -> ReturnLines | None:
        """What is shown; None before anything was."""
        return self._lines

    def line(self, row: int) -> Line | None:
        """Give the line of a row."""
        if self._lines is None or not 0 <= row < len(self._lines.lines):
            return None
        return self._lines.lines[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of lines that are not folded away."""
        return 0 if self._lines is None or parent.isValid() else len(self._lines.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give code, name and the columns of the return."""
        return 0 if self._lines is None or parent.isValid() else FIRST + len(self._lines.columns)

    @guarded
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Say the head: words, sign of the number row, side."""
        if self._lines is None or orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section < FIRST:
                return tr("Code") if section == CODE else tr("Name of the indicator")
            return self._lines.filled.definition.columns[section - FIRST].name.say(current())
        if role == HEAD_NUMBER:
            return LETTERS[section] if section < FIRST else self._lines.columns[section - FIRST]
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= FIRST:
            return Qt.AlignmentFlag.AlignRight
        return None

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say one cell to the delegate and to screen readers."""
        line = self.line(index.row())
        if self._lines is None or line is None:
            return None
        if role == Role.STRONG:
            return line.total or line.kind is Kind.HEADING
        if index.column() < FIRST:
            return self._words(self._lines, line, index.column(), role)
        return self._number(self._lines, line, self._lines.columns[index.column() - FIRST], role)

    @staticmethod
    def _words(lines: ReturnLines, line: Line, column: int, role: int) -> Any:
        strong = line.total or line.kind is Kind.HEADING
        if role == Role.TINT and strong:
            return "zebra"
        if column == CODE:
            if role == Qt.ItemDataRole.DisplayRole:
                return line.code
            return None if strong or role != Role.TONE else "ink2"
        if role == Role.INDENT:
            return STEP * line.depth
        count = lines.folds(line)
        if role == Role.TRAILING and count:
            return ("fold.closed" if lines.folded(line) else "fold.open", "ink2")
        if role == Qt.ItemDataRole.DisplayRole:
            return _name(line, count if lines.folded(line) else 0)
        return None

    @staticmethod
    def _number(lines: ReturnLines, line: Line, column: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return lines.text(line, column)
        if role == Role.NUMERIC:
            return True
        mark = lines.mark(line, column)
        if role == Role.TINT:
            return _tint(line, column, mark.tone if mark and mark.direct else "")
        if role == Role.TRIANGLE and mark is not None:
            return mark.tone
        lacking = lines.lacking(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and lacking:
            return tr_n("{n} part is missing", "{n} parts are missing", lacking)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.code}/{column}: {lines.text(line, column)}"
        return None


def _name(line: Line, hidden: int) -> str:
    name = line.name.say(current())
    name = name[:1].upper() + name[1:] if line.depth == 0 else name
    folded = tr_n("{n} line", "{n} lines", hidden)
    return f"{name} · {folded}" if hidden else name


def _tint(line: Line, column: str, tone: str) -> str | None:
    if tone:
        return f"{tone}_soft"
    if line.kind is Kind.HEADING:
        return "zebra"
    if column not in line.columns:
        return "readonly"
    return "zebra" if line.total else None


class ReturnTable(Table):
    """The table with its current cell.

    Signals: moved(Cell) for every other current cell with a number; asked(Cell) when Enter, a
    double click or the menu of the right button asks for the records behind it.
    """

    moved = Signal(object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(ROW, whole_rows=False)
        self._model = ReturnModel()
        self._folded = FOLDED_AT_FIRST
        self._findings: Sequence[Finding] = ()
        self._part = ""
        self.setModel(self._model)
        keep(self, self.setAccessibleName, N_("Return"))
        self.setTabKeyNavigation(False)
        self.activated.connect(self._ask)
        self.selectionModel().currentChanged.connect(self._tell_moved)

    def tell(
        self, filled: FilledReturn, table: str, part: str = "", findings: Sequence[Finding] = ()
    ) -> None:
        """Show a table of a return with marks of its findings; the current cell stays."""
        here = self.cell()
        self._findings, self._part = findings, part
        lines = ReturnLines(filled, table, part, findings, self._folded)
        self._model.tell(lines)
        self.fit_words()
        kept = here.line.rpartition(".")[2] if here else ""
        line = here.line if here and lines.row(here.line) >= 0 else ""
        if not line:
            known = [one.code for one in lines.lines if one.columns]
            line = next((one for one in known if kept and one.endswith(f".{kept}")), known[0])
        column = here.column if here and here.column in lines.columns else "1"
        self.go(line, column)

    def cell(self) -> Cell | None:
        """Give the current cell of the return; None where no number stands."""
        lines, index = self._model.lines, self.currentIndex()
        line = self._model.line(index.row())
        if lines is None or line is None or line.kind is Kind.HEADING:
            return None
        column = max(index.column() - FIRST, 0)
        return Cell(lines.table, line.code, lines.columns[column])

    def go(self, line: str, column: str) -> None:
        """Make a cell the current one, unfolding the total that hides it."""
        lines = self._model.lines
        if lines is None:
            return
        for head in [one for one in self._folded if line.startswith(f"{one}.")]:
            self._fold(head, folded=False)
        lines = self._model.lines or lines
        at = lines.columns.index(column) if column in lines.columns else 0
        index = self._model.index(max(lines.row(line), 0), FIRST + at)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._tell_moved()

    def fit_words(self) -> None:
        """Give the columns the widths of their words in the language of now; the name the rest."""
        metrics = QFontMetrics(theme.font("body"))
        lines = self._model.lines
        codes = [line.code for line in lines.lines] if lines else []
        widest = max((metrics.horizontalAdvance(code) for code in codes), default=0)
        self.fit(NAME, {CODE: widest + 18})
        self._hold_name()
        self.grow_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what the numbers leave, and no less than it needs."""
        self._hold_name()
        super().resizeEvent(event)

    def _hold_name(self) -> None:
        head = self.horizontalHeader()
        if head.count() <= NAME:
            return
        others = sum(head.sectionSize(one) for one in range(head.count()) if one != NAME)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(NAME, max(self.viewport().width() - others, LEAST_NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left folds and Right unfolds on a name; + and - do it everywhere; else Qt's keys."""
        line = self._model.line(self.currentIndex().row())
        lines = self._model.lines
        if lines is not None and line is not None and lines.folds(line):
            on_name = self.currentIndex().column() < FIRST
            folded = lines.folded(line)
            if folded and (event.text() == "+" or on_name and event.key() == Qt.Key.Key_Right):
                self._fold(line.code, folded=False)
                return
            if not folded and (event.text() == "-" or on_name and event.key() == Qt.Key.Key_Left):
                self._fold(line.code, folded=True)
                return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold with a click on a name that folds."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line, lines = self._model.line(index.row()), self._model.lines
        left = event.button() is Qt.MouseButton.LeftButton
        if not left or line is None or lines is None or index.column() != NAME:
            return
        if lines.folds(line):
            self._fold(line.code, folded=not lines.folded(line))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the records behind a number."""
        if self.indexAt(event.position().toPoint()).column() >= FIRST:
            self._ask()

    def contextMenuEvent(self, event: Any) -> None:
        """Offer the records behind a number."""
        index = self.indexAt(event.pos())
        if index.column() >= FIRST:
            self.setCurrentIndex(index)
            menu = QMenu(self)
            menu.addAction(tr("Records behind this number"), self._ask)
            menu.exec(self.viewport().mapToGlobal(QPoint(event.pos())))

    def changeEvent(self, event: QEvent) -> None:
        """Measure the words again in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._model.lines is not None:
            self.fit_words()

    def _fold(self, code: str, *, folded: bool) -> None:
        lines = self._model.lines
        if lines is None:
            return
        index = self.currentIndex()
        self._folded = self._folded | {code} if folded else self._folded - {code}
        again = ReturnLines(lines.filled, lines.table, self._part, self._findings, self._folded)
        self._model.tell(again)
        self.grow_rows()
        self.setCurrentIndex(self._model.index(max(again.row(code), 0), index.column()))

    def _ask(self) -> None:
        cell = self.cell()
        lines = self._model.lines
        if cell is not None and lines is not None and self.currentIndex().column() >= FIRST:
            self.asked.emit(cell)

    def _tell_moved(self) -> None:
        cell = self.cell()
        if cell is not None:
            self.moved.emit(cell)
