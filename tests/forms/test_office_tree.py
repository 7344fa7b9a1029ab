"""The parts of a consolidated return: rule M1 over the shipped register."""

from datetime import date, timedelta

import pytest

from forms.territories import REPUBLIC, Commission, Register

REGISTER = Register.shipped()
REPORT = date(2021, 12, 28)
LATER = date(2026, 11, 22)


def quarter(year: int, number: int) -> tuple[date, date]:
    first = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    return first, after - timedelta(days=1)


def codes(commissions: tuple[Commission, ...] | list[Commission]) -> list[str]:
    return [one.code for one in commissions]


def test_an_oblast_takes_in_its_districts_and_cities_only() -> None:
    parts = REGISTER.parts("KDN-1100", *quarter(2021, 4))
    assert len(parts) == 19
    assert {one.parent_code for one in parts} == {"KDN-1100"}


def test_cities_with_districts_take_in_these_and_shymkent_nobody() -> None:
    span = quarter(2021, 4)
    assert len(REGISTER.parts("KDN-7500", *span)) == 8
    assert codes(REGISTER.parts("KDN-7100", *span)) == [f"KDN-711{n}" for n in (1, 2, 3, 4)]
    assert REGISTER.parts("KDN-7900", *span) == ()
    assert "KDN-7900" in codes(REGISTER.parts(REPUBLIC, *span))


def test_a_part_goes_whole_to_its_parent_of_the_last_day() -> None:
    second = quarter(2022, 2)
    assert "KDN-1910" in codes(REGISTER.parts("KDN-3300", *second))
    assert "KDN-1910" not in codes(REGISTER.parts("KDN-1900", *second))
    assert "KDN-1910" in codes(REGISTER.parts("KDN-1900", *quarter(2022, 1)))


@pytest.mark.parametrize("year", range(2016, 2028))
def test_every_commission_of_a_year_is_a_part_of_exactly_one(year: int) -> None:
    span = date(year, 1, 1), date(year, 12, 31)
    known = codes(REGISTER.commissions(span[1]))
    found = [one.code for top in [REPUBLIC, *known] for one in REGISTER.parts(top, *span)]
    assert sorted(found) == known


@pytest.mark.parametrize(("day", "leaves"), [(REPORT, 213), (LATER, 223)])
def test_the_leaves_of_the_republic_keep_all_the_cards(day: date, leaves: int) -> None:
    found = REGISTER.leaves(REPUBLIC, day, day)
    assert len(found) == leaves == len(set(codes(found)))
    assert codes(found) and sorted(codes(found)) == [
        one.code for one in REGISTER.commissions(day) if one.keeps_cards
    ]


def test_a_commission_that_keeps_cards_is_its_own_leaf() -> None:
    assert codes(REGISTER.leaves("KDN-1132", *quarter(2026, 3))) == ["KDN-1132"]


def test_an_unknown_code_has_no_parts_to_ask_for() -> None:
    with pytest.raises(KeyError):
        REGISTER.parts("KDN-9999", *quarter(2026, 3))
    with pytest.raises(KeyError):
        REGISTER.leaves("KDN-9999", *quarter(2026, 3))
