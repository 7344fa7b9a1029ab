"""Tables 14 and 15 of the country's report, over the printed years and those counted since.

Source of 2016–2020: fifth and sixth combined report on the Convention on the Rights of the Child
(Government resolution No. 942 of 28.12.2021).  Later years come from the republic's consolidated
returns of the fourth quarter.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import resources
from forms.findings import Finding, Severity
from forms.territories import REPUBLIC, Register
from forms.words import N_, Name
from reports.court_return import COURT_RETURN
from reports.definition import Cell, Return
from reports.family_return import FAMILY_RETURN
from reports.filled import FilledReturn, Number, share
from reports.period import Period

TOTAL = "total"
NOT_REPORTED = "…"
FAMILIES, CHILDREN = Cell("Y", "04", "1"), Cell("Y", "04", "3")
CONSIDERED, GRANTED = Cell("Y", "A.03", "1"), Cell("Y", "A.04", "1")
SHARE = Cell("Y", "A.08", "1")

DISAGREES = N_(
    "Table 14, {year}: the printed total is {printed}, its rows add up to {rows}. The printed "
    "total is kept; the difference is {difference}."
)
WRONG_SHARE = N_(
    "Table 15, {year}: the printed share is {printed} %, the numbers give {expected} %."
)


class Pair(NamedTuple):
    """Families and children of one region in one year; None where not reported."""

    families: int | None
    children: int | None
    lacking: int = 0

    def __str__(self) -> str:
        """Write as the report does: 1468/1306, `…` where nothing is known or a part lacks."""
        if self.families is None or self.children is None:
            return NOT_REPORTED
        return f"{self.families}/{self.children}{NOT_REPORTED if self.lacking else ''}"


@dataclass(frozen=True, slots=True)
class Region14:
    """A row of Table 14; a year that is not in pairs is one in which the region did not exist."""

    name: Name
    pairs: Mapping[int, Pair]


@dataclass(frozen=True, slots=True)
class Table14:
    """Families and children on the register at the end of each year, by region."""

    years: tuple[int, ...]
    regions: tuple[Region14, ...]
    totals: Mapping[int, Pair]
    findings: tuple[Finding, ...] = ()


class Year15(NamedTuple):
    """Considered, granted and the share of one year; None where not reported."""

    considered: Number | None
    granted: Number | None
    share: Number | None
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class Table15:
    """Decisions on deprivation of parental rights by years."""

    years: tuple[int, ...]
    numbers: Mapping[int, Year15]
    findings: tuple[Finding, ...] = ()


@cache
def printed_pairs() -> Mapping[int, Mapping[str, Pair]]:
    """Give the printed numbers of Table 14 by year and label; the label of the total is "total"."""
    found: dict[int, dict[str, Pair]] = {}
    for one in _csv("table14.csv"):
        pair = Pair(int(one["families"]), int(one["children"]))
        found.setdefault(int(one["year"]), {})[one["label"]] = pair
    return found


@cache
def printed_shares() -> Mapping[int, Year15]:
    """Give the printed numbers of Table 15 by year."""
    return {
        int(one["year"]): Year15(int(one["considered"]), int(one["granted"]), Decimal(one["share"]))
        for one in _csv("table15.csv")
    }


def _printed_labels() -> tuple[str, ...]:
    """Give the labels of the printed rows in their order."""
    return tuple(dict.fromkeys(one["label"] for one in _csv("table14.csv")))


def _csv(file: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(resources.text("returns", file)), strict=True)


def table14(
    years: Sequence[int], returns: Mapping[int, FilledReturn], register: Register
) -> Table14:
    """Give Table 14 for some years; returns holds the republic's 1-ҚО of Q4 by year.

    A row is a region in force on 31 December of a shown year; a printed year keeps its printed
    numbers, its total too.  Raises ValueError for a return that is not the republic's of Q4.
    """
    shown = tuple(sorted(years))
    found: dict[str, tuple[Name, dict[int, Pair]]] = {}
    totals: dict[int, Pair] = {}
    for year in shown:
        filled = _checked(returns.get(year), FAMILY_RETURN, year)
        printed = printed_pairs().get(year)
        rows = _printed(year, register) if printed else _counted(year, filled, register)
        pairs = {}
        for key, name, pair in rows:
            pairs[key] = pair
            _, known = found.get(key, (name, {}))
            found[key] = (name, {**known, year: pair})
        totals[year] = printed[TOTAL] if printed else _added(list(pairs.values()))
    order = {label: at for at, label in enumerate(_printed_labels())}
    keys = sorted(found, key=lambda key: (order.get(key, len(order)), key))
    regions = tuple(Region14(*found[key]) for key in keys)
    return Table14(shown, regions, totals, tuple(_disagreeing(shown)))


def _printed(year: int, register: Register) -> Iterator[tuple[str, Name, Pair]]:
    for region in register.regions(year):
        codes = register.region_label(region.label, year)
        name = Name(region.label, region.label, region.label)
        if codes and (office := register.commission(codes[0], date(year, 12, 31))):
            name = office.short
        yield region.label, name, printed_pairs()[year][region.label]


def _counted(
    year: int, filled: FilledReturn | None, register: Register
) -> Iterator[tuple[str, Name, Pair]]:
    """Give the commissions right beneath the republic on 31 December with what they counted."""
    day = date(year, 12, 31)
    parts = {part.office: part for part in filled.parts} if filled else {}
    for office in register.commissions(day):
        if office.parent_code != REPUBLIC:
            continue
        part = parts.get(office.code)
        numbers = part.numbers if part else {}
        pair = Pair(
            _int(numbers.get(FAMILIES)), _int(numbers.get(CHILDREN)), part.lacking if part else 0
        )
        yield _label(office.code, register), office.short, pair


def _label(code: str, register: Register) -> str:
    """Give the row of an office: that of its label in the last printed year, or one of its own."""
    last = max(printed_pairs())
    labels = (one.label for one in register.regions(last) if code in one.codes)
    return next(labels, code)


def _added(pairs: Sequence[Pair]) -> Pair:
    known = [pair for pair in pairs if pair.families is not None and pair.children is not None]
    if not known:
        return Pair(None, None)
    return Pair(
        sum(pair.families or 0 for pair in known),
        sum(pair.children or 0 for pair in known),
        len(pairs) - len(known) + sum(pair.lacking for pair in known),
    )


def _int(value: Number | None) -> int | None:
    return value if isinstance(value, int) else None


def _disagreeing(years: Sequence[int]) -> Iterator[Finding]:
    for year in years:
        pairs = dict(printed_pairs().get(year, {}))
        if not pairs:
            continue
        total = pairs.pop(TOTAL)
        rows = _added(list(pairs.values()))
        if rows[:2] != total[:2]:
            apart = Pair(*(have - sums for have, sums in _both(total, rows)))
            told = {
                "year": year,
                "printed": str(total),
                "rows": str(rows),
                "difference": str(apart),
            }
            yield Finding("T01", Severity.INFO, DISAGREES, {"table": "14", "year": str(year)}, told)


def _both(one: Pair, other: Pair) -> Iterator[tuple[int, int]]:
    return ((a or 0, b or 0) for a, b in zip(one[:2], other[:2], strict=True))


def table15(years: Sequence[int], returns: Mapping[int, FilledReturn]) -> Table15:
    """Give Table 15 for some years; returns holds the republic's 2-АҚА of Q4 by year.

    Raises ValueError for a return that is not the republic's of Q4.
    """
    shown = tuple(sorted(years))
    numbers = {}
    for year in shown:
        filled = _checked(returns.get(year), COURT_RETURN, year)
        numbers[year] = printed_shares().get(year) or _decisions(filled)
    return Table15(shown, numbers, tuple(_wrong_shares(shown)))


def _decisions(filled: FilledReturn | None) -> Year15:
    if filled is None:
        return Year15(None, None, None)
    considered, granted, part = (filled.numbers.get(cell) for cell in (CONSIDERED, GRANTED, SHARE))
    return Year15(considered, granted, part, filled.lacking.get(CONSIDERED, 0))


def _wrong_shares(years: Sequence[int]) -> Iterator[Finding]:
    for year in years:
        printed = printed_shares().get(year)
        if printed and (expected := share(printed.granted, printed.considered)) != printed.share:
            told = {"year": year, "printed": printed.share, "expected": expected}
            place = {"table": "15", "year": str(year)}
            yield Finding("T02", Severity.INFO, WRONG_SHARE, place, told)


def _checked(filled: FilledReturn | None, definition: Return, year: int) -> FilledReturn | None:
    if filled is None:
        return None
    if filled.key != (definition.code, REPUBLIC, Period(year, 4)):
        raise ValueError(f"not the republic's {definition.code} of {year}-Q4: {filled.key}")
    return filled
