"""What the rules of the family card look for: the values of their sentences, or None."""

from datetime import date

from forms.dates import age_on, birthday
from forms.family_life import NOT_COUNTED, OF_AGE, FamilyLife, family_life
from forms.fields import Values
from forms.person import birth_of, born_from, called
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, earlier, key, rows

OLD_LAW_ENDED = date(2026, 3, 2)  # Law 245-VIII art. 85(3) repeals Law 591-II
YOUNG_PARENT = 16


def life_of(scene: Scene) -> FamilyLife | None:
    """Give the course of the card; None while it has no registration date."""
    return family_life(scene.card)


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


def close_in_age(scene: Scene) -> Broken:
    """A parent is less than 16 years older than the eldest child."""
    mine = birth_of(scene.row)
    births = [b for row in rows(scene.card, "children") if (b := birth_of(row.values)) is not None]
    if mine is None or not births or key(scene.row, "role") not in ("1", "2"):
        return None
    years = age_on(mine, min(births))
    return {"who": called(scene.row), "years": years} if years < YOUNG_PARENT else None


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


def here_twice(table: str) -> Predicate:
    """Make the predicate that one ИИН stands in two rows on the same day.

    Who left and came back has two rows that follow each other: that counts twice (rule R2).
    """

    def broken(scene: Scene) -> Broken:
        number = scene.row.get("iin")
        if number is None:
            return None
        mine = _stay(scene.row)
        others = (_stay(row.values) for row in earlier(scene, table) if row.get("iin") == number)
        met = any(start < mine[1] and mine[0] < end for start, end in others)
        return {"value": number} if met else None

    return broken


def _stay(row: Values) -> tuple[date, date]:
    return day(row, "joined_on") or date.min, day(row, "left_on") or date.max


def two_roles(scene: Scene) -> Broken:
    """A child of the card is also one of its parents: one role a card."""
    number = scene.row.get("iin")
    parents = {row.get("iin") for row in rows(scene.card, "parents")}
    return {"value": number} if number is not None and number in parents else None


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
