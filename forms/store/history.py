"""What was changed in a card: compared when it is saved, kept, and read again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from forms.fields import EMPTY, Field, Value
from forms.form import Form
from forms.record import Record
from forms.store.conversion import Raw, from_raw, to_raw
from forms.store.prepared import Prepared
from forms.store.tables import HISTORY, tables_of


class What(StrEnum):
    """What kind of change it is."""

    VALUE = "value"  # old → new of one field
    ROW_ADDED = "added"
    ROW_DROPPED = "dropped"  # its values follow, each from old to nothing
    ROWS_MOVED = "moved"  # other order; old and new are the row ids
    STATE = "state"
    CONFIRMED = "confirmed"  # path is the key of the finding; old and new: reason and words
    ANNULLED = "annulled"  # new: reason and words
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: who made it when, in which revision, where, and from what to what.

    path is a field ("registered_on", "children.birth"), a table ("children") or "" for the card;
    row is the id of the row, "" for the card itself.  A field that is declared no more gives its
    values as they were stored.
    """

    revision: int
    when: datetime
    who: str
    what: What
    path: str = ""
    row: str = ""
    old: Value = None
    new: Value = None


Line = tuple[str, str, str, Raw, Raw]  # what, path, row, old, new


def differences(form: Form, old: Record, new: Record) -> list[Line]:
    """Give all that is different in new, in the order of the paper, the state last."""
    tables = tables_of(form.code)
    lines = list(_fields(tables.fields, "", "", old.values, new.values))
    for name, fields in tables.row_fields.items():
        lines += _rows(name, fields, old, new)
    for key in sorted(old.confirmed.keys() | new.confirmed.keys()):
        was, now = old.confirmed.get(key), new.confirmed.get(key)
        if was != now:
            lines.append((What.CONFIRMED, key, "", _words(was), _words(now)))
    if old.state is not new.state:
        lines.append((What.STATE, "", "", str(old.state), str(new.state)))
    return lines


def _fields(
    fields: Mapping[str, Field],
    prefix: str,
    row: str,
    old: Mapping[str, Value],
    new: Mapping[str, Value],
) -> Iterator[Line]:
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    for name, field in fields.items():
        if name in changed:
            was, now = to_raw(field, old.get(name)), to_raw(field, new.get(name))
            yield (What.VALUE, prefix + name, row, was, now)


def _rows(table: str, fields: Mapping[str, Field], old: Record, new: Record) -> Iterator[Line]:
    if old.rows(table) == new.rows(table):
        return
    before = {row.id: row.values for row in old.rows(table)}
    after = {row.id: row.values for row in new.rows(table)}
    for key in [*before, *(key for key in after if key not in before)]:
        if key not in before:
            yield (What.ROW_ADDED, table, key, None, None)
        elif key not in after:
            yield (What.ROW_DROPPED, table, key, None, None)
        yield from _fields(fields, f"{table}.", key, before.get(key, EMPTY), after.get(key, EMPTY))
    was = [key for key in before if key in after]
    now = [key for key in after if key in before]
    if was != now:
        yield (What.ROWS_MOVED, table, "", " ".join(was), " ".join(now))


def _words(reason: tuple[str, str] | None) -> str | None:
    return None if reason is None else " ".join(reason).strip()


_KEPT = Prepared(insert(HISTORY), ["card", "revision", "changed_at", "who", "changes"])


def write(
    connection: Connection, place: int, revision: int, when: datetime, who: str, lines: list[Line]
) -> None:
    """Keep the changes of one saving as one entry."""
    kept = {
        "card": place,
        "revision": revision,
        "changed_at": when.isoformat(),
        "who": who,
        "changes": json.dumps(_packed(lines), ensure_ascii=False, separators=(",", ":")),
    }
    _KEPT.rows(connection, kept)


def read(connection: Connection, form: Form, place: int) -> tuple[Change, ...]:
    """Give all changes of a card, the first one first."""
    query = select(
        HISTORY.c.revision, HISTORY.c.changed_at, HISTORY.c.who, HISTORY.c.changes
    ).where(HISTORY.c.card == place)
    fields = dict(form.paths())
    return tuple(
        _change(fields, revision, datetime.fromisoformat(when), who, line)
        for revision, when, who, changes in connection.execute(query.order_by(HISTORY.c.entry))
        for line in _unpacked(json.loads(changes))
    )


def _packed(lines: list[Line]) -> list[list[Any]]:
    """Put the values of one row together: its id is long, and a new card has many."""
    packed: list[list[Any]] = []
    for what, path, row, old, new in lines:
        if what != What.VALUE:
            packed.append([what, path, row, old, new])
            continue
        table, _, name = path.rpartition(".")
        if not packed or packed[-1][:3] != [What.VALUE, table, row]:
            packed.append([What.VALUE, table, row, {}])
        packed[-1][3][name] = [old, new]
    return packed


def _unpacked(packed: list[list[Any]]) -> Iterator[Line]:
    for what, path, row, *rest in packed:
        if what != What.VALUE:
            yield (what, path, row, rest[0], rest[1])
            continue
        for name, (old, new) in rest[0].items():
            yield (what, f"{path}.{name}" if path else name, row, old, new)


def _change(
    fields: Mapping[str, Field], revision: int, when: datetime, who: str, line: Line
) -> Change:
    kind, path, row, *values = line
    what = What(kind)
    field = fields.get(path) if what is What.VALUE else None
    old, new = (_value(field, raw) for raw in values)
    return Change(revision, when, who, what, path, row, old, new)


def _value(field: Field | None, raw: Raw) -> Value:
    return raw if raw is None or field is None else from_raw(field)(raw)
