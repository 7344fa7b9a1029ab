"""Damages a vault in three hundred ways and opens it: nothing may be silently wrong.

`python -m tests.damaged` cuts, flips and zeroes the vault and what a killed program left beside it,
takes files away and lays strangers in their place.  Each time one of these must come of it: a
refusal that changes no byte and makes no file; everything as it was acknowledged; a damage that is
told as soon as it is touched; or an earlier whole state that is told to be one (reliability D1).
"""

import argparse
import hashlib
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from forms.findings import Finding
from forms.record import Record
from forms.store.papers import COMMISSION
from forms.store.store import Store
from forms.store.vault import Vault
from forms.store.vault_keys import PAGE_SIZE, KeyCost
from forms.store.vault_refusals import VaultFault
from forms.words import Language

PASSPHRASE = "made up words 77"
NAME = "a.pana"
MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
FRAME, HEAD = 24 + PAGE_SIZE, 32
"""Bytes of one frame of a -wal and of its head (sqlite.org/fileformat2, 4)."""

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Left:
    """A closed vault, one that a kill left with its -wal, and all states acknowledged on the way,
    as digests; the last one is what was acknowledged last."""

    closed: bytes
    killed: Files
    states: tuple[str, ...]
    stranger: Files


@dataclass
class Tally:
    """What came of the variants: outcome → how often, and the names of those that were wrong."""

    outcomes: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def leave(folder: Path) -> Left:
    """Make the vaults to be damaged."""
    states, killed = _saved(folder / "one", "Ақжолов")
    closed = (folder / "one" / NAME).read_bytes()
    _, stranger = _saved(folder / "other", "Өтегенов")
    return Left(closed, killed, states, stranger)


def _saved(folder: Path, surname: str) -> tuple[tuple[str, ...], Files]:
    folder.mkdir()
    path = folder / NAME
    made = Vault.create(path, PASSPHRASE, KeyCost.PRACTICE)
    assert not isinstance(made, Finding), made
    with made[0] as vault:
        store = Store(vault)
        with store.begin() as work:
            work.set_setting(COMMISSION, "KDN-1132")
        for n in range(14):
            _save(store, f"{surname} {n}")
    opened = Vault.open(path, PASSPHRASE)
    assert isinstance(opened, Vault)
    with opened as vault:
        store, states = Store(vault), [_digest(vault)]
        for n in range(6):
            _save(store, f"{surname} кейін {n}")
            states.append(_digest(vault))
        killed = {one.name: one.read_bytes() for one in folder.iterdir() if "-shm" not in one.name}
    return tuple(states), killed


def _save(store: Store, surname: str) -> None:
    record = Record.blank("family").add_row("parents", {"surname": surname, "name": "Сәуле"})
    record = record.replace("note", f"{surname} " * 60)
    with store.begin() as work:
        work.save(record, who="secretary", when=MOMENT)


def _digest(vault: Vault) -> str:
    """Give a digest of every row of every table; raises VaultFault where one cannot be read."""
    told = hashlib.sha256()
    with vault.reading() as look:
        tables = look.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).scalars()
        for name in list(tables):
            rows = look.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()
            told.update(repr(sorted(map(repr, rows))).encode())
    return told.hexdigest()


# ---- the damages -------------------------------------------------------------------------------


def variants(left: Left, seed: int = 2026) -> Iterator[tuple[str, Files]]:
    """Give three hundred damaged variants, each by its name."""
    random = Random(seed)
    for name, content in _damaged(left.closed, random, PAGE_SIZE, 0, "page"):
        yield name, {NAME: content}
    wal = left.killed[f"{NAME}-wal"]
    for name, content in _damaged(wal, random, FRAME, HEAD, "frame"):
        yield f"-wal: {name}", {**left.killed, f"{NAME}-wal": content}
    for name, content in _damaged(left.killed[NAME], random, PAGE_SIZE, 0, "page", few=True):
        yield f"with a -wal, {name}", {**left.killed, NAME: content}
    yield "-wal taken away", {NAME: left.killed[NAME]}
    yield "-wal empty", {**left.killed, f"{NAME}-wal": b""}
    yield "-wal of zeros", {**left.killed, f"{NAME}-wal": bytes(len(wal))}
    yield "-wal of another vault", {**left.killed, f"{NAME}-wal": left.stranger[f"{NAME}-wal"]}
    yield "vault of another -wal", {**left.killed, NAME: left.stranger[NAME]}
    yield "-wal beside a closed vault", {NAME: left.closed, f"{NAME}-wal": wal}
    for name, content in _strangers(left.closed):
        yield name, {NAME: content}


