"""Changes a store: everything that belongs to one change is saved together or not at all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from forms.catalogue import form_of
from forms.codes import Code
from forms.form import Form
from forms.record import Record, State
from forms.register_changes import RegisterChange
from forms.store import apart, derived, destroyed, history, holds, journal, papers
from forms.store.conversion import to_json
from forms.store.deeds import Deed
from forms.store.destroyed import Counts, Tombstone
from forms.store.drawer import confirmed_json, drawer_of
from forms.store.faces import Face, face
from forms.store.history import Line, What, differences
from forms.store.numbering import next_act, next_number, ordinal, remember
from forms.store.papers import COMMISSION, HandedIn, Settable
from forms.store.prepared import Prepared
from forms.store.reading import Card, Reading
from forms.store.tables import CARDS, EDITS

_WRITTEN = [column.name for column in CARDS.c if column.name not in ("place", "annulled")]
_NEW_CARD = Prepared(insert(CARDS).returning(CARDS.c.place), _WRITTEN)
_STANDS = Prepared(
    select(*(CARDS.c[name] for name in _WRITTEN)).where(CARDS.c.place == bindparam("at"))
)
_EDIT = Prepared(insert(EDITS))
_NO_EDIT = Prepared(delete(EDITS).where(EDITS.c.card == bindparam("at")))


class Stale(Exception):
    """The card was saved by somebody else meanwhile: mine is what was to be saved, kept is what
    stands in the store (None when the store does not have the card at all)."""

    def __init__(self, mine: Record, kept: Record | None) -> None:
        """Carry both, so that a person can compare them."""
        super().__init__(f"revision {mine.revision}, kept {kept.revision if kept else None}")
        self.mine = mine
        self.kept = kept


class Annulled(Exception):
    """An annulled card is not edited: it is restored first."""


class Work(Reading):
    """One short piece of work on the store; made by Store.begin only.

    What changes one card writes its row of the journal by itself; whoever does anything else
    notes it in the same piece of work.
    """

    def __init__(self, connection: Connection, sealer: journal.Sealer) -> None:
        """Work on one connection of the vault, which seals the journal."""
        super().__init__(connection)
        self._sealer = sealer

    def save(self, record: Record, *, who: str, when: datetime) -> Record:
        """Save a card with its history and give it as it is now: number, revision, day of change.

        A draft of a card that was complete before is kept beside its last complete version,
        which goes on being counted (rule R3).  A card without any change is left as it is.
        Raises Stale when the store has another revision, Annulled for an annulled card,
        CannotKeep for a value that does not belong in its field, ValueError for a moment without
        a time zone or while the commission, which the number begins with, is not set.
        """
        form, moment = form_of(record.form), _moment(when)
        card = self._card(form.code, record.id)
        shown = self._shown(form.code, [card])[0] if card is not None else None
        if record.state is State.ANNULLED or (shown and shown.state is State.ANNULLED):
            raise Annulled(record.number)
        if record.revision != (shown.revision if shown else 0):
            raise Stale(record, shown)
        lines = differences(form, shown or Record(record.form, record.id, {}), record)
        if shown is not None and not lines:
            return shown
        told = face(form, record)
        number = shown.number if shown else self._number(form, record, told.date or when.date())
        saved = replace(record, number=number, revision=record.revision + 1, changed_at=moment)
        place = self._write_card(card, saved, told)
        edited = card is not None and card.content is not None
        kept = self._kept(form, place) if edited else shown
        self._write_version(form, place, saved, kept, edited=edited)
        derived.write(self._connection, form, place, saved, shown)
        history.write(self._connection, place, saved.revision, moment, who, lines)
        deed = _deed(shown, saved, lines)
        self.note(deed, who=who, when=when, form=form.code, record=saved.id, about=len(lines))
        return saved

    def annul(
        self, form: str, id: str, reason: Code, *, who: str, when: datetime, words: str = ""
    ) -> Record:
        """Annul a card that no document stands behind; it keeps its number and its history.

        Raises KeyError for an unknown card, Annulled when it is annulled already.
        """
        card = self._known(form, id)
        if card.annulled is not None:
            raise Annulled(card.number)
        told = " ".join([reason.key, words]).strip()
        columns = {"annulled": told, "state": State.ANNULLED.value}
        line = (What.ANNULLED, "", "", None, told)
        marked = self._mark(form, card, columns, line, who, when)
        self.note(Deed.CARD_ANNULLED, who=who, when=when, form=form, record=id, about=reason.key)
        return marked

    def restore(self, form: str, id: str, *, who: str, when: datetime) -> Record:
        """Take an annulment back: the card is what it was before.

        Raises KeyError for an unknown card, ValueError for one that is not annulled.
        """
        card = self._known(form, id)
        if card.annulled is None:
            raise ValueError(f"{card.number} is not annulled")
        kept = self._kept(form_of(form), card.place)
        state = State.DRAFT if card.content is not None else kept.state
        columns = {"annulled": None, "state": state.value}
        line = (What.RESTORED, "", "", card.annulled, None)
        marked = self._mark(form, card, columns, line, who, when)
        self.note(Deed.CARD_RESTORED, who=who, when=when, form=form, record=id)
        return marked

    def hold(self, form: str, id: str, reason: str, *, who: str, when: datetime) -> None:
        """Mark a card to be kept beyond its term, with the reason in words; KeyError as annul."""
        card = self._known(form, id)
        holds.put(self._connection, card.place, holds.Hold(reason, who, _moment(when)))
        self.note(Deed.CARD_HELD, who=who, when=when, form=form, record=id)

    def release(self, form: str, id: str, *, who: str, when: datetime) -> None:
        """Let the term of a marked card count again; KeyError for an unknown card."""
        holds.lift(self._connection, self._known(form, id).place)
        self.note(Deed.CARD_RELEASED, who=who, when=when, form=form, record=id)

    def next_act(self, year: int) -> str:
        """Give the number of a new act of destruction; raises ValueError as save."""
        return next_act(self._connection, str(self.setting(COMMISSION) or ""), year)

    def destroy(self, stones: Sequence[Tombstone], counts: Counts, *, when: datetime) -> None:
        """Destroy cards for ever and leave their tombstones; counts is what they added to returns
        handed in.

        One row of the journal a card.  The bytes are gone after Vault.wipe().  Raises KeyError
        for an unknown card.
        """
        for stone in stones:
            card = self._known(stone.form, stone.id)
            shown = self._shown(stone.form, [card])[0]
            destroyed.destroy(self._connection, form_of(stone.form), card.place, shown, stone)
            said = {"form": stone.form, "record": stone.id, "about": stone.act}
            self.note(Deed.CARD_DESTROYED, who=stone.who, when=when, **said)
        destroyed.add_counts(self._connection, counts)
        derived.settle(self._connection)

    def set_setting(self, key: str, value: Settable) -> None:
        """Set one setting to anything that JSON can say; None takes it away."""
        papers.set_setting(self._connection, key, value)

    def hand_in(self, paper: HandedIn) -> None:
        """Freeze a return that is handed in; raises ValueError when that revision is there."""
        papers.keep_return(self._connection, paper)

    def register_change(self, change: RegisterChange, *, who: str, when: datetime) -> None:
        """Keep one edit of the register of commissions; the register says whether it can be."""
        papers.keep_register_change(self._connection, change, who, _moment(when))

    def note(
        self,
        deed: Deed,
        *,
        who: str,
        when: datetime,
        form: str = "",
        record: str = "",
        about: str | int = "",
    ) -> None:
        """Write one row of the journal, saved with this work or not at all.

        form is the kind of what it is about ("family", "return" …), record its id or code, about
        a count or code.  Raises ValueError for whatever could be a name or a typed text.
        """
        journal.write(
            self._connection,
            self._sealer,
            deed,
            who=who,
            when=_moment(when),
            form=form,
            record=record,
            about=str(about),
        )

    def tell_apart(
        self, one: str, other: str, *, reason: str, words: str = "", who: str, when: datetime
    ) -> None:
        """Keep for ever that the people of two rows are two; raises ValueError for one row."""
        moment = _moment(when)
        apart.tell(self._connection, one, other, reason=reason, words=words, who=who, when=moment)
        self.note(Deed.TOLD_APART, who=who, when=when, form="person", record=one, about=reason)

    def take_back_apart(self, one: str, other: str, *, who: str, when: datetime) -> None:
        """Let two rows be likely one person again; the journal keeps who said so."""
        apart.forget(self._connection, one, other)
        self.note(Deed.APART_TAKEN_BACK, who=who, when=when, form="person", record=one)

    def keep_typing(self, form: str, id: str, text: str, *, when: datetime) -> None:
        """Keep what is being typed into a card, so that a power cut does not take it."""
        papers.keep_typing(self._connection, form_of(form).code, id, text, _moment(when))

    def drop_typing(self, id: str) -> None:
        """Forget what was being typed into a card: it was saved or thrown away."""
        papers.drop_typing(self._connection, id)

    def _number(self, form: Form, record: Record, day: date) -> str:
        """Give the number of a new card: its own, else the next one of the year of a day, that
        of the card or else today as the clock on the desk says, not UTC."""
        if record.number:
            if destroyed.is_destroyed(self._connection, record.number):
                raise ValueError(f"{record.number} was destroyed; its number is not used again")
            remember(self._connection, record.number)
            return record.number
        return next_number(self._connection, form, str(self.setting(COMMISSION) or ""), day.year)

    def _write_card(self, card: Card | None, saved: Record, told: Face) -> int:
        columns = _card_columns(saved, told)
        if card is not None:
            stands = _STANDS.rows(self._connection, {"at": card.place})[0]
            was = dict(zip(_WRITTEN, stands, strict=True))
            changed = tuple(name for name in _WRITTEN if columns[name] != was[name])
            _change_card(changed).rows(self._connection, {"at": card.place, **columns})
            return card.place
        return int(_NEW_CARD.rows(self._connection, columns)[0][0])

    def _kept(self, form: Form, place: int) -> Record:
        return drawer_of(form.code).kept(self._connection, [place])[place]

    def _write_version(
        self, form: Form, place: int, saved: Record, kept: Record | None, *, edited: bool
    ) -> None:
        """Write into the tables, or beside them where a complete version goes on being counted."""
        if edited:
            _NO_EDIT.rows(self._connection, {"at": place})
        if kept is None or kept.state is not State.COMPLETE or saved.state is State.COMPLETE:
            drawer_of(form.code).write(self._connection, place, saved, kept)
            return
        content = json.dumps(to_json(form, saved.values), ensure_ascii=False)
        edit = {"card": place, "content": content, "confirmed": confirmed_json(saved)}
        _EDIT.rows(self._connection, edit)

    def _known(self, form: str, id: str) -> Card:
        card = self._card(form, id)
        if card is None:
            raise KeyError(id)
        return card

    def _mark(
        self,
        form: str,
        card: Card,
        columns: Mapping[str, str | None],
        line: Line,
        who: str,
        when: datetime,
    ) -> Record:
        moment, revision = _moment(when), card.revision + 1
        self._connection.execute(
            update(CARDS)
            .where(CARDS.c.place == card.place)
            .values({**columns, "revision": revision, "changed_at": moment.isoformat()})
        )
        history.write(self._connection, card.place, revision, moment, who, [line])
        marked = self.get(form, card.id)
        assert marked is not None
        return marked


def _deed(shown: Record | None, saved: Record, lines: list[Line]) -> Deed:
    """Say what a saving was, as one deed."""
    if shown is None:
        return Deed.CARD_NEW
    if saved.state is not shown.state:
        complete = saved.state is State.COMPLETE
        return Deed.CARD_COMPLETED if complete else Deed.CARD_REOPENED
    confirmed = all(line[0] == What.CONFIRMED for line in lines)
    return Deed.CARD_CONFIRMED if confirmed else Deed.CARD_CHANGED


@cache
def _change_card(columns: tuple[str, ...]) -> Prepared:
    """Give what changes columns of a card; of those left out no index is written anew."""
    return Prepared(update(CARDS).where(CARDS.c.place == bindparam("at")), columns)


def _card_columns(saved: Record, told: Face) -> dict[str, object]:
    assert saved.changed_at is not None
    return {
        "id": saved.id,
        "form": saved.form,
        "number": saved.number,
        "ordinal": ordinal(saved.number),
        "state": saved.state.value,
        "revision": saved.revision,
        "changed_at": saved.changed_at.isoformat(),
        **told.columns(),
    }


def _moment(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return when.astimezone(UTC)
