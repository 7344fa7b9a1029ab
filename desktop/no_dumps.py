"""Forbids the system to write the memory of the program to the disk when it crashes (row E5)."""

import ctypes
import sys

SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002
WER_FAULT_REPORTING_FLAG_NOHEAP = 0x0001


def forbid_dumps() -> None:
    """Let no crash leave names on the disk: in a core file or in a report to Windows.

    Linux: setrlimit(2), RLIMIT_CORE, which systemd-coredump heeds too.  Windows: SetErrorMode and
    WerSetFlags, after which a report holds no heap.
    """
    if sys.platform == "win32":
        mode = SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX
        ctypes.windll.kernel32.SetErrorMode(mode)
        ctypes.windll.kernel32.WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP)
    else:
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
