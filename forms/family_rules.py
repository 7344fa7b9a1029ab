"""The rule book of the family card: numbered, with a sentence each and the norm where one is."""

from datetime import date

from forms.dates import birthday
from forms.family_life import OF_AGE, FamilyLife, family_life
from forms.findings import Severity
from forms.person import birth_of, called
from forms.rules import Broken, Rule, Scene
from forms.ruling import (
    bad_iin,
    birth_disagrees,
    code_in_force,
    day,
    key,
    not_ahead,
    not_before,
    rows,
    sex_disagrees,
    twice,
)
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

AHEAD = N_("{date} lies ahead; today is {today}. Check the year.")
SAME_IIN = N_("The ИИН {value} stands on this card twice. One person is one row; mend one of them.")
BAD_IIN = N_(
    "The ИИН {iin} does not pass its check. Compare it with the document; if the document "
    "says so, confirm."
)
BIRTH = N_("The ИИН says {told}, the card {typed}. Mend one of the two or confirm.")
SEX = N_("The ИИН says another sex than the card ({typed}). Mend one of the two or confirm.")
LEFT_FIRST = N_("Left on {later}, before joining on {earlier}. Mend one of the two dates.")


def _life(scene: Scene) -> FamilyLife | None:
    return family_life(scene.card)


def _removal_after_of_age(scene: Scene) -> Broken:
    life, removed = _life(scene), day(scene.card, "removed_on")
    if life is None or removed is None or life.line != OF_AGE or life.removed is None:
        return None
    return {"removed": removed, "of_age": life.removed} if life.removed < removed else None


def _of_age_on_another_day(scene: Scene) -> Broken:
    removed = day(scene.card, "removed_on")
    if removed is None or key(scene.card, "removal_reason") != "04":
        return None
    births = [birth_of(row.values) for row in rows(scene.card, "children")]
    days = {birthday(birth, 18) for birth in births if birth is not None}
    return None if removed in days else {"removed": removed}


def _nobody_counted(scene: Scene) -> Broken:
    life = _life(scene)
    return {} if life is not None and not life.present(life.registered) else None


def _no_children(scene: Scene) -> Broken:
    life = _life(scene)
    if life is None or not life.members:
        return None
    return None if any(m.child for m in life.present(life.registered)) else {}


def _no_ground_in_force(scene: Scene) -> Broken:
    life = _life(scene)
    grounds = rows(scene.card, "grounds")
    if life is None or not grounds:
        return None
    spans = [(day(g.values, "since") or life.registered, day(g.values, "until")) for g in grounds]
    for moment in sorted({life.registered, *(until for _, until in spans if until)}):
        if life.on(moment) and not any(s <= moment and (u is None or moment < u) for s, u in spans):
            return {"date": moment}
    return None


def _no_family(scene: Scene) -> Broken:
    return None if rows(scene.card, "parents") or rows(scene.card, "children") else {}


def _outside(name: str, scene: Scene) -> Broken:
    life, on = _life(scene), day(scene.row, name)
    if life is None or on is None:
        return None
    if on < life.registered or (life.removed is not None and on > life.removed):
        return {"date": on, "registered": life.registered}
    return None


def _measure_outside(scene: Scene) -> Broken:
    return _outside("on", scene)


def _child_not_there(scene: Scene) -> Broken:
    life, on, child = _life(scene), day(scene.row, "on"), scene.row.get("child")
    if life is None or on is None or not isinstance(child, str):
        return None
    stays = [m for m in life.members if m.row == child]
    if any(m.start <= on and (m.end is None or on <= m.end) for m in stays):
        return None
    return {"date": on}


def _member_gone(scene: Scene) -> Broken:
    child = scene.row.get("child")
    if child is None or child in {row.id for row in rows(scene.card, "children")}:
        return None
    return {}


def _of_age_at_start(scene: Scene) -> Broken:
    life, birth = _life(scene), birth_of(scene.row)
    start = day(scene.row, "joined_on") or (life.registered if life else None)
    if birth is None or start is None or birthday(birth, 18) > start:
        return None
    return {"who": called(scene.row), "date": start}


def _close_in_age(scene: Scene) -> Broken:
    mine = birth_of(scene.row)
    births = [b for row in rows(scene.card, "children") if (b := birth_of(row.values)) is not None]
    if mine is None or not births or key(scene.row, "role") not in ("1", "2"):
        return None
    years = (
        min(births).year
        - mine.year
        - ((min(births).month, min(births).day) < (mine.month, mine.day))
    )
    return {"who": called(scene.row), "years": years} if years < 16 else None


