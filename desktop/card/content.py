"""What a card holds at one moment, where it is typed, and how two moments differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from forms.fields import EMPTY, Entry, Values
from forms.findings import Finding
from forms.form import Form

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


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a person put into a card; it never changes, so undoing is keeping it."""

    values: Values
    confirmed: Mapping[str, tuple[str, str]]
    unread: Mapping[Spot, Unread]
    copied: frozenset[Spot] = frozenset()


class Kind(Enum):
    """What differs between two moments of a card."""

    VALUE = auto()
    ROW_ADDED = auto()
    ROW_DROPPED = auto()
    ROWS_MOVED = auto()
    CONFIRMED = auto()
    UNCONFIRMED = auto()


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, and the spot at which it is seen; that of a row is its first field, that of
    a confirmation the place of its finding."""

    kind: Kind
    spot: Spot


def differences(form: Form, old: Content, new: Content) -> tuple[Difference, ...]:
    """Give what differs, in the order of the paper; a row that came or went is one difference."""
    found = [
        Difference(Kind.VALUE, Spot(field.name))
        for field in form.scalars()
        if _held(old, Spot(field.name)) != _held(new, Spot(field.name))
    ]
    for table in form.repeats():
        found += _rows(table.name, [field.name for field in table.fields], old, new)
    order = {path: at for at, (path, _) in enumerate(form.paths())}
    found.sort(key=lambda one: order[one.spot.path])
    for key in old.confirmed.keys() | new.confirmed.keys():
        if old.confirmed.get(key) != new.confirmed.get(key):
            kind = Kind.CONFIRMED if key in new.confirmed else Kind.UNCONFIRMED
            found.append(Difference(kind, spot_of_key(key)))
    return tuple(found)


def rows_in(values: Values, table: str) -> tuple[Entry, ...]:
    """Give the rows of a table among the values of a card."""
    rows = values.get(table)
    found = rows if isinstance(rows, tuple) else ()
    return tuple(row for row in found if isinstance(row, Entry))


def spot_of(finding: Finding) -> Spot:
    """Give the place a finding stands at."""
    return Spot(finding.where.get("field", ""), finding.where.get("row", ""))


def spot_of_key(key: str) -> Spot:
    """Give the place of a finding by the key under which its confirmation is kept."""
    _, place, _ = key.split("|", 2)
    _, path, *row = place.split("/")
    return Spot(path, row[0] if row else "")


def _rows(table: str, names: list[str], old: Content, new: Content) -> Iterator[Difference]:
    before, after = rows_in(old.values, table), rows_in(new.values, table)
    was, now = [row.id for row in before], [row.id for row in after]
    first = f"{table}.{names[0]}"
    for key in dict.fromkeys([*was, *now]):
        if key not in was:
            yield Difference(Kind.ROW_ADDED, Spot(first, key))
        elif key not in now:
            yield Difference(Kind.ROW_DROPPED, Spot(first, key))
        else:
            for name in names:
                spot = Spot(f"{table}.{name}", key)
                if _held(old, spot) != _held(new, spot):
                    yield Difference(Kind.VALUE, spot)
    if [key for key in was if key in now] != [key for key in now if key in was]:
        yield Difference(Kind.ROWS_MOVED, Spot(first))


def _held(content: Content, spot: Spot) -> object:
    """Give what stands at a spot: a text that could not be read, else a value."""
    if spot in content.unread:
        return content.unread[spot].text
    table, _, name = spot.path.rpartition(".")
    if not table:
        return content.values.get(name)
    rows = (row.values for row in rows_in(content.values, table) if row.id == spot.row)
    value = next(rows, EMPTY).get(name)
    return value
