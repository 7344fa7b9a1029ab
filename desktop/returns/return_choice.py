"""The bar above a return: which return, quarter, table and part are looked at."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.language import current, tr
from desktop.parts.buttons import Segmented
from desktop.parts.texts import LineLabel
from desktop.returns.period_picker import PeriodPicker
from reports.catalogue import RETURNS, return_of
from reports.definition import TABLES
from reports.period import Period


class ReturnChoice(QWidget):
    """Tells picked() when another return or quarter was chosen, turned() for table or part."""

    picked = Signal()
    turned = Signal()

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._code = RETURNS[0].definition.code
        self.returns = Segmented([(r.definition.code, r.definition.index) for r in RETURNS])
        self.period = PeriodPicker(period)
        self.table = Segmented([(table, table) for table in TABLES])
        parts = [part for r in RETURNS for part, _ in r.definition.parts]
        self.parts = Segmented([(part, part) for part in parts])
        self._part_name = LineLabel("", "fact")
        self._legend = LineLabel("", "caption")
        self._second = QWidget()
        self._lay_out()
        self.returns.picked.connect(self._choose)
        self.period.picked.connect(lambda _period: self.picked.emit())
        self.table.picked.connect(lambda _table: self.turned.emit())
        self.parts.picked.connect(lambda _part: self._turn_part())
        self.retranslate()

    def code(self) -> str:
        """Give the code of the chosen return."""
        return self._code

    def part(self) -> str:
        """Give the chosen part, "" where the return has none."""
        return self.parts.current() if return_of(self._code).definition.parts else ""

    def pick(self, code: str, period: Period | None = None) -> None:
        """Show another return or quarter without telling it."""
        self._code = code
        self.returns.pick(code)
        if period is not None:
            self.period.pick(period)
        self.retranslate()

    def pick_place(self, table: str, line: str) -> None:
        """Turn to the table and part in which a line stands, without telling it."""
        if table:
            self.table.pick(table)
        part = return_of(self._code).definition.line(line).of
        if part:
            self.parts.pick(part)
        self._name_part()

    def other_return(self) -> None:
        """Choose the other return."""
        codes = [one.definition.code for one in RETURNS]
        self._choose(codes[(codes.index(self._code) + 1) % len(codes)])

    def other_table(self) -> None:
        """Turn from the quarter to the year and back."""
        at = TABLES.index(self.table.current())
        self.table.pick(TABLES[(at + 1) % len(TABLES)])
        self.turned.emit()

    def step_part(self, way: int) -> None:
        """Turn to the next (1) or previous (-1) part."""
        known = [part for part, _ in return_of(self._code).definition.parts]
        if known:
            self.parts.pick(known[(known.index(self.parts.current()) + way) % len(known)])
            self._turn_part()

    def fit(self, narrow: bool) -> None:
        """Leave the legend out in a narrow window."""
        self._legend.setVisible(not narrow)

    def retranslate(self) -> None:
        """Speak again in the language of now."""
        self.table.tell("Q", tr("Q · quarter"))
        self.table.tell("Y", tr("Y · since 1 January"))
        self._legend.setText(tr("0 zero   x not filled in   … not reported"))
        self.period.retranslate()
        self.returns.pick(self._code)
        self._name_part()

    def minimumSizeHint(self) -> QSize:
        """Ask for what the switches need, not the words beside them."""
        return QSize(300, super().minimumSizeHint().height())

    def _choose(self, code: str) -> None:
        self.pick(code)
        self.picked.emit()

    def _turn_part(self) -> None:
        self._name_part()
        self.turned.emit()

    def _name_part(self) -> None:
        known = dict(return_of(self._code).definition.parts)
        self._second.setVisible(bool(known))
        if known:
            self._part_name.setText(known[self.parts.current()].say(current()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(12)
        for widget in (self.returns, self.period, self.table):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self._legend)
        column.addLayout(first)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(12)
        second.addWidget(self.parts)
        second.addWidget(self._part_name, 1)
        column.addWidget(self._second)
