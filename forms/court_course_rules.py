"""The rules of the course of a claim: ages, outcomes that agree, days of courts, what followed."""

from forms.court_course_ruling import (
    children_disagree,
    day_of_rest,
    decided_on_coming,
    deprived_unplaced,
    extract_of_nothing,
    force_long_after,
    force_though_undone,
    guardian_by_age,
    hearing_far_ahead,
    nothing_to_enforce,
    of_age_at_decision,
    placed_of_age,
    placed_twice,
    taken_nowhere,
)
from forms.findings import Severity
from forms.person_rules import NEWBORN, OLDER, SIBLINGS, TWO_ROLES
from forms.person_ruling import (
    MOTHER,
    born_too_close,
    much_older,
    newborn_adult,
    role_twice,
    stay_of,
    two_roles,
)
from forms.rules import Rule
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

REST = N_("{date} is a day of rest, and courts sit on working days. Compare it with the paper.")

_PEOPLE: tuple[Rule, ...] = (
    Rule(
        "CC100",
        S,
        ("children.birth", "respondents.role"),
        SIBLINGS,
        born_too_close("respondents"),
        each="children",
    ),
    Rule(
        "CC101",
        S,
        ("respondents.birth", "children.birth"),
        OLDER,
        much_older,
        each="respondents",
    ),
    Rule("CC102", H, ("respondents.no_iin",), NEWBORN, newborn_adult, each="respondents"),
    Rule(
        "CC103",
        H,
        ("children.iin", "respondents.iin"),
        TWO_ROLES,
        two_roles("respondents"),
        each="children",
    ),
    Rule(
        "CC104",
        S,
        ("respondents.role",),
        N_(
            "“{role}” stands twice in this claim on the same day. Check the roles and which "
            "children the claim names; if it is so, confirm."
        ),
        role_twice("respondents", stay_of("joined_on", "out_on"), frozenset({MOTHER})),
        each="respondents",
    ),
    Rule(
        "CC105",
        S,
        ("children.birth", "ended_on"),
        N_(
            "{who} was of age on {date}, the day of the decision; as to somebody of age a claim is "
            "terminated, line 06.1. Check the birth date and the child's own outcome; if they are "
            "right, confirm."
        ),
        of_age_at_decision,
        each="children",
        norm="№ 15, 29.11.2018",
    ),
)

_DECISION: tuple[Rule, ...] = (
    Rule(
        "CC106",
        H,
        ("outcome", "children.outcome"),
        N_(
            "The outcome of the claim is “{outcome}”, but the outcomes of the children say "
            "otherwise. A claim is granted when it is granted as to at least one child: mend the "
            "outcome of the claim or that of a child."
        ),
        children_disagree,
    ),
    Rule(
        "CC107",
        S,
        ("ended_on", "came_on"),
        N_(
            "Decided on {date}, the very day the claim came. A case is prepared first: check both "
            "dates; if they are right, confirm."
        ),
        decided_on_coming,
        norm="CPC 173",
    ),
    Rule(
        "CC108",
        S,
        ("in_force_on", "ended_on"),
        N_(
            "In force on {force}, more than half a year after the decision of {ended}, and no act "
            "of a higher court is entered. Check the year, or enter the act; if both dates are "
            "right, confirm."
        ),
        force_long_after,
        norm="CPC 240",
    ),
    Rule(
        "CC109",
        S,
        ("in_force_on", "appeals.result"),
        N_(
            "The entry into force is entered, but by the appeal court's act of {act} the decision "
            "does not stand. Empty the date, or mend the result of the act; if both are right, "
            "confirm."
        ),
        force_though_undone,
        norm="CPC 240",
    ),
    Rule("CC110", I, ("hearings.on",), REST, day_of_rest(), each="hearings"),
    Rule("CC111", I, ("ended_on",), REST, day_of_rest("ended_on")),
    Rule("CC112", I, ("appeals.on",), REST, day_of_rest(), each="appeals"),
    Rule(
        "CC113",
        S,
        ("hearings.on",),
        N_(
            "The hearing of {date} lies more than a year ahead; today is {today}. Check the year; "
            "if it is set for then, confirm."
        ),
        hearing_far_ahead,
        each="hearings",
    ),
)

_AFTER: tuple[Rule, ...] = (
    Rule(
        "CC114",
        S,
        ("enforcement", "outcome"),
        N_(
            "Enforcement is entered, but the outcome of the claim is “{outcome}”: there is nothing "
            "to carry out. Mend one of the two; if they are right, confirm."
        ),
        nothing_to_enforce,
        norm="MFC 83",
    ),
    Rule(
        "CC115",
        S,
        ("placements.since", "placements.kind"),
        N_(
            "The child was placed with two on one day, {since}, and line 10 counts one of them. "
            "Delete one row or mend its date; if both are right, confirm."
        ),
        placed_twice,
        each="placements",
    ),
    Rule(
        "CC116",
        S,
        ("placements.kind", "placements.since"),
        N_(
            "“{kind}” does not fit the child's age: guardianship is set up till 14, trusteeship "
            "from 14 to 18. Compare with the act; if it says so, confirm."
        ),
        guardian_by_age,
        each="placements",
    ),
    Rule(
        "CC117",
        S,
        ("placements.since", "placements.kind"),
        N_(
            "Placed on {since}, after the 18th birthday of {turned}. Choose “other”, or mend the "
            "date; if both are right, confirm."
        ),
        placed_of_age,
        each="placements",
    ),
    Rule(
        "CC118",
        S,
        ("extract_registry_on", "extract_guardianship_on"),
        N_(
            "An extract of {date} is entered, but the decision deprives nobody of rights. Check "
            "“Deprives of rights”, or empty the date; if both are right, confirm."
        ),
        extract_of_nothing,
        norm="MFC 76",
        singly=True,
    ),
    Rule(
        "CC123",
        I,
        ("placements.child", "act_on"),
        N_(
            "Children were taken by the act of {act}, and no placement is entered. Enter with whom "
            "or where each of them is."
        ),
        taken_nowhere,
        norm="MFC 82",
    ),
    Rule(
        "CC124",
        I,
        ("placements.child", "in_force_on"),
        N_(
            "In force since {force}, and no placement is entered: the children are counted as not "
            "yet placed, line 10.9. Enter with whom or where each of them is."
        ),
        deprived_unplaced,
        norm="№ 16, 16.01.2015",
    ),
)

COURSE_RULES: tuple[Rule, ...] = (*_PEOPLE, *_DECISION, *_AFTER)
