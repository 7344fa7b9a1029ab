"""Who on a card is asked about, and what is said of likely the same people on other cards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.card.person_tables import NAMES, tables_of_people
from desktop.language import current, tr
from forms.catalogue import form_of
from forms.dates import PartialDate
from forms.fields import EMPTY, Entry, Values
from forms.form import Form
from forms.person import called, iin_of
from forms.record import Record
from forms.store.store import Apart, Asked, Likely, Reading
from forms.words import N_, say

KNOWN_THROUGH = {
    "parents": N_(
        "The family is likely known already: card № {number}, through the parent {name}."
    ),
    "children": N_(
        "The family is likely known already: card № {number}, through the child {name}."
    ),
}
"""Table of a family card → what is said when a family card is typed and somebody is on another."""

SAME_CASE = N_("Likely the same person on court case № {number}: {name}.")
ALSO = {
    "family": N_("Likely also on family card № {number}: {name}."),
    "court_case": N_("Likely also on court case № {number}: {name}."),
}
"""Form of the other card → what is said of somebody who may well stand on both: no duplicate."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Somebody in a row of this card is likely the person of another card."""

    row: str
    likely: Likely
    there: Record

    @property
    def person(self) -> Values:
        """Give the row of the other card."""
        return values_of(self.there, self.likely.standing.row)

    def duplicate(self, form: Form) -> bool:
        """True where two cards of one form may be one: a family and a claim go together."""
        return self.there.form == form.code

    def say(self, form: Form) -> str:
        """Say who is known from where, and why it is likely, to whoever fills in a form."""
        if not self.duplicate(form):
            sentence = ALSO[self.there.form]
        elif form.code == "family":
            sentence = KNOWN_THROUGH[self.likely.standing.repeat]
        else:
            sentence = SAME_CASE
        told = tr(sentence, number=self.there.number, name=called(self.person))
        return f"{told} {say(self.likely.why.sentence, current())}"


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody decided that two rows are two people; there is the card of the other, if known."""

    row: str
    apart: Apart
    there: Record | None

    def name(self) -> str:
        """Give how the other person is called on the other card."""
        return called(values_of(self.there, self.apart.other)) if self.there else ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the vault knows of somebody as asked."""

    asked: Asked
    hints: tuple[Hint, ...]
    decisions: tuple[Decision, ...]


def people_on(form: Form, record: Record) -> Mapping[str, Asked]:
    """Give everybody on a card of whom enough is typed to ask, by their rows."""
    asked = (
        (row.id, asked_of(row))
        for table in tables_of_people(form)
        for row in record.rows(table.name)
    )
    return {row: one for row, one in asked if one is not None}


def asked_of(row: Entry) -> Asked | None:
    """Give what is asked of a row: an ИИН, or surname and name; None where neither is typed."""
    surname, name, patronymic = (str(row.get(part) or "") for part in NAMES)
    iin = row.get("iin")
    number = iin if isinstance(iin, str) else None
    if number is None and not (surname and name):
        return None
    return Asked(surname, name, patronymic, number, _birth(row.values))


def look(reading: Reading, card: str, asked: Mapping[str, Asked]) -> Mapping[str, Known]:
    """Ask the vault about people of a card, by their rows; the card itself is never an answer."""
    return {row: _known(reading, card, row, one) for row, one in asked.items()}


def best_first(hints: Iterable[Hint], form: Form) -> list[Hint]:
    """Give one hint a card, of the person who is likeliest: duplicates first, then by likeness."""
    ranked = sorted(hints, key=lambda one: (not one.duplicate(form), -one.likely.score))
    cards: dict[str, Hint] = {}
    for one in ranked:
        cards.setdefault(one.there.id, one)
    return list(cards.values())


def values_of(record: Record, row: str) -> Values:
    """Give the values of a row of a card, wherever it stands; empty when it is gone."""
    tables = form_of(record.form).repeats()
    rows = (one for table in tables for one in record.rows(table.name))
    return next((one.values for one in rows if one.id == row), EMPTY)


def _known(reading: Reading, card: str, row: str, asked: Asked) -> Known:
    found = reading.likely(asked, besides=card, row=row)
    cards = [(one, reading.get(one.standing.form, one.standing.id)) for one in found]
    hints = tuple(Hint(row, one, there) for one, there in cards if there is not None)
    apart = tuple(Decision(row, one, _card_of(reading, one)) for one in reading.told_apart(row))
    return Known(asked, hints, apart)


def _card_of(reading: Reading, apart: Apart) -> Record | None:
    person = reading.person(apart.other)
    return None if person is None else reading.get(person.form, person.id)


def _birth(row: Values) -> PartialDate | None:
    typed = row.get("birth")
    if isinstance(typed, PartialDate):
        return typed
    number = iin_of(row)
    if number is None:
        return None
    return PartialDate(number.birth.year, number.birth.month, number.birth.day)
