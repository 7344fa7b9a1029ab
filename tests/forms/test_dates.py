"""Dates are read as clerks type them, ages counted as the returns say, rule R4."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.dates import PartialDate, age_on, birthday, eve, read_partial
from forms.words import Language
from tests.reports.reading_cases import CASES

with (CASES / "dates.csv").open(encoding="utf-8", newline="") as stream:
    TYPED = [(row["typed"], row["today"], row["read"]) for row in csv.DictReader(stream)]

DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))
PARTIALS = st.one_of(
    DAYS.map(lambda day: PartialDate(day.year, day.month, day.day)),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year)),
)


@pytest.mark.parametrize(("typed", "today", "expected"), TYPED)
def test_a_typed_date_is_read(typed: str, today: str, expected: str) -> None:
    found = read_partial(typed, date.fromisoformat(today))
    assert (found.iso() if found else "") == expected


def test_enough_ways_of_typing_are_tried() -> None:
    assert len(TYPED) >= 60


@given(st.text(alphabet="0123456789 ./-,_\\", max_size=5000))
def test_no_digits_and_signs_make_the_reader_crash(typed: str) -> None:
    found = read_partial(typed, date(2026, 7, 1))
    assert found is None or PartialDate.from_iso(found.iso()) == found


def test_a_number_too_long_for_a_date_is_none() -> None:
    assert read_partial("9" * 5000, date(2026, 7, 1)) is None
    assert read_partial("1 2200000000", date(2026, 7, 1)) is None
    assert read_partial(f"1.{'0' * 5000}1.2026", date(2026, 7, 1)) is None


@given(PARTIALS)
def test_what_is_shown_and_stored_is_read_again(one: PartialDate) -> None:
    today = date(2026, 7, 1)
    assert PartialDate.from_iso(one.iso()) == one
    for lang in Language:
        assert read_partial(one.say(lang), today) == one


@given(PARTIALS)
def test_an_estimate_lies_within_what_is_known(one: PartialDate) -> None:
    assert one.earliest() <= one.on()
    assert one.on().year == one.year and one.month in (None, one.on().month)
    assert one.exact is (one.earliest() == one.on() and one.day is not None)


def test_a_known_year_counts_from_the_first_of_july_a_known_month_from_its_fifteenth() -> None:
    assert PartialDate(2020).on() == date(2020, 7, 1)
    assert PartialDate(2020, 2).on() == date(2020, 2, 15)
    assert PartialDate(2020, 2, 29).on() == date(2020, 2, 29)


@pytest.mark.parametrize("parts", [(2023, 2, 29), (2023, 13), (0,), (2023, None, 5), (2023, 0, 1)])
def test_a_date_that_does_not_exist_cannot_be_made(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        PartialDate(*parts)


@pytest.mark.parametrize("text", ["", "2026-3-3-3", "x", "2026-02-30", "-2026", "2026-"])
def test_only_what_was_written_is_read_from_the_store(text: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        PartialDate.from_iso(text)


@given(DAYS, st.integers(0, 99))
def test_a_birthday_completes_the_year_and_its_eve_does_not(birth: date, years: int) -> None:
    day = birthday(birth, years)
    assert age_on(birth, day) == years
    assert age_on(birth, eve(day)) == years - 1


def test_who_was_born_on_29_02_is_older_on_01_03_of_common_years() -> None:
    birth = date(2008, 2, 29)
    assert [birthday(birth, years) for years in (16, 17, 18)] == [
        date(2024, 2, 29),
        date(2025, 3, 1),
        date(2026, 3, 1),
    ]
    assert age_on(birth, date(2026, 2, 28)) == 17 and age_on(birth, date(2026, 3, 1)) == 18


def test_the_unborn_are_of_no_age() -> None:
    assert age_on(date(2026, 3, 2), date(2026, 3, 1)) == -1


@given(DAYS)
def test_the_eve_is_the_day_before(day: date) -> None:
    assert eve(day) + timedelta(days=1) == day
