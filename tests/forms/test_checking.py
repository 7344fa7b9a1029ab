"""Every rule is broken by a card and passed by the same card mended; findings keep their order."""

import re
from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from forms.catalogue import FORMS, form_of
from forms.checking import (
    RuleFailed,
    check,
    complete,
    confirm,
    confirmed,
    finding_key,
    settle,
)
from forms.findings import Finding, Severity
from forms.form import Form
from forms.presences import Gathered
from forms.record import Record, State
from forms.rules import Rule, Scene
from forms.words import Language, say
from tests.forms.reading_rules import RuleCase, changed, good_card, rule_cases

TODAY = date(2026, 7, 1)
OFFICE = "KDN-1132"
FILES = {"family": "family_rules.txt", "court_case": "court_rules.txt"}
CASES = [
    pytest.param(case, id=case.title)
    for form, file in FILES.items()
    for case in rule_cases(file, form)
]
RULES = [pytest.param(form, rule, id=rule.number) for form in FORMS for rule in form.rules]
CARDS = {form: good_card(file, form) for form, file in FILES.items()}


def found(record: Record, others: tuple[Record, ...] = ()) -> tuple[Finding, ...]:
    return check(form_of(record.form), record, TODAY, OFFICE, Gathered(others))


def told(case: RuleCase) -> list[Finding]:
    return [one for one in found(case.broken, case.beside_broken) if one.rule == case.rule]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_the_card_of_the_cases_has_no_finding(form: Form) -> None:
    assert found(CARDS[form.code]) == ()


@pytest.mark.parametrize("case", CASES)
def test_a_card_that_breaks_a_rule_is_told_at_its_place(case: RuleCase) -> None:
    where = {"form": case.form, "field": case.field} | ({"row": case.row} if case.row else {})
    assert where in [one.where for one in told(case)]


@pytest.mark.parametrize("case", CASES)
def test_the_same_card_mended_is_complete(case: RuleCase) -> None:
    left = found(case.mended, case.beside_mended)
    assert case.rule not in {one.rule for one in left}
    left = tuple(one for one in left if one.rule not in case.confirmed)
    assert complete(left), [(one.rule, dict(one.where)) for one in left]


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_every_rule_has_a_case(form: Form, rule: Rule) -> None:
    cases = [one for one in rule_cases(FILES[form.code], form.code) if one.rule == rule.number]
    weights = {one.severity for case in cases for one in told(case)}
    assert weights == {rule.severity}


@pytest.mark.parametrize("number", ["Q01", "Q02", "Q03"])
def test_the_rules_of_all_forms_have_a_case(number: str) -> None:
    cases = [case for form, file in FILES.items() for case in rule_cases(file, form)]
    assert {one.severity for c in cases if c.rule == number for one in told(c)} == {Severity.HARD}


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_takes_exactly_the_values_of_its_rule(case: RuleCase) -> None:
    for one in told(case):
        asked = {name for _, name, _, _ in Formatter().parse(one.sentence) if name is not None}
        assert asked == set(one.values)
        for lang in Language:
            said = one.say(lang)
            assert said and "{" not in said and "None" not in said


CONFIRM = {Language.KK: "растаңыз", Language.RU: "подтвердите", Language.EN: "confirm"}


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_what_can_be_confirmed_says_so_and_nothing_else_does(form: Form, rule: Rule) -> None:
    values = {name: "…" for _, name, _, _ in Formatter().parse(rule.sentence) if name}
    for lang, word in CONFIRM.items():
        said = re.split(r"[^\w]+", say(rule.sentence, lang, values).casefold())
        assert (word in said) is (rule.severity is Severity.SOFT)


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_a_field_that_a_sentence_names_is_called_as_on_the_card(form: Form, rule: Rule) -> None:
    labels = {field.label for _, field in form.paths()}
    values = {name: "…" for _, name, _, _ in Formatter().parse(rule.sentence) if name}
    for named in labels & set(re.findall(r"“([^”]+)”", rule.sentence)):
        for lang in Language:
            label, said = say(named, lang), say(rule.sentence, lang, values)
            assert label.casefold() in said.casefold()


@pytest.mark.parametrize("case", CASES)
def test_a_case_names_the_only_row_that_is_told(case: RuleCase) -> None:
    rows = {one.where.get("row", "") for one in told(case) if one.where["field"] == case.field}
    assert rows == {case.row}


