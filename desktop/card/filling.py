"""A card while it is being filled in: its record, what cannot be read yet, and its findings.

Nothing here knows a widget.  What is typed comes in as text and goes out as a new record or as
a finding; the page only shows what stands here.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from desktop.card.typed import Reader
from forms.checking import check
from forms.codes import Code
from forms.fields import EMPTY, Context, Entry, Field, Repeat, Value, Values
from forms.findings import Finding
from forms.form import Form
from forms.person import called
from forms.record import Record, State
from forms.territories import Register
from forms.told import told
from forms.words import Language

NEW = "+"
"""The row of a table that is not there yet: typing in it makes one."""


class Spot(NamedTuple):
    """A place to type in: the path of a field, and the row where it stands in a table."""

    path: str
    row: str = ""


class Unread(NamedTuple):
    """A text that its field cannot read, with the finding that says why."""

    text: str
    finding: Finding


class Filling:
    """One card on the desk; every change makes a new record and leaves the saved one alone."""

    def __init__(self, form: Form, record: Record, register: Register, office: str) -> None:
        self.form = form
        self.record = record
        self.saved = record
        self.unread: dict[Spot, Unread] = {}
        self.visited: set[Spot] = set()
        self.copied: set[Spot] = set()
        self._fields = dict(form.paths())
        self._order = {path: at for at, path in enumerate(self._fields)}
        self._register = register
        self._office = office
        self._dropped: list[Mapping[str, Value]] = []

    def consult(self, register: Register) -> None:
        """Read names of places and commissions in another register from now on."""
        self._register = register

    @property
    def unsaved(self) -> bool:
        """True when the card differs from what the store keeps."""
        return (
            self.record.values != self.saved.values or self.record.confirmed != self.saved.confirmed
        )

    @property
    def locked(self) -> bool:
        """True for a card that was annulled: it is read, not changed."""
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
        value, told = self.value(spot), self.told(spot)
        if value is None and isinstance(told, Code):
            return told.say(lang)  # it is read, not typed: the name alone
        field = self.field(spot)
        return self.reader(field, today, lang).show(field, told if value is None else value)

    def write(self, spot: Spot, text: str, today: date, lang: Language) -> Spot:
        """Take a typed text: a value goes into the record, an unreadable text is kept beside it.

        Give the spot where it stands now: typing in the new row of a table makes that row.
        """
        self.visited.add(spot)
        self.copied.discard(spot)
        field = self.field(spot)
        value = self.reader(field, today, lang).read(field, text)
        if spot.row == NEW:
            if value is None:
                return spot
            spot = self.add_row(spot.path.split(".")[0], spot.path)
        self.unread.pop(spot, None)
        if isinstance(value, Finding):
            self.unread[spot] = Unread(text, value.at(**_where(self.form, spot)))
        else:
            self.put(spot, value)
        return spot

    def put(self, spot: Spot, value: Value) -> None:
        """Put a value at a spot."""
        self.record = self.record.replace(spot.path, value, spot.row or None)

    def add_row(self, table: str, path: str) -> Spot:
        """Add an empty row to a table and give the spot of one of its fields."""
        self.record = self.record.add_row(table)
        return Spot(path, self.record.rows(table)[-1].id)

    def drop_row(self, table: str, row: str) -> None:
        """Take a row out of a table; take_back() puts it in again."""
        self._dropped.append({table: self.record.rows(table)})
        self.record = self.record.drop_row(table, row)

    def take_back(self) -> str:
        """Put the row dropped last where it was; give the name of its table, "" for none left."""
        if not self._dropped:
            return ""
        ((table, rows),) = self._dropped.pop().items()
        now = {one.id: one for one in self.record.rows(table)}
        before = [row for row in rows if isinstance(row, Entry)] if isinstance(rows, tuple) else []
        known = {row.id for row in before}
        added = [one for key, one in now.items() if key not in known]
        merged = tuple(now.get(row.id, row) for row in before) + tuple(added)
        self.record = self.record.replace(table, merged)
        return table

    def without_blank_rows(self) -> Record:
        """Give the record as it is to be kept: rows in which nothing is entered are left out."""
        record = self.record
        for table in self.form.repeats():
            for row in record.rows(table.name):
                if not row.values and not any(spot.row == row.id for spot in self.unread):
                    record = record.drop_row(table.name, row.id)
        return record

    def typing(self) -> str:
        """Write down the texts that cannot be read, to be kept beside the card; "" for none."""
        texts = [[*spot, one.text] for spot, one in self._unread_here()]
        return json.dumps(texts, ensure_ascii=False) if texts else ""

    def take_typing(self, kept: str, today: date, lang: Language) -> None:
        """Put the texts that typing() wrote down into their fields again."""
        rows = {row.id for table in self.form.repeats() for row in self.record.rows(table.name)}
        for path, row, text in json.loads(kept) if kept else ():
            if path in self._fields and row in rows | {""}:
                self.write(Spot(path, row), text, today, lang)

    def repeat(self, spot: Spot, before: Record | None) -> Spot | None:
        """Put in the value of the row above, or of the card before; give the spot it stands at,
        None where there is nothing to repeat."""
        table, _, name = spot.path.rpartition(".")
        if table:
            rows = self.record.rows(table)
            at = next((at for at, one in enumerate(rows) if one.id == spot.row), len(rows))
            value = rows[at - 1].get(name) if at else None
        else:
            value = before.get(name) if before is not None else None
        if value is None:
            return None
        if spot.row == NEW:
            spot = self.add_row(table, spot.path)
        self.unread.pop(spot, None)
        self.put(spot, value)
        self.visited.add(spot)
        self.copied.add(spot)
        return spot

    def take_saved(self, record: Record) -> None:
        """Go on with the record that the store keeps now."""
        self.record = self.saved = record

    def findings(self, today: date) -> tuple[Finding, ...]:
        """Give everything that is to be said of the card, in the order of the paper."""
        unread = {spot: one.finding for spot, one in self._unread_here()}
        found = [
            one
            for one in check(self.form, self.record, today, self._office)
            if not (one.rule == "Q01" and spot_of(one) in unread)
        ]
        return tuple(
            sorted(
                [*unread.values(), *found],
                key=lambda f: self._order.get(f.where.get("field", ""), -1),
            )
        )

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
                if self.asked(spot) and self.told(spot) is None:
                    yield spot
        yield Spot(f"{table.name}.{table.fields[0].name}", NEW)


def spot_of(finding: Finding) -> Spot:
    """Give the place a finding stands at."""
    return Spot(finding.where.get("field", ""), finding.where.get("row", ""))


def _where(form: Form, spot: Spot) -> dict[str, str]:
    return {"form": form.code, "field": spot.path} | ({"row": spot.row} if spot.row else {})
