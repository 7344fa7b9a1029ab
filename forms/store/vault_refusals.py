"""Says why a vault cannot be opened, made, saved to or trusted: the findings V…."""

import errno
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from sqlcipher3 import dbapi2

from forms.files import shown_name
from forms.findings import Finding, Severity
from forms.store.vault_keys import MARK, PAGE_SIZE, SALT_SIZE, VERSION, VaultKey, cost_in
from forms.words import N_

MISSING = N_(
    "There is no file {file} in this place. It may have been moved or renamed, or a memory stick "
    "is not plugged in. Choose the vault again; nothing was created."
)
NOT_A_FILE = N_("{file} is a folder or a device. Choose a file whose name ends in .pana.")
EMPTY = N_(
    "{file} is empty (0 bytes). A power cut can leave such a file. Restore a backup; nothing was "
    "changed."
)
ZEROS = N_(
    "{file} begins with zero bytes where the mark of a vault is expected. A power cut can leave "
    "such a file. Restore a backup; nothing was changed."
)
PLAIN = N_(
    "{file} is an ordinary database without encryption, made by another program. Choose a vault "
    "of Pana; nothing was changed."
)
FOREIGN = N_("{file} is not a vault of Pana. Choose a file whose name ends in .pana.")
CUT_SHORT = N_(
    "{file} is cut short: it has {size} bytes, and a whole vault is made of pages of {page} bytes. "
    "Copying may have been interrupted. Copy it again or restore a backup; nothing was changed."
)
NEWER = N_(
    "{file} was made by a newer Pana (vault version {version}; this one knows {known}). Open it "
    "with the newer program; nothing was changed."
)
MARKS_DAMAGED = N_(
    "The first bytes of {file}, which tell how its key is made, are damaged. Restore a backup; "
    "nothing was changed."
)
NO_FIT = N_(
    "The passphrase does not fit {file}, or the beginning of the file is damaged: the two look "
    "the same. Check the keyboard layout and Caps Lock and type it again; if you are sure of it, "
    "restore a backup. Nothing was changed."
)
DAMAGED = N_(
    "The key fits, but {file} is damaged. Keep this file aside and restore the latest backup."
)
CODE_MISTYPED = N_(
    "The recovery code is mistyped: its check letters do not agree. Compare it with the paper, "
    "letter by letter: seven groups of four."
)
CODE_NO_FIT = N_(
    "The recovery code is typed correctly but does not fit {file}: it belongs to another vault or "
    "to an earlier passphrase, or the beginning of the file is damaged. Nothing was changed."
)
ALREADY_OPEN = N_(
    "{file} is already open in a window of Pana on this computer, perhaps of another user. Go on "
    "working there, or close that window and open the vault again."
)
EXISTS = N_("{file} is already there and is never written over. Choose another name.")
NO_ACCESS = N_(
    "{file} cannot be opened or written in this place: the folder is missing, write-protected or "
    "belongs to another user. Choose another folder."
)
DISK_FULL = N_("The disk is full; nothing was saved to {file}. Free some space and save again.")
DISK_FAILED = N_(
    "The disk could not read or write {file}. Check the memory stick or the disk and try again; "
    "what was saved before stays."
)
BUSY = N_("{file} is busy with other work. Wait until it is done and try again.")
NO_MEMORY = N_(
    "This computer has not enough free memory to make the key of {file} ({megabytes} MB are "
    "needed). Close other programs and try again."
)
MOVED = N_(
    "{file} was moved, deleted or replaced while it was open; nothing was saved. Put it back in "
    "its place, or close it and choose the vault again."
)
PAGES_BROKEN = N_(
    "{n} pages of {file} do not carry their seal (the first is page {page}). Restore the latest "
    "backup; this file is of use only to whoever tries to rescue it."
)
STRUCTURE_BROKEN = N_(
    "The inner order of {file} is broken ({detail}). Restore the latest backup and keep this file "
    "aside."
)
LINKS_BROKEN = N_(
    "{n} rows of the table {table} in {file} point to something that is not there. Restore the "
    "latest backup and keep this file aside."
)
BACKUP_FAILED = N_(
    "The backup {file} was written but did not pass its check and was removed. Earlier backups are "
    "untouched; make the backup in another place."
)
OTHER_PART = N_(
    "The passphrase fits {file}, but {part} beside it was written with another key: by a later "
    "passphrase, or it belongs to another vault. Type the later passphrase; where there is none, "
    "move {part} into another folder and open the vault again. Nothing was changed."
)
SET_ASIDE = N_(
    "{part} lay beside {file}, which had been closed properly: it belongs to another file of this "
    "name. It was not taken over and is kept as {aside}. Look at the latest entries."
)
END_LOST = N_(
    "Pana was not closed properly last time, and the end of {part} is damaged: of what was saved "
    "last, some is missing. Look at the latest entries and enter again what is not there."
)
USERS_DAMAGED = N_(
    "The passphrase is not the first one of {file}, and {users} that belongs beside it is damaged "
    "or not ours: further users cannot be let in. Whoever made the vault opens it by their own "
    "passphrase or by the recovery code; that makes the file anew. Nothing was changed."
)
PART_MISSING = N_(
    "{file} was not closed properly, and {part} that belongs beside it is missing: what was saved "
    "last may be missing too. Look at the latest entries; if the file {part} still exists "
    "elsewhere, close the vault and put it back first."
)
RECOVERED = N_(
    "Pana was not closed properly last time (a power cut, perhaps). What had been saved was taken "
    "over; please look at the latest entry."
)

