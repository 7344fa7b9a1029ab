"""The last resort: an error of ours is told in one sentence with a number, and logged without data.

The log holds the kind of the error and the places in the program it went through; no values, no
message texts (they may quote what was typed) and no file names of the office.
"""

import secrets
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from forms.checking import RuleFailed

MOST_BYTES = 200_000
KEPT_FILES = 3


class LastResort(QObject):
    """Catches what nobody caught, in every thread; trouble(number) tells it on the screen's."""

    trouble = Signal(str)
    _caught = Signal(str)

    def __init__(self, folder: Path, show: Callable[[str], object]) -> None:
        super().__init__(QCoreApplication.instance())
        self._folder = folder
        self._showing = False
        self._show = show
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of the hooks of this process and of its threads."""
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread

    def catch(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log an error and let it be told; an interrupt from the keyboard ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        number = number_for(error)
        write(self._folder, entry(number, kind, error, trace))
        self._caught.emit(number)

    def _catch_in_thread(self, args: threading.ExceptHookArgs) -> None:
        self.catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell(self, number: str) -> None:
        """Tell one at a time: an error that repeats itself must not pile up dialogs."""
        self.trouble.emit(number)
        if self._showing:
            return
        self._showing = True
        try:
            self._show(number)
        finally:
            self._showing = False


def new_number() -> str:
    """Give the number under which an error is found in the log."""
    return secrets.token_hex(3).upper()


def number_for(error: BaseException | None) -> str:
    """Give the number under which an error is told and logged; where one of our edit rules
    crashed its number stands behind, for it tells nothing of the card."""
    return f"{new_number()}-{error.rule}" if isinstance(error, RuleFailed) else new_number()


def entry(
    number: str,
    kind: type[BaseException],
    error: BaseException | None,
    trace: TracebackType | None,
) -> str:
    """Write one entry: moment, number, kind, and file, line and function of every frame."""
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} {number} {kind.__qualname__}"]
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(trace if cause is error else cause.__traceback__)
        lines += [f"    {Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
        cause = cause.__cause__
        if cause is not None:
            lines.append(f"  because of {type(cause).__qualname__}")
    return "\n".join(lines) + "\n"


def write(folder: Path, text: str) -> None:
    """Add an entry to the log, turning it over when it is full.

    A log that cannot be written must not hide the error itself, which is told anyway.
    """
    import logging
    import logging.handlers

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "pana.log", maxBytes=MOST_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
        )
    except OSError:
        return
    handler.emit(logging.makeLogRecord({"msg": text.rstrip()}))
    handler.close()
