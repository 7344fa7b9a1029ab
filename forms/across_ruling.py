"""What the rules across cards look for: one person in two families, two claims about one matter.

Where nothing is known of other cards every one of them holds.  Sentences name the other card by
its number, never a person.
"""

import re
from collections.abc import Iterator
from datetime import date

from forms.court_life import CourtLife, court_life
from forms.elsewhere import Presence
from forms.family_life import NOT_COUNTED, OF_AGE, PARENTS, FamilyLife, family_life
from forms.fields import Entry
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, key, rows

FAMILY, COURT = "family", "court_case"
BY_MISTAKE = "03.9"
_OUR_NUMBER = re.compile(r"(\d+)-C-\d{4}-\d+$", re.ASCII)


def life_of(scene: Scene) -> FamilyLife | None:
    """Give the course of the family card, worked out once a check; None while it has no
    registration date."""
    if "life" not in scene.noted:
        scene.noted["life"] = family_life(scene.card)
    life = scene.noted["life"]
    return life if isinstance(life, FamilyLife) else None


def claim_of(scene: Scene) -> CourtLife | None:
    """Give the course of the claim, worked out once a check; None while there is none."""
    if "claim" not in scene.noted:
        scene.noted["claim"] = court_life(scene.card)
    life = scene.noted["claim"]
    return life if isinstance(life, CourtLife) else None


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
    for one in _as_parent(scene.others()):
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
        for one in _as_parent(scene.others(row)):
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


def same_claim_pending(scene: Scene) -> Broken:
    """A claim of the same kind as to the same parent and child is pending on another card."""
    life = claim_of(scene)
    if life is None:
        return None
    parents = _pending(scene, "respondents", life.part)
    if not parents:
        return None
    children = _pending(scene, "children", life.part)
    for key_, one in parents.items():
        if key_ in children and one.start is not None:
            return {"card": one.name, "date": one.start}
    return None


def no_such_card(scene: Scene) -> Broken:
    """The earlier card bears a number of this commission that no court card here has."""
    number = scene.card.get("previous_card")
    if not isinstance(number, str) or not scene.elsewhere.known:
        return None
    told = _OUR_NUMBER.match(number)
    own = "".join(sign for sign in scene.office if sign.isdigit())
    if told is not None and told[1] != own:
        return None  # kept by another commission
    if number != scene.number and scene.elsewhere.has_card(COURT, number):
        return None
    return {"number": number}


def case_number_twice(scene: Scene) -> Broken:
    """Another claim of the same kind has the same number of the court's case."""
    number = scene.card.get("case_number")
    if not isinstance(number, str):
        return None
    previous = scene.card.get("previous_card")
    for one in scene.elsewhere.court_cards(scene.card_id, number):
        linked = one.name.number == previous or (one.previous and one.previous == scene.number)
        if one.part == key(scene.card, "kind") and not linked:
            return {"number": number, "card": one.name}
    return None


def taken_from_nowhere(scene: Scene) -> Broken:
    """A child that an act took stands on no family card here."""
    act = day(scene.card, "act_on")
    if act is None or key(scene.row, "removed") != "1" or not scene.elsewhere.known:
        return None
    if any(one.form == FAMILY for one in scene.others()):
        return None
    return {"date": act}


def still_on_the_register(scene: Scene) -> Broken:
    """A parent deprived here by a decision in force still stands on a family card."""
    force = day(scene.card, "in_force_on")
    deprived = key(scene.card, "kind") == "A" and key(scene.card, "deprives") == "1"
    if force is None or not deprived or key(scene.row, "outcome") not in ("", "1"):
        return None
    with_child = {
        one.card
        for row in rows(scene.card, "children")
        for one in scene.others(row)
        if one.form == FAMILY
    }
    for one in _as_parent(scene.others()):
        if one.card in with_child and one.start is not None and (not one.end or one.end > force):
            return {"card": one.name, "date": force}
    return None


def sued_again(scene: Scene, since: date) -> bool:
    """True when a later claim to deprive or to lift names one of the children."""
    return any(
        one.form == COURT
        and one.part in ("A", "D")
        and one.start is not None
        and one.start >= since
        for row in rows(scene.card, "children")
        for one in scene.others(row)
    )


def _stay(scene: Scene) -> tuple[date, date | None] | None:
    """Give from when until when the row's person is on the register on this card."""
    life = life_of(scene)
    stay = next((m for m in life.members if m.row == scene.row_id), None) if life else None
    if life is None or stay is None:
        return None
    ends = [one for one in (stay.end, life.removed) if one is not None]
    start, end = max(stay.start, life.registered), min(ends, default=None)
    return (start, end) if end is None or start < end else None


def _as_parent(found: tuple[Presence, ...]) -> Iterator[Presence]:
    for one in found:
        if one.form == FAMILY and one.table == "parents" and one.role not in NOT_COUNTED:
            yield one


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


def _pending(scene: Scene, table: str, part: str) -> dict[str, Presence]:
    """Give by their cards the claims of one kind that are pending while somebody is in this one."""
    life = claim_of(scene)
    found: dict[str, Presence] = {}
    for stay in life.stays if life else ():
        row = next((row for row in rows(scene.card, table) if row.id == stay.row), None)
        for one in scene.others(row) if row is not None else ():
            asked = (one.form, one.table, one.part) == (COURT, table, part)
            if asked and one.meets(stay.came, stay.out):
                found.setdefault(one.card, one)
    return found
