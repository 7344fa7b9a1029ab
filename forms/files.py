"""Whole files: a file is written beside its target and put in its place only when complete."""

import contextlib
import errno
import os
import re
import secrets
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from forms.findings import Finding, Severity
from forms.words import N_

if sys.platform != "win32":
    import fcntl

Writing = Callable[[BinaryIO], None]

# A virus scanner or an indexer holds a new file for moments: ten tries, 2.4 seconds in all.
PAUSES = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.4, 0.4, 0.4)
HELD = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation
NAME_LIMIT = 120  # characters; leaves room for a deep folder within the 260 of Windows
BYTES_LIMIT = 240  # POSIX file systems count bytes, 255 at most
SHOWN_LIMIT = 100
_LONGEST = 255  # of one name, on every system

_PART = re.compile(r"\.pana-[0-9a-f]{8}\.part")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)", re.IGNORECASE)

OPEN = N_(
    "The file “{file}” could not be replaced: it is open in another program. "
    "Close it there and save again, or choose another name. The earlier file is unchanged."
)
NO_SPACE = N_(
    "The file “{file}” was not written: there is no free space on the disk. "
    "Free some space or choose another disk and save again. The earlier file is unchanged."
)
PROTECTED = N_(
    "The file “{file}” was not written: the disk is write-protected. "
    "Remove the protection or choose another folder. The earlier file is unchanged."
)
READ_ONLY = N_(
    "The file “{file}” is marked as read-only and was not replaced. "
    "Choose another name, or remove the mark in the properties of the file."
)
DENIED = N_(
    "The file “{file}” was not written: there is no right to write in this folder. "
    "Choose another folder. The earlier file is unchanged."
)
GONE = N_(
    "The file “{file}” was not written: its folder is not there any more. "
    "Connect the disk again or choose another folder."
)
TOO_LONG = N_(
    "The file “{file}” was not written: the path to it is too long. "
    "Choose a shorter name or a folder nearer to the top of the disk."
)
BAD_NAME = N_(
    "The file name “{file}” cannot be used on Windows. "
    'Leave out the characters < > : " / \\ | ? * and names such as CON or NUL.'
)
IS_FOLDER = N_("“{file}” is the name of a folder. Choose another name for the file.")
DEVICE = N_(
    "The file “{file}” was not written: the disk does not answer as it should. "
    "Check the disk or choose another one and save again."
)
UNCERTAIN = N_(
    "The file “{file}” is in its place, but the disk did not confirm that it is stored safely. "
    "Open it to check, and save it once more on another disk."
)
OTHER = N_(
    "The file “{file}” was not written: the system refused it (code {code}). "
    "Choose another folder and save again. The earlier file is unchanged."
)

_SENTENCES = (
    *(OPEN, NO_SPACE, PROTECTED, READ_ONLY, DENIED, GONE, TOO_LONG, BAD_NAME, IS_FOLDER),
    *(DEVICE, UNCERTAIN, OTHER),
)
_RULES = {sentence: f"W{number:02d}" for number, sentence in enumerate(_SENTENCES, start=1)}
_BY_WINDOWS = {
    3: GONE, 5: OPEN, 15: GONE, 19: PROTECTED, 21: GONE, 32: OPEN, 33: OPEN, 39: NO_SPACE,
    53: GONE, 55: GONE, 59: GONE, 64: GONE, 67: GONE, 112: NO_SPACE, 123: BAD_NAME,
    161: BAD_NAME, 206: TOO_LONG, 267: GONE, 1117: DEVICE, 1167: GONE, 1295: NO_SPACE,
}  # fmt: skip
_BY_NUMBER = {
    errno.ENOSPC: NO_SPACE, errno.EDQUOT: NO_SPACE, errno.EFBIG: NO_SPACE,
    errno.EROFS: PROTECTED, errno.EACCES: DENIED, errno.EPERM: DENIED,
    errno.ENOENT: GONE, errno.ENOTDIR: GONE, errno.ENODEV: GONE, errno.ENXIO: GONE,
    errno.ESTALE: GONE, errno.ENAMETOOLONG: TOO_LONG, errno.EINVAL: BAD_NAME,
    errno.EISDIR: IS_FOLDER, errno.EBUSY: OPEN, errno.ETXTBSY: OPEN, errno.EIO: DEVICE,
}  # fmt: skip


class _Unconfirmed(Exception):
    """The file is in its place, only the folder could not be forced to the disk."""


def write_whole(path: Path, write: Writing) -> Finding | None:
    """Write a file whole or not at all; give a Finding where the disk refused.

    write gets a binary stream.  Until it has finished and the bytes are on the disk, the earlier
    file of that name stays as it was; afterwards the new one stands in its place at once.  An
    exception of write itself, or an error about some other file, is passed on: it is ours.
    """
    return write_all({path: write})


def write_all(files: Mapping[Path, Writing]) -> Finding | None:
    """Write files that belong together, as write_whole does: none is replaced before all are made.

    So a disk that fills up, or one file that is open in another program, leaves every earlier
    file as it was.  A power cut between two of the replacements leaves each of them old or new.
    """
    for path in files:
        unfit = _unfit(path)
        if unfit:
            return _finding(unfit, path)
    for folder in {path.parent for path in files}:
        _remove_stale(folder)
    parts = {path: path.parent / f".pana-{secrets.token_hex(4)}.part" for path in files}
    try:
        for path, step in _steps(files, parts):
            refused = _refusal(step, path, parts[path])
            if refused is not None:
                return refused
    finally:
        # On a stick that was pulled out it cannot be removed; the next write there does it.
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    return None


