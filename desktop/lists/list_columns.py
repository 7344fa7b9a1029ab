"""The columns a list can show: facts of a card, and any declared field of its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.card.typed import Reader
from desktop.desk import Desk
from desktop.language import current, day, moment, tr
from desktop.lists.list_looks import ListLook, state_key
from forms.fields import Context, Field, Member
from forms.form import Form
from forms.person import called
from forms.record import Record
from forms.sensitive import HIDDEN, neutral
from forms.store.store import ListRow, Sort
from forms.words import N_, say

FIELD = "@"
"""A column of a declared field is called by it and the path: @children.birth."""

HEADS: Mapping[str, str] = {
    "number": N_("№"),
    "title": N_("Name"),
    "kind": N_("Kind of claim"),
    "children": N_("Children"),
    "date": N_("Date"),
    "removed": N_("Removed on"),
    "force": N_("In force on"),
    "state": N_("State"),
    "changed": N_("Changed"),
}
"""Facts of a card and how they are headed where the list has no words of its own."""

SORTS: Mapping[str, Sort] = {
    "number": Sort.NUMBER,
    "title": Sort.NAME,
    "date": Sort.DATE,
    "children": Sort.CHILDREN,
    "state": Sort.STATE,
    "kind": Sort.KIND,
    "changed": Sort.CHANGED,
    "removed": Sort.REMOVED,
    "force": Sort.FORCE,
}
STATES = {"draft": N_("Draft"), "annulled": N_("Annulled")}
"""What cards of every form are called that are no longer, or not yet, counted."""

OF_CLAIMS = frozenset({"kind", "force"})


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns that the list of one form can have."""

    form: Form
    look: ListLook

    def every(self) -> tuple[str, ...]:
        """Give every column: the facts, then the fields in the order of the paper."""
        claims = "kind" in self.look.columns
        facts = (key for key in HEADS if claims or key not in OF_CLAIMS)
        return (*facts, *(f"{FIELD}{path}" for path, _ in self.form.paths()))

    def head(self, key: str) -> str:
        """Give the words of a head; a field of a table is called with its table."""
        if not key.startswith(FIELD):
            return tr(self.look.heads.get(key) or HEADS[key])
        return field_name(self.form, key[1:])

    def sorted_by(self, key: str) -> tuple[Sort, str] | None:
        """Give the sort and the field by which a column orders; None where it cannot."""
        if not key.startswith(FIELD):
            return SORTS[key], ""
        field = self.form.field(key[1:])
        if isinstance(field, Member) or field.sensitive:
            return None  # it points to a row of its own card; what is hidden is not sorted by
        return Sort.NUMBER, key[1:]

    def text(self, key: str, row: ListRow, record: Record | None, desk: Desk) -> str:
        """Say what a cell shows; of a table in the card its first value, and how many more."""
        if key.startswith(FIELD):
            return self._field_text(key[1:], record, desk) if record is not None else ""
        match key:
            case "number":
                return row.number.rpartition("-")[2]
            case "title":
                return row.title or tr("Nobody is named yet")
            case "children":
                return str(row.children)
            case "date":
                return day(row.date)
            case "removed":
                return day(row.removed_on)
            case "force":
                return day(row.in_force_on)
            case "state":
                return state_words(self.look, row)
            case "changed":
                return moment(row.changed_at) if row.changed_at else ""
        return row.kind.say(current()) if row.kind else ""

    def _field_text(self, path: str, record: Record, desk: Desk) -> str:
        field = self.form.field(path)
        table, _, name = path.rpartition(".")
        if table:
            found = [row.get(name) for row in record.rows(table) if row.get(name) is not None]
        else:
            found = [record.get(name)] if record.get(name) is not None else []
        if not found:
            return ""
        if field.sensitive:
            found = [neutral(field, one) for one in found]
        hidden = found[0] is None
        first = tr(HIDDEN) if hidden else _reader(desk, record, field).show(field, found[0])
        more = len(found) - 1
        return tr("{first} +{more}", first=first, more=more) if more else first


def _reader(desk: Desk, record: Record, field: Field) -> Reader:
    rows = record.rows(field.of) if isinstance(field, Member) else ()
    members = {row.id: called(row.values) or str(at) for at, row in enumerate(rows, 1)}
    return Reader(desk.register, Context(desk.today(), members), current())


def state_words(look: ListLook, row: ListRow) -> str:
    """Say how a card stands."""
    key = state_key(row)
    return tr(STATES.get(key) or (look.gone if key == "gone" else look.standing))


def all_states(look: ListLook) -> tuple[str, ...]:
    """Give every word for how a card stands."""
    return *map(tr, STATES.values()), tr(look.gone), tr(look.standing)


def field_name(form: Form, path: str) -> str:
    """Call a field as lists do: “Children · Date of birth”."""
    table, _, _ = path.rpartition(".")
    label = say(form.field(path).label, current())
    return f"{say(form.repeat(table).label, current())} · {label}" if table else label
