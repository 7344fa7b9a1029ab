"""What the rules of the family card look for on other cards: one person in two families.

Where nothing is known of other cards every one of them holds.  Sentences name the other card by
its number, never a person.
"""

from collections.abc import Iterator
from datetime import date

from forms.dates import eve
from forms.elsewhere import COURT, FAMILY, Presence, as_parent
from forms.family_life import NOT_COUNTED, OF_AGE, PARENTS, FamilyLife, family_life
from forms.fields import Entry
from forms.person import called
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, key, rows

BY_MISTAKE = "03.9"
ALL_DEPRIVED = "02"  # reason of removal


def life_of(scene: Scene) -> FamilyLife | None:
    """Give the course of the family card, worked out once a check; None while it has no
    registration date."""
    if "life" not in scene.noted:
        scene.noted["life"] = family_life(scene.card)
    life = scene.noted["life"]
    return life if isinstance(life, FamilyLife) else None


def child_elsewhere(*, certain: bool) -> Predicate:
    """Make the predicate that the child is in another family on the register on the same day:
    certain by its ИИН, else by names and birth date."""

    def broken(scene: Scene) -> Broken:
        span = _stay(scene)
        if span is None:
            return None
        for one in scene.others():
            asked = (one.form, one.table, one.certain) == (FAMILY, "children", certain)
            if asked and one.start is not None and one.meets(*span):
                return {"card": one.name, "since": max(one.start, span[0])}
        return None

    return broken


def parent_elsewhere(scene: Scene) -> Broken:
    """The parent is a parent in another family on the register on the same day."""
    span = _stay(scene)
    if span is None:
        return None
    for one in as_parent(scene.others()):
        if one.start is not None and one.meets(*span):
            return {"card": one.name, "since": max(one.start, span[0])}
    return None


def again_on_the_day(scene: Scene) -> Broken:
    """The family was removed here on the very day of this registration."""
    registered = day(scene.card, "registered_on")
    if registered is None:
        return None
    for row in _everybody(scene):
        for one in scene.others(row):
            same_day = one.removed_on == one.end == registered
            if same_day and one.line != OF_AGE:
                return {"card": one.name, "date": registered}
    return None


def known_already(scene: Scene) -> Broken:
    """Registered for the first time, though a parent was on another card before (line 02.2)."""
    registered = day(scene.card, "registered_on")
    if registered is None or key(scene.card, "registration_kind") != "1":
        return None
    if again_on_the_day(scene) is not None:
        return None  # told by a rule of its own
    for row in rows(scene.card, "parents"):
        joined = day(row.values, "joined_on")
        if key(row.values, "role") in NOT_COUNTED or (joined and joined > registered):
            continue
        for one in as_parent(scene.others(row)):
            ended = one.end is not None and one.end <= registered
            if ended and one.line != BY_MISTAKE and one.start is not None:
                return {"card": one.name, "date": one.start}
    return None


def deprived_but_there(scene: Scene) -> Broken:
    """A parent deprived by a decision in force as to every child here still stands on the card."""
    span = _stay(scene)
    if span is None or key(scene.row, "role") not in PARENTS:
        return None
    by_card = {one.card: one for one in _deprived(scene.others())}
    if not by_card:
        return None
    deciding = []
    for child in _minors_on_card(scene):
        found = [
            by_card[one.card]
            for one in scene.others(child)
            if one.form == COURT and one.table == "children" and one.card in by_card
        ]
        if not found:
            return None  # as to this child the rights are left
        deciding.append(found[0])
    last = max(deciding, key=lambda one: one.deprived_on or date.min, default=None)
    if last is None or last.deprived_on is None:
        return None
    there = span[1] is None or span[1] > last.deprived_on
    return {"card": last.name, "date": last.deprived_on} if there else None


def died_elsewhere(scene: Scene) -> Broken:
    """Somebody who died by another family card goes on being on this one."""
    span = _stay(scene)
    if span is None:
        return None
    for one in scene.others():
        if one.died_on is not None and (span[1] is None or span[1] > one.died_on):
            return {"card": one.name, "date": one.died_on}
    return None


def removed_without_decision(scene: Scene) -> Broken:
    """Removed since the parents are deprived, but as to one no decision in force is known."""
    life, removed = life_of(scene), day(scene.card, "removed_on")
    asked = key(scene.card, "removal_reason") == ALL_DEPRIVED and scene.elsewhere.known
    if life is None or removed is None or not asked:
        return None
    there = {m.row for m in life.members if m.parent and m.on(eve(removed))}
    for row in rows(scene.card, "parents"):
        decided = [one.deprived_on for one in scene.others(row) if one.deprived_on]
        if row.id in there and not any(one <= removed for one in decided):
            return {"who": called(row.values), "removed": removed}
    return None


def _stay(scene: Scene) -> tuple[date, date | None] | None:
    """Give from when until when the row's person is on the register on this card."""
    life = life_of(scene)
    stay = next((m for m in life.members if m.row == scene.row_id), None) if life else None
    if life is None or stay is None:
        return None
    ends = [one for one in (stay.end, life.removed) if one is not None]
    start, end = max(stay.start, life.registered), min(ends, default=None)
    return (start, end) if end is None or start < end else None


def _deprived(found: tuple[Presence, ...]) -> Iterator[Presence]:
    """Give decisions that deprive and that no later one undid."""
    restored = max((one.restored_on for one in found if one.restored_on), default=date.min)
    for one in found:
        if one.table == "respondents" and one.deprived_on and one.deprived_on > restored:
            yield one


def _minors_on_card(scene: Scene) -> Iterator[Entry]:
    life = life_of(scene)
    last = min(scene.today, life.removed) if life and life.removed else scene.today
    there = {m.row for m in life.members if m.child and m.on(last)} if life else set()
    return (row for row in rows(scene.card, "children") if row.id in there)


def _everybody(scene: Scene) -> tuple[Entry, ...]:
    return (*rows(scene.card, "parents"), *rows(scene.card, "children"))
