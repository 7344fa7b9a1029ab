"""Unpacks a workbook from outside within bounds: sizes, names, packing, kind of file."""

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from forms.files import shown_name
from forms.words import Name
from reports.intake.refusals import Kind, Reason, Refused

MB = 1024 * 1024
MOST_FILE = 20 * MB
MOST_ENTRIES = 1_000
MOST_DIRECTORY = 256 * 1024  # bytes of the list of entries
MOST_PART = 16 * MB
MOST_UNPACKED = 32 * MB
MOST_RATIO = 400  # unpacked against packed, of parts that are not small
SMALL_PART = MB
MOST_NAME = 120
_CHUNK = 64 * 1024

TEXT_PARTS = (".xml", ".rels", ".vml")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError),
    *(UnicodeError, ValueError, OverflowError, OSError, LookupError),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000  # flags of an entry
_END, _END_SIZE = b"PK\x05\x06", 22
_NAME = re.compile(r"[\w\[\]().,%+~@$&#!={}'^ -]+(/[\w\[\]().,%+~@$&#!={}'^ -]+)*")
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\..*)?", re.IGNORECASE)

_MAGICS: tuple[tuple[bytes, Name], ...] = (
    (b"%PDF", Kind.PDF), (b"\x89PNG", Kind.PICTURE), (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE), (b"BM", Kind.PICTURE), (b"II*\0", Kind.PICTURE),
    (b"MM\0*", Kind.PICTURE), (b"MZ", Kind.PROGRAM), (b"\x7fELF", Kind.PROGRAM),
    (b"{\\rtf", Kind.WORD), (b"Rar!", Kind.ARCHIVE), (b"7z\xbc\xaf", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE), (b"SQLite format 3", Kind.UNKNOWN),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")


def content_of(path: Path) -> bytes:
    """Give the whole content of a file, read once; raises Refused.

    What was opened is asked what it is, not the name, so that nothing can change in between; a
    pipe is not waited for and a device not read.
    """
    if path.name.startswith("~$"):
        raise Refused(Reason.LOCK_FILE)
    number = _opened(path)
    try:
        content = _bounded(number)
    except OSError as error:
        raise Refused(Reason.UNREADABLE) from error
    finally:
        os.close(number)
    if not content:
        raise Refused(Reason.EMPTY)
    return content


def _opened(path: Path) -> int:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        return os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(Reason.GONE) from error
    except (OSError, ValueError) as error:
        folder = not isinstance(error, ValueError) and path.is_dir()  # Windows opens no folder
        raise Refused(Reason.NO_FILE if folder else Reason.UNREADABLE) from error


def _bounded(number: int) -> bytes:
    about = os.fstat(number)
    if not stat.S_ISREG(about.st_mode):
        raise Refused(Reason.NO_FILE)
    content = b""
    if about.st_size <= MOST_FILE:
        with os.fdopen(number, "rb", closefd=False) as stream:
            content = stream.read(MOST_FILE + 1)  # it may still be growing
    if max(about.st_size, len(content)) > MOST_FILE:
        raise Refused(Reason.TOO_LARGE, limit=MOST_FILE // MB)
    return content


def unpacked(content: bytes) -> dict[str, bytes]:
    """Give the parts of a zip archive by their names, each read to its end; raises Refused.

    Of pictures and other parts that hold no XML only the name is kept: they were read to see
    whether the archive is whole, and are of no use here.
    """
    if not content.startswith(b"PK\x03\x04"):
        raise _not_packed(content)
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries, archive.start_dir)
            return {
                entry.filename: _part(archive, entry) for entry in entries if not entry.is_dir()
            }
    except _BROKEN as error:
        raise Refused(Reason.DAMAGED) from error


def _check_directory(content: bytes) -> None:
    """Look at the end of the archive before the list of its entries is believed and read."""
    end = content.rfind(_END, max(0, len(content) - _END_SIZE - 0xFFFF))
    if end < 0 or end + _END_SIZE > len(content):
        raise Refused(Reason.DAMAGED)
    count, size, _, comment = struct.unpack("<HLLH", content[end + 10 : end + _END_SIZE])
    if end + _END_SIZE + comment != len(content):
        raise Refused(Reason.DAMAGED)
    if count > MOST_ENTRIES or size > MOST_DIRECTORY:
        raise Refused(Reason.TOO_MUCH, part=count)


def _check_entries(entries: list[zipfile.ZipInfo], directory: int) -> None:
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry)
        folded = entry.filename.rstrip("/").casefold()
        if folded in seen:
            raise _odd(entry)
        seen.add(folded)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(Reason.TOO_MUCH, part=len(entries))
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        # Entries that share their bytes are how a small file becomes a very large one.
        if entry.header_offset < free or (free == 0 and entry.header_offset != 0):
            raise _odd(entry)
        free = entry.header_offset + 30 + len(entry.filename) + entry.compress_size
    if free > directory:
        raise Refused(Reason.DAMAGED)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise Refused(Reason.PASSWORD)
    link = stat.S_ISLNK(entry.external_attr >> 16)
    if entry.compress_type not in _METHODS or link or not _is_fair(entry):
        raise _odd(entry)
    heavy = entry.file_size > SMALL_PART and entry.file_size > MOST_RATIO * entry.compress_size
    if entry.file_size > MOST_PART or heavy:
        raise Refused(Reason.TOO_MUCH, part=shown_name(entry.filename))