def test_a_rule_that_crashes_is_our_error_and_no_finding() -> None:
    def crash(scene: Scene) -> None:
        raise KeyError("a value of the card")

    family = form_of("family")
    bad = replace(family.rules[0], number="FM00", broken=crash)
    with pytest.raises(RuleFailed, match="FM00 of family") as raised:
        check(replace(family, rules=(*family.rules, bad)), CARDS["family"], TODAY)
    assert "a value" not in str(raised.value)
    assert isinstance(raised.value.__cause__, KeyError)


def soft_cases() -> list[RuleCase]:
    cases = [case for form, file in FILES.items() for case in rule_cases(file, form)]
    return [case for case in cases if any(one.severity is Severity.SOFT for one in told(case))]


@pytest.mark.parametrize("case", [pytest.param(c, id=c.title) for c in soft_cases()])
def test_a_confirmed_finding_is_told_no_more(case: RuleCase) -> None:
    finding = told(case)[0]
    record = confirm(case.broken, finding, "2", "compared with the document")
    before, after = (found(one, case.beside_broken) for one in (case.broken, record))
    assert confirmed(record, finding) and not confirmed(case.broken, finding)
    assert finding not in after
    assert len(after) == len(before) - 1


def test_a_confirmation_falls_away_when_the_value_changes() -> None:
    record = changed(CARDS["family"], "parents 2: birth=16.06.1885")
    record = confirm(record, found(record)[0], "2")
    assert found(record) == ()
    assert [one.rule for one in found(changed(record, "parents 2: birth=17.06.1885"))] == ["FM21"]
    assert found(changed(record, "children 1: school=№4")) == ()


def test_a_confirmation_holds_for_its_row_only() -> None:
    record = changed(CARDS["family"], "children 1: left_on=02.07.2026 left_how=4")
    record = changed(record, "children 2: left_on=02.07.2026 left_how=4")
    first, second = found(record)
    assert first.values == second.values and finding_key(first) != finding_key(second)
    assert found(confirm(record, first, "2")) == (second,)


@pytest.mark.parametrize("severity", [one for one in Severity if one is not Severity.SOFT])
def test_only_what_is_soft_can_be_confirmed(severity: Severity) -> None:
    finding = Finding("FM01", severity, "")
    with pytest.raises(ValueError, match="FM01"):
        confirm(CARDS["family"], finding, "2")


def test_findings_come_in_the_order_of_the_paper_row_by_row() -> None:
    record = CARDS["family"]
    for line in (
        "card: note=… removed_on=02.07.2026",
        "grounds 1 dropped",
        "children 2: name= left_on=01.06.2026",
        "children 1: surname= left_on=01.05.2026",
        "parents 2: surname=",
        "card: territory= registered_on=",
    ):
        record = changed(record, line)
    one, two = (row.id for row in record.rows("children"))
    assert [(f.where["field"], f.where.get("row", "")) for f in found(record)] == [
        ("registered_on", ""),
        ("parents.surname", record.rows("parents")[1].id),
        ("children.surname", one),
        ("children.left_how", one),
        ("children.name", two),
        ("children.left_how", two),
        ("territory", ""),
        ("grounds.ground", ""),
        ("violence.kind", record.rows("violence")[0].id),
        ("removed_on", ""),
        ("removal_reason", ""),
        ("removal_document", ""),
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_card_is_complete_when_nothing_hard_or_soft_is_left(form: Form) -> None:
    card = CARDS[form.code]
    assert settle(form, card, TODAY, OFFICE).state is State.COMPLETE
    draft = card.replace("territory" if form.code == "family" else "court_type", None)
    assert settle(form, replace(draft, state=State.COMPLETE), TODAY, OFFICE).state is State.DRAFT
    annulled = replace(card, state=State.ANNULLED)
    assert settle(form, annulled, TODAY, OFFICE) is annulled


@pytest.mark.parametrize("severity", Severity)
def test_what_a_finding_of_each_weight_stops(severity: Severity) -> None:
    stopping = {Severity.FORMAT, Severity.HARD, Severity.SOFT}
    assert complete((Finding("X", severity, ""),)) is (severity not in stopping)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_an_empty_card_is_checked_without_a_crash(form: Form) -> None:
    rules = {one.rule for one in found(Record.blank(form.code))}
    assert "Q01" in rules or "CC01" in rules
