"""Identification numbers: the worked examples of the rule, one wrong digit, two people swapped."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.dates import age_on
from forms.iin import Flaw, Iin, check_digit, read_iin
from forms.practice import made_up_iin

# Worked examples of the arithmetic, and numbers that can belong to nobody alive.
PASSING = {
    "900101300017": (date(1990, 1, 1), True),
    "000229600024": (date(2000, 2, 29), False),
    "150515500032": (date(2015, 5, 15), True),
    "850615199998": (date(1885, 6, 15), True),
    "880308299980": (date(1888, 3, 8), False),
    "991231599977": (date(2099, 12, 31), True),
    "980707699966": (date(2098, 7, 7), False),
}
SECOND_PASS = "991231490611"
NEVER_ISSUED = "99123149060"
FLAWED = {
    "900101300018": Flaw.CHECK,
    "990230300012": Flaw.BIRTH,
    "900101700011": Flaw.CENTURY,
    "900101000011": Flaw.CENTURY,
    "90010130001": Flaw.LENGTH,
    "9001013000170": Flaw.LENGTH,
    "": Flaw.LENGTH,
    "90010130001x": Flaw.LENGTH,
    "٩٠٠١٠١٣٠٠٠١٧": Flaw.LENGTH,
    "90010130001²": Flaw.LENGTH,
}


@pytest.mark.parametrize("digits", PASSING)
def test_a_number_tells_birth_and_sex(digits: str) -> None:
    birth, male = PASSING[digits]
    assert read_iin(digits) == Iin(digits, birth, male)


def test_a_first_pass_of_ten_is_weighed_again() -> None:
    assert sum(int(d) * w for w, d in enumerate(SECOND_PASS[:11], 1)) % 11 == 10
    assert read_iin(SECOND_PASS) == Iin(SECOND_PASS, date(1999, 12, 31), male=False)


def test_a_number_that_is_ten_twice_is_never_issued() -> None:
    assert check_digit(NEVER_ISSUED) is None
    assert {read_iin(f"{NEVER_ISSUED}{last}") for last in range(10)} == {Flaw.CHECK}


@pytest.mark.parametrize("digits", FLAWED)
def test_a_flawed_number_tells_its_flaw(digits: str) -> None:
    assert read_iin(digits) is FLAWED[digits]


@pytest.mark.parametrize("digits", PASSING)
def test_one_wrong_digit_is_found_but_in_the_place_that_weighs_nothing(digits: str) -> None:
    """The eleventh weighs 11, nothing by eleven; a second weighing may hide another."""
    for at in range(12):
        for by in range(1, 10):
            wrong = f"{digits[:at]}{(int(digits[at]) + by) % 10}{digits[at + 1 :]}"
            first = sum(int(d) * w for w, d in enumerate(wrong[:11], 1)) % 11
            if at != 10 and first != 10:
                assert isinstance(read_iin(wrong), Flaw), wrong


@given(st.text(max_size=13))
def test_nothing_typed_makes_the_reader_crash(typed: str) -> None:
    read_iin(typed)


@given(st.integers(), st.booleans())
def test_made_up_numbers_pass_and_belong_to_nobody_alive(seed: int, male: bool) -> None:
    found = read_iin(made_up_iin(Random(seed), male=male))
    assert isinstance(found, Iin) and found.male is male
    assert age_on(found.birth, date(2026, 1, 1)) > 125
