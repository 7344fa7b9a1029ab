"""Takes the disk away in the middle of writing: pulled out, broken down, write-protected.

`python -m tests.lost_disk` (root, Linux) lets each action of tests/disk_actions.py run on a small
ext4 and, at the n-th time that it touches a file there, unmounts the disk (lazily, as a stick that
is pulled out) or lets it answer nothing but errors, for every n there is.  The action must be
whole or refused in a sentence, the program must go on at home, and when the disk is back the vault
and every earlier file are whole and the action succeeds.  A disk that is write-protected, or a
folder that is gone, is refused before anything is changed (reliability B6, B7).
"""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from desktop.admission import leave, open_desk
from desktop.operations import save_record
from forms.findings import Finding
from forms.store.vault_refusals import VaultFault
from tests.disk_actions import ACTIONS, PASSPHRASE, Action, Left, card, left_files
from tests.full_disk import Round, opened
from tests.small_disks import EXT4, CannotMount, Disk, mounted
from tests.whole_files import half_made

TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.link", "os.listdir", "os.mkdir"})
WAYS: dict[str, Callable[[Disk], None]] = {
    "pulled out": Disk.pull_out,
    "broken down": Disk.break_down,
}


@dataclass
class Tally:
    """What came of all losses: (way, action) -> how often refused and how often whole."""

    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    whole: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def _nothing() -> None:
    """Do nothing until a moment is chosen."""


class Watch:
    """Counts how often this process touches a file on the disk, and acts at a chosen time."""

    def __init__(self) -> None:
        """Listen from now on; a hook cannot be taken away again."""
        self._place, self._at = "", 0
        self._act: Callable[[], None] = _nothing
        self.count = 0
        sys.addaudithook(self._hear)

    def begin(self, place: Path, at: int, act: Callable[[], None]) -> None:
        """Count anew, and act at a number."""
        self._place, self._at, self._act, self.count = str(place), at, act, 0

    def end(self) -> None:
        """Count no more."""
        self._place = ""

    def _hear(self, event: str, told: tuple[object, ...]) -> None:
        if self._place and event in TOUCHES and str(told[0]).startswith(self._place):
            self.count += 1
            if self.count == self._at:
                self._act()


class Loss(Round):
    """One run of an action that loses its disk at the n-th touch; 0 is before it begins."""

    touches = 0

    def lose(self, watch: Watch, way: str, at: int) -> Finding | None:
        """Act and lose, put back, look, act again; gives the refusal."""
        disk = self.disk
        disk.settle()
        if at == 0:
            WAYS[way](disk)
        watch.begin(disk.place, at, lambda: WAYS[way](disk))
        try:
            refused = self.act()
        finally:
            watch.end()
            self.touches = watch.count
        self._goes_on()
        if self.scene.desk is not None:
            leave(self.scene.desk)
        disk.put_back()
        self.scene.desk = None
        if self.action.opens:
            self.scene.desk = opened(self.scene.vault, self.scene.passphrases[-1])
            self.wrong += self.scene.lacks()
        if refused is not None:
            again = self.act()
            if again is not None:
                self.wrong.append(f"with the disk back it is refused as well: {again.rule}")
            self.look(again)
        self.close()
        return refused

    def _odd(self, name: str, refused: Finding | None) -> Iterator[str]:
        """Pass over the second name of a whole file: the next backup there takes it away."""
        path = self.disk.place / name
        if not half_made(path) or path.stat().st_nlink == 1:
            yield from super()._odd(name, refused)

    def give_up(self) -> None:
        """Let go of everything after an error, so that the next run begins anew."""
        if self.scene.desk is not None:
            with suppress(VaultFault):
                leave(self.scene.desk)
        self.disk.put_back()

    def _goes_on(self) -> None:
        """Save at home while the disk is away."""
        if self.scene.desk is None or self.disk.place in self.scene.vault.parents:
            return
        try:
            kept = save_record(self.scene.at, card(77)).record
        except VaultFault as failed:
            self.wrong.append(f"the program does not go on: {failed.finding.rule}")
            return
        assert kept is not None
        self.scene.cards[kept.id] = kept.revision


