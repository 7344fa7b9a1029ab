"""The legal clock: which event starts which term, by which norm, and on which day it ends.

The day of the event is not counted.  The Code on Marriage and Family says plain days, so D1 and
D4 run in calendar days; the next working day is told as a hint only.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from forms.codes import Code
from forms.court_life import EXTRACT_DAYS, GRANTED, SUIT_DAYS, WRIT_DAYS, court_life
from forms.fields import Entry
from forms.person import birth_of, called, initials
from forms.record import Record, State
from forms.ruling import day, key, rows
from forms.words import N_, Name
from forms.working_days import add_months, add_working_days, next_working

MONTHS = 6  # Family Code arts. 77, 79
REPRESENTATION = "06"
"""The code of the measure ұсыну, a representation to remove causes."""

DUE_DAY = 5
"""The day of the next month by which a return is due where an oblast set no other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One term of the law: number, what is to be done, how it began, how long it runs, norm.

    what and began are marked sentences, began with {date}; duty is False for a day from which
    something becomes possible.
    """

    number: str
    what: str
    began: str
    length: str
    norm: Name
    ends: Callable[[date], date]
    duty: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one card: its rule, the day it began, its last day, and when it was kept.

    form, record and card lead to the card; title is what the card is called.
    """

    rule: Rule
    event: date
    last: date
    done: date | None
    form: str
    record: str
    card: str
    title: str

    def left(self, today: date) -> int:
        """Give the days left; less than nothing when it passed."""
        return (self.last - today).days

    @property
    def hint(self) -> date | None:
        """Give the next working day where the last day is none, else None."""
        after = next_working(self.last)
        return after if after != self.last else None


def _days(count: int) -> Callable[[date], date]:
    return lambda event: event + timedelta(days=count)


D1 = Rule(
    "D1",
    N_("Immediate removal: file the suit"),
    N_("act of {date}"),
    N_("7 days"),
    Name("НОК 82-бап", "КоБС ст. 82", "Family Code art. 82"),
    _days(SUIT_DAYS),
)
D2 = Rule(
    "D2",
    N_("Immediate removal: tell the prosecutor"),
    N_("act of {date}"),
    N_("the same day"),
    Name("НОК 82-бап", "КоБС ст. 82", "Family Code art. 82"),
    _days(0),
)
D3 = Rule(
    "D3",
    N_("Restriction: file a suit for deprivation if nothing changed"),
    N_("decision of {date}"),
    N_("6 months"),
    Name("НОК 79-бап", "КоБС ст. 79", "Family Code art. 79"),
    lambda event: add_months(event, MONTHS),
)
D4 = Rule(
    "D4",
    N_("Send the extract of the decision"),
    N_("in force on {date}"),
    N_("3 days"),
    Name("НОК 76-бап", "КоБС ст. 76", "Family Code art. 76"),
    _days(EXTRACT_DAYS),
)
D5 = Rule(
    "D5",
    N_("Adoption becomes possible"),
    N_("in force on {date}"),
    N_("6 months"),
    Name("НОК 77-бап", "КоБС ст. 77", "Family Code art. 77"),
    lambda event: add_months(event, MONTHS),
    duty=False,
)
D14 = Rule(
    "D14",
    N_("Child support: issue the writ"),
    N_("in force on {date}"),
    N_("3 working days"),
    Name("АПК 241-бап", "ГПК ст. 241", "Civil Procedure Code art. 241"),
    lambda event: add_working_days(event, WRIT_DAYS),
)
D17 = Rule(
    "D17",
    N_("Answer to the representation"),
    N_("representation of {date}"),
    N_("1 month"),
    Name("245-VIII, 57-бап", "245-VIII, ст. 57", "245-VIII, art. 57"),
    lambda event: add_months(event, 1),
)
RULES: tuple[Rule, ...] = (D1, D2, D3, D4, D5, D14, D17)
"""The terms that the cards hold the events of; numbers as in the table of terms D1–D20."""


