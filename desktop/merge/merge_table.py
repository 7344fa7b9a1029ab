"""The list of a merge: each part with its state, revision, time, two figures and findings."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics

from desktop import theme
from desktop.delegate import Cell as Role
from desktop.language import current, tr
from desktop.merge.merge_desk import STATES, PartLine, Standing
from desktop.page import PillText
from desktop.returns.return_lines import shown
from desktop.rows_model import RowsModel
from desktop.tables import Table
from forms.words import N_

ROW = 32
CODE, NAME, STATE, REVISION, CAME, FIRST, SECOND, PROBLEMS = range(8)
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


class MergeModel(RowsModel[PartLine]):
    """The lines of one return for the delegate."""

    heads = HEADS
    numbers = frozenset((REVISION, FIRST, SECOND, PROBLEMS))

    def __init__(self) -> None:
        super().__init__()
        self.code = "1-QO"

    def row_of(self, line: PartLine) -> int:
        """Give the row in which the same part or file stands, -1 where it does not."""
        keys = [(one.office, one.rows[0].file) for one in self.rows]
        offices = [one.office for one in self.rows]
        if line.office and line.office in offices:
            return offices.index(line.office)
        key = (line.office, line.rows[0].file)
        return keys.index(key) if key in keys else -1

    def head(self, column: int) -> str:
        """Give the words of a head; a figure by its line and column."""
        if column in (FIRST, SECOND):
            return "/".join(FIGURES[self.code][column - FIRST])
        return super().head(column)

    def look(self, row: PartLine, column: int, role: int) -> Any:
        """Give the look of a cell: who is to act wears a bar, a pill and a strong name."""
        if column == STATE:
            return _state_look(row, role)
        if role == Role.BAR and row.standing.open:
            return STATES[row.standing][0]
        if role == Role.STRONG:
            return column == NAME and row.standing.open
        return "ink2" if role == Role.TONE and column in (CODE, CAME) else None

    def text(self, row: PartLine, column: int) -> str:
        """Give the text of a cell."""
        if column == CODE:
            return row.office.removeprefix("KDN-") or "—"
        if column == NAME:
            return name_of(row)
        if column == STATE:
            return tr(WORDS[row.standing])
        if column == REVISION:
            known = [one.revision for one in row.rows if one.revision is not None]
            return " · ".join(str(one) for one in sorted(set(known), reverse=True))
        if column == CAME:
            return row.main.came.strftime("%d.%m %H:%M") if row.main else ""
        if column == PROBLEMS:
            return str(row.problems) if row.problems and row.files else ""
        return self._figure(row, column)

    def _figure(self, line: PartLine, column: int) -> str:
        filled = line.filled
        if filled is None or filled.definition.code != self.code:
            return "—" if line.files else "…"
        return shown(filled.get("Q", *FIGURES[self.code][column - FIRST])) or "…"


def _state_look(line: PartLine, role: int) -> Any:
    tone, icon = STATES[line.standing]
    plain = line.standing in PLAIN
    if role == Role.PILL and not plain:
        return PillText(tr(WORDS[line.standing]), tone, icon)
    if role == Role.ICON and plain:
        return icon, "ok" if tone == "ok" else "ink3"
    return "ink2" if role == Role.TONE else None


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
        self._model.code = code
        self._model.tell(lines)
        clock = QFontMetrics(theme.font("body")).horizontalAdvance(CLOCK)
        self.fit(NAME, {CAME: clock + 20})
        self.grow_rows()
        row = self._model.row_of(here) if here is not None else 0
        if lines:
            self.go(max(row, 0))

    def part(self) -> PartLine | None:
        """Give the current part."""
        return self._model.row(self.currentIndex().row())

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
            line = self._model.row(row)
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
