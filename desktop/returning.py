"""Prepares the returns of this office: count, controls, explain, confirm, hand in, revise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.desk import Desk
from desktop.noting import code_of_return
from forms.checking import finding_key
from forms.findings import Finding, Severity
from forms.record import Record
from forms.rights import Right
from forms.store.deeds import Deed
from forms.store.papers import HandedIn, Setting
from forms.territory import latest
from forms.words import N_
from reports.catalogue import Counted, return_of
from reports.controls import Past, controls
from reports.counting import count
from reports.definition import Cell
from reports.filled import Decision, FilledReturn, Origin
from reports.period import Period
from reports.seal import content_of, filled_from

DRAFTS = N_(
    "{count} draft cards are dated by {last} and count nowhere. Finish them, or confirm "
    "that they belong to a later time."
)
DRIFTED = N_(
    "{period} was handed in with other numbers than the cards give today: {cells} cells, "
    "first {first}: {old} handed in, {new} today. Make a revision with a reason first."
)
BEFORE_USE = N_("The quarter ends before this vault was put to use on {first}. Choose a later one.")
AHEAD = N_(
    "The quarter ends on {last}, and today is {today}. What happens until then is not counted yet."
)
CONFIRMED = "confirmed"
FIRST_USE = "first_use"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A return ready to be looked at: its numbers, what is still found, what was confirmed.

    open holds the findings that a person must still act on or know of; past the returns handed
    in before; handed the revision that is handed in with these very numbers, None where none is.
    """

    filled: FilledReturn
    findings: tuple[Finding, ...]
    past: Past
    handed: int | None = None

    @property
    def ready(self) -> bool:
        """True when nothing hard is found and every soft finding is confirmed."""
        return not any(f.severity.stops or f.severity is Severity.SOFT for f in self.findings)


@dataclass(frozen=True, slots=True)
class Held:
    """The cards of one form that a return speaks of, read at one moment."""

    counted: tuple[Record, ...]
    drafts: tuple[Record, ...]


def held(desk: Desk, form: str) -> Held:
    """Read the cards of a form: what is counted of each, and those not finished."""
    with desk.store.reading() as reading:
        return Held(tuple(reading.counted(form)), tuple(reading.drafts(form)))


def prepare(desk: Desk, return_code: str, period: Period, read: Held | None = None) -> Prepared:
    """Count a return of this office and run its controls against what was handed in.

    read are its cards where whoever asks has them already.  Raises KeyError for an unknown return.
    """
    counted = return_of(return_code)
    read = read or held(desk, counted.form)
    cards = read.counted
    with desk.store.reading() as reading:
        papers = reading.handed_in(return_code, office=desk.office)
    confirmed = _confirmations(desk, return_code, period)
    filled = _count(desk, counted, cards, period)
    latest = _latest(papers)
    past = {of: one for of, one in latest.items() if of < period}
    filled, handed = _revised(filled, latest.get(period), confirmed)
    found = [
        *_timing(desk, filled),
        *_drifts(desk, counted, cards, past),
        *controls(filled, past),
        *_drafts(filled, counted, read.drafts),
    ]
    kept = tuple(one for one in found if finding_key(one) not in confirmed)
    return Prepared(filled, kept, past, handed)


def confirm(
    desk: Desk, prepared: Prepared, findings: Iterable[Finding], reason: str, words: str = ""
) -> Prepared:
    """Keep that a person confirmed soft findings of a return, with the reason.

    A confirmation stands until the numbers it speaks of change.  Raises ValueError for a finding
    that is not soft.
    """
    code, _, period = prepared.filled.key
    soft = tuple(findings)
    for finding in soft:
        if finding.severity is not Severity.SOFT:
            raise ValueError(f"{finding.rule} is not soft")
    if not soft:
        return prepared
    with desk.begin(Right.CONFIRM) as work:
        for finding in soft:
            place = "/".join(finding.where.get(name, "") for name in ("table", "line", "column"))
            decision: dict[str, Setting] = {
                "rule": finding.rule,
                "place": place.strip("/"),
                "reason": reason,
                "words": words,
                "who": desk.who,
                "on": desk.today().isoformat(),
            }
            work.set_setting(f"{CONFIRMED}/{code}/{period}/{finding_key(finding)}", decision)
        work.note(
            Deed.RETURN_CONFIRMED,
            who=desk.who,
            when=desk.now(),
            form="return",
            record=code_of_return(*prepared.filled.key),
            about=len(soft),
        )
    return prepare(desk, code, period)


