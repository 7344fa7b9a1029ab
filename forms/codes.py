"""Closed lists of codes, each code dated; a Code is a type of its own and never a bare text."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

import resources
from forms.words import Language, Name


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list: its key, name, the days it is in force, norm, and the line it feeds.

    since and until are inclusive; None means open.  line is the line of a return ("05.1") that
    counts this code, "" where none does.
    """

    list: str
    key: str
    name: Name
    since: date | None = None
    until: date | None = None
    norm: str = ""
    line: str = ""

    def say(self, lang: Language) -> str:
        """Give the code's name in one language."""
        return self.name.say(lang)

    def in_force(self, day: date) -> bool:
        """True when the code may be used for something that happened on the day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@cache
def _lists() -> dict[str, dict[str, Code]]:
    found: dict[str, dict[str, Code]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(resources.text("codes", "codes.csv"))):
        code = Code(
            row["list"],
            row["code"],
            Name(row["kk"], row["ru"], row["en"]),
            date.fromisoformat(row["since"]) if row["since"] else None,
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["norm"],
            row["line"],
        )
        if code.key in found[code.list]:
            raise ValueError(f"code {code.list}/{code.key} stands twice")
        found[code.list][code.key] = code
    return dict(found)


def list_names() -> tuple[str, ...]:
    """Give the names of all lists."""
    return tuple(_lists())


def codes(list_name: str) -> tuple[Code, ...]:
    """Give all codes of a list in their order; raises KeyError for an unknown list."""
    return tuple(_lists()[list_name].values())


def code(list_name: str, key: str) -> Code:
    """Give one code; raises KeyError when the list has no such key."""
    return _lists()[list_name][key]
