"""The legal clock: the terms of the table, when each begins, and what ends it."""

import csv
from datetime import date
from pathlib import Path

import pytest

from forms.codes import code
from forms.deadlines import RULES, open_terms, return_due, terms
from forms.fields import Value
from forms.record import Record, State
from forms.working_days import add_months, holidays, next_working, rest_days, working

CASES = Path(__file__).parents[1] / "cases" / "deadlines.csv"
BY_NUMBER = {rule.number: rule for rule in RULES}
TODAY = date(2026, 9, 22)


def read_cases() -> list[tuple[str, date, date]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [
            (row["rule"], date.fromisoformat(row["event"]), date.fromisoformat(row["last"]))
            for row in csv.DictReader(file)
        ]


def case(number: str = "C1", **values: Value) -> Record:
    record = Record("court_case", number, {}, number=number)
    for name, value in values.items():
        record = record.replace(name, value)
    return record.add_row("respondents", {"surname": "Серікова", "name": "Айна"}).add_row(
        "children", {"surname": "Серік", "name": "Арман", "iin": "231231599977"}
    )


def numbers(*cards: Record, today: date = TODAY) -> set[str]:
    return {term.rule.number for term in open_terms(cards, today)}


@pytest.mark.parametrize(("rule", "event", "last"), read_cases())
def test_term_ends_on_its_day(rule: str, event: date, last: date) -> None:
    assert BY_NUMBER[rule].ends(event) == last


def test_every_rule_has_a_case() -> None:
    assert {rule for rule, _, _ in read_cases()} == set(BY_NUMBER)


def test_removal_starts_suit_and_prosecutor() -> None:
    taken = case(act_on=date(2026, 9, 15))
    assert numbers(taken) == {"D1", "D2"}
    told = taken.replace("prosecutor_told_on", date(2026, 9, 15))
    assert numbers(told) == {"D1"}
    sued = told.replace("kind", code("claim_kind", "A")).replace("came_on", date(2026, 9, 20))
    assert numbers(sued) == set()


def test_restoration_claim_does_not_answer_a_removal() -> None:
    taken = case(act_on=date(2026, 9, 15), kind=code("claim_kind", "C"), came_on=date(2026, 9, 20))
    assert "D1" in numbers(taken)


def test_annulled_act_ends_the_suit_term() -> None:
    assert numbers(case(act_on=date(2026, 9, 15), act_annulled_on=date(2026, 9, 17))) == {"D2"}


def test_decision_in_force_starts_extract_adoption_and_writ() -> None:
    force = case(
        kind=code("claim_kind", "A"),
        in_force_on=date(2026, 9, 18),
        deprives=code("yes_no", "1"),
        support_ordered=code("yes_no", "1"),
    )
    assert numbers(force) == {"D4", "D5", "D14"}
    half = force.replace("extract_registry_on", date(2026, 9, 21))
    assert "D4" in numbers(half), "both addressees must have the extract"
    whole = half.replace("extract_guardianship_on", date(2026, 9, 23))
    done = {term.rule.number: term.done for term in terms([whole])}
    assert done["D4"] == date(2026, 9, 23)
    assert numbers(whole.replace("writ_issued_on", date(2026, 9, 21))) == {"D5"}
    assert numbers(whole, today=date(2027, 3, 19)) == {"D14"}, "a possibility drops out, a duty not"


def test_restriction_is_answered_by_a_later_claim_about_the_same_child() -> None:
    restricted = case(
        kind=code("claim_kind", "B"),
        came_on=date(2026, 1, 10),
        ended_on=date(2026, 3, 10),
        outcome=code("claim_outcome", "1"),
    )
    assert numbers(restricted) == {"D3"}
    suit = case("C2", kind=code("claim_kind", "A"), came_on=date(2026, 9, 1))
    assert numbers(restricted, suit) == set()
    other = suit.replace("children.iin", "240101699971", suit.rows("children")[0].id)
    assert numbers(restricted, other) == {"D3"}
    early = suit.replace("came_on", date(2026, 2, 1))
    assert numbers(restricted, early) == {"D3"}


def test_restricted_instead_of_deprived_starts_the_same_term() -> None:
    instead = case(
        kind=code("claim_kind", "A"),
        came_on=date(2026, 1, 10),
        ended_on=date(2026, 3, 10),
        outcome=code("claim_outcome", "4"),
    )
    assert numbers(instead) == {"D3"}


def test_representation_of_a_family_card_waits_for_its_answer() -> None:
    card = Record("family", "F1", {}, number="F1").add_row(
        "measures", {"kind": code("measure", "06"), "on": date(2026, 9, 1)}
    )
    assert numbers(card) == {"D17"}
    row = card.rows("measures")[0].id
    assert numbers(card.replace("measures.result", "answered", row)) == set()
    assert numbers(card.replace("measures.kind", code("measure", "01"), row)) == set()


def test_annulled_cards_have_no_terms() -> None:
    taken = case(act_on=date(2026, 9, 15))
    gone = Record(taken.form, taken.id, taken.values, taken.number, State.ANNULLED)
    assert terms([gone]) == ()


def test_terms_stand_in_the_order_of_their_last_days() -> None:
    cards = [case("C1", act_on=date(2026, 9, 15)), case("C2", act_on=date(2026, 9, 1))]
    last = [term.last for term in terms(cards)]
    assert last == sorted(last)


def test_last_day_on_a_holiday_hints_at_the_next_working_day() -> None:
    friday = case(
        kind=code("claim_kind", "A"),
        in_force_on=date(2026, 12, 30),
        deprives=code("yes_no", "1"),
    )
    extract = next(term for term in terms([friday]) if term.rule.number == "D4")
    assert (extract.last, extract.hint) == (date(2027, 1, 2), date(2027, 1, 5))
    assert extract.left(date(2027, 1, 3)) == -1


def test_return_is_due_in_the_next_month() -> None:
    assert return_due(date(2026, 9, 30)) == date(2026, 10, 5)
    assert return_due(date(2026, 12, 31), 10) == date(2027, 1, 10)
    assert return_due(date(2026, 3, 31), 31) == date(2026, 4, 30)


def test_holidays_are_dated() -> None:
    assert date(2021, 12, 17) in rest_days(2021)
    assert date(2022, 12, 17) not in rest_days(2022)
    assert not working(date(2026, 5, 27))
    assert next_working(date(2026, 3, 21)) == date(2026, 3, 26)
    assert all(name for holiday in holidays() for name in holiday.name)


def test_months_end_on_the_last_day_where_there_is_no_such_one() -> None:
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