def _steps(
    files: Mapping[Path, Writing], parts: Mapping[Path, Path]
) -> Iterator[tuple[Path, Callable[[], None]]]:
    """Give every step in its order, each with the file it is about."""
    for path, write in files.items():
        yield path, partial(_fill, parts[path], write)
    for path in files:
        yield path, partial(_wait_until_free, path)
    for path, part in parts.items():
        yield path, partial(_replace, part, path)
    for folder, path in {path.parent: path for path in files}.items():
        yield path, partial(_confirm, folder)


def _refusal(step: Callable[[], None], path: Path, part: Path) -> Finding | None:
    """Take a step; give the Finding where the disk refused it."""
    try:
        step()
    except OSError as error:
        if error.filename is not None and Path(error.filename) not in (part, path, path.parent):
            raise
        return _finding(_sentence(error), path, error)
    except _Unconfirmed:
        return _finding(UNCERTAIN, path)
    return None


def safe_name(text: str) -> str:
    """Give a file name made from text that Windows and every other system accept.

    The ending after the last dot is kept when the name must be shortened.
    """
    # "~$" would look like a lock file of Excel, and a dot in front hides the file.
    cleaned = re.sub(r"\s+", " ", _clean(unicodedata.normalize("NFC", text), "_"))
    name = _FORBIDDEN.sub("_", cleaned).lstrip(" .~$-").rstrip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = name, "", ""
    while stem and _too_long(stem + dot + ending):
        stem = stem[:-1]
    name = (stem.rstrip(" .") or "_") + dot + ending
    return f"_{name}" if _is_device(name) else name


def shown_name(path: Path | str) -> str:
    """Give the name of a file as it may be shown: no hidden signs, no turned text, not too long.

    A right-to-left sign can make "gpj.exe" of "exe.jpg"; every such sign becomes U+FFFD.
    """
    whole = path if isinstance(path, str) else path.name or str(path)
    name = _clean(whole, "\ufffd")
    if len(name) <= SHOWN_LIMIT:
        return name
    return f"{name[: SHOWN_LIMIT - 31]}…{name[-30:]}"


def _clean(text: str, instead: str) -> str:
    """Replace control, format, surrogate and unassigned characters and line separators."""
    hidden = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return "".join(instead if unicodedata.category(sign) in hidden else sign for sign in text)


def _is_device(name: str) -> bool:
    return _DEVICES.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def _too_long(name: str) -> bool:
    return len(name) > NAME_LIMIT or len(name.encode("utf-8")) > BYTES_LIMIT


def _unfit(path: Path) -> str:
    """Give the sentence that forbids writing here at all, or an empty one.

    The names of Windows are asked of every system: the files travel on sticks between them.  A
    colon would hide the content in a second stream of NTFS without any error.
    """
    name = path.name
    if not name or _FORBIDDEN.search(name) or name[-1] in " ." or _is_device(name):
        return BAD_NAME
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        return BAD_NAME
    if len(name) > _LONGEST:
        return TOO_LONG
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return ""  # not there yet, or writing will tell the reason
    if path.is_dir():
        return IS_FOLDER
    return "" if mode & 0o222 else READ_ONLY


def _fill(part: Path, write: Writing) -> None:
    """Write the new file beside the target and force its bytes to the disk."""
    with part.open("xb") as stream:
        _hold(stream)
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())


def _hold(stream: BinaryIO) -> bool:
    """Mark a part as being written; give False where another program is writing it.

    The lock ends with its process, however that ends.  Windows needs none: an open file cannot
    be removed there.
    """
    if sys.platform != "win32":
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            # Some network disks know no locks; there a part cannot be told to be stale.
            return error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
    return True


def _remove_stale(folder: Path) -> None:
    """Remove parts that a killed program left; those still being written stay.

    What cannot be removed now is no reason not to write; it is tried again at the next write.
    """
    with contextlib.suppress(OSError, ValueError):
        for part in [file for file in folder.iterdir() if _PART.fullmatch(file.name)]:
            with contextlib.suppress(OSError):
                _remove_part(part)


def _remove_part(part: Path) -> None:
    if sys.platform == "win32":
        part.unlink()  # refused while another program has it open
    elif part.is_file():
        with part.open("rb") as stream:
            if _hold(stream):
                part.unlink()


def _replace(part: Path, path: Path) -> None:
    """Put the part in the place of the target; wait a little while the target is held."""
    _patiently(lambda: part.replace(path))


def _wait_until_free(path: Path) -> None:
    """Meet a program that holds the target before anything is replaced.

    Only Windows lets a program hold a file so; elsewhere the replacement itself is never refused
    for it.
    """
    if sys.platform == "win32" and path.exists():
        _patiently(lambda: path.open("r+b").close())


def _patiently(move: Callable[[], object]) -> None:
    """Try again a little while when another program holds the file."""
    for pause in PAUSES:
        try:
            move()
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD:
                raise
            time.sleep(pause)
        else:
            return
    move()


def _confirm(folder: Path) -> None:
    """Force the new name to the disk (POSIX); file systems that cannot do it are believed."""
    if sys.platform == "win32":
        return
    try:
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EACCES):
            raise _Unconfirmed from error


def _sentence(error: OSError) -> str:
    by_windows = _BY_WINDOWS.get(getattr(error, "winerror", None) or 0)
    return by_windows or _BY_NUMBER.get(error.errno or 0, OTHER)


def _finding(sentence: str, path: Path, error: OSError | None = None) -> Finding:
    name = shown_name(path)
    code = (getattr(error, "winerror", None) or error.errno or 0) if error else 0
    values = {"file": name, "code": code} if sentence == OTHER else {"file": name}
    return Finding(_RULES[sentence], Severity.HARD, sentence, {"file": name}, values)
