"""A quarter is read as people write it, knows its days, its neighbours and its year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.words import Language
from reports.period import Period, Span

PERIODS = st.builds(Period, st.integers(1901, 2199), st.integers(1, 4))
DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))

WRITTEN = {
    "2026-Q3": Period(2026, 3),
    "2026Q3": Period(2026, 3),
    "2026-q3": Period(2026, 3),
    "2026-3": Period(2026, 3),
    "2026 3": Period(2026, 3),
    "2026/3": Period(2026, 3),
    " 2026 - Q 3 ": Period(2026, 3),
    "2026К3": Period(2026, 3),
    "2026-т3": Period(2026, 3),
    "2026-Q0": None,
    "2026-Q5": None,
    "2026": None,
    "26-Q3": None,
    "Q3-2026": None,
    "2026-Q33": None,
    "2026-03": None,
    "2026-Q": None,
    "": None,
    "x": None,
}
SPANS = {
    1: (date(2024, 1, 1), date(2024, 3, 31)),
    2: (date(2024, 4, 1), date(2024, 6, 30)),
    3: (date(2024, 7, 1), date(2024, 9, 30)),
    4: (date(2024, 10, 1), date(2024, 12, 31)),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_written_quarter_is_read(text: str) -> None:
    assert Period.read(text) == WRITTEN[text]


@given(PERIODS)
def test_a_quarter_reads_what_it_writes(period: Period) -> None:
    assert Period.read(str(period)) == period


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_crash(text: str) -> None:
    assert Period.read(text) is None or text.strip()


@pytest.mark.parametrize("year", ["1899", "2201", "0000"])
def test_a_year_outside_the_calendar_of_the_program(year: str) -> None:
    assert Period.read(f"{year}-Q1") is None
    with pytest.raises(ValueError, match="no such quarter"):
        Period(int(year), 1)


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_a_year_has_four_quarters(quarter: int) -> None:
    with pytest.raises(ValueError, match="no such quarter"):
        Period(2026, quarter)


@pytest.mark.parametrize("quarter", SPANS)
def test_a_quarter_knows_its_days(quarter: int) -> None:
    period, (first, last) = Period(2024, quarter), SPANS[quarter]
    assert period.span == Span(first, last) and period.span_first == first
    assert period.year_span() == Span(date(2024, 1, 1), last)
    assert [str(one) for one in period.so_far()] == [f"2024-Q{n}" for n in range(1, quarter + 1)]


@given(DAYS)
def test_every_day_lies_in_one_quarter(day: date) -> None:
    period = Period.of(day)
    assert period.span.holds(day)
    assert not period.next().span.holds(day) and not period.previous().span.holds(day)


@given(PERIODS)
def test_quarters_follow_each_other_without_a_gap(period: Period) -> None:
    after = period.next()
    assert after.previous() == period and period < after
    assert after.span.eve == period.span.last
    assert period.span.last + timedelta(days=1) == after.span_first


def test_a_span_holds_its_ends_and_nothing_else() -> None:
    span = Period(2026, 1).span
    assert span.holds(date(2026, 1, 1)) and span.holds(date(2026, 3, 31))
    assert not span.holds(date(2025, 12, 31)) and not span.holds(date(2026, 4, 1))
    assert not span.holds(None)
    assert span.eve == date(2025, 12, 31)


YEARS = [
    (1, None, "01.01"),
    (3, date(2026, 4, 1), "01.04"),
    (2, date(2026, 4, 1), "01.04"),
    (1, date(2026, 4, 1), "01.01"),
    (4, date(2026, 1, 1), "01.01"),
    (4, date(2025, 10, 1), "01.01"),
    (4, date(2027, 1, 1), "01.01"),
]


@pytest.mark.parametrize(("quarter", "first_use", "begins"), YEARS)
def test_the_year_begins_on_its_first_day_or_at_first_use(
    quarter: int, first_use: date | None, begins: str
) -> None:
    span = Period(2026, quarter).year_span(first_use)
    assert f"{span.first:%d.%m}" == begins and span.last == Period(2026, quarter).span.last


def test_a_quarter_is_said_as_offices_write_it() -> None:
    assert [Period(2026, 3).say(lang) for lang in Language] == [
        "2026 жылғы III тоқсан",
        "III квартал 2026 года",
        "Quarter III of 2026",
    ]
    assert [Period(2026, n).say(Language.KK)[11:] for n in (1, 2, 4)] == [
        "I тоқсан",
        "II тоқсан",
        "IV тоқсан",
    ]
