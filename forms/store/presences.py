"""Tells a card what the store knows of its people: where else they stand, and numbers taken."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from forms.elsewhere import CourtCard, Elsewhere, Presence
from forms.fields import Values
from forms.identity import Identity, identity
from forms.presences import court_card, matches
from forms.record import Record, State
from forms.store.conditions import Relation, Where
from forms.store.finding_records import Query
from forms.store.reading import Reading

COURT = "court_case"
MOST_ALIKE = 50  # cards whose numbers begin as the one that is asked for


class Presences(Elsewhere):
    """The other cards of a store, each question asked of it once.

    Made anew for every saving, and whenever the cards may have changed; what it was told stays as
    it is.  Annulled cards are not told; drafts are, as they are shown.
    """

    known = True

    def __init__(self, look: Callable[[], AbstractContextManager[Reading]]) -> None:
        """Ask the store through short looks; look is Store.reading."""
        self._look = look
        self._people: dict[Identity, tuple[Presence, ...]] = {}
        self._court: dict[str, tuple[CourtCard, ...]] = {}
        self._cards: dict[tuple[str, str], bool] = {}
        self._following: dict[str, bool] = {}

    def anew(self) -> "Presences":
        """Give the same with nothing asked yet."""
        return Presences(self._look)

    def people(self, card: str, row: str, values: Values) -> tuple[Presence, ...]:
        """Give where somebody stands on cards other than the one asked for."""
        wanted = identity(values)
        if not wanted.iin and not wanted.named:
            return ()
        if wanted not in self._people:
            with self._look() as reading:
                records = tuple(_cards_with(reading, wanted))
            self._people[wanted] = tuple(
                found for record in records for found in matches(wanted, record)
            )
        found = tuple(one for one in self._people[wanted] if one.card != card)
        return found if all(one.certain for one in found) else self._without_apart(row, found)

    def court_cards(self, card: str, case_number: str) -> tuple[CourtCard, ...]:
        """Give the other court cards with this number of the court's case."""
        if case_number not in self._court:
            with self._look() as reading:
                self._court[case_number] = tuple(
                    court_card(one) for one in _cases_where(reading, "case_number", case_number)
                )
        return tuple(one for one in self._court[case_number] if one.card != card)

    def _without_apart(self, row: str, found: tuple[Presence, ...]) -> tuple[Presence, ...]:
        """Leave out namesakes whom somebody told apart; asked each time, for a decision is felt
        at once.  The same number is the same person whatever was decided."""
        with self._look() as reading:
            apart = {one.other for one in reading.told_apart(row)}
        return tuple(one for one in found if one.certain or one.row not in apart)

    def has_card(self, form: str, number: str) -> bool:
        """True when a card of the form has this number."""
        asked = (form, number)
        if asked not in self._cards:
            with self._look() as reading:
                found = reading.page(form, Query(text=number), 0, MOST_ALIKE)
            self._cards[asked] = any(
                row.number == number and row.state is not State.ANNULLED for row in found
            )
        return self._cards[asked]

    def goes_on(self, number: str) -> bool:
        """True when a court card names this number as that of the earlier card."""
        if number not in self._following:
            with self._look() as reading:
                found = tuple(_cases_where(reading, "previous_card", number))
            self._following[number] = bool(found)
        return self._following[number]


def _cards_with(reading: Reading, wanted: Identity) -> Iterator[Record]:
    """Give the cards on which somebody may be the person looked for."""
    found: dict[str, str] = {}
    if wanted.iin:
        found |= {one.id: one.form for one in reading.people_with_iin(wanted.iin)}
    if wanted.named:
        namesakes = reading.people_named(wanted.surname, wanted.name)
        found |= {one.id: one.form for one in namesakes if one.birth == wanted.birth}
    for id, form in found.items():
        record = reading.get(form, id)
        if record is not None:
            yield record


def _cases_where(reading: Reading, field: str, number: str) -> Iterator[Record]:
    asked = Query(conditions=(Where(field, Relation.IS, number),))
    for id in reading.ids(COURT, asked):
        record = reading.get(COURT, id)
        if record is not None and record.state is not State.ANNULLED:
            yield record
