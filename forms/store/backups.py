"""Backups of a vault: where they lie, what they are called, how they are made, proved and listed.

A backup gets its name only after it was opened and proved, so whatever bears such a name was good
when it was made.  The name says when, by the clock of the desk, and nothing about people.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from forms.files import shown_name, write_whole
from forms.findings import Finding, Severity
from forms.store import inventory, tries
from forms.store.inventory import Inventory
from forms.store.thinning import superfluous
from forms.store.vault import Vault
from forms.store.vault_files import Copy
from forms.store.vault_refusals import BACKUP_FAILED, EXISTS, VaultFault, fault, refusal
from forms.store.vault_slots import users_file
from forms.words import N_

FOLDER = "backups"
"""The folder beside the vault in which its backups lie unless another was chosen."""

ENDING = ".pana"

_NAME = re.compile(r"(?P<stem>.+) (?P<when>\d{4}-\d{2}-\d{2} \d{2}-\d{2})(?: (?P<n>\d+))?\.pana")
_WHEN = "%Y-%m-%d %H-%M"

_turn = Lock()
"""One backup after the other, so that two of one minute do not want the same name."""

NOT_THERE = N_(
    "The folder {folder} is not there: perhaps the memory stick is not plugged in. Plug it in and "
    "copy again, or choose another folder. The backups made before are untouched."
)
OTHER_KEY = N_(
    "{file} does not open with the passphrase of now: it was made before the passphrase was "
    "changed, or its beginning is damaged. To restore it, the passphrase of that time is needed."
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its name tells it: taken on the clock of the desk, n-th of its minute."""

    path: Path
    taken: datetime
    n: int = 1

    @property
    def moment(self) -> datetime:
        """The moment that puts backups of one minute in order as well."""
        return self.taken + timedelta(microseconds=self.n)


