"""What the rules of the family card look for: the values of their sentences, or None."""

from datetime import date

from forms.dates import PartialDate, age_on, birthday
from forms.family_across_ruling import life_of
from forms.family_life import NOT_COUNTED, OF_AGE, PARENTS
from forms.fields import Entry
from forms.person import birth_of, born_from, called
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, key, rows

OLD_LAW_ENDED = date(2026, 3, 2)  # Law 245-VIII art. 85(3) repeals Law 591-II
CAPABLE = 16  # Family Code art. 10: marriage with permission; full capacity, too
DIED = frozenset({"01", "10"})  # died, declared dead by a court
DEPRIVED = "03"
BORN, APPOINTED = "1", "3"  # how somebody joined
RIGHTS_LOST, GUARDIANSHIP_ENDED = "3", "4"  # why a parent left
GROWN_UP = frozenset({"5", "6"})  # a child left by marriage or full capacity
TRUANCY = frozenset({"02", "15"})
CRUELTY = frozenset({"08", "09"})
NEGLECT = "4"
SCHOOL_AGE = range(7, 18)


def removal_after_of_age(scene: Scene) -> Broken:
    """The removal lies after the day the family left by itself (line 03.4)."""
    life, removed = life_of(scene), day(scene.card, "removed_on")
    if life is None or removed is None or life.line != OF_AGE or life.removed is None:
        return None
    return {"removed": removed, "of_age": life.removed} if life.removed < removed else None


def of_age_on_another_day(scene: Scene) -> Broken:
    """The removal says that the last child turned 18, but none did, or a younger one is left."""
    life, removed = life_of(scene), day(scene.card, "removed_on")
    if life is None or removed is None or key(scene.card, "removal_reason") != "04":
        return None
    births = [birth_of(row.values) for row in rows(scene.card, "children")]
    turned = removed in {birthday(birth, 18) for birth in births if birth is not None}
    left = any(one.child for one in life.present(removed))
    return None if turned and not left else {"removed": removed}


def nobody_at_start(scene: Scene) -> Broken:
    """People are on the card, but nobody who is counted on the day of registration."""
    life = life_of(scene)
    if life is None or no_family(scene) is not None:
        return None
    return None if life.present(life.registered) else {}


def no_children(scene: Scene) -> Broken:
    """The family has no child on the day of registration."""
    life = life_of(scene)
    if life is None or not life.members:
        return None
    return None if any(m.child for m in life.present(life.registered)) else {}


def no_ground_in_force(scene: Scene) -> Broken:
    """On some day of the register no ground is in force (line 05)."""
    life = life_of(scene)
    grounds = rows(scene.card, "grounds")
    if life is None or not grounds:
        return None
    spans = [(day(g.values, "since") or life.registered, day(g.values, "until")) for g in grounds]
    for moment in sorted({life.registered, *(until for _, until in spans if until)}):
        if life.on(moment) and not any(s <= moment and (u is None or moment < u) for s, u in spans):
            return {"date": moment}
    return None


def no_family(scene: Scene) -> Broken:
    """Neither a parent nor a child is on the card."""
    return None if rows(scene.card, "parents") or rows(scene.card, "children") else {}


def outside_the_register(scene: Scene) -> Broken:
    """The row's day lies before the registration or after the removal (lines 07, 09)."""
    life, on = life_of(scene), day(scene.row, "on")
    if life is None or on is None:
        return None
    if on < life.registered or (life.removed is not None and on > life.removed):
        return {"date": on, "registered": life.registered}
    return None


def child_not_there(scene: Scene) -> Broken:
    """The child of a report was not on the card that day, or was no child any more."""
    life, on, child = life_of(scene), day(scene.row, "on"), scene.row.get("child")
    if life is None or on is None or not isinstance(child, str):
        return None
    for stay in (m for m in life.members if m.row == child):
        minor = stay.birth is None or age_on(stay.birth, on) < 18
        if minor and stay.start <= on and (stay.end is None or on <= stay.end):
            return None
    return {"date": on}


def child_gone(scene: Scene) -> Broken:
    """The row names a child whose row is no longer on the card."""
    child = scene.row.get("child")
    if child is None or child in {row.id for row in rows(scene.card, "children")}:
        return None
    return {}


def of_age_at_start(scene: Scene) -> Broken:
    """The child was 18 already when it came onto the register."""
    life, birth = life_of(scene), birth_of(scene.row)
    if life is None or birth is None:
        return None
    start = max(day(scene.row, "joined_on") or life.registered, life.registered)
    return {"who": called(scene.row), "date": start} if birthday(birth, 18) <= start else None


def never_counted(scene: Scene) -> Broken:
    """The dates of a person leave no day on which the family is on the register with it."""
    life = life_of(scene)
    child = scene.row_id in {row.id for row in rows(scene.card, "children")}
    if life is None or key(scene.row, "role") in NOT_COUNTED:
        return None
    if child and of_age_at_start(scene) is not None:
        return None  # told by a rule of its own
    for stay in (m for m in life.members if m.row == scene.row_id):
        ends = [one for one in (stay.end, life.removed) if one is not None]
        if max(stay.start, life.registered) < min(ends, default=date.max):
            return None
    return {"who": called(scene.row)}


def joined_before_registration(scene: Scene) -> Broken:
    """Somebody joined before the registration and is counted from it on."""
    joined, registered = day(scene.row, "joined_on"), day(scene.card, "registered_on")
    if joined is None or registered is None or joined >= registered:
        return None
    return {"joined": joined, "registered": registered}


