"""What the rules of the court case card look for: the values of their sentences, or None."""

from datetime import timedelta

from forms.court_life import DECISIONS, GRANTED, SUIT_DAYS, court_life
from forms.dates import age_on
from forms.person import birth_of, born_from, called
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, key, rows
from forms.working_days import add_months

EXTRACT_DAYS = 3  # Family Code art. 76
CHANGE_MONTHS = 6  # Family Code art. 79
CONSENT_AGE = 10  # Family Code art. 78


def nothing(scene: Scene) -> Broken:
    """The card holds neither a claim nor an act of removal."""
    return None if key(scene.card, "kind") or day(scene.card, "act_on") else {}


def nobody_in(table: str) -> Predicate:
    """Make the predicate that a claim names nobody in a table."""

    def broken(scene: Scene) -> Broken:
        return {} if key(scene.card, "kind") and not rows(scene.card, table) else None

    return broken


def outcomes_disagree(scene: Scene) -> Broken:
    """The claim is said to have ended otherwise than its parents (rule C4)."""
    life, says = court_life(scene.card), key(scene.card, "outcome")
    parents = rows(scene.card, "respondents")
    if life is None or not says or not parents:
        return None
    if says in DECISIONS:
        agree = (life.out_line == GRANTED) == (says in ("1", "2"))
    else:
        agree = not any(key(row.values, "outcome") in DECISIONS for row in parents)
    return None if agree else {"outcome": scene.card.get("outcome")}


def restricted_outside_a(scene: Scene) -> Broken:
    """Somebody was restricted instead of deprived, but no deprivation was asked."""
    outcomes = [key(scene.card, "outcome")]
    for table in ("respondents", "children"):
        outcomes += [key(row.values, "outcome") for row in rows(scene.card, table)]
    kind = key(scene.card, "kind")
    return {} if "4" in outcomes and kind and kind != "A" else None


def without_ground(scene: Scene) -> Broken:
    """A parent was deprived without a ground of article 75."""
    own = key(scene.row, "outcome") or key(scene.card, "outcome")
    if key(scene.card, "kind") != "A" or own not in ("1", "2") or scene.row.get("grounds"):
        return None
    return {"who": called(scene.row)}


def decided_early(scene: Scene) -> Broken:
    """Somebody was decided on another day than the claim (rule C5)."""
    out, ended = day(scene.row, "out_on"), day(scene.card, "ended_on")
    if out is None or key(scene.row, "outcome") not in DECISIONS or out == ended:
        return None
    return {"who": called(scene.row), "date": out}


def of_age_in_claim(scene: Scene) -> Broken:
    """The child was 18 on the day it came into the claim (rule C7)."""
    birth = birth_of(scene.row)
    came = (
        day(scene.row, "joined_on") or day(scene.card, "original_on") or day(scene.card, "came_on")
    )
    if birth is None or came is None or age_on(birth, came) < 18:
        return None
    return {"who": called(scene.row), "date": came}


def unborn_in_claim(scene: Scene) -> Broken:
    """The child was born after the day it came into the claim, however early that was."""
    birth = born_from(scene.row)
    came = (
        day(scene.row, "joined_on") or day(scene.card, "original_on") or day(scene.card, "came_on")
    )
    if birth is None or came is None or birth <= came:
        return None
    return {"who": called(scene.row), "birth": birth, "date": came}


def ten_without_consent(scene: Scene) -> Broken:
    """Rights were restored as to a child of ten or older that did not consent."""
    life, birth = court_life(scene.card), birth_of(scene.row)
    if life is None or life.part != "C" or life.out_line != GRANTED or birth is None:
        return None
    if key(scene.row, "outcome") not in ("", "1") or key(scene.row, "consent") == "1":
        return None
    age = age_on(birth, life.out) if life.out is not None else 0
    return {"who": called(scene.row), "age": age} if age >= CONSENT_AGE else None


def suit_late(scene: Scene) -> Broken:
    """The suit came after the seventh day from the act."""
    act, came = day(scene.card, "act_on"), day(scene.card, "came_on")
    if act is None or key(scene.card, "kind") not in ("A", "B"):
        return None
    last = act + timedelta(days=SUIT_DAYS)
    return {"came": came, "last": last} if came is not None and came > last else None


def suit_missing(scene: Scene) -> Broken:
    """The term of the suit ended and none is entered."""
    act = day(scene.card, "act_on")
    if act is None or day(scene.card, "came_on") or day(scene.card, "act_annulled_on"):
        return None
    last = act + timedelta(days=SUIT_DAYS)
    return {"last": last, "days": (scene.today - last).days} if scene.today > last else None


def nobody_removed(scene: Scene) -> Broken:
    """An act of removal that took no child of the card."""
    if day(scene.card, "act_on") is None:
        return None
    taken = any(key(row.values, "removed") == "1" for row in rows(scene.card, "children"))
    return None if taken else {}


def extract_late(scene: Scene) -> Broken:
    """The extract did not reach both addressees within three days."""
    force = day(scene.card, "in_force_on")
    if force is None or key(scene.card, "kind") != "A" or key(scene.card, "deprives") != "1":
        return None
    last = force + timedelta(days=EXTRACT_DAYS)
    sent = [day(scene.card, "extract_registry_on"), day(scene.card, "extract_guardianship_on")]
    late = any(on is None and scene.today > last or on is not None and on > last for on in sent)
    return {"last": last} if late else None


def suit_after_restriction(scene: Scene) -> Broken:
    """Six months have passed since parents were restricted."""
    life, force = court_life(scene.card), day(scene.card, "in_force_on")
    if life is None or force is None or life.out is None:
        return None
    if not (life.part == "B" and life.out_line == GRANTED or life.restricted):
        return None
    due = add_months(life.out, CHANGE_MONTHS)
    return {"decided": life.out, "due": due} if scene.today >= due else None


def appeal_disagrees(scene: Scene) -> Broken:
    """A higher court's act refuses what was not granted, or grants what was not refused."""
    life, result = court_life(scene.card), key(scene.row, "result")
    if life is None or not life.out_line:
        return None
    wrong = {"2": life.out_line != GRANTED, "3": life.out_line == GRANTED and not life.in_part}
    return {"result": scene.row.get("result")} if wrong.get(result, False) else None


def deprives_otherwise(scene: Scene) -> Broken:
    """What is said to be in force does not follow from the decision and the appeals (line 11)."""
    life, said = court_life(scene.card), key(scene.card, "deprives")
    if life is None or not said or day(scene.card, "in_force_on") is None:
        return None
    results = {key(row.values, "result") for row in rows(scene.card, "appeals")}
    granted = (life.out_line == GRANTED or "3" in results) and not results & {"2", "4", "5"}
    return {"said": scene.card.get("deprives")} if granted != (said == "1") else None


def placed_stranger(scene: Scene) -> Broken:
    """A placement names a child whose row is no longer on the card."""
    child = scene.row.get("child")
    known = {row.id for row in rows(scene.card, "children")}
    return {} if child is not None and child not in known else None


def first_day_after_coming(scene: Scene) -> Broken:
    """The first filing day lies after the day on which the claim came here."""
    first, came = day(scene.card, "original_on"), day(scene.card, "came_on")
    return {"first": first, "came": came} if first and came and first > came else None


def outcome_without_day(scene: Scene) -> Broken:
    """Somebody has an outcome, but neither a day of their own nor an ended claim."""
    if not key(scene.row, "outcome") or day(scene.row, "out_on") or day(scene.card, "ended_on"):
        return None
    return {"who": called(scene.row)}
