"""Edits the register of commissions for one vault: checked, kept, and in force at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from desktop.desk import Desk
from forms.commission_names import above_of, full_name, proposed_code
from forms.findings import Finding
from forms.register_changes import RegisterChange
from forms.rights import Right
from forms.store.deeds import Deed
from forms.store.papers import RegisterEdit
from forms.territories import Register
from forms.territory import REPUBLIC, Commission, Level, Territory
from forms.words import Name


@dataclass(frozen=True, slots=True)
class OwnEdit:
    """An edit that this office made, who made it and when; refused says why it does not hold any
    more, or is empty: a later shipped register may overtake an edit."""

    change: RegisterChange
    who: str
    when: datetime
    refused: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a new commission; every part of it may be typed over."""

    code: str
    name: Name
    short: Name


def edit_register(desk: Desk, change: RegisterChange) -> Desk | tuple[Finding, ...]:
    """Make one edit of the register, or give the findings (T10–T20) that stand in the way.

    One transaction keeps the edit with who, when and a line of the journal.  Then the desk turns
    to the new register; it is the same desk that all pages hold, so lists of parts, pickers and
    printed names follow as soon as they ask again, and nothing that is under way is lost.
    """
    with desk.begin(Right.REGISTER) as work:
        kept = work.register_changes()
        found = Register.shipped().with_changes(kept).refusals(change)
        if found:
            return found
        work.register_change(change, who=desk.who, when=desk.now())
        work.note(
            Deed.REGISTER_EDITED,
            who=desk.who,
            when=desk.now(),
            form="commission",
            record=change.code,
            about=change.kind.value,
        )
    desk.turn_to(Register.shipped().with_changes((*kept, change)))
    return desk


def own_edits(desk: Desk) -> tuple[OwnEdit, ...]:
    """Give the edits of this office in the order in which they were made."""
    with desk.store.reading() as reading:
        kept = reading.register_edits()
    return tuple(_judged(Register.shipped(), kept))


def propose(register: Register, parent_code: str, territory_key: str, day: date) -> Proposal | None:
    """Propose code and names of a commission for a territory; None where that is not in force."""
    territory = register.territory(territory_key, day)
    if territory is None:
        return None
    above = above_of(
        register.commission(parent_code, day), lambda key: register.territory(key, day)
    )
    code = proposed_code(parent_code, territory.kato, lambda one: bool(register.history(one)))
    return Proposal(code, full_name(territory, above), territory.name)


def parent_for(register: Register, territory: Territory, day: date) -> str:
    """Give the commission that one of a territory would stand beneath: that of the territory
    around it, else the republic."""
    around = territory.parent_key
    found = (
        one.code
        for one in register.commissions(day)
        if one.territory_key == around and one.parent_code == REPUBLIC
    )
    return next(found, REPUBLIC)


def level_for(territory: Territory) -> Level:
    """Give the level of a commission of a territory, as in the shipped register."""
    return _LEVELS.get(territory.level, territory.level)


def in_order(register: Register, day: date) -> tuple[tuple[int, Commission], ...]:
    """Give the commissions of a day as a tree: how deep each stands, and itself."""
    beneath: dict[str, list[Commission]] = {}
    for one in register.commissions(day):
        beneath.setdefault(one.parent_code, []).append(one)
    return tuple(_walk(beneath, REPUBLIC, 0))


def _walk(
    beneath: dict[str, list[Commission]], code: str, deep: int
) -> Iterator[tuple[int, Commission]]:
    for one in beneath.get(code, ()):
        yield deep, one
        yield from _walk(beneath, one.code, deep + 1)


def _judged(register: Register, kept: tuple[RegisterEdit, ...]) -> Iterator[OwnEdit]:
    for one in kept:
        refused = register.refusals(one.change)
        if not refused:
            register = register.with_changes((one.change,))
        yield OwnEdit(one.change, one.who, one.when, refused)


_LEVELS = {Level.REPUBLICAN_CITY: Level.CITY, Level.CITY_DISTRICT: Level.DISTRICT}
