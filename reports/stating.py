"""States in one finding that a number of a return is not what a control expects."""

from collections.abc import Iterator

from forms.findings import Finding, Severity
from reports.filled import FilledReturn

Where = tuple[str, str, str]  # table, line, column

NARROW = (("3", ("4", "5")), ("3", ("6", "7", "8")))  # K3
WIDE = (("2", ("3", "4")), ("5", ("6", "7")), ("5", ("8", "9", "10")))  # K13


def place(
    filled: FilledReturn, table: str = "", line: str = "", column: str = ""
) -> dict[str, str]:
    """Give the place of a finding: return, office and period, and the cell where there is one."""
    found = {
        "return": filled.definition.code,
        "office": filled.office,
        "period": str(filled.period),
    }
    if table:
        found |= {"table": table, "line": line, "column": column}
    return found


def equal(
    rule: str, sentence: str, filled: FilledReturn, cell: Where, expected: int, **values: object
) -> Iterator[Finding]:
    """Find that a cell is not the expected number."""
    seen = filled.int_of(*cell)
    if seen != expected:
        yield _finding(rule, sentence, filled, cell, {"seen": seen, "expected": expected, **values})


def compare(
    rule: str,
    sentence: str,
    filled: FilledReturn,
    cell: Where,
    limit: int,
    other: str,
    *,
    seen: int | None = None,
) -> Iterator[Finding]:
    """Find that a cell is more than its limit, the number in other."""
    value = filled.int_of(*cell) if seen is None else seen
    if value > limit:
        yield _finding(
            rule, sentence, filled, cell, {"seen": value, "limit": limit, "other": other}
        )


def within(
    rule: str, sentence: str, filled: FilledReturn, cell: Where, least: int, most: int
) -> Iterator[Finding]:
    """Find that a cell lies outside least and most."""
    seen = filled.int_of(*cell)
    if not least <= seen <= most:
        yield _finding(rule, sentence, filled, cell, {"seen": seen, "least": least, "most": most})


def _finding(
    rule: str, sentence: str, filled: FilledReturn, cell: Where, values: dict[str, object]
) -> Finding:
    table, line, column = cell
    told = {"line": line, "column": column, **values}
    return Finding(rule, Severity.HARD, sentence, place(filled, table, line, column), told)
