"""The rule book of the family card: numbered, a sentence each, the norm where there is one."""

from forms.family_ruling import (
    before_birth,
    child_gone,
    child_not_there,
    close_in_age,
    here_twice,
    joined_before_registration,
    never_counted,
    no_children,
    no_family,
    no_ground_in_force,
    nobody_at_start,
    of_age_at_start,
    of_age_on_another_day,
    old_law,
    outside_the_register,
    own_commission,
    removal_after_of_age,
    two_roles,
)
from forms.findings import Severity
from forms.rules import Rule
from forms.ruling import (
    bad_iin,
    birth_disagrees,
    code_in_force,
    not_ahead,
    not_before,
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
NEVER = N_(
    "{who} is on the card on no day of the register and is counted nowhere. Check when the person "
    "joined and left; if the dates are right, confirm."
)
LEFT_FIRST = N_("Left on {later}, before joining on {earlier}. Mend one of the two dates.")


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
        removal_after_of_age,
        norm="591-II, 21; 245-VIII, 59(8)",
    ),
    Rule(
        "FM05",
        H,
        ("removal_reason", "removed_on"),
        N_(
            "Removed on {removed} because the last child reached 18, but no child has the 18th "
            "birthday that day, or a younger one stays. Enter the birthday, or empty the removal: "
            "it comes by itself."
        ),
        of_age_on_another_day,
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
        no_family,
    ),
    Rule(
        "FM08",
        H,
        ("registered_on", "parents.joined_on", "children.joined_on"),
        N_("Nobody is on the card on the day of registration. Check when people joined."),
        nobody_at_start,
    ),
    Rule(
        "FM09",
        S,
        ("children.surname", "registered_on"),
        N_("The family has no child on the day of registration. If that is so, confirm."),
        no_children,
    ),
    Rule(
        "FM10",
        H,
        ("grounds.until", "grounds.since"),
        N_(
            "On {date} no ground is in force although the family is on the register. At least one "
            "must be, line 05: add a ground or mend its dates."
        ),
        no_ground_in_force,
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
        outside_the_register,
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
        outside_the_register,
        each="violence",
    ),
    Rule(
        "FM17",
        H,
        ("violence.child", "violence.on"),
        N_("The child was not on the card on {date}. Check the child and the date."),
        child_not_there,
        each="violence",
    ),
    Rule(
        "FM18",
        H,
        ("violence.child",),
        N_("The child that this report names is no longer on the card. Choose a child."),
        child_gone,
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
        N_("Left on {on}, before the birth on {birth}. Mend one of the two dates."),
        before_birth("left_on"),
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
        of_age_at_start,
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
        close_in_age,
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
        joined_before_registration,
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
        old_law,
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
        own_commission("from_commission"),
    ),
    Rule(
        "FM34",
        H,
        ("to_commission",),
        N_("The family cannot leave for this same commission. Choose the receiving one."),
        own_commission("to_commission"),
    ),
    Rule("FM35", H, ("children.iin",), SAME_IIN, here_twice("children"), each="children"),
    Rule("FM36", H, ("parents.iin",), SAME_IIN, here_twice("parents"), each="parents"),
    Rule("FM37", S, ("children.left_on",), AHEAD, not_ahead("left_on"), each="children"),
    Rule("FM38", S, ("parents.left_on",), AHEAD, not_ahead("left_on"), each="parents"),
    Rule(
        "FM39",
        S,
        ("parents.joined_on", "parents.left_on"),
        NEVER,
        never_counted,
        each="parents",
    ),
    Rule(
        "FM40",
        S,
        ("children.joined_on", "children.left_on"),
        NEVER,
        never_counted,
        each="children",
    ),
    Rule(
        "FM41",
        H,
        ("children.joined_on", "children.birth"),
        N_("Joined on {on}, before the birth on {birth}. Mend one of the two dates."),
        before_birth("joined_on"),
        each="children",
    ),
    Rule(
        "FM42",
        H,
        ("children.iin", "parents.iin"),
        N_(
            "The ИИН {value} stands among the parents and among the children. A person has one "
            "role on a card, and a parent under 18 is a parent; delete one of the rows."
        ),
        two_roles,
        each="children",
    ),
    Rule("FM43", S, ("children.joined_on",), AHEAD, not_ahead("joined_on"), each="children"),
    Rule("FM44", S, ("parents.joined_on",), AHEAD, not_ahead("joined_on"), each="parents"),
    Rule("FM45", H, ("parents.birth",), AHEAD, not_ahead("birth"), each="parents"),
    Rule("FM46", H, ("violence.on",), AHEAD, not_ahead("on"), each="violence"),
)
