"""Lets everything that writes run on a disk that is full, a little fuller each time.

`python -m tests.full_disk` (root, Linux) mounts a small tmpfs, a small ext4 and a tmpfs without
free names, and sweeps what is left free in steps of 64 kB: a saving, a draft, an annulment, an
export, a backup, a copy for the stick, a merge, a new user, a change of key, a restore and the
bringing up of an old vault.  Each must be whole or a clear refusal: no part of a file under a
final name, nothing half made left, earlier files as they were, the vault open with every saved
card; and the same action succeeds when space was freed (reliability B1 to B6).
"""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.admission import leave, open_desk
from desktop.desk import Desk
from forms.findings import Finding
from forms.store.vault_refusals import VaultFault
from forms.words import Language
from tests import migrations
from tests.disk_actions import ACTIONS, PASSPHRASE, Action, Left, Scene, left_files
from tests.migrations import Before
from tests.small_disks import BALLAST, KINDS, CannotMount, Disk, Kind, mounted
from tests.whole_files import half_made, sound

ENOUGH = 2
"""So many steps one after another on which the action succeeds end its sweep."""

PAPERS = (".xlsx", ".pdf")
LARGEST = 6 * 1024
"""Kilobytes left free at most: more than any action needs."""


@dataclass
class Tally:
    """What came of all rounds: (disk, action) -> how many were refused and how many whole."""

    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    whole: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def sweep(disk: Disk, action: Action, left: Left, tally: Tally, step: int, where: Path) -> None:
    """Run an action with more and more space until it succeeds."""
    kept = _products(disk, action, left, where)
    good, free = 0, 0
    while good < ENOUGH and free <= LARGEST:
        round_ = Round(disk, action, left, kept, where / f"{free}")
        refused = round_.run(free)
        good = 0 if refused else good + 1
        (tally.refused if refused else tally.whole)[disk.kind.name, action.name] += 1
        if refused:
            tally.rules[refused.rule] += 1
        tally.wrong += [
            f"{disk.kind.name}, {action.name}, {free} left: {one}" for one in round_.wrong
        ]
        free += step
    if good < ENOUGH:
        tally.wrong.append(f"{disk.kind.name}, {action.name}: never succeeds")


def _products(disk: Disk, action: Action, left: Left, where: Path) -> frozenset[str]:
    """Run an action once with all the space there is; gives the files that it makes."""
    undisturbed = Round(disk, action, left, frozenset(), where / "undisturbed")
    refused = undisturbed.run(None)
    assert refused is None, (action.name, refused)
    assert not undisturbed.wrong, (action.name, undisturbed.wrong)
    return frozenset(undisturbed.made)


class Shut(Exception):
    """A vault that should open and does not; the text says why."""