def lose_often(
    disk: Disk, action: Action, left: Left, tally: Tally, watch: Watch, where: Path, step: int = 1
) -> None:
    """Lose the disk in both ways at each touch (each step-th) of an action."""
    undisturbed = Round(disk, action, left, frozenset(), where / "undisturbed")
    undisturbed.run(None)
    for way in WAYS:
        at, lost = 0, True
        while lost:
            loss = Loss(disk, action, left, frozenset(undisturbed.made), where / f"{at}")
            try:
                refused = loss.lose(watch, way, at)
                (tally.refused if refused else tally.whole)[way, action.name] += 1
                tally.rules[refused.rule if refused else "-"] += 1
            except Exception as error:  # a trial goes on and tells it at its end
                loss.wrong.append(f"failed: {error!r}")
                loss.give_up()
            lost = loss.touches >= at
            tally.wrong += [f"{way}, {action.name}, touch {at}: {one}" for one in loss.wrong]
            at += step


def protect(disk: Disk, action: Action, left: Left, tally: Tally, where: Path) -> None:
    """Let the disk be write-protected, or the vault on it, and see that nothing changes."""
    way = "write-protected"
    trial = Round(disk, action, left, frozenset(), where)
    there = disk.place in trial.scene.vault.parents
    if there and trial.scene.desk is not None:
        leave(trial.scene.desk)
    before = {path: path.read_bytes() for path in disk.place.rglob("*") if path.is_file()}
    disk.write_protect()
    refused = trial.act() if not there else _refused(trial.scene.vault)
    if refused is None:
        tally.wrong.append(f"{way}, {action.name}: not refused")
    else:
        tally.refused[way, action.name] += 1
        tally.rules[refused.rule] += 1
    after = {path: path.read_bytes() for path in disk.place.rglob("*") if path.is_file()}
    if before != after:
        tally.wrong.append(f"{way}, {action.name}: something was changed")
    if not there and trial.scene.desk is not None:
        leave(trial.scene.desk)
    disk.put_back()


def _refused(vault: Path) -> Finding | None:
    found = open_desk(vault, PASSPHRASE)
    if isinstance(found, Finding):
        return found
    leave(found)
    return None


def try_all(folder: Path, actions: tuple[Action, ...], step: int = 1) -> Tally:
    """Try all actions on an ext4 disk."""
    tally, left, watch = Tally(), left_files(folder / "left"), Watch()
    with mounted(EXT4, folder) as disk:
        for action in actions:
            lose_often(disk, action, left, tally, watch, folder / "home", step)
            protect(disk, action, left, tally, folder / "home" / "protected")
            shutil.rmtree(folder / "home")
    return tally


def main() -> int:
    """Run the trial; 0 when nothing was wrong, 2 where no disk can be mounted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="only every so many touches")
    parser.add_argument("--only", help="one action by its name")
    call = parser.parse_args()
    chosen = tuple(one for one in ACTIONS if call.only in (None, one.name))
    with tempfile.TemporaryDirectory() as folder:
        try:
            tally = try_all(Path(folder), chosen, call.step)
        except CannotMount as why:
            print(f"nothing was tried: {why}")
            return 2
    for way in (*WAYS, "write-protected"):
        for action in chosen:
            key = way, action.name
            print(
                f"{way:16} {action.name:14} refused {tally.refused[key]:3}"
                f"  whole {tally.whole[key]:3}"
            )
    print("by rules:", ", ".join(f"{rule} {n}" for rule, n in sorted(tally.rules.items())))
    for one in tally.wrong:
        print("  ", one)
    print(f"{sum((tally.refused + tally.whole).values())} rounds, {len(tally.wrong)} bad")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
