"""Restores a backup into a new file, and says beforehand what it has that the vault lacks.

The backup is read and never changed.  Thinning pauses in what was restored until a person says
that it is the right one, so that good backups are not pushed out by those of a wrong one.
"""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from forms.findings import Finding
from forms.store import inventory
from forms.store.backups import users_along
from forms.store.inventory import OWN_SETTINGS, Inventory
from forms.store.users import Member
from forms.store.vault import Vault
from forms.store.vault_files import CLOSED, Copy, connect, look, mark, new_file, soundness
from forms.store.vault_keys import VaultKey
from forms.store.vault_lock import VaultLock
from forms.store.vault_opening import knock_by, no_memory
from forms.store.vault_refusals import (
    ALREADY_OPEN,
    DAMAGED,
    VaultFault,
    companion,
    fault,
    first_bytes,
    key_opens,
    refusal,
    refused_content,
    refused_place,
)
from forms.store.vault_work import told
from forms.words import N_

NO_FIT_BACKUP = N_(
    "The passphrase does not fit {file}, or the beginning of the file is damaged: the two look the "
    "same. A backup opens with the passphrase of the day on which it was made: try an earlier one, "
    "or choose another backup. Nothing was changed."
)

UNTOLD = f"{OWN_SETTINGS}untold"
"""Setting: true until the journal of what was restored tells that it came of a backup."""

PAUSED = f"{OWN_SETTINGS}paused"
"""Setting: true while thinning waits for the word that a restored vault is the right one."""

KeyOf = Callable[[bytes], VaultKey]
"""Makes the key from a file's first bytes; may raise MemoryError."""


def key_by(passphrase: str, backup: Path) -> KeyOf:
    """Make keys of a passphrase for a backup, as the opening of a vault does: the founder's or
    that of a user whose slot lies beside the backup."""
    return lambda salt: VaultKey.from_root(knock_by(passphrase, salt, backup).roots[0], salt)


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card as both sides know it: only numbers and the name that the list shows."""

    form: str
    id: str
    number: str
    title: str
    revision: int
    changed_at: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What a backup and the vault of now have that the other lacks.

    A changed card stands here as the backup has it.
    """

    backup: Inventory
    vault: Inventory
    only_backup: tuple[CardLine, ...]
    only_vault: tuple[CardLine, ...]
    changed: tuple[CardLine, ...]

    def nameless(self) -> "Differences":
        """Give the same with the numbers of the cards alone."""
        lines = (self.only_backup, self.only_vault, self.changed)
        bare = (tuple(replace(one, title="") for one in some) for some in lines)
        return Differences(self.backup, self.vault, *bare)


def compare(vault: Vault, backup: Path) -> Differences | Finding:
    """Say what differs between the open vault and a backup that opens with its key."""
    try:
        with vault.look_into(backup) as copy:
            there = _cards(lambda query: copy.execute(query).fetchall())
            held = inventory.of_copy(copy)
        with vault.reading() as connection:
            here = _cards(lambda query: connection.exec_driver_sql(query).fetchall())
        now = inventory.of_vault(vault)
    except VaultFault as failed:
        return failed.finding
    return Differences(
        held,
        now,
        tuple(one for key, one in there.items() if key not in here),
        tuple(one for key, one in here.items() if key not in there),
        tuple(one for key, one in there.items() if key in here and _differs(one, here[key])),
    )


def _cards(rows: inventory.Rows) -> Mapping[str, CardLine]:
    found = rows("SELECT form, id, number, title, revision, changed_at FROM cards ORDER BY place")
    return {row[1]: CardLine(*row) for row in found}


def _differs(one: CardLine, other: CardLine) -> bool:
    return (one.revision, one.changed_at) != (other.revision, other.changed_at)


def free_name(vault: Path, what: str, when: datetime) -> Path:
    """Give a free name beside a vault that tells: "NAME restored 2026-11-24 17-42.pana"."""
    stamp = f"{vault.stem} {what} {when.astimezone().strftime('%Y-%m-%d %H-%M')}"
    n, path = 1, vault.with_name(f"{stamp}{vault.suffix}")
    while os.path.lexists(path):
        n += 1
        path = vault.with_name(f"{stamp} {n}{vault.suffix}")
    return path


