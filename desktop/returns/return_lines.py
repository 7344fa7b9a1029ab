"""What a return shows on the screen: its lines as they fold, and the text and mark of each cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.language import current
from forms.findings import Finding, Severity
from forms.words import tell
from reports.definition import Cell, Kind, Line, Return
from reports.filled import FilledReturn, Number

NOT_FILLED = "x"
NOT_REPORTED = "…"
TONES = {
    Severity.FORMAT: "err",
    Severity.HARD: "err",
    Severity.SOFT: "soft",
    Severity.INFO: "info",
}
"""Severity -> token of the tint and the triangle."""

WORST = ("err", "soft", "info")


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on a cell: its tone; direct is False for an effect carried on into a total."""

    tone: str
    direct: bool


def shown(number: Number | None) -> str:
    """Write a number as the screen does: 1 908, 61,8; nothing for what is not there."""
    if number is None:
        return ""
    if isinstance(number, Decimal):
        return tell(number, current())
    return f"{number:,}".replace(",", "\u00a0")


def column_tables(definition: Return) -> tuple[str, ...]:
    """Give the codes of the columns in the order of the paper."""
    return tuple(column.code for column in definition.columns)


class ReturnLines:
    """One table of a filled return (Q or Y; one part where it has parts), ready to be drawn."""

    def __init__(
        self,
        filled: FilledReturn,
        table: str,
        part: str,
        findings: Sequence[Finding] = (),
        folded: frozenset[str] = frozenset(),
    ) -> None:
        self.filled = filled
        self.table = table
        self.columns = column_tables(filled.definition)
        self._all = tuple(line for line in filled.definition.lines if line.of == part)
        self._beneath = _children(self._all)
        self._folded = folded & frozenset(self._beneath)
        hidden = {one for head in self._folded for one in self._beneath[head]}
        self.lines = tuple(line for line in self._all if line.code not in hidden)
        self._marks = _marks(filled.definition, table, findings)

    def row(self, code: str) -> int:
        """Give the row of a line, of the total it is folded into where it is hidden; -1: none."""
        codes = [line.code for line in self.lines]
        while code and code not in codes:
            code = code.rpartition(".")[0]
        return codes.index(code) if code else -1

    def folds(self, line: Line) -> int:
        """Give how many lines stand beneath a line; 0 when it does not fold."""
        return len(self._beneath.get(line.code, ()))

    def folded(self, line: Line) -> bool:
        """True when the lines beneath are hidden."""
        return line.code in self._folded

    def text(self, line: Line, column: str) -> str:
        """Write a cell: its number, 0, x, … or nothing — four kinds of nothing (rule R8)."""
        if line.kind is Kind.HEADING:
            return ""
        if column not in line.columns:
            return NOT_FILLED
        cell = Cell(self.table, line.code, column)
        number = self.filled.numbers.get(cell)
        if self.filled.lacking.get(cell):
            # apart from the number: close to it the sign looks like a number that was cut
            return f"{shown(number)}\u00a0{NOT_REPORTED}".strip()
        if number is None and line.kind is Kind.SHARE:
            return NOT_FILLED
        return shown(number)

    def lacking(self, line: Line, column: str) -> int:
        """Give how many parts the number of a cell lacks."""
        return self.filled.lacking.get(Cell(self.table, line.code, column), 0)

    def mark(self, line: Line, column: str) -> Mark | None:
        """Give the mark of a cell; a folded line carries the worst mark of those beneath it."""
        own = self._marks.get((line.code, column))
        if not self.folded(line):
            return own
        beneath = [self._marks.get((code, column)) for code in self._beneath[line.code]]
        found = [one for one in (own, *beneath) if one is not None]
        return min(found, key=lambda one: (WORST.index(one.tone), not one.direct), default=None)


def _children(lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """Give the codes beneath each line that has any: 02 -> 02.1 … 02.4."""
    found: dict[str, list[str]] = defaultdict(list)
    known = {line.code for line in lines}
    for line in lines:
        head = line.code.rpartition(".")[0]
        while head:
            if head in known:
                found[head].append(line.code)
            head = head.rpartition(".")[0]
    return {head: tuple(codes) for head, codes in found.items()}


def _marks(
    definition: Return, table: str, findings: Sequence[Finding]
) -> Mapping[tuple[str, str], Mark]:
    marks: dict[tuple[str, str], Mark] = {}
    above = {part: line.code for line in definition.lines for part in line.parts}
    for finding in sorted(findings, key=lambda one: WORST.index(TONES[one.severity]), reverse=True):
        where = finding.where
        if where.get("table") != table or not where.get("line") or not where.get("column"):
            continue
        line, column, tone = where["line"], where["column"], TONES[finding.severity]
        marks[line, column] = Mark(tone, direct=True)
        while tone == "err" and (line := above.get(line, "")):
            marks.setdefault((line, column), Mark(tone, direct=False))
    return marks
