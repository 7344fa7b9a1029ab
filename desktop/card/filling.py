"""A card while it is being filled in: its record, what cannot be read yet, and its findings.

Nothing here knows a widget.  What is typed comes in as text and goes out as a new record or as
a finding; the page only shows what stands here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from desktop.card.content import (
    NEW,
    Content,
    Difference,
    Spot,
    Unread,
    differences,
    spot_of,
    spot_of_key,
)
from desktop.card.hiding import Hiding
from desktop.card.typed import Reader
from desktop.card.undoing import Step, Trail
from desktop.drafts import Draft
from forms.checking import check, confirm, confirmed, finding_key
from forms.codes import Code
from forms.elsewhere import NOWHERE, Elsewhere
from forms.fields import EMPTY, Context, Entry, Field, Repeat, Value, Values
from forms.findings import Finding
from forms.form import Form
from forms.person import called
from forms.record import Record, State
from forms.sensitive import is_veiled, neutral
from forms.territories import Register
from forms.told import told
from forms.words import Language

__all__ = ["NEW", "Filling", "Spot", "Unread", "spot_of"]


class Filling:
    """One card on the desk; every change makes a new record and leaves the saved one alone.

    Every change is a step that can be undone; heard() is called after each of them.  elsewhere
    tells the rules of the other cards.
    """

    def __init__(
        self,
        form: Form,
        record: Record,
        register: Register,
        office: str,
        elsewhere: Elsewhere = NOWHERE,
    ) -> None:
        self.form = form
        self.record = record
        self.saved = record
        self.reads_only = False
        self.unread: dict[Spot, Unread] = {}
        self.visited: set[Spot] = set()
        self.copied: set[Spot] = set()
        self.hiding = Hiding(shown=not record.revision)
        self._fields = dict(form.paths())
        self._order = {path: at for at, path in enumerate(self._fields)}
        self._register = register
        self._office = office
        self._elsewhere = elsewhere
        self.heard: Callable[[], object] = lambda: None
        self._trail = Trail()
        self._inside = False

    def consult(self, register: Register) -> None:
        """Read names of places and commissions in another register from now on."""
        self._register = register

    @contextmanager
    def step(self, spot: Spot) -> Iterator[None]:
        """Make all changes inside one step of undoing; spot is where the change is looked for.

        A step inside another one belongs to it: a paste of many cells is undone at once.
        """
        if self._inside:
            yield
            return
        before = self.content()
        self._inside = True
        try:
            yield
        finally:
            self._inside = False
        after = self.content()
        if after != before:
            self._trail.add(Step(spot, before, after))
            self.heard()

    def content(self) -> Content:
        """Give what the card holds now."""
        return Content(
            self.record.values, self.record.confirmed, dict(self.unread), frozenset(self.copied)
        )

    def saved_content(self) -> Content:
        """Give what the store keeps of the card."""
        return Content(self.saved.values, self.saved.confirmed, {})

    def showing(self, content: Content) -> "Filling":
        """Give a filling that shows another content of the same card: to speak of what it was."""
        record = replace(self.record, values=content.values, confirmed=content.confirmed)
        shown = Filling(self.form, record, self._register, self._office)
        shown.unread, shown.hiding = dict(content.unread), self.hiding
        return shown

    def undo(self) -> tuple[Content, tuple[Difference, ...]] | None:
        """Go one step back; give what the card held until now and what differs, None at the
        beginning."""
        step = self._trail.back()
        return None if step is None else self._turn_to(step.before)

    def redo(self) -> tuple[Content, tuple[Difference, ...]] | None:
        """Make the step again that was undone last; as undo()."""
        step = self._trail.forth()
        return None if step is None else self._turn_to(step.after)

    def changes_since(self, before: Content) -> tuple[Difference, ...]:
        """Give how the card differs from what it held before."""
        return differences(self.form, before, self.content())

    def _turn_to(self, content: Content) -> tuple[Content, tuple[Difference, ...]]:
        until_now = self.content()
        self.put_content(content)
        self.heard()
        return until_now, self.changes_since(until_now)

    def put_content(self, content: Content) -> None:
        """Let the card hold something else; its number, state and revision stay."""
        self.record = replace(self.record, values=content.values, confirmed=content.confirmed)
        self.unread = dict(content.unread)
        self.copied = set(content.copied)

    @property
    def unsaved(self) -> bool:
        """True when the card differs from what the store keeps."""
        return (
            self.record.values != self.saved.values or self.record.confirmed != self.saved.confirmed
        )

    @property
    def locked(self) -> bool:
        """True for a card that is read, not changed: annulled, or not this person's to change."""
        return self.annulled or self.reads_only

    @property
    def annulled(self) -> bool:
        """True for a card that was annulled."""
        return self.record.state is State.ANNULLED

    def reader(self, field: Field, today: date, lang: Language) -> Reader:
        """Give what reads and shows the values of a field on this card."""
        table = getattr(field, "of", "")
        rows = self.record.rows(table) if table else ()
        members = {row.id: called(row.values) or str(at) for at, row in enumerate(rows, 1)}
        return Reader(self._register, Context(today, members), lang)

    def field(self, spot: Spot) -> Field:
        """Give the field of a spot."""
        return self._fields[spot.path]

    def row(self, spot: Spot) -> Values:
        """Give the values of the row a spot stands in, empty outside tables."""
        table = spot.path.split(".")[0]
        found = (one.values for one in self.record.rows(table) if one.id == spot.row)
        return next(found, EMPTY)

    def value(self, spot: Spot) -> Value:
        """Give what is entered at a spot."""
        name = spot.path.split(".")[-1]
        return (self.row(spot) if spot.row else self.record.values).get(name)

    def hides(self, spot: Spot) -> bool:
        """True where a sensitive value stands that nobody has asked for."""
        if self.hiding.shown or not self.field(spot).sensitive or spot in self.hiding.typed:
            return False
        return self.value(spot) is not None

    def seen_value(self, spot: Spot) -> Value:
        """Give what may be seen of a value; None where it is hidden or not there."""
        value = self.value(spot)
        return neutral(self.field(spot), value) if self.hides(spot) else value

    def told(self, spot: Spot) -> Value:
        """Give what the ИИН of the row tells of a spot, None where it tells nothing."""
        return None if spot in self.unread else told(self.field(spot), self.row(spot))

    def asked(self, spot: Spot) -> bool:
        """True when the field applies here, or holds something that has to be seen."""
        held = self.value(spot) is not None or spot in self.unread
        return held or self.field(spot).asked(self.record.values, self.row(spot))

    def text(self, spot: Spot, today: date, lang: Language) -> str:
        """Give the text a spot shows: what could not be read, else its value, else what is told."""
        if spot in self.unread:
            return self.unread[spot].text
        value, told = self.seen_value(spot), self.told(spot)
        if value is None and isinstance(told, Code):
            return told.say(lang)  # it is read, not typed: the name alone
        field = self.field(spot)
        return self.reader(field, today, lang).spell(field, told if value is None else value)

    def write(self, spot: Spot, text: str, today: date, lang: Language) -> Spot:
        """Take a typed text: a value goes into the record, an unreadable text is kept beside it.

        Give the spot where it stands now: typing in the new row of a table makes that row.
        """
        self.visited.add(spot)
        field = self.field(spot)
        value = self.reader(field, today, lang).read(field, text)
        if spot.row == NEW and value is None:
            return spot
        with self.step(spot):
            self.copied.discard(spot)
            if spot.row == NEW:
                spot = self.add_row(spot.path.split(".")[0], spot.path)
            self.unread.pop(spot, None)
            self.hiding.typed.add(spot)
            if isinstance(value, Finding):
                self.unread[spot] = Unread(text, value.at(**_where(self.form, spot)))
            else:
                self.put(spot, value)
        return spot

    def put(self, spot: Spot, value: Value) -> None:
        """Put a value at a spot."""
        with self.step(spot):
            self.unread.pop(spot, None)
            self.record = self.record.replace(spot.path, value, spot.row or None)

    def add_row(self, table: str, path: str, values: Values = EMPTY) -> Spot:
        """Add a row to a table, empty by itself, and give the spot of one of its fields."""
        with self.step(Spot(path, NEW)):
            self.record = self.record.add_row(table, values)
        return Spot(path, self.record.rows(table)[-1].id)

    def put_row(self, table: str, row: Entry) -> None:
        """Put a row that was taken out at the end of its table again."""
        first = self.form.repeat(table).fields[0].name
        with self.step(Spot(f"{table}.{first}", row.id)):
            rows = (*self.record.rows(table), row)
            self.record = self.record.replace(table, rows)

    def drop_row(self, table: str, row: str) -> None:
        """Take a row out of a table."""
        first = self.form.repeat(table).fields[0].name
        with self.step(Spot(f"{table}.{first}", row)):
            self.record = self.record.drop_row(table, row)

    def confirm(self, finding: Finding, reason: str, words: str = "") -> None:
        """Confirm a soft finding; raises ValueError for one that is not soft."""
        with self.step(spot_of(finding)):
            self.record = confirm(self.record, finding, reason, words)

    def take_confirmation_back(self, finding: Finding) -> None:
        """Let a confirmed finding be open again."""
        key = finding_key(finding)
        with self.step(spot_of(finding)):
            left = {one: why for one, why in self.record.confirmed.items() if one != key}
            self.record = replace(self.record, confirmed=left)

    def put_confirmations(self, spot: Spot, confirmed: Mapping[str, tuple[str, str]]) -> None:
        """Let the findings of one place be confirmed as they are among the given ones."""
        others = {
            key: why for key, why in self.record.confirmed.items() if spot_of_key(key) != spot
        }
        taken = {key: why for key, why in confirmed.items() if spot_of_key(key) == spot}
        with self.step(spot):
            self.record = replace(self.record, confirmed={**others, **taken})

    def without_blank_rows(self) -> Record:
        """Give the record as it is to be kept: rows in which nothing is entered are left out."""
        record = self.record
        for table in self.form.repeats():
            for row in record.rows(table.name):
                if not row.values and not any(spot.row == row.id for spot in self.unread):
                    record = record.drop_row(table.name, row.id)
        return record

    def unread_texts(self) -> tuple[tuple[Spot, str], ...]:
        """Give the texts that cannot be read, with their places; those of dropped rows are gone."""
        return tuple((spot, one.text) for spot, one in self._unread_here())

    def take_texts(self, texts: Iterable[tuple[Spot, str]], today: date, lang: Language) -> None:
        """Put texts into their fields again; one whose field or row is gone is passed over."""
        for spot, text in texts:
            there = {row.id for row in self.record.rows(spot.path.split(".")[0])} | {"", NEW}
            if spot.path in self._fields and spot.row in there:
                self.write(spot, text, today, lang)

    def take_draft(self, draft: Draft, today: date, lang: Language) -> None:
        """Take up what was typed and not saved: the card begins with it, as if it had been saved,
        so that Ctrl+Z does not take it all away at once."""
        if not draft.settled:
            self.put_content(draft.content())
        self.take_texts(draft.texts, today, lang)
        self._trail = Trail()

    def copy(self, spot: Spot, value: Value) -> Spot:
        """Put in a value taken from elsewhere, marked so; give the spot where it stands now."""
        with self.step(spot):
            if spot.row == NEW:
                spot = self.add_row(spot.path.split(".")[0], spot.path)
            self.put(spot, value)
            self.visited.add(spot)
            self.copied.add(spot)
        return spot

    def take_saved(self, record: Record) -> None:
        """Go on with the record that the store keeps now; what was done can still be undone."""
        self.record = self.saved = record
        self._elsewhere = self._elsewhere.anew()

    def findings(self, today: date) -> tuple[Finding, ...]:
        """Give everything that is to be said of the card, in the order of the paper."""
        unread = {spot: one.finding for spot, one in self._unread_here()}
        found = [
            one
            for one in check(self.form, self.record, today, self._office, self._elsewhere)
            if not (one.rule == "Q01" and spot_of(one) in unread)
        ]
        return tuple(
            sorted(
                [*unread.values(), *found],
                key=lambda f: self._order.get(f.where.get("field", ""), -1),
            )
        )

    def confirmed(self, today: date) -> tuple[Finding, ...]:
        """Give the soft findings that a person confirmed for the values that stand now."""
        if not self.record.confirmed:
            return ()
        open_again = replace(self.record, confirmed={})
        every = check(self.form, open_again, today, self._office, self._elsewhere)
        return tuple(one for one in every if confirmed(self.record, one))

    def seen(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Give the findings to show at their fields."""
        return tuple(one for one in findings if not self.waits(one))

    def waits(self, finding: Finding) -> bool:
        """True for a finding at a place where nothing is entered and nobody has been yet: it is
        listed, but a new card does not greet with what is merely not typed so far."""
        spot = spot_of(finding)
        table, _, _ = spot.path.rpartition(".")
        if table and not spot.row:
            visited = any(one.path.startswith(f"{table}.") for one in self.visited)
            return not self.record.rows(table) and not visited
        return bool(spot.path) and spot not in self.visited and self.text_is_empty(spot)

    def text_is_empty(self, spot: Spot) -> bool:
        """True where neither a value nor an unreadable text stands."""
        return self.value(spot) is None and spot not in self.unread

    def walk(self) -> Iterator[Spot]:
        """Give the places to type in, in the order of the paper; what does not apply and what the
        ИИН tells is passed over, and every table ends with the row that is not there yet."""
        for section in self.form.sections:
            for each in section.fields:
                if isinstance(each, Repeat):
                    yield from self._rows(each)
                elif self.asked(Spot(each.name)):
                    yield Spot(each.name)

    def shows(self, table: Repeat) -> bool:
        """True when a table applies, or has rows that have to be seen."""
        return table.asked(self.record.values) or bool(self.record.rows(table.name))

    def _unread_here(self) -> Iterator[tuple[Spot, Unread]]:
        """Give the unreadable texts but those of rows that were dropped."""
        rows = {row.id for table in self.form.repeats() for row in self.record.rows(table.name)}
        return ((spot, one) for spot, one in self.unread.items() if spot.row in rows | {""})

    def _rows(self, table: Repeat) -> Iterator[Spot]:
        if not self.shows(table):
            return
        for row in self.record.rows(table.name):
            for field in table.fields:
                spot = Spot(f"{table.name}.{field.name}", row.id)
                passed = self.hides(spot) and not is_veiled(field)
                if self.asked(spot) and self.told(spot) is None and not passed:
                    yield spot
        yield Spot(f"{table.name}.{table.fields[0].name}", NEW)


def _where(form: Form, spot: Spot) -> dict[str, str]:
    return {"form": form.code, "field": spot.path} | ({"row": spot.row} if spot.row else {})