def before_birth(name: str) -> Predicate:
    """Make the predicate that a day of a row lies before the birth, however early that was."""

    def broken(scene: Scene) -> Broken:
        born, on, birth = born_from(scene.row), day(scene.row, name), birth_of(scene.row)
        return {"birth": birth, "on": on} if born and on and on < born else None

    return broken


def old_law(scene: Scene) -> Broken:
    """The family is still on a register whose law has ended."""
    registered = day(scene.card, "registered_on")
    if key(scene.card, "register_basis") != "591" or registered is None:
        return None
    life = life_of(scene)
    still = life is not None and life.on(scene.today) and scene.today >= OLD_LAW_ENDED
    return {"date": registered} if still and registered < OLD_LAW_ENDED else None


def own_commission(name: str) -> Predicate:
    """Make the predicate that the other commission is the card's own."""

    def broken(scene: Scene) -> Broken:
        other = scene.card.get(name)
        return {} if other is not None and other == scene.office else None

    return broken


def dead_but_absent(scene: Scene) -> Broken:
    """A parent who died is entered as absent only, so that the person goes on being counted."""
    if key(scene.row, "absence") not in DIED or day(scene.row, "left_on"):
        return None
    return {"absence": scene.row.get("absence")}


def deprived_but_absent(scene: Scene) -> Broken:
    """A parent deprived of rights is entered as absent only."""
    if key(scene.row, "absence") != DEPRIVED or day(scene.row, "left_on"):
        return None
    return {"absence": scene.row.get("absence")}


def joined_as(how: str) -> Predicate:
    """Make the predicate that somebody joined in a way that is not for them."""

    def broken(scene: Scene) -> Broken:
        chosen = scene.row.get("joined_how")
        return {"how": chosen} if key(scene.row, "joined_how") == how else None

    return broken


def left_otherwise(scene: Scene) -> Broken:
    """A guardianship ended for a parent, or rights were lost by somebody who is none."""
    role, why = key(scene.row, "role"), key(scene.row, "left_how")
    parent = role in PARENTS
    wrong = parent and why == GUARDIANSHIP_ENDED or not parent and why == RIGHTS_LOST
    if not role or not wrong:
        return None
    return {"why": scene.row.get("left_how"), "role": scene.row.get("role")}


def born_another_day(scene: Scene) -> Broken:
    """A child joined by birth on another day than that of its birth."""
    joined, birth = day(scene.row, "joined_on"), scene.row.get("birth")
    if joined is None or key(scene.row, "joined_how") != BORN:
        return None
    if not isinstance(birth, PartialDate) or not birth.exact or birth.on() >= joined:
        return None  # a day before the birth is told by a rule of its own
    return {"joined": joined, "birth": birth}


def grown_up_early(scene: Scene) -> Broken:
    """A child left by marriage or full capacity before it was sixteen."""
    birth, left = birth_of(scene.row), day(scene.row, "left_on")
    if birth is None or left is None or key(scene.row, "left_how") not in GROWN_UP:
        return None
    age = age_on(birth, left)
    return {"who": called(scene.row), "age": age} if age < CAPABLE else None


def ground_outside(scene: Scene) -> Broken:
    """The ground is in force on no day of the register."""
    life, since, until = life_of(scene), day(scene.row, "since"), day(scene.row, "until")
    if life is None:
        return None
    late = since is not None and life.removed is not None and since >= life.removed
    gone = until is not None and until <= life.registered
    return {"registered": life.registered} if late or gone else None


def no_paper(name: str, on: str) -> Predicate:
    """Make the predicate that a day is entered without the document that it is the day of."""

    def broken(scene: Scene) -> Broken:
        moment = day(scene.card, on)
        by_itself = on == "removed_on" and key(scene.card, "removal_reason") == "04"
        if moment is None or by_itself or scene.card.get(name):
            return None
        return {"date": moment}

    return broken


def no_school(scene: Scene) -> Broken:
    """A child of school age on the card has no place of study, nor is truancy a ground."""
    life, birth = life_of(scene), birth_of(scene.row)
    if life is None or birth is None or scene.row.get("school") or not life.on(scene.today):
        return None
    there = any(m.row == scene.row_id and m.on(scene.today) for m in life.members)
    truant = TRUANCY & {key(row.values, "ground") for row in rows(scene.card, "grounds")}
    age = age_on(birth, scene.today)
    if not there or truant or age not in SCHOOL_AGE:
        return None
    return {"who": called(scene.row), "age": age}


def no_result(scene: Scene) -> Broken:
    """The term of a measure ended while the family was on the register, and nothing is told."""
    life, until = life_of(scene), day(scene.row, "until")
    if life is None or until is None or scene.row.get("result") or until >= scene.today:
        return None
    return {"until": until} if life.on(scene.today) else None


def violence_without_ground(scene: Scene) -> Broken:
    """Violence is reported, but no ground of the family speaks of it."""
    kind, on = key(scene.row, "kind"), day(scene.row, "on")
    if on is None or kind in ("", NEGLECT):
        return None
    spoken = any(key(row.values, "ground") in CRUELTY and _open(row, on) for row in _grounds(scene))
    return None if spoken else {"date": on}


def _grounds(scene: Scene) -> tuple[Entry, ...]:
    return rows(scene.card, "grounds")


def _open(ground: Entry, on: date) -> bool:
    until = day(ground.values, "until")
    return until is None or until > on
