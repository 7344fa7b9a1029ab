"""Failed openings of a vault, kept beside it until the journal can take them: moments, no more.

While a vault is shut nothing can be written into it, so a wrong passphrase is remembered in
NAME.pana-tries.  The next opening turns every line into a row of the journal and takes the file
away.  Whoever deletes the file hides failures, but never opens anything by it.
"""

import json
import math
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from forms.files import write_whole
from forms.findings import Finding, Severity
from forms.words import N_

ENDING = "-tries"
VERSION = 1
MOST = 1000
"""So many failures are kept, the newest ones: the file must not grow without end."""

LARGEST = 200_000
"""Bytes; a larger file is not ours."""

NOTED = "tries.noted"
"""Setting: the marks of the failures that the journal took last, so that a power cut before the
file was taken away does not double them."""

FREE, FIRST_WAIT, LONGEST_WAIT = 5, 30.0, 960.0
"""After so many failures in a row one waits, in seconds, twice as long after each further one: in
a day fewer than a hundred can be tried (NIST SP 800-63B-4, 3.2.2)."""

WAIT = N_(
    "Several tries did not fit. The next one is possible in {minutes}:{seconds}. Nothing is lost; "
    "what was typed wrongly stands in the journal."
)

_counted: dict[Path, tuple[int, float]] = {}
"""Failures that this run of the program knows, and from when on their wait runs: by the clock
that only goes forward, so that setting the other one shortens nothing."""


@dataclass(frozen=True, slots=True)
class Try:
    """One failed opening: a mark drawn for it, its moment, and whether a code was typed."""

    mark: str
    when: datetime
    by_code: bool = False


def tries_file(vault: Path) -> Path:
    """Give the path of the file beside a vault."""
    return Path(f"{vault}{ENDING}")  # with_name() refuses "." and "/", which somebody may type


def remember(vault: Path, when: datetime, *, by_code: bool = False) -> None:
    """Keep one more failure; where the folder cannot be written nothing is kept.

    The answer to a wrong passphrase is the same either way.
    """
    made = Try(secrets.token_hex(6), when.astimezone(UTC), by_code)
    kept = (*remembered(vault), made)[-MOST:]
    lines = [[one.mark, one.when.isoformat(), one.by_code] for one in kept]
    text = json.dumps({"version": VERSION, "failed": lines})
    _counted[vault.resolve()] = _count(vault) + 1, monotonic()
    with suppress(OSError):
        write_whole(tries_file(vault), lambda out: out.writelines([text.encode()]))


def wait(vault: Path) -> float:
    """Give how many seconds must pass before the next try, 0.0 when none.

    After a start of the program the wait begins anew in full: how long it was off nobody knows.
    """
    count = _count(vault)
    if count < FREE:
        return 0.0
    now = monotonic()
    known = _counted.setdefault(vault.resolve(), (count, now))
    whole = min(FIRST_WAIT * float(2 ** min(count - FREE, 10)), LONGEST_WAIT)
    return max(0.0, known[1] + whole - now)


def must_wait(vault: Path) -> Finding | None:
    """Say how long one waits after several failures (V38), None when one may try."""
    left = math.ceil(wait(vault))
    if not left:
        return None
    shown = {"minutes": left // 60, "seconds": f"{left % 60:02}"}
    return Finding("V38", Severity.HARD, WAIT, {"file": vault.name}, shown)


def _count(vault: Path) -> int:
    """Count the failures in a row; where the folder cannot be written this run remembers them."""
    known = _counted.get(vault.resolve(), (0, 0.0))[0]
    return max(len(remembered(vault)), known)


def remembered(vault: Path) -> tuple[Try, ...]:
    """Give the failures that are kept, the first one first; () for a file that is none of ours."""
    path = tries_file(vault)
    with suppress(OSError, ValueError, TypeError, RecursionError):
        if path.stat().st_size <= LARGEST:
            return _listed(json.loads(path.read_bytes()))
    return ()


def _listed(kept: object) -> tuple[Try, ...]:
    """Read the whole file strictly; raises ValueError or TypeError."""
    failed = kept.get("failed") if isinstance(kept, dict) else None
    if not (isinstance(kept, dict) and isinstance(failed, list) and kept.get("version") == VERSION):
        raise ValueError("not our file")
    return tuple(_read(line) for line in failed)


def forget(vault: Path) -> None:
    """Take the file away; where that cannot be, the marks keep it from being told again."""
    _counted.pop(vault.resolve(), None)
    with suppress(OSError):
        tries_file(vault).unlink(missing_ok=True)


def untold(kept: Sequence[Try], noted: object) -> tuple[Try, ...]:
    """Give the failures that the journal does not have yet, by what the vault keeps of them."""
    marks = set(map(str, noted)) if isinstance(noted, list) else set()
    return tuple(one for one in kept if one.mark not in marks)


def _read(line: object) -> Try:
    """Read one line strictly; raises ValueError or TypeError."""
    if not (isinstance(line, list) and len(line) == 3):
        raise ValueError("not a line of this file")
    mark, when, by_code = line
    moment = datetime.fromisoformat(when)
    if not (isinstance(mark, str) and len(mark) == 12 and isinstance(by_code, bool)):
        raise ValueError("not a line of this file")
    if moment.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return Try(mark, moment, by_code)