def _is_fair(entry: zipfile.ZipInfo) -> bool:
    """Tell whether the name of an entry is a plain path, such as every system reads alike."""
    name = entry.orig_filename.removesuffix("/")
    steps = name.split("/")
    return (
        len(name) <= MOST_NAME
        and name == entry.filename.removesuffix("/")
        and _NAME.fullmatch(name) is not None
        and not any(step.endswith((".", " ")) or _DEVICE.fullmatch(step) for step in steps)
        and not (entry.is_dir() and entry.file_size)
    )


def _odd(entry: zipfile.ZipInfo) -> Refused:
    return Refused(Reason.ODD_PACKING, part=shown_name(entry.orig_filename))


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one part to its end, which compares its check sum; keep it when it holds XML."""
    chunks, length = [], 0
    kept = entry.filename.casefold().endswith(TEXT_PARTS)
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            length += len(chunk)
            if length > entry.file_size:
                raise Refused(Reason.TOO_MUCH, part=shown_name(entry.filename))
            if kept:
                chunks.append(chunk)
    if length != entry.file_size:
        raise Refused(Reason.DAMAGED)
    return b"".join(chunks)


def _not_packed(content: bytes) -> Refused:
    """Say what a file is that is no zip archive."""
    if content.startswith(_OLE):
        return _old_office(content)
    if content.startswith(_OLD_BIFF):
        return Refused(Reason.OLD_XLS)
    if content.startswith(b"PK"):
        return Refused(Reason.DAMAGED)
    return Refused(Reason.OTHER_KIND, kind=_kind(content))


def _old_office(content: bytes) -> Refused:
    """Tell apart what the old container of Office holds; its names are written in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return Refused(Reason.PASSWORD)
    if holds("Workbook") or holds("Book"):
        return Refused(Reason.OLD_XLS)
    if holds("WordDocument"):
        return Refused(Reason.OTHER_KIND, kind=Kind.WORD)
    slides = holds("PowerPoint Document")
    return Refused(Reason.OTHER_KIND, kind=Kind.SLIDES if slides else Kind.OLD_OFFICE)


def _kind(content: bytes) -> Name:
    if not content.strip(b"\0"):
        return Kind.NOTHING
    for magic, kind in _MAGICS:
        # Two letters alone may begin a text as well; a text holds no zero byte.
        if content.startswith(magic) and (len(magic) > 2 or b"\0" in content[:64]):
            return kind
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head):
        return Kind.UNKNOWN
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower()
    if opening.startswith((b"<html", b"<table", b"<!doctype html", b"id;")):
        return Kind.TABLE
    if opening.startswith(b"<"):
        return Kind.XML
    first = head.splitlines()[0]
    return Kind.TABLE if any(sign in first for sign in (b";", b"\t", b",")) else Kind.TEXT