_SQLITE = b"SQLite format 3\x00"
# SQLite's primary result codes (sqlite.org/rescode.html).
_FAULTS = {
    dbapi2.SQLITE_FULL: ("V16", DISK_FULL),
    dbapi2.SQLITE_IOERR: ("V17", DISK_FAILED),
    dbapi2.SQLITE_BUSY: ("V18", BUSY),
    dbapi2.SQLITE_LOCKED: ("V18", BUSY),
    dbapi2.SQLITE_READONLY: ("V15", NO_ACCESS),
    dbapi2.SQLITE_CANTOPEN: ("V15", NO_ACCESS),
    dbapi2.SQLITE_CORRUPT: ("V11", DAMAGED),
    dbapi2.SQLITE_NOTADB: ("V11", DAMAGED),
}
_OF_SPACE = (dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN)
"""What SQLite also says when there is no space, or no name, for the files beside a vault."""
_AWAY = (
    frozenset({3, 21, 31, 55, 433, 1117, 1167})  # of Windows: not ready, no such device, ...
    if sys.platform == "win32"
    else frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOENT})
)
_ROOM, _NAMES = 16 * PAGE_SIZE, 2

# What the driver's backup() says: its errors come without their code (sqlite3_errstr's words).
_BY_WORDS = {
    "database or disk is full": dbapi2.SQLITE_FULL,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "database is locked": dbapi2.SQLITE_BUSY,
    "database table is locked": dbapi2.SQLITE_LOCKED,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
}


class VaultClosed(RuntimeError):
    """Work was asked of a vault that is closed: begun before it was locked, for example."""


class VaultFault(Exception):
    """The vault could not do its work just now (disk full, stick gone, …): `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        """Carry the finding that the person is to read."""
        super().__init__(finding.rule)
        self.finding = finding


def refusal(rule: str, sentence: str, path: Path, **values: object) -> Finding:
    """Give a hard finding about a vault; its file is named without its folder."""
    name = shown_name(path)
    return Finding(rule, Severity.HARD, sentence, {"file": name}, {"file": name, **values})


def fault(error: BaseException | None, path: Path) -> Finding | None:
    """Tell what an error of the disk or of the cipher library means; None when it is our error.

    After an error of the disk the cipher says that memory lacks, or that the file is none of its
    own: whether the disk answers at all is asked before that is believed.
    """
    if isinstance(error, OSError):
        full = error.errno in (28, 122)  # ENOSPC, EDQUOT; Windows maps its own to 28
        return refusal(*(("V16", DISK_FULL) if full else ("V15", NO_ACCESS)), path)
    if isinstance(error, MemoryError):
        return None if _answers(path.parent) else refusal("V17", DISK_FAILED, path)
    known = _FAULTS.get(_code(error))
    if known and _code(error) in _OF_SPACE and _is_full(path.parent):
        known = _FAULTS[dbapi2.SQLITE_FULL]
    if known and known[0] == "V11" and not _answers(path.parent):
        known = _FAULTS[dbapi2.SQLITE_IOERR]
    return refusal(*known, path) if known else None


def _code(error: BaseException | None) -> int:
    """Give SQLite's primary code of an error, 0 for what is no error of SQLite."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, dbapi2.DatabaseError):
        code = _BY_WORDS.get(str(error))
    return code & 0xFF if isinstance(code, int) else 0