@dataclass(frozen=True, slots=True)
class Proved:
    """A backup that was opened and read: what it holds and how many bytes it takes."""

    backup: Backup
    holds: Inventory
    size: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of backups: what it holds, or why it cannot be read with this key."""

    backup: Backup
    size: int
    holds: Inventory | Finding


def folder_of(vault: Path) -> Path:
    """Give the folder where the backups of a vault lie unless another was chosen."""
    return vault.parent / FOLDER


def backups_in(folder: Path, stem: str) -> tuple[Backup, ...]:
    """Give the backups of a vault called so, the newest first; none where there is no folder.

    Only names are read.
    """
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            read = _NAME.fullmatch(path.name)
            if read and read["stem"] == stem and (when := _moment(read["when"])):
                found.append(Backup(path, when, int(read["n"] or 1)))
    return tuple(sorted(found, key=lambda one: one.moment, reverse=True))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{text[:10]} {text[11:].replace('-', ':')}")
    except ValueError:
        return None  # somebody's file with such a name


def take(vault: Vault, folder: Path, when: datetime, *, there: bool = False) -> Proved | Finding:
    """Make a backup, prove it, and give what it holds; a refusal leaves no file behind.

    when is the moment of the desk.  The folder is made unless it must be there already (a stick).
    The copy must hold what the vault held when it began, or what was saved since.
    """
    with _turn:
        refused = _ready(folder, there=there)
        return _taken(vault, folder, when) if refused is None else refused


def _taken(vault: Vault, folder: Path, when: datetime) -> Proved | Finding:
    backup = _free(folder, vault.path.stem, when.astimezone().replace(tzinfo=None))
    held: list[Inventory] = []
    try:
        earlier = inventory.of_vault(vault)

        def proof(copy: Copy) -> Finding | None:
            holds = inventory.of_copy(copy)
            held.append(holds)
            good = holds.between(earlier, inventory.of_vault(vault))
            return None if good else refusal("V25", BACKUP_FAILED, backup.path)

        with users_along(vault.path, backup.path):
            refused = vault.backup(backup.path, proof)
            if refused is not None:
                raise VaultFault(refused)
        return Proved(backup, held[-1], backup.path.stat().st_size)
    except VaultFault as failed:
        return failed.finding
    except OSError as error:
        return _told(error, backup.path)


def _ready(folder: Path, *, there: bool) -> Finding | None:
    if there and not folder.is_dir():
        shown = {"folder": str(folder)}
        return Finding("B01", Severity.HARD, NOT_THERE, {}, shown)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        return _told(error, folder)
    return None


def _told(error: OSError, path: Path) -> Finding:
    finding = fault(error, path)
    assert finding is not None  # an error of the system always has its sentence
    return finding


def _free(folder: Path, stem: str, when: datetime) -> Backup:
    """Give the first name of this minute that nothing bears yet."""
    n = 1
    while True:
        again = f" {n}" if n > 1 else ""
        path = folder / f"{stem} {when.strftime(_WHEN)}{again}{ENDING}"
        if not os.path.lexists(path):
            return Backup(path, when.replace(second=0, microsecond=0), n)
        n += 1


@contextmanager
def users_along(vault: Path, copy: Path) -> Iterator[None]:
    """Let the slots of further users lie beside a copy before that gets its name, so that whoever
    opened the vault opens the copy; without the copy they go again.

    Nothing in them opens without a passphrase.  Raises VaultFault when they cannot be written,
    or the name of the copy is taken.
    """
    if os.path.lexists(copy):
        raise VaultFault(refusal("V14", EXISTS, copy))
    if users_file(vault).is_file():
        slots = users_file(vault).read_bytes()
        refused = write_whole(users_file(copy), lambda out: out.writelines([slots]))
        if refused is not None:
            raise VaultFault(refused)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # on a stick that was pulled out they stay: they open nothing
            if not os.path.lexists(copy):  # else it has its name, and only that was not confirmed
                users_file(copy).unlink(missing_ok=True)
        raise


def listed(vault: Vault, folder: Path) -> Iterator[Listed]:
    """Read the backups of an open vault one after another, the newest first.

    One made before the passphrase was changed cannot be counted and says so.
    """
    for backup in backups_in(folder, vault.path.stem):
        try:
            size = backup.path.stat().st_size
        except FileNotFoundError:
            continue  # thinned meanwhile
        yield Listed(backup, size, holds(vault, backup.path))


def holds(vault: Vault, backup: Path) -> Inventory | Finding:
    """Count what a backup holds with the key of the open vault, or say why that cannot be."""
    try:
        with vault.look_into(backup) as connection:
            return inventory.of_copy(connection)
    except VaultFault as failed:
        finding = failed.finding
        return other_key(backup) if finding.rule == "V10" else finding


def other_key(backup: Path) -> Finding:
    """Say that a backup has another key than the vault of now."""
    name = shown_name(backup)
    return Finding("B02", Severity.SOFT, OTHER_KEY, {"file": name}, {"file": name})


def is_due(vault: Vault, folder: Path, when: datetime | None = None) -> bool:
    """True unless the newest backup that opens with this key holds the very same as the vault.

    Where the clock was set back to when, the newest one up to then is looked at as well: those
    of the time before bear later names.
    """
    kept = backups_in(folder, vault.path.stem)
    past = [
        one
        for one in kept
        if when is not None and one.taken <= when.astimezone().replace(tzinfo=None)
    ]
    mark = inventory.of_vault(vault).mark
    looked = (holds(vault, one.path) for one in dict.fromkeys((*kept[:1], *past[:1])))
    return not any(isinstance(one, Inventory) and one.mark == mark for one in looked)


def thin(vault: Vault, folder: Path, when: datetime) -> tuple[Path, ...]:
    """Remove what is superfluous by age; gives what was removed.

    A damaged file counts for nothing and stays for whoever wants to look at it; one with an
    earlier key counts like any other.  What cannot be removed now is tried again next time.
    """
    good = {
        one.moment: one for one in backups_in(folder, vault.path.stem) if _reads(vault, one.path)
    }
    removed = []
    for moment in superfluous(good, when.astimezone().replace(tzinfo=None)):
        path = good[moment].path
        with suppress(OSError):
            path.unlink()
            users_file(path).unlink(missing_ok=True)
            tries.forget(path)
            removed.append(path)
    return tuple(removed)


def _reads(vault: Vault, backup: Path) -> bool:
    try:
        with vault.look_into(backup):
            return True
    except VaultFault as failed:
        return failed.finding.rule == "V10"
