"""Walks the chain of the journal and says which rows were altered, taken away or put in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from forms.findings import Finding, Severity
from forms.store.inventory import Rows
from forms.store.journal import BROKEN, Head, Mark, Row, Sealer, older_seal
from forms.words import N_

TOLD = 20
"""So many altered rows are told one by one; of more there is only a count."""

ALTERED = N_(
    "Row {row} of the journal, of {when}, was altered after it was written, or written by somebody "
    "else. Keep this file aside and compare with the journal of a backup."
)
MORE_ALTERED = N_("Besides, {n} more rows of the journal were altered, the last is row {row}.")
TAKEN = N_(
    "Rows {first} to {last} of the journal are missing: {n} rows were taken away. Keep this file "
    "aside and compare with the journal of a backup."
)
CUT = N_(
    "The end of the journal was cut off: rows {first} to {last} are missing. Keep this file aside "
    "and compare with the journal of a backup."
)
STRANGE = N_(
    "{n} rows stand behind the end of the journal, from row {first} on, and were not written by "
    "Pana. Keep this file aside and compare with the journal of a backup."
)
NO_HEAD = N_(
    "The mark of the journal's end is missing or was altered. Whether rows are missing at the end "
    "cannot be told by this file alone; compare with the journal of a backup."
)
NO_KEY = N_(
    "The key of the journal is missing or was altered, so {n} rows cannot be checked. Keep this "
    "file aside and compare with the journal of a backup."
)
OLDER = N_(
    "The {n} rows from the time before the journal was a chain were altered or taken away. Keep "
    "this file aside and compare with the journal of a backup."
)
BREAK = N_(
    "Before row {row} of the journal, of {when}, the end of the journal had been altered or taken "
    "away."
)
BEHIND = N_(
    "This computer remembers row {entry} of the journal of this vault, and the file ends with row "
    "{last}: an earlier copy of the file was put in its place, or the end of the journal was cut "
    "off. If you did not restore a backup, keep this file aside."
)
OTHER = N_(
    "Row {entry} of the journal is not the one that this computer remembers: the vault was "
    "replaced by another copy of it, or its journal was written anew. If you did not restore a "
    "backup, keep this file aside."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a walk along the chain found: how many rows it holds, and what is wrong with them."""

    rows: int
    last: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The journal as it lies: its rows with their seals, its head and its key."""

    rows: Sequence[tuple[Row, str]]
    head: Head | None
    key: bytes | None


def check(rows: Rows, sealer: Sealer, outside: Mark | None = None) -> Checked:
    """Check the whole journal; outside is what this computer remembers of its newest row.

    rows runs a query, of an open vault or of a copy, so that a backup is checked the same way.
    """
    chain = _read(rows, sealer)
    found = (*_inside(chain), *_outside(chain, outside))
    return Checked(len(chain.rows), chain.rows[-1][0].entry if chain.rows else 0, found)


def _read(rows: Rows, sealer: Sealer) -> Chain:
    names = ", ".join(Row.__slots__)
    kept = [
        (Row(*row[:-1]), str(row[-1]))
        for row in rows(f"SELECT {names}, seal FROM journal ORDER BY entry")
    ]
    heads = rows("SELECT since, start, entry, seal, proof FROM journal_head")
    wrapped = [sealer.unwrap(row[0]) for row in rows("SELECT wrapped FROM journal_keys")]
    key = next((one for one in wrapped if one is not None), None)
    return Chain(kept, Head(*heads[0]) if len(heads) == 1 else None, key)


def _inside(chain: Chain) -> Iterator[Finding]:
    """Tell what the file itself shows."""
    key, head = chain.key, chain.head
    if key is None:
        yield _finding("J06", NO_KEY, n=len(chain.rows))
        return
    if head is None or not head.holds(key):
        yield _finding("J05", NO_HEAD)
        head = None
    since, start = (head.since, head.start) if head is not None else _begun(chain)
    older = [row for row, _ in chain.rows if row.entry < since]
    unsealed = not any(seal for row, seal in chain.rows if row.entry < since)
    if head is not None and not (unsealed and older_seal(key, older) == start):
        yield _finding("J07", OLDER, n=since - 1)
    sealed = [(row, seal) for row, seal in chain.rows if row.entry >= since]
    end = head.entry if head is not None else max((row.entry for row, _ in sealed), default=0)
    yield from _gaps([row.entry for row, _ in sealed if row.entry <= end], since, end)
    yield from _altered(key, sealed, start, end)
    if head is not None and sealed and sealed[-1][0].entry == end and sealed[-1][1] != head.seal:
        yield _finding("J05", NO_HEAD)
    strange = [row.entry for row, _ in sealed if row.entry > end]
    if strange:
        yield _finding("J04", STRANGE, n=len(strange), first=strange[0])


def _begun(chain: Chain) -> tuple[int, str]:
    """Guess where the chain began when the head cannot tell: with the first row that has a seal."""
    return next((row.entry for row, seal in chain.rows if seal), 1), ""


def _gaps(there: Sequence[int], since: int, end: int) -> Iterator[Finding]:
    before = since - 1
    for entry in there:
        if entry > before + 1:
            yield _finding("J02", TAKEN, first=before + 1, last=entry - 1, n=entry - before - 1)
        before = entry
    if before < end:
        yield _finding("J03", CUT, first=before + 1, last=end)


def _altered(
    key: bytes, sealed: Sequence[tuple[Row, str]], start: str, end: int
) -> Iterator[Finding]:
    """Tell the rows whose seal does not fit; after a gap the link itself cannot be tried."""
    wrong, before, last = [], start, None
    for row, seal in sealed:
        if row.entry > end:
            break
        linked = last is None and bool(start) or last == row.entry - 1
        if row.sealed(key, BROKEN) == seal:
            yield _finding("J09", BREAK, row=row.entry, when=_when(row))
        elif linked and row.sealed(key, before) != seal:
            wrong.append(row)
        before, last = seal, row.entry
    yield from map(_altered_row, wrong[:TOLD])
    if wrong[TOLD:]:
        yield _finding("J01", MORE_ALTERED, n=len(wrong) - TOLD, row=wrong[-1].entry)


def _outside(chain: Chain, outside: Mark | None) -> Iterator[Finding]:
    """Tell what this computer knows better than the file."""
    if outside is None:
        return
    last = chain.rows[-1][0].entry if chain.rows else 0
    kept = next((seal for row, seal in chain.rows if row.entry == outside.entry), None)
    if last < outside.entry:
        yield _finding("J08", BEHIND, entry=outside.entry, last=last)
    elif kept != outside.seal:
        yield _finding("J08", OTHER, entry=outside.entry)


def _altered_row(row: Row) -> Finding:
    return _finding("J01", ALTERED, row=row.entry, when=_when(row))


def _when(row: Row) -> str:
    try:
        return datetime.fromisoformat(row.happened_at).astimezone().strftime("%d.%m.%Y %H:%M")
    except ValueError:
        return "?"  # the moment itself was altered


def _finding(rule: str, sentence: str, **values: object) -> Finding:
    return Finding(rule, Severity.HARD, sentence, {}, values)
