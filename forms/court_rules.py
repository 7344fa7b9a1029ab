"""The rule book of the court case card: numbered, a sentence each, the norm where there is one.

Here stand the rules of the claim, its decision and appeals; those of the people are in
court_people_rules.py, those of its course in court_course_rules.py, those of removals, extracts and
placements in court_after_rules.py, those that look at other cards in court_across_rules.py.
"""

from forms.court_across_rules import ACROSS_RULES
from forms.court_after_rules import AFTER_RULES
from forms.court_course_rules import COURSE_RULES
from forms.court_people_rules import PEOPLE_RULES
from forms.court_ruling import (
    appeal_disagrees,
    deprives_otherwise,
    first_day_after_coming,
    force_before_appeal,
    force_missing,
    force_too_soon,
    not_the_parent,
    nothing,
    outcomes_disagree,
    pending_long,
    restricted_outside_a,
    suit_after_restriction,
)
from forms.findings import Severity
from forms.person_rules import AHEAD, PLANNED
from forms.rules import Rule
from forms.ruling import not_ahead, not_before
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

_CLAIM: tuple[Rule, ...] = (
    Rule(
        "CC01",
        H,
        ("act_on", "kind"),
        N_(
            "Neither a claim nor an act of immediate removal is entered. Enter the kind of claim "
            "or the date of the act."
        ),
        nothing,
    ),
    Rule("CC02", H, ("came_on",), AHEAD, not_ahead("came_on")),
    Rule(
        "CC03",
        H,
        ("ended_on", "came_on"),
        N_("Ended on {later}, before the claim came on {earlier}. Mend one of the two dates."),
        not_before("ended_on", "came_on"),
    ),
    Rule("CC04", H, ("ended_on",), AHEAD, not_ahead("ended_on")),
    Rule(
        "CC07",
        H,
        ("outcome", "respondents.outcome"),
        N_(
            "The outcome of the claim is “{outcome}”, but the outcomes of the parents say "
            "otherwise. A claim is granted when it is granted as to at least one parent: mend the "
            "outcome of the claim or that of a parent."
        ),
        outcomes_disagree,
    ),
    Rule(
        "CC08",
        H,
        ("outcome", "kind"),
        N_("“Restricted instead” fits a claim of deprivation only. Choose another outcome."),
        restricted_outside_a,
        norm="MFC 79",
    ),
    Rule(
        "CC23",
        H,
        ("in_force_on", "ended_on"),
        N_("In force on {later}, before the decision of {earlier}. Mend one of the two dates."),
        not_before("in_force_on", "ended_on"),
        norm="CPC 240",
    ),
    Rule(
        "CC27",
        I,
        ("in_force_on", "ended_on"),
        N_(
            "Six months have passed since the restriction of {decided}. If the parents have not "
            "changed, the guardianship body must sue for deprivation (from {due})."
        ),
        suit_after_restriction,
        norm="MFC 79",
    ),
    Rule(
        "CC28",
        S,
        ("appeals.result", "outcome"),
        N_(
            "The higher court's act “{result}” does not fit the first decision. Check both; if "
            "they are right, confirm."
        ),
        appeal_disagrees,
        each="appeals",
    ),
    Rule(
        "CC29",
        H,
        ("appeals.on", "ended_on"),
        N_(
            "The higher court's act of {later} lies before the decision of {earlier}. Mend one of "
            "the two dates."
        ),
        not_before("on", "^ended_on"),
        each="appeals",
    ),
    Rule(
        "CC30",
        S,
        ("deprives", "outcome"),
        N_(
            "“Deprives of rights: {said}” does not follow from the decision and the appeal. Check "
            "it; if it is right, confirm."
        ),
        deprives_otherwise,
    ),
    Rule(
        "CC32",
        H,
        ("original_on", "came_on"),
        N_(
            "The first filing day {first} lies after {came}, when the claim came here. Mend one "
            "of the two dates."
        ),
        first_day_after_coming,
    ),
    Rule("CC48", S, ("in_force_on",), PLANNED, not_ahead("in_force_on")),
    Rule("CC49", H, ("appeals.on",), AHEAD, not_ahead("on"), each="appeals"),
    Rule(
        "CC50",
        H,
        ("hearings.on", "came_on"),
        N_("The hearing of {later} lies before the claim of {earlier}. Mend one of the two dates."),
        not_before("on", "^came_on"),
        each="hearings",
    ),
    Rule(
        "CC51",
        S,
        ("hearings.on", "ended_on"),
        N_(
            "The hearing of {earlier} lies after the end of the claim on {later}. Mend one of the "
            "dates; hearings of a higher court belong to its act. If both are right, confirm."
        ),
        not_before("^ended_on", "on"),
        each="hearings",
    ),
    Rule(
        "CC53",
        S,
        ("in_force_on", "ended_on"),
        N_(
            "In force on {force}, but the month for an appeal ends on {last} at the earliest, and "
            "no act of a higher court is entered. Compare the dates with the decision; if they are "
            "right, confirm."
        ),
        force_too_soon,
        norm="CPC 240",
    ),
    Rule(
        "CC54",
        S,
        ("in_force_on", "appeals.on"),
        N_(
            "In force on {force}, before the act of the appeal court of {act}; an appealed "
            "decision comes into force with that act. Mend one of the dates; if both are right, "
            "confirm."
        ),
        force_before_appeal,
        norm="CPC 240",
    ),
    Rule(
        "CC58",
        I,
        ("in_force_on", "ended_on"),
        N_(
            "Granted on {ended}, and the entry into force is not entered, though the term of "
            "appeal ended by {last}. Ask the court: line 11 counts decisions in force."
        ),
        force_missing,
        norm="CPC 240",
    ),
    Rule(
        "CC76",
        S,
        ("claimant", "kind"),
        N_(
            "“{claimant}” has brought this claim, but only the parent concerned asks for "
            "restoration or for lifting a restriction. Mend the claimant or the kind; if both are "
            "right, confirm."
        ),
        not_the_parent,
        norm="MFC 78, 81",
    ),
    Rule(
        "CC80",
        I,
        ("ended_on", "came_on"),
        N_(
            "The claim has been pending since {date}, for more than a year. Ask the court whether "
            "it has ended: till then it is counted as pending, line 07."
        ),
        pending_long,
    ),
)

RULES: tuple[Rule, ...] = (
    *_CLAIM,
    *PEOPLE_RULES,
    *COURSE_RULES,
    *AFTER_RULES,
    *ACROSS_RULES,
)
