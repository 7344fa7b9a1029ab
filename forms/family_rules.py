"""The rule book of the family card: numbered, a sentence each, the norm where there is one.

Here stand the rules of the register, its grounds, measures and reports; those of the people are
in family_people_rules.py, those of the work with a family in family_course_rules.py, those that
look at other cards in family_across_rules.py.
"""

from forms.family_across_rules import ACROSS_RULES
from forms.family_course_rules import COURSE_RULES
from forms.family_people_rules import PEOPLE_RULES
from forms.family_ruling import (
    child_gone,
    child_not_there,
    ground_outside,
    no_children,
    no_family,
    no_ground_in_force,
    no_paper,
    no_result,
    nobody_at_start,
    of_age_on_another_day,
    old_law,
    outside_the_register,
    own_commission,
    removal_after_of_age,
    violence_without_ground,
)
from forms.findings import Severity
from forms.person_rules import AHEAD
from forms.rules import Rule
from forms.ruling import code_in_force, not_ahead, not_before, twice
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

_REGISTER: tuple[Rule, ...] = (
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
        ("children.surname", "parents.joined_on", "children.joined_on", "registered_on"),
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
    Rule("FM46", H, ("violence.on",), AHEAD, not_ahead("on"), each="violence"),
    Rule("FM62", H, ("grounds.since",), AHEAD, not_ahead("since"), each="grounds"),
    Rule(
        "FM63",
        S,
        ("grounds.until",),
        N_(
            "The ground is said to fall away on {date}, which lies ahead; today is {today}. Check "
            "the year; if the day is fixed already, confirm."
        ),
        not_ahead("until"),
        each="grounds",
    ),
    Rule(
        "FM64",
        S,
        ("grounds.since", "grounds.until", "registered_on", "removed_on"),
        N_(
            "The ground is in force on no day of the register (from {registered}) and is counted "
            "nowhere. Mend its dates or delete the row; if they are right, confirm."
        ),
        ground_outside,
        each="grounds",
    ),
    Rule(
        "FM65",
        I,
        ("registration_document", "registered_on"),
        N_(
            "The family was registered on {date}, but the document is not entered. Enter its "
            "number and date: the date of registration is that of the document."
        ),
        no_paper("registration_document", "registered_on"),
    ),
    Rule(
        "FM66",
        I,
        ("removal_document", "removed_on"),
        N_(
            "The family was removed on {date}, but the document is not entered. Enter its number "
            "and date: the date of removal is that of the document."
        ),
        no_paper("removal_document", "removed_on"),
    ),
    Rule(
        "FM68",
        I,
        ("measures.result", "measures.until"),
        N_(
            "The term of the measure ended on {until}, and its result is not entered. Enter what "
            "came of it, or the new term."
        ),
        no_result,
        each="measures",
    ),
    Rule(
        "FM69",
        I,
        ("violence.kind", "grounds.ground"),
        N_(
            "Violence is reported on {date}, but neither domestic violence (08) nor cruelty to the "
            "child (09) is among the grounds in force. See whether one is to be added."
        ),
        violence_without_ground,
        each="violence",
    ),
)

RULES: tuple[Rule, ...] = (*_REGISTER, *PEOPLE_RULES, *COURSE_RULES, *ACROSS_RULES)
