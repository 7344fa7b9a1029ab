"""The journal: who did what when, row after row in a chain that shows what was taken or altered.

Each row carries a seal: HMAC-SHA256 (RFC 2104) over the seal of the row before and everything
that stands in the row.  The number and seal of the newest row stand in the head as well, under a
proof of its own, so that a cut end is seen.  The key of the seals is drawn once; the vault keeps
it wrapped by a key from its root secret, so whoever has only the open database cannot make seals.

Only codes and counts stand in a row (deeds.as_code): never a name, an ИИН or a typed text.
"""

import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as put

from forms.store.deeds import Deed, as_code
from forms.store.prepared import Prepared
from forms.store.tables import JOURNAL, JOURNAL_HEAD, JOURNAL_KEYS

KEY_SIZE = 32
BROKEN = "broken"
"""Stands for the seal before where the head does not hold: the chain shows the place for ever."""


class Sealer(Protocol):
    """Wraps the key of the journal, and unwraps it: an open vault, or a copy's key."""

    def wrap(self, secret: bytes) -> str:
        """Give a secret as only this vault can read it."""
        ...

    def unwrap(self, wrapped: str) -> bytes | None:
        """Read a wrapped secret; None when it is not of this vault."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One row as its seal covers it."""

    entry: int
    happened_at: str
    who: str
    deed: str
    form: str
    record: str
    about: str

    def sealed(self, key: bytes, before: str) -> str:
        """Give the seal of this row after one with the seal before."""
        said = [self.happened_at, self.who, self.deed, self.form, self.record, self.about]
        return seal(key, before, json.dumps([self.entry, *said]))


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain begins, what it takes over, and the number and seal of its newest row."""

    since: int
    start: str
    entry: int
    seal: str
    proof: str

    def proved(self, key: bytes) -> str:
        """Give the proof that this head should carry."""
        return seal(key, "head", json.dumps([self.since, self.start, self.entry, self.seal]))

    def holds(self, key: bytes) -> bool:
        """True when the head was written with this key."""
        return hmac.compare_digest(self.proved(key), self.proof)


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest row as it is remembered outside the vault: its number and seal, nothing else."""

    entry: int
    seal: str


def seal(key: bytes, before: str, said: str) -> str:
    """Give the seal of something said after a seal before."""
    return hmac.digest(key, f"{before}\n{said}".encode(), "sha256").hex()


def older_seal(key: bytes, rows: list[Row]) -> str:
    """Give the seal over all rows that the chain took over from the time before it."""
    before = "older"
    for row in rows:
        before = row.sealed(key, before)
    return before


def begin(connection: Connection, sealer: Sealer) -> None:
    """Begin the chain where the step left it waiting; elsewhere do nothing."""
    head = head_of(connection)
    if head is None or head.proof or _wrapped(connection):
        return
    key = _new_key(connection, sealer)
    older = connection.execute(select(*_SAID).order_by(JOURNAL.c.entry)).fetchall()
    _put_head(connection, key, head.since, older_seal(key, [Row(*row) for row in older]), None)


def write(
    connection: Connection,
    sealer: Sealer,
    deed: Deed,
    *,
    who: str,
    when: datetime,
    form: str = "",
    record: str = "",
    about: str = "",
) -> None:
    """Write one row and move the head to it; raises ValueError for what is no code or count.

    A damaged head or key stops nobody from working: the row is sealed as one after a break, which
    the check finds there ever after.
    """
    key, head = key_of(connection, sealer), head_of(connection)
    if key is None:
        key, head = _new_key(connection, sealer), None
    sound = head is not None and head.holds(key)
    last = int(_LAST.rows(connection)[0][0])
    if head is not None and sound:
        last = max(last, head.entry)
    row = Row(
        last + 1,
        when.astimezone(UTC).isoformat(),
        who,
        deed.value,
        as_code(form),
        as_code(record),
        as_code(about),
    )
    sealed = row.sealed(key, head.seal if head is not None and sound else BROKEN)
    said = {name: getattr(row, name) for name in Row.__slots__}
    _WRITTEN.rows(connection, {**said, "seal": sealed})
    since, start = (head.since, head.start) if head is not None else (1, "")
    _put_head(connection, key, since, start, Mark(row.entry, sealed))


