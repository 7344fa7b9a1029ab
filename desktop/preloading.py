"""Loads, while the passphrase is being typed, what an opened vault needs: the wait is then its own.

Store and ciphers are loaded in another thread; the pages one after the other on the screen's,
between two events, so that typing is not held up.
"""

import gc
import sys
from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from desktop import jobs

WITHOUT_SCREEN = ("sqlcipher3.dbapi2", "sqlalchemy", "cryptography", "desktop.admission")
"""What knows no Qt, the slowest first; desktop.admission brings the store and all forms."""

SCREENS = (
    "desktop.parts.findings",
    "desktop.parts.veil",
    "desktop.frame.workplace",
    "desktop.finding.searching",
    "desktop.frame.help_commands",
    "desktop.backup_watch",
    "desktop.journal.journal_memory",
    "desktop.notices",
    "desktop.clipboard",
    "desktop.locking.guarding",
    "desktop.locking.captures",
    "desktop.locking.session",
    f"desktop.locking.session_{'windows' if sys.platform == 'win32' else 'linux'}",
    "desktop.locking.left",
    "desktop.locking.lock",
    "desktop.places",
    "desktop.returns.rehearsing",
    "desktop.day_page",
    "desktop.lists.list_table",
    "desktop.records_page",
)
"""The frame and the first pages, in the order in which they are needed."""


def preload(owner: QObject) -> None:
    """Begin to load; ends by itself when owner is gone."""
    jobs.run(owner, _load_without_screen, lambda _none: _load_next(owner, iter(SCREENS)))


def _load_without_screen() -> None:
    for name in WITHOUT_SCREEN:
        import_module(name)
    from forms.territories import Register

    Register.shipped()  # the same for every vault, and read once


def _load_next(owner: QObject, left: Iterator[str]) -> None:
    """Load one module, then let what waits be done before the next."""
    name = next(left, "")
    if not name:
        # What was loaded stays for good: the collector need not look through it again and again.
        gc.freeze()
        return
    import_module(name)
    QTimer.singleShot(0, owner, lambda: _load_next(owner, left))
