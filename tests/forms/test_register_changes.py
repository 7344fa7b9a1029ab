"""An office's own edits of the register: what they do, and why some are refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from forms.findings import Severity
from forms.register_changes import OTHERS_BENEATH
from forms.territories import (
    REPUBLIC,
    ChangeKind,
    Commission,
    Level,
    Register,
    RegisterChange,
)
from forms.words import Language, Name, say

REGISTER = Register.shipped()
LATER = date(2026, 11, 22)
BATYR = Name("Батыр ауданы", "Батырский район", "Batyr District")


def quarter(year: int, number: int) -> tuple[date, date]:
    first = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    return first, after - timedelta(days=1)


def codes(commissions: tuple[Commission, ...] | list[Commission]) -> list[str]:
    return [one.code for one in commissions]


def addition(code: str = "KDN-1199", **other: object) -> RegisterChange:
    given: dict[str, object] = {
        "name": BATYR,
        "level": Level.DISTRICT,
        "territory_key": "akmola-akkol",
        "parent_code": "KDN-1100",
        **other,
    }
    on = given.pop("on", date(2027, 1, 1))
    assert isinstance(on, date)
    return RegisterChange(ChangeKind.ADD, code, on, **given)  # type: ignore[arg-type]


def closing(code: str, on: date) -> RegisterChange:
    return RegisterChange(ChangeKind.CLOSE, code, on)


def test_a_closed_commission_owes_the_quarter_of_its_closing() -> None:
    register = REGISTER.with_changes([closing("KDN-1132", date(2027, 5, 10))])
    assert register.refused == ()
    assert "KDN-1132" in codes(register.parts("KDN-1100", *quarter(2027, 2)))
    assert "KDN-1132" not in codes(register.parts("KDN-1100", *quarter(2027, 3)))
    assert "KDN-1132" in codes(REGISTER.parts("KDN-1100", *quarter(2027, 3)))


def test_one_closed_on_the_eve_owes_the_quarter_while_it_has_stock() -> None:
    register = REGISTER.with_changes([closing("KDN-1132", date(2027, 4, 1))])
    second = quarter(2027, 2)
    assert "KDN-1132" not in codes(register.parts("KDN-1100", *second))
    stock = frozenset({"KDN-1132"})
    assert "KDN-1132" in codes(register.parts("KDN-1100", *second, with_stock=stock))
    assert "KDN-1132" in codes(register.leaves(REPUBLIC, *second, with_stock=stock))


def test_a_new_commission_is_a_part_from_its_quarter_on() -> None:
    register = REGISTER.with_changes([addition(on=date(2027, 5, 1))])
    assert "KDN-1199" not in codes(register.parts("KDN-1100", *quarter(2027, 1)))
    assert "KDN-1199" in codes(register.parts("KDN-1100", *quarter(2027, 2)))


def test_one_that_keeps_cards_beside_others_is_a_part_of_itself() -> None:
    beneath = addition(parent_code="KDN-1510", territory_key="aktobe-city-astana")
    register = REGISTER.with_changes([beneath])
    span = quarter(2027, 1)
    assert codes(register.parts("KDN-1510", *span)) == ["KDN-1510", "KDN-1199"]
    assert {"KDN-1510", "KDN-1199"} <= set(codes(register.leaves("KDN-1500", *span)))
    assert "KDN-1199" not in codes(register.parts("KDN-1500", *span))


def test_the_register_with_changes_is_another_one() -> None:
    register = REGISTER.with_changes([addition()])
    assert len(register.commissions(date(2027, 1, 1))) == 243
    assert len(REGISTER.commissions(date(2027, 1, 1))) == 242
    assert codes(register.find_commissions("batyr", date(2027, 1, 1))) == ["KDN-1199"]


def test_a_renaming_opens_a_new_version_and_keeps_the_rest() -> None:
    on = date(2027, 3, 1)
    change = RegisterChange(ChangeKind.RENAME, "KDN-1132", on, name=BATYR, short=BATYR)
    register = REGISTER.with_changes([change])
    before, after = register.history("KDN-1132")
    assert before.until == date(2027, 2, 28)
    assert (after.since, after.until, after.short) == (on, None, BATYR)
    assert (after.parent_code, after.territory_key) == (before.parent_code, before.territory_key)


def test_a_move_to_another_oblast_is_a_renaming_too() -> None:
    on = date(2027, 3, 1)
    change = RegisterChange(ChangeKind.RENAME, "KDN-1132", on, parent_code="KDN-5900")
    register = REGISTER.with_changes([change])
    assert "KDN-1132" in codes(register.parts("KDN-5900", *quarter(2027, 1)))
    assert register.within("KDN-1132", "KDN-1100", date(2027, 2, 28))


def test_changes_build_on_each_other() -> None:
    day = date(2027, 6, 1)
    register = REGISTER.with_changes([addition(), closing("KDN-1199", day)])
    assert register.refused == ()
    assert register.commission("KDN-1199", date(2027, 5, 31)) is not None
    assert register.commission("KDN-1199", day) is None


RENAME = ChangeKind.RENAME
REFUSED = [
    ("T10", addition("KDN-11")),
    ("T10", addition("КДН-1199")),
    ("T10", addition("KDN-１１９９")),
    ("T11", addition("KDN-1132")),
    ("T11", addition("KDN-1000", on=date(2021, 1, 1))),
    ("T12", addition(name=Name("", "Батырский район", ""))),
    ("T12", RegisterChange(RENAME, "KDN-1132", LATER, name=Name("Батыр ауданы", "", ""))),
    ("T13", closing("KDN-9999", LATER)),
    ("T13", closing(REPUBLIC, LATER)),
    ("T15", closing("KDN-6322", date(2022, 6, 8))),
    ("T15", closing("KDN-6322", date(2020, 1, 1))),
    ("T16", addition(parent_code="KDN-9999")),
    ("T16", addition(parent_code="KDN-1000", on=date(2021, 1, 1))),
    ("T17", RegisterChange(RENAME, "KDN-1100", LATER, parent_code="KDN-1132")),
    ("T17", RegisterChange(RENAME, "KDN-1132", LATER, parent_code="KDN-1132")),
    ("T18", addition(territory_key="south-kazakhstan")),
    ("T19", closing("KDN-1100", LATER)),
    ("T20", replace(closing("KDN-1132", LATER), successor="KDN-9999")),
    ("T20", replace(closing("KDN-1132", LATER), successor="KDN-1132")),
    ("T20", replace(closing("KDN-1132", LATER), successor=REPUBLIC)),
]


@pytest.mark.parametrize(("rule", "change"), REFUSED)
def test_a_change_that_cannot_be_made_is_a_finding(rule: str, change: RegisterChange) -> None:
    (finding,) = REGISTER.refusals(change)
    assert finding.rule == rule
    assert finding.severity is (Severity.FORMAT if rule == "T10" else Severity.HARD)
    assert finding.where == {"office": change.code}
    assert finding.say(Language.EN)
    register = REGISTER.with_changes([change])
    assert register.refused == (finding,)
    assert register.commissions(LATER) == REGISTER.commissions(LATER)


def test_a_closed_commission_cannot_be_changed_or_its_code_used_again() -> None:
    day = date(2027, 1, 1)
    register = REGISTER.with_changes([closing("KDN-1132", day)])
    (again,) = register.refusals(closing("KDN-1132", date(2028, 1, 1)))
    assert (again.rule, again.values["on"]) == ("T14", day)
    (reuse,) = register.refusals(addition("KDN-1132", on=date(2028, 1, 1)))
    assert reuse.rule == "T11"


def test_one_refused_change_does_not_stop_the_others() -> None:
    register = REGISTER.with_changes([addition("KDN-11"), addition()])
    assert [one.rule for one in register.refused] == ["T10"]
    assert register.commission("KDN-1199", date(2027, 1, 1)) is not None


def test_a_refusal_names_the_commissions_in_the_language_of_the_reader() -> None:
    (finding,) = REGISTER.refusals(closing("KDN-1100", LATER))
    assert finding.sentence == OTHERS_BENEATH
    spoken = say("{name}, {other}", Language.RU, finding.values)
    assert spoken == "Акмолинская область, город Кокшетау"
