"""Nothing is told at a field before what it speaks of is typed in the order of the paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from desktop.card.filling import NEW, Filling, Spot
from forms.catalogue import form_of
from forms.fields import Entry, Field, Repeat, Value
from forms.findings import Severity
from forms.record import Record
from forms.territories import Register
from tests.forms.reading_rules import good_card, rule_cases

TODAY = date(2026, 7, 1)
OFFICE = "KDN-1132"
FILES = {"family": "family_rules.txt", "court_case": "court_rules.txt"}

# Rules that ask of two places; their mended cards are typed whole.  A case of each is enough.
ASKED = {
    *("FM04", "FM16", "FM34", "FM50", "FM51", "FM52", "FM54", "FM66", "FM95", "FM98", "FM106"),
    *("CC01", "CC09", "CC14", "CC17", "CC20", "CC24", "CC28", "CC33", "CC34", "CC46", "CC54"),
    *("CC57", "CC63", "CC64", "CC65", "CC66", "CC105", "CC106", "CC114", "CC116"),
}
CASES = {
    case.rule: case
    for form, file in FILES.items()
    for case in rule_cases(file, form)
    if case.rule in ASKED and not case.confirmed
}
TYPED = [
    *(pytest.param(good_card(file, form), id=form) for form, file in FILES.items()),
    *(pytest.param(case.mended, id=case.title) for case in CASES.values()),
]


def typing(filling: Filling, card: Record) -> Iterator[Spot]:
    """Type a card field by field in the order of the paper, each row whole; what is not asked is
    passed over.  Gives each place when it is left."""
    for section in filling.form.sections:
        for each in section.fields:
            if isinstance(each, Repeat):
                for row in card.rows(each.name):
                    yield from _typing_row(filling, each, row)
                filling.visited.add(Spot(f"{each.name}.{each.fields[0].name}", NEW))
            else:
                yield from _typing_field(filling, each, Spot(each.name), card.get(each.name))


def _typing_row(filling: Filling, table: Repeat, row: Entry) -> Iterator[Spot]:
    blank = replace(row, values={})
    filling.record = filling.record.replace(table.name, (*filling.record.rows(table.name), blank))
    for each in table.fields:
        spot = Spot(f"{table.name}.{each.name}", row.id)
        yield from _typing_field(filling, each, spot, row.get(each.name))


def _typing_field(filling: Filling, each: Field, spot: Spot, value: Value) -> Iterator[Spot]:
    if not each.asked(filling.record.values, filling.row(spot)):
        return
    if value is not None:
        filling.put(spot, value)
    filling.visited.add(spot)
    yield spot


def told(filling: Filling) -> set[tuple[str, str]]:
    """Give what keeps the card from being complete and stands at fields just now."""
    return {
        (one.rule, one.where["field"])
        for one in filling.seen(filling.findings(TODAY))
        if one.severity is not Severity.INFO
    }


@pytest.mark.parametrize("card", TYPED)
def test_a_card_that_is_right_is_never_called_wrong_while_it_is_typed(card: Record) -> None:
    form = form_of(card.form)
    blank = replace(Record.blank(form.code), number=card.number)
    filling = Filling(form, blank, Register.shipped(), OFFICE)
    early = {spot.path: found for spot in typing(filling, card) if (found := told(filling))}
    assert early == {}
