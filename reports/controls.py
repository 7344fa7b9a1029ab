"""The arithmetic and logical controls K1–K20 and S1–S3 of both returns, as findings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from forms.findings import Finding, Severity
from forms.words import N_
from reports.court_controls import court_controls
from reports.definition import TABLES, Kind, Line
from reports.filled import FilledReturn, Origin
from reports.period import Period
from reports.stating import NARROW, WIDE, compare, equal, place, within

Past = Mapping[Period, FilledReturn]

SUM = N_(
    "Line {line}, column {column}: {seen}; its parts add up to {expected} ({parts}). Mend the "
    "line or the part that is wrong."
)
COLUMNS = N_(
    "Line {line}: column {total} says {seen}, but columns {parts} add up to {expected}. "
    "Mend the column that is wrong."
)
BALANCE = N_(
    "Line {line}, column {column}: {seen}, but {opening} + {came} − {left} = {expected}. "
    "Mend the line that is wrong."
)
CARRIED = N_(
    "Line {line}, column {column}: {seen}, but the return of {before} closed with "
    "{expected}. Both must be equal; mend one of them by a revision."
)
YEAR = N_(
    "Line {line}, column {column}: {seen} since the start of the year, but the quarters add "
    "up to {expected}. Mend the quarter that is wrong."
)
SAME = N_(
    "Line {line}, column {column}: {seen} in table Y, but {expected} in table Q. At the same "
    "day both are one number."
)
BETWEEN = N_(
    "Line {line}, column {column}: {seen} since the start of the year lies outside "
    "{least}–{most}, the largest quarter and the sum of the quarters."
)
AT_MOST = N_(
    "Line {line}, column {column}: {seen} is more than {limit} in {other}. It is a part "
    "of it and cannot be more."
)
AT_LEAST = N_(
    "Line {line}, column {column}: {seen} is more than {limit}, all that {other} add up "
    "to. Every one needs at least one of them."
)
EMPTY = N_(
    "Line {line}, column {column} is empty. A return is ready only when every cell is "
    "filled; enter 0 where there was none."
)
FEWER = N_(
    "{families} families, but {children} children at the end. That can be right; confirm "
    "it with a reason."
)
JUMP = N_(
    "Line {line}, column {column}: {seen} after {before} in the quarter before. Check the "
    "records; if it is right, confirm it with a reason."
)
SILENT = N_(
    "Line {line}, column {column}: 0 after four quarters above 0. Check the records; if it "
    "is right, confirm it with a reason."
)
ZERO = N_("The return is zero everywhere. If nothing happened in the quarter, confirm it.")
ABSENT = N_("The return of {before} is not there, so the controls against it were not run.")
NOT_WHOLE = N_(
    "Not all earlier quarters of {year} are there, so the controls of the year against "
    "the quarters were not run."
)


@dataclass(frozen=True, slots=True)
class Control:
    """One control: its numbers, weight and what runs it; across needs earlier returns."""

    number: str
    severity: Severity
    run: Callable[[FilledReturn, Past], Iterator[Finding]]
    across: bool = False


def controls(filled: FilledReturn, past: Past | None = None) -> tuple[Finding, ...]:
    """Run every control of a return.

    past holds earlier returns of the same office (what was handed in).  Controls against returns
    that are not there are not run and that is told (I).  On a consolidated return the controls
    across quarters are not run: they run part by part (rule M3).
    """
    found: list[Finding] = []
    for control in BOOK:
        if control.across and filled.origin is Origin.MERGED:
            continue
        found.extend(control.run(filled, past or {}))
    found.extend(court_controls(filled))
    return tuple(found)


def _lines(filled: FilledReturn) -> Iterator[tuple[str, Line]]:
    for table in TABLES:
        for line in filled.definition.lines:
            if line.kind is not Kind.HEADING:
                yield table, line


def _is_family(filled: FilledReturn) -> bool:
    return filled.definition.code == "1-QO"


def _not_empty(filled: FilledReturn, _past: Past) -> Iterator[Finding]:
    for cell in filled.definition.cells():
        share = filled.definition.line(cell.line).kind is Kind.SHARE
        if filled.numbers.get(cell) is None and not share and not filled.lacking.get(cell):
            yield Finding(
                "R8",
                Severity.HARD,
                EMPTY,
                place(filled, *cell),
                {"line": cell.line, "column": cell.column},
            )


def _balance(filled: FilledReturn, _past: Past) -> Iterator[Finding]:
    """K1, K11: what is there at the end = at the start + came − left."""
    for table in TABLES:
        for part in [f"{code}." for code in "ABCD"] if not _is_family(filled) else [""]:
            opening, came = f"{part}01", f"{part}02"
            left, closing = (
                (f"{part}03", f"{part}04") if _is_family(filled) else (f"{part}06", f"{part}07")
            )
            for column in filled.definition.line(closing).columns:
                if _is_family(filled) and int(column) > 5:
                    continue  # birthdays move columns 6–8
                terms = [filled.int_of(table, line, column) for line in (opening, came, left)]
                if not _is_family(filled):
                    terms[2] += filled.int_of(table, f"{part}03", column)
                yield from equal(
                    "K1" if _is_family(filled) else "K11",
                    BALANCE,
                    filled,
                    (table, closing, column),
                    terms[0] + terms[1] - terms[2],
                    opening=terms[0],
                    came=terms[1],
                    left=terms[2],
                )


def _sums(filled: FilledReturn, _past: Past) -> Iterator[Finding]:
    """K2, K12, K18, K19: a total is the sum of its parts, in every column."""
    for table, line in _lines(filled):
        number = (
            "K2" if _is_family(filled) else {"A.10": "K18", "A.11": "K19"}.get(line.code, "K12")
        )
        for column in line.columns if line.parts else ():
            parts = [filled.int_of(table, part, column) for part in line.parts]
            yield from equal(
                number,
                SUM,
                filled,
                (table, line.code, column),
                sum(parts),
                parts=" + ".join(str(part) for part in parts),
            )


def _columns(filled: FilledReturn, _past: Past) -> Iterator[Finding]:
    """K3, K13: all = boys + girls = the age groups; parents = mothers + fathers."""
    family = _is_family(filled)
    splits = NARROW if family else WIDE
    for table, line in _lines(filled):
        for total, parts in splits:
            if total not in line.columns or not set(parts) <= set(line.columns):
                continue
            expected = sum(filled.int_of(table, line.code, part) for part in parts)
            yield from equal(
                "K3" if family else "K13",
                COLUMNS,
                filled,
                (table, line.code, total),
                expected,
                total=total,
                parts=" + ".join(parts),
            )


def _carried(filled: FilledReturn, past: Past) -> Iterator[Finding]:
    """K4, K14: the opening stock is the closing stock of the return before."""
    before = filled.period.previous()
    number = "K4" if _is_family(filled) else "K14"
    opened_later = filled.first_use is not None and filled.first_use > before.span.last
    if before not in past:
        if not opened_later:
            yield Finding(number, Severity.INFO, ABSENT, place(filled), {"before": before})
        return
    yield from _opening(number, filled, past[before], "Q")
    last_year = Period(filled.period.year - 1, 4)
    if last_year in past and filled.first_use is None:
        yield from _opening(number, filled, past[last_year], "Y")


def _opening(
    number: str, filled: FilledReturn, before: FilledReturn, table: str
) -> Iterator[Finding]:
    for line in filled.definition.lines:
        if line.kind is Kind.OPENING:
            closing = line.code.replace("01", "04" if _is_family(filled) else "07")
            for column in line.columns:
                yield from equal(
                    number,
                    CARRIED,
                    filled,
                    (table, line.code, column),
                    before.int_of("Q", closing, column),
                    before=before.period,
                )


def _year(filled: FilledReturn, past: Past) -> Iterator[Finding]:
    """K5, K15: the year against its quarters."""
    number = "K5" if _is_family(filled) else "K15"
    quarters = [
        past.get(period)
        for period in filled.period.so_far()[:-1]
        if filled.first_use is None or period.span.last >= filled.first_use
    ]
    known = [one for one in quarters if one is not None]
    whole = len(known) == len(quarters)
    if not whole:
        yield Finding(number, Severity.INFO, NOT_WHOLE, place(filled), {"year": filled.period.year})
    for line in filled.definition.lines:
        for column in line.columns:
            if line.kind is Kind.STOCK:
                yield from equal(
                    number,
                    SAME,
                    filled,
                    ("Y", line.code, column),
                    filled.int_of("Q", line.code, column),
                )
            elif whole:
                yield from _against(number, filled, line, column, known)


def _against(
    number: str, filled: FilledReturn, line: Line, column: str, known: list[FilledReturn]
) -> Iterator[Finding]:
    each = [one.int_of("Q", line.code, column) for one in (*known, filled)]
    cell = ("Y", line.code, column)
    if line.kind is Kind.FLOW:
        yield from equal(number, YEAR, filled, cell, sum(each))
    elif _is_family(filled) and line.kind is Kind.STATE and column in ("1", "3", "4", "5"):
        yield from within(number, BETWEEN, filled, cell, max(each), sum(each))


def _grounds(filled: FilledReturn, _past: Past) -> Iterator[Finding]:
    """K6: each ground ≤ 04 ≤ the sum of the grounds."""
    if not _is_family(filled):
        return
    lines = [f"05.{n}" for n in range(1, 18)]
    for table in TABLES:
        for column in filled.definition.line("04").columns:
            closing = filled.int_of(table, "04", column)
            for line in lines:
                yield from compare("K6", AT_MOST, filled, (table, line, column), closing, "04")
            total = sum(filled.int_of(table, line, column) for line in lines)
            yield from compare("K6", AT_LEAST, filled, (table, "04", column), total, "05.1–05.17")


def _composition(filled: FilledReturn, _past: Past) -> Iterator[Finding]:
    """K7, K8: sources and composition of families; measures at most the families there were."""
    if not _is_family(filled):
        return
    for table in TABLES:
        for column in filled.definition.line("04").columns:
            yield from _column_of_composition(filled, table, column)
        families, children = (filled.int_of(table, "08.4", c) for c in ("1", "3"))
        yield from compare(
            "K7", AT_MOST, filled, (table, "08.4", "1"), children // 4, "08.4/3 ÷ 4", seen=families
        )
        there = filled.int_of(table, "01", "1") + filled.int_of(table, "02", "1")
        for n in range(1, 21):
            yield from compare("K8", AT_MOST, filled, (table, f"07.{n}", "1"), there, "01 + 02")


def _column_of_composition(filled: FilledReturn, table: str, column: str) -> Iterator[Finding]:
    def number(line: str) -> int:
        return filled.int_of(table, line, column)

    sources = sum(number(f"06.{n}") for n in range(1, 14))
    yield from equal(
        "K7",
        SUM,
        filled,
        (table, "02.1", column),
        sources - number("02.2"),
        parts="06.1–06.13 − 02.2",
    )
    yield from equal(
        "K7",
        SUM,
        filled,
        (table, "04", column),
        sum(number(f"08.{n}") for n in (1, 2, 3)),
        parts="08.1 + 08.2 + 08.3",
    )
    yield from compare("K7", AT_MOST, filled, (table, "08.4", column), number("04"), "04")


def _soft(filled: FilledReturn, past: Past) -> Iterator[Finding]:
    """S1–S3 and the zero return: what may be right and is confirmed with a reason."""
    if filled.zero and not any(filled.lacking.values()):
        yield Finding("R8", Severity.SOFT, ZERO, place(filled), {"period": filled.period})
    if _is_family(filled):
        families, children = (filled.int_of("Q", "04", column) for column in ("1", "3"))
        if children < families:
            yield Finding(
                "S1",
                Severity.SOFT,
                FEWER,
                place(filled, "Q", "04", "3"),
                {"families": families, "children": children},
            )
    yield from _changes(filled, past)


def _changes(filled: FilledReturn, past: Past) -> Iterator[Finding]:
    if filled.origin is Origin.MERGED:
        return
    family = _is_family(filled)
    before = past.get(filled.period.previous())
    earlier = filled.period
    four = [past.get(earlier := earlier.previous()) for _ in range(4)]
    for part in [""] if family else [f"{code}." for code in "ABCD"]:
        for line in (f"{part}02", f"{part}03", f"{part}04"):
            for column in ("1", "3" if family else "5"):
                seen = filled.int_of("Q", line, column)
                where = place(filled, "Q", line, column)
                values = {"line": line, "column": column, "seen": seen}
                if before is not None:
                    old = before.int_of("Q", line, column)
                    change = abs(seen - old)
                    if change >= 5 and change * 2 >= old:
                        yield Finding("S2", Severity.SOFT, JUMP, where, {**values, "before": old})
                if seen == 0 and all(
                    o is not None and o.int_of("Q", line, column) > 0 for o in four
                ):
                    yield Finding("S3", Severity.SOFT, SILENT, where, values)


BOOK: tuple[Control, ...] = (
    Control("R8", Severity.HARD, _not_empty),
    Control("K1 K11", Severity.HARD, _balance),
    Control("K2 K12 K18 K19", Severity.HARD, _sums),
    Control("K3 K13", Severity.HARD, _columns),
    Control("K4 K14", Severity.HARD, _carried, across=True),
    Control("K5 K15", Severity.HARD, _year, across=True),
    Control("K6", Severity.HARD, _grounds),
    Control("K7 K8", Severity.HARD, _composition),
    Control("S1 S2 S3", Severity.SOFT, _soft),
)
