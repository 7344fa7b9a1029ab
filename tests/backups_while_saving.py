"""Takes backups while another thread saves: each opens and holds all that was saved before it.

`python -m tests.backups_while_saving --backups 100` saves cards without a pause, takes the
backups meanwhile, opens each by its passphrase and compares.
"""

import argparse
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from desktop.admission import create_desk
from desktop.desk import Desk
from desktop.operations import save_record
from forms.findings import Finding
from forms.record import Record
from forms.store.backups import Backup, Proved, folder_of, take
from forms.store.store import Query, Store
from forms.store.vault import Vault
from forms.words import Language
from reports.period import Period

PASSPHRASE = "made up words 77"


@dataclass
class Tally:
    """What was found in all backups so far; saved counts acknowledged savings in all."""

    backups: int = 0
    saved: int = 0
    beside: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Saving:
    """Saves cards without a pause in a thread of its own; known are those acknowledged so far."""

    desk: Desk
    known: dict[str, int] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Save new cards, and every third time an earlier one again."""
        number = 0
        while not self.stop.is_set():
            number += 1
            record = Record.blank("family").add_row("parents", {"surname": f"Өтегенов {number}"})
            saved = save_record(self.desk, record).record
            assert saved is not None
            if number % 3 == 0:
                again = saved.add_row("children", {"surname": f"Өтегенов {number}"})
                saved = save_record(self.desk, again).record
                assert saved is not None
            self.known[saved.id] = saved.revision


def take_often(folder: Path, backups: int) -> Tally:
    """Take so many backups while cards are saved; gives what was wrong with them."""
    made = create_desk(folder / "a.pana", PASSPHRASE, "KDN-1132", Period(2026, 4), practice=True)
    if isinstance(made, Finding):
        raise RuntimeError(made.say(Language.EN))
    desk, tally = made[0], Tally()
    saving = Saving(desk)
    thread = threading.Thread(target=saving.run)
    with desk.store.vault as vault:
        thread.start()
        with suppress(KeyboardInterrupt):
            for _ in range(backups):
                _one(vault, saving, tally)
        saving.stop.set()
        thread.join()
    tally.saved = len(saving.known)
    return tally


def _one(vault: Vault, saving: Saving, tally: Tally) -> None:
    before = dict(saving.known)
    made = take(vault, folder_of(vault.path), datetime.now(UTC))
    tally.backups += 1
    if isinstance(made, Proved):
        tally.beside += len(saving.known) > len(before)
        tally.wrong += _lacks(made.backup, before)
    else:
        tally.wrong.append(f"no backup: {made.say(Language.EN)}")


def _lacks(backup: Backup, before: dict[str, int]) -> list[str]:
    """Open a backup as its owner would and say what of the acknowledged is not in it."""
    vault = Vault.open(backup.path, PASSPHRASE)
    if isinstance(vault, Finding):
        return [f"{backup.path.name} does not open: {vault.say(Language.EN)}"]
    with vault:
        wrong = [f"{backup.path.name}: {one}" for one in vault.integrity()]
        with Store(vault).reading() as reading:
            there = reading.records_at("family", reading.places("family", Query())[:])
        held = {one.id: one.revision for one in there.values()}
    gone = [key for key, revision in before.items() if held.get(key, 0) < revision]
    return wrong + [
        f"{backup.path.name}: card {key} was saved before and is not in it" for key in gone
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Take backups and tell; gives 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--backups", type=int, default=100)
    call = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        tally = take_often(Path(folder), call.backups)
    print(f"{tally.backups} backups while {tally.saved} cards were saved")
    print(f"during {tally.beside} of them something was saved")
    print("\n".join(tally.wrong) or "every one opens and holds what was saved before it")
    return 1 if tally.wrong or not tally.beside else 0


if __name__ == "__main__":
    sys.exit(main())
