"""The act by which cards are destroyed, on paper: numbers and days, no person, kk beside ru.

A draft of it lies before the commission first; the act itself can be printed ever after.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forms.norms import say_norm
from forms.retention import FOR_EVER
from forms.words import N_, Name
from reports.card_paper.grid import COLUMNS, WIDTHS, row
from reports.card_paper.heading import CHAIR, NAME, PAGE_WORDS, SECRETARY, SIGNATURE
from reports.card_paper.printing import Printing
from reports.paper.requisites import PRACTICE_NOTE, PRACTICE_WORDS, long_dates
from reports.sheet import Box, Repeated, Row, Sheet, Style

TITLE = N_("Act of destruction of cards")
DRAFT = N_("Draft act of destruction of cards")
DRAFT_MARK = N_("DRAFT")
BASIS = N_(
    "Legal basis: Law of 21.05.2013 No. 94-V on personal data and their protection, articles "
    "12(2) and 18; the terms of keeping set by the commission. The terms below have run out; no "
    "person on the cards stands on an open card, and the returns that count them are handed in."
)
DONE = N_(
    "The cards were taken out of the database for ever, with their history, drafts and entries of "
    "the search. Their numbers are not given again. Returns handed in stay as they are. Backups "
    "made before hold the cards until they expire, no later than {until}."
)
TOTAL = N_("Cards in all: {count}")
HEADS = (
    N_("No."),
    N_("Number of the card"),
    N_("Kind"),
    N_("Begun on"),
    N_("Ended on"),
    N_("Term, years"),
    N_("Norm"),
)
MEMBER = N_("Member of the commission")
ALWAYS = N_("for ever")
MEMBERS = 3
_EDGES = (0, 3, 14, 27, 34, 41, 46, 60)  # first column of each column of the table, and the end
_SIGNED = 15


@dataclass(frozen=True, slots=True)
class ActLine:
    """One card of an act: its number, what it was, its days, its term and the norm."""

    number: str
    what: Name
    registered_on: date | None
    ended_on: date
    years: int
    norm: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act to be printed: its number ("" for a draft), its day, until when backups hold the
    cards, and its cards."""

    number: str
    on: date
    until: date
    lines: tuple[ActLine, ...]


def lay_out_act(act: Act, printing: Printing) -> Sheet:
    """Give the sheet of an act; printing tells the office, its names and the languages."""
    rows = [*_heading(act, printing), _heads(printing)]
    head = len(rows) - 1
    rows += [_line(at, one, printing) for at, one in enumerate(act.lines, start=1)]
    last = len(rows) - 1
    rows += [*_closing(act, printing), *_signing(printing)]
    title = printing.tongue.say(TITLE if act.number else DRAFT)
    return Sheet(
        title,
        tuple(rows),
        WIDTHS,
        landscape=False,
        footer=" · ".join(part for part in (title, act.number) if part),
        page_words=printing.tongue.say(PAGE_WORDS),
        repeats=(Repeated(head, head, last),),
        mark=_mark(act, printing),
    )


def _mark(act: Act, printing: Printing) -> str:
    told = [PRACTICE_WORDS] if printing.practice else []
    return "\n".join([*told, *([] if act.number else [printing.tongue.below(DRAFT_MARK)])])


def _heading(act: Act, printing: Printing) -> Iterator[Row]:
    office = printing.register.commission(printing.office, act.on)
    office = office or next(reversed(printing.register.history(printing.office)), None)
    if office is not None:
        names = "\n".join(printing.tongue.each(office.name.say))
        yield _whole(names, Style.SMALL)
    if printing.practice:
        yield _whole(PRACTICE_NOTE, Style.SMALL, "center")
    yield _whole(printing.tongue.below(TITLE if act.number else DRAFT), Style.TITLE)
    day = " / ".join(long_dates(act.on))
    yield _whole(f"№ {act.number}, {day}" if act.number else day, Style.PLAIN, "center")
    yield row((0, Box(None, across=COLUMNS)), height=6)
    yield _whole(printing.tongue.below(BASIS), Style.PLAIN)
    yield row((0, Box(None, across=COLUMNS)), height=6)


def _heads(printing: Printing) -> Row:
    return _table(printing.tongue.below(one) for one in HEADS)


def _table(texts: Iterator[str], style: Style = Style.HEAD) -> Row:
    edges = zip(_EDGES, _EDGES[1:], texts, strict=False)
    return row(*((first, Box(text, style, across=end - first)) for first, end, text in edges))


def _line(at: int, one: ActLine, printing: Printing) -> Row:
    years = printing.tongue.below(ALWAYS) if one.years == FOR_EVER else str(one.years)
    what = "\n".join(printing.tongue.each(one.what.say))
    texts = (str(at), one.number, what, _day(one.registered_on), _day(one.ended_on), years)
    norm = "\n".join(printing.tongue.each(lambda lang: say_norm(one.norm, lang)))
    return _table(iter((*texts, norm)), Style.NAME)


def _day(on: date | None) -> str:
    return on.strftime("%d.%m.%Y") if on is not None else "–"


def _closing(act: Act, printing: Printing) -> Iterator[Row]:
    yield row((0, Box(None, across=COLUMNS)), height=6)
    yield _whole(printing.tongue.say(TOTAL, {"count": len(act.lines)}), Style.PLAIN)
    if act.number:
        yield row((0, Box(None, across=COLUMNS)), height=6)
        yield _whole(printing.tongue.below(DONE, {"until": act.until}), Style.PLAIN)


def _signing(printing: Printing) -> Iterator[Row]:
    """Give the lines to sign on: the chair, the members, the secretary."""
    yield row((0, Box(None, across=COLUMNS)), height=10)
    members: Sequence[tuple[str, str]] = ((MEMBER, ""),) * MEMBERS
    for words, name in ((CHAIR, printing.chair), *members, (SECRETARY, printing.secretary)):
        yield row(
            (0, Box(printing.tongue.below(words), Style.SMALL, across=_SIGNED)),
            (_SIGNED + 1, Box(name, Style.RULE, across=24)),
            (_SIGNED + 27, Box(None, Style.RULE, across=18)),
            height=26,
        )
        yield row(
            (_SIGNED + 1, Box(printing.tongue.say(NAME), Style.BELOW, across=24)),
            (_SIGNED + 27, Box(printing.tongue.say(SIGNATURE), Style.BELOW, across=18)),
        )


def _whole(text: str, style: Style, align: str = "") -> Row:
    return row((0, Box(text, style, across=COLUMNS, align=align)))
