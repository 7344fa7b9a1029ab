"""What the rules of the court case card look for on other cards: two claims about one matter.

Where nothing is known of other cards every one of them holds.  Sentences name the other card by
its number, never a person.
"""

import re
from datetime import date

from forms.court_life import CourtLife, court_life
from forms.elsewhere import COURT, FAMILY, Presence, as_parent
from forms.person import called
from forms.rules import Broken, Scene
from forms.ruling import day, key, rows

SENT_BACK = "4"
BY_THE_STATE = frozenset({"2", "3"})  # claimants: guardianship body, prosecutor
_OUR_NUMBER = re.compile(r"(\d+)-C-\d{4}-\d+$", re.ASCII)


def claim_of(scene: Scene) -> CourtLife | None:
    """Give the course of the claim, worked out once a check; None while there is none."""
    if "claim" not in scene.noted:
        scene.noted["claim"] = court_life(scene.card)
    life = scene.noted["claim"]
    return life if isinstance(life, CourtLife) else None


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
    for one in as_parent(scene.others()):
        if one.card in with_child and one.start is not None and (not one.end or one.end > force):
            return {"card": one.name, "date": force}
    return None


def deprived_already(scene: Scene) -> Broken:
    """The parent was deprived as to one of the children before this claim came."""
    life = claim_of(scene)
    if life is None or life.part != "A":
        return None
    mine = scene.others()
    restored = max((one.restored_on for one in mine if one.restored_on), default=date.min)
    for one in mine:
        force = one.deprived_on
        if one.table != "respondents" or not force or not restored < force < life.came:
            continue
        if one.name.number == scene.card.get("previous_card"):
            continue  # annulled since, and taken up again here
        named = (other.card for row in rows(scene.card, "children") for other in scene.others(row))
        if one.card in named:
            return {"card": one.name, "date": force}
    return None


def restored_from_nothing(scene: Scene) -> Broken:
    """Restoration is asked of rights that no decision known here took away."""
    life = claim_of(scene)
    if life is None or life.part != "C" or not scene.elsewhere.known:
        return None
    if any(one.deprived_on and one.deprived_on <= life.came for one in scene.others()):
        return None
    return {"who": called(scene.row)}


def died_in_claim(scene: Scene) -> Broken:
    """By a family card the parent died before the claim as to it ended."""
    life = claim_of(scene)
    stay = next((s for s in life.stays if s.row == scene.row_id), None) if life else None
    if stay is None:
        return None
    for one in scene.others():
        if one.died_on is not None and (stay.out is None or stay.out > one.died_on):
            return {"card": one.name, "date": one.died_on}
    return None


def not_taken_up(scene: Scene) -> Broken:
    """The decision was annulled and the case sent back, but no card goes on with the claim."""
    if key(scene.row, "result") != SENT_BACK or not scene.elsewhere.known or not scene.number:
        return None
    on = day(scene.row, "on")
    if on is None or scene.elsewhere.goes_on(scene.number):
        return None
    return {"number": scene.number, "date": on}


def on_no_family_card(scene: Scene) -> Broken:
    """The state asks to deprive, but nobody of the claim stands on a family card here."""
    asked = key(scene.card, "kind") == "A" and key(scene.card, "claimant") in BY_THE_STATE
    people = (*rows(scene.card, "respondents"), *rows(scene.card, "children"))
    if not asked or not rows(scene.card, "children") or not scene.elsewhere.known:
        return None
    if any(one.form == FAMILY for row in people for one in scene.others(row)):
        return None
    return {"claimant": scene.card.get("claimant")}


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
