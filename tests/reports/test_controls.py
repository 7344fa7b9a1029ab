"""Each control is broken by a return that breaks nothing else, and says where and by how much."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random
from string import Formatter

import pytest

from forms.findings import Finding, Severity
from forms.words import Language, tell
from reports.controls import controls
from reports.definition import TABLES, Cell
from reports.filled import FilledReturn, Number, Origin, with_shares
from reports.period import Period
from tests.reports.making import empty, made
from tests.reports.reading_cases import CASES

HEAD = re.compile(r"(?P<rule>\w+) (?P<code>\S+?)(?P<soft> soft)?: .+")
SOFT = {"S1", "S2", "S3"}
WHOLE = "whole"
NUMBERS = {f"K{n}" for n in range(1, 21) if n not in (9, 10)} | SOFT | {"R8", "C08"}
SHOWN = Language.RU


@dataclass
class Case:
    title: str
    rule: str
    soft: bool
    filled: FilledReturn
    past: dict[Period, FilledReturn] = field(default_factory=dict)
    told: dict[str, dict[str, str]] = field(default_factory=dict)


def value_of(text: str) -> Number | None:
    return None if not text else Decimal(text) if "." in text else int(text)


def put(filled: FilledReturn, text: str) -> FilledReturn:
    """Give the return with cells changed: 04/1=2 in both tables, Q/04/1=2 in one."""
    numbers = dict(filled.numbers)
    for pair in text.split():
        address, _, typed = pair.partition("=")
        *table, line, column = address.split("/")
        for one in table or TABLES:
            assert Cell(one, line, column) in numbers, pair
            numbers[Cell(one, line, column)] = value_of(typed)
    fixed = {cell: number for cell, number in numbers.items() if isinstance(number, Decimal)}
    return filled.with_numbers({**with_shares(filled.definition, numbers), **fixed})


def read(block: str) -> Case:
    title, *lines = [line for line in block.splitlines() if line]
    head = HEAD.fullmatch(title)
    assert head is not None, title
    start = empty(head["code"], period=Period(2026, 1))
    case = Case(title, head["rule"], bool(head["soft"]), start)
    for line in lines:
        word, _, rest = line.partition(": ")
        kind, _, quarter = word.partition(" ")
        if kind == "period":
            period = Period.read(rest)
            assert period is not None, rest
            case.filled = replace(case.filled, period=period)
        elif kind == "cells":
            case.filled = put(case.filled, rest)
        elif kind == "past":
            period = Period.read(quarter)
            assert period is not None, line
            case.past[period] = put(replace(start, period=period), rest)
        elif rest != "-":
            place, *values = rest.split()
            case.told[place] = dict(pair.replace("_", " ").split("=") for pair in values)
    return case


READ = [
    read(block) for block in (CASES / "controls.txt").read_text(encoding="utf-8").split("\n== ")[1:]
]
ALL = [pytest.param(case, id=case.title) for case in READ]


def told(case: Case) -> list[Finding]:
    """Give what is hard, or what is soft in a case of a soft control."""
    found = controls(case.filled, case.past)
    if case.soft:
        assert not [one for one in found if one.severity.stops]
    return [one for one in found if one.severity is (Severity.SOFT if case.soft else Severity.HARD)]


def place(finding: Finding) -> str:
    where = finding.where
    return "/".join((where["table"], where["line"], where["column"])) if "table" in where else WHOLE


@pytest.mark.parametrize("case", ALL)
def test_a_return_breaks_one_control_and_it_says_where(case: Case) -> None:
    found = told(case)
    assert {one.rule for one in found} == ({case.rule} if case.told else set())
    assert sorted(place(one) for one in found) == sorted(case.told)


@pytest.mark.parametrize("case", ALL)
def test_a_control_says_what_is_seen_and_expected(case: Case) -> None:
    for one in told(case):
        expected = case.told[place(one)]
        said = {name: tell(one.values[name], SHOWN) for name in expected}
        assert said == expected
        if "table" in one.where and one.rule not in ("S1",):
            assert one.values["line"] == one.where["line"]
            assert one.values.get("column", one.where["column"]) == one.where["column"]


@pytest.mark.parametrize("case", ALL)
def test_a_sentence_fits_its_values_in_every_language(case: Case) -> None:
    for one in controls(case.filled, case.past):
        asked = {name for _, name, _, _ in Formatter().parse(one.sentence) if name is not None}
        assert asked <= set(one.values), one.rule
        assert one.where["return"] == case.filled.definition.code
        assert (one.where["office"], one.where["period"]) == ("KDN-1132", str(case.filled.period))
        for lang in Language:
            said = one.say(lang)
            assert said and "{" not in said and "None" not in said


@pytest.mark.parametrize("number", sorted(NUMBERS))
def test_every_control_has_a_return_that_breaks_it(number: str) -> None:
    cases = [case for case in READ if case.rule == number and case.told]
    assert cases
    assert all(case.soft for case in cases) is (number in SOFT)


def test_no_case_is_of_a_control_that_does_not_exist() -> None:
    assert {case.rule for case in READ} == NUMBERS


def sound(code: str, seed: int = 1) -> FilledReturn:
    """Give a return of a first quarter: its year is its quarter."""
    filled = made(code, seed=seed, period=Period(2026, 1))
    quarter = {
        Cell("Y", *cell[1:]): filled.numbers[cell] for cell in filled.definition.cells(("Q",))
    }
    return filled.with_numbers({**filled.numbers, **quarter})


@pytest.mark.parametrize("code", ["1-QO", "2-AQA"])
@pytest.mark.parametrize("seed", range(3))
def test_a_sound_return_breaks_nothing(code: str, seed: int) -> None:
    assert [one for one in controls(sound(code, seed)) if one.severity.stops] == []


@pytest.mark.parametrize(("code", "numbers"), [("1-QO", ["K4", "K5"]), ("2-AQA", ["K14", "K15"])])
def test_controls_against_returns_that_are_not_there_are_told_as_not_run(
    code: str, numbers: list[str]
) -> None:
    second = replace(sound(code), period=Period(2026, 2))
    found = [one for one in controls(second) if one.severity is Severity.INFO]
    assert [one.rule for one in found] == numbers
    assert found[0].values == {"before": Period(2026, 1)}
    assert found[1].values == {"year": 2026}


@pytest.mark.parametrize("code", ["1-QO", "2-AQA"])
def test_quarters_before_first_use_are_not_missed(code: str) -> None:
    second = replace(sound(code), period=Period(2026, 2), first_use=date(2026, 4, 1))
    assert {one.severity for one in controls(second)} <= {Severity.SOFT}


def test_first_use_makes_the_year_begin_with_its_quarter() -> None:
    flows = put(empty(period=Period(2026, 3), first_use=date(2026, 4, 1)), "02/2=1 02.4/2=1")
    flows = put(flows, "03/2=1 03.11/2=1")
    second = put(empty(period=Period(2026, 2)), "02/2=1 02.4/2=1 03/2=1 03.11/2=1")
    first = put(empty(period=Period(2026, 1)), "02/2=5 02.4/2=5 03/2=5 03.11/2=5")
    past = {one.period: one for one in (first, second)}
    hard = [one for one in controls(flows, past) if one.severity.stops]
    assert {place(one) for one in hard} == {"Y/02/2", "Y/02.4/2", "Y/03/2", "Y/03.11/2"}
    assert {(one.values["seen"], one.values["expected"]) for one in hard} == {(1, 2)}


@pytest.mark.parametrize("code", ["1-QO", "2-AQA"])
def test_a_sum_of_parts_is_not_held_against_other_quarters(code: str) -> None:
    merged = replace(made(code), origin=Origin.MERGED)
    line = "04" if code == "1-QO" else "A.07"
    past = {Period(2026, 2): put(empty(code, period=Period(2026, 2)), f"{line}/1=999")}
    across = {"K4", "K5", "K14", "K15", "S2", "S3"}
    assert not across & {one.rule for one in controls(merged, past)}


def test_a_cell_that_parts_lack_is_not_asked_for() -> None:
    cell = Cell("Q", "06.13", "8")
    hollow = empty().with_numbers({**empty().numbers, cell: None})
    assert [place(one) for one in controls(hollow) if one.rule == "R8"] == ["Q/06.13/8"]
    assert not [one for one in controls(replace(hollow, lacking={cell: 2})) if one.rule == "R8"]


@pytest.mark.parametrize("code", ["1-QO", "2-AQA"])
def test_a_number_changed_in_one_table_is_found(code: str) -> None:
    """But writs issued: they may be any number of the decisions with support."""
    good = sound(code)
    cells = [cell for cell in good.definition.cells(("Q",)) if cell.line != "A.11.5"]
    for cell in Random(1).sample(cells, 60):
        number = good.numbers[cell]
        if isinstance(number, int):
            moved = good.with_numbers({**good.numbers, cell: number + 1})
            assert any(one.severity.stops for one in controls(moved)), cell
