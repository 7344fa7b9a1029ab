"""Keeps a vault to one process at a time, and its key change to one thread."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Lock
from typing import BinaryIO

from forms.store.vault_keys import PAGE_SIZE

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# The locked byte lies far beyond SQLite's own lock bytes (at 1 GiB) and below 2 GiB, where every
# C runtime can reach it; the vault is kept from growing that far.
LOCK_PLACE = 0x7FFF0000
MOST_PAGES = LOCK_PLACE // PAGE_SIZE

_held: set[tuple[int, int]] = set()
_guard = Lock()


def identity(path: Path) -> tuple[int, int]:
    """Tell a file from all others, whatever it is called; raises OSError when it is not there."""
    state = path.stat()
    return state.st_dev, state.st_ino


def held_here(path: Path) -> bool:
    """True when this process has the vault open: then no second handle to it may be closed."""
    with _guard:
        return identity(path) in _held


class VaultLock:
    """The right to open one vault, held by the operating system and gone with the process.

    The lock lies on the file itself: no second file can be left behind, so a killed program
    never leaves a stale lock, and other names, accounts and sessions meet the same lock.
    """

    def __init__(self, path: Path, who: tuple[int, int], handle: BinaryIO) -> None:
        """Keep what take() has won."""
        self.path = path
        self.who = who
        self.handle = handle

    @classmethod
    def take(cls, path: Path) -> "VaultLock | None":
        """Take the lock of an existing file; None when it is held, here or by another process.

        Raises OSError when the file cannot be opened for reading and writing.
        """
        with _guard:
            who = identity(path)
            # Asked before opening: closing any handle to a file makes POSIX drop the locks that
            # SQLite holds on it for the whole process (sqlite.org/howtocorrupt.html, 2.2).
            if who in _held:
                return None
            handle = path.open("r+b")
            try:
                won = hold(handle)
            except OSError:
                handle.close()
                raise
            if not won:
                handle.close()
                return None
            _held.add(who)
            return cls(path, who, handle)

    def still_there(self) -> bool:
        """True while the path leads to the very file that was locked."""
        try:
            return identity(self.path) == self.who
        except OSError:
            return False

    def release(self) -> None:
        """Give the vault free; only after SQLite has closed it."""
        with _guard:
            self.handle.close()
            _held.discard(self.who)


def hold(handle: BinaryIO) -> bool:
    """Lock an open file for this handle; False when another handle has it.

    The lock goes with the handle or its process.  Raises OSError where locks are unknown.
    """
    try:
        if sys.platform == "win32":
            handle.seek(LOCK_PLACE)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            # flock, not fcntl: it belongs to this handle alone, so SQLite's closing of its own
            # handles does not drop it, and it does not meet SQLite's byte locks.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


class Turnstile:
    """Lets many through at once, or one alone."""

    def __init__(self) -> None:
        """Begin with nobody inside."""
        self._change = Condition()
        self._inside = 0
        self._alone = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Go in beside others; waits while somebody is alone inside."""
        with self._change:
            self._change.wait_for(lambda: not self._alone)
            self._inside += 1
        try:
            yield
        finally:
            with self._change:
                self._inside -= 1
                self._change.notify_all()

    @contextmanager
    def alone(self, patience: float) -> Iterator[bool]:
        """Go in alone; gives False when the others have not left after so many seconds."""
        with self._change:
            won = self._change.wait_for(lambda: not self._inside and not self._alone, patience)
            self._alone = self._alone or won
        try:
            yield won
        finally:
            with self._change:
                if won:
                    self._alone = False
                self._change.notify_all()
