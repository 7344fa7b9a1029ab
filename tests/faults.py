"""Lets the system fail, or kills the program, at each call with which it writes to the disk.

`python -m tests.faults` runs a small program that saves a card, exports a return and makes a
backup, and lets strace (Linux) make its N-th write, sync, rename or truncation fail: once, from
there on, or with a kill.  Afterwards the vault must open whole with all that was acknowledged,
and no file under a final name may be half (reliability A2, A3).
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.admission import create_desk, leave, open_desk
from desktop.desk import Desk
from desktop.exporting import export_own
from desktop.operations import save_record
from desktop.returning import prepare
from desktop.safekeeping import back_up
from forms.findings import Finding
from forms.record import Record
from forms.store.backups import backups_in, folder_of
from forms.store.vault import Vault
from forms.store.vault_refusals import VaultFault
from forms.words import Language
from reports.period import Period

HOME = Path(__file__).resolve().parent.parent
PASSPHRASE = "made up words 77"
PERIOD = Period(2026, 1)
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "link", "unlink")
MODES = {
    "fails once": "error=ENOSPC:when={n}",
    "fails from there on": "error=EIO:when={n}+",
    "killed": "signal=KILL:when={n}",
}


@dataclass
class Tally:
    """What was found after all faults so far; points counts the calls that a whole run makes."""

    points: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    acknowledged: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def fault_often(folder: Path, most: int, seed: int = 7) -> Tally:
    """Let so many chosen calls fail in each way at most; every kind of call has its share."""
    tally, rng = Tally(), random.Random(seed)
    left = folder / "left"
    left.mkdir()
    made = create_desk(left / "office.pana", PASSPHRASE, "KDN-1132", PERIOD, practice=True)
    assert not isinstance(made, Finding)
    for n in range(5):
        save_record(made[0], _card(n))
    leave(made[0])
    tally.points = _counted(left, folder / "counting")
    share = max(1, most // max(1, len(tally.points)))
    for call, count in sorted(tally.points.items()):
        for n in sorted(rng.sample(range(1, count + 1), min(count, share))):
            for mode in MODES:
                _one(left, folder / "one", call, n, mode, tally)
    return tally


def _card(n: int) -> Record:
    record = Record.blank("family").add_row("parents", {"surname": f"Өтегенов {n}"})
    return record.replace("note", "Сәуле " * 80)


def _counted(left: Path, place: Path) -> Counter[str]:
    """Run once undisturbed and count the calls."""
    shutil.copytree(left, place)
    log = place / "calls.txt"
    traced = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}"]
    done = _run(traced, place)
    assert done.returncode == 0, done.stderr
    found = Counter(
        call
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        for call in CALLS
        if line.split(maxsplit=1)[-1].startswith(f"{call}(")
    )
    shutil.rmtree(place)
    return found


def _one(left: Path, place: Path, call: str, n: int, mode: str, tally: Tally) -> None:
    shutil.copytree(left, place)
    inject = f"inject={call}:{MODES[mode].format(n=n)}"
    traced = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
    told = _run(traced, place).stdout.splitlines()
    tally.faults += 1
    tally.acknowledged += sum(not line.startswith("refused") for line in told)
    tally.refused += sum(line.startswith("refused") for line in told)
    tally.wrong += [f"{call} {n} {mode}: {one}" for one in _wrong(place, told)]
    shutil.rmtree(place)


def _run(before: list[str], place: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*before, sys.executable, "-m", "tests.faults", "--driver", str(place)],
        cwd=HOME, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip


# ---- what the faults hit -------------------------------------------------------------------------


def drive(place: Path) -> None:
    """Save, export, back up, and say after each what was acknowledged or refused."""
    desk = open_desk(place / "office.pana", PASSPHRASE)
    if isinstance(desk, Finding):
        print("refused", desk.rule, flush=True)
        return
    for n in (10, 11):
        try:
            kept = save_record(desk, _card(n)).record
            assert kept is not None
            print("saved", kept.id, kept.revision, flush=True)
        except VaultFault as failed:
            print("refused", failed.finding.rule, flush=True)
    try:
        made = export_own(desk, prepare(desk, "1-QO", PERIOD), place)
        print(*_told("exported", made if isinstance(made, Finding) else None), flush=True)
        backup = back_up(desk)
        print(*_told("backed", backup if isinstance(backup, Finding) else None), flush=True)
    except VaultFault as failed:
        print("refused", failed.finding.rule, flush=True)
    leave(desk)


def _told(word: str, refused: Finding | None) -> tuple[str, ...]:
    return ("refused", refused.rule) if refused is not None else (word,)


# ---- what must be so afterwards ------------------------------------------------------------------


def _wrong(place: Path, told: list[str]) -> Iterator[str]:
    desk = open_desk(place / "office.pana", PASSPHRASE)
    if isinstance(desk, Finding):
        yield f"does not open any more: {desk.say(Language.EN)}"
        return
    yield from _lost(desk, told)
    leave(desk)
    for path in place.iterdir():
        if path.suffix == ".xlsx" and not _is_sound(path):
            yield f"half a workbook: {path.name}"
        if path.suffix == ".pdf" and not path.read_bytes().rstrip().endswith(b"%%EOF"):
            yield f"half a pdf: {path.name}"
    for backup in backups_in(folder_of(place / "office.pana"), "office"):
        vault = Vault.open(backup.path, PASSPHRASE)
        if isinstance(vault, Finding):
            yield f"a backup that does not open: {vault.rule}"
            continue
        with vault:
            yield from (f"backup: {one.rule}" for one in vault.integrity())


def _lost(desk: Desk, told: list[str]) -> Iterator[str]:
    yield from (one.say(Language.EN) for one in desk.store.vault.integrity())
    yield from (one.say(Language.EN) for one in desk.store.check_journal().findings)
    with desk.store.reading() as reading:
        for line in told:
            if line.startswith("saved ") and len(line.split()) == 3:  # else telling it failed
                _, id, revision = line.split()
                kept = reading.get("family", id)
                if kept is None or kept.revision < int(revision):
                    yield f"acknowledged and gone: revision {revision}"
                elif not kept.rows("parents"):
                    yield "half a record"


def _is_sound(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def main() -> int:
    """Run the trial; 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=10_000, help="calls that are let fail")
    parser.add_argument("--driver", type=Path)
    call = parser.parse_args()
    if call.driver is not None:
        drive(call.driver)
        return 0
    if shutil.which("strace") is None:
        print("strace is not there: nothing was tried")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        tally = fault_often(Path(folder), call.most)
    print("calls of one run:", ", ".join(f"{name} {n}" for name, n in tally.points.items()))
    print(f"{tally.faults} faults: {tally.acknowledged} acknowledged, {tally.refused} refused")
    for one in tally.wrong:
        print("  ", one)
    print(f"{len(tally.wrong)} bad")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