def prepare_key(
    connection: Connection, old: Sealer, new: Sealer, *, who: str, when: datetime
) -> None:
    """Let the journal open with the next key of the vault too, before that is changed.

    The row that tells of the change is written by settle, when the change is a fact.
    """
    key = key_of(connection, old)
    if key is not None:
        pending = {"since": when.astimezone(UTC).isoformat(), "who": who}
        wrapped = put(JOURNAL_KEYS).values(wrapped=new.wrap(key), **pending)
        connection.execute(wrapped.on_conflict_do_update(index_elements=["wrapped"], set_=pending))


def ready(connection: Connection) -> bool:
    """True unless the chain waits to be begun, or a change of the vault's key to be told."""
    head = head_of(connection)
    waits = head is not None and not head.proof
    return not waits and all(not since for _wrapped_key, since, _who in _wrapped(connection))


def settle(connection: Connection, sealer: Sealer) -> None:
    """Write the row of a change of key that came about, forget one that did not."""
    for wrapped, since, who in _wrapped(connection):
        fits = sealer.unwrap(wrapped) is not None
        if fits and since:
            when = datetime.fromisoformat(since)
            write(connection, sealer, Deed.KEY_CHANGED, who=who, when=when)
            settled = update(JOURNAL_KEYS).where(JOURNAL_KEYS.c.wrapped == wrapped)
            connection.execute(settled.values(since="", who=""))
        elif not fits:
            connection.execute(delete(JOURNAL_KEYS).where(JOURNAL_KEYS.c.wrapped == wrapped))


def mark_of(connection: Connection) -> Mark | None:
    """Give the number and seal of the newest row, None while there is none."""
    head = head_of(connection)
    return Mark(head.entry, head.seal) if head is not None and head.seal else None


def head_of(connection: Connection) -> Head | None:
    """Give the head as it is kept; whether it holds is asked of itself."""
    found = _HEAD.first(connection)
    return None if found is None else Head(*found)


def key_of(connection: Connection, sealer: Sealer) -> bytes | None:
    """Give the key of the seals, None where it is missing or damaged."""
    keys = (sealer.unwrap(wrapped) for wrapped, _since, _who in _wrapped(connection))
    return next((key for key in keys if key is not None), None)


_SAID = [JOURNAL.c[name] for name in Row.__slots__]
_LAST = Prepared(select(func.coalesce(func.max(JOURNAL.c.entry), 0)))
_WRITTEN = Prepared(insert(JOURNAL))
_HEAD = Prepared(select(*(JOURNAL_HEAD.c[name] for name in Head.__slots__)))
_WRAPPED = Prepared(select(JOURNAL_KEYS.c.wrapped, JOURNAL_KEYS.c.since, JOURNAL_KEYS.c.who))
_PUT = put(JOURNAL_HEAD)
_PUT_HEAD = Prepared(
    _PUT.on_conflict_do_update(
        index_elements=["place"], set_={name: _PUT.excluded[name] for name in Head.__slots__}
    )
)


def _wrapped(connection: Connection) -> list[tuple[str, str, str]]:
    return [(wrapped, since, who) for wrapped, since, who in _WRAPPED.rows(connection)]


def _new_key(connection: Connection, sealer: Sealer) -> bytes:
    key = secrets.token_bytes(KEY_SIZE)
    connection.execute(insert(JOURNAL_KEYS).values(wrapped=sealer.wrap(key), since="", who=""))
    return key


def _put_head(
    connection: Connection, key: bytes, since: int, start: str, newest: Mark | None
) -> None:
    entry, sealed = (newest.entry, newest.seal) if newest else (since - 1, start)
    head = Head(since, start, entry, sealed, "")
    kept = {
        "place": 1,
        "since": since,
        "start": start,
        "entry": entry,
        "seal": sealed,
        "proof": head.proved(key),
    }
    _PUT_HEAD.rows(connection, kept)
