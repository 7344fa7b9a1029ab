"""Opens single connections to an encrypted file, makes new ones whole and checks them."""

import errno
import os
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2

from forms.findings import Finding
from forms.store.vault_keys import VaultKey
from forms.store.vault_lock import MOST_PAGES, held_here, hold
from forms.store.vault_refusals import (
    BUSY,
    DAMAGED,
    EXISTS,
    LINKS_BROKEN,
    PAGES_BROKEN,
    STRUCTURE_BROKEN,
    VaultFault,
    fault,
    refusal,
)
from forms.store.vault_wal import pages_between

Copy = dbapi2.Connection
"""A connection to a backup or another closed vault, as look() gives it."""

Source = Callable[[], dbapi2.Connection]
"""Gives a connection of its own to one file, each time it is called."""

NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What file systems answer that know no second name for a file."""

PATIENCE = 15.0  # seconds that one piece of work waits for another

_SEALS = "PRAGMA cipher_integrity_check"

# The mark in SQLite's header field for applications: "PANA" when the vault was closed properly,
# "PANa" while it is in use.
CLOSED = 0x50414E41
IN_USE = 0x50414E61


def connect(path: Path, key: VaultKey, *, new: bool = False) -> dbapi2.Connection:
    """Open one connection with every setting a vault needs; makes a file only when new.

    Raises dbapi2.DatabaseError, at the first reading, when the key does not fit.
    """
    connection = dbapi2.connect(
        _uri(path, "rwc" if new else "rw"),
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        for setting in _settings(key):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def look(path: Path, key: VaultKey, *, alone: bool = True) -> dbapi2.Connection:
    """Open a vault only to read it: no lock, no byte of it changed.

    alone leaves out what lies beside it, as for backups: a write-protected stick does as well;
    else its -wal is read too, and left as it is.  Raises dbapi2.DatabaseError, at the first
    reading, when the key does not fit.
    """
    uri = _uri(path, "ro") + ("&immutable=1" if alone else "")
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for setting in (
            "cipher_log_level = NONE",
            f'key = "{key.spelled}"',
            "cipher_compatibility = 4",
            "cache_size = -65536",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
            "query_only = ON",
        ):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def _settings(key: VaultKey) -> Iterator[str]:
    yield "cipher_log_level = NONE"  # else a wrong key is printed to stderr
    # cipher_memory_security stays off, as its makers advise since 4.5: the cipher wipes and locks
    # its keys anyway, and to lock every other page one by one makes a search five times dearer
    # and a save four times, the more the larger the vault, while names stand in the windows' own
    # memory all the same.
    yield f'key = "{key.spelled}"'
    yield "cipher_compatibility = 4"  # later libraries may have other defaults
    yield "journal_mode = WAL"
    yield "synchronous = FULL"
    yield "foreign_keys = ON"
    yield "cache_size = -65536"  # 64 MB of opened pages make the cipher practically free
    yield "temp_store = MEMORY"
    yield "secure_delete = ON"
    yield "trusted_schema = OFF"
    yield f"max_page_count = {MOST_PAGES}"
    yield f"journal_size_limit = {16 * 2**20}"


def _uri(path: Path, mode: str) -> str:
    name = path.as_posix()
    return f"file://{quote(name if name.startswith('/') else '/' + name, safe='/:')}?mode={mode}"


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a place beside path to write to; at the end it stands under path, whole, or not at all.

    Raises VaultFault when path is taken already or cannot be written.
    """
    if os.path.lexists(path):
        raise VaultFault(refusal("V14", EXISTS, path))
    _remove_stale(path.parent)
    part = path.with_name(f".{secrets.token_hex(8)}.pana-part")
    try:
        with part.open("xb") as claim:
            hold(claim)
            yield part
        _put(part, path)
    except (OSError, dbapi2.DatabaseError, MemoryError) as error:
        finding = fault(error, path)
        if finding is None:
            raise
        raise VaultFault(finding) from error
    finally:
        _remove(part)


def _remove_stale(folder: Path) -> None:
    """Remove what killed programs left half made; a part still being written is held by a lock.

    What cannot be removed now is no reason not to write; it is tried again next time.
    """
    with suppress(OSError):
        for part in list(folder.glob(".*.pana-part")):
            with suppress(OSError):
                if held_here(part):  # a second name of a vault that is open: it is only a name
                    part.unlink()
                    continue
            with suppress(OSError), part.open("r+b") as stream:
                stale = hold(stream)
                stream.close()
                if stale:
                    _remove(part)


def _remove(part: Path) -> None:
    for rest in ("", "-wal", "-shm", "-journal"):
        # On a stick that was pulled out it cannot be removed; the next work there does it.
        with suppress(OSError):
            part.with_name(part.name + rest).unlink(missing_ok=True)


