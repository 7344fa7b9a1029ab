"""What the rules of removals, extracts, writs and placements look for, or None."""

from datetime import timedelta

from forms.court_life import EXTRACT_DAYS, SUIT_DAYS, WRIT_DAYS
from forms.dates import age_on
from forms.fields import Entry
from forms.name_ruling import FATHERS, MOTHERS
from forms.person import birth_of, born_from, called
from forms.rules import Broken, Scene
from forms.ruling import day, key, rows
from forms.working_days import add_months, add_working_days

ADOPTION_MONTHS = 6  # Family Code art. 77
OF_AGE = 18
OTHER_PARENT, ADOPTION = "01", "10"  # with whom a child is placed


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
    """An act of removal that took no child of the card, once each child has its answer."""
    if day(scene.card, "act_on") is None:
        return None
    taken = {key(row.values, "removed") for row in rows(scene.card, "children")}
    return None if taken & {"1", ""} else {}


def extract_late(scene: Scene) -> Broken:
    """The extract did not reach both addressees within three days."""
    force = day(scene.card, "in_force_on")
    if force is None or key(scene.card, "kind") != "A" or key(scene.card, "deprives") != "1":
        return None
    last = force + timedelta(days=EXTRACT_DAYS)
    sent = [day(scene.card, "extract_registry_on"), day(scene.card, "extract_guardianship_on")]
    late = any(on is None and scene.today > last or on is not None and on > last for on in sent)
    return {"last": last} if late else None


def placed_stranger(scene: Scene) -> Broken:
    """A placement names a child whose row is no longer on the card."""
    child = scene.row.get("child")
    known = {row.id for row in rows(scene.card, "children")}
    return {} if child is not None and child not in known else None


def writ_without_support(scene: Scene) -> Broken:
    """A writ for child support that nobody ordered."""
    writ = day(scene.card, "writ_issued_on")
    return {"date": writ} if writ and key(scene.card, "support_ordered") == "2" else None


def writ_missing(scene: Scene) -> Broken:
    """The writ for child support was not issued in its term."""
    force = day(scene.card, "in_force_on")
    if force is None or key(scene.card, "support_ordered") != "1":
        return None
    if day(scene.card, "writ_issued_on"):
        return None
    last = add_working_days(force, WRIT_DAYS)
    return {"last": last} if scene.today > last else None


def prosecutor_late(scene: Scene) -> Broken:
    """The prosecutor was told after the day of the act, or is not told by now."""
    act, told = day(scene.card, "act_on"), day(scene.card, "prosecutor_told_on")
    if act is None:
        return None
    late = scene.today > act if told is None else told > act
    return {"act": act} if late else None


def placed_unborn(scene: Scene) -> Broken:
    """A placement lies before the child's birth, however early that was."""
    child, since = _child(scene), day(scene.row, "since")
    born = born_from(child.values) if child else None
    birth = birth_of(child.values) if child else None
    return {"since": since, "birth": birth} if since and born and since < born else None


def placed_before_act(scene: Scene) -> Broken:
    """A child that an act took was placed elsewhere before the act."""
    child, since, act = _child(scene), day(scene.row, "since"), day(scene.card, "act_on")
    if child is None or since is None or act is None or key(child.values, "removed") != "1":
        return None
    return {"since": since, "act": act} if since < act else None


def adopted_early(scene: Scene) -> Broken:
    """A child was adopted sooner than six months after the parents were deprived."""
    since, force = day(scene.row, "since"), day(scene.card, "in_force_on")
    deprived = key(scene.card, "kind") == "A" and key(scene.card, "deprives") == "1"
    if key(scene.row, "kind") != ADOPTION or since is None or force is None or not deprived:
        return None
    due = add_months(force, ADOPTION_MONTHS)
    return {"since": since, "due": due} if since < due else None


def no_other_parent(scene: Scene) -> Broken:
    """A child is with the other parent although mother and father are both deprived."""
    if key(scene.row, "kind") != OTHER_PARENT or key(scene.card, "kind") != "A":
        return None
    whole = key(scene.card, "outcome")
    roles = {
        key(row.values, "role")
        for row in rows(scene.card, "respondents")
        if (key(row.values, "outcome") or whole) in ("1", "2")
    }
    return {} if roles & MOTHERS and roles & FATHERS else None


def enforced_by_half(scene: Scene) -> Broken:
    """Either the day of enforcement or the word that it was carried out is missing."""
    carried_out = key(scene.card, "enforcement") == "1"
    return {} if carried_out != (day(scene.card, "enforced_on") is not None) else None


def no_child_taken(scene: Scene) -> Broken:
    """Who was taken by the act was no child on its day."""
    act, birth, born = day(scene.card, "act_on"), birth_of(scene.row), born_from(scene.row)
    if act is None or birth is None or born is None or key(scene.row, "removed") != "1":
        return None
    child = born <= act and age_on(birth, act) < OF_AGE
    return None if child else {"who": called(scene.row), "act": act}


def act_after_decision(scene: Scene) -> Broken:
    """The act of immediate removal lies after the decision on the claim."""
    act, ended = day(scene.card, "act_on"), day(scene.card, "ended_on")
    return {"act": act, "ended": ended} if act and ended and act > ended else None


def act_beside_return(scene: Scene) -> Broken:
    """An act of removal stands beside a claim to give rights back."""
    act, kind = day(scene.card, "act_on"), key(scene.card, "kind")
    return {"kind": scene.card.get("kind")} if act and kind in ("C", "D") else None


def _child(scene: Scene) -> Entry | None:
    child = scene.row.get("child")
    return next((row for row in rows(scene.card, "children") if row.id == child), None)
