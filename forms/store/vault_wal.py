"""Looks into the -wal beside a vault before SQLite does: whose it is, and how far it goes.

SQLite takes over whatever lies there under the right name, another vault's too, and stops without
a word at the first frame that is damaged (sqlite.org/fileformat2, 4: head of 32 bytes; frames of
24 bytes and a page).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from forms.store.vault_keys import PAGE_SIZE, VaultKey
from forms.store.vault_refusals import companion

_HEAD, _FRAME_HEAD = 32, 24
_SALTS = slice(8, 16)


class Frame(NamedTuple):
    """One frame: its number from 1, its page, whether a saving ends with it, its salts, content."""

    number: int
    page: int
    ends: bool
    salts: bytes
    content: bytes


def is_there(vault: Path) -> bool:
    """True when a -wal with content lies beside a vault."""
    try:
        return companion(vault).stat().st_size > 0
    except FileNotFoundError:
        return False


def is_of(vault: Path, key: VaultKey) -> bool:
    """True when any page that was saved into the -wal carries the seal of this key, or none is.

    What a killed saving left behind the last end counts for nothing: SQLite passes over it.
    """
    ends = last_end(vault)
    with companion(vault).open("rb") as stream:
        saved = (frame for frame in _frames(stream) if frame.number <= ends)
        return not ends or any(key.seals(frame.content, frame.page) for frame in saved)


def last_end(vault: Path) -> int:
    """Give the number of the last frame with which a saving of the latest run ends, 0 for none.

    The latest run is told by its salts: those of the first frame, or of the head where that is
    damaged.  Frames of earlier runs may stand behind it.
    """
    last = 0
    with companion(vault).open("rb") as stream:
        salts = stream.read(_HEAD)[16:24]
        first = next(_frames(stream), None)
        known = {salts, first.salts if first is not None else salts}
        for frame in _frames(stream):
            if frame.ends and frame.salts in known:
                last = frame.number
    return last


def pages_between(vault: Path, first: int, last: int) -> frozenset[int]:
    """Give the pages that stand in the frames after the first number, up to the last."""
    if first >= last:
        return frozenset()
    with companion(vault).open("rb") as stream:
        return frozenset(one.page for one in _frames(stream) if first < one.number <= last)


def _frames(stream: BinaryIO) -> Iterator[Frame]:
    stream.seek(_HEAD)
    number = 0
    while len(head := stream.read(_FRAME_HEAD)) == _FRAME_HEAD:
        content = stream.read(PAGE_SIZE)
        if len(content) < PAGE_SIZE:
            return
        number += 1
        page = int.from_bytes(head[:4], "big")
        yield Frame(number, page, any(head[4:8]), head[_SALTS], content)
