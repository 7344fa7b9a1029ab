"""Measures what one key costs in the search box, among 1,000, 10,000 and 100,000 families.

    bench/search.py [--vault FILE]

Types words letter by letter into the search over an encrypted vault and, by turns in the same
run, asks a plain sqlite3 file the bare question: the newest cards that hold the typed beginnings,
from an index of the same words, and the people on them, who tell why.  Prints milliseconds a key
and their ratio at each size, and how the search grows from the smallest to the largest town.
Goals: ratio 3, growth 1.5.
"""

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench.town import families, filled, opened  # noqa: E402
from forms.catalogue import form_of  # noqa: E402
from forms.record import Record  # noqa: E402
from forms.store.faces import face, people  # noqa: E402
from forms.store.found_by import spots  # noqa: E402
from forms.store.searching import match  # noqa: E402
from forms.store.store import Reading, Store  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
RATIO, GROWTH = 3.0, 1.5
SHOWN = 40
RUNS = 5
PLAIN = """
CREATE VIRTUAL TABLE search USING fts5(
    words, content='', detail=none, prefix='1 2 3 4 5 6 7 8', tokenize=ascii);
CREATE TABLE cards (place INTEGER PRIMARY KEY, number TEXT, title TEXT, subtitle TEXT, state TEXT);
CREATE TABLE people (
    card INTEGER, at INTEGER, called TEXT, surname TEXT, name TEXT, patronymic TEXT, iin TEXT,
    PRIMARY KEY (card, at)) WITHOUT ROWID;
"""
ASKED = (
    "SELECT cards.* FROM search JOIN cards ON cards.place = search.rowid"
    " WHERE search MATCH ? ORDER BY search.rowid LIMIT ?"
)
WHO = "SELECT * FROM people WHERE card IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Cost:
    """What the keys cost at one size, in milliseconds: the search, and the bare question."""

    search: list[float]
    bare: list[float]

    @property
    def ratio(self) -> float:
        """Say how much dearer the search is over all keys together."""
        return sum(self.search) / sum(self.bare)


def typed(count: int) -> Iterator[str]:
    """Give what somebody types: common and rare names, two words, number, card and village."""
    everybody = list(families(min(count, 1000)))
    child = everybody[len(everybody) // 2].rows("children")[0]
    parent = everybody[len(everybody) // 3].rows("parents")[0]
    yield "нұрлан"  # among the commonest names of the town
    yield f"{child.get('surname')} {child.get('name')}"
    yield f"{parent.get('name')} {parent.get('surname')} {parent.get('patronymic') or ''}".strip()
    yield "нұр бек"  # two beginnings that are everywhere
    yield "Nurlan"
    yield str(parent.get("iin"))
    yield str(everybody[7].get("settlement"))
    yield "1132-2018-0047"
    yield "щщщ"  # nobody


def keys(count: int) -> list[str]:
    """Give every state of the box while those are typed."""
    return [text[:end] for text in typed(count) for end in range(1, len(text) + 1)]


def plain(path: Path, count: int) -> sqlite3.Connection:
    """Make the plain file: the same cards with the words by which they are found."""
    connection = sqlite3.connect(path)
    connection.executescript(PLAIN)
    newest = (1 << 40) - count  # the index is quick only upwards
    for place, card in enumerate(reversed(list(families(count))), newest):
        shown = face(form_of("family"), card).columns()
        row = (
            place,
            f"1132-2026-{place - newest:04}",
            shown["title"],
            shown["subtitle"],
            "complete",
        )
        connection.execute("INSERT INTO cards VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO search(rowid, words) VALUES (?, ?)", (place, _words(card)))
        for at, one in enumerate(people(form_of("family"), card)):
            who = (place, at, one.called, one.surname, one.name, one.patronymic, one.iin)
            connection.execute("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)", who)
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")
    connection.commit()
    return connection


def _words(card: Record) -> str:
    found = (word for spot in spots(form_of("family"), card) for word in spot.words)
    return " ".join(dict.fromkeys(found))


def measured(store: Store, connection: sqlite3.Connection, count: int) -> Cost:
    """Ask both for every key by turns, and give the median of each key."""
    search, bare = [], []
    with store.reading() as reading:
        for text in keys(count):
            mine, floor = [], []
            for _ in range(RUNS):
                floor.append(_milliseconds(partial(_bare, connection, text)))
                mine.append(_milliseconds(partial(_found, reading, text)))
            search.append(statistics.median(mine))
            bare.append(statistics.median(floor))
    return Cost(search, bare)


def _bare(connection: sqlite3.Connection, text: str) -> object:
    words = match(text)
    if not words:
        return None
    cards = connection.execute(ASKED, (words, SHOWN)).fetchall()
    return connection.execute(WHO, (json.dumps([row[0] for row in cards]),)).fetchall()


def _found(reading: Reading, text: str) -> object:
    return reading.find(text, SHOWN)


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Measure at every size and print; 0 when both goals are met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vault", type=Path, help="the vault of the largest town, made before")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    args = parser.parse_args()
    costs = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in args.sizes:
            given = args.vault if count == max(args.sizes) else None
            store = opened(given) if given else filled(Path(folder) / f"{count}.pana", count)
            connection = plain(Path(folder) / f"{count}.sqlite", count)
            with store.vault:
                costs[count] = measured(store, connection, count)
            connection.close()
            _tell(count, costs[count])
    small, large = costs[min(costs)], costs[max(costs)]
    growth = statistics.mean(large.search) / statistics.mean(small.search)
    print(f"growth from {min(costs):,} to {max(costs):,}: {growth:.2f} (goal {GROWTH})")
    return 0 if growth <= GROWTH and all(c.ratio <= RATIO for c in costs.values()) else 1


def _tell(count: int, cost: Cost) -> None:
    worst = max(zip(cost.search, keys(count), strict=True))
    print(
        f"{count:7,} families: search {statistics.mean(cost.search):6.2f} ms a key"
        f" (dearest {worst[0]:.2f} ms, {worst[1]!r}), plain {statistics.mean(cost.bare):6.2f} ms,"
        f" ratio {cost.ratio:.2f} (goal {RATIO})"
    )


if __name__ == "__main__":
    sys.exit(main())