def _put(part: Path, path: Path) -> None:
    """Bring a finished file under its name without ever replacing another's."""
    with part.open("r+b") as stream:
        os.fsync(stream.fileno())
    try:
        _name(part, path)
    except FileExistsError:
        raise VaultFault(refusal("V14", EXISTS, path)) from None
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _name(part: Path, path: Path) -> None:
    """Name a finished file in one move that fails where the name is taken: never half a file.

    Claiming the name first with an empty file would leave that one behind after a kill.
    """
    if os.name == "nt":
        part.rename(path)  # refuses a name that is taken
        return
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if os.path.lexists(path):  # a stick in FAT knows no links
            raise FileExistsError(errno.EEXIST, "", str(path)) from error
        part.replace(path)
    else:
        part.unlink()


def mark(connection: dbapi2.Connection, state: int) -> None:
    """Write CLOSED or IN_USE into the main file itself, and everything else with it."""
    connection.execute(f"PRAGMA application_id = {state}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


Proof = Callable[[dbapi2.Connection], Finding | None]
"""Reads a finished copy and says what it lacks, None when nothing."""


def prove(part: Path, key: VaultKey, proof: Proof) -> None:
    """Let a proof read a finished copy; raises VaultFault with what it lacks."""
    with closing(look(part, key)) as connection:
        lacking = proof(connection)
    if lacking is not None:
        raise VaultFault(lacking)


def write_anew(connection: dbapi2.Connection) -> None:
    """Write every page of the main file anew and cut the -wal: pages that SQLite moved about may
    still hold, in a corner that nothing points to, what secure_delete did not reach."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def copy(source: Source, path: Path, key: VaultKey) -> tuple[Finding, ...]:
    """Copy an open vault into a new file marked as properly closed; give what its check finds.

    The source is a connection of its own: backup() never returns on one with an open write.  All
    pages are copied in one step, inside one reading transaction, so writers go on beside it.
    """
    with closing(connect(path, key, new=True)) as target:
        with closing(source()) as origin:
            origin.backup(target, pages=-1)
        mark(target, CLOSED)
    return soundness(lambda: connect(path, key), path)


def soundness(source: Source, path: Path) -> tuple[Finding, ...]:
    """Check every page's seal, the structure and the references of a vault: V20 to V22, V11.

    Each check has its own connection, since the cipher refuses to go on after a broken page.
    """
    found: list[Finding] = []
    for check in (broken_seals, _structure, _links):
        try:
            found.extend(check(source, path))
        except dbapi2.DatabaseError as error:
            finding = fault(error, path)
            if finding is None:
                raise
            found.append(finding)
    # The general word that the file is damaged is dropped where a check has told more exactly.
    exact = [finding for finding in found if finding.sentence != DAMAGED]
    return tuple(exact or found[:1])


def broken_seals(source: Source, path: Path) -> Iterator[Finding]:
    """Find pages of the main file that do not carry the key's seal (V20).

    backup() would copy such a page as an empty one and seal it anew, so this goes before it.
    """
    with closing(source()) as connection:
        if not connection.execute(_SEALS).fetchall():
            return
        if connection.execute("PRAGMA query_only").fetchone()[0]:
            rows = _broken(connection)
        else:
            rows = _broken_at_rest(connection, source)
    if rows:
        yield refusal("V20", PAGES_BROKEN, path, n=len(rows), page=rows[0])


def _broken(connection: dbapi2.Connection) -> list[int]:
    said = [str(row[0]) for row in connection.execute(_SEALS)]
    return [int(one) if (one := row.rpartition(" ")[2]).isdigit() else 0 for row in said]


def _broken_at_rest(connection: dbapi2.Connection, source: Source) -> list[int]:
    """Check while nobody may write, and leave out what stands in the -wal.

    The check reads the file past SQLite.  It may have met a page just being written; and a page
    that is read from the -wal as yet has no content in the file, where a later one has some
    already: SQLite takes over what nobody looks at in an earlier state any more, in any order.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        waiting = _waiting(connection, source)
        return [page for page in _broken(connection) if page not in waiting]
    finally:
        connection.execute("ROLLBACK")


def _waiting(connection: dbapi2.Connection, source: Source) -> frozenset[int]:
    """Take over what can be taken over; give the pages that are read from the -wal after that."""
    path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    with closing(source()) as other:
        until = time.monotonic() + PATIENCE
        while True:
            busy, last, taken = other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            if not busy:
                return pages_between(path, taken, last)
            if time.monotonic() > until:
                raise VaultFault(refusal("V18", BUSY, path))
            time.sleep(0.01)  # somebody else is just taking it over


def _structure(source: Source, path: Path) -> Iterator[Finding]:
    with closing(source()) as connection:
        rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)")]
    if rows != ["ok"]:
        detail = rows[0].splitlines()[-1] if rows else ""
        yield refusal("V21", STRUCTURE_BROKEN, path, detail=detail)


def _links(source: Source, path: Path) -> Iterator[Finding]:
    with closing(source()) as connection:
        count = Counter(row[0] for row in connection.execute("PRAGMA foreign_key_check"))
    for table, n in count.items():
        yield refusal("V22", LINKS_BROKEN, path, table=table, n=n)
