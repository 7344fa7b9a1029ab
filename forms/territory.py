"""Territories and commissions as dated values: what one of them is and when it is in force."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from forms.words import Language, Name

REPUBLIC = "republic"
"""Code and key of the made-up top office and of the country itself."""


class Level(StrEnum):
    """How high a territory or commission stands; the last two are levels of territories only."""

    REPUBLIC = "republic"
    OBLAST = "oblast"
    CITY = "city"
    DISTRICT = "district"
    REPUBLICAN_CITY = "republican_city"
    CITY_DISTRICT = "city_district"


class Dated:
    """Anything in force from since to until, both inside; None is open."""

    __slots__ = ()
    since: date | None
    until: date | None

    def in_force(self, day: date) -> bool:
        """True when it is in force on the day."""
        return self.overlaps(day, day)

    def overlaps(self, first: date, last: date) -> bool:
        """True when it is in force on at least one day of the span."""
        return (self.since is None or self.since <= last) and (
            self.until is None or self.until >= first
        )


@dataclass(frozen=True, slots=True)
class Territory(Dated):
    """One version of a territorial unit; kato is "" where the old code is not known.

    parent_key is "republic" for oblasts and republican cities.  predecessors are the keys of the
    units that it came from.
    """

    key: str
    kato: str
    name: Name
    level: Level
    parent_key: str
    since: date | None = None
    until: date | None = None
    predecessors: tuple[str, ...] = ()

    def say(self, lang: Language) -> str:
        """Give the territory's name in one language."""
        return self.name.say(lang)


@dataclass(frozen=True, slots=True)
class Commission(Dated):
    """One version of a commission; its code is frozen for ever and is not a KATO code.

    name is the full name, short that of its territory.  parent_code is "republic" at the top.
    keeps_cards is False where only the commissions beneath it record families and cases.
    """

    code: str
    level: Level
    territory_key: str
    parent_code: str
    name: Name
    short: Name
    since: date | None
    until: date | None
    keeps_cards: bool
    confidence: str = ""
    predecessors: tuple[str, ...] = ()

    def say(self, lang: Language) -> str:
        """Give the commission's short name in one language."""
        return self.short.say(lang)


REPUBLIC_NAME = Name("Қазақстан Республикасы", "Республика Казахстан", "Republic of Kazakhstan")

COUNTRY = Territory(REPUBLIC, "", REPUBLIC_NAME, Level.REPUBLIC, "")

TOP_OFFICE = Commission(
    REPUBLIC, Level.REPUBLIC, REPUBLIC, "", REPUBLIC_NAME, REPUBLIC_NAME, None, None, False
)

Version = TypeVar("Version", bound=Dated)


def by_time(
    versions: Iterable[Version], key: Callable[[Version], str]
) -> dict[str, tuple[Version, ...]]:
    """Gather versions by key, the keys sorted and the versions of each from the oldest on."""
    gathered: dict[str, list[Version]] = defaultdict(list)
    for version in sorted(versions, key=lambda one: one.since or date.min):
        gathered[key(version)].append(version)
    return {each: tuple(gathered[each]) for each in sorted(gathered)}


def all_versions(known: Mapping[str, tuple[Version, ...]]) -> Iterator[Version]:
    """Give the versions of all keys one after the other."""
    return (version for versions in known.values() for version in versions)


def on(versions: Iterable[Version], day: date) -> Version | None:
    """Give the version in force on the day; None when there is none."""
    return next((version for version in versions if version.in_force(day)), None)


def latest(versions: Iterable[Version], day: date) -> Version | None:
    """Give the last version that had begun by the day, closed since or not; None before any."""
    begun = [version for version in versions if version.since is None or version.since <= day]
    return begun[-1] if begun else None
