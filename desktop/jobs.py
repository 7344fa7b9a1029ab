"""Runs slow work off the screen's thread: progress, cancel, and an error shown once."""

import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid


class Cancelled(Exception):
    """Raised inside the work by Progress.step when the person cancelled."""


class Progress(QObject):
    """Handed to the work: it says how far it is and hears that it shall stop.

    stepped(done, whole, words) reaches the screen's thread.
    """

    stepped = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """True once the person asked to stop; work that cannot raise looks here."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, done: int, whole: int, words: str = "") -> None:
        """Say how far the work is; raises Cancelled when it shall stop."""
        if self.cancelled:
            raise Cancelled
        self.stepped.emit(done, whole, words)


class Job(QObject):
    """One piece of slow work.

    Signals, all on the screen's thread: done(answer), failed(exception), cancelled(), and ended()
    after any of them.  A failure that nobody connected to goes to sys.excepthook, which shows it.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self.progress = Progress()
        self._work = work
        self._heard = False
        self._forgotten = False
        self._finished = threading.Event()
        self._over.connect(self._settle)

    _over = Signal(object, object)

    def start(self) -> "Job":
        """Begin; the job keeps itself alive until it ended."""
        _running.add(self)
        QThreadPool.globalInstance().start(_Task(self))
        return self

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.progress.cancel()

    def on_failure(self, hear: Callable[[BaseException], object]) -> "Job":
        """Hear of a failure; then it is not shown anywhere else."""
        self._heard = True
        self.failed.connect(hear)
        return self

    def work(self) -> None:
        """Do the work; called in another thread."""
        try:
            if self._forgotten:
                raise Cancelled
            answer = self._work(self.progress)
        except BaseException as trouble:  # carried over to the screen's thread, not lost
            self._end(None, trouble)
        else:
            self._end(answer, None)

    def forget(self) -> "Callable[[], bool]":
        """Hand the answer to nobody: who asked is gone.  Gives what waits for the end of the work.

        Work that has not begun will not begin; what is under way comes to its end.
        """
        self._forgotten = True
        return self._finished.wait

    def _end(self, answer: object, trouble: BaseException | None) -> None:
        self._finished.set()
        self._over.emit(answer, trouble)

    def _settle(self, answer: object, trouble: BaseException | None) -> None:
        _running.discard(self)
        if self._forgotten:
            _tell_error_of_ours(trouble)
            return
        if isinstance(trouble, Cancelled):
            self.cancelled.emit()
        elif trouble is None:
            self.done.emit(answer)
        elif self._heard:
            self.failed.emit(trouble)
        else:
            sys.excepthook(type(trouble), trouble, trouble.__traceback__)
        self.ended.emit()


class _Task(QRunnable):
    """Carries a job into the pool."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        """Do the work of the job."""
        self._job.work()


_running: set[Job] = set()


def run(owner: QObject, work: Callable[[], object], then: Callable[[object], object]) -> Job:
    """Do work that needs no progress, then hand its answer over unless owner is gone by then."""
    job = Job(lambda _progress: work())
    job.done.connect(lambda answer: then(answer) if isValid(owner) else None)
    return job.start()


def _tell_error_of_ours(trouble: BaseException | None) -> None:
    """Tell a failure of work that nobody waits for, unless the lock itself or the disk made it."""
    from forms.store.vault_refusals import VaultClosed, VaultFault  # not needed by the first window

    if trouble is not None and not isinstance(trouble, Cancelled | VaultClosed | VaultFault):
        sys.excepthook(type(trouble), trouble, trouble.__traceback__)


def forget_all() -> Callable[[], object]:
    """Hand no answer of the work under way to anybody: the vault is locked and its pages go.

    Gives what waits, in another thread, until all of it has ended.
    """
    waits = [job.forget() for job in _running]
    return lambda: [wait() for wait in waits]


def wait_for_all(milliseconds: int = 5000) -> bool:
    """Wait until no work is under way, at the end of the program; False when some still is."""
    for job in _running:
        job.cancel()
    return QThreadPool.globalInstance().waitForDone(milliseconds)
