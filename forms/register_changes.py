"""An office's own edits of the register: add, rename or close a commission, or say why not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from forms.findings import Finding, Severity
from forms.territory import REPUBLIC, Commission, Level
from forms.words import N_, Name

Versions = Mapping[str, tuple[Commission, ...]]
TerritoryThere = Callable[[str, date], bool]

_CODE = re.compile(r"KDN-(\d{4}|\d{6})", re.ASCII)

CODE_FORM = N_(
    "The code “{code}” does not have the form of a commission code. Write KDN- and four or six "
    "digits, for example KDN-1132."
)
CODE_USED = N_(
    "The code {code} already belongs to “{name}”. A code is never used again; choose another one."
)
NAMELESS = N_("The commission {code} has no name in Kazakh or Russian. Write both.")
UNKNOWN = N_("The register has no commission {code}. Check the code in the list of commissions.")
CLOSED = N_(
    "“{name}” ({code}) is closed from {on} on. A closed commission cannot be changed; add a new "
    "one with another code."
)
TOO_EARLY = N_(
    "“{name}” ({code}) stands as it is since {since}; the change is dated {on}. Give a later day."
)
PARENT = N_(
    "The commission {parent}, above {code}, is not in force on {on}. Choose one that is, or "
    "another day."
)
CIRCLE = N_("The commission {code} would stand above itself. Choose another commission above it.")
TERRITORY = N_(
    "The register has no territory “{territory}” on {on}, where the commission {code} is to work. "
    "Choose a territory of that day."
)
OTHERS_BENEATH = N_(
    "“{name}” ({code}) still has commissions beneath it on {on}, for example {other}. Move or "
    "close them first."
)
SUCCESSOR = N_(
    "The commission {successor}, which is to take over from {code}, is not in force on {on}. "
    "Choose another one that is, or leave the successor empty."
)


class ChangeKind(StrEnum):
    """What is done to a commission."""

    ADD = "add"
    RENAME = "rename"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One edit of the register; on is the first day on which it holds.

    An added commission needs name and level; short is the name where it is left out.  A renamed
    one takes whatever is given (name, short, parent, territory, whether it keeps cards) and keeps
    the rest, so a move to another oblast is a rename too.  A closed one is in force until the day
    before; successor is the commission that takes over what it had.  reason is the document or the
    words behind the edit, for those who read it later.
    """

    kind: ChangeKind
    code: str
    on: date
    name: Name | None = None
    short: Name | None = None
    level: Level | None = None
    territory_key: str = ""
    parent_code: str = ""
    keeps_cards: bool | None = None
    predecessors: tuple[str, ...] = ()
    successor: str = ""
    reason: str = ""


def refusals(change: RegisterChange, known: Versions, there: TerritoryThere) -> tuple[Finding, ...]:
    """Say why a change cannot be made in the register of known versions; empty when it can."""
    rules = _refuse_addition if change.kind is ChangeKind.ADD else _refuse_later
    return tuple(
        Finding(
            rule,
            Severity.FORMAT if sentence is CODE_FORM else Severity.HARD,
            sentence,
            {"office": change.code},
            {"code": change.code, "on": change.on, **values},
        )
        for rule, sentence, values in rules(change, known, there)
    )


def applied(change: RegisterChange, versions: tuple[Commission, ...]) -> tuple[Commission, ...]:
    """Give the versions of the commission after a change that was not refused."""
    if change.kind is ChangeKind.ADD:
        return (_added(change),)
    *earlier, last = versions
    closed = replace(last, until=change.on - timedelta(days=1))
    if change.kind is ChangeKind.CLOSE:
        return *earlier, closed
    return *earlier, closed, _renamed(change, last)


Refusal = tuple[str, str, dict[str, object]]


def _refuse_addition(
    change: RegisterChange, known: Versions, there: TerritoryThere
) -> Iterator[Refusal]:
    if not _CODE.fullmatch(change.code):
        yield "T10", CODE_FORM, {}
    if change.code in known:
        yield "T11", CODE_USED, {"name": known[change.code][-1].short}
    if change.name is None or not (change.name.kk and change.name.ru):
        yield "T12", NAMELESS, {}
    yield from _refuse_place(
        change, change.parent_code or REPUBLIC, change.territory_key, known, there
    )


def _refuse_later(
    change: RegisterChange, known: Versions, there: TerritoryThere
) -> Iterator[Refusal]:
    if change.code not in known or change.code == REPUBLIC:
        yield "T13", UNKNOWN, {}
        return
    last = known[change.code][-1]
    if last.until is not None:
        closed_on = last.until + timedelta(days=1)
        yield "T14", CLOSED, {"name": last.short, "on": closed_on}
    elif last.since is not None and change.on <= last.since:
        yield "T15", TOO_EARLY, {"name": last.short, "since": last.since}
    if change.kind is ChangeKind.CLOSE:
        yield from _refuse_closing(change, last, known)
        return
    if change.name is not None and not (change.name.kk and change.name.ru):
        yield "T12", NAMELESS, {}
    territory = change.territory_key or last.territory_key
    yield from _refuse_place(
        change, change.parent_code or last.parent_code, territory, known, there
    )


def _refuse_place(
    change: RegisterChange, parent: str, territory: str, known: Versions, there: TerritoryThere
) -> Iterator[Refusal]:
    if not any(version.in_force(change.on) for version in known.get(parent, ())):
        yield "T16", PARENT, {"parent": parent}
    elif change.code in _above(parent, change.on, known):
        yield "T17", CIRCLE, {}
    if not there(territory, change.on):
        yield "T18", TERRITORY, {"territory": territory}


def _refuse_closing(change: RegisterChange, last: Commission, known: Versions) -> Iterator[Refusal]:
    if change.successor and not _may_follow(change, known):
        yield "T20", SUCCESSOR, {"successor": change.successor}
    for versions in known.values():
        for version in versions:
            if version.parent_code == change.code and version.overlaps(change.on, date.max):
                yield "T19", OTHERS_BENEATH, {"name": last.short, "other": version.short}
                return


def _may_follow(change: RegisterChange, known: Versions) -> bool:
    versions = known.get(change.successor, ())
    standing = any(version.in_force(change.on) for version in versions)
    return standing and change.successor not in (change.code, REPUBLIC)


def _above(code: str, day: date, known: Versions) -> list[str]:
    line: list[str] = []
    while code and code not in line:
        line.append(code)
        standing = (version for version in known.get(code, ()) if version.in_force(day))
        code = next((version.parent_code for version in standing), "")
    return line


def _added(change: RegisterChange) -> Commission:
    if change.name is None:
        raise ValueError(f"the addition of {change.code} has no name and was not refused")
    return Commission(
        change.code,
        change.level or Level.DISTRICT,
        change.territory_key,
        change.parent_code or REPUBLIC,
        change.name,
        change.short or change.name,
        change.on,
        None,
        change.keeps_cards is not False,
        predecessors=change.predecessors,
    )


def _renamed(change: RegisterChange, last: Commission) -> Commission:
    return replace(
        last,
        level=change.level or last.level,
        territory_key=change.territory_key or last.territory_key,
        parent_code=change.parent_code or last.parent_code,
        name=change.name or last.name,
        short=change.short or last.short,
        keeps_cards=last.keeps_cards if change.keeps_cards is None else change.keeps_cards,
        since=change.on,
        predecessors=change.predecessors,
    )
