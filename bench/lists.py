"""Measures showing a list of very many cards against showing an empty table view, in one go.

    bench/lists.py [--cards 100000] [--vault FILE] [--runs 7]

Fresh processes by turns open a vault with one card and one with very many (made up here unless
given) and show three things until they are painted: an empty table view, the list of the small
vault and that of the large one.  The empty view is dressed like the list, with the same window,
heads, delegate, widths and style sheet, and has no rows; a list must also read its first page and
draw a screen of rows.  Each process shows a thing many times, each time anew, and tells the
quickest: others on the machine only ever add to it, and more to what takes longer.  Prints
milliseconds, peak memory and their ratios to the empty view: the goals are 2 and 1.3.  Then, for
the large vault alone: jumping to the end, finding a card's place, counting the views, and for a
typed word the first rows and all of the answer, in milliseconds.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench.town import PASSPHRASE, filled  # noqa: E402
from desktop.admission import open_desk  # noqa: E402
from desktop.desk import Desk  # noqa: E402
from forms.store.store import Query  # noqa: E402

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.lists.list_model import ListModel
    from desktop.lists.list_table import ListTable

TIME, MEMORY = 2.0, 1.3
KINDS = ("empty", "small", "large")
OFTEN = 5
SHOWN = 25
"""So many times each thing is shown; it takes some milliseconds."""


def child(kind: str, file: Path) -> None:
    """Open a vault, show one thing, print milliseconds and megabytes."""
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication

    from desktop.app import application
    from desktop.lists.list_columns import all_states
    from desktop.lists.list_model import ListModel
    from desktop.lists.list_table import ListTable
    from desktop.lists.record_list import RecordList
    from forms.family import FAMILY

    app = application()
    desk = _desk(file)
    model = ListModel(desk, FAMILY)
    keys = model.columns
    bare = QStandardItemModel(0, len(keys))
    bare.setHorizontalHeaderLabels([model.shown.head(key) for key in keys])

    def show() -> ListTable:
        table = ListTable()
        table.setModel(bare if kind == "empty" else model)
        if kind != "empty":
            model.ask(_query(desk), keys, table)
        table.resize(760, 560)
        table.fit_columns(keys, all_states(model.shown.look))
        table.show()
        QApplication.processEvents()
        return table

    def show_page() -> RecordList:
        page = RecordList(desk, FAMILY)
        page.resize(1278, 560)
        page.show()
        QApplication.processEvents()
        return page

    # At first what a running program has ready is made: fonts, signs, words, prepared questions.
    took = _shown(show)
    page = _shown(show_page) if kind != "empty" else 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    more = _more(desk, model, show()) if kind == "large" else {}
    print(json.dumps({"ms": took, "page": page, "mb": peak, "more": more}))
    del app
    sys.stdout.flush()
    os._exit(0)


def _shown(show: "Callable[[], QWidget]") -> float:
    """Show something many times, each alone; give the quickest in milliseconds."""
    times = []
    for _ in range(SHOWN):
        start = time.perf_counter()
        widget = show()
        times.append((time.perf_counter() - start) * 1000)
        widget.close()
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return min(times)


def _desk(file: Path) -> Desk:
    from datetime import date

    desk = open_desk(file, PASSPHRASE, day=lambda: date(2026, 11, 24))
    if not isinstance(desk, Desk):
        raise SystemExit(f"the vault does not open: {desk}")
    return desk


def _query(desk: Desk, text: str = "") -> Query:
    from desktop.lists.list_looks import ALL

    return ALL.query(desk.today(), text)


def _more(desk: Desk, model: "ListModel", table: "ListTable") -> dict[str, float]:
    last = model.rowCount() - 1
    row = model.row(last // 2)
    assert row is not None

    def jump(at: int) -> None:
        model.ask(_query(desk), model.columns, table)
        model.row(at)

    found: dict[str, Callable[[], object]] = {
        "to the end": partial(jump, last),
        "to the middle": partial(jump, last // 2),
        "place of a card": partial(model.place_of, row.id),
        "count five views": partial(_count, desk),
    }
    for word in ("н", "нұрлан", "нұрлан ораз"):
        found[f"{word}: first rows"] = partial(_typed, desk, model, word)
        found[f"{word}: all of it"] = partial(_whole, desk, model, word)
    return {name: _milliseconds(work) for name, work in found.items()}


def _typed(desk: Desk, model: "ListModel", word: str) -> None:
    from PySide6.QtWidgets import QWidget

    model.ask(_query(desk, word), model.columns, QWidget())  # gone at once: no rest is looked for
    model.row(0)


def _whole(desk: Desk, model: "ListModel", word: str) -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    from desktop.jobs import wait_for_all

    beside = QWidget()
    model.ask(_query(desk, word), model.columns, beside)
    wait_for_all()
    QApplication.processEvents()
    assert not model.growing


def _count(desk: Desk) -> None:
    from desktop.lists.list_looks import LOOKS

    with desk.store.reading() as reading:
        for view in LOOKS["family"].views:
            reading.count("family", view.query(desk.today()))


def _milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(OFTEN):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


@dataclass(frozen=True, slots=True)
class Shown:
    """What one process measured: milliseconds, megabytes, and other times of the large vault."""

    ms: float
    page: float
    mb: float
    more: dict[str, float]


def measured(kind: str, file: Path) -> Shown:
    """Run one fresh process; give what it measured."""
    done = subprocess.run(
        [sys.executable, __file__, "--child", kind, "--vault", str(file)],
        cwd=HOME,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(HOME)},
        check=True,
        capture_output=True,
        text=True,
    )
    return Shown(**json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Measure by turns and print; 0 when both goals are met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--child", choices=KINDS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.vault)
    with tempfile.TemporaryDirectory() as folder:
        files = {"small": Path(folder) / "small.pana", "large": asked.vault}
        filled(files["small"], 1).vault.close()
        if asked.vault is None:
            files["large"] = Path(folder) / "large.pana"
            filled(files["large"], asked.cards).vault.close()
        files["empty"] = files["small"]
        return _compare(files, asked.runs)


def _compare(files: dict[str, Path], runs: int) -> int:
    told: dict[str, list[Shown]] = {kind: [] for kind in KINDS}
    for turn in range(runs + 1):
        for kind in KINDS:
            one = measured(kind, files[kind])
            if turn:  # the first turn only warms the disk
                told[kind].append(one)
    times = {kind: statistics.median(one.ms for one in told[kind]) for kind in KINDS}
    peaks = {kind: statistics.median(one.mb for one in told[kind]) for kind in KINDS}
    for what, middle, goal in (("ms", times, TIME), ("MB", peaks, MEMORY)):
        for kind in KINDS:
            ratio = middle[kind] / middle["empty"]
            print(f"{kind:6} {middle[kind]:8.1f} {what}  {ratio:5.2f} (goal {goal})")
    pages = {kind: statistics.median(one.page for one in told[kind]) for kind in KINDS[1:]}
    ratio = pages["large"] / pages["small"]
    print(f"the whole page: {pages['small']:.1f} and {pages['large']:.1f} ms, {ratio:.2f}")
    for name in told["large"][0].more:
        took = statistics.median(one.more[name] for one in told["large"])
        print(f"{name:20} {took:8.1f} ms")
    met = times["large"] <= TIME * times["empty"] and peaks["large"] <= MEMORY * peaks["empty"]
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