def hand_in(desk: Desk, prepared: Prepared, reason: str = "") -> Prepared | tuple[Finding, ...]:
    """Freeze a return as handed in; refused with what stands in the way.

    A second handing in of a quarter is the next revision and needs a reason (rule R6).
    """
    standing = tuple(
        f for f in prepared.findings if f.severity.stops or f.severity is Severity.SOFT
    )
    if standing:
        return standing
    filled = replace(prepared.filled, reason=reason if prepared.filled.revision else "")
    with desk.begin(Right.HAND_IN) as work:
        work.hand_in(_paper(desk, filled))
        work.note(
            Deed.RETURN_HANDED_IN,
            who=desk.who,
            when=desk.now(),
            form="return",
            record=code_of_return(*filled.key),
            about=filled.revision,
        )
    return prepare(desk, filled.definition.code, filled.period)


def revise(desk: Desk, return_code: str, upto: Period, reason: str) -> tuple[FilledReturn, ...]:
    """Make revision n + 1 of every handed-in quarter before upto whose count differs today.

    One act with one reason (rule R6); gives the new revisions, earliest first.
    """
    counted = return_of(return_code)
    with desk.store.reading() as reading:
        cards = list(reading.counted(counted.form))
        papers = reading.handed_in(return_code, office=desk.office)
    made = []
    for period, old in sorted(_latest(papers).items()):
        today = _count(desk, counted, cards, period)
        if period < upto and _differences(old, today):
            made.append(
                replace(today, revision=old.revision + 1, reason=reason, decisions=old.decisions)
            )
    if not made:
        return ()
    with desk.begin(Right.HAND_IN) as work:
        for one in made:
            work.hand_in(_paper(desk, one))
        work.note(
            Deed.RETURN_REVISED,
            who=desk.who,
            when=desk.now(),
            form="return",
            record=code_of_return(return_code, desk.office, upto),
            about=len(made),
        )
    return tuple(made)


def _count(desk: Desk, counted: Counted, cards: Iterable[Record], period: Period) -> FilledReturn:
    return count(
        counted,
        cards,
        period,
        desk.office,
        home=home_of(desk, period),
        first_use=first_use(desk),
        practice=desk.practice,
        gone=gone_from(desk, counted.definition.code, period),
    )


def home_of(desk: Desk, period: Period) -> str:
    """Give the territory of the office as the return of a quarter counts it, "" for none."""
    # One closed within the quarter owes it all the same (rule M4), as it stood last.
    commission = latest(desk.register.history(desk.office), period.span.last)
    return commission.territory_key if commission else ""


def gone_from(desk: Desk, return_code: str, period: Period) -> Mapping[Cell, int]:
    """Give what cards that were destroyed since add to a return of a quarter."""
    with desk.store.reading() as reading:
        kept = reading.destroyed_counts(return_code, period.year, period.quarter)
    return {Cell(*address.split("/")): number for address, number in kept.items()}


def first_use(desk: Desk) -> date | None:
    """Give the day from which this vault counts (rule R7), None where it was never set."""
    with desk.store.reading() as reading:
        kept = reading.setting(FIRST_USE)
    return date.fromisoformat(kept) if isinstance(kept, str) else None


