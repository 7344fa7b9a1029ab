"""The panel at the right of a card: everything found, the instruction of a field, the history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from desktop.card.history_view import ENTER, HeadRow, HistoryView, Row
from desktop.language import keep, tr, tr_n
from desktop.page import Hint, PillText
from desktop.parts.buttons import Button
from desktop.parts.chips import KeyCap, KeyHints, Pill
from desktop.parts.findings import GROUPS, SIGNS, FindingRow
from desktop.parts.panels import Column
from desktop.parts.texts import Frame, IconView, Label, LineLabel, hairline, mark
from forms.findings import Finding, Severity
from forms.words import N_

WIDTH = 284
ORDER = ((Severity.FORMAT, Severity.HARD), (Severity.SOFT,), (Severity.INFO,))


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding as the panel shows it: its place in words, its sentence, and the finding."""

    place: str
    sentence: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Instruction:
    """What is known of a field: number and name, help, norm, and whether it must be filled in."""

    place: str
    help: str
    norm: str = ""
    demanded: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A soft finding that somebody confirmed: place, sentence, why, and who did it when."""

    place: str
    sentence: str
    reason: str
    facts: str
    finding: Finding


class ConfirmedRow(Row):
    """A confirmed finding: Enter goes to its field, Delete takes the confirmation back."""

    chosen = Signal()
    taken_back = Signal()

    def __init__(self, one: Confirmed) -> None:
        super().__init__(f"{one.place}. {one.sentence} {one.reason}. {one.facts}")
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 4, 8, 6)
        column.setSpacing(2)
        column.addWidget(Label(one.place, "strong", wrap=True))
        for words, role in ((one.sentence, "fact"), (one.reason, "body"), (one.facts, "caption")):
            column.addWidget(Label(words, role, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(Button(tr("Take the confirmation back"), self.taken_back.emit, "small"))
        line.addStretch(1)
        column.addLayout(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the field or take the confirmation back."""
        if event.key() in ENTER:
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the field."""
        self.setFocus()
        self.chosen.emit()


class ProblemList(Column):
    """All findings in three groups, and those confirmed in a folded one; Enter or a click goes
    to the field.  taken_back(finding) asks that a confirmation goes."""

    chosen = Signal(object)
    taken_back = Signal(object)

    def __init__(self, confirm: Callable[[Finding], object]) -> None:
        super().__init__(margins=(0, 8, 0, 8))
        self._confirm = confirm
        self._shown: tuple[object, ...] = ()
        self._rows: list[tuple[Finding, FindingRow]] = []
        self._problems: Sequence[Problem] = ()
        self._confirmed: Sequence[Confirmed] = ()
        self._unfolded = False
        self.body.setSpacing(2)

    def tell(self, problems: Sequence[Problem], current: Finding | None) -> None:
        """Show these findings; the current one is marked."""
        self._problems = problems
        self._refresh()
        for finding, row in self._rows:
            mark(row, chosen="true" if finding == current else "false")
            if finding == current:
                self.ensureWidgetVisible(row, 0, 12)

    def tell_confirmed(self, confirmed: Sequence[Confirmed]) -> None:
        """Show these confirmed findings below the open ones, folded until somebody unfolds."""
        self._confirmed = confirmed
        self._refresh()

    def _refresh(self) -> None:
        words = tr("Confirm with a reason…")
        state = (tuple(self._problems), tuple(self._confirmed), words)
        if state != self._shown:
            self._shown = state
            self._fill(self._problems)

    def focus_first(self) -> bool:
        """Put the focus on the first finding; False when there is none or it is not shown."""
        if not self._rows or not self.isVisible():
            return False
        self._rows[0][1].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _fill(self, problems: Sequence[Problem]) -> None:
        self.empty()
        self._rows = []
        for severities in ORDER:
            group = [one for one in problems if one.finding.severity in severities]
            if group:
                head = Label(f"{tr(GROUPS[severities[0]])} · {len(group)}", "caption")
                head.setContentsMargins(14, 4, 8, 2)
                self.body.addWidget(head)
            for one in group:
                row = self._row(one)
                self.body.addWidget(row)
                row.show()  # at once, so that it can take the focus at once
        if not problems:
            note = Label(tr("Nothing to mend and nothing to confirm."), "fact", wrap=True)
            note.setContentsMargins(14, 4, 8, 0)
            self.body.addWidget(note)
        if self._confirmed:
            self._add_confirmed()
        self.body.addStretch(1)

    def _add_confirmed(self) -> None:
        words = tr("Confirmed")
        head = HeadRow(f"{words} · {len(self._confirmed)}", "", not self._unfolded)
        inside = Frame("clear")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for row in self._confirmed_rows():
            rows.addWidget(row)
            row.show()

        def fold(folded: bool) -> None:
            self._unfolded = not folded
            inside.setVisible(self._unfolded)

        head.folded.connect(fold)
        self.body.addWidget(head)
        self.body.addWidget(inside)
        head.show()  # at once, so that it can take the focus at once
        inside.setVisible(self._unfolded)

    def _confirmed_rows(self) -> list[ConfirmedRow]:
        rows = []
        for one in self._confirmed:
            row = ConfirmedRow(one)
            row.chosen.connect(partial(self.chosen.emit, one.finding))
            row.taken_back.connect(partial(self.taken_back.emit, one.finding))
            rows.append(row)
        return rows

    def _row(self, problem: Problem) -> FindingRow:
        finding = problem.finding
        soft = finding.severity is Severity.SOFT
        action = (tr("Confirm with a reason…"), "F9", lambda: self._confirm(finding))
        row = FindingRow(
            problem.place, problem.sentence, finding.severity, action if soft else None
        )
        row.chosen.connect(lambda: self.chosen.emit(finding))
        self._rows.append((finding, row))
        return row


class InstructionView(Column):
    """What the field is for: the help of its declaration and the norm behind it."""

    def __init__(self) -> None:
        super().__init__(margins=(14, 12, 14, 12))
        self._place = Label("", "strong", wrap=True)
        self._help = Label("", "body", wrap=True)
        self._norm = Label("", "caption", wrap=True)
        self._demanded = Label("", "caption", wrap=True)
        for label in (self._place, self._help, self._demanded, self._norm):
            self.body.addWidget(label)
        self.body.addStretch(1)

    def tell(self, of: Instruction | None) -> None:
        """Show the instruction of a field; None while no field has the focus."""
        self._place.setText(of.place if of else tr("Choose a field; its instruction stands here."))
        self._help.setText(of.help if of else "")
        self._norm.setText(tr("Norm: {norm}", norm=of.norm) if of and of.norm else "")
        demanded = of is not None and of.demanded
        self._demanded.setText(tr("A complete card must have it.") if demanded else "")
        for label in (self._help, self._norm, self._demanded):
            label.setVisible(bool(label.text()))


class SidePanel(Frame):
    """Three leaves: problems, instruction, history; opened() tells which one is shown."""

    opened = Signal(int)

    def __init__(self, confirm: Callable[[Finding], object]) -> None:
        super().__init__("side", edge="left")
        self.setFixedWidth(WIDTH)
        self.tabs = QTabBar()
        keep(self.tabs, self.tabs.setAccessibleName, N_("Side panel"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        for _ in range(3):
            self.tabs.addTab("")
        self.problems = ProblemList(confirm)
        self.instruction = InstructionView()
        self.history = HistoryView()
        self._stack = QStackedWidget()
        for leaf in (self.problems, self.instruction, self.history):
            self._stack.addWidget(leaf)
        self._keys = KeyHints()
        self._count = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 5, 8, 6)
        foot.addWidget(self._keys)
        foot.addStretch(1)
        column.addLayout(foot)
        self.tabs.currentChanged.connect(self._show)

    def tell(self, problems: Sequence[Problem], current: Finding | None) -> None:
        """Show the findings, and their number on the leaf."""
        self._count = len(problems)
        self.problems.tell(problems, current)
        self._write_tabs()

    def take_focus(self) -> None:
        """Put the focus on the first problem, else on the leaves."""
        if not self.problems.focus_first():
            self.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def open(self, leaf: int) -> None:
        """Open a leaf: 0 problems, 1 instruction, 2 history."""
        self.tabs.setCurrentIndex(leaf)

    def retranslate(self) -> None:
        """Speak again in the current language."""
        self._write_tabs()
        self._keys.show_hints([Hint("F8", tr("next")), Hint("Shift+F8", tr("previous"))])

    def _write_tabs(self) -> None:
        problems = tr("Problems")
        if self._count:
            problems = f"{problems} · {self._count}"
        for at, words in enumerate((problems, tr("Instruction"), tr("History"))):
            if self.tabs.tabText(at) != words:
                self.tabs.setTabText(at, words)

    def _show(self, leaf: int) -> None:
        self._stack.setCurrentIndex(leaf)
        self.opened.emit(leaf)


class ProblemStrip(Frame):
    """The panel on one line, for a small screen: the current problem and how many there are."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("bottom")
        self.setFixedHeight(44)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(8)
        self._icon = IconView(size=14)
        self._place = Label("", "strong")
        self._sentence = LineLabel("", "fact")
        self._hard, self._soft = Pill(), Pill()
        self._all = Button("", self.wanted.emit, "small", "action.list")
        row.addWidget(self._icon)
        row.addWidget(self._place)
        row.addWidget(self._sentence, 1)
        for part in (self._hard, self._soft, self._all, KeyCap("Ctrl+M")):
            row.addWidget(part)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the sentence is cut."""
        return QSize(200, 44)

    def take_focus(self) -> None:
        """Put the focus on the button that shows them all."""
        self._all.setFocus(Qt.FocusReason.TabFocusReason)

    def tell(self, problems: Sequence[Problem], current: Finding | None) -> None:
        """Show the current problem, or the first one, and the counts."""
        shown = next((one for one in problems if one.finding == current), None)
        shown = shown or next(iter(problems), None)
        if shown is not None:
            self._icon.show_icon(*SIGNS[shown.finding.severity])
        else:
            self._icon.show_icon("state.ok", "ok")
        self._place.setText(shown.place if shown else "")
        nothing = tr("Nothing to mend and nothing to confirm.")
        self._sentence.setText(shown.sentence if shown else nothing)
        hard = sum(one.finding.severity.stops for one in problems)
        soft = sum(one.finding.severity is Severity.SOFT for one in problems)
        self._hard.show_pill(
            PillText(tr_n("{n} to mend", "{n} to mend", hard), "err", "state.hard")
        )
        self._soft.show_pill(
            PillText(tr_n("{n} to confirm", "{n} to confirm", soft), "soft", "state.soft")
        )
        self._hard.setVisible(hard > 0)
        self._soft.setVisible(soft > 0)
        self._all.set_text(tr("All"))
