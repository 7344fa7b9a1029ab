"""Cards make the cells that the case tables say, and lists behind cells add up to their numbers."""

from datetime import date, timedelta
from random import Random

import pytest

from forms.catalogue import form_of
from forms.codes import codes
from forms.practice import Child, FamilyPlan, made_up_case, made_up_child, made_up_family
from forms.record import Record
from forms.words import Language, tell
from reports.catalogue import RETURNS, Counted, return_of
from reports.controls import controls
from reports.counting import behind, count, spans
from reports.definition import Cell
from reports.filled import FilledReturn
from reports.period import Period
from tests.reports.reading_cases import Case, read_cases

FILES = {"1-QO": "family_return.txt", "2-AQA": "court_return.txt"}
CASES = [
    pytest.param(return_of(code), case, id=f"{code}: {case.title}")
    for code, file in FILES.items()
    for case in read_cases(file, form_of(return_of(code).form))
]


def shown(filled: FilledReturn, address: str) -> str:
    value = filled.numbers[Cell(*address.split("/"))]
    return "x" if value is None else tell(value, Language.RU)


@pytest.mark.parametrize(("counted", "case"), CASES)
def test_a_card_makes_the_cells_of_its_case(counted: Counted, case: Case) -> None:
    filled = count(counted, [case.record], case.period, "KDN-1132", home="akmola-akkol")
    assert {address: shown(filled, address) for address in case.cells} == case.cells


@pytest.mark.parametrize(("counted", "case"), CASES)
def test_the_list_behind_every_cell_adds_up_to_its_number(counted: Counted, case: Case) -> None:
    filled = count(counted, [case.record], case.period, "KDN-1132")
    days = spans(case.period, None)
    for cell, number in filled.numbers.items():
        if isinstance(number, int):
            found = behind(counted, [case.record], days[cell.table], cell.line, cell.column)
            assert sum(one.adds for one in found) == number, cell


def random_families(rng: Random, number: int, today: date) -> list[Record]:
    made = []
    for _ in range(number):
        registered = date(2025, 1, 1) + timedelta(days=rng.randrange(500))
        children = tuple(
            made_up_child(rng, registered, eldest=16) for _ in range(rng.choice((1, 1, 2, 3, 5)))
        )
        children = tuple(
            Child(c.birth, c.male, registered + timedelta(days=rng.randrange(1, 300)))
            if rng.random() < 0.15 and n
            else c
            for n, c in enumerate(children)
        )
        plan = FamilyPlan(registered, children, kind=rng.choice("12"))
        if rng.random() < 0.4:
            later = registered + timedelta(days=rng.randrange(1, 200))
            plan = FamilyPlan(registered, children, removed=later, kind=plan.kind)
        try:
            made.append(made_up_family(rng, plan, "akmola-akkol", today))
        except ValueError:
            continue  # a drawn child came of age before the drawn removal
    return made


def random_cases(rng: Random, number: int, today: date) -> list[Record]:
    made = []
    for _ in range(number):
        came = date(2025, 1, 1) + timedelta(days=rng.randrange(500))
        ended = came + timedelta(days=rng.randrange(0, 150)) if rng.random() < 0.7 else None
        kind = rng.choice("AAABCD")
        outcome = rng.choice([c.key for c in codes("claim_outcome") if kind == "A" or c.key != "4"])
        made.append(
            made_up_case(rng, kind=kind, came=came, ended=ended, outcome=outcome, today=today)
        )
    return made


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("counted", RETURNS, ids=lambda one: one.definition.code)
def test_every_hard_control_holds_on_drawn_cards_through_the_quarters(
    counted: Counted, seed: int
) -> None:
    rng, today = Random(seed), date(2026, 12, 31)
    draw = random_families if counted.form == "family" else random_cases
    cards = draw(rng, 60, today)
    assert len(cards) > 40
    past: dict[Period, FilledReturn] = {}
    for year in (2025, 2026):
        for quarter in range(1, 5):
            period = Period(year, quarter)
            filled = count(counted, cards, period, "KDN-1132")
            broken = [f.say(Language.EN) for f in controls(filled, past) if f.severity.stops]
            assert broken == []
            past[period] = filled


def test_a_changed_number_breaks_a_control() -> None:
    cards = random_families(Random(1), 40, date(2026, 12, 31))
    counted = return_of("1-QO")
    filled = count(counted, cards, Period(2026, 1), "KDN-1132")
    for cell in [c for c in filled.definition.cells() if c.line in ("01", "02", "03", "04")]:
        number = filled.numbers[cell]
        assert isinstance(number, int)
        changed = filled.with_numbers({**filled.numbers, cell: number + 1})
        assert any(f.severity.stops for f in controls(changed)), cell


def test_first_use_begins_the_year_table_later() -> None:
    case = read_cases("family_return.txt", form_of("family"))[0]
    counted, period = return_of("1-QO"), Period(2026, 2)
    whole = count(counted, [case.record], period, "KDN-1132")
    later = count(counted, [case.record], period, "KDN-1132", first_use=date(2026, 4, 1))
    assert whole.get("Y", "02.1", "1") == 1 and whole.first_use is None
    assert later.get("Y", "02.1", "1") == 0 and later.get("Y", "01", "1") == 1
    assert later.first_use == date(2026, 4, 1)
