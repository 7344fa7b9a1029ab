"""Reads a prepared return for the screen: what passes, what stands in the way, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.language import current, tr, tr_n
from desktop.returns.return_lines import shown
from forms.findings import Finding, Severity
from forms.words import NN_
from reports.controls import BOOK
from reports.definition import Cell, Kind
from reports.filled import FilledReturn
from reports.stating import NARROW, WIDE

COURT_ONLY = ("K16", "K17", "K18", "K19", "K20", "C08")
OWN = {"1-QO": ("K1 K2 K3 K4 K5 K6 K7 K8 S1 S2 S3"), "2-AQA": ("K11 K12 K13 K14 K15 S2 S3")}
"""The controls of the rule book that each return knows; the court's own come beside them."""

FEW = 3
"""Up to so many parts of a sum are named one by one."""

ORDER = (Severity.FORMAT, Severity.HARD, Severity.SOFT, Severity.INFO)
TO_MEND = NN_("{n} to mend", "{n} to mend")
TO_CONFIRM = NN_("{n} to confirm", "{n} to confirm")
TO_KNOW = NN_("{n} to know", "{n} to know")
PASSED = NN_("{n} passes", "{n} pass")


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance of one column: (code, number) of each term, the last is what they give."""

    terms: tuple[tuple[str, int], ...]
    expected: int
    runs: bool

    @property
    def holds(self) -> bool:
        """True when the terms give the last number."""
        return self.terms[-1][1] == self.expected

    def sum(self) -> str:
        """Write the sum: 330 + 39 − 28 = 341."""
        signs = ("", " + ", " − ", " − ")
        left = "".join(f"{signs[at]}{shown(n)}" for at, (_, n) in enumerate(self.terms[:-1]))
        return f"{left} = {shown(self.expected)}"


def control_numbers(code: str) -> tuple[str, ...]:
    """Give the numbers of all controls that run on a return."""
    known = [number for control in BOOK for number in control.number.split()]
    own = [one for one in known if one in OWN[code].split()] + ["R8"]
    return (*own, *COURT_ONLY) if code == "2-AQA" else tuple(own)


def count_passed(code: str, findings: Sequence[Finding]) -> int:
    """Say how many controls found nothing and were run."""
    return len(set(control_numbers(code)) - {one.rule for one in findings})


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give the findings as the panel lists them: to mend, to confirm, to know."""
    return tuple(sorted(findings, key=lambda one: ORDER.index(one.severity)))


def tally(findings: Sequence[Finding]) -> tuple[int, int, int]:
    """Count what is to mend, to confirm and to know."""
    stops = sum(one.severity.stops for one in findings)
    soft = sum(one.severity is Severity.SOFT for one in findings)
    return stops, soft, len(findings) - stops - soft


def lock_reason(findings: Sequence[Finding]) -> str:
    """Say in words why a return cannot be handed in yet; "" when it can."""
    stops, soft, _ = tally(findings)
    left = [tr_n(*TO_MEND, stops)] * bool(stops) + [tr_n(*TO_CONFIRM, soft)] * bool(soft)
    return tr("Before handing in: {left}", left=", ".join(left)) if left else ""


def place_of(finding: Finding) -> Cell | None:
    """Give the cell a finding speaks of; None where it speaks of the whole return."""
    where = finding.where
    if not where.get("line"):
        return None
    return Cell(where.get("table", "Q"), where["line"], where.get("column") or "1")


def balance_of(filled: FilledReturn, table: str, part: str, column: str) -> Balance | None:
    """Give the balance of a column (K1, K11); None where the part or column has none.

    It is not run for the ages of the families' return, whose birthdays move children.
    """
    family = not filled.definition.parts
    codes = ("01", "02", "03", "04") if family else ("01", "02", "03", "06", "07")
    lines = [code if family else f"{part}.{code}" for code in codes]
    if not all(filled.definition.has(line, column) for line in lines):
        return None
    if filled.definition.line(lines[0]).kind is not Kind.OPENING:
        return None
    numbers = [filled.int_of(table, line, column) for line in lines]
    expected = numbers[0] + numbers[1] - sum(numbers[2:-1])
    terms = tuple(zip(codes, numbers, strict=True))
    return Balance(terms, expected, not family or int(column) <= 5)


def equations(filled: FilledReturn, cell: Cell) -> Iterator[tuple[str, bool]]:
    """Give the sums a cell stands in, in figures, and whether each holds."""
    splits = WIDE if filled.definition.parts else NARROW
    line = filled.definition.line(cell.line)
    for total, parts in splits:
        if cell.column in (total, *parts) and {total, *parts} <= set(line.columns):
            yield _sum(filled, total, [cell._replace(column=one) for one in (total, *parts)], parts)
    for one in filled.definition.lines:
        if one.parts and cell.line == one.code and cell.column in one.columns:
            cells = [cell._replace(line=code) for code in (one.code, *one.parts)]
            few = len(one.parts) <= FEW
            named = one.parts if few else (f"{one.parts[0]} … {one.parts[-1]}",)
            yield _sum(filled, one.code, cells, named)


def _sum(
    filled: FilledReturn, total: str, cells: Sequence[Cell], parts: Sequence[str]
) -> tuple[str, bool]:
    numbers = [filled.int_of(*one) for one in cells]
    holds = numbers[0] == sum(numbers[1:])
    known = [n for n in numbers[1:] if n] or [0]
    written = " + ".join(shown(n) for n in (numbers[1:] if len(numbers) <= 4 else known))
    sign = "=" if holds else "≠"
    return f"{total} = {' + '.join(parts)}: {written} {sign} {shown(numbers[0])}", holds


def column_name(filled: FilledReturn, column: str) -> str:
    """Give what a column counts, in the language of now."""
    found = {one.code: one.name for one in filled.definition.columns}
    return found[column].say(current())


def meaning(filled: FilledReturn, cell: Cell) -> str:
    """Say what a cell counts: line and column in their own words, neither inflected."""
    line = filled.definition.line(cell.line).name.say(current())
    return f"{line} · {column_name(filled, cell.column)}"


def drafts_told(findings: Sequence[Finding]) -> int:
    """Give how many drafts the return leaves out, as the finding R3 says."""
    counts = [one.values.get("count") for one in findings if one.rule == "R3"]
    return next((n for n in counts if isinstance(n, int)), 0)


def summary(filled: FilledReturn) -> str:
    """Say in one line what a return comes to: families and children, claims decided."""
    if not filled.definition.parts:
        families, children = (filled.int_of("Q", "04", column) for column in ("1", "3"))
        return ", ".join(
            (
                tr_n("{number} family", "{number} families", families, number=shown(families)),
                tr_n("{number} child", "{number} children", children, number=shown(children)),
            )
        )
    considered, granted = (filled.int_of("Q", f"A.{code}", "1") for code in ("03", "04"))
    return ", ".join(
        (
            tr_n("{n} claim decided", "{n} claims decided", considered),
            tr_n("{n} granted", "{n} granted", granted),
        )
    )
