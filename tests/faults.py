"""Lets the system fail, or kills the program, at each call with which it writes to the disk.

`python -m tests.faults` runs a small program that opens a vault, saves two cards, annuls one,
exports a return, writes out a merge, makes a backup and changes the key, and lets strace (Linux)
make its N-th write, sync, rename, link or truncation fail: once, from there on, or with a kill.
The program may not fall over an error; afterwards the vault must open whole with all that was
acknowledged, no file under a final name may be half, and the same work must succeed and take away
what was left half made (reliability A2, A3, A7).
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from desktop.admission import leave, open_desk
from desktop.desk import Desk
from forms.findings import Finding
from forms.store.vault_refusals import VaultFault
from forms.words import Language
from tests.disk_actions import (
    ACTIONS,
    CHANGED,
    HELPER,
    PASSPHRASE,
    VAULT,
    Left,
    Scene,
    left_files,
    on_disk,
)
from tests.whole_files import half_made, sound

HOME = Path(__file__).resolve().parent.parent
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "link", "unlink")
MODES = {
    "fails once": "error=ENOSPC:when={n}",
    "fails from there on": "error=EIO:when={n}+",
    "killed": "signal=KILL:when={n}",
}
WORK = ("save", "save", "annul", "export beside", "merge", "backup", "key")
AGAIN = ("save", "export beside", "merge", "backup")


@dataclass
class Tally:
    """What was found after all faults so far; points counts the calls that a whole run makes."""

    points: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    acknowledged: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fault:
    """One call that is let fail: which, its number, and how."""

    call: str
    n: int
    mode: str

    @property
    def options(self) -> list[str]:
        """Give what strace is told."""
        inject = f"inject={self.call}:{MODES[self.mode].format(n=self.n)}"
        return ["-o", os.devnull, "-e", f"trace={self.call}", "-e", inject]


def lacking() -> str:
    """Say why nothing can be tried here, "" where it can."""
    if shutil.which("strace") is None:
        return "strace is not there (apt-get install strace)"
    done = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True)
    return "" if done.returncode == 0 else "strace may not look at other programs here"


def fault_often(
    folder: Path,
    most: int,
    seed: int = 7,
    jobs: int = 2,
    calls: Collection[str] = CALLS,
    modes: int = len(MODES),
    names: Sequence[str] = WORK,
) -> Tally:
    """Let so many chosen calls fail at most, each in so many ways; every kind has its share.

    names are the parts of the work that is done.
    """
    tally, left = Tally(), left_files(folder / "left")
    tally.points = _counted(left, folder / "counting", names)
    points = {call: count for call, count in tally.points.items() if call in calls}
    chosen = list(_chosen(points, most, modes, random.Random(seed)))
    with ThreadPoolExecutor(jobs) as pool:
        places = (folder / f"one{n}" for n in range(len(chosen)))
        for told, wrong in pool.map(partial(_one, left, names), chosen, places):
            tally.faults += 1
            tally.acknowledged += sum(line.startswith("done") for line in told)
            tally.refused += sum(line.startswith("refused") for line in told)
            tally.wrong += wrong
    return tally


def _chosen(
    points: Mapping[str, int], most: int, modes: int, rng: random.Random
) -> Iterator[Fault]:
    share = max(1, most // max(1, len(points)))
    for call, count in sorted(points.items()):
        for n in sorted(rng.sample(range(1, count + 1), min(count, share))):
            yield from (Fault(call, n, mode) for mode in rng.sample(list(MODES), modes))


def _counted(left: Left, place: Path, names: Sequence[str]) -> Counter[str]:
    """Run once undisturbed and count the calls."""
    log = place.with_suffix(".txt")
    done = _run(left, place, names, ["-o", str(log), "-e", f"trace={','.join(CALLS)}"])
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("done") == len(names), done.stdout
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    said = [line.split(maxsplit=1)[-1].partition("(")[0] for line in lines]
    return Counter(call for call in said if call in CALLS)


def _one(
    left: Left, names: Sequence[str], fault: Fault, place: Path
) -> tuple[list[str], list[str]]:
    done = _run(left, place, names, fault.options)
    told = done.stdout.splitlines()
    wrong = list(_wrong(place, left, told))
    if done.returncode and fault.mode != "killed":
        wrong.append(f"fell over: {(done.stderr.splitlines() or ['no word'])[-1]}")
    shutil.rmtree(place)
    return told, [f"{fault.call} {fault.n} {fault.mode}: {one}" for one in wrong]


def _run(
    left: Left, place: Path, names: Sequence[str], options: list[str]
) -> "subprocess.CompletedProcess[str]":
    place.mkdir()
    on_disk(Scene(place, place), left)
    program = [sys.executable, "-B", "-m", "tests.faults", "--driver", str(place), "--work", *names]
    return subprocess.run(
        ["strace", "-f", "-qq", *options, *program],
        cwd=HOME, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip


# ---- what the faults hit -------------------------------------------------------------------------


def drive(place: Path, names: Sequence[str]) -> None:
    """Do the work, and say after each part what was acknowledged or refused."""
    scene = Scene(place, place, place / VAULT)
    desk = open_desk(scene.vault, PASSPHRASE)
    if isinstance(desk, Finding):
        os.writev(sys.stdout.fileno(), [f"refused opening {desk.rule}\n".encode()])
        return
    scene.desk = desk
    for told in work(scene, names):
        # A call that is never let fail.
        os.writev(sys.stdout.fileno(), [told.encode() + b"\n"])
    leave(desk)


def work(scene: Scene, names: Sequence[str]) -> Iterator[str]:
    """Do things one after another; gives a line about each: what is acknowledged, or refused."""
    acts = {one.name: one.act for one in ACTIONS}
    for name in names:
        if name == "annul" and not scene.cards:
            continue  # nothing was saved to annul
        try:
            made = acts[name](scene)
        except VaultFault as failed:
            made = failed.finding
        if isinstance(made, Finding):
            yield f"refused {name} {made.rule}"
        else:
            yield f"done {name} {' '.join(f'{id}:{at}' for id, at in scene.cards.items())}"


# ---- what must be so afterwards ------------------------------------------------------------------


def _wrong(place: Path, left: Left, told: list[str]) -> Iterator[str]:
    changed = any(line.startswith("done key") for line in told)
    passphrases = [CHANGED] if changed else [PASSPHRASE, CHANGED]
    tried = (open_desk(place / VAULT, one) for one in passphrases)
    desk = next((one for one in tried if isinstance(one, Desk)), None)
    if desk is None:
        yield "does not open any more"
        return
    yield from (one.say(Language.EN) for one in desk.store.vault.integrity())
    yield from (one.say(Language.EN) for one in desk.store.check_journal().findings)
    scene = Scene(place, place, place / VAULT, desk, cards=dict(left.cards))
    for line in told:
        if line.startswith("done"):
            said = (word.split(":") for word in line.split() if ":" in word)
            scene.cards |= {id: int(revision) for id, revision in said}
    yield from scene.lacks()
    yield from (one for path in _files(place) for one in sound(path, [PASSPHRASE, CHANGED], HELPER))
    yield from (f"afterwards {one}" for one in work(scene, AGAIN) if one.startswith("refused"))
    leave(desk)
    yield from (f"left behind: {path.name}" for path in _files(place, half=True))


def _files(place: Path, half: bool = False) -> list[Path]:
    """Give the files with final names but for the vault itself, or those half made."""
    found = [one for one in place.rglob("*") if one.is_file() and one != place / VAULT]
    return sorted(one for one in found if half_made(one) == half)


def main() -> int:
    """Run the trial; 0 when nothing was wrong, 2 where strace is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=10_000, help="calls that are let fail")
    parser.add_argument("--jobs", type=int, default=2, help="so many at the same time")
    parser.add_argument(
        "--work", nargs="+", default=WORK, choices=sorted(set(WORK)), help="only these"
    )
    parser.add_argument("--driver", type=Path, help=argparse.SUPPRESS)
    call = parser.parse_args()
    if call.driver is not None:
        drive(call.driver, call.work)
        return 0
    if why := lacking():
        print(f"nothing was tried: {why}")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        tally = fault_often(Path(folder), call.most, jobs=call.jobs, names=call.work)
    print("calls of one run:", ", ".join(f"{name} {n}" for name, n in tally.points.items()))
    print(f"{tally.faults} faults: {tally.acknowledged} acknowledged, {tally.refused} refused")
    for one in tally.wrong:
        print("  ", one)
    print(f"{len(tally.wrong)} bad")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
