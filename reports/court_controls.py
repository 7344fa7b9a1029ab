"""The controls that only the return 2-АҚА has: K16–K20."""

from collections.abc import Iterator

from forms.findings import Finding, Severity
from forms.words import N_
from reports.definition import TABLES
from reports.filled import FilledReturn, share
from reports.stating import compare, equal, place

AT_MOST = N_(
    "Line {line}, column {column}: {seen} is more than {limit} in {other}. It is a part "
    "of it and cannot be more."
)
AT_LEAST = N_(
    "Line {line}, column {column}: {seen} is more than {limit}, all that {other} add up "
    "to. Every one needs at least one of them."
)
MIRROR = N_(
    "Line {line}, column {column}: {seen}, but {other} says {expected}. Both count the "
    "same children and must be equal."
)
PARTITION = N_(
    "Line {line}, column {column}: {seen} acts, but lines E.04–E.08 add up to "
    "{expected}. Every act is in one of them."
)
SHARE = N_(
    "Line {line}: {seen} %, but {granted} of {considered} is {expected} %. The share is "
    "computed; type the numbers it follows from."
)
PARENTS = ("1", "2", "3", "4")
CHILDREN = ("5", "6", "7", "8", "9", "10")


def court_controls(filled: FilledReturn) -> Iterator[Finding]:
    """Run K16–K20; nothing for the other return."""
    if filled.definition.code != "2-AQA":
        return
    for table in TABLES:
        yield from _parts(filled, table)
        yield from _grounds(filled, table)
        for column in CHILDREN:  # K18: children of 04 by placement
            yield from equal(
                "K18",
                MIRROR,
                filled,
                (table, "A.10", column),
                filled.int_of(table, "A.04", column),
                other="A.04",
            )
        for upper, lower in (("A.11", "A.11.4"), ("A.11.4", "A.11.5")):
            yield from compare(
                "K19", AT_MOST, filled, (table, lower, "1"), filled.int_of(table, upper, "1"), upper
            )
        yield from _removals(filled, table)
        yield from _shares(filled, table)


def _parts(filled: FilledReturn, table: str) -> Iterator[Finding]:
    """K16: 04.1 ≤ 04, 05.1 ≤ 05, 02.5 in column 1 ≥ 12.4."""
    for part in "ABCD":
        for line in ("04", "05"):
            inner = f"{part}.{line}.1"
            for column in CHILDREN + PARENTS if filled.definition.has(inner, "1") else ():
                yield from compare(
                    "K16",
                    AT_MOST,
                    filled,
                    (table, inner, column),
                    filled.int_of(table, f"{part}.{line}", column),
                    f"{part}.{line}",
                )
        yield from compare(
            "K16",
            AT_MOST,
            filled,
            (table, f"{part}.12.4", "1"),
            filled.int_of(table, f"{part}.02.5", "1"),
            f"{part}.02.5",
        )


def _grounds(filled: FilledReturn, table: str) -> Iterator[Finding]:
    """K17: 09.n ≤ 04 ≤ their sum; 09.n.m ≤ 09.n; 09.4, 09.5 ≤ the sum of their parts."""
    for column in PARENTS:
        granted = filled.int_of(table, "A.04", column)
        for n in range(1, 7):
            yield from compare(
                "K17", AT_MOST, filled, (table, f"A.09.{n}", column), granted, "A.04"
            )
        total = sum(filled.int_of(table, f"A.09.{n}", column) for n in range(1, 7))
        yield from compare("K17", AT_LEAST, filled, (table, "A.04", column), total, "A.09.1–A.09.6")
        for head, count in (("A.09.1", 1), ("A.09.4", 3), ("A.09.5", 4)):
            inner = [f"{head}.{m}" for m in range(1, count + 1)]
            for line in inner:
                yield from compare(
                    "K17",
                    AT_MOST,
                    filled,
                    (table, line, column),
                    filled.int_of(table, head, column),
                    head,
                )
            if count > 1:
                parts = sum(filled.int_of(table, line, column) for line in inner)
                yield from compare(
                    "K17", AT_LEAST, filled, (table, head, column), parts, f"{inner[0]}–{inner[-1]}"
                )


def _removals(filled: FilledReturn, table: str) -> Iterator[Finding]:
    """K20: E.01 = E.04 + … + E.08; E.03 ≤ E.01 ≤ E.02."""
    acts = filled.int_of(table, "E.01", "1")
    parts = sum(filled.int_of(table, f"E.0{n}", "1") for n in range(4, 9))
    yield from equal("K20", PARTITION, filled, (table, "E.01", "1"), parts)
    yield from compare("K20", AT_MOST, filled, (table, "E.03", "1"), acts, "E.01")
    yield from compare(
        "K20", AT_MOST, filled, (table, "E.01", "1"), filled.int_of(table, "E.02", "1"), "E.02"
    )


def _shares(filled: FilledReturn, table: str) -> Iterator[Finding]:
    for part in "ABCD":
        seen = filled.get(table, f"{part}.08", "1")
        granted, considered = (filled.get(table, f"{part}.{n}", "1") for n in ("04", "03"))
        expected = share(granted, considered)
        if seen != expected:
            yield Finding(
                "C08",
                Severity.HARD,
                SHARE,
                place(filled, table, f"{part}.08", "1"),
                {
                    "line": f"{part}.08",
                    "seen": seen if seen is not None else "x",
                    "expected": expected if expected is not None else "x",
                    "granted": granted,
                    "considered": considered,
                },
            )
