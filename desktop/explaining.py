"""Says why a number of a return is what it is: the cards behind it, and those that are not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.returning import gone_from, home_of
from forms.person import initials
from forms.record import Record
from forms.retention import ANNULLED
from forms.store.store import Tombstone
from forms.words import N_, Language, say
from reports.catalogue import Counted, return_of
from reports.counting import behind, cells_of, spans
from reports.definition import Cell, Kind, Return
from reports.filled import FilledReturn, Number
from reports.period import Span

DRAFT = N_("draft: counted only when it is complete")
ELSEWHERE = N_("counted in line {lines}")
NOT_THERE = N_("not on the register on {last}")
NOT_PENDING = N_("the claim is not pending on {last}")
SHOWN = 60


@dataclass(frozen=True, slots=True)
class ExplainedCard:
    """A card behind a cell, or one that is not: what it adds, or the sentence why not."""

    record: str
    form: str
    number: str
    title: str
    adds: int = 0
    reason: str = ""
    values: tuple[tuple[str, object], ...] = ()

    def why(self, lang: Language) -> str:
        """Say why the card is not counted, "" for one that is."""
        return say(self.reason, lang, dict(self.values)) if self.reason else ""


@dataclass(frozen=True, slots=True)
class Gone:
    """What destroyed cards add to a cell, and which of them may have: those that were there in
    its span.  Which one added what is not kept: it would tell of a person."""

    adds: int
    stones: tuple[Tombstone, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The cards counted in a cell (with gone their adds sum up to its number), those near it that
    are not, and the number of the quarter before (None where no return of it was handed in)."""

    cell: Cell
    rows: tuple[ExplainedCard, ...]
    not_counted: tuple[ExplainedCard, ...]
    previous: Number | None
    gone: Gone | None = None


def explain(
    desk: Desk, filled: FilledReturn, cell: Cell, past: FilledReturn | None = None
) -> Explanation:
    """Explain one cell of a counted return of this office.

    past is the return of the quarter before where there is one.
    """
    code, _, period = filled.key
    counted = return_of(code)
    with desk.looking() as reading:
        cards = {card.id: card for card in reading.counted(counted.form)}
        drafts = list(reading.drafts(counted.form))
        stones = reading.destroyed()
    home = home_of(desk, period)
    span = spans(period, filled.first_use)[cell.table]
    found = behind(counted, cards.values(), span, cell.line, cell.column, home)
    rows = tuple(_card(cards[one.record], counted.form, one.adds) for one in found)
    others = (card for key, card in cards.items() if key not in {row.record for row in rows})
    beside = [*_drafts(drafts, counted.form), *_elsewhere(counted, others, span, cell, home)]
    previous = past.get("Q", cell.line, cell.column) if past is not None else None
    adds = gone_from(desk, code, period).get(cell, 0)
    gone = Gone(adds, tuple(_there(stones, counted.form, span))) if adds else None
    return Explanation(cell, rows, tuple(beside[:SHOWN]), previous, gone)


def _there(stones: Iterable[Tombstone], form: str, span: Span) -> Iterator[Tombstone]:
    for one in stones:
        begun = one.registered_on is None or one.registered_on <= span.last
        if one.form == form and begun and one.ended_on >= span.first and one.kind != ANNULLED:
            yield one


def title_of(record: Record) -> str:
    """Give what a card is called: its first parent, else its first child, else its number."""
    for table in ("parents", "respondents", "children"):
        for row in record.rows(table):
            name = initials(row.values)
            if name:
                return name
    return record.number


def _card(record: Record, form: str, adds: int = 0) -> ExplainedCard:
    return ExplainedCard(record.id, form, record.number, title_of(record), adds)


def _drafts(drafts: Iterable[Record], form: str) -> Iterator[ExplainedCard]:
    for draft in drafts:
        yield ExplainedCard(draft.id, form, draft.number, title_of(draft), 0, DRAFT)


def _elsewhere(
    counted: Counted, cards: Iterable[Record], span: Span, cell: Cell, home: str
) -> Iterator[ExplainedCard]:
    """Give cards that another line of the same total counts, and for a stock those that left."""
    beside = _siblings(counted.definition, cell.line)
    line = counted.definition.line(cell.line)
    day = span.eve if line.kind is Kind.OPENING else span.last
    stock = line.depth == 0 and line.kind in (Kind.OPENING, Kind.STOCK)
    gone = NOT_PENDING if line.of else NOT_THERE
    for card in cards:
        fed = cells_of(counted, card, span, home)
        lines = tuple(one for one in fed if one in beside)
        why: tuple[str, tuple[str, object]] | None = None
        if lines:
            why = ELSEWHERE, ("lines", ", ".join(lines))
        elif stock and fed and cell.line not in fed and fed[0].startswith(line.of):
            why = gone, ("last", day)
        if why is not None:
            yield ExplainedCard(
                card.id, counted.form, card.number, title_of(card), 0, why[0], (why[1],)
            )


def _siblings(definition: Return, line: str) -> frozenset[str]:
    for total in definition.lines:
        if line in total.parts:
            return frozenset(total.parts) - {line}
    return frozenset()
