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
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from forms.checking import RuleFailed
from forms.rights import NotAllowed

LOG = "pana.log"
MOST_BYTES = 200_000
KEPT_FILES = 3


class LastResort(QObject):
    """Catches what nobody caught, in every thread; trouble(number) tells it on the screen's.

    show(number) tells an error in a dialog, repeat(number) the same error once more, keep() keeps
    what is being typed before either.
    """

    trouble = Signal(str)
    _caught = Signal(str, bool)
    _refused = Signal(object)

    def __init__(
        self,
        folder: Path,
        show: Callable[[str], object],
        repeat: Callable[[str], object] = lambda _number: None,
        keep: Callable[[], object] = lambda: None,
        refuse: Callable[[Exception], object] = lambda _refused: None,
    ) -> None:
        super().__init__(QCoreApplication.instance())
        self._folder = folder
        self._busy = False
        self._show, self._repeat, self._keep = show, repeat, keep
        self._guard = threading.Lock()
        self._seen: dict[str, tuple[str, int]] = {}
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._refused.connect(refuse, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of the hooks of this process and of its threads."""
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread
        sys.unraisablehook = self._catch_unraisable

    def catch(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log an error and let it be told; an interrupt from the keyboard ends the program.

        The same error at the same place keeps its first number; of what repeats itself, as one in
        painting does, the log takes the 10th, the 100th … only.
        """
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        if _no_error_of_ours(error):
            self._refused.emit(error)
            return
        number, times = self._count(kind, error, trace)
        if times == 1:
            write(self._folder, entry(number, kind, error, trace))
        elif str(times).strip("0") == "1":
            write(self._folder, f"{_moment()} {number} again, {times} times in all")
        self._caught.emit(number, times > 1)

    def _count(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> tuple[str, int]:
        """Give the number of an error, and how often it happened in this run of the program."""
        frames = [f"{one.filename}:{one.lineno}" for one in traceback.extract_tb(trace)]
        place = " ".join((kind.__qualname__, *frames))
        with self._guard:
            number, times = self._seen.get(place, (number_for(error), 0))
            self._seen[place] = (number, times + 1)
        return number, times + 1

    def _catch_in_thread(self, args: threading.ExceptHookArgs) -> None:
        self.catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _catch_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        self.catch(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell(self, number: str, again: bool) -> None:
        """Keep what is typed, then tell one at a time: dialogs must not pile up."""
        self.trouble.emit(number)
        if self._busy:
            return
        self._busy = True
        try:
            for act in (self._keep, partial(self._repeat if again else self._show, number)):
                self._try(act)
        finally:
            self._busy = False

    def _try(self, act: Callable[[], object]) -> None:
        """Do what is left to do; what fails here is logged, for nothing is left to tell it."""
        try:
            act()
        except Exception as error:
            write(self._folder, entry(new_number(), type(error), error, error.__traceback__))


def _no_error_of_ours(error: BaseException | None) -> bool:
    """True for what this person may not do, and for what the disk refused."""
    from forms.store.vault_refusals import VaultFault  # not needed by the first window

    return isinstance(error, NotAllowed | VaultFault)


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
    lines = [f"{_moment()} {number} {kind.__qualname__}"]
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(trace if cause is error else cause.__traceback__)
        lines += [f"    {Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
        cause = cause.__cause__
        if cause is not None:
            lines.append(f"  because of {type(cause).__qualname__}")
    return "\n".join(lines) + "\n"


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def write(folder: Path, text: str) -> None:
    """Add an entry to the log, turning it over when it is full.

    A log that cannot be written must not hide the error itself, which is told anyway.
    """
    import logging
    import logging.handlers

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / LOG, maxBytes=MOST_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
        )
    except OSError:
        return
    handler.emit(logging.makeLogRecord({"msg": text.rstrip()}))
    handler.close()
