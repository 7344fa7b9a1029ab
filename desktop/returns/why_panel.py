"""The side panel “why this number”: its cards, the cards not counted and why, and its sums."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from desktop.card.record_row import RecordRow, number_width, record_row
from desktop.explaining import ExplainedCard, Explanation, Gone
from desktop.language import current, tr, tr_n
from desktop.parts.buttons import Link
from desktop.parts.panels import Column, empty
from desktop.parts.texts import Frame, Label, hairline, mark
from desktop.returns.rehearsing import equations, meaning
from desktop.returns.return_lines import shown
from desktop.rights_words import whose
from forms.rights import Right, User
from reports.definition import Cell, Kind, Line
from reports.filled import FilledReturn, Number

WIDE, NARROW = 318, 240
FIRST_ROWS = {False: 5, True: 3}
"""How many cards are shown before “more” is asked for, by narrow."""

MOST_ROWS = 200
MOST_GONE = 12


class WhyPanel(Frame):
    """What stands behind the current cell.

    Signals: opened(form, id) asks for a card; left() gives the focus back to the table.
    """

    opened = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("side", edge="left")
        self._narrow = False
        self._all = False
        self._explanation: Explanation | None = None
        self._number: Number | None = None
        self._rows: list[RecordRow] = []
        self._equations: tuple[tuple[str, bool], ...] = ()
        self._code, self._what = Label("", "caption"), Label("", "caption")
        self._figure, self._meaning = Label("", "figure", "accent"), Label("", "strong", wrap=True)
        self._cards = Column(margins=(9, 0, 9, 8))
        self._cards.body.setSpacing(0)
        self._foot = QGridLayout()
        self._lay_out()
        self.fit(False)

    def fit(self, narrow: bool) -> None:
        """Be narrower in a narrow window."""
        self._narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._what.setVisible(not narrow)
        self._fill()

    def tell_cell(self, filled: FilledReturn, cell: Cell, text: str) -> None:
        """Show a cell at once; its cards follow with tell.

        The cards of the same cell stay meanwhile, in the language of now.
        """
        if self._explanation is not None and self._explanation.cell != cell:
            self._all, self._explanation = False, None
            self._clear()
        code = filled.definition.code
        self._code.setText(f"{code}/{cell}")
        self._what.setText(tr("why this number?"))
        self._figure.setText(text or "—")
        self._meaning.setText(meaning(filled, cell))
        self.setAccessibleName(f"{code}/{cell}: {text}. {self._meaning.text()}")
        self._number = filled.numbers.get(cell)
        self._equations = tuple(equations(filled, cell))
        before = self._explanation.previous if self._explanation is not None else None
        self._show_foot(before, self._equations)
        self._fill()

    def tell(self, explanation: Explanation) -> None:
        """Show the cards behind the cell."""
        self._explanation = explanation
        self._show_foot(explanation.previous, self._equations)
        self._fill()

    def tell_note(self, text: str) -> None:
        """Show a sentence in place of cards: a share, an x, a consolidated return."""
        self._clear()
        self._cards.body.addWidget(Label(text, "fact", wrap=True))
        self._cards.body.addStretch(1)

    def focus_records(self) -> bool:
        """Give the focus to the first card; False when there is none."""
        if self._rows:
            self._rows[0].setFocus()
        return bool(self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for little height: the cards scroll."""
        return QSize(NARROW, 160)

    def _fill(self) -> None:
        if self._explanation is None:
            return
        self._clear()
        counted, beside = self._explanation.rows, self._explanation.not_counted
        adds = sum(one.adds for one in counted)
        self._head(
            tr_n("Counted: {n} card, {adds}", "Counted: {n} cards, {adds}", len(counted), adds=adds)
        )
        self._list(counted)
        if self._explanation.gone is not None:
            self._tell_gone(self._explanation.gone)
        if beside:
            self._cards.body.addSpacing(4)
            self._cards.body.addWidget(hairline())
            self._head(tr_n("Not counted: {n} card", "Not counted: {n} cards", len(beside)))
            self._list(beside)
        self._cards.body.addStretch(1)

    def _tell_gone(self, gone: Gone) -> None:
        """Tell what cards add that were destroyed since, by their numbers."""
        some = ", ".join(f"{one.number} ({one.act})" for one in gone.stones[:MOST_GONE])
        more = "…" if len(gone.stones) > MOST_GONE else ""
        words = tr_n(
            "{n} is of cards destroyed since, by acts: {cards}",
            "{n} are of cards destroyed since, by acts: {cards}",
            gone.adds,
            cards=some + more,
        )
        line = Label(words, "fact", wrap=True)
        line.setContentsMargins(5, 4, 0, 4)
        self._cards.body.addWidget(line)

    def _clear(self) -> None:
        """Show no cards: those of another cell would explain a number that is not theirs."""
        empty(self._cards.body)
        self._rows = []

    def _head(self, text: str) -> None:
        head = Label(text, "strong", wrap=True)
        head.setContentsMargins(5, 6, 0, 4)
        self._cards.body.addWidget(head)

    def _list(self, cards: Sequence[ExplainedCard]) -> None:
        most = MOST_ROWS if self._all else FIRST_ROWS[self._narrow]
        width = number_width(card.number for card in cards[:most])
        for card in cards[:most]:
            row = record_row(
                card.number,
                card.title,
                str(card.adds) if card.adds else "",
                card.why(current()),
                partial(self.opened.emit, card.form, card.record),
                width,
            )
            self._cards.body.addWidget(row)
            self._rows.append(row)
        rest = cards[most:]
        if rest and not self._all:
            adds = sum(one.adds for one in rest)
            words = tr_n("{n} more card", "{n} more cards", len(rest))
            link = Link(f"{words} · {adds}" if adds else words, self._show_all, "fold.closed")
            self._cards.body.addWidget(link)

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        self.focus_records()

    def _show_foot(self, previous: Number | None, sums: Sequence[tuple[str, bool]]) -> None:
        empty(self._foot)
        lines: list[tuple[str, str, bool]] = []
        if isinstance(previous, int) and isinstance(self._number, int):
            change = f"{self._number - previous:+d}".replace("-", "−")
            text = tr("{number} · difference {change}", number=shown(previous), change=change)
            lines.append((tr("Last quarter"), text, True))
        for at, (text, holds) in enumerate(sums):
            lines.append(("" if at else tr("Control"), text, holds))
        for row, (words, text, holds) in enumerate(lines):
            top = Qt.AlignmentFlag.AlignTop
            self._foot.addWidget(Label(words, "caption"), row, 0, top)
            told = Label(text, "body", wrap=True)
            mark(told, tone="" if holds else "err")
            self._foot.addWidget(told, row, 1)
        self._foot.setColumnStretch(1, 1)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 0, 12)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(14, 0, 12, 0)
        top.addWidget(self._code, 1)
        top.addWidget(self._what)
        column.addLayout(top)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 12, 2)
        head.setSpacing(12)
        head.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._meaning, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._cards, 1)
        column.addWidget(hairline())
        self._foot.setContentsMargins(14, 2, 12, 0)
        self._foot.setHorizontalSpacing(12)
        column.addLayout(self._foot)


def why_no_cards(line: Line, column: str, user: User) -> str:
    """Say why no cards are shown behind a cell of a line, "" when they are."""
    if column not in line.columns:
        return tr("This cell is not filled in.")
    if line.kind is Kind.SHARE:
        return tr("Computed: granted ÷ considered × 100.")
    return "" if user.may(Right.LOOK) else whose(Right.LOOK, current())
