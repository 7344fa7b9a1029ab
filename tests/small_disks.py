"""Small disks that can be filled, taken away and write-protected: tmpfs and ext4 on a loop.

They need root on Linux and a kernel that lets it mount; elsewhere CannotMount says why, and the
trial is passed over.  Everything is mounted below the folder that is given, and unmounted again.
"""

import errno
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

if sys.platform != "win32":
    import fcntl

BALLAST = "ballast"
CHUNK = 1 << 20
_SHUT_DOWN, _WITHOUT_LOG = 0x8004587D, 2
"""EXT4_IOC_SHUTDOWN (fs/ext4/ext4.h): from now on the disk answers nothing but errors."""


class CannotMount(Exception):
    """Here no disk can be mounted; the text says why."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of small disk: its name, how it is mounted, what fills it, and how much a step is."""

    name: str
    mount: Callable[[Path, Path], list[str]]
    unit: int = 1024
    step: int = 64


@dataclass(frozen=True, slots=True)
class Disk:
    """A mounted disk."""

    place: Path
    image: Path
    kind: Kind

    def fill(self, left: int) -> None:
        """Use up all but so many kilobytes, or all but so many names where names are what lacks."""
        self.free()
        (_use_up_names if self.kind.unit == 1 else _use_up_space)(self.place, left)

    def free(self) -> None:
        """Let go what filled the disk."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self.place / BALLAST)
        _settle(self.place)

    def clear(self) -> None:
        """Remove everything from the disk."""
        for path in self.place.iterdir():
            if path.name != "lost+found":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        _settle(self.place)

    def settle(self) -> None:
        """Let everything written so far be on the disk, as if it had lain there since yesterday."""
        _call("sync", "-f", str(self.place))

    def write_protect(self) -> None:
        """Let nobody write any more; fails while a file is open for writing."""
        _call("mount", "-o", "remount,ro", str(self.place))

    def pull_out(self) -> None:
        """Take the disk out of its place; what is open on it can still be written, to nowhere."""
        _call("umount", "--lazy", str(self.place))

    def break_down(self) -> None:
        """Let every call fail from now on, as of a stick that was pulled out (ext4 alone)."""
        place = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(place, _SHUT_DOWN, struct.pack("I", _WITHOUT_LOG))
        finally:
            os.close(place)

    def put_back(self) -> None:
        """Mount it again with what is on it; a disk in memory comes back empty."""
        with suppress(CannotMount):
            _call("umount", str(self.place))
        _call(*self.kind.mount(self.image, self.place))


def _in_memory(_image: Path, place: Path) -> list[str]:
    return ["mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", str(place)]


def _few_names(_image: Path, place: Path) -> list[str]:
    return ["mount", "-t", "tmpfs", "-o", "size=16m,nr_inodes=60", "tmpfs", str(place)]


def _on_loop(image: Path, place: Path) -> list[str]:
    if not image.exists():
        with image.open("xb") as stream:
            stream.truncate(24 * CHUNK)
        _call("mkfs.ext4", "-q", "-F", "-b", "4096", "-m", "0", str(image))
    return ["mount", "-o", "loop", str(image), str(place)]


TMPFS = Kind("tmpfs", _in_memory)
EXT4 = Kind("ext4", _on_loop)
NAMES = Kind("tmpfs without names", _few_names, unit=1, step=1)
KINDS = (TMPFS, EXT4, NAMES)


@contextmanager
def mounted(kind: Kind, folder: Path) -> Iterator[Disk]:
    """Mount an empty disk below a folder; raises CannotMount where that is not possible."""
    if sys.platform != "linux" or os.geteuid() != 0:
        raise CannotMount("mounting a small disk needs root on Linux")
    place = folder / "disk"
    place.mkdir(exist_ok=True)
    disk = Disk(place, folder / "disk.img", kind)
    _call(*kind.mount(disk.image, place))
    try:
        yield disk
    finally:
        while os.path.ismount(place):
            disk.pull_out()
        disk.image.unlink(missing_ok=True)


def _call(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        _refuse(f"{command[0]} is not there")
    if done.returncode:
        _refuse(f"{command[0]}: {done.stderr.strip() or done.returncode}")


def _refuse(why: str) -> NoReturn:
    raise CannotMount(why)


def _use_up_space(place: Path, left: int) -> None:
    (place / BALLAST).mkdir()
    with (place / BALLAST / "space").open("wb", buffering=0) as stream:
        for size in (CHUNK, 4096):
            try:
                while stream.write(bytes(size)) == size:
                    os.fsync(stream.fileno())
            except OSError as error:
                _only(error, errno.ENOSPC)
        stream.truncate(max(0, stream.tell() - left * 1024))
    _settle(place)


def _use_up_names(place: Path, left: int) -> None:
    (place / BALLAST).mkdir()
    made: list[Path] = []
    try:
        while True:
            made.append(place / BALLAST / str(len(made)))
            made[-1].touch()
    except OSError as error:
        _only(error, errno.ENOSPC)
    for path in made[:-1][:left]:
        path.unlink()


def _only(error: OSError, number: int) -> None:
    if error.errno != number:
        raise error


def _settle(place: Path) -> None:
    """Let the disk have done what it was told: freed blocks are not free before."""
    folder = os.open(place, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
