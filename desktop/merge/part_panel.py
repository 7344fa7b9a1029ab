"""The side panel of a part: its file, what was found in it, and the decisions it waits for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.language import moment, told, tr, tr_n
from desktop.merge.merge_desk import PartLine
from desktop.merge.merge_table import name_of
from desktop.parts.buttons import Button
from desktop.parts.chips import KeyCap
from desktop.parts.findings import SIGNS, Note
from desktop.parts.panels import Column
from desktop.parts.texts import Frame, IconView, Label, hairline
from forms.findings import Finding, Severity
from forms.words import N_
from reports.filled import Decision
from reports.merging import Fate
from reports.seal import control_code

WIDE, NARROW = 346, 324
MOST_FINDINGS = 12
_TOP = Qt.AlignmentFlag.AlignTop
FATES = {
    Fate.TAKEN: N_("taken"),
    Fate.DUPLICATE: N_("the same once more"),
    Fate.REPLACED: N_("replaced by a newer one"),
    Fate.REFUSED: N_("not taken"),
    Fate.WAITING: N_("waits for a decision"),
    Fate.MISSING: N_("not come"),
    Fate.EXCLUDED: N_("left out"),
}
"""What became of a file, in words."""


@dataclass(frozen=True, slots=True)
class Way:
    """A decision that can be made: its whole sentence and what carries it out."""

    text: str
    run: Callable[[], object]


class PartPanel(Frame):
    """What is known of the current part and what can be decided; the usual way has the focus."""

    def __init__(self) -> None:
        super().__init__("side", edge="left")
        self.ways: list[Button] = []
        self._column = Column(margins=(16, 12, 14, 12))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._column)
        self.fit(False)

    def fit(self, narrow: bool) -> None:
        """Be narrower in a narrow window."""
        self.setFixedWidth(NARROW if narrow else WIDE)

    def minimumSizeHint(self) -> QSize:
        """Ask for little height: it scrolls."""
        return QSize(NARROW, 160)

    def tell(self, line: PartLine, decision: Decision | None, ways: Sequence[Way]) -> None:
        """Show a part, what was decided about it, and what can be decided."""
        self._column.empty()
        self.ways = []
        add = self._column.body.addWidget
        add(Label(name_of(line), "head", wrap=True))
        add(Label(self._line_of_facts(line), "caption", wrap=True))
        add(hairline())
        self._show_findings(line.findings)
        if decision is not None:
            add(Note(decision.reason, "info", "state.info", tr("Decided")))
        if ways:
            add(hairline())
            add(Label(tr("Decision"), "strong"))
            self._show_ways(ways)
            kept = tr("The decision and its reason stay with the consolidated return.")
            add(Label(kept, "caption", wrap=True))
        self._show_files(line)
        self._column.body.addStretch(1)

    def tell_nothing(self, text: str) -> None:
        """Show a sentence while no part is chosen."""
        self._column.empty()
        self.ways = []
        self._column.body.addWidget(Label(text, "fact", wrap=True))
        self._column.body.addStretch(1)

    def decide(self, number: int) -> None:
        """Take a decision by its number, from 1."""
        if 0 < number <= len(self.ways):
            self.ways[number - 1].click()

    def focus_way(self) -> bool:
        """Give the usual decision the focus and bring it into sight; False when there is none."""
        if self.ways:
            self.ways[0].setFocus()
            self._column.ensureWidgetVisible(self.ways[-1])
            self._column.ensureWidgetVisible(self.ways[0])
        return bool(self.ways)

    @staticmethod
    def _line_of_facts(line: PartLine) -> str:
        facts = [line.office] if line.office else []
        if line.filled is not None:
            facts.append(tr("revision {number}", number=line.filled.revision))
        if line.main is not None:
            facts.append(moment(line.main.came))
        return " · ".join(facts) or tr("no return in it")

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        heavy = [one for one in findings if one.severity.stops]
        for one in heavy[:MOST_FINDINGS]:
            self._column.body.addWidget(Note(told(one), "err", "state.hard"))
        light = [one for one in findings if not one.severity.stops]
        for one in light[:MOST_FINDINGS]:
            self._column.body.addLayout(self._light(one))
        rest = max(len(heavy) - MOST_FINDINGS, 0) + max(len(light) - MOST_FINDINGS, 0)
        if rest:
            text = tr_n("{n} more finding", "{n} more findings", rest)
            self._column.body.addWidget(Label(text, "caption"))

    @staticmethod
    def _light(finding: Finding) -> QHBoxLayout:
        name, tone = SIGNS[finding.severity]
        row = QHBoxLayout()
        row.setSpacing(8)
        sign = IconView(name, 14, tone, 2)
        row.addWidget(sign)
        row.setAlignment(sign, _TOP)
        role = "body" if finding.severity is Severity.SOFT else "fact"
        row.addWidget(Label(told(finding), role, wrap=True), 1)
        return row

    def _show_files(self, line: PartLine) -> None:
        rows = [one for one in line.rows if one.file]
        if not rows:
            return
        self._column.body.addWidget(hairline())
        self._column.body.addWidget(Label(tr_n("File", "Files", len(rows)), "strong"))
        for one in rows:
            self._column.body.addWidget(Label(one.file, "body", wrap=True))
            words = [tr(FATES[one.fate])]
            if one.revision is not None:
                words.insert(0, tr("revision {number}", number=one.revision))
            if one.digest:
                words.append(tr("code {code}", code=control_code(one.digest)))
            self._column.body.addWidget(Label(" · ".join(words), "caption", wrap=True))

    def _show_ways(self, ways: Sequence[Way]) -> None:
        for number, way in enumerate(ways, start=1):
            row = QHBoxLayout()
            row.setSpacing(8)
            button = Button(way.text, way.run, "decision")
            button.setAccessibleName(way.text)
            row.addWidget(button, 1)
            row.addWidget(KeyCap(f"Alt+{number}"))
            self._column.body.addLayout(row)
            self.ways.append(button)