def _answers(folder: Path) -> bool:
    """True when a disk still takes what is written, or refuses it for a reason of its own; the
    vault itself is not touched, since closing a handle to it would drop its locks."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"?")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return (getattr(error, "winerror", None) or error.errno) not in _AWAY
    return True


def _is_full(folder: Path) -> bool:
    """True where a disk that can be written has no room for the files that SQLite needs."""
    try:
        if shutil.disk_usage(folder).free < _ROOM:
            return sys.platform == "win32" or not os.statvfs(folder).f_flag & os.ST_RDONLY
        if sys.platform == "win32":
            return False
        names = os.statvfs(folder)
    except OSError:
        return False
    return names.f_files > 0 and names.f_favail < _NAMES


def refused_place(path: Path) -> Finding | None:
    """Say why a path cannot be a vault, before any file is opened: V01, V02."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return refusal("V01", MISSING, path)
    except OSError as error:
        return fault(error, path)
    return None if stat.S_ISREG(mode) else refusal("V02", NOT_A_FILE, path)


def refused_content(handle: BinaryIO, path: Path) -> Finding | None:
    """Say why a file cannot be a vault, by its first bytes and size: V03 to V09. Reads only."""
    start = first_bytes(handle)
    size = os.fstat(handle.fileno()).st_size
    if not size:
        return refusal("V03", EMPTY, path)
    if not any(start):
        return refusal("V04", ZEROS, path)
    if start == _SQLITE:
        return refusal("V05", PLAIN, path)
    if not start.startswith(MARK) or len(start) < SALT_SIZE:
        return refusal("V06", FOREIGN, path)
    if start[4] > VERSION:
        return refusal("V08", NEWER, path, version=start[4], known=VERSION)
    if start[4] != VERSION or cost_in(start) is None:
        return refusal("V09", MARKS_DAMAGED, path)
    # With its -wal beside it, a half written last page is repaired on opening.
    if size % PAGE_SIZE and not companion(path).exists():
        return refusal("V07", CUT_SHORT, path, size=size, page=PAGE_SIZE)
    return None


def companion(path: Path) -> Path:
    """Give the path of the file beside an open vault that holds its latest changes."""
    return path.with_name(path.name + "-wal")


def first_bytes(handle: BinaryIO) -> bytes:
    """Read the salt of a vault."""
    handle.seek(0)
    return handle.read(SALT_SIZE)


def key_opens(handle: BinaryIO, path: Path, key: VaultKey) -> bool | None:
    """Try a key on a file without letting SQLite near it, so that a refusal changes nothing.

    True when the first page (or one in the -wal: a change of key may wait there) is sealed by it,
    None when only a later page is: the key is right and the beginning is damaged.
    """
    handle.seek(0)
    if key.seals(handle.read(PAGE_SIZE), 1) or _seals_in_companion(path, key):
        return True
    pages = ((number, handle.read(PAGE_SIZE)) for number in range(2, 10))
    return None if any(key.seals(page, number) for number, page in pages) else False


def _seals_in_companion(path: Path, key: VaultKey) -> bool:
    """Look through a -wal: a head of 32 bytes, then frames of 24 bytes and a page."""
    try:
        with companion(path).open("rb") as stream:
            stream.seek(32)
            while len(head := stream.read(24)) == 24:
                if key.seals(stream.read(PAGE_SIZE), int.from_bytes(head[:4], "big")):
                    return True
    except FileNotFoundError:
        pass
    return False
