"""Lets somebody in to a vault by passphrase or code, or says why not, changing no byte."""

import secrets
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from forms.findings import Finding, Severity
from forms.store import vault_wal
from forms.store.vault_files import CLOSED, IN_USE, look
from forms.store.vault_keys import VaultKey, cost_in, root_from_passphrase
from forms.store.vault_lock import VaultLock, held_here
from forms.store.vault_refusals import (
    ALREADY_OPEN,
    DAMAGED,
    NO_FIT,
    NO_MEMORY,
    OTHER_PART,
    PART_MISSING,
    RECOVERED,
    SET_ASIDE,
    companion,
    fault,
    first_bytes,
    key_opens,
    refusal,
    refused_content,
    refused_place,
)
from forms.store.vault_slots import read_slots, roots_by


class Knock(NamedTuple):
    """What somebody comes with: root secrets to try, and whose they are (0: the founder's)."""

    roots: tuple[bytes, ...]
    user: int = 0


class Admission(NamedTuple):
    """What is won at the door: the lock, the key that fits, notices about the last closing, and
    the number of the user who came; ends is the frame with which the last saving ends."""

    lock: VaultLock
    key: VaultKey
    notices: tuple[Finding, ...]
    user: int = 0
    ends: int = 0


def admit(
    path: Path, knock_of: Callable[[bytes], Knock], unfit: tuple[str, str]
) -> Admission | Finding:
    """Lock a vault and try its key, whose root secret knock_of makes from the salt.

    unfit is the rule and sentence for a key that does not fit.  A refusal gives the lock back.
    """
    path = path.resolve()
    refused = refused_place(path)
    if refused:
        return refused
    lock = None
    outcome: Admission | Finding | None = None
    try:
        lock = VaultLock.take(path)
        if lock is None:
            return refusal("V13", ALREADY_OPEN, path)
        outcome = _unlock(lock, knock_of, unfit)
    except (OSError, dbapi2.DatabaseError) as error:
        outcome = known(error, path)
    finally:
        if lock is not None and not isinstance(outcome, Admission):
            lock.release()
    return outcome


def _unlock(
    lock: VaultLock, knock_of: Callable[[bytes], Knock], unfit: tuple[str, str]
) -> Admission | Finding:
    refused = refused_content(lock.handle, lock.path)
    if refused:
        return refused
    salt = first_bytes(lock.handle)
    try:
        knock = knock_of(salt)
    except MemoryError:
        return no_memory(lock.path, salt)
    answer: Admission | Finding = refusal(*unfit, lock.path)
    for root in knock.roots:
        answer = _try(lock, VaultKey.from_root(root, salt), knock.user, unfit)
        if isinstance(answer, Admission):
            break
    return answer


def _try(lock: VaultLock, key: VaultKey, user: int, unfit: tuple[str, str]) -> Admission | Finding:
    fits = key_opens(lock.handle, lock.path, key)
    if not fits:
        return refusal(*(("V11", DAMAGED) if fits is None else unfit), lock.path)
    path, notices = lock.path, tuple[Finding, ...]()
    left = companion(path).exists()
    if vault_wal.is_there(path):
        if not vault_wal.is_of(path, key):
            return refusal("V29", OTHER_PART, path, part=companion(path).name)
        notices = _set_aside(path, key)
    try:
        in_use = _is_in_use(path, key)
    except dbapi2.DatabaseError as error:
        # The first page fits, but a change of key that waits in the -wal does not.
        if error.sqlite_errorcode == dbapi2.SQLITE_NOTADB:
            return refusal(*unfit, path)
        raise
    ends = vault_wal.last_end(path) if vault_wal.is_there(path) else 0
    notices += _notices(path, left=left) if in_use else ()
    return Admission(lock, key, notices, user, ends)


def _is_in_use(path: Path, key: VaultKey) -> bool:
    """Read a vault with its -wal for the first time, changing neither.

    A connection that may write would take a damaged -wal over into the file when it is closed.
    """
    index = path.with_name(path.name + "-shm")
    there = index.exists()
    try:
        with closing(look(path, key, alone=not vault_wal.is_there(path))) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == IN_USE)
    finally:
        if not there:
            index.unlink(missing_ok=True)


def _set_aside(path: Path, key: VaultKey) -> tuple[Finding, ...]:
    """Put away a -wal that lies beside a vault which was closed properly: it is not of it.

    Closing takes everything over before it says so; what lies there was saved into another file
    of this name, and taken over it would tear this one apart.
    """
    try:
        with closing(look(path, key)) as connection:
            closed = connection.execute("PRAGMA application_id").fetchone()[0] == CLOSED
    except dbapi2.DatabaseError:
        return ()  # a change of key that waits in the -wal: the file alone cannot be read
    if not closed:
        return ()
    part = companion(path)
    aside = part.with_name(f"{part.name}-aside-{secrets.token_hex(3)}")
    part.rename(aside)
    place = {"file": path.name}
    values = {**place, "part": part.name, "aside": aside.name}
    return (Finding("V35", Severity.SOFT, SET_ASIDE, place, values),)


def knock_by(passphrase: str, salt: bytes, path: Path) -> Knock:
    """Give what a passphrase opens: by a slot beside the file, else by itself.

    One derivation serves both.  Raises MemoryError when the computer cannot lend its memory.
    """
    stretched = root_from_passphrase(passphrase, salt)
    user, roots = roots_by(stretched, salt, read_slots(path) or ())
    return Knock(tuple(roots), user) if roots else Knock((stretched,))


def unfit(path: Path, key: VaultKey) -> Finding | None:
    """Say why a closed file cannot be read with a key; None when it can.  Only reads."""
    refused = refused_place(path)
    if refused:
        return refused
    try:
        if held_here(path):
            return refusal("V13", ALREADY_OPEN, path)
        with path.open("rb") as handle:
            refused = refused_content(handle, path)
            fits = refused is None and key_opens(handle, path, key)
    except OSError as error:
        return known(error, path)
    if refused is not None or fits:
        return refused
    return refusal(*(("V11", DAMAGED) if fits is None else ("V10", NO_FIT)), path)


def _notices(path: Path, *, left: bool) -> tuple[Finding, ...]:
    """Speak of a vault that was not closed properly; left says that its -wal was there."""
    place = {"file": path.name}
    if left:
        return (Finding("V26", Severity.INFO, RECOVERED, place),)
    values = {**place, "part": companion(path).name}
    return (Finding("V27", Severity.SOFT, PART_MISSING, place, values),)


def no_memory(path: Path, salt: bytes) -> Finding:
    """Say that the computer could not lend what the key of this salt costs (V19)."""
    cost = cost_in(salt)
    return refusal("V19", NO_MEMORY, path, megabytes=2**cost.memory // 1024 if cost else 0)


def known(error: Exception, path: Path) -> Finding:
    """Give the finding for an error of the disk; raise it again when it is our own error."""
    finding = fault(error, path)
    if finding is None:
        raise error
    return finding
