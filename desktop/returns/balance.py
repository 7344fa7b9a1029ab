"""The balance strip of a return: what was there, came and went gives what is there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.language import current, tr
from desktop.parts.figures import BalanceStrip
from desktop.parts.texts import Label
from desktop.returns.rehearsing import balance_of, column_name
from desktop.returns.return_lines import shown
from forms.words import N_
from reports.filled import FilledReturn

WORDS = {
    "1-QO": (N_("at the start"), N_("came"), N_("left"), N_("at the end")),
    "2-AQA": (
        N_("pending before"),
        N_("came"),
        N_("decided"),
        N_("ended otherwise"),
        N_("pending after"),
    ),
}
"""What each term of the balance is called for short."""

EQUALS = 5
"""The place of “=” in the row of the four-term strip: figure, sign, figure, sign, figure, sign."""


class ReturnBalance(BalanceStrip):
    """The strip for both returns; the court's has a fifth figure and a second minus, and so no
    room for the second control: whether it goes on from last quarter is told by its findings."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow = False
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        self._minus = Label("−", "figure", "ink2")
        words, figure = Label("", "caption"), Label("", "figure")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words)
        column.addWidget(figure)
        row.insertWidget(EQUALS, self._minus, 0, Qt.AlignmentFlag.AlignBottom)
        row.insertLayout(EQUALS + 1, column)
        self._four = self._figures
        self._five = [*self._figures[:3], (words, figure), self._figures[3]]
        self._fifth = (words, figure)

    def fit(self, narrow: bool) -> None:
        """Leave the second control out in a narrow window."""
        self._narrow = narrow

    def tell_return(
        self, filled: FilledReturn, before: FilledReturn | None, table: str, part: str, column: str
    ) -> None:
        """Show the balance of a column; hidden where the part has none (E)."""
        balance = balance_of(filled, table, part, column)
        self.setVisible(balance is not None)
        if balance is None:
            return
        self._figures = self._five if len(balance.terms) == len(self._five) else self._four
        for widget in (self._minus, *self._fifth):
            widget.setVisible(self._figures is self._five)
        words = [tr(one) for one in WORDS[filled.definition.code]]
        figures = [
            (f"{code}  {word}", shown(number))
            for (code, number), word in zip(balance.terms, words, strict=True)
        ]
        wrong = balance.runs and not balance.holds
        self.tell(figures, wrong)
        self._tell_sum(filled, column, balance.sum(), runs=balance.runs, holds=balance.holds)
        self._tell_carried(filled, before, table, balance.terms, column, part)

    def _tell_sum(
        self, filled: FilledReturn, column: str, written: str, *, runs: bool, holds: bool
    ) -> None:
        facts = f"{written} · {column_name(filled, column)}"
        if not runs:
            head = tr("Birthdays move column {column}", column=column)
            self.tell_control(0, head, column_name(filled, column), "info", "state.info")
        elif holds:
            self.tell_control(0, tr("Column {column} adds up", column=column), facts)
        else:
            head = tr("Column {column} does not add up", column=column)
            self.tell_control(0, head, facts, "err", "state.hard")

    def _tell_carried(
        self,
        filled: FilledReturn,
        before: FilledReturn | None,
        table: str,
        terms: tuple[tuple[str, int], ...],
        column: str,
        part: str,
    ) -> None:
        if self._narrow or part or before is None or table != "Q":
            self.tell_control(1, "", "")
            return
        old, new = before.int_of("Q", terms[-1][0], column), terms[0][1]
        quarter = before.period.say(current())
        facts = f"{quarter}: {terms[-1][0]} = {shown(old)}, 01 = {shown(new)}"
        if old == new:
            self.tell_control(1, tr("Goes on from last quarter"), facts)
        else:
            head = tr("Differs from last quarter")
            self.tell_control(1, head, facts, "err", "state.hard")
