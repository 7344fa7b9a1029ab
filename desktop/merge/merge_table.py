"""The list of a merge: each part with its state, revision, time, two figures and findings."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics

from desktop import theme
from desktop.delegate import Cell as Role
from desktop.delegate import Index
from desktop.guarded import guarded
from desktop.language import current, tr
from desktop.merge.merge_desk import STATES, PartLine, Standing
from desktop.page import PillText
from desktop.returns.return_lines import shown
from desktop.tables import Table
from forms.words import N_

ROW = 32
CODE, NAME, STATE, REVISION, CAME, FIRST, SECOND, PROBLEMS = range(8)
NOWHERE = QModelIndex()
CLOCK = "88.88 88:88"
FIGURES = {"1-QO": (("04", "1"), ("04", "3")), "2-AQA": (("A.03", "1"), ("A.04", "1"))}
"""The two figures by which a part is known at a glance: line and column."""

HEADS = (
    N_("Code"),
    N_("Commission"),
    N_("State"),
    N_("Rev."),
    N_("Came"),
    "",
    "",
    N_("Findings"),
)
WORDS = {
    Standing.UNREADABLE: N_("Not accepted"),
    Standing.ALTERED: N_("Changed by hand"),
    Standing.WRONG: N_("Does not add up"),
    Standing.CONFLICT: N_("Two different files"),
    Standing.STRANGE: N_("Not of this return"),
    Standing.MISSING: N_("Not come"),
    Standing.RETURNED: N_("Returned for correction"),
    Standing.LATE: N_("Taken, came late"),
    Standing.EXCLUDED: N_("Left out"),
    Standing.IN_SPITE: N_("Taken with a reason"),
    Standing.REVISED: N_("Taken, new revision"),
    Standing.TAKEN: N_("Taken"),
}
"""How a part stands, in words."""

PLAIN = frozenset((Standing.MISSING, Standing.TAKEN, Standing.EXCLUDED, Standing.RETURNED))
"""States that nobody has to act on: an icon and plain words, no pill."""


def name_of(line: PartLine) -> str:
    """Give what a line is called: its commission, else the file."""
    if line.commission is not None:
        return line.commission.short.say(current())
    return line.rows[0].file


class MergeModel(QAbstractTableModel):
    """The lines of one return for the delegate."""

    def __init__(self) -> None:
        super().__init__()
        self._code = "1-QO"
        self._lines: tuple[PartLine, ...] = ()

    def tell(self, code: str, lines: Sequence[PartLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._code, self._lines = code, tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> PartLine | None:
        """Give the line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, line: PartLine) -> int:
        """Give the row in which the same part or file stands, -1 where it does not."""
        keys = [(one.office, one.rows[0].file) for one in self._lines]
        offices = [one.office for one in self._lines]
        if line.office and line.office in offices:
            return offices.index(line.office)
        key = (line.office, line.rows[0].file)
        return keys.index(key) if key in keys else -1

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    @guarded
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Say the head; a figure by its line and column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section in (FIRST, SECOND):
                return "/".join(FIGURES[self._code][section - FIRST])
            return tr(HEADS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight
        return None

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say one cell to the delegate."""
        line = self.line(index.row())
        if line is None:
            return None
        column = index.column()
        if column == STATE:
            return self._state(line, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Role.BAR and line.standing.open:
            return STATES[line.standing][0]
        if role == Role.STRONG:
            return column == NAME and line.standing.open
        if role == Role.NUMERIC:
            return column in _NUMBERS
        return "ink2" if role == Role.TONE and column in (CODE, CAME) else None

    @staticmethod
    def _state(line: PartLine, role: int) -> Any:
        tone, icon = STATES[line.standing]
        words = tr(WORDS[line.standing])
        plain = line.standing in PLAIN
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words
        if role == Role.PILL and not plain:
            return PillText(words, tone, icon)
        if role == Role.ICON and plain:
            return icon, "ok" if tone == "ok" else "ink3"
        return "ink2" if role == Role.TONE else None

    def _text(self, line: PartLine, column: int) -> str:
        if column == CODE:
            return line.office.removeprefix("KDN-") or "—"
        if column == NAME:
            return name_of(line)
        if column == REVISION:
            known = [one.revision for one in line.rows if one.revision is not None]
            return " · ".join(str(one) for one in sorted(set(known), reverse=True))
        if column == CAME:
            return line.main.came.strftime("%d.%m %H:%M") if line.main else ""
        if column == PROBLEMS:
            return str(line.problems) if line.problems and line.files else ""
        return self._figure(line, column)

    def _figure(self, line: PartLine, column: int) -> str:
        filled = line.filled
        if filled is None or filled.definition.code != self._code:
            return "—" if line.files else "…"
        return shown(filled.get("Q", *FIGURES[self._code][column - FIRST])) or "…"


_NUMBERS = frozenset((REVISION, FIRST, SECOND, PROBLEMS))


class MergeTable(Table):
    """The list with its current part; moved(PartLine) tells another one."""

    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__(ROW, whole_rows=True)
        self._model = MergeModel()
        self.setModel(self._model)
        self.selectionModel().currentChanged.connect(self._tell)

    def tell(self, code: str, lines: Sequence[PartLine]) -> None:
        """Show other lines; the current part stays where it is still there."""
        here = self.part()
        self._model.tell(code, lines)
        clock = QFontMetrics(theme.font("body")).horizontalAdvance(CLOCK)
        self.fit(NAME, {CAME: clock + 20})
        self.grow_rows()
        row = self._model.row_of(here) if here is not None else 0
        if lines:
            self.go(max(row, 0))

    def part(self) -> PartLine | None:
        """Give the current part."""
        return self._model.line(self.currentIndex().row())

    def go(self, row: int) -> None:
        """Make a row the current one."""
        index = self._model.index(row, NAME)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._tell()

    def step(self, way: int) -> bool:
        """Go to the next or previous part to decide; False when there is none."""
        count, here = self._model.rowCount(), self.currentIndex().row()
        for far in range(1, count + 1):
            row = (here + way * far) % count
            line = self._model.line(row)
            if line is not None and line.standing.open:
                self.go(row)
                return True
        return False

    def fit_narrow(self, narrow: bool) -> None:
        """Leave the findings' column out of a narrow window."""
        self.setColumnHidden(PROBLEMS, narrow)

    def _tell(self) -> None:
        line = self.part()
        if line is not None:
            self.moved.emit(line)
