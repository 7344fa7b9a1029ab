"""Tampers with the journal of a vault in a hundred ways, with the vault's own key, and looks.

`python -m tests.tamperings` alters every column, takes rows away, puts rows in, swaps them, cuts
the end, alters the head and the key, and makes the chain anew without its key.  Each time the
check must find it, also after the program went on writing.  Whoever lays an earlier copy of the
whole file in its place is found by what the computer remembers of the journal.
"""

import hashlib
import hmac
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from forms.findings import Finding
from forms.store.journal import Mark
from forms.store.papers import COMMISSION
from forms.store.store import Deed, Store
from forms.store.vault import Vault
from forms.store.vault_keys import KeyCost

PASSPHRASE = "made up words 77"
MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
OLDER, ROWS = 4, 40
"""Rows from before the chain, and all rows."""

COLUMNS = {
    "happened_at": "2026-01-01T00:00:00+00:00",
    "who": "somebody",
    "deed": "login",
    "form": "person",
    "record": "e" * 32,
    "about": "77",
    "seal": "f" * 64,
}
Touch = Callable[[Connection], object]


@dataclass(frozen=True, slots=True)
class Tampering:
    """One way to touch the journal behind the program's back; whole: only the computer's own
    memory can tell, because the file agrees with itself."""

    name: str
    touch: Touch
    whole: bool = False


def left_vault(folder: Path) -> Path:
    """Make a vault with a journal of so many rows, the first ones from before the chain."""
    path = folder / "a.pana"
    made = Vault.create(path, PASSPHRASE, KeyCost.PRACTICE)
    assert not isinstance(made, Finding), made
    with made[0] as vault:
        _older(vault)
        store = Store(vault)
        with store.begin() as work:
            work.set_setting(COMMISSION, "KDN-1132")
        deeds = list(Deed)
        for n in range(ROWS - OLDER):
            with store.begin() as work:
                work.note(
                    deeds[n % len(deeds)],
                    who=("chair", "secretary")[n % 2],
                    when=MOMENT + timedelta(minutes=n),
                    form="family",
                    record=f"{n:032x}",
                    about=n,
                )
    return path


def _older(vault: Vault) -> None:
    from forms.store.steps import CHAIN, STEPS, bring_up

    assert bring_up(vault, tuple(step for step in STEPS if step.name != CHAIN)) is None
    with vault.writing() as connection:
        for n in range(OLDER):
            connection.exec_driver_sql(
                "INSERT INTO journal (happened_at, who, action, about) VALUES (?, ?, ?, ?)",
                (MOMENT.isoformat(), "secretary", "backup", str(n)),
            )


def found_after(one: Tampering, left: Path, folder: Path) -> tuple[Finding, ...]:
    """Tamper with a copy, then look twice: at once and after the program wrote another row.

    Gives what both looks found; the computer's memory is asked only where it alone can tell.
    """
    folder.mkdir()
    path = Path(shutil.copyfile(left, folder / left.name))
    with _opened(path) as vault:
        with vault.reading() as connection:
            newest = connection.exec_driver_sql("SELECT entry, seal FROM journal_head").fetchone()
        assert newest is not None
        mark = Mark(*newest) if one.whole else None
        with vault.writing() as connection:
            one.touch(connection)
        first = Store(vault).check_journal(mark).findings
    with _opened(path) as vault:
        store = Store(vault)
        with store.begin() as work:
            work.note(Deed.LOGIN, who="secretary", when=MOMENT)
        second = store.check_journal(mark).findings
    return first if first and second else ()


def _opened(path: Path) -> Vault:
    vault = Vault.open(path, PASSPHRASE)
    assert isinstance(vault, Vault), vault
    return vault


def _run(statement: str, connection: Connection) -> None:
    connection.exec_driver_sql(statement)


def _runs(statements: tuple[str, ...], connection: Connection) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


def _swap(one: int, other: int, connection: Connection) -> None:
    """Let two rows change their places, seals and all."""
    for old, new in ((one, -1), (other, one), (-1, other)):
        connection.exec_driver_sql(f"UPDATE journal SET entry = {new} WHERE entry = {old}")


