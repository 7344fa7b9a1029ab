"""Which cards are due to be destroyed, and what keeps them: terms, marks, open cards, returns."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.desk import Desk
from desktop.returning import first_use, home_of
from forms.catalogue import FORMS
from forms.elsewhere import CardName
from forms.fields import Entry, Values
from forms.findings import Finding, Severity
from forms.identity import identity
from forms.presences import COURT_TABLES, FAMILY_TABLES
from forms.record import Record, State
from forms.retention import (
    FOR_EVER,
    SETTING,
    Standing,
    Term,
    blocks,
    due_on,
    ended_on,
    term_of,
    terms,
)
from forms.rights import Right
from forms.ruling import day
from forms.store.deeds import Deed
from forms.store.presences import Presences
from forms.store.store import Reading
from forms.words import N_
from reports.catalogue import RETURNS, Counted
from reports.counting import added
from reports.definition import Cell
from reports.period import Period

BEGINNINGS = ("registered_on", "came_on", "act_on")
"""Fields of a card whose earliest day is the one on which it began."""

NO_SUCH_CARD = N_(
    "No one card has the number “{number}”. Type it whole, for example 1132-2026-0047."
)

Traces = Mapping[Period, Mapping[Cell, int]]


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card whose term has run out.

    ended and due are days; standing tells what keeps it all the same; traces is what it added to
    each quarter, of which those in owed are not handed in.
    """

    record: Record
    term: Term
    ended: date
    due: date
    standing: Standing
    traces: Traces

    @property
    def begun(self) -> date | None:
        """Give the day on which the card began, None where it does not say."""
        return begun_on(self.record)

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """Say what keeps it, empty when it may be destroyed."""
        return blocks(self.standing)


def begun_on(record: Record) -> date | None:
    """Give the first day that a card tells of, None where it tells of none."""
    days = (day(record.values, name) for name in BEGINNINGS)
    return min((on for on in days if on is not None), default=None)


def own_terms(desk: Desk) -> tuple[Term, ...]:
    """Give the terms of the office: those it set itself, else those shipped."""
    with desk.store.reading() as reading:
        return terms(reading.settings(SETTING))


def set_terms(desk: Desk, years: Mapping[str, int]) -> None:
    """Set terms by their settings (Term.setting) in years; one row of the journal for all."""
    with desk.begin(Right.OFFICE) as work:
        for setting, number in years.items():
            work.set_setting(setting, number)
        work.note(
            Deed.SETTING_CHANGED,
            who=desk.who,
            when=desk.now(),
            record="retention",
            about=len(years),
        )


def hold(desk: Desk, form: str, id: str, reason: str) -> None:
    """Mark a card to be kept beyond its term; raises KeyError for an unknown card, ValueError
    without a reason."""
    if not reason.strip():
        raise ValueError("a mark without a reason")
    with desk.begin(Right.HOLD) as work:
        work.hold(form, id, reason.strip(), who=desk.who, when=desk.now())


