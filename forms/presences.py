"""What a card tells the other cards of the people who stand on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.court_life import GRANTED, court_life
from forms.elsewhere import CardName, CourtCard, Elsewhere, Presence
from forms.family_life import family_life
from forms.fields import Entry, Values
from forms.identity import Identity, identity, same
from forms.record import Record, State
from forms.ruling import day, key

FAMILY_TABLES = ("parents", "children")
COURT_TABLES = ("respondents", "children")
DIED = "1"  # why somebody left, parents and children alike


def matches(wanted: Identity, record: Record) -> Iterator[Presence]:
    """Give every row of a card in which somebody stands; nothing for an annulled card."""
    if record.state is State.ANNULLED:
        return
    tables = FAMILY_TABLES if record.form == "family" else COURT_TABLES
    for table in tables:
        for row in record.rows(table):
            known = identity(row.values)
            if same(wanted, known):
                certain = bool(wanted.iin and known.iin)
                yield _presence(record, table, row, certain=certain)


def court_card(record: Record) -> CourtCard:
    """Give what the numbers of a court card tell."""
    previous = record.get("previous_card")
    return CourtCard(
        record.id,
        _name(record),
        key(record.values, "kind"),
        previous if isinstance(previous, str) else "",
    )


class Gathered(Elsewhere):
    """Cards in memory as other cards see them."""

    known = True

    def __init__(self, records: Sequence[Record]) -> None:
        """Tell of these cards; annulled ones are left out."""
        self._records = [one for one in records if one.state is not State.ANNULLED]

    def people(self, card: str, row: str, values: Values) -> tuple[Presence, ...]:
        """Give where somebody stands on cards other than the one asked for."""
        wanted = identity(values)
        others = (one for one in self._records if one.id != card)
        return tuple(found for one in others for found in matches(wanted, one))

    def court_cards(self, card: str, case_number: str) -> tuple[CourtCard, ...]:
        """Give the other court cards with this number of the court's case."""
        return tuple(
            court_card(one)
            for one in self._records
            if one.id != card and one.form == "court_case" and one.get("case_number") == case_number
        )

    def has_card(self, form: str, number: str) -> bool:
        """True when a card of the form has this number."""
        return any(one.form == form and one.number == number for one in self._records)

    def goes_on(self, number: str) -> bool:
        """True when a court card names this number as that of the earlier card."""
        return any(one.get("previous_card") == number for one in self._records)


def _name(record: Record) -> CardName:
    return CardName(record.number, record.state is State.DRAFT)


def _presence(record: Record, table: str, row: Entry, *, certain: bool) -> Presence:
    head = Presence(
        record.form, record.id, _name(record), table, row.id, certain, key(row.values, "role")
    )
    if record.form == "family":
        return _in_family(record.values, row, head)
    return _in_claim(record.values, row, head)


def _in_family(card: Values, row: Entry, head: Presence) -> Presence:
    """Give the stay of somebody on the register: never outside the family's own time on it."""
    life = family_life(card)
    stay = next((m for m in life.members if m.row == row.id), None) if life else None
    if life is None or stay is None:
        return head
    if key(row.values, "left_how") == DIED:
        head = replace(head, died_on=day(row.values, "left_on"))
    ends = [one for one in (stay.end, life.removed) if one is not None]
    start, end = max(stay.start, life.registered), min(ends, default=None)
    if end is not None and end <= start:
        return head
    return replace(head, start=start, end=end, removed_on=life.removed, line=life.line)


def _in_claim(card: Values, row: Entry, head: Presence) -> Presence:
    """Give the stay of somebody in a claim, and what decisions in force say of them."""
    life = court_life(card)
    stay = next((s for s in life.stays if s.row == row.id), None) if life else None
    if life is None or stay is None:
        return head
    force = day(card, "in_force_on")
    # What is in force is as the appeal left it: it may deprive although the first court refused.
    deprives = life.part == "A" and key(card, "deprives") == "1"
    deprived = deprives and key(row.values, "outcome") in ("", "1")
    restored = life.part == "C" and stay.out_line == GRANTED
    return replace(
        head,
        start=stay.came,
        end=stay.out,
        part=life.part,
        deprived_on=force if deprived else None,
        restored_on=force if restored else None,
    )
