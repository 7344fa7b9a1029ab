"""A filled form: frozen values; a change makes a new record."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from forms.fields import Entry, Value, Values


class State(StrEnum):
    """Where a card stands: being typed, complete by its rules, or annulled (no document)."""

    DRAFT = "draft"
    COMPLETE = "complete"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class Record:
    """One filled form.

    id never changes and is nobody's number; number is what people call the card
    ("1132-2026-0047").  values holds only what is entered.  confirmed holds the soft findings
    that a person confirmed: finding key → (code of the reason, its words).
    """

    form: str
    id: str
    values: Values
    number: str = ""
    state: State = State.DRAFT
    revision: int = 0
    changed_at: datetime | None = None
    confirmed: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def blank(cls, form: str) -> "Record":
        """Give an empty card with an identity of its own."""
        return cls(form, uuid.uuid4().hex, {})

    def get(self, name: str) -> Value:
        """Give a value of the card, None where nothing is entered."""
        return self.values.get(name)

    def rows(self, table: str) -> tuple[Entry, ...]:
        """Give the rows of a table, in their order."""
        return _rows(self.values.get(table))

    def replace(self, path: str, value: Value, row: str | None = None) -> "Record":
        """Give a new record with one value changed; row is the id for a field of a table."""
        if row is None:
            return replace(self, values=_with(self.values, path, value))
        table, name = path.split(".")
        rows = tuple(
            Entry(one.id, _with(one.values, name, value)) if one.id == row else one
            for one in self.rows(table)
        )
        return replace(self, values={**self.values, table: rows})

    def add_row(self, table: str, values: Values | None = None) -> "Record":
        """Give a new record with one more row at the end of a table."""
        row = Entry(uuid.uuid4().hex, dict(values or {}))
        return replace(self, values={**self.values, table: (*self.rows(table), row)})

    def drop_row(self, table: str, row: str) -> "Record":
        """Give a new record without one row."""
        kept = tuple(one for one in self.rows(table) if one.id != row)
        return replace(self, values=_with(self.values, table, kept or None))


def _with(values: Values, name: str, value: Value) -> Values:
    kept = {key: old for key, old in values.items() if key != name}
    return kept if value is None else {**kept, name: value}


def _rows(value: Value) -> tuple[Entry, ...]:
    if not isinstance(value, tuple):
        return ()
    return tuple([one for one in value if isinstance(one, Entry)])