def put_in_place(restored: Path, vault: Path, when: datetime) -> Path | Finding:
    """Give a restored file the name of a vault; what lay there is kept aside, and its name given.

    Both must be closed.  What a crash left beside the earlier vault goes aside with it.  A kill
    between the two namings leaves both files whole under names that tell what they are.
    """
    aside = free_name(vault, "replaced", when)
    try:
        if vault.exists():
            lock = VaultLock.take(vault)
            if lock is None:
                return refusal("V13", ALREADY_OPEN, vault)
            lock.release()
        for rest in ("-wal", "-shm", "-users", ""):
            earlier = vault.with_name(vault.name + rest)
            if earlier.exists():
                earlier.rename(aside.with_name(aside.name + rest))
        for rest in ("-users", ""):
            new = restored.with_name(restored.name + rest)
            if new.exists():
                new.rename(vault.with_name(vault.name + rest))
    except OSError as error:
        finding = fault(error, vault)
        if finding is None:
            raise
        return finding
    return aside


def restore(
    backup: Path, to: Path, key_of: KeyOf, gone: Sequence[Member] = ()
) -> Inventory | Finding:
    """Make a new vault of a backup, checked on the way; gives what it holds.

    gone are those who were taken away since the backup was made: they stay so in the new vault.

    Never writes over a file (V14).  The new vault opens with the passphrase and the recovery code
    of the backup, further users included.
    """
    backup, to = backup.resolve(), to.absolute()
    refused = refused_place(backup)
    if refused is not None:
        return refused
    try:
        with told(backup), ExitStack() as held:
            key = _key(backup, key_of, held)
            with users_along(backup, to), new_file(to) as part:
                _copy(backup, part)
                return _make_good(part, backup, key, gone)
    except VaultFault as failed:
        return failed.finding
    except OSError as error:
        finding = fault(error, backup)
        if finding is None:
            raise
        return finding


def _key(backup: Path, key_of: KeyOf, held: ExitStack) -> VaultKey:
    """Take the lock of the backup while the stack stands, and give the key that fits it."""
    try:
        lock = VaultLock.take(backup)
        if lock is None:
            raise VaultFault(refusal("V13", ALREADY_OPEN, backup))
        held.callback(lock.release)
        handle = lock.handle
    except OSError:  # a write-protected place: nobody can have it open for writing either
        handle = held.enter_context(backup.open("rb"))
    return _fitting(handle, backup, key_of)


def _fitting(handle: BinaryIO, backup: Path, key_of: KeyOf) -> VaultKey:
    refused = refused_content(handle, backup)
    if refused is not None:
        raise VaultFault(refused)
    salt = first_bytes(handle)
    try:
        key = key_of(salt)
    except MemoryError:
        raise VaultFault(no_memory(backup, salt)) from None
    fits = key_opens(handle, backup, key)
    if not fits:
        rule = ("V11", DAMAGED) if fits is None else ("V10", NO_FIT_BACKUP)
        raise VaultFault(refusal(*rule, backup))
    return key


def _copy(backup: Path, part: Path) -> None:
    """Copy the bytes; what a killed program left in the -wal beside a backup comes along."""
    for source, target in ((backup, part), (companion(backup), companion(part))):
        if source != backup and not source.exists():
            continue  # it was closed properly
        with source.open("rb") as reading, target.open("r+b" if target == part else "xb") as out:
            shutil.copyfileobj(reading, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())


def _make_good(part: Path, backup: Path, key: VaultKey, gone: Sequence[Member]) -> Inventory:
    """Take in the -wal, check everything, let thinning pause, and count what is there."""
    broken = soundness(lambda: connect(part, key), backup)
    if broken:
        raise VaultFault(broken[0])
    with closing(connect(part, key)) as connection:
        for name in (PAUSED, UNTOLD):
            connection.execute(
                "INSERT OR REPLACE INTO settings (key, value) VALUES (?, 'true')", (name,)
            )
        _take_away(connection, gone)
        mark(connection, CLOSED)
    with closing(look(part, key)) as connection:
        return inventory.of_copy(connection)


def _take_away(connection: Copy, gone: Sequence[Member]) -> None:
    """Let users of a backup stay taken away; one from before there were users has none."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'users'").fetchall():
        return
    for one in gone:
        connection.execute(
            "UPDATE users SET revoked_at = ?, secret = '', public = '' "
            "WHERE number = ? AND name = ? AND revoked_at IS NULL",
            (one.until.isoformat() if one.until else "", one.number, one.name),
        )
