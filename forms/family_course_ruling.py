"""What the rules of the work with a family look for: who is left, what was done, how long."""

from datetime import date, timedelta

from forms.dates import age_on
from forms.family_across_ruling import life_of
from forms.family_life import NOT_COUNTED, PARENTS, Membership
from forms.person import birth_of, called
from forms.person_ruling import NEWBORN
from forms.rules import Broken, Scene
from forms.ruling import day, key, rows
from forms.working_days import add_months

OLD_LAW = date(2004, 7, 9)  # Law 591-II was signed
WITHOUT_MEASURE_MONTHS = 3
NUMBER_MONTHS = 6  # till then a newborn has its number for sure
WARNING, PROTECTION, REPRESENTATION = "02", "03", "06"  # measures with a term in the law
TERM_DAYS = 30  # Law 245-VIII arts. 51, 60
ANSWER_MONTHS = 1  # Law 245-VIII art. 57
LONG_YEARS = 5
GUARDIANS = frozenset({"5", "6", "7"})
MOTHERS, FATHERS = frozenset({"1", "3"}), frozenset({"2", "4"})
ADOPTIVE = frozenset({"3", "4"})
WORKS = "1"
UNEMPLOYMENT = "10"
AGED = {"02": 5, "15": 5, "16": 7}  # ground -> the age from which a child can bring it about
TERM_ENDED = "08"
APPOINTED, ADOPTED = "3", "4"  # how somebody joined


def no_adult_left(scene: Scene) -> Broken:
    """The last adult of the family left, and children go on being on the register without one."""
    return _last_of(scene, child=False)


def no_child_left(scene: Scene) -> Broken:
    """The last child left otherwise than by coming of age, and the family stays."""
    return _last_of(scene, child=True)


def guardian_beside_parents(scene: Scene) -> Broken:
    """A guardian is on the card beside a mother and a father of whom neither is absent."""
    life, role = life_of(scene), key(scene.row, "role")
    if life is None or role not in GUARDIANS:
        return None
    there = {m.row for m in life.members if not m.child and m.on(_today(scene))}
    parents = {
        key(row.values, "role")
        for row in rows(scene.card, "parents")
        if row.id in there and not key(row.values, "absence")
    }
    beside = scene.row_id in there and parents & MOTHERS and parents & FATHERS
    return {"role": scene.row.get("role")} if beside else None


def still_newborn(scene: Scene) -> Broken:
    """A child on the register has no number since it is newborn, though it is so no more."""
    life, birth = life_of(scene), birth_of(scene.row)
    if life is None or birth is None or key(scene.row, "no_iin") != NEWBORN:
        return None
    there = any(m.row == scene.row_id and m.on(scene.today) for m in life.members)
    if not there or not life.on(scene.today) or scene.today < add_months(birth, NUMBER_MONTHS):
        return None
    return {"who": called(scene.row), "birth": scene.row.get("birth")}


def joined_not_as(scene: Scene) -> Broken:
    """A mother or father was appointed, or somebody adopted who is no adoptive parent."""
    role, how = key(scene.row, "role"), key(scene.row, "joined_how")
    appointed = how == APPOINTED and role in PARENTS | NOT_COUNTED
    adopted = how == ADOPTED and role not in ADOPTIVE
    if not role or not (appointed or adopted):
        return None
    return {"how": scene.row.get("joined_how"), "role": scene.row.get("role")}


def term_too_long(scene: Scene) -> Broken:
    """A warning or protective order is said to run longer than the law lets it."""
    on, until = day(scene.row, "on"), day(scene.row, "until")
    if on is None or until is None or key(scene.row, "kind") not in (WARNING, PROTECTION):
        return None
    last = on + timedelta(days=TERM_DAYS)
    if until <= last:
        return None
    return {"measure": scene.row.get("kind"), "last": last, "until": until}


def term_of_years(scene: Scene) -> Broken:
    """The term of a measure ends more than five years after it."""
    on, until = day(scene.row, "on"), day(scene.row, "until")
    if on is None or until is None or until <= add_months(on, 12 * LONG_YEARS):
        return None
    return {"on": on, "until": until}


def no_answer(scene: Scene) -> Broken:
    """A representation of a family on the register has no answer after its month."""
    life, on = life_of(scene), day(scene.row, "on")
    open_term = day(scene.row, "until") is None and not scene.row.get("result")
    if life is None or on is None or key(scene.row, "kind") != REPRESENTATION or not open_term:
        return None
    last = add_months(on, ANSWER_MONTHS)
    return {"on": on, "last": last} if scene.today > last and life.on(scene.today) else None


def no_measure(scene: Scene) -> Broken:
    """The family has been on the register for months, and nothing was done with it."""
    life = life_of(scene)
    if life is None or rows(scene.card, "measures") or not life.on(scene.today):
        return None
    late = scene.today >= add_months(life.registered, WITHOUT_MEASURE_MONTHS)
    return {"date": life.registered} if late else None


def everybody_works(scene: Scene) -> Broken:
    """Unemployment is a ground from the registration on, but every adult works by the card."""
    if key(scene.row, "ground") != UNEMPLOYMENT or day(scene.row, "since"):
        return None
    adults = [row for row in rows(scene.card, "parents") if not day(row.values, "joined_on")]
    works = {key(row.values, "employment") for row in adults}
    return {"ground": scene.row.get("ground")} if works == {WORKS} else None


def too_young_for_ground(scene: Scene) -> Broken:
    """A ground speaks of school or offences, but the eldest child is too young for it."""
    life, least = life_of(scene), AGED.get(key(scene.row, "ground"))
    if life is None or least is None:
        return None
    last = min(_today(scene), day(scene.row, "until") or date.max)
    births = [m.birth for m in life.members if m.child and m.start <= last]
    if not births or None in births:
        return None
    age = max(age_on(birth, last) for birth in births if birth is not None)
    return {"ground": scene.row.get("ground"), "age": age} if age < least else None


def term_runs_on(scene: Scene) -> Broken:
    """The family was removed since the term of measures ended, but one runs on."""
    removed = day(scene.card, "removed_on")
    if removed is None or key(scene.card, "removal_reason") != TERM_ENDED:
        return None
    terms = [day(row.values, "until") for row in rows(scene.card, "measures")]
    last = max((one for one in terms if one is not None), default=removed)
    return {"removed": removed, "until": last} if last > removed else None


def before_the_law(scene: Scene) -> Broken:
    """Registered by Law 591-II before there was one."""
    registered = day(scene.card, "registered_on")
    if registered is None or key(scene.card, "register_basis") != "591":
        return None
    return {"date": registered} if registered < OLD_LAW else None


def _last_of(scene: Scene, *, child: bool) -> Broken:
    """Tell of the row whose leaving left nobody of its kind on a card that stays."""
    life = life_of(scene)
    if life is None or not life.on(scene.today):
        return None
    mine = [m for m in life.members if m.child == child]
    others = any(m.on(scene.today) for m in life.members if m.child != child)
    if not mine or not (others or child) or any(m.on(scene.today) for m in mine):
        return None
    last = max(mine, key=_end)
    left = last.row == scene.row_id and day(scene.row, "left_on") == last.end
    gone = last.end is not None and life.registered < last.end <= scene.today
    return {"date": last.end} if left and gone else None


def _end(member: Membership) -> date:
    return member.end or date.max


def _today(scene: Scene) -> date:
    """Give the last day to look at: today, for a removed family the eve of its removal."""
    life = life_of(scene)
    gone = life.removed if life else None
    return min(scene.today, gone - timedelta(days=1)) if gone else scene.today