def _damaged(
    whole: bytes, random: Random, unit: int, first: int, what: str, few: bool = False
) -> Iterator[tuple[str, bytes]]:
    count = (len(whole) - first) // unit
    part = 8 if few else 34
    for _ in range(part):
        at = random.randrange(16, len(whole))
        yield f"bit at {at} flipped", _put(whole, at, bytes([whole[at] ^ 1 << random.randrange(8)]))
    for _ in range(part):
        at = random.randrange(count)
        yield f"{what} {at + 1} of zeros", _put(whole, first + at * unit, bytes(unit))
    for _ in range(part // 2):
        at = random.randrange(1, len(whole))
        yield f"cut at {at}", whole[:at]
    for _ in range(part // 2):
        at = random.randrange(count)
        yield f"cut before {what} {at + 1}", whole[: first + at * unit]
    for _ in range(part // 2):
        at = random.randrange(count)
        yield f"{what} {at + 1} of noise", _put(whole, first + at * unit, random.randbytes(unit))
    for _ in range(part // 4):
        one, other = random.sample(range(count), 2)
        parts = [whole[first + at * unit :][:unit] for at in (one, other)]
        swapped = _put(_put(whole, first + one * unit, parts[1]), first + other * unit, parts[0])
        yield f"{what}s {one + 1} and {other + 1} swapped", swapped


def _put(whole: bytes, at: int, content: bytes) -> bytes:
    return whole[:at] + content + whole[at + len(content) :]


def _strangers(whole: bytes) -> Iterator[tuple[str, bytes]]:
    with sqlite3.connect(":memory:") as plain:
        plain.execute("CREATE TABLE family (name TEXT)")
        database = plain.serialize()
    yield "0 bytes", b""
    yield "zeros", bytes(len(whole))
    yield "zeros at the beginning", bytes(4096) + whole[4096:]
    yield "an ordinary database", database
    yield "a text", "Отбасы тізімі".encode()
    yield "a pdf", b"%PDF-1.7\n" + bytes(5000)
    yield "half a head", whole[:8]
    yield "a head alone", whole[:16]
    yield "a newer version", whole[:4] + b"\x7f" + whole[5:]
    yield "another cost", whole[:5] + b"\x0e" + whole[6:]
    yield "a cost that nobody pays", whole[:5] + b"\xff" + whole[6:]
    yield "a longer file", whole + bytes(100)


# ---- what comes of them ------------------------------------------------------------------------


def try_all(folder: Path, step: int = 1) -> Tally:
    """Open every step-th variant; gives what came of them."""
    left, tally = leave(folder), Tally()
    for number, (name, files) in enumerate(variants(left)):
        if number % step:
            continue
        outcome, rule = come_of(folder / f"v{number}", files, left.states)
        tally.outcomes[outcome] += 1
        tally.rules[rule] += 1
        if outcome.startswith("WRONG"):
            tally.wrong.append(f"{name}: {outcome}")
        shutil.rmtree(folder / f"v{number}")
    return tally


def come_of(folder: Path, files: Files, states: tuple[str, ...]) -> tuple[str, str]:
    """Open one variant; gives what came of it in words, and the rule that told it."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    vault = Vault.open(folder / NAME, PASSPHRASE)
    if isinstance(vault, Finding):
        there = {one.name: one.read_bytes() for one in folder.iterdir()}
        spoken = all("{" not in vault.say(lang) for lang in Language)
        same = there == dict(files) and spoken
        return ("refused" if same else "WRONG: a refusal changed something"), vault.rule
    with vault:
        told = [one.rule for one in vault.notices]
        try:
            found = _digest(vault)
        except VaultFault as failed:
            return "told when it is read", failed.finding.rule
        if found == states[-1] or (len(files) == 1 and found in states):
            return _whole(vault, found == states[-1] or not told, told)
        if found in states:
            return ("an earlier state, told" if told else "WRONG: an earlier state"), "".join(told)
        return "WRONG: what was never saved", ""


def _whole(vault: Vault, newest: bool, told: list[str]) -> tuple[str, str]:
    found = vault.integrity()
    if found:
        return "whole, and the check tells the damage", found[0].rule
    return ("whole" if newest else "an earlier state, told"), "".join(told)


def main() -> int:
    """Try all and tell; 0 when nothing was silently wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="every how manieth variant")
    with tempfile.TemporaryDirectory() as folder:
        tally = try_all(Path(folder), parser.parse_args().step)
    for outcome, times in tally.outcomes.most_common():
        print(f"{times:4} {outcome}")
    print("   by rules:", ", ".join(f"{rule or '-'} {n}" for rule, n in tally.rules.most_common()))
    for one in tally.wrong:
        print("     ", one)
    print(f"{sum(tally.outcomes.values())} variants, {len(tally.wrong)} silently wrong")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
