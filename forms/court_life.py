"""The course of a court case: what came into the claim and what went out, when, by which line.

One card is one stay of a claim in one part of the return 2-АҚА (rules C1–C7): a claim that is
taken up again after annulment, or separated, is a card of its own that keeps the first day for
the ages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.codes import Code
from forms.dates import age_on
from forms.fields import Entry, Values
from forms.person import birth_of, male
from forms.ruling import day, key, rows

MOTHERS = frozenset({"1", "3"})
GRANTED, REFUSED = "04", "05"
LINES = {
    "1": GRANTED,
    "2": GRANTED,
    "3": REFUSED,
    "4": REFUSED,
    "5": "06.1",
    "6": "06.2",
    "7": "06.3",
    "8": "06.4",
}
PART_ONLY, RESTRICTED = "2", "4"
DECISIONS = frozenset({"1", "2", "3", "4"})
OF_AGE = 18
SUIT_DAYS = 7  # Family Code art. 82: suit within seven days after the act
EXTRACT_DAYS = 3  # Family Code art. 76: extract after the entry into force
WRIT_DAYS = 3  # Civil Procedure Code art. 241(4): writ, in working days


@dataclass(frozen=True, slots=True)
class Stay:
    """One person in the claim: when and by which line in, when and by which line out.

    out is None while pending.  aged_on is the day whose age is kept in every line (rule C7).
    """

    row: str
    child: bool
    male: bool | None
    birth: date | None
    came: date
    came_line: str
    aged_on: date
    out: date | None
    out_line: str
    restricted: bool
    grounds: frozenset[str]

    def pending(self, on: date) -> bool:
        """True when the person is in the undecided claim at the end of the day."""
        return self.came <= on and (self.out is None or on < self.out)


@dataclass(frozen=True, slots=True)
class CourtLife:
    """The course of one claim in one part; the same fields as a stay, for the claim itself."""

    part: str
    came: date
    came_line: str
    out: date | None
    out_line: str
    in_part: bool
    stays: tuple[Stay, ...]

    @property
    def restricted(self) -> bool:
        """True when somebody was restricted instead of deprived and nobody was deprived."""
        return self.out_line == REFUSED and any(s.restricted for s in self.stays if not s.child)

    def pending(self, on: date) -> bool:
        """True when the claim is undecided at the end of the day."""
        return self.came <= on and (self.out is None or on < self.out)


def court_life(card: Values) -> CourtLife | None:
    """Read a card's values; None while it has no kind of claim or no day on which it came."""
    part, came = key(card, "kind"), day(card, "came_on")
    if not part or came is None:
        return None
    line = _came_line(card)
    ended, outcome = _end(card)
    parents = tuple(_parent(row, came, line, ended, outcome) for row in rows(card, "respondents"))
    children = tuple(_children(card, came, line, ended, outcome, parents))
    stays = (*parents, *children)
    out_line = _claim_line(outcome, parents)
    otherwise = any(s.out == ended and s.out_line != GRANTED for s in stays)
    in_part = out_line == GRANTED and (outcome == PART_ONLY or otherwise)
    return CourtLife(part, came, line, ended if out_line else None, out_line, in_part, stays)


def _came_line(card: Values) -> str:
    how, claimant = card.get("came"), card.get("claimant")
    if isinstance(how, Code) and how.line:
        return how.line
    return claimant.line if isinstance(claimant, Code) else "02.1"


def _end(card: Values) -> tuple[date | None, str]:
    """Give when and how the claim ended; undecided, it goes with its last parent or last child,
    whoever is gone first (rule C5)."""
    ended, outcome = day(card, "ended_on"), key(card, "outcome")
    if ended is not None and outcome:
        return ended, outcome
    tables = (rows(card, "respondents"), _counted_children(card))
    gone = [last for table in tables if (last := _last_out(table)) is not None]
    return min(gone, key=lambda one: one[0]) if gone else (None, "")


def _last_out(everybody: tuple[Entry, ...]) -> tuple[date, str] | None:
    """Give when and how the last of some people went out undecided; None while one is there."""
    outs = []
    for row in everybody:
        out, how = day(row.values, "out_on"), key(row.values, "outcome")
        if out is None or not how or how in DECISIONS:
            return None
        outs.append((out, how))
    return max(outs, key=lambda one: one[0]) if outs else None


def _exit(row: Entry, ended: date | None, outcome: str) -> tuple[date | None, str]:
    """Give when and how a person goes out: by itself, at the latest with the claim."""
    out = day(row.values, "out_on")
    if ended is not None and (out is None or out > ended):
        return ended, outcome if out is not None else key(row.values, "outcome") or outcome
    return out, key(row.values, "outcome") or outcome


def _counted_children(card: Values) -> tuple[Entry, ...]:
    """Give the children but those of age on the day they came: they are not counted (rule C7)."""
    known = day(card, "original_on") or day(card, "came_on")
    found = []
    for row in rows(card, "children"):
        birth, came = birth_of(row.values), day(row.values, "joined_on") or known
        if birth is None or came is None or age_on(birth, came) < OF_AGE:
            found.append(row)
    return tuple(found)


def _parent(row: Entry, came: date, line: str, ended: date | None, outcome: str) -> Stay:
    out, own = _exit(row, ended, outcome)
    entered, entered_line, aged = _entry(row, came, line, None)
    grounds = row.get("grounds")
    return Stay(
        row.id,
        False,
        key(row.values, "role") not in MOTHERS,
        birth_of(row.values),
        entered,
        entered_line,
        aged,
        out if own else None,
        LINES.get(own, ""),
        own == RESTRICTED,
        frozenset(g.key for g in grounds if isinstance(g, Code))
        if isinstance(grounds, tuple)
        else frozenset(),
    )


def _children(
    card: Values, came: date, line: str, ended: date | None, outcome: str, parents: tuple[Stay, ...]
) -> Iterator[Stay]:
    inherited = _inherited(outcome, parents)
    first = day(card, "original_on")
    for row in _counted_children(card):
        out, own = _exit(row, ended, inherited)
        entered, entered_line, aged = _entry(row, came, line, first)
        yield Stay(
            row.id,
            True,
            male(row.values),
            birth_of(row.values),
            entered,
            entered_line,
            aged,
            out if own else None,
            LINES.get(own, ""),
            own == RESTRICTED,
            frozenset(),
        )


def _inherited(outcome: str, parents: tuple[Stay, ...]) -> str:
    """Give the outcome of a child that has none of its own: granted against at least one parent,
    else restricted against one, else as the claim (rule C4)."""
    if outcome not in DECISIONS:
        return outcome
    if any(parent.out_line == GRANTED for parent in parents):
        return "1"
    return RESTRICTED if any(parent.restricted for parent in parents) else "3"


def _entry(row: Entry, came: date, line: str, first: date | None) -> tuple[date, str, date]:
    joined = day(row.values, "joined_on")
    if joined is not None and joined > came:
        return joined, "02.6", joined
    return came, line, joined or first or came


def _claim_line(outcome: str, parents: tuple[Stay, ...]) -> str:
    if outcome not in DECISIONS:
        return LINES.get(outcome, "")
    return GRANTED if any(p.out_line == GRANTED for p in parents) else REFUSED