def release(desk: Desk, form: str, id: str) -> None:
    """Let the term of a marked card count again; raises KeyError for an unknown card."""
    with desk.begin(Right.HOLD) as work:
        work.release(form, id, who=desk.who, when=desk.now())


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A card that is marked to be kept and is not due yet; due is None while it is open."""

    record: Record
    term: Term
    ended: date | None
    due: date | None
    reason: str


def held_cards(desk: Desk) -> tuple[HeldCard, ...]:
    """Give the cards that are marked to be kept although they are not due yet, by number."""
    desk.require(Right.LOOK)
    offered, today = own_terms(desk), desk.today()
    found = []
    with desk.looking() as reading:
        for id, mark in reading.holds().items():
            record = next(one for form in FORMS if (one := reading.get(form.code, id)) is not None)
            term = term_of(record, offered)
            due = due_on(record, term, today)
            if due is None or due > today:
                ended = ended_on(record, today)
                found.append(HeldCard(record, term, ended, due, mark.reason))
    return tuple(sorted(found, key=lambda one: one.record.number))


def hold_numbered(desk: Desk, number: str, reason: str) -> Finding | None:
    """Mark the card with a number to be kept beyond its term, or say that there is none."""
    with desk.looking() as reading:
        ids = reading.numbered(number.strip()) if number.strip() else ()
        forms = [form.code for form in FORMS if ids and reading.get(form.code, ids[0]) is not None]
    if len(ids) != 1 or not forms:
        values = {"number": number.strip()}
        return Finding("Z13", Severity.FORMAT, NO_SUCH_CARD, {}, values)
    hold(desk, forms[0], ids[0], reason)
    return None


def due_cards(desk: Desk, only: Container[str] | None = None) -> tuple[DueCard, ...]:
    """Give the cards whose term has run out, those due longest first; slow for very many.

    only names the ids of those asked for, None for all.  Raises NotAllowed for whoever sees no
    cards.
    """
    desk.require(Right.LOOK)
    asked = (one for one in _candidates(desk) if only is None or one[0].id in only)
    found = (_due(desk, *one) for one in asked)
    cards = _Cards(desk)
    weighed = (cards.weigh(*one) for one in found if one is not None)
    return tuple(sorted(weighed, key=lambda one: (one.due, one.record.number)))


def _candidates(desk: Desk) -> Iterator[tuple[Record, Term]]:
    offered, today = own_terms(desk), desk.today()
    shortest = min((one.years for one in offered if one.years != FOR_EVER), default=None)
    if shortest is None:
        return
    by = date(today.year - shortest, 12, 31)
    with desk.looking() as reading:
        for form in FORMS:
            places = reading.ended_places(form.code, by)
            for record in reading.records_at(form.code, places).values():
                yield record, term_of(record, offered)


def _due(desk: Desk, record: Record, term: Term) -> tuple[Record, Term, date, date] | None:
    ended, due = ended_on(record, desk.today()), due_on(record, term, desk.today())
    if ended is None or due is None or due > desk.today():
        return None
    return record, term, ended, due


class _Cards:
    """What is asked once for all due cards: marks, returns handed in, other cards."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._others = Presences(desk.store.reading)
        self._open: dict[tuple[str, str], bool] = {}
        self._use = first_use(desk)
        with desk.looking() as reading:
            self._holds = reading.holds()
            self._handed = {
                (one.return_code, Period(one.year, one.quarter))
                for counted in RETURNS
                for one in reading.handed_in(counted.definition.code, office=desk.office)
            }

    def weigh(self, record: Record, term: Term, ended: date, due: date) -> DueCard:
        """Find what keeps a card."""
        code, traces = self._traces(record, ended)
        owed = tuple(one for one in traces if (code, one) not in self._handed)
        mark = self._holds.get(record.id)
        standing = Standing(mark.reason if mark else "", self._open_cards(record), owed)
        return DueCard(record, term, ended, due, standing, traces)

    def _open_cards(self, record: Record) -> tuple[CardName, ...]:
        """Give the open cards on which somebody of a card stands, each once."""
        tables = FAMILY_TABLES if record.form == "family" else COURT_TABLES
        found: dict[str, CardName] = {}
        with self._desk.looking() as reading:
            rows = [row for table in tables for row in record.rows(table)]
            known = [row for row in rows if _stands_elsewhere(reading, record.id, row)]
        for row in known:
            for one in self._others.people(record.id, row.id, row.values):
                if self._is_open(one.form, one.card):
                    found.setdefault(one.card, one.name)
        return tuple(sorted(found.values(), key=str))

    def _is_open(self, form: str, id: str) -> bool:
        if (form, id) not in self._open:
            with self._desk.looking() as reading:
                other = reading.get(form, id)
            ended = other is None or ended_on(other, self._desk.today()) is not None
            self._open[form, id] = not ended
        return self._open[form, id]

    def _traces(self, record: Record, ended: date) -> tuple[str, Traces]:
        """Give the return that counts a card, and what it adds to each quarter up to today."""
        counted = next(one for one in RETURNS if one.form == record.form)
        code = counted.definition.code
        if record.state is State.ANNULLED:
            return code, {}
        quarters = _quarters(record, ended, self._use, self._desk.today())
        return code, dict(self._adds(counted, record, quarters))

    def _adds(
        self, counted: Counted, record: Record, quarters: Iterable[Period]
    ) -> Iterator[tuple[Period, Mapping[Cell, int]]]:
        for period in quarters:
            home = home_of(self._desk, period)
            cells = added(counted, record, period, home, self._use)
            if cells:
                yield period, cells


def _quarters(record: Record, ended: date, first: date | None, today: date) -> Iterator[Period]:
    begun = begun_on(record) or today
    told = [
        ended,  # may be told by no field: a family ends when its last child comes of age
        begun,
        *_days(record.values),
        *(on for row in _entries(record) for on in _days(row.values)),
    ]
    # No return counts what lies after the last day of a card that ended, but for the whole year.
    end = Period(min(max(told), today).year, 4)
    period, last = Period.of(max(begun, first or begun)), min(end, Period.of(today))
    while period <= last:
        yield period
        period = period.next()


def _stands_elsewhere(reading: Reading, card: str, row: Entry) -> bool:
    """True when another card has the number or the names of somebody: only then it is worth while
    to read those cards."""
    wanted = identity(row.values)
    found = reading.people_with_iin(wanted.iin) if wanted.iin else ()
    if wanted.named:
        found = (*found, *reading.people_named(wanted.surname, wanted.name))
    return any(one.id != card for one in found)


def _days(values: Values) -> Iterator[date]:
    return (one for one in values.values() if isinstance(one, date))


def _entries(record: Record) -> Iterator[Entry]:
    tables = (one for one in record.values.values() if isinstance(one, tuple))
    return (row for rows in tables for row in rows if isinstance(row, Entry))
