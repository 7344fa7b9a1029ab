"""Kills the bringing up of old stores at every write of it: the store is old or new, and whole.

`python -m tests.migrations` takes every store of tests/old_stores and, with strace, kills the
program at each pwrite64, fsync, fdatasync, ftruncate, rename and unlink of its opening; without
strace, or with --statements, before each statement of SQL.  After each kill the store must be
sound, hold what it held, have a first part of the steps, and come up when it is opened again; a
backup that has its name must open.
"""

import argparse
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from desktop.admission import open_desk
from desktop.desk import Desk
from forms.findings import Finding
from forms.store import inventory, prepared
from forms.store.backups import backups_in, folder_of
from forms.store.inventory import Inventory
from forms.store.steps import STEPS
from forms.store.vault import Vault
from forms.words import Language

OLD = Path(__file__).parent / "old_stores"
PASSPHRASE = "made up words 77"
Table = tuple[str, tuple[str, ...]]
DERIVED = frozenset({"people", "typed_texts"})
CALLS = ("pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink")


@dataclass
class Tally:
    """What was found after all kills so far; old counts the stores that were still untouched."""

    kills: int = 0
    old: int = 0
    between: int = 0
    new: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Before:
    """What a store held before anything was done with it."""

    path: Path
    holds: Inventory
    steps: tuple[str, ...]
    rows: dict[Table, str]


def before(path: Path) -> Before:
    """Look at a store as it lies; it is not changed."""
    with _opened(path) as vault:
        rows = {table: digest(vault, table) for table in tables_in(vault)}
        return Before(path, inventory.of_vault(vault), steps_in(vault), rows)


def tables_in(vault: Vault) -> list[Table]:
    """Give every table of content with its columns; the records of steps and of what was worked
    out by which version themselves grow."""
    with vault.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "AND name NOT LIKE 'search%' AND name NOT LIKE 'journal%' "
            "AND name NOT IN ('steps', 'derived') ORDER BY name"
        ).fetchall()
        return [
            (row[0], tuple(one[1] for one in connection.exec_driver_sql(_COLUMNS.format(row[0]))))
            for row in rows
        ]


_COLUMNS = "PRAGMA table_info('{}')"


def digest(vault: Vault, table: Table) -> str:
    """Take the number of rows of a table and a digest of all of them, by the columns named."""
    name, columns = table
    named = ", ".join(f'"{column}"' for column in columns)
    with vault.reading() as connection:
        rows = connection.exec_driver_sql(f'SELECT {named} FROM "{name}"').fetchall()
    whole = "\n".join(sorted(repr(tuple(row)) for row in rows))
    return f"{len(rows)} rows {hashlib.sha256(whole.encode()).hexdigest()[:16]}"


def steps_in(vault: Vault) -> tuple[str, ...]:
    """Give the names of the steps that were made, in their order."""
    with vault.reading() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM steps ORDER BY rowid").fetchall()
    return tuple(row[0] for row in rows)


def look(store: Before, path: Path, tally: Tally) -> None:
    """Say what is wrong after a kill, then bring the store up and look again."""
    tally.kills += 1
    with _opened(path) as vault:
        made = steps_in(vault)
        tally.wrong += [str(one) for one in vault.integrity()]
        _compare(store, vault, tally)
    tally.old += made == store.steps
    tally.new += len(made) == len(STEPS)
    tally.between += len(store.steps) < len(made) < len(STEPS)
    if made != tuple(step.name for step in STEPS)[: len(made)]:
        tally.wrong.append(f"{store.path.name}: steps out of order: {made}")
    for backup in backups_in(folder_of(path), path.stem):
        with _opened(backup.path) as vault:
            if steps_in(vault) != store.steps:
                tally.wrong.append(f"{backup.path.name}: not as the store was before")
            _compare(store, vault, tally)
    desk = open_desk(path, PASSPHRASE)
    if isinstance(desk, Finding):
        tally.wrong.append(f"{store.path.name}: does not come up: {desk.say(Language.EN)}")
        return
    with desk.store.vault as vault:
        tally.wrong += [str(one) for one in vault.integrity()]
        if len(steps_in(vault)) != len(STEPS):
            tally.wrong.append(f"{store.path.name}: steps are missing after a second opening")
        _compare(store, vault, tally)


