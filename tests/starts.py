"""Starts the program many times at once on one vault: exactly one may open it.

`python -m tests.starts --starts 20` lets all wait for the same moment, counts who came in and what
the others were told, then kills the one inside: the next must open at once (reliability L1, L2).
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from desktop.admission import create_desk, leave, open_desk
from desktop.desk import Desk
from forms.findings import Finding
from reports.period import Period

HOME = Path(__file__).resolve().parent.parent
PASSPHRASE = "made up words 77"


@dataclass
class Tally:
    """How many came in and by which rule the others were refused; after says who opened next."""

    opened: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    after: bool = False


def start_at_once(folder: Path, starts: int) -> Tally:
    """Start so many programs on one vault."""
    vault = folder / "office.pana"
    made = create_desk(vault, PASSPHRASE, "KDN-1132", Period(2026, 1), practice=True)
    assert not isinstance(made, Finding)
    leave(made[0])
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.starts", "--open", str(vault)],
            cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(starts)
    ]  # fmt: skip
    tally = Tally()
    for one in programs:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in programs:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    inside = []
    for one in programs:
        assert one.stdout is not None
        told = one.stdout.readline().strip()
        if told == "open":
            tally.opened += 1
            inside.append(one)
        else:
            tally.refused[told] += 1
    for one in inside:
        one.kill()
    for one in programs:
        one.communicate()
    desk = open_desk(vault, PASSPHRASE)
    tally.after = isinstance(desk, Desk)
    if isinstance(desk, Desk):
        leave(desk)
    return tally


def _open(vault: Path) -> None:
    """Wait for the word, open the vault, tell, and stay inside until killed."""
    print("ready", flush=True)
    sys.stdin.readline()
    desk = open_desk(vault, PASSPHRASE)
    print(desk.rule if isinstance(desk, Finding) else "open", flush=True)
    if isinstance(desk, Desk):
        sys.stdin.read()


def main() -> int:
    """Run the trial; 0 when exactly one came in each time and the next after the kill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=20)
    parser.add_argument("--open", type=Path)
    call = parser.parse_args()
    if call.open is not None:
        _open(call.open)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        tally = start_at_once(Path(folder), call.starts)
    print(f"{call.starts} starts: {tally.opened} opened, refused: {dict(tally.refused)}")
    print("after a kill the next one", "opened" if tally.after else "was NOT let in")
    good = tally.opened == 1 and tally.after and set(tally.refused) <= {"V13"}
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
