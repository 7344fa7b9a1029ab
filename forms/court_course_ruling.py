"""What the rules of the course of a claim look for: ages, outcomes, courts and what followed."""

from collections.abc import Iterator
from datetime import date

from forms.court_across_ruling import claim_of
from forms.court_life import DECISIONS, GRANTED, REFUSED
from forms.dates import birthday
from forms.fields import Entry
from forms.person import birth_of, called
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, earlier, key, rows
from forms.working_days import add_months, working

OF_AGE = 18
TRUSTEE_AGE = 14  # a younger child has a guardian
GUARDIANSHIP, TRUSTEESHIP = "02", "03"
OTHER_PARENT, NOT_YET, OTHERWISE = "01", "11", "12"
AGELESS = frozenset({OTHER_PARENT, NOT_YET, OTHERWISE})  # placements of somebody of any age
APPEAL = "1"
GRANTED_ABOVE = "3"
SENT_BACK, ENDED_ABOVE = "4", "5"
FILED = "1"
LATE_MONTHS = 6
FAR_MONTHS = 12
PLACEMENT_MONTHS = 1  # order No. 16 of 16.01.2015


def children_disagree(scene: Scene) -> Broken:
    """The claim was granted as to no child, or refused although granted as to one (rule C4)."""
    life = claim_of(scene)
    own = [key(row.values, "outcome") for row in rows(scene.card, "children")]
    if life is None or not own or key(scene.card, "outcome") not in DECISIONS:
        return None
    none_left = life.out_line == GRANTED and not {"", "1"} & set(own)
    one_got = life.out_line == REFUSED and "1" in own
    return {"outcome": scene.card.get("outcome")} if none_left or one_got else None


def of_age_at_decision(scene: Scene) -> Broken:
    """The child came of age in the claim, and the decision speaks of it all the same."""
    life, birth = claim_of(scene), birth_of(scene.row)
    stay = next((s for s in life.stays if s.row == scene.row_id), None) if life else None
    if stay is None or stay.out is None or birth is None:
        return None
    decided = stay.out_line in (GRANTED, REFUSED)
    late = birthday(birth, OF_AGE) <= stay.out
    return {"who": called(scene.row), "date": stay.out} if decided and late else None


def decided_on_coming(scene: Scene) -> Broken:
    """A claim that was filed is said to be decided on the very day it came."""
    came, ended = day(scene.card, "came_on"), day(scene.card, "ended_on")
    filed = key(scene.card, "came") == FILED and key(scene.card, "outcome") in DECISIONS
    return {"date": came} if filed and came is not None and came == ended else None


def force_long_after(scene: Scene) -> Broken:
    """A decision nobody appealed came into force more than half a year after it."""
    force, ended = day(scene.card, "in_force_on"), day(scene.card, "ended_on")
    if force is None or ended is None or rows(scene.card, "appeals"):
        return None
    late = force > add_months(ended, LATE_MONTHS)
    return {"force": force, "ended": ended} if late else None


def force_though_undone(scene: Scene) -> Broken:
    """The appeal court sent the case back or ended it, so that the decision never came into
    force; cassation comes after that."""
    if day(scene.card, "in_force_on") is None:
        return None
    undone = {SENT_BACK, ENDED_ABOVE}
    last = max(_appeals(scene), key=lambda one: one[0], default=None)
    return (
        {"act": last[0]} if last is not None and key(last[1].values, "result") in undone else None
    )


def day_of_rest(name: str = "on") -> Predicate:
    """Make the predicate that a court is said to have sat on a day of rest."""

    def broken(scene: Scene) -> Broken:
        moment = day(scene.row or scene.card, name)
        return {"date": moment} if moment is not None and not working(moment) else None

    return broken


def hearing_far_ahead(scene: Scene) -> Broken:
    """A hearing is set more than a year ahead."""
    moment = day(scene.row, "on")
    far = moment is not None and moment > add_months(scene.today, FAR_MONTHS)
    return {"date": moment, "today": scene.today} if far else None


def nothing_to_enforce(scene: Scene) -> Broken:
    """Enforcement is entered of a claim that nobody granted."""
    life = claim_of(scene)
    entered = key(scene.card, "enforcement") or day(scene.card, "enforced_on")
    results = {key(row.values, "result") for row in rows(scene.card, "appeals")}
    if life is None or not life.out_line or not entered or GRANTED_ABOVE in results:
        return None
    refused = life.out_line != GRANTED and not life.restricted
    return {"outcome": scene.card.get("outcome")} if refused else None


def placed_twice(scene: Scene) -> Broken:
    """A child was placed with somebody else by an earlier row of the same day."""
    since, child = day(scene.row, "since"), scene.row.get("child")
    if since is None or child is None:
        return None
    for row in earlier(scene, "placements"):
        same = (row.get("since"), row.get("child")) == (since, child)
        if same and row.get("kind") != scene.row.get("kind"):
            return {"since": since}
    return None


def guardian_by_age(scene: Scene) -> Broken:
    """Guardianship over a child of 14 or older, or trusteeship over a younger one."""
    since, birth = day(scene.row, "since"), _birth_of_placed(scene)
    kind = key(scene.row, "kind")
    if since is None or birth is None or kind not in (GUARDIANSHIP, TRUSTEESHIP):
        return None
    grown = birthday(birth, TRUSTEE_AGE) <= since
    return {"kind": scene.row.get("kind")} if grown == (kind == GUARDIANSHIP) else None


def placed_of_age(scene: Scene) -> Broken:
    """Somebody was placed after the 18th birthday."""
    since, birth = day(scene.row, "since"), _birth_of_placed(scene)
    if since is None or birth is None or key(scene.row, "kind") in AGELESS:
        return None
    turned = birthday(birth, OF_AGE)
    return {"since": since, "turned": turned} if turned <= since else None


def taken_nowhere(scene: Scene) -> Broken:
    """Children were taken by an act, and it is not entered with whom any of them is."""
    act = day(scene.card, "act_on")
    taken = any(key(row.values, "removed") == "1" for row in rows(scene.card, "children"))
    if act is None or not taken or rows(scene.card, "placements") or scene.today <= act:
        return None
    return None if _deprived_on(scene) else {"act": act}


def deprived_unplaced(scene: Scene) -> Broken:
    """Parents have been deprived for a month, and it is not entered with whom any child is."""
    force = _deprived_on(scene)
    if force is None or rows(scene.card, "placements"):
        return None
    late = scene.today > add_months(force, PLACEMENT_MONTHS)
    return {"force": force} if late else None


def extract_of_nothing(scene: Scene) -> Broken:
    """An extract was sent of a decision that deprives nobody."""
    sent = day(scene.card, scene.field)
    return {"date": sent} if sent is not None and key(scene.card, "deprives") == "2" else None


def _deprived_on(scene: Scene) -> date | None:
    """Give the day on which a decision that deprives went into force."""
    deprives = key(scene.card, "kind") == "A" and key(scene.card, "deprives") == "1"
    return day(scene.card, "in_force_on") if deprives else None


def _appeals(scene: Scene) -> Iterator[tuple[date, Entry]]:
    for row in rows(scene.card, "appeals"):
        on = day(row.values, "on")
        if on is not None and key(row.values, "court") == APPEAL:
            yield on, row


def _birth_of_placed(scene: Scene) -> date | None:
    child = scene.row.get("child")
    found = next((row for row in rows(scene.card, "children") if row.id == child), None)
    return birth_of(found.values) if found is not None else None
