"""The diagnostic file: what a helper needs to know of the program, and nothing of any person.

Versions, system, screen, sizes as counts, and the newest entries of the log.  No path, no login,
no name of the computer: of the log the same is taken out once more.
"""

import getpass
import platform
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from desktop.language import current, moment, tr
from desktop.last_resort import LOG
from forms.store.census import Census

ENTRIES = 20
"""So many entries of the log are told, the newest last."""

LEAST_LOGIN = 3
"""A login shorter than this stands inside too many words to be taken out."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is told beside the log: version, moment, colours, and the store where one is open."""

    version: str
    when: datetime
    colours: str
    store: Census | None = None


def diagnosis(scene: Scene, log: Sequence[str]) -> str:
    """Write the whole text, in the language of the screens."""
    blocks = [
        [tr("Diagnostic file of Pana"), moment(scene.when)],
        list(_program(scene)),
        list(_screens(scene)),
        list(_store(scene.store)),
        [tr("Newest errors of the program:"), *(log or [tr("none")])],
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _program(scene: Scene) -> Iterator[str]:
    yield tr("Program: {version}", version=f"Pana {scene.version}")
    libraries = (
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}"
    )
    yield tr("Libraries: {names}", names=libraries)
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield tr("System: {name}", name=system)
    yield tr("Language: {name}", name=current().value)


def _screens(scene: Scene) -> Iterator[str]:
    platform_name = QGuiApplication.platformName()
    yield tr("Colours: {name}", name=scene.colours)
    for number, one in enumerate(QGuiApplication.screens(), start=1):
        size, scale = one.size(), one.devicePixelRatio()
        facts = f"{size.width()} × {size.height()}, {scale:.0%}, {one.depth()} bit, {platform_name}"
        yield tr("Screen {number}: {facts}", number=number, facts=facts)


def _store(store: Census | None) -> Iterator[str]:
    if store is None:
        yield tr("No vault is open.")
        return
    size = f"{store.size / 2**20:.1f}"
    yield tr("Vault: {size} MB, SQLCipher {version}", size=size, version=store.cipher)
    yield tr("Rows of its tables:")
    for name, rows in store.rows.items():
        yield f"    {name} {rows}"


def newest(folder: Path) -> list[str]:
    """Give the lines of the newest entries of the log; none where there is no log.

    A log that cannot be read is told as one that is not there: the rest is of use without it.
    """
    lines: list[str] = []
    for file in (folder / f"{LOG}.1", folder / LOG):
        try:
            lines += file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
    starts = [at for at, line in enumerate(lines) if line and not line.startswith(" ")]
    first = starts[-ENTRIES] if len(starts) >= ENTRIES else 0
    return [nameless(line) for line in lines[first:]]


def nameless(line: str) -> str:
    """Take the login and the home folder out of a line, and whatever looks like a path."""
    line = re.sub(r"\S*[/\\]\S*", "…", line)
    for name in {getpass.getuser(), Path.home().name}:
        if len(name) >= LEAST_LOGIN:
            line = re.sub(rf"\b{re.escape(name)}\b", "…", line, flags=re.IGNORECASE)
    return line
