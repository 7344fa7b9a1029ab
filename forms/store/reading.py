"""Reads a store as it stands at one moment: cards, lists, history and the papers beside them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from forms.catalogue import form_of
from forms.letters import fold
from forms.record import Record, State
from forms.register_changes import RegisterChange
from forms.store import (
    apart,
    destroyed,
    finding_all,
    finding_records,
    history,
    holds,
    journal_pages,
    latest,
    likeness,
    list_row,
    papers,
    typed_texts,
)
from forms.store.conversion import from_json
from forms.store.destroyed import Tombstone
from forms.store.drawer import batches, confirmed_from, drawer_of
from forms.store.finding_records import Named, Places, Query, Standing
from forms.store.history import Change
from forms.store.holds import Hold
from forms.store.journal import Mark, mark_of
from forms.store.journal_pages import Noted, Sought
from forms.store.latest import Asked, Latest
from forms.store.list_row import ListRow
from forms.store.papers import HandedIn, RegisterEdit, Setting
from forms.store.prepared import Prepared, among, listed
from forms.store.tables import CARDS, EDITS, PEOPLE, TYPING

_EVERYTHING = Sought()


class Card(NamedTuple):
    """The row of a card with its incomplete edit, whose content is None where there is none."""

    place: int
    form: str
    id: str
    number: str
    state: str
    annulled: str | None
    revision: int
    changed_at: str
    content: str | None
    confirmed: str | None


_WITH_EDIT = select(
    *((CARDS if name in CARDS.c else EDITS).c[name] for name in Card._fields)
).outerjoin_from(CARDS, EDITS)
_BY_ID = Prepared(_WITH_EDIT.where(CARDS.c.id == bindparam("asked")))
_BY_PLACE = Prepared(_WITH_EDIT.where(among(CARDS.c.place, "asked")).order_by(CARDS.c.place))


@dataclass(frozen=True, slots=True)
class Typed:
    """What was being typed into a card when the program ended; text is the desk's own."""

    form: str
    id: str
    when: datetime
    text: str