class Round:
    """One run of an action on a disk, and what was wrong with it."""

    def __init__(
        self, disk: Disk, action: Action, left: Left, products: frozenset[str], home: Path
    ) -> None:
        """Lay out the disk and the home as they were left, earlier products included."""
        self.disk, self.action = disk, action
        self.wrong: list[str] = []
        self.made: set[str] = set()
        disk.free()
        disk.clear()
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        self.scene = Scene(disk.place, home)
        action.lay(self.scene, left)
        self.earlier = {
            name: f"earlier {name}".encode() * 999
            for name in products
            if Path(name).suffix in PAPERS
        }
        for name, content in self.earlier.items():
            (disk.place / name).write_bytes(content)
        if action.opens:
            self.scene.desk = opened(self.scene.vault)

    def run(self, free: int | None) -> Finding | None:
        """Act with so much left, look; act again with space, look again."""
        before = self._names()
        if free is not None:
            self.disk.fill(free)
        refused = self.act()
        self.made = self._names() - before
        self.look(refused)
        if refused is not None:
            self._still_full()
            self.disk.free()
            again = self.act()
            if again is not None:
                self.wrong.append(f"after space was freed it is refused as well: {again.rule}")
            self.look(again)
        self.disk.free()
        self.close()
        return refused

    def act(self) -> Finding | None:
        try:
            made = self.action.act(self.scene)
        except VaultFault as failed:
            made = failed.finding
        if not isinstance(made, Finding):
            return None
        if any("{" in made.say(lang) or not made.say(lang) for lang in Language):
            self.wrong.append(f"a refusal that says nothing: {made.rule}")
        return made

    def _names(self) -> set[str]:
        place = self.disk.place
        return {
            str(path.relative_to(place))
            for path in place.rglob("*")
            if path.is_file() and BALLAST not in path.parts
        }

    def look(self, refused: Finding | None) -> None:
        """Look at every file on the disk: old or new, and whole; nothing half made."""
        names = self._names()
        for name in sorted(names):
            self.wrong += self._odd(name, refused)
        self.wrong += [f"gone: {name}" for name in sorted(self.earlier.keys() - names)]
        if self.scene.desk is not None:
            self.wrong += self.scene.lacks()
        elif self.scene.old is not None:
            self._look_aside(self.scene.old)

    def _odd(self, name: str, refused: Finding | None) -> Iterator[str]:
        path, old = self.disk.place / name, self.earlier.get(name)
        unwritten = refused is not None and refused.rule.startswith("W")
        if half_made(path):
            yield f"left behind: {name}"
        elif old is not None and path.read_bytes() == old:
            if refused is None:
                yield f"not written: {name}"
        elif unwritten and path.suffix in PAPERS:
            yield f"refused by {refused and refused.rule}, and written: {name}"
        elif path != self.scene.vault:
            yield from sound(path, self.scene.passphrases, self.scene.helper)

    def _look_aside(self, old: Before) -> None:
        """Look at a copy of an old vault that was refused: it is old or new, whole, and comes up
        elsewhere."""
        copy, found = self.scene.home / "aside", migrations.Tally()
        shutil.copytree(self.disk.place, copy, ignore=shutil.ignore_patterns(BALLAST, "lost+found"))
        migrations.look(old, copy / self.scene.vault.name, found)
        self.wrong += found.wrong
        shutil.rmtree(copy)

    def _still_full(self) -> None:
        """Close and open while the disk is full: both say what is, nothing is lost by it."""
        if self.scene.desk is None or not self.action.reopens:
            return
        leave(self.scene.desk)
        desk = open_desk(self.scene.vault, self.scene.passphrases[-1])
        if isinstance(desk, Finding):
            if any("{" in desk.say(lang) for lang in Language):
                self.wrong.append(f"opening says nothing: {desk.rule}")
            self.disk.free()
            desk = opened(self.scene.vault, self.scene.passphrases[-1])
        self.scene.desk = desk
        self.wrong += self.scene.lacks()

    def close(self) -> None:
        """Close, open once more, and check the vault from its first page to its last."""
        if self.scene.desk is not None:
            leave(self.scene.desk)
        desk = opened(self.scene.vault, self.scene.passphrases[-1])
        self.wrong += [one.say(Language.EN) for one in desk.store.vault.integrity()]
        self.wrong += [one.say(Language.EN) for one in desk.store.check_journal().findings]
        self.scene.desk = desk
        self.wrong += self.scene.lacks()
        leave(desk)
        self.scene.desk = None


def opened(path: Path, passphrase: str = PASSPHRASE) -> Desk:
    desk = open_desk(path, passphrase)
    if isinstance(desk, Finding):
        raise Shut(f"the vault does not open any more: {desk.say(Language.EN)}")
    return desk


def try_all(folder: Path, kinds: Sequence[Kind], actions: Sequence[Action], step: int = 1) -> Tally:
    """Sweep all actions on all kinds of disks; step widens the steps of each kind."""
    tally, left = Tally(), left_files(folder / "left")
    for kind in kinds:
        with mounted(kind, folder) as disk:
            for action in actions:
                sweep(disk, action, left, tally, kind.step * step, folder / "home")
    return tally


def main() -> int:
    """Run the trial; 0 when nothing was wrong, 2 where no disk can be mounted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="widens the steps by this")
    parser.add_argument("--only", help="one action by its name")
    call = parser.parse_args()
    chosen = [one for one in ACTIONS if call.only in (None, one.name)]
    with tempfile.TemporaryDirectory() as folder:
        try:
            tally = try_all(Path(folder), KINDS, chosen, call.step)
        except CannotMount as why:
            print(f"nothing was tried: {why}")
            return 2
    for kind in KINDS:
        for action in chosen:
            key = kind.name, action.name
            print(
                f"{kind.name:20} {action.name:12} refused {tally.refused[key]:3}"
                f"  whole {tally.whole[key]:3}"
            )
    print("by rules:", ", ".join(f"{rule} {n}" for rule, n in sorted(tally.rules.items())))
    for one in tally.wrong:
        print("  ", one)
    print(f"{sum((tally.refused + tally.whole).values())} rounds, {len(tally.wrong)} bad")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
