"""Measures the first painted window, the unlock page, against an empty QMainWindow, in one go.

Fresh processes by turns; the time runs from the start of a process to the moment at which a small
witness on top of everything else is painted.  Prints min, median and max of both in milliseconds
and the median of the ratios; the goal is 1.2 at most.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QMainWindow

HOME = Path(__file__).resolve().parent.parent
GOAL = 1.2


def empty() -> "tuple[QApplication, QMainWindow]":
    """Show an empty window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 688)
    return app, window


def unlock() -> "tuple[QApplication, QMainWindow]":
    """Show the unlock page with one vault in the chooser."""
    gc.disable()  # as main.py does until the window is painted
    from desktop.app import Pana, application
    from desktop.entrance.opening import doors
    from desktop.settings import Recent, Settings
    from forms.words import Name

    app = application()
    settings = Settings(Path(tempfile.mkdtemp()) / "pana.ini")
    settings.opened(Recent(Path("office.pana"), "KDN-1132", Name("Ақкөл ауданы", "", "")))
    pana = Pana(app, settings, doors(), lambda _opened, _choices: ())
    pana.prepare()
    return app, pana.window


def child(kind: str) -> None:
    """Show one window and print the moment at which it was painted."""
    app, window = unlock() if kind == "unlock" else empty()
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    class Witness(QWidget):
        """Painted after everything that lies below it."""

        def paintEvent(self, event: QPaintEvent) -> None:
            """Tell the moment and leave."""
            print(time.monotonic_ns(), flush=True)
            os._exit(0)

    witness = Witness(window)
    witness.setGeometry(0, 0, 4, 4)
    witness.raise_()
    window.show()
    app.exec()


def measured(kind: str) -> float:
    """Run one fresh process; give the milliseconds until its window was painted."""
    start = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, __file__, "--child", kind],
        cwd=HOME,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        check=True,
        capture_output=True,
        text=True,
    )
    return (int(done.stdout.split()[-1]) - start) / 1e6


def main() -> int:
    """Measure by turns and print; 0 when the goal is met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--child", choices=["empty", "unlock"])
    asked = parser.parse_args()
    if asked.child:
        child(asked.child)
        return 0
    times: dict[str, list[float]] = {"empty": [], "unlock": []}
    for turn in range(asked.runs + 1):
        for kind, kept in times.items():
            took = measured(kind)
            if turn:  # the first turn only warms the disk
                kept.append(took)
    for kind, kept in times.items():
        print(f"{kind:7} {min(kept):7.0f} {statistics.median(kept):7.0f} {max(kept):7.0f} ms")
    pairs = zip(times["unlock"], times["empty"], strict=True)
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"ratio   {ratio:7.2f} (goal {GOAL})")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
