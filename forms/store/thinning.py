"""Says which backups are no longer needed: all of two days stay, then fewer and fewer.

A pure function over moments.  It counts kept days, weeks and months instead of comparing ages
with the clock, so a clock that jumps ahead for an hour never makes good backups old.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

ALL = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9
"""How many days, then weeks, then months keep their last backup (row G1)."""

LONGEST_KEPT = ALL + timedelta(days=DAYS + 7 * WEEKS + 31 * (MONTHS + 1))
"""How long a backup stays at most where one is made every day: then it is the last of its month."""

SLACK = timedelta(hours=1)
"""A backup this far ahead of the clock is still taken as of now."""


def superfluous(taken: Iterable[datetime], now: datetime) -> tuple[datetime, ...]:
    """Give the moments whose backups may go, the newest first; the newest one never does.

    Only backups that passed their check are to be asked about: a failed one counts for nothing.
    What the clock calls future, because it was set back meanwhile, all stays and takes nobody's
    place.
    """
    past = sorted({one for one in taken if one <= now + SLACK}, reverse=True)
    if not past:
        return ()
    recent = [one for one in past if one > past[0] - ALL]
    older = past[len(recent) :]
    kept = set(recent)
    for spans, span_of in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        chosen = dict(list(_newest_of_each(older, span_of).items())[:spans])
        kept |= set(chosen.values())
        older = [one for one in older if span_of(one) not in chosen]
    return tuple(one for one in past if one not in kept)


def _newest_of_each(
    moments: list[datetime], span_of: Callable[[datetime], Hashable]
) -> dict[Hashable, datetime]:
    """Give the newest moment of each span, newest span first as the moments come."""
    found: dict[Hashable, datetime] = {}
    for one in moments:
        found.setdefault(span_of(one), one)
    return found


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
