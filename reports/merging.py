"""Merges the returns of the parts into the same return of the office above them (rules M1–M3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forms.findings import Finding, Severity
from forms.territories import REPUBLIC, Commission, Register
from forms.words import N_
from reports.admitting import Admitted, Controls, Fate, PartRow, Wanted, admit
from reports.decisions import EXCLUDE
from reports.definition import Cell, Kind, Return
from reports.exchange import Received
from reports.filled import Decision, FilledReturn, Number, Origin, Part, PartState, with_shares
from reports.period import Period
from reports.seal import in_order

__all__ = ["Fate", "Merged", "PartRow", "merge"]

MISSING = N_(
    "{office} has handed in no return that can be taken. Commissions lacking in the sums because "
    "of it: {count}. Ring the commission, or leave it out with a reason."
)
EXCLUDED = N_(
    "{office} was left out by a person: {reason}. Commissions lacking because of it: {count}."
)
INCOMPLETE = N_(
    "The return of {office} is not complete itself. Commissions whose numbers it lacks: {count}."
)
UNUSED = N_("The decision about {place} fits none of the files any more and was not applied.")
LATE = N_("“{file}” of {office} came on {seen}; it was due on {expected}.")
MOVED = N_(
    "Families moved in from other commissions (02.3): {came}; moved to other commissions (03.5): "
    "{left}. Between commissions of the country both should be equal."
)
FIRST_USE = N_(
    "Table Y does not begin on one day. Returns in which counting began after 1 January: {count}."
)


@dataclass(frozen=True, slots=True)
class Merged:
    """The consolidated return (None where nothing could be taken), findings, fate of each file."""

    filled: FilledReturn | None
    findings: tuple[Finding, ...]
    rows: tuple[PartRow, ...]


def merge(
    received: Iterable[Received],
    definition: Return,
    office: str,
    period: Period,
    register: Register,
    *,
    decisions: Sequence[Decision] = (),
    with_stock: frozenset[str] = frozenset(),
    controls: Controls | None = None,
    revision: int = 0,
    reason: str = "",
    due: date | None = None,
) -> Merged:
    """Merge the offered returns into the return of an office; nothing is resolved silently.

    The parts are those of the register on the last day of the quarter; with_stock names closed
    commissions that still had cards on its eve.  controls are run on each part and on the sum.
    due is the day by which the parts owed their returns.  Every offered file stands in rows once,
    and the result does not depend on their order.  Raises KeyError for an unknown office.
    """
    span = period.span
    parts = {one.code: one for one in register.parts(office, span.first, span.last, with_stock)}
    wanted = Wanted(definition, period, office, parts, decisions, controls)
    admitted = admit(received, wanted)
    absent = dict(_absent(wanted, admitted, register, with_stock))
    rows = [*admitted.rows, *_absent_rows(wanted, absent, admitted)]
    findings = [finding for row in rows for finding in row.findings]
    findings += _late(admitted, parts, due)
    findings += _unused(wanted, admitted)
    filled = None
    if admitted.taken:
        filled = _sum(wanted, admitted, absent, revision, reason)
        findings += [*_about_sum(filled, wanted, admitted), *(controls(filled) if controls else ())]
    return Merged(filled, tuple(sorted(findings, key=_order)), tuple(sorted(rows, key=_row_order)))


def _absent(
    wanted: Wanted, admitted: Admitted, register: Register, with_stock: frozenset[str]
) -> Iterator[tuple[str, int]]:
    """Give each part that is not taken with the number of commissions that lack by it."""
    span = wanted.period.span
    for code in wanted.parts:
        if code not in admitted.taken:
            own = code == wanted.office
            leaves = () if own else register.leaves(code, span.first, span.last, with_stock)
            yield code, max(len(leaves), 1)


def _absent_rows(wanted: Wanted, absent: dict[str, int], admitted: Admitted) -> Iterator[PartRow]:
    for code, count in absent.items():
        told: dict[str, object] = {"office": wanted.parts[code], "count": count}
        decision = _exclusion(wanted, code)
        where = {"office": code, "return": wanted.definition.code, "period": str(wanted.period)}
        if decision is None:
            finding = Finding("M13", Severity.SOFT, MISSING, where, told)
            yield PartRow(code, Fate.MISSING, findings=(finding,))
        else:
            admitted.applied.add(decision)
            told["reason"] = decision.reason
            finding = Finding("M14", Severity.INFO, EXCLUDED, where, told)
            yield PartRow(code, Fate.EXCLUDED, findings=(finding,))


def _exclusion(wanted: Wanted, code: str) -> Decision | None:
    fitting = (one for one in wanted.decisions if one.rule == EXCLUDE and one.place == code)
    return next(fitting, None)


def _late(admitted: Admitted, parts: dict[str, Commission], due: date | None) -> Iterator[Finding]:
    for code, one in admitted.taken.items():
        if due is not None and one.on is not None and one.on > due:
            where = {"office": code, "file": one.name}
            told = {"file": one.name, "office": parts[code], "seen": one.on, "expected": due}
            yield Finding("M16", Severity.INFO, LATE, where, told)


def _unused(wanted: Wanted, admitted: Admitted) -> Iterator[Finding]:
    for decision in wanted.decisions:
        if decision not in admitted.applied:
            where = {"office": decision.place.partition(" ")[0]}
            yield Finding("M17", Severity.INFO, UNUSED, where, {"place": decision.place})


def _sum(
    wanted: Wanted, admitted: Admitted, absent: dict[str, int], revision: int, reason: str
) -> FilledReturn:
    """Add the taken returns up cell by cell; what lacks is counted and never estimated (M2)."""
    taken = [one.filled for _, one in sorted(admitted.taken.items()) if one.filled]
    numbers: dict[Cell, Number | None] = {}
    lacking: dict[Cell, int] = {}
    for cell in wanted.definition.cells():
        known = [value for one in taken if isinstance(value := one.numbers.get(cell), int)]
        numbers[cell] = sum(known) if known else None
        count = sum(absent.values()) + sum(_lacking(one, cell) for one in taken)
        if count:
            lacking[cell] = count
    starts = {one.first_use for one in taken}
    return FilledReturn(
        wanted.definition,
        wanted.office,
        wanted.period,
        with_shares(wanted.definition, numbers),
        revision,
        reason,
        Origin.MERGED,
        _share_lacking(wanted.definition, lacking),
        _parts(wanted, admitted, absent),
        tuple(in_order(admitted.applied)),
        first_use=starts.pop() if len(starts) == 1 else None,
        practice=any(one.practice for one in taken),
    )


def _lacking(filled: FilledReturn, cell: Cell) -> int:
    """Give how many commissions one taken return lacks in a cell: its mark, or one if empty."""
    if cell in filled.lacking:
        return filled.lacking[cell]
    return int(filled.numbers.get(cell) is None)


def _share_lacking(definition: Return, lacking: dict[Cell, int]) -> dict[Cell, int]:
    """Let a share lack what its line 03 or 04 lacks; it is never added up itself."""
    found = dict(lacking)
    for cell in definition.cells():
        if definition.line(cell.line).kind is Kind.SHARE:
            found.pop(cell, None)
            of = [cell._replace(line=cell.line.removesuffix("08") + line) for line in ("03", "04")]
            count = max(lacking.get(one, 0) for one in of)
            if count:
                found[cell] = count
    return found


def _parts(wanted: Wanted, admitted: Admitted, absent: dict[str, int]) -> tuple[Part, ...]:
    found = []
    for code in sorted(wanted.parts):
        one = admitted.taken.get(code)
        if one is None or one.filled is None:
            excluded = _exclusion(wanted, code) is not None
            state = PartState.EXCLUDED if excluded else PartState.MISSING
            found.append(Part(code, state, lacking=absent[code]))
        else:
            found.append(
                Part(
                    code,
                    PartState.TAKEN,
                    one.filled.revision,
                    one.digest,
                    _incomplete(one.filled),
                    one.filled.numbers,
                )
            )
    return tuple(found)


def _incomplete(filled: FilledReturn) -> int:
    """Give how many commissions a taken return lacks itself in the cell that lacks most."""
    shares = {line.code for line in filled.definition.lines if line.kind is Kind.SHARE}
    cells = (cell for cell in filled.definition.cells() if cell.line not in shares)
    return max((_lacking(filled, cell) for cell in cells), default=0)


def _about_sum(filled: FilledReturn, wanted: Wanted, admitted: Admitted) -> Iterator[Finding]:
    where = {"office": filled.office, "return": filled.definition.code}
    for part in filled.parts:
        if part.state is PartState.TAKEN and part.lacking:
            told = {"office": wanted.parts[part.office], "count": part.lacking}
            place = {**where, "office": part.office}
            yield Finding("M15", Severity.SOFT, INCOMPLETE, place, told)
    late = [one.filled.first_use for one in admitted.taken.values() if one.filled]
    count = sum(day is not None for day in late)
    if count and len(set(late)) > 1:
        yield Finding("M18", Severity.INFO, FIRST_USE, where, {"count": count})
    if filled.office == REPUBLIC and filled.definition.has("03.5", "1"):
        yield from _moved(filled, where)


def _moved(filled: FilledReturn, where: dict[str, str]) -> Iterator[Finding]:
    """Rule M3: in the whole country as many families moved in as moved away."""
    came, left = (filled.int_of("Q", line, "1") for line in ("02.3", "03.5"))
    if came != left:
        place = {**where, "table": "Q", "line": "02.3", "column": "1"}
        yield Finding("M19", Severity.INFO, MOVED, place, {"came": came, "left": left})


def _order(finding: Finding) -> tuple[str, ...]:
    keys = ("office", "file", "sheet", "table", "line", "column")
    return (*(finding.where.get(key, "") for key in keys), finding.rule, str(finding.values))


def _row_order(row: PartRow) -> tuple[str, str, str]:
    return row.office, row.file, row.digest