def _put_in(at: int, connection: Connection) -> None:
    """Put a row in between and move all later ones up by one."""
    for entry in range(ROWS, at - 1, -1):
        connection.exec_driver_sql(f"UPDATE journal SET entry = {entry + 1} WHERE entry = {entry}")
    _copy(at - 1, at, connection)
    connection.exec_driver_sql("UPDATE journal_head SET entry = entry + 1")


def _take_out(at: int, connection: Connection) -> None:
    """Take a row out and move all later ones down by one, the head with them."""
    connection.exec_driver_sql(f"DELETE FROM journal WHERE entry = {at}")
    for entry in range(at + 1, ROWS + 1):
        connection.exec_driver_sql(f"UPDATE journal SET entry = {entry - 1} WHERE entry = {entry}")
    connection.exec_driver_sql("UPDATE journal_head SET entry = entry - 1")


def _copy(source: int, target: int, connection: Connection) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO journal SELECT {target}, happened_at, who, deed, form, record, about, seal "
        f"FROM journal WHERE entry = {source}"
    )


def _cut(after: int, connection: Connection) -> None:
    """Cut the end off and let the head name the row that is the last now."""
    seal = f"(SELECT seal FROM journal WHERE entry = {after})"
    _runs(
        (
            f"UPDATE journal_head SET entry = {after}, seal = {seal}",
            f"DELETE FROM journal WHERE entry > {after}",
        ),
        connection,
    )


def _anew(key: bytes, connection: Connection, *, since: int = OLDER + 1, wrap: str = "") -> None:
    """Alter a row and make every seal and the head anew with a key of one's own."""
    connection.exec_driver_sql(f"UPDATE journal SET who = 'nobody' WHERE entry = {since + 3}")
    rows = connection.exec_driver_sql(
        "SELECT entry, happened_at, who, deed, form, record, about FROM journal ORDER BY entry"
    ).fetchall()
    before = "older"
    for row in rows:
        if row[0] == since:
            start = before
        before = _seal(key, before, json.dumps(list(row)))
        if row[0] >= since:
            connection.exec_driver_sql(
                "UPDATE journal SET seal = ? WHERE entry = ?", (before, row[0])
            )
    head = [since, start, ROWS, before]
    connection.exec_driver_sql(
        "UPDATE journal_head SET since = ?, start = ?, entry = ?, seal = ?, proof = ?",
        (*head, _seal(key, "head", json.dumps(head))),
    )
    if wrap:
        connection.exec_driver_sql("UPDATE journal_keys SET wrapped = ?", (wrap,))


def _seal(key: bytes, before: str, said: str) -> str:
    return hmac.digest(key, f"{before}\n{said}".encode(), "sha256").hex()


def _wiped(connection: Connection) -> None:
    """Leave the journal as if the chain had never begun."""
    _runs(
        (
            "DELETE FROM journal",
            "DELETE FROM journal_keys",
            "UPDATE journal_head SET since = 1, start = '', entry = 0, seal = '', proof = ''",
        ),
        connection,
    )


def _single(statements: dict[str, str]) -> Iterator[Tampering]:
    for name, statement in statements.items():
        yield Tampering(name, partial(_run, statement))


def _altered() -> Iterator[Tampering]:
    for entry in (OLDER + 1, 9, 17, 23, 31, ROWS - 1, ROWS):
        for column, value in COLUMNS.items():
            yield Tampering(
                f"{column} of row {entry} altered",
                partial(_run, f"UPDATE journal SET {column} = '{value}' WHERE entry = {entry}"),
            )
    for column, value in COLUMNS.items():
        yield Tampering(
            f"{column} of an older row altered",
            partial(_run, f"UPDATE journal SET {column} = '{value}' WHERE entry = 2"),
        )


