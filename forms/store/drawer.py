"""Reads and writes the cards of one form in its tables; many cards with few statements."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from forms.fields import Entry, Field, Value, Values
from forms.record import Record, State
from forms.store.conversion import Raw, from_raw, raw_values, rows_of
from forms.store.prepared import Prepared, among, listed
from forms.store.tables import CARDS, FormTables, tables_of

BATCH = 500
Reader = tuple[tuple[str, Callable[[str | int], Value]], ...]
Rows = dict[int, tuple[Entry, ...]]

_HEAD = 7  # columns of a card before its fields


class Drawer:
    """The tables of one form with the statements that read and write them."""

    def __init__(self, tables: FormTables) -> None:
        """Prepare the statements; drawer_of() keeps one drawer a form."""
        self.tables = tables
        card = tables.card
        self._reader = _reader(tables.fields)
        self._row_readers = {name: _reader(fields) for name, fields in tables.row_fields.items()}
        cards = select(
            card.c.card,
            CARDS.c.id,
            CARDS.c.number,
            card.c.state,
            card.c.revision,
            card.c.changed_at,
            card.c.confirmed,
            *(card.c[name] for name in tables.fields),
        ).join(CARDS, CARDS.c.place == card.c.card)
        counted = (card.c.state == State.COMPLETE.value) & CARDS.c.annulled.is_(None)
        self._counted = Prepared(
            _ordered(cards.where(counted, card.c.card > bindparam("after")), card).limit(BATCH)
        )
        kept = [column.name for column in card.c if column.name != "card"]
        self._insert = Prepared(insert(card))
        self._update = Prepared(update(card).where(card.c.card == bindparam("at")), kept)
        self._listed = Prepared(_ordered(cards.where(_in(card)), card))
        self._one = Prepared(cards.where(card.c.card == bindparam("first")))
        self._between = {
            name: Prepared(
                _rows(table, fields).where(
                    table.c.card.between(bindparam("first"), bindparam("last"))
                )
            )
            for (name, fields), table in self._row_tables()
        }
        self._of_listed = {
            name: Prepared(_rows(table, fields).where(_in(table)))
            for (name, fields), table in self._row_tables()
        }
        rows = self.tables.rows.items()
        self._insert_rows = {name: Prepared(insert(table)) for name, table in rows}
        self._delete_rows = {
            name: Prepared(delete(table).where(table.c.card == bindparam("at")))
            for name, table in rows
        }

    def _row_tables(self) -> Iterator[tuple[tuple[str, dict[str, Field]], Table]]:
        return zip(self.tables.row_fields.items(), self.tables.rows.values(), strict=True)

    def counted(self, connection: Connection) -> Iterator[Record]:
        """Give the last complete version of every card not annulled, a batch at a time."""
        after = 0
        while heads := self._counted.rows(connection, {"after": after}):
            span = {"first": heads[0][0], "last": heads[-1][0]}
            after = heads[-1][0]
            yield from self._filled(connection, heads, self._between, span)

    def kept(self, connection: Connection, places: Sequence[int]) -> dict[int, Record]:
        """Give cards as they stand in the tables, by their places; missing ones are left out."""
        if len(places) == 1:
            span = {"first": places[0], "last": places[0]}
            heads = self._one.rows(connection, span)
            records = self._filled(connection, heads, self._between, span)
        else:
            asked = {"places": listed(places)}
            heads = self._listed.rows(connection, asked)
            records = self._filled(connection, heads, self._of_listed, asked)
        return {head[0]: record for head, record in zip(heads, records, strict=True)}

    def _filled(
        self,
        connection: Connection,
        heads: Sequence[Sequence[Any]],
        selects: Mapping[str, Prepared],
        asked: Mapping[str, object],
    ) -> Iterator[Record]:
        if not heads:
            return
        rows = {
            name: _gather(query.rows(connection, asked), self._row_readers[name])
            for name, query in selects.items()
        }
        for head in heads:
            yield self._record(head, rows)

    def _record(self, head: Sequence[Any], rows: Mapping[str, Rows]) -> Record:
        place, key, number, state, revision, changed_at, confirmed = head[:_HEAD]
        values = _decoded(self._reader, head, _HEAD)
        for name, found in rows.items():
            if place in found:
                values[name] = found[place]
        return Record(
            self.tables.form.code,
            key,
            values,
            number,
            State(state),
            revision,
            datetime.fromisoformat(changed_at),
            confirmed_from(confirmed),
        )

    def write(self, connection: Connection, place: int, new: Record, old: Record | None) -> None:
        """Write a version of a card into the tables; old is what stands there now, if anything.

        Raises CannotKeep for a value that does not belong in its field.
        """
        assert new.changed_at is not None
        columns: dict[str, object] = {
            "card": place,
            "state": new.state.value,
            "revision": new.revision,
            "changed_at": new.changed_at.isoformat(),
            "confirmed": confirmed_json(new),
            **raw_values(self.tables.fields, self._scalars(new.values)),
        }
        if old is None:
            self._insert.rows(connection, columns)
        else:
            self._update.rows(connection, {"at": place, **columns})
        for name in self.tables.rows:
            self._write_rows(connection, place, name, new, old)

    def _scalars(self, values: Values) -> Values:
        return {name: value for name, value in values.items() if name not in self.tables.rows}

    def _write_rows(
        self, connection: Connection, place: int, name: str, new: Record, old: Record | None
    ) -> None:
        rows, before = rows_of(new.values, name), old.rows(name) if old else ()
        if rows == before:
            return
        if before:
            self._delete_rows[name].rows(connection, {"at": place})
        fields = self.tables.row_fields[name]
        self._insert_rows[name].many(
            connection,
            (
                {"card": place, "id": row.id, "position": at, **raw_values(fields, row.values)}
                for at, row in enumerate(rows)
            ),
        )


@cache
def drawer_of(form: str) -> Drawer:
    """Give the drawer of a form; raises KeyError for an unknown code."""
    return Drawer(tables_of(form))


def confirmed_json(record: Record) -> str:
    """Write the confirmed findings of a card."""
    return json.dumps({key: list(told) for key, told in record.confirmed.items()})


def confirmed_from(text: str) -> dict[str, tuple[str, str]]:
    """Read what confirmed_json wrote."""
    if text == "{}":
        return {}
    return {key: (reason, words) for key, (reason, words) in json.loads(text).items()}


def batches(places: Iterator[int]) -> Iterator[list[int]]:
    """Cut a stream of places into batches."""
    while batch := list(islice(places, BATCH)):
        yield batch


def _ordered(query: Select[Any], table: Table) -> Select[Any]:
    return query.order_by(table.c.card)


def _in(table: Table) -> ColumnElement[bool]:
    return among(table.c.card, "places")


def _rows(table: Table, fields: Mapping[str, Field]) -> Select[Any]:
    columns = (table.c[name] for name in fields)
    return select(table.c.card, table.c.id, *columns).order_by(table.c.card, table.c.position)


def _reader(fields: Mapping[str, Field]) -> Reader:
    return tuple((name, from_raw(field)) for name, field in fields.items())


def _decoded(reader: Reader, row: Sequence[Raw], start: int) -> dict[str, Value]:
    return {
        name: read(raw)
        for (name, read), raw in zip(reader, row[start:], strict=True)
        if raw is not None
    }


def _gather(found: Any, reader: Reader) -> Rows:
    rows: dict[int, list[Entry]] = defaultdict(list)
    for row in found:
        rows[row[0]].append(Entry(row[1], _decoded(reader, row, 2)))
    return {place: tuple(entries) for place, entries in rows.items()}
