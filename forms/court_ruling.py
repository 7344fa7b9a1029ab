"""What the rules of the court case card look for: the values of their sentences, or None."""

from datetime import timedelta

from forms.court_across_ruling import claim_of, sued_again
from forms.court_life import DECISIONS, GRANTED
from forms.dates import age_on
from forms.person import birth_of, born_from, called
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, key, rows
from forms.working_days import add_months

CHANGE_MONTHS = 6  # Family Code art. 79
CONSENT_AGE = 10  # Family Code art. 78
APPEAL_MONTHS = 1  # Civil Procedure Code art. 403: a month from the full text of the decision
FULL_TEXT_DAYS = 14  # the announcement and the full text may each be put off, art. 223(3), (4)
LONG_MONTHS = 12
APPEAL = "1"  # the court of appeal, as against cassation
PARENT = "1"  # the claimant is a parent or legal representative


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
    life, says = claim_of(scene), key(scene.card, "outcome")
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
    if out is None or ended is None or key(scene.row, "outcome") not in DECISIONS or out == ended:
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
    life, birth = claim_of(scene), birth_of(scene.row)
    if life is None or life.part != "C" or life.out_line != GRANTED or birth is None:
        return None
    if key(scene.row, "outcome") not in ("", "1") or key(scene.row, "consent") == "1":
        return None
    age = age_on(birth, life.out) if life.out is not None else 0
    return {"who": called(scene.row), "age": age} if age >= CONSENT_AGE else None


def suit_after_restriction(scene: Scene) -> Broken:
    """Six months have passed since parents were restricted."""
    life, force = claim_of(scene), day(scene.card, "in_force_on")
    if life is None or force is None or life.out is None:
        return None
    if not (life.part == "B" and life.out_line == GRANTED or life.restricted):
        return None
    if sued_again(scene, life.out):
        return None
    due = add_months(life.out, CHANGE_MONTHS)
    return {"decided": life.out, "due": due} if scene.today >= due else None


def appeal_disagrees(scene: Scene) -> Broken:
    """A higher court's act refuses what was not granted, or grants what was not refused."""
    life, result = claim_of(scene), key(scene.row, "result")
    if life is None or not life.out_line:
        return None
    wrong = {"2": life.out_line != GRANTED, "3": life.out_line == GRANTED and not life.in_part}
    return {"result": scene.row.get("result")} if wrong.get(result, False) else None


def deprives_otherwise(scene: Scene) -> Broken:
    """What is said to be in force does not follow from the decision and the appeals (line 11)."""
    life, said = claim_of(scene), key(scene.card, "deprives")
    if life is None or not said or day(scene.card, "in_force_on") is None:
        return None
    results = {key(row.values, "result") for row in rows(scene.card, "appeals")}
    granted = (life.out_line == GRANTED or "3" in results) and not results & {"2", "4", "5"}
    return {"said": scene.card.get("deprives")} if granted != (said == "1") else None


def first_day_after_coming(scene: Scene) -> Broken:
    """The first filing day lies after the day on which the claim came here."""
    first, came = day(scene.card, "original_on"), day(scene.card, "came_on")
    return {"first": first, "came": came} if first and came and first > came else None


def outcome_without_day(table: str) -> Predicate:
    """Make the predicate that somebody was decided, or went out on no day of their own, though the
    claim has not ended."""

    def broken(scene: Scene) -> Broken:
        if day(scene.card, "ended_on"):
            return None
        for row in rows(scene.card, table):
            how, out = key(row.values, "outcome"), day(row.values, "out_on")
            if how and (out is None or how in DECISIONS):
                return {"who": called(row.values)}
        return None

    return broken


def joined_before_claim(scene: Scene) -> Broken:
    """Somebody joined before the claim came and is counted from its beginning."""
    joined, came = day(scene.row, "joined_on"), day(scene.card, "came_on")
    return {"joined": joined, "came": came} if joined and came and joined < came else None


def force_too_soon(scene: Scene) -> Broken:
    """A decision nobody appealed is said to be in force before the month for an appeal ended."""
    force, ended = day(scene.card, "in_force_on"), day(scene.card, "ended_on")
    decided = key(scene.card, "outcome") in DECISIONS
    if force is None or ended is None or not decided or rows(scene.card, "appeals"):
        return None
    last = add_months(ended, APPEAL_MONTHS)
    return {"force": force, "last": last} if ended <= force <= last else None


def force_before_appeal(scene: Scene) -> Broken:
    """A decision is said to be in force before the appeal court's act about it."""
    force = day(scene.card, "in_force_on")
    acts = [
        on
        for row in rows(scene.card, "appeals")
        if key(row.values, "court") == APPEAL and (on := day(row.values, "on")) is not None
    ]
    if force is None or not acts or force >= max(acts):
        return None
    return {"force": force, "act": max(acts)}


def force_missing(scene: Scene) -> Broken:
    """A granted deprivation whose entry into force is not entered long after the appeal term."""
    life = claim_of(scene)
    if life is None or life.out is None or (life.part, life.out_line) != ("A", GRANTED):
        return None
    if day(scene.card, "in_force_on") or rows(scene.card, "appeals"):
        return None
    last = add_months(life.out, APPEAL_MONTHS) + timedelta(days=FULL_TEXT_DAYS)
    return {"ended": life.out, "last": last} if scene.today > last else None


def not_the_parent(scene: Scene) -> Broken:
    """Restoration, or lifting a restriction, was asked by somebody else than the parent."""
    claimant = key(scene.card, "claimant")
    if key(scene.card, "kind") not in ("C", "D") or claimant in ("", PARENT):
        return None
    return {"claimant": scene.card.get("claimant")}


def pending_long(scene: Scene) -> Broken:
    """The claim has been pending for more than a year."""
    life = claim_of(scene)
    if life is None or life.out is not None or scene.today <= add_months(life.came, LONG_MONTHS):
        return None
    return {"date": life.came}