def _taken() -> Iterator[Tampering]:
    for entry in (2, OLDER + 1, 9, 20, ROWS):
        yield Tampering(
            f"row {entry} taken away", partial(_run, f"DELETE FROM journal WHERE entry = {entry}")
        )
    for entry in (OLDER + 1, 12, ROWS - 1):
        yield Tampering(f"row {entry} taken out, later ones moved", partial(_take_out, entry))
    for after in (OLDER, 10, ROWS - 2, ROWS - 1):
        yield Tampering(
            f"end cut after row {after}",
            partial(_run, f"DELETE FROM journal WHERE entry > {after}"),
        )
        yield Tampering(f"end cut after row {after}, the head moved", partial(_cut, after))
    yield from _single(
        {
            "rows 10 to 20 taken away": "DELETE FROM journal WHERE entry BETWEEN 10 AND 20",
            "all rows of one person taken away": "DELETE FROM journal WHERE who = 'chair'",
            "all rows taken away": "DELETE FROM journal",
            "all older rows taken away": f"DELETE FROM journal WHERE entry <= {OLDER}",
        }
    )


def _put() -> Iterator[Tampering]:
    for source, target in ((ROWS, ROWS + 1), (9, ROWS + 1), (12, ROWS + 5), (9, 0), (9, -3)):
        yield Tampering(f"row {source} copied as {target}", partial(_copy, source, target))
    for at in (2, OLDER + 2, 15, ROWS):
        yield Tampering(f"a row put in at {at}, later ones moved", partial(_put_in, at))
    for one, other in ((2, 3), (9, 10), (12, 30), (ROWS - 1, ROWS), (2, 20)):
        yield Tampering(f"rows {one} and {other} swapped", partial(_swap, one, other))


def _heads() -> Iterator[Tampering]:
    for column, value in {
        "since": "12",
        "start": "'older'",
        "entry": "39",
        "seal": f"'{'0' * 64}'",
        "proof": f"'{'0' * 64}'",
    }.items():
        yield Tampering(
            f"{column} of the head altered",
            partial(_run, f"UPDATE journal_head SET {column} = {value}"),
        )
    yield from _single(
        {
            "the head taken away": "DELETE FROM journal_head",
            "the proof emptied": "UPDATE journal_head SET proof = ''",
            "the key taken away": "DELETE FROM journal_keys",
            "the key altered": "UPDATE journal_keys SET wrapped = 'ab' || substr(wrapped, 3)",
            "the key is no key": "UPDATE journal_keys SET wrapped = 'not a key'",
        }
    )
    yield Tampering(
        "head and key taken away",
        partial(_runs, ("DELETE FROM journal_head", "DELETE FROM journal_keys")),
    )


def _forged() -> Iterator[Tampering]:
    drawn = hashlib.sha256(b"drawn by a forger").digest()
    for name, key in {"a drawn key": drawn, "no key": b"", "zero bytes": bytes(32)}.items():
        yield Tampering(f"chain made anew with {name}", partial(_anew, key))
        forged = partial(_anew, key, wrap=key.hex() or "00")
        yield Tampering(f"chain made anew with {name}, put in as the key", forged)
    yield Tampering("chain begun later, made anew", partial(_anew, drawn, since=20))
    yield Tampering("journal as if never begun", _wiped, whole=True)


TAMPERINGS = (*_altered(), *_taken(), *_put(), *_heads(), *_forged())


def main() -> int:
    """Try all of them and say how many were found; gives 1 when one was not."""
    missed = []
    with tempfile.TemporaryDirectory() as home:
        left = left_vault(Path(home))
        untouched = Tampering("nothing", lambda _connection: None)
        clean = not any(_looks(untouched, left, Path(home) / "same"))
        for n, one in enumerate(TAMPERINGS):
            if not found_after(one, left, Path(home) / str(n)):
                missed.append(one.name)
    print(f"{len(TAMPERINGS) - len(missed)} of {len(TAMPERINGS)} tamperings found")
    print("an untouched journal is found whole" if clean else "AN UNTOUCHED JOURNAL IS BLAMED")
    for name in missed:
        print(f"NOT FOUND: {name}")
    return 0 if clean and not missed else 1


def _looks(one: Tampering, left: Path, folder: Path) -> tuple[Finding, ...]:
    return found_after(one, left, folder)


if __name__ == "__main__":
    sys.exit(main())
