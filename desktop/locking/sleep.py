"""How long this computer has slept, told by two of its clocks: one stands still meanwhile."""

import ctypes
import sys
import time


def asleep_for() -> float:
    """Give the seconds that the computer slept since it was started; only differences mean much.

    Linux: clock_gettime(2), CLOCK_BOOTTIME goes on in sleep and CLOCK_MONOTONIC does not.
    Windows: GetTickCount64 goes on and QueryUnbiasedInterruptTime does not.  Elsewhere the clock
    on the wall, which may also be set by hand: a lock too many then.
    """
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.GetTickCount64.restype = ctypes.c_ulonglong
        awake = ctypes.c_ulonglong()
        kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake))
        return float(kernel.GetTickCount64()) / 1e3 - awake.value / 1e7
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.time() - time.monotonic()
