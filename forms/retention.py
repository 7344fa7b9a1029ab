"""How long a card is kept: its term, the day it runs from, and what keeps it beyond that day.

Personal data are kept no longer than their purpose needs (Law 94-V, art. 12(2) and 18).  The
terms are data (resources/codes/retention.csv), each office may set others, and whoever sets them
checks them with the official list of terms.  Wherever a day is not known the latest one that it
can be is taken: a record that goes too late can still be destroyed, one that went too early not.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import resources
from forms.court_life import court_life
from forms.dates import PartialDate, birthday, eve
from forms.elsewhere import CardName
from forms.family_life import family_life
from forms.fields import Values
from forms.findings import Finding, Severity
from forms.person import birth_of
from forms.record import Record, State
from forms.ruling import day, key, rows
from forms.words import N_, Name

FOR_EVER = 0
"""Years of a term that never ends."""

LONGEST = 99
SETTING = "retention/"
"""Beginning of the settings with the terms that an office set itself: retention/court_case/A."""

ANNULLED, ACT_ALONE = "annulled", "E"
OF_AGE = 18

HELD = N_("It is marked to be kept: {reason}.")
OPEN_ELSEWHERE = N_("Somebody on it stands on a card that is still open: {cards}.")
NOT_HANDED_IN = N_("{period} counts it and is not handed in yet.")


@dataclass(frozen=True, slots=True)
class Term:
    """How many years cards of a kind are kept after their end; FOR_EVER for always.

    form is the form's code, or ANNULLED for cards of any form that no document stands behind;
    kind is the kind of claim, "" where there is none.
    """

    form: str
    kind: str
    years: int
    name: Name
    norm: str

    @property
    def setting(self) -> str:
        """Give the key of the setting that overrides it."""
        return f"{SETTING}{self.form}" + (f"/{self.kind}" if self.kind else "")


@cache
def shipped_terms() -> tuple[Term, ...]:
    """Give the terms as they are shipped, in their order."""
    listed = csv.DictReader(io.StringIO(resources.text("codes", "retention.csv")))
    return tuple(
        Term(
            one["form"],
            one["kind"],
            int(one["years"]),
            Name(one["kk"], one["ru"], one["en"]),
            one["norm"],
        )
        for one in listed
    )


def terms(settings: Mapping[str, object]) -> tuple[Term, ...]:
    """Give the terms of an office: those it set itself, else those shipped."""
    return tuple(_set(term, settings.get(term.setting)) for term in shipped_terms())


def _set(term: Term, years: object) -> Term:
    fits = isinstance(years, int) and FOR_EVER <= years <= LONGEST
    return replace(term, years=years) if fits and isinstance(years, int) else term


def term_of(record: Record, offered: Iterable[Term]) -> Term:
    """Give the term of a card; raises KeyError for a card of a kind that has none: our error."""
    form, kind = record.form, ""
    if record.state is State.ANNULLED:
        form = ANNULLED
    elif form == "court_case":
        kind = key(record.values, "kind") or ACT_ALONE
    return {(one.form, one.kind): one for one in offered}[form, kind]


def called(form: str, kind: str) -> Name:
    """Say what a card was, by its form and the kind of its term; KeyError for an unknown one."""
    known = {(one.form, one.kind): one.name for one in shipped_terms()}
    return known[(ANNULLED, "") if kind == ANNULLED else (form, kind)]


def ended_on(record: Record, today: date) -> date | None:
    """Give the day on which a card ended, None while it is open on the day or unfinished.

    A family ends with its removal, a case with the last act on it, an annulled card with its
    annulment.  record is the card as it is shown: an incomplete edit makes it unfinished.
    """
    ended = _ended(record)
    return None if ended is None or ended > today else ended


def _ended(record: Record) -> date | None:
    if record.state is State.ANNULLED:
        return record.changed_at.date() if record.changed_at is not None else None
    if record.state is not State.COMPLETE:
        return None
    if record.form == "court_case":
        return _case_ended(record.values)
    life = family_life(record.values)  # a family whose last child will come of age ends then
    return life.removed if life is not None else None


def _case_ended(card: Values) -> date | None:
    life = court_life(card)
    if life is None:  # an act of removal alone: without a claim only its annulment ends it
        return day(card, "act_annulled_on")
    if life.out is None:
        return None
    acts = [day(row.values, "on") for row in rows(card, "appeals")]
    later = [day(card, name) for name in ("in_force_on", "writ_issued_on", "enforced_on")]
    return max(one for one in (life.out, *acts, *later) if one is not None)


def of_age_on(record: Record) -> date | None:
    """Give the day on which the youngest child of a card is certainly of age; None without any."""
    known = _known_by(record.values)
    born = [_latest_birth(row.values, known) for row in rows(record.values, "children")]
    days = [birthday(one, OF_AGE) for one in born if one is not None]
    return max(days, default=None)


def _known_by(card: Values) -> date | None:
    names = ("registered_on", "original_on", "came_on", "act_on")
    return max((on for name in names if (on := day(card, name)) is not None), default=None)


def _latest_birth(row: Values, known: date | None) -> date | None:
    """Give the last day on which a child can have been born; one without any birth date was born
    when it came on the card."""
    typed = row.get("birth")
    if isinstance(typed, PartialDate) and not typed.exact:
        return _last_day(typed)
    return birth_of(row) or day(row, "joined_on") or known


def _last_day(typed: PartialDate) -> date:
    if typed.month is None or typed.month == 12:
        return date(typed.year, 12, 31)
    return eve(date(typed.year, typed.month + 1, 1))


def runs_from(record: Record, today: date) -> date | None:
    """Give the day from which the term of a card runs, None while it is open or unfinished."""
    ended = ended_on(record, today)
    if ended is None or record.state is State.ANNULLED:
        return ended
    return max(ended, of_age_on(record) or ended)


def due_on(record: Record, term: Term, today: date) -> date | None:
    """Give the first day on which a card may be destroyed; None for an open one or for ever."""
    start = runs_from(record, today)
    return None if start is None or term.years == FOR_EVER else birthday(start, term.years)


@dataclass(frozen=True, slots=True)
class Standing:
    """What keeps a card although its term has run out.

    hold is the reason of an explicit mark, "" without any; open are the open cards on which
    somebody of it stands; owed are the quarters not handed in that count it.
    """

    hold: str = ""
    open: tuple[CardName, ...] = ()
    owed: tuple[object, ...] = ()


def blocks(standing: Standing) -> tuple[Finding, ...]:
    """Say in words all that keeps a card beyond its term (rules Z01–Z03); empty when nothing."""
    found = []
    if standing.hold:
        found.append(Finding("Z01", Severity.HARD, HELD, values={"reason": standing.hold}))
    if standing.open:
        found.append(Finding("Z02", Severity.HARD, OPEN_ELSEWHERE, values={"cards": standing.open}))
    if standing.owed:
        values = {"period": standing.owed[0]}
        found.append(Finding("Z03", Severity.HARD, NOT_HANDED_IN, values=values))
    return tuple(found)
