"""The rehearsal of handing in: what passes, what is to mend and to confirm, with ways there."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.language import told, tr, tr_n
from desktop.page import PillText
from desktop.parts.buttons import Link
from desktop.parts.chips import KeyCap, Pill
from desktop.parts.findings import GROUPS, SIGNS
from desktop.parts.panels import Column
from desktop.parts.rows import KeyRow
from desktop.parts.texts import Frame, IconView, Label, LineLabel, hairline
from desktop.returns.rehearsing import PASSED, TO_CONFIRM, TO_KNOW, TO_MEND, in_order, tally
from forms.findings import Finding, Severity

ROW = 27
MOST_ROWS = 4
HEAD = 34


class FindingStrip(KeyRow):
    """One finding on a row: icon, sentence, and what can be done about it at the right."""

    chosen = Signal()

    def __init__(self, finding: Finding, action: str, run: Callable[[], object] | None) -> None:
        sentence = told(finding)
        super().__init__(sentence)
        self.setAccessibleDescription(tr(GROUPS[finding.severity]))
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 4, 8, 4)
        row.setSpacing(8)
        name, tone = SIGNS[finding.severity]
        row.addWidget(IconView(name, 14, tone, 2), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(sentence, "body", wrap=True), 1)
        if run is not None:
            link = Link(action, run)
            link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it with the mouse."""
        self.setFocus()
        self.take()

    def take(self) -> None:
        """Tell that its cell is wanted."""
        self.chosen.emit()


class Rehearsal(Frame):
    """The panel below the table; one strip with counts only in a narrow window.

    Signals: chosen(finding) to go to its cell; confirming(finding) to give its reason;
    asked(finding) to do more about it (a revision).
    """

    chosen = Signal(object)
    confirming = Signal(object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("card")
        self._findings: tuple[Finding, ...] = ()
        self._at = -1
        self._narrow = False
        self._open = True
        self._passed = 0
        self._rows: list[FindingStrip] = []
        self._title = Label("", "strong")
        self._line = LineLabel("", "strong")
        self._sign = IconView(size=14)
        self._pills = {tone: Pill() for tone in ("ok", "err", "soft", "info")}
        self._list = Column(margins=(1, 0, 1, 1))
        self._list.body.setSpacing(0)
        inside = self._list.widget()
        if inside is not None:
            inside.installEventFilter(self)
        self._rule = hairline()
        self._lay_out()

    def tell(self, passed: int, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self._passed = passed
        self._findings = in_order(findings)
        self._at = min(self._at, len(self._findings) - 1)
        self._fill()

    def fit(self, narrow: bool) -> None:
        """Shrink to one strip in a narrow window; Ctrl+M opens the list."""
        self._narrow = narrow
        self._open = not narrow
        self._fill()

    def toggle(self) -> None:
        """Open or close the list."""
        self._open = not self._open
        self._fill()

    def step(self, way: int) -> Finding | None:
        """Go to the next (1) or previous (-1) finding and give it."""
        if not self._findings:
            return None
        self._at = (self._at + way) % len(self._findings) if self._at >= 0 else 0
        self._fill()
        return self._findings[self._at]

    def current(self) -> Finding | None:
        """Give the finding gone to last, else the first one to be confirmed."""
        soft = (one for one in self._findings if one.severity is Severity.SOFT)
        if 0 <= self._at < len(self._findings):
            here = self._findings[self._at]
            return here if here.severity is Severity.SOFT else next(soft, None)
        return next(soft, None)

    def sizeHint(self) -> QSize:
        """Ask for the head and as many rows as are found, at most four."""
        rows = self._heights()[:MOST_ROWS] if self._open else []
        return QSize(300, HEAD + sum(rows) + len(rows) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure wrapped sentences again at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._settle()

    def minimumSizeHint(self) -> QSize:
        """Ask for the head."""
        return QSize(200, HEAD + 4)

    def _heights(self) -> list[int]:
        width = max(self.width() - 16, 300)
        layouts = (row.layout() for row in self._rows)
        return [max(one.totalHeightForWidth(width), ROW) for one in layouts if one is not None]

    def _fill(self) -> None:
        stops, soft, info = tally(self._findings)
        self._title.setText(tr("Rehearsal of handing in"))
        counts = {"ok": self._passed, "err": stops, "soft": soft, "info": info}
        words = {"ok": PASSED, "err": TO_MEND, "soft": TO_CONFIRM, "info": TO_KNOW}
        icons = {"ok": "ok", "err": "hard", "soft": "soft", "info": "info"}
        for tone, pill in self._pills.items():
            n = counts[tone]
            text = str(n) if self._narrow else tr_n(*words[tone], n)
            pill.show_pill(PillText(text, tone, f"state.{icons[tone]}"))
            pill.setToolTip(tr_n(*words[tone], n))
            pill.setVisible(bool(n) or tone == "ok")
        self._show_line()
        self._show_list()
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure the rows again once they are dressed and know their heights."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _show_line(self) -> None:
        here = self._findings[max(self._at, 0)] if self._findings else None
        strip = self._narrow and not self._open and here is not None
        self._title.setVisible(not strip)
        self._line.setVisible(strip)
        self._sign.setVisible(strip)
        if here is not None:
            name, tone = SIGNS[here.severity]
            self._sign.show_icon(name, tone, tr(GROUPS[here.severity]))
            self._line.setText(told(here))

    def _show_list(self) -> None:
        self._list.empty()
        self._rows = []
        self._list.setVisible(self._open and bool(self._findings))
        self._rule.setVisible(self._open and bool(self._findings))
        for at, finding in enumerate(self._findings if self._open else ()):
            if at:
                self._list.body.addWidget(hairline())
            row = FindingStrip(finding, *self._action(finding))
            row.setProperty("chosen", "true" if at == self._at else "false")
            row.chosen.connect(partial(self._choose, at))
            self._list.body.addWidget(row)
            self._rows.append(row)
            if at == self._at:
                self._list.ensureWidgetVisible(row)
        self._list.body.addStretch(1)

    def _choose(self, at: int) -> None:
        self._at = at
        self.chosen.emit(self._findings[at])

    def _action(self, finding: Finding) -> tuple[str, Callable[[], object] | None]:
        if finding.severity is Severity.SOFT:
            words = tr("Confirm…")
            return f"{words} F9", partial(self.confirming.emit, finding)
        if finding.rule == "R6":
            return tr("Make a revision…"), partial(self.asked.emit, finding)
        if finding.where.get("line"):
            return tr("Show"), partial(self.chosen.emit, finding)
        return "", None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._title)
        row.addWidget(self._line, 1)
        for pill in self._pills.values():
            row.addWidget(pill)
        row.addStretch(1)
        row.addWidget(KeyCap("F8"))
        column.addWidget(head)
        column.addWidget(self._rule)
        column.addWidget(self._list, 1)
