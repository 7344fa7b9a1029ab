"""Names and codes proposed for new commissions: as the shipped register names all of its own."""

from datetime import date

import pytest

from forms.commission_names import above_of, full_name, kazakh_genitive, proposed_code
from forms.territories import REPUBLIC, Register
from forms.territory import Commission

REGISTER = Register.shipped()
DAYS = (date(2017, 1, 1), date(2019, 1, 1), date(2021, 1, 1), date(2026, 11, 1))


@pytest.mark.parametrize("day", DAYS)
def test_every_shipped_name_is_what_would_be_proposed(day: date) -> None:
    different = [one.code for one in REGISTER.commissions(day) if _proposed(one, day) != one.name]
    assert different == []


def _proposed(one: Commission, day: date) -> object:
    territory = REGISTER.territory(one.territory_key, day)
    assert territory is not None
    above = above_of(REGISTER.parent(one.code, day), lambda key: REGISTER.territory(key, day))
    return full_name(territory, above)


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Абай ауданы", "Абай ауданының"),
        ("Үржар", "Үржардың"),
        ("Семей", "Семейдің"),
        ("Ақтөбе", "Ақтөбенің"),
        ("Ақтау", "Ақтаудың"),
        ("Алатау кенті", "Алатау кентінің"),
        ("Шымкент", "Шымкенттің"),
        ("Талдықорған", "Талдықорғанның"),
    ],
)
def test_the_kazakh_genitive_follows_the_last_sounds(name: str, genitive: str) -> None:
    assert kazakh_genitive(name) == genitive


def test_a_code_is_that_of_the_territory_while_it_was_never_used() -> None:
    assert proposed_code("KDN-1100", "119900000", lambda _code: False) == "KDN-1199"
    used = {"KDN-1132", "KDN-1111"}
    assert proposed_code("KDN-1100", "113200000", used.__contains__) == "KDN-1112"
    assert proposed_code(REPUBLIC, "", lambda _code: False) == "KDN-9911"
    assert proposed_code("KDN-1100", "", lambda _code: True) == ""