class Reading:
    """A look at the store that does not change while it lasts; made by Store.reading only.

    Wherever a form is asked for, its code is meant ("family", "court_case"); KeyError for an
    unknown one.
    """

    def __init__(self, connection: Connection) -> None:
        """Look through one connection of the vault."""
        self._connection = connection

    @property
    def connection(self) -> Connection:
        """The connection itself, for measuring and proving; whoever reads cards asks below."""
        return self._connection

    def get(self, form: str, id: str) -> Record | None:
        """Give a card as it is shown: with its incomplete edit (a draft) if it has one."""
        card = self._card(form, id)
        return None if card is None else self._shown(form, [card])[0]

    def counted(self, form: str) -> Iterator[Record]:
        """Give the last complete version of every card not annulled (rule R3 of the returns)."""
        return drawer_of(form).counted(self._connection)

    def complete_version(self, form: str, id: str) -> Record | None:
        """Give what returns count of a card: its last complete version, None where it has none or
        is annulled."""
        card = self._card(form, id)
        if card is None or card.annulled is not None:
            return None
        kept = drawer_of(form).kept(self._connection, [card.place])[card.place]
        return kept if kept.state is State.COMPLETE else None

    def drafts(self, form: str) -> Iterator[Record]:
        """Give the cards that were never complete, and incomplete edits of complete ones."""
        places = finding_records.places_of_state(self._connection, form, State.DRAFT)
        for batch in batches(iter(places)):
            yield from self._shown(form, self._cards(batch))

    def page(self, form: str, query: Query, offset: int, limit: int) -> tuple[ListRow, ...]:
        """Give at most limit rows of a list, from the place offset on."""
        return finding_records.page(self._connection, form, query, offset, limit)

    def count(self, form: str, query: Query) -> int:
        """Say how many rows a list has."""
        return finding_records.count(self._connection, form, query)

    def places(self, form: str, query: Query, named: Named | None = None) -> Places:
        """Give the places of all rows of a list in its order, for rows_at and records_at; named
        gives what a key of the register is called, for a sort by a place."""
        return finding_records.places(self._connection, form, query, named)

    def beginning(self, form: str, query: Query, limit: int) -> Places | None:
        """Give the first places of a list of typed words at once, however many cards there are;
        None where only a look at every card would tell."""
        return finding_records.beginning(self._connection, form, query, limit)

    def place(self, form: str, id: str) -> int | None:
        """Give the place of a card by its id, None for an unknown one."""
        return finding_records.place(self._connection, form, id)

    def rows_at(self, places: Sequence[int], day: date | None = None) -> tuple[ListRow, ...]:
        """Give rows of a list by their places; removed as of the day."""
        return list_row.rows(self._connection, places, day)

    def records_at(self, form: str, places: Sequence[int]) -> dict[int, Record]:
        """Give cards as they are shown, by their places."""
        found = self._cards(places)
        shown = self._shown(form, found)
        return {card.place: record for card, record in zip(found, shown, strict=True)}

    def rank(self, form: str, query: Query, id: str) -> int:
        """Give where a card stands in the list of a plain query, -1 where it does not."""
        return finding_records.rank(self._connection, form, query, id)

    def tally(self, form: str, query: Query) -> tuple[int, int]:
        """Give how many cards, and children on them, stand as a query asks by state and removal;
        these counts are kept with every save, so they cost nothing."""
        return finding_records.tally(self._connection, form, query)

    def ids(self, form: str, query: Query) -> tuple[str, ...]:
        """Give the ids of all rows of a list, in its order."""
        return finding_records.ids(self._connection, form, query)

    def history(self, form: str, id: str) -> tuple[Change, ...]:
        """Give all changes of a card, the first one first; empty for an unknown card."""
        card = self._card(form, id)
        if card is None:
            return ()
        return history.read(self._connection, form_of(form), card.place)

    def latest(
        self, asked: Asked, before: int | None = None, limit: int = 100
    ) -> tuple[Latest, ...]:
        """Give the latest savings of all cards, the newest first; before goes on from an entry."""
        return latest.page(self._connection, asked, before, limit)

    def savers(self) -> tuple[str, ...]:
        """Give who saved cards lately."""
        return latest.people(self._connection)

    def find(self, text: str, limit: int = 40) -> finding_all.Found:
        """Give the cards of every form that hold every typed word, each with where it stands; see
        forms.store.finding_all."""
        return finding_all.find(self._connection, text, limit, self.records_at)

    def texts(self, form: str, path: str, begins: str, limit: int = 10) -> tuple[str, ...]:
        """Give free texts typed before that begin so, however they are spelled, the most used
        first; none for a field of which nothing is remembered (typed_texts.REMEMBERED)."""
        return typed_texts.beginning(self._connection, form, path, begins, limit)

    def likely(
        self, asked: likeness.Asked, *, besides: str = "", row: str = "", limit: int = 5
    ) -> tuple[likeness.Likely, ...]:
        """Give who on other cards is likely the person asked about; see forms.store.likeness."""
        return likeness.likely(self._connection, asked, besides=besides, row=row, limit=limit)

    def told_apart(self, row: str) -> tuple[apart.Apart, ...]:
        """Give from whom the person of a row was told apart, by whom and why."""
        return apart.of_row(self._connection, row)

    def person(self, row: str) -> Standing | None:
        """Give who stands in a row of a card that is not annulled, None for an unknown row."""
        return likeness.standing_of(self._connection, row)

    def people_with_iin(self, iin: str) -> tuple[Standing, ...]:
        """Give everybody with this ИИН on any card that is not annulled."""
        return finding_records.standing(self._connection, PEOPLE.c.iin == iin)

    def people_named(self, surname: str, name: str) -> tuple[Standing, ...]:
        """Give everybody whose surname and name fold to the same, however they are spelled."""
        return finding_records.standing(
            self._connection, PEOPLE.c.surname == fold(surname), PEOPLE.c.name == fold(name)
        )

    def people_born(self, birth: str) -> tuple[Standing, ...]:
        """Give everybody with this birth date, written 2015-03-31 (or 2015-03, 2015)."""
        return finding_records.standing(self._connection, PEOPLE.c.birth == birth)

    def holds(self) -> Mapping[str, Hold]:
        """Give the marks of cards that are kept beyond their term, by the ids of the cards."""
        return holds.every(self._connection)

    def ended_places(self, form: str, by: date) -> tuple[int, ...]:
        """Give the places of cards that may have ended by a day; see destroyed.ended_places."""
        return destroyed.ended_places(self._connection, form, by)

    def destroyed(self, act: str = "") -> tuple[Tombstone, ...]:
        """Give what is left of destroyed cards, of one act or of all."""
        return destroyed.tombstones(self._connection, act)

    def destroyed_counts(self, return_code: str, year: int, quarter: int) -> Mapping[str, int]:
        """Give what destroyed cards add to a return of a quarter, by addresses of its cells."""
        return destroyed.counts_of(self._connection, return_code, (year, quarter))

    def setting(self, key: str) -> Setting:
        """Give one setting, None where it was never set."""
        return papers.setting(self._connection, key)

    def settings(self, prefix: str = "") -> dict[str, Setting]:
        """Give the settings whose keys begin so."""
        return papers.settings(self._connection, prefix)

    def handed_in(
        self,
        return_code: str,
        year: int | None = None,
        quarter: int | None = None,
        office: str = "",
    ) -> tuple[HandedIn, ...]:
        """Give the returns handed in, by period, office and revision."""
        return papers.returns(self._connection, return_code, year, quarter, office)

    def register_changes(self) -> tuple[RegisterChange, ...]:
        """Give the office's own edits of the register, in the order in which they were made."""
        return tuple(one.change for one in self.register_edits())

    def register_edits(self) -> tuple[RegisterEdit, ...]:
        """Give the same edits with who made them and when."""
        return papers.register_edits(self._connection)

    def journal(
        self, sought: Sought = _EVERYTHING, before: int | None = None, limit: int = 1000
    ) -> tuple[Noted, ...]:
        """Give rows of the journal, the newest first; before goes on from an entry."""
        return journal_pages.page(self._connection, sought, before, limit)

    def journal_people(self) -> tuple[str, ...]:
        """Give who stands in the journal."""
        return journal_pages.people(self._connection)

    def numbered(self, number: str) -> tuple[str, ...]:
        """Give the ids of the cards with a number, or with its last part; two at most."""
        return journal_pages.records_numbered(self._connection, number)

    def journal_seal(self, entry: int) -> str | None:
        """Give the seal of a row of the journal, None where there is no such row."""
        return journal_pages.seal_of(self._connection, entry)

    def journal_mark(self) -> Mark | None:
        """Give number and seal of the newest row, to be remembered outside the vault."""
        return mark_of(self._connection)

    def typed(self) -> tuple[Typed, ...]:
        """Give what was being typed when the program ended without saving."""
        query = select(TYPING.c.form, TYPING.c.id, TYPING.c.changed_at, TYPING.c.content)
        return tuple(
            Typed(form, key, datetime.fromisoformat(when), text)
            for form, key, when, text in self._connection.execute(query)
        )

    def _card(self, form: str, id: str) -> Card | None:
        found = _BY_ID.first(self._connection, {"asked": id})
        card = Card._make(found) if found is not None else None
        return card if card is not None and card.form == form_of(form).code else None

    def _cards(self, places: Sequence[int]) -> list[Card]:
        return [
            Card._make(row) for row in _BY_PLACE.rows(self._connection, {"asked": listed(places)})
        ]

    def _shown(self, form: str, cards: Sequence[Card]) -> list[Record]:
        kept = drawer_of(form).kept(
            self._connection, [card.place for card in cards if card.content is None]
        )
        return [_as_shown(form, card, kept.get(card.place)) for card in cards]


def _as_shown(form: str, card: Card, kept: Record | None) -> Record:
    if kept is None:
        assert card.content is not None and card.confirmed is not None
        values = from_json(form_of(form), json.loads(card.content))
        kept = Record(form, card.id, values, card.number)
        kept = replace(kept, confirmed=confirmed_from(card.confirmed))
    return replace(
        kept,
        state=State(card.state),
        revision=card.revision,
        changed_at=datetime.fromisoformat(card.changed_at),
    )