def _confirmations(desk: Desk, code: str, period: Period) -> Mapping[str, Decision]:
    prefix = f"{CONFIRMED}/{code}/{period}/"
    with desk.store.reading() as reading:
        kept = reading.settings(prefix)
    found = {}
    for key, value in kept.items():
        if isinstance(value, dict):
            told = {name: str(text) for name, text in value.items()}
            on = date.fromisoformat(told.pop("on"))
            found[key.removeprefix(prefix)] = Decision(**told, on=on)
    return found


def _latest(papers: Iterable[HandedIn]) -> dict[Period, FilledReturn]:
    """Give the latest revision of every handed-in quarter."""
    found: dict[Period, FilledReturn] = {}
    for paper in sorted(papers, key=lambda one: one.revision):
        definition = return_of(paper.return_code).definition
        found[Period(paper.year, paper.quarter)] = filled_from(dict(paper.content), definition)
    return found


def _revised(
    filled: FilledReturn, old: FilledReturn | None, confirmed: Mapping[str, Decision]
) -> tuple[FilledReturn, int | None]:
    """Give the return with its revision: that of the paper handed in while the numbers are the
    same, else the next one."""
    filled = replace(filled, decisions=tuple(confirmed.values()))
    if old is None:
        return filled, None
    if not _differences(old, filled):
        return replace(filled, revision=old.revision, reason=old.reason), old.revision
    return replace(filled, revision=old.revision + 1), None


def _differences(old: FilledReturn, new: FilledReturn) -> list[tuple[str, object, object]]:
    return [
        (str(cell), old.numbers.get(cell), number)
        for cell, number in new.numbers.items()
        if old.numbers.get(cell) != number
    ]


def _drifts(desk: Desk, counted: Counted, cards: Sequence[Record], past: Past) -> Iterable[Finding]:
    """Rule R6: handed-in quarters whose count differs today stop every later one."""
    for period, old in sorted(past.items()):
        differing = _differences(old, _count(desk, counted, cards, period))
        if differing and old.origin is Origin.COUNTED:
            cell, was, now = differing[0]
            yield Finding(
                "R6",
                Severity.HARD,
                DRIFTED,
                {"return": counted.definition.code, "office": desk.office, "period": str(period)},
                {"period": period, "cells": len(differing), "first": cell, "old": was, "new": now},
            )


def _timing(desk: Desk, filled: FilledReturn) -> Iterable[Finding]:
    code, office, period = filled.key
    where = {"return": code, "office": office, "period": str(period)}
    first, today = first_use(desk), desk.today()
    if first is not None and period.span.last < first:
        yield Finding("R7", Severity.HARD, BEFORE_USE, where, {"first": first})
    if today < period.span.last:
        values: dict[str, object] = {"last": period.span.last, "today": today}
        yield Finding("R2", Severity.INFO, AHEAD, where, values)


def _drafts(filled: FilledReturn, counted: Counted, drafts: Sequence[Record]) -> Iterable[Finding]:
    """Rule R3: drafts dated by the span's end count nowhere and are told."""
    last = filled.period.span.last
    dated = [d for d in drafts if _dated(d, counted.form) <= last]
    if dated:
        code, office, period = filled.key
        yield Finding(
            "R3",
            Severity.SOFT,
            DRAFTS,
            {"return": code, "office": office, "period": str(period)},
            {"count": len(dated), "last": last},
        )


def _dated(draft: Record, form: str) -> date:
    """Give the day of a draft; one without a date counts as dated, so that it is told."""
    names = ("registered_on",) if form == "family" else ("came_on", "act_on")
    days = [draft.get(name) for name in names]
    return min((on for on in days if isinstance(on, date)), default=date.min)


def _paper(desk: Desk, filled: FilledReturn) -> HandedIn:
    code, office, period = filled.key
    return HandedIn(
        code,
        office,
        period.year,
        period.quarter,
        filled.revision,
        filled.reason,
        desk.today(),
        desk.who,
        content_of(filled),
    )
