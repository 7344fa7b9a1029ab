"""Locks the vault when nobody touches the program, and says so half a minute before."""

from collections.abc import Callable

from desktop.frame.workplace import Workplace
from desktop.language import tr
from desktop.locking.idle import IdleWatch


def watch_idle(
    workplace: Workplace, minutes: Callable[[], int], lock: Callable[[], object]
) -> IdleWatch:
    """Watch for as long as a workplace lives; lock() is called when nobody is there."""
    watch, status = IdleWatch(minutes, workplace), workplace.status
    watch.warned.connect(
        lambda seconds: status.warn(tr("Locks in {n} s; any key keeps it open", n=seconds))
    )
    watch.eased.connect(lambda: status.warn(""))
    watch.left.connect(lock)
    return watch