def terms(cards: Iterable[Record]) -> tuple[Term, ...]:
    """Give every term of the cards, kept ones too, in the order of their last days."""
    known = [card for card in cards if card.state is not State.ANNULLED]
    found = [one for card in known for one in _of(card, known)]
    return tuple(sorted(found, key=lambda one: (one.last, one.rule.number, one.card)))


def open_terms(cards: Iterable[Record], today: date) -> tuple[Term, ...]:
    """Give the terms that nobody kept yet; what only becomes possible drops out when it has."""
    return tuple(
        one
        for one in terms(cards)
        if one.done is None and (one.rule.duty or one.last >= today) and one.event <= today
    )


def return_due(closing: date, due_day: int = DUE_DAY) -> date:
    """Give the day a return is due whose period closed on a day: the due day of the next month,
    its last day where the month is shorter."""
    first = closing + timedelta(days=1)
    return first.replace(day=min(due_day, monthrange(first.year, first.month)[1]))


def _of(card: Record, cards: Sequence[Record]) -> Iterator[Term]:
    if card.form == "court_case":
        yield from _removal(card)
        yield from _restricted(card, cards)
        yield from _in_force(card)
    else:
        yield from _representations(card)


def _term(rule: Rule, card: Record, event: date, done: date | None, title: str = "") -> Term:
    return Term(
        rule,
        event,
        rule.ends(event),
        done,
        card.form,
        card.id,
        card.number,
        title or title_of(card),
    )


def title_of(card: Record) -> str:
    """Give what a card is called: its first parent or person in question, else its first child."""
    for table in ("respondents", "parents", "children"):
        for row in card.rows(table):
            if name := initials(row.values):
                return name
    return card.number


def _removal(card: Record) -> Iterator[Term]:
    act = day(card.values, "act_on")
    if act is None:
        return
    filed = day(card.values, "came_on") if key(card.values, "kind") in ("A", "B") else None
    ends = [one for one in (filed, day(card.values, "act_annulled_on")) if one is not None]
    yield _term(D1, card, act, min(ends, default=None))
    yield _term(D2, card, act, day(card.values, "prosecutor_told_on"))


def _restricted(card: Record, cards: Sequence[Record]) -> Iterator[Term]:
    life = court_life(card.values)
    if life is None or life.out is None:
        return
    if (life.part == "B" and life.out_line == GRANTED) or (life.part == "A" and life.restricted):
        yield _term(D3, card, life.out, _answered(card, life.out, cards))


def _answered(card: Record, since: date, cards: Sequence[Record]) -> date | None:
    """Give the day of a later claim to deprive, or to lift, that names one of the children."""
    mine = set(map(_child, card.rows("children")))
    later = (
        came
        for other in cards
        if other.form == card.form
        and other.id != card.id
        and key(other.values, "kind") in ("A", "D")
        and (came := day(other.values, "came_on")) is not None
        and came >= since
        and mine & set(map(_child, other.rows("children")))
    )
    return min(later, default=None)


def _child(row: Entry) -> tuple[object, ...]:
    return (row.get("iin"),) if row.get("iin") else (called(row.values), birth_of(row.values))


def _in_force(card: Record) -> Iterator[Term]:
    force = day(card.values, "in_force_on")
    if force is None:
        return
    if key(card.values, "deprives") == "1":
        sent = [day(card.values, f"extract_{who}_on") for who in ("registry", "guardianship")]
        known = [one for one in sent if one is not None]
        yield _term(D4, card, force, max(known) if len(known) == len(sent) else None)
        yield _term(D5, card, force, None)
    if key(card.values, "support_ordered") == "1":
        yield _term(D14, card, force, day(card.values, "writ_issued_on"))


def _representations(card: Record) -> Iterator[Term]:
    """D17: the answer is there when the measure's result is written; its day is not asked."""
    for row in rows(card.values, "measures"):
        kind, on = row.get("kind"), day(row.values, "on")
        if isinstance(kind, Code) and kind.key == REPRESENTATION and on is not None:
            yield _term(D17, card, on, on if row.get("result") else None)
