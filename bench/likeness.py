"""Measures the hints at people who are known already: found, false, and what they cost.

    bench/likeness.py [--families 100000] [--vault FILE] [--people 2000]

Retypes people of a made-up town (filled here unless given) with one slip each and counts how many
are recognised and how many of the hints shown are false; then asks for as many people who are new
but have names of the town.  The cost of the hints for one person is told beside the bare look-ups
of the same keys in the same indexes, by turns in one run.  Goals: recall 0.95, ratio 2.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench.town import families, filled, opened  # noqa: E402
from forms.dates import PartialDate  # noqa: E402
from forms.fields import Entry  # noqa: E402
from forms.store.likeness import look_ups  # noqa: E402
from forms.store.store import Asked, Reading, Store  # noqa: E402
from tests.retypings import SLIPS, new_person  # noqa: E402

RECALL, RATIO = 0.95, 2.0
TABLES = ("parents", "children")


def picked(families_: int, people: int) -> list[Entry]:
    """Give so many people of the town, each of another family, spread over all of it."""
    rng = Random(11)
    every = max(families_ // people, 1)
    spread = islice(families(families_), 0, None, every)
    return [rng.choice([r for t in TABLES for r in one.rows(t)]) for one in spread][:people]


def asked_of(row: Entry) -> Asked:
    """Give a person as a clerk types them who has no number at hand."""
    surname, name, patronymic = (str(row.get(p) or "") for p in ("surname", "name", "patronymic"))
    birth = row.get("birth")
    assert isinstance(birth, PartialDate)
    return Asked(surname, name, patronymic, None, birth)


def measured(store: Store, people: Sequence[Entry]) -> bool:
    """Print what was found and what it cost; True when the goals are met."""
    rng = Random(12)
    names = tuple(SLIPS)
    retyped = [
        (names[at % len(names)], row, SLIPS[names[at % len(names)]](asked_of(row), rng))
        for at, row in enumerate(people)
    ]
    new = [new_person(asked_of(row), rng) for row in people]
    with store.reading() as reading:
        recall = _recall(reading, retyped)
        _new_people(reading, new)
        ratio = _cost(reading, [asked for _, _, asked in retyped])
    return recall >= RECALL and ratio <= RATIO


def _recall(reading: Reading, retyped: Sequence[tuple[str, Entry, Asked]]) -> float:
    found, all_of, shown, wrong = dict.fromkeys(SLIPS, 0), dict.fromkeys(SLIPS, 0), 0, 0
    for slip, row, asked in retyped:
        hints = [one.standing.row for one in reading.likely(asked)]
        all_of[slip] += 1
        found[slip] += row.id in hints
        shown += len(hints)
        wrong += sum(one != row.id for one in hints)
    for slip, count in all_of.items():
        print(f"{slip:24} {found[slip]:5} of {count:5}  {found[slip] / count:.4f}")
    recall = sum(found.values()) / len(retyped)
    print(
        f"recall {recall:.4f} (goal {RECALL}); {wrong} of {shown} hints false: {wrong / shown:.4f}"
    )
    return recall


def _new_people(reading: Reading, new: Sequence[Asked]) -> None:
    told = [len(reading.likely(asked)) for asked in new]
    with_any = sum(count > 0 for count in told)
    print(f"new people with a hint: {with_any} of {len(new)}, {with_any / len(new):.4f}")


def _cost(reading: Reading, asked: Sequence[Asked]) -> float:
    bare: list[float] = []
    whole: list[float] = []
    for one in asked:
        bare.append(_milliseconds(lambda one=one: _looked_up(reading, one)))  # type: ignore[misc]
        whole.append(_milliseconds(lambda one=one: reading.likely(one)))  # type: ignore[misc]
    ratio = statistics.median(whole) / statistics.median(bare)
    for name, times in (("look-ups", bare), ("hints", whole)):
        middle, most = statistics.median(times), max(times)
        print(f"{name:10} {middle:7.3f} ms  (most {most:.3f})")
    print(f"ratio {ratio:.2f} (goal {RATIO})")
    return ratio


def _looked_up(reading: Reading, asked: Asked) -> int:
    connection = reading.connection
    return sum(
        len(connection.exec_driver_sql(statement, keys).fetchall())
        for statement, keys in look_ups(asked)
    )


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Measure and print; 0 when the goals are met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=100_000)
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--people", type=int, default=2000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given = opened(args.vault) if args.vault else None
        store = given or filled(Path(folder) / "town.pana", args.families)
        with store.vault:
            return 0 if measured(store, picked(args.families, args.people)) else 1


if __name__ == "__main__":
    sys.exit(main())