def _compare(store: Before, vault: Vault, tally: Tally) -> None:
    found, held = inventory.of_vault(vault), store.holds
    if (found.cards, found.entry) != (held.cards, held.entry):
        tally.wrong.append(f"{vault.path.name}: holds {found}, not {held}")
    for table, rows in store.rows.items():
        if table[0] in DERIVED and not _derived(vault):
            continue  # killed between the steps and that: the next opening does it
        if digest(vault, table) != rows:
            tally.wrong.append(f"{vault.path.name}: {table[0]} is not as it was")


def _derived(vault: Vault) -> bool:
    """True where what is worked out from the cards stands, or stood before that had versions."""
    with vault.reading() as connection:
        kept = "SELECT 1 FROM sqlite_master WHERE name = 'derived'"
        if connection.exec_driver_sql(kept).first() is None:
            return True
        return connection.exec_driver_sql("SELECT 1 FROM derived").first() is not None


def _opened(path: Path) -> Vault:
    vault = Vault.open(path, PASSPHRASE)
    if isinstance(vault, Finding):
        raise RuntimeError(f"{path.name} does not open any more: {vault.say(Language.EN)}")
    return vault


def copied(store: Before, folder: Path) -> Path:
    """Give a fresh copy of a store in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copyfile(store.path, folder / store.path.name))


# ---- kills at each write -------------------------------------------------------------------------


def at_each_write(store: Before, folder: Path, tally: Tally, stride: int = 1) -> None:
    """Kill at the n-th call of each kind, for every n that there is (every stride-th)."""
    for call, times in _calls(copied(store, folder), folder).items():
        for n in range(1, times + 1, stride):
            path = copied(store, folder)
            inject = f"inject={call}:signal=SIGKILL:when={n}"
            _traced(["-e", f"trace={call}", "-e", inject, "-o", os.devnull], path)
            look(store, path, tally)


def _calls(path: Path, folder: Path) -> dict[str, int]:
    told = folder / "calls.txt"
    _traced(["-e", f"trace={','.join(CALLS)}", "-o", str(told)], path)
    text = told.read_text(encoding="utf-8", errors="replace")
    return {call: len(re.findall(rf"\b{call}\(", text)) for call in CALLS}


def _traced(options: Sequence[str], path: Path) -> None:
    command = ["strace", "-f", "-qq", *options, sys.executable, "-B", "-m", "tests.migrations"]
    subprocess.run([*command, "--bring-up", str(path)], capture_output=True, check=False)


# ---- kills at each statement ---------------------------------------------------------------------


def at_each_statement(store: Before, folder: Path, tally: Tally, stride: int = 1) -> None:
    """Kill before the n-th statement and before each saving, until an opening ends by itself."""
    n = 1
    while _killed_at(copied(store, folder), n):
        look(store, folder / store.path.name, tally)
        n += stride


def _killed_at(path: Path, n: int) -> bool:
    child = os.fork()
    if child == 0:
        _kill_at(n)
        _bring_up(path)
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def _kill_at(n: int) -> None:
    """Let this process end itself before its n-th statement from now on."""
    done = count(1)

    def step(*_: object) -> None:
        if next(done) == n:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(*given: Any, **more: Any) -> Any:
        step()
        return run(*given, **more)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    run, prepared.run = prepared.run, heard


def _bring_up(path: Path) -> None:
    desk = open_desk(path, PASSPHRASE)
    if isinstance(desk, Desk):
        desk.store.vault.close()


def stores() -> Iterator[Before]:
    """Give every old store that lacks a step."""
    for path in sorted(OLD.glob("*.pana")):
        with tempfile.TemporaryDirectory() as place:
            copy = Path(shutil.copyfile(path, Path(place) / path.name))
            found = before(copy)
        if len(found.steps) < len(STEPS):
            yield replace(found, path=path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill and tell; gives 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bring-up", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--statements", action="store_true", help="needs no strace")
    parser.add_argument("--stride", type=int, default=1, help="only every so many of them")
    call = parser.parse_args(arguments)
    if call.bring_up:
        _bring_up(call.bring_up)
        return 0
    tally, statements = Tally(), call.statements or not shutil.which("strace")
    kill = at_each_statement if statements else at_each_write
    with tempfile.TemporaryDirectory() as home:
        for store in stores():
            kill(store, Path(home) / "one", tally, call.stride)
    print(f"{tally.kills} kills at {'statements' if statements else 'writes'}")
    print(f"{tally.old} stores old, {tally.between} between two steps, {tally.new} new")
    for one in tally.wrong:
        print(one)
    print("nothing was wrong" if tally.kills and not tally.wrong else "SOMETHING WAS WRONG")
    return 0 if tally.kills and not tally.wrong else 1


if __name__ == "__main__":
    sys.exit(main())
