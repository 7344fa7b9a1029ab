"""How long cards are kept: a table of cases that a clerk can read, and what keeps them longer."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from forms.catalogue import form_of
from forms.dates import PartialDate
from forms.elsewhere import CardName
from forms.fields import Birth, Choice, Context, Field, Value
from forms.findings import Finding
from forms.record import Record, State
from forms.retention import (
    FOR_EVER,
    LONGEST,
    Standing,
    blocks,
    due_on,
    ended_on,
    of_age_on,
    shipped_terms,
    term_of,
    terms,
)
from forms.words import Language
from reports.period import Period

CASES = Path(__file__).parents[1] / "cases" / "retention.tsv"
TODAY = date(2026, 11, 1)
ANNULLED_AT = datetime(2020, 6, 1, 9, tzinfo=UTC)


def table() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _value(field: Field, text: str) -> Value:
    if isinstance(field, Birth):
        return PartialDate.from_iso(text)
    if isinstance(field, Choice):
        read = field.parse(text, Context(date(2026, 1, 1)))
        assert not isinstance(read, Finding)
        return read
    return date.fromisoformat(text) if text[:2] in ("19", "20") else text


def card(row: dict[str, str]) -> Record:
    """Make the card that a row of the table describes."""
    code, _, state = row["form"].partition(" ")
    form, made = form_of(code), Record.blank(code)
    for pair in row["values"].split():
        name, _, text = pair.partition("=")
        made = made.replace(name, _value(form.field(name), text))
    for child in row["children"].split(";"):
        name, _, text = child.partition("=")
        made = made.add_row("children", {name: _value(form.field(f"children.{name}"), text)})
    return replace(made, state=State(state or "complete"), changed_at=ANNULLED_AT)


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("row", table(), ids=lambda row: row["case"])
def test_the_cases_of_the_table(row: dict[str, str]) -> None:
    made = card(row)
    assert ended_on(made, TODAY) == _day(row["ended"])
    assert of_age_on(made) == _day(row["of age"])
    assert due_on(made, term_of(made, shipped_terms()), TODAY) == _day(row["due"])


def test_every_kind_of_card_has_a_term_with_a_norm() -> None:
    kinds = {(one.form, one.kind) for one in shipped_terms()}
    assert kinds == {("family", ""), ("annulled", "")} | {("court_case", k) for k in "ABCDE"}
    for term in shipped_terms():
        assert 0 < term.years <= LONGEST
        assert term.norm and all(term.name)


def test_an_office_sets_its_own_terms_and_nonsense_is_passed_over() -> None:
    set_ = {"retention/family": 12, "retention/court_case/A": FOR_EVER, "retention/annulled": 500}
    found = {one.setting: one.years for one in terms({**set_, "retention/court_case/B": "x"})}
    assert found["retention/family"] == 12
    assert found["retention/court_case/A"] == FOR_EVER
    assert found["retention/annulled"] == 5
    assert found["retention/court_case/B"] == 10


def test_what_is_kept_for_ever_is_never_due() -> None:
    made = card(table()[0])
    for_ever = {"retention/family": FOR_EVER}
    assert due_on(made, term_of(made, terms(for_ever)), TODAY) is None


@pytest.mark.parametrize("lang", Language)
def test_what_keeps_a_card_is_said_in_words(lang: Language) -> None:
    assert blocks(Standing()) == ()
    all_three = Standing("R", (CardName("1132-C-2026-004", True),), (Period(2026, 3),))
    told = [one.say(lang) for one in blocks(all_three)]
    assert [one.rule for one in blocks(all_three)] == ["Z01", "Z02", "Z03"]
    assert "R" in told[0] and "1132-C-2026-004" in told[1] and "2026" in told[2]
