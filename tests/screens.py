"""Opens virtual screens for programs that a test starts."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Open a screen of 1366 x 768 as long as it is needed; gives the value for DISPLAY.

    Raises RuntimeError when the X server ends before it opened one.
    """
    reading, writing = os.pipe()
    wanted = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"]
    server = subprocess.Popen(
        [*wanted, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb ended before it opened a screen")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=30)
