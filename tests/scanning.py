"""Looks for planted words in files, in every spelling and wrapping in which a leak could hide."""

import base64
import gzip
import io
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

DEPTH = 3
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)


def spellings(word: str) -> Iterator[bytes]:
    """Give the bytes of a word as programs write them: code pages, hex, Base64, JSON."""
    plain = word.encode()
    yield from (plain, word.encode("utf-16-le"), word.encode("utf-16-be"))
    for page in ("cp1251", "cp866", "ptcp154"):
        with suppress(UnicodeEncodeError):
            yield word.encode(page)
    yield from (plain.hex().encode(), plain.hex().upper().encode())
    for before in range(3):  # wherever in a longer text it stands
        coded = base64.b64encode(bytes(before) + plain)
        first = {0: 0, 1: 2, 2: 3}[before]
        last = len(coded) - (4 if (before + len(plain)) % 3 else 0)
        yield coded[first:last]
    escaped = word.encode("ascii", "backslashreplace")
    yield from (escaped, escaped.lower())


def found_in(content: bytes, words: Iterable[str], depth: int = 0) -> set[str]:
    """Give the words that stand in a content in any spelling, also inside of archives."""
    asked = list(words)
    found = {word for word in asked if any(one in content for one in spellings(word))}
    if depth < DEPTH:
        for inner in _inside(content):
            found |= found_in(inner, asked, depth + 1)
    return found


def leaks(places: Iterable[Path], words: Iterable[str], knowing: Path) -> Mapping[str, set[str]]:
    """Scan files and names below places but for those below knowing: place → words found."""
    asked, told = list(words), dict[str, set[str]]()
    for place in places:
        for path in sorted(place.rglob("*")):
            if knowing in path.parents or path == knowing:
                continue
            hits = found_in(path.name.encode(), asked)
            if path.is_file():
                hits |= found_in(path.read_bytes(), asked) | _on_paper(path, asked)
            if hits:
                told[str(path.relative_to(place.parent))] = hits
    return told


def _inside(content: bytes) -> Iterator[bytes]:
    if content[:4] == b"PK\x03\x04":
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    if content[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError):
            yield gzip.decompress(content)
    if content[:5] == b"%PDF-":
        for stream in _STREAM.findall(content):
            yield from _streams(stream.strip(b"\r\n"))
    with suppress(zlib.error):
        yield zlib.decompress(content)


def _streams(stream: bytes) -> Iterator[bytes]:
    for read in (zlib.decompress, lambda raw: zlib.decompress(base64.a85decode(raw, adobe=False))):
        with suppress(zlib.error, ValueError):
            yield read(stream.removesuffix(b"~>"))


def _on_paper(path: Path, words: Iterable[str]) -> set[str]:
    """Read a PDF as a person does, where poppler is there: its letters are glyphs of a font."""
    if path.suffix != ".pdf" or shutil.which("pdftotext") is None:
        return set()
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=False)
    return found_in(done.stdout, words, DEPTH)
