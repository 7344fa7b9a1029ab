"""Two people side by side: what their cards say of them, and where the cards differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.card.filling import Filling, Spot
from desktop.card.person_tables import IDENTITY, tables_of_people
from desktop.language import current, tr
from forms.catalogue import form_of
from forms.fields import Repeat
from forms.letters import fold
from forms.person import birth_of, called
from forms.record import Record
from forms.store.faces import face
from forms.words import say


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison, already spoken."""

    label: str
    here: str
    there: str

    @property
    def differs(self) -> bool:
        """True where both say something, and not the same."""
        return bool(self.here and self.there) and fold(self.here) != fold(self.there)


def person_pairs(
    here: Filling, row: str, there: Filling, other: str, today: date
) -> tuple[Pair, ...]:
    """Give by what a person is known on both cards, where at least one of them has an answer."""
    mine, theirs = _table_of(here.record, row), _table_of(there.record, other)
    shared = {field.name for field in theirs.fields}
    lang = current()
    found = (
        Pair(
            say(field.label, lang),
            here.text(Spot(f"{mine.name}.{field.name}", row), today, lang),
            there.text(Spot(f"{theirs.name}.{field.name}", other), today, lang),
        )
        for field in mine.fields
        if field.name in IDENTITY and field.name in shared
    )
    return tuple(one for one in found if one.here or one.there)


def card_pairs(here: Filling, there: Filling) -> tuple[Pair, ...]:
    """Give where the cards are about, and who else stands on them."""
    mine, theirs = face(here.form, here.record), face(there.form, there.record)
    place = (
        tr("Address") if here.form.code == there.form.code == "family" else tr("Address or court")
    )
    found = [Pair(place, mine.subtitle, theirs.subtitle)]
    for at, table in enumerate(tables_of_people(here.form)):
        other = tables_of_people(there.form)[at]
        found.append(
            Pair(
                say(table.label, current()),
                "\n".join(_people(here.record, table)),
                "\n".join(_people(there.record, other)),
            )
        )
    return tuple(one for one in found if one.here or one.there)


def _people(record: Record, table: Repeat) -> Iterator[str]:
    for row in record.rows(table.name):
        born = birth_of(row.values)
        year = f",\u00a0{born.year}" if born else ""  # it never stands alone on a line
        if called(row.values):
            yield called(row.values) + year


def _table_of(record: Record, row: str) -> Repeat:
    tables = tables_of_people(form_of(record.form))
    return next(one for one in tables if any(each.id == row for each in record.rows(one.name)))
