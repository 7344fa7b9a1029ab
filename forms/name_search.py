"""Finds things by any part of their names: words in any order, each by its beginning."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from forms.letters import fold, sort_key
from forms.words import Name

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Thing]):
    """A thing as it is searched: folded names of its own and all words that may be typed."""

    thing: Thing
    names: tuple[str, ...]
    own: str
    all: str
    order: tuple[int, str]

    def rank(self, typed: str, starts: Sequence[str]) -> tuple[int, int, str] | None:
        """Say how well it answers, the least best; None when a typed word is nowhere in it."""
        if not all(start in self.all for start in starts):
            return None
        if typed in self.names:
            closeness = 0
        elif any(name.startswith(typed) for name in self.names):
            closeness = 1
        else:
            closeness = 2 if all(start in self.own for start in starts) else 3
        return closeness, *self.order


def entry(thing: Thing, name: Name, code: str, more: Iterable[str], depth: int) -> Entry[Thing]:
    """Make a thing searchable by its name, its code and more words; depth 0 stands before 1."""
    names = tuple(fold(one) for one in (*name, code) if one)
    return Entry(
        thing,
        names,
        " " + " ".join(names),
        " " + " ".join((*names, *map(fold, more))),
        (depth, sort_key(name.kk)),
    )


def search(
    entries: Iterable[Entry[Thing]], text: str, counts: Callable[[Thing], bool], limit: int
) -> list[Thing]:
    """Give at most limit things that answer the text, the closest first.

    counts leaves out things that are not asked for.  A text without any word finds all of them.
    """
    typed = fold(text)
    starts = [f" {word}" for word in typed.split()]
    found = [
        (rank, place, one.thing)
        for place, one in enumerate(entries)
        if counts(one.thing) and (rank := one.rank(typed, starts)) is not None
    ]
    return [thing for _, _, thing in sorted(found, key=lambda each: each[:2])[:limit]]