def _joined_with_registration(scene: Scene) -> Broken:
    joined, registered = day(scene.row, "joined_on"), day(scene.card, "registered_on")
    if joined is None or registered is None or joined >= registered:
        return None
    return {"joined": joined, "registered": registered}


def _born_after_leaving(scene: Scene) -> Broken:
    birth, left = birth_of(scene.row), day(scene.row, "left_on")
    return {"birth": birth, "left": left} if birth and left and left < birth else None


def _old_law(scene: Scene) -> Broken:
    registered = day(scene.card, "registered_on")
    if key(scene.card, "register_basis") != "591" or registered is None:
        return None
    life = _life(scene)
    moved = date(2026, 3, 2)
    still = life is not None and life.on(scene.today) and scene.today >= moved
    return {"date": registered} if still and registered < moved else None


def _from_itself(scene: Scene) -> Broken:
    origin = scene.card.get("from_commission")
    return {"code": origin} if origin is not None and origin == scene.office else None


def _to_itself(scene: Scene) -> Broken:
    target = scene.card.get("to_commission")
    return {"code": target} if target is not None and target == scene.office else None


RULES: tuple[Rule, ...] = (
    Rule("FM01", H, ("registered_on",), AHEAD, not_ahead("registered_on")),
    Rule(
        "FM02",
        H,
        ("removed_on", "registered_on"),
        N_(
            "Removed on {later}, not after the registration of {earlier}. Removal must be later; a "
            "card without a document is annulled instead."
        ),
        not_before("removed_on", "registered_on", strictly=True),
    ),
    Rule("FM03", H, ("removed_on",), AHEAD, not_ahead("removed_on")),
    Rule(
        "FM04",
        H,
        ("removed_on", "children.birth"),
        N_(
            "Removed on {removed}, but the last child turned 18 on {of_age} and the family left "
            "the register by itself that day. Empty the removal or mend the dates."
        ),
        _removal_after_of_age,
        norm="591-II, 21; 245-VIII, 59(8)",
    ),
    Rule(
        "FM05",
        H,
        ("removal_reason", "removed_on"),
        N_(
            "Removed on {removed} because the last child reached 18, but no child has the 18th "
            "birthday that day. Enter the birthday, or empty the removal: it comes by itself."
        ),
        _of_age_on_another_day,
    ),
    Rule(
        "FM06",
        H,
        ("register_basis", "registered_on"),
        N_("{code}: not in force on {date}. Choose the law of that day."),
        code_in_force("register_basis", "registered_on"),
        norm="245-VIII, 85(3)",
    ),
    Rule(
        "FM07",
        H,
        ("parents.surname", "children.surname"),
        N_("Neither a parent nor a child is on the card. Enter who the family is."),
        _no_family,
    ),
    Rule(
        "FM08",
        H,
        ("registered_on", "parents.joined_on", "children.joined_on"),
        N_("Nobody is on the card on the day of registration. Check when people joined."),
        lambda scene: _nobody_counted(scene) if _no_family(scene) is None else None,
    ),
    Rule(
        "FM09",
        S,
        ("children.surname", "registered_on"),
        N_("The family has no child on the day of registration. If that is so, confirm."),
        _no_children,
    ),
    Rule(
        "FM10",
        H,
        ("grounds.until", "grounds.since"),
        N_(
            "On {date} no ground is in force although the family is on the register. At least one "
            "must be, line 05: add a ground or mend its dates."
        ),
        _no_ground_in_force,
    ),
    Rule(
        "FM11",
        H,
        ("grounds.until", "grounds.since"),
        N_("The ground falls away on {later}, before it begins on {earlier}. Mend the dates."),
        not_before("until", "since"),
        each="grounds",
    ),
    Rule(
        "FM12",
        S,
        ("grounds.ground",),
        N_("This ground stands twice: {value}. Delete one row, or confirm that it came again."),
        twice("grounds", "ground"),
        each="grounds",
    ),
    Rule(
        "FM13",
        H,
        ("measures.on", "registered_on", "removed_on"),
        N_(
            "The measure of {date} lies outside the time on the register (from {registered}). "
            "Line 07 counts measures from registration to removal; mend the date."
        ),
        _measure_outside,
        each="measures",
    ),
    Rule("FM14", H, ("measures.on",), AHEAD, not_ahead("on"), each="measures"),
    Rule(
        "FM15",
        H,
        ("measures.until", "measures.on"),
        N_("The term ends on {later}, before the measure of {earlier}. Mend one date."),
        not_before("until", "on"),
        each="measures",
    ),
    Rule(
        "FM16",
        H,
        ("violence.on", "registered_on", "removed_on"),
        N_(
            "The report of {date} lies outside the time on the register (from {registered}). "
            "Line 09 counts children on the card; mend the date."
        ),
        _measure_outside,
        each="violence",
    ),
    Rule(
        "FM17",
        H,
        ("violence.child", "violence.on"),
        N_("The child was not on the card on {date}. Check the child and the date."),
        _child_not_there,
        each="violence",
    ),
    Rule(
        "FM18",
        H,
        ("violence.child",),
        N_("The child that this report names is no longer on the card. Choose a child."),
        _member_gone,
        each="violence",
    ),
    Rule("FM19", S, ("parents.iin",), BAD_IIN, bad_iin, each="parents", norm="№ 565, 11.06.2003"),
    Rule("FM20", S, ("children.iin",), BAD_IIN, bad_iin, each="children", norm="№ 565, 11.06.2003"),
    Rule("FM21", S, ("parents.birth", "parents.iin"), BIRTH, birth_disagrees, each="parents"),
    Rule("FM22", S, ("children.birth", "children.iin"), BIRTH, birth_disagrees, each="children"),
    Rule("FM23", S, ("parents.sex", "parents.iin"), SEX, sex_disagrees, each="parents"),
    Rule("FM24", S, ("children.sex", "children.iin"), SEX, sex_disagrees, each="children"),
    Rule(
        "FM25",
        H,
        ("parents.left_on", "parents.joined_on"),
        LEFT_FIRST,
        not_before("left_on", "joined_on"),
        each="parents",
    ),
    Rule(
        "FM26",
        H,
        ("children.left_on", "children.joined_on"),
        LEFT_FIRST,
        not_before("left_on", "joined_on"),
        each="children",
    ),
    Rule(
        "FM27",
        H,
        ("children.birth",),
        N_(
            "Born on {date}, which lies ahead; today is {today}. The unborn are entered after "
            "birth."
        ),
        not_ahead("birth"),
        each="children",
    ),
    Rule(
        "FM28",
        H,
        ("children.left_on", "children.birth"),
        N_("Left on {left}, before the birth on {birth}. Mend one of the two dates."),
        _born_after_leaving,
        each="children",
    ),
    Rule(
        "FM29",
        S,
        ("children.birth", "children.joined_on"),
        N_(
            "{who} was 18 or older on {date} and is counted nowhere. Check the birth date; if it "
            "is right, confirm."
        ),
        _of_age_at_start,
        each="children",
    ),
    Rule(
        "FM30",
        S,
        ("parents.birth", "children.birth"),
        N_(
            "{who} is {years} years older than the eldest child; less than 16 is rare. Check both "
            "birth dates; if they are right, confirm."
        ),
        _close_in_age,
        each="parents",
    ),
    Rule(
        "FM31",
        I,
        ("children.joined_on", "registered_on"),
        N_(
            "Joined on {joined}, before the registration of {registered}: counted as with the "
            "family from the start."
        ),
        _joined_with_registration,
        each="children",
    ),
    Rule(
        "FM32",
        I,
        ("register_basis", "registered_on"),
        N_(
            "Registered on {date} by the law that ended on 02.03.2026. Check which register "
            "carries the family now."
        ),
        _old_law,
        norm="245-VIII, 85(3)",
    ),
    Rule(
        "FM33",
        H,
        ("from_commission",),
        N_(
            "The family cannot come from this same commission. Choose where it came from, or "
            "“again” as the way of registration."
        ),
        _from_itself,
    ),
    Rule(
        "FM34",
        H,
        ("to_commission",),
        N_("The family cannot leave for this same commission. Choose the receiving one."),
        _to_itself,
    ),
    Rule("FM35", H, ("children.iin",), SAME_IIN, twice("children", "iin"), each="children"),
    Rule("FM36", H, ("parents.iin",), SAME_IIN, twice("parents", "iin"), each="parents"),
    Rule("FM37", S, ("children.left_on",), AHEAD, not_ahead("left_on"), each="children"),
    Rule("FM38", S, ("parents.left_on",), AHEAD, not_ahead("left_on"), each="parents"),
)
