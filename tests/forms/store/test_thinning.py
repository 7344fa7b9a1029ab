"""Thinning keeps all of two days, then days, weeks and months, whatever the clock did."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from forms.store.thinning import ALL, DAYS, MONTHS, SLACK, WEEKS, superfluous

NOW = datetime(2026, 11, 24, 17, 42, tzinfo=UTC)

moments = st.integers(0, 4 * 365 * 24 * 60).map(lambda n: NOW + timedelta(minutes=n - 1_000_000))
calendars = st.lists(moments, min_size=1, max_size=120)


def kept(taken: list[datetime], now: datetime) -> list[datetime]:
    gone = superfluous(taken, now)
    return sorted(one for one in set(taken) if one not in gone)


@given(calendars, moments)
def test_the_newest_and_all_of_two_days_stay(taken: list[datetime], now: datetime) -> None:
    past = [one for one in taken if one <= now + SLACK]
    if past:
        stay = kept(taken, now)
        assert {one for one in past if one > max(past) - ALL} <= set(stay)


@given(calendars, moments)
def test_what_the_clock_calls_future_stays_and_takes_no_place(
    taken: list[datetime], now: datetime
) -> None:
    future = [one for one in taken if one > now + SLACK]
    past = [one for one in taken if one <= now + SLACK]
    assert kept(taken, now) == sorted({*kept(past, now), *future})


@given(calendars, moments)
def test_older_ones_are_few_and_a_second_thinning_takes_nothing(
    taken: list[datetime], now: datetime
) -> None:
    stay = kept(taken, now)
    past = [one for one in stay if one <= now + SLACK]
    older = [one for one in past if one <= max(past, default=now) - ALL]
    assert len(older) <= DAYS + WEEKS + MONTHS
    assert kept(stay, now) == stay


@given(st.lists(st.integers(20, 3000), min_size=20, max_size=200))
def test_a_year_of_work_leaves_days_weeks_and_months(gaps: list[int]) -> None:
    """Backups are made and thinned one by one, as they are in life."""
    stay: list[datetime] = []
    moment = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    for gap in gaps:
        moment += timedelta(minutes=gap)
        made_before = {one.date() for one in stay}
        stay = kept([*stay, moment], moment)
        assert moment in stay
        lost = made_before - {one.date() for one in stay}
        # No day is lost before there are twelve later ones that keep theirs.
        later = {one.date() for one in stay if one <= moment - ALL}
        assert not lost or len(later) >= DAYS


def test_a_whole_working_year() -> None:
    """Every half hour of every working day: what stays is what the plan says."""
    stay: list[datetime] = []
    for day in range(365):
        on = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
        if on.weekday() > 4:
            continue
        for half in range(18, 36):
            moment = on + timedelta(minutes=30 * half)
            stay = kept([*stay, moment], moment)
    last = stay[-1]
    recent = [one for one in stay if one > last - ALL]
    older = [one for one in stay if one <= last - ALL]
    assert len(recent) == 36  # Wednesday and Thursday
    assert len({one.date() for one in older}) == len(older) == DAYS + WEEKS + MONTHS
    assert last - older[0] > timedelta(days=300)
    assert all(one.hour == 17 for one in older)  # each day kept its last


def test_a_clock_set_back_pushes_nothing_out() -> None:
    """A month of work with the clock at 2000 leaves all that was made before."""
    before = [datetime(2026, 11, 1, 17, tzinfo=UTC) - timedelta(days=30 * n) for n in range(20)]
    before = kept(before, NOW)
    stay = list(before)
    for n in range(60):
        moment = datetime(2000, 1, 1, 9, tzinfo=UTC) + timedelta(hours=12 * n)
        stay = kept([*stay, moment], moment)
        assert moment in stay
    assert set(before) <= set(stay)


def test_a_clock_that_jumped_ahead_makes_nothing_old() -> None:
    days = [datetime(2026, 11, 23, 17, tzinfo=UTC) - timedelta(days=n) for n in range(1, DAYS)]
    assert (
        superfluous(
            [*days, datetime(2036, 5, 5, 12, tzinfo=UTC)], datetime(2036, 5, 5, 12, tzinfo=UTC)
        )
        == ()
    )
