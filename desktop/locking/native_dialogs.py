"""Closes the system's own dialogs of this program on Windows: files, printers, message boxes.

They wait in a loop of the system, in which Qt cannot end them.
"""

import ctypes
import sys

DIALOG_CLASS = "#32770"
"""The window class of every dialog of the system (learn.microsoft.com, About Window Classes)."""

WM_CLOSE = 0x0010


def close_native_dialogs() -> None:
    """Ask every system dialog of this thread to close; does nothing on other systems."""
    if sys.platform != "win32":
        return
    user, kernel = ctypes.windll.user32, ctypes.windll.kernel32
    proof = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)

    def close(handle: int, _given: int) -> int:
        name = ctypes.create_unicode_buffer(16)
        user.GetClassNameW(ctypes.c_void_p(handle), name, len(name))
        if name.value == DIALOG_CLASS:
            user.PostMessageW(ctypes.c_void_p(handle), WM_CLOSE, None, None)
        return 1

    user.EnumThreadWindows(kernel.GetCurrentThreadId(), proof(close), None)
