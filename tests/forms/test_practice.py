"""Made-up families and cases are complete by the rules, belong to nobody alive, and repeat."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from forms.catalogue import form_of
from forms.checking import check, complete
from forms.codes import Code, codes
from forms.court_life import court_life
from forms.dates import age_on
from forms.family_life import OF_AGE, family_life
from forms.fields import Choice, Choices, Context, Value
from forms.iin import Iin, read_iin
from forms.person import birth_of, called
from forms.practice import (
    Child,
    FamilyPlan,
    made_complete,
    made_up_case,
    made_up_child,
    made_up_family,
)
from forms.record import Record, State
from forms.words import Language

TODAY = date(2026, 6, 30)
OFFICE, OTHER = "KDN-1132", "KDN-1134"
SEEDS = range(8)


def plans(rng: Random) -> Iterator[FamilyPlan]:
    for kind in "123":
        for reason in ("", "01", "05", "10"):
            registered = date(2025, 3, 1) + timedelta(days=rng.randrange(300))
            children = tuple(
                made_up_child(rng, registered, eldest=12) for _ in range(rng.choice((1, 2, 5)))
            )
            removed = registered + timedelta(days=rng.randrange(1, 100)) if reason else None
            yield FamilyPlan(registered, children, removed, reason or "01", kind, OTHER, OTHER)


def families(seed: int) -> list[Record]:
    rng = Random(seed)
    return [made_up_family(rng, plan, "akmola-akkol", TODAY, OFFICE) for plan in plans(rng)]


def cases(seed: int) -> list[Record]:
    rng, made = Random(1000 + seed), []
    for kind in "ABCD":
        for outcome in ("", *(one.key for one in codes("claim_outcome"))):
            if outcome == "4" and kind != "A":
                continue  # restricted instead of deprived is an end of part A
            came = date(2025, 6, 1) + timedelta(days=rng.randrange(300))
            ended = came + timedelta(days=rng.randrange(60)) if outcome else None
            made.append(
                made_up_case(
                    rng,
                    kind=kind,
                    came=came,
                    today=TODAY,
                    ended=ended,
                    outcome=outcome or "1",
                    office=OFFICE,
                )
            )
    return made


def everything(seed: int) -> list[Record]:
    return [*families(seed), *cases(seed)]


def people(record: Record) -> Iterator[tuple[str, dict[str, Value]]]:
    for table in ("parents", "respondents", "children"):
        for row in record.rows(table):
            yield table, dict(row.values)


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_cards_are_complete_by_the_rules(seed: int) -> None:
    for record in everything(seed):
        assert record.state is State.COMPLETE
        assert complete(check(form_of(record.form), record, TODAY, OFFICE))


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_people_are_nobody_alive(seed: int) -> None:
    for record in everything(seed):
        for table, person in people(record):
            assert called(person).count(" ") == 2
            number = person.get("iin")
            if number is None:
                assert isinstance(person["no_iin"], Code) and isinstance(birth_of(person), date)
            else:
                found = read_iin(str(number))
                assert isinstance(found, Iin) and age_on(found.birth, TODAY) > 125
                assert table != "children"


def test_some_parents_have_a_number_and_most_have_none() -> None:
    made = [one for seed in SEEDS for record in everything(seed) for one in people(record)]
    grown = [person.get("iin") is not None for table, person in made if table != "children"]
    assert 0 < sum(grown) < len(grown) / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_seed_makes_the_same_people(seed: int) -> None:
    assert everything(seed) == everything(seed)
    assert everything(seed) != everything(seed + 1)


def test_identities_are_all_different() -> None:
    records = [record for seed in SEEDS for record in everything(seed)]
    cards = [record.id for record in records]
    tables = ("parents", "respondents", "children", "grounds", "measures", "placements")
    rows = [row.id for record in records for table in tables for row in record.rows(table)]
    assert len(set(cards)) == len(cards) and len(set(rows)) == len(rows)
    assert not set(cards) & set(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_is_followed(seed: int) -> None:
    rng = Random(seed)
    for plan in plans(rng):
        life = family_life(made_up_family(rng, plan, "akmola-akkol", TODAY, OFFICE).values)
        assert life is not None and life.registered == plan.registered
        # Who stays leaves by itself when the last child is 18, which lies far ahead.
        assert life.removed == plan.removed or (plan.removed is None and life.line == OF_AGE)
        assert life.on(TODAY) is (plan.removed is None)
        assert sum(member.child for member in life.members) == len(plan.children)
        if plan.removed:
            assert life.line == f"03.{int(plan.reason)}"


def test_a_case_ends_as_it_is_asked_to() -> None:
    lines = {"1": "04", "2": "04", "3": "05", "4": "05", "5": "06.1", "6": "06.2"}
    for outcome, line in lines.items():
        came, ended = date(2026, 1, 12), date(2026, 3, 2)
        record = made_up_case(
            Random(5), kind="A", came=came, today=TODAY, ended=ended, outcome=outcome
        )
        life = court_life(record.values)
        assert life is not None
        assert (life.part, life.came, life.out, life.out_line) == ("A", came, ended, line)
    open_case = court_life(made_up_case(Random(5), kind="B", came=came, today=TODAY).values)
    assert open_case is not None and open_case.out is None


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_values_are_such_as_a_clerk_could_type(seed: int) -> None:
    for record in everything(seed):
        form = form_of(record.form)
        children = {row.id: called(row.values) for row in record.rows("children")}
        context = Context(TODAY, children)
        for table in ("", *(one.name for one in form.repeats())):
            for values in (record.values,) if not table else (r.values for r in record.rows(table)):
                for name, value in values.items():
                    path = f"{table}.{name}" if table else name
                    if path in {one.name for one in form.repeats()}:
                        continue
                    field = form.field(path)
                    for lang in Language:
                        assert field.parse(field.format(value, lang), context) == value, path
                    if isinstance(field, Choice | Choices):
                        chosen = value if isinstance(value, tuple) else (value,)
                        assert set(chosen) <= set(codes(field.list))


@pytest.mark.parametrize("seed", range(30))
def test_a_made_up_child_is_of_the_age_that_was_asked(seed: int) -> None:
    rng, day = Random(seed), date(2026, 3, 1)
    child = made_up_child(rng, day, youngest=3, eldest=6)
    assert 3 <= age_on(child.birth, day) <= 6


def test_a_child_that_leaves_says_when_and_why() -> None:
    registered, left = date(2025, 3, 1), date(2025, 9, 1)
    children = (Child(date(2018, 1, 1), male=True, left_on=left), Child(date(2019, 1, 1), True))
    plan = FamilyPlan(registered, children)
    record = made_up_family(Random(1), plan, "akmola-akkol", TODAY)
    gone, here = record.rows("children")
    assert gone.get("left_on") == left and isinstance(gone.get("left_how"), Code)
    assert here.get("left_on") is None and birth_of(here.values) == date(2019, 1, 1)


def test_a_plan_that_breaks_a_hard_rule_is_refused() -> None:
    family = form_of("family")
    with pytest.raises(ValueError, match="Q01"):
        made_complete(family, Record.blank("family"), TODAY)
    grown = (Child(date(2010, 1, 1), male=True),)
    late = FamilyPlan(date(2027, 1, 1), grown)
    with pytest.raises(ValueError, match="FM01"):
        made_up_family(Random(1), late, "akmola-akkol", TODAY)


def test_what_is_confirmed_is_soft_only() -> None:
    child = Child(date(2026, 6, 1), male=False)
    record = made_up_family(
        Random(2), FamilyPlan(date(2025, 3, 1), (child,)), "akmola-akkol", TODAY
    )
    assert [key.split("|")[0] for key in record.confirmed] == ["FM09"]
