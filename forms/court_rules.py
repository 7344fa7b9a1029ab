"""The rule book of the court case card: numbered, a sentence each, the norm where there is one."""

from forms.court_ruling import (
    appeal_disagrees,
    decided_early,
    deprives_otherwise,
    extract_late,
    first_day_after_coming,
    nobody_in,
    nobody_removed,
    nothing,
    of_age_in_claim,
    outcome_without_day,
    outcomes_disagree,
    placed_stranger,
    restricted_outside_a,
    suit_after_restriction,
    suit_late,
    suit_missing,
    ten_without_consent,
    unborn_in_claim,
    without_ground,
)
from forms.findings import Severity
from forms.rules import Rule
from forms.ruling import bad_iin, birth_disagrees, not_ahead, not_before, sex_disagrees, twice
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

AHEAD = N_("{date} lies ahead; today is {today}. Check the year.")
BAD_IIN = N_(
    "The ИИН {iin} does not pass its check. Compare it with the document; if the document "
    "says so, confirm."
)
BIRTH = N_("The ИИН says {told}, the card {typed}. Mend one of the two or confirm.")
SEX = N_("The ИИН says another sex than the card ({typed}). Mend one of the two or confirm.")
NO_DAY = N_(
    "{who}: an outcome without its day. Enter the day of the ruling, or the date of the decision "
    "on the claim."
)
SAME_IIN = N_("The ИИН {value} stands on this card twice. One person is one row; mend one of them.")
EARLY = N_(
    "{who}: a decision on {date} that is not the day of the decision on the claim. Who is "
    "decided goes out with the claim; empty the date or choose how it ended."
)
OUT_BEFORE = N_("Out of the claim on {later}, before joining on {earlier}. Mend one of the dates.")
JOINED_LATE = N_("Joined the claim on {earlier}, after its end on {later}. Mend one of the dates.")
OUT_FIRST = N_("Out of the claim on {later}, before it came on {earlier}. Mend one of the dates.")
OUT_LATE = N_("Out of the claim on {earlier}, after its end on {later}. Mend one of the dates.")

RULES: tuple[Rule, ...] = (
    Rule(
        "CC01",
        H,
        ("kind", "act_on"),
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
        "CC05",
        H,
        ("respondents.surname",),
        N_("No parent is named whose rights are in question. Enter at least one."),
        nobody_in("respondents"),
    ),
    Rule(
        "CC06",
        H,
        ("children.surname",),
        N_("No child is named. Enter at least one."),
        nobody_in("children"),
    ),
    Rule(
        "CC07",
        H,
        ("outcome", "respondents.outcome"),
        N_(
            "The outcome of the claim is “{outcome}”, but the outcomes of the parents say "
            "otherwise. A claim is granted when it is granted as to at least one parent."
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
        "CC09",
        H,
        ("respondents.grounds", "respondents.outcome"),
        N_("{who}: deprived without a ground. Choose at least one ground of article 75."),
        without_ground,
        each="respondents",
        norm="MFC 75",
    ),
    Rule(
        "CC10",
        H,
        ("respondents.out_on", "came_on"),
        OUT_FIRST,
        not_before("out_on", "^came_on"),
        each="respondents",
    ),
    Rule(
        "CC11",
        H,
        ("children.out_on", "came_on"),
        OUT_FIRST,
        not_before("out_on", "^came_on"),
        each="children",
    ),
    Rule(
        "CC12",
        H,
        ("respondents.out_on", "ended_on"),
        OUT_LATE,
        not_before("^ended_on", "out_on"),
        each="respondents",
    ),
    Rule(
        "CC13",
        H,
        ("children.out_on", "ended_on"),
        OUT_LATE,
        not_before("^ended_on", "out_on"),
        each="children",
    ),
    Rule(
        "CC14",
        H,
        ("respondents.out_on", "respondents.outcome"),
        EARLY,
        decided_early,
        each="respondents",
    ),
    Rule("CC15", H, ("children.out_on", "children.outcome"), EARLY, decided_early, each="children"),
    Rule(
        "CC16",
        S,
        ("children.birth", "came_on"),
        N_(
            "{who} was of age on {date}, when the claim came, and is counted nowhere. Check the "
            "birth date; if it is right, confirm."
        ),
        of_age_in_claim,
        each="children",
        norm="№ 15, 29.11.2018",
    ),
    Rule(
        "CC17",
        H,
        ("children.consent", "children.birth"),
        N_(
            "{who} was {age} on the day of the decision; parents' rights are restored only with "
            "the consent of a child of ten or older. Enter the consent."
        ),
        ten_without_consent,
        each="children",
        norm="MFC 78",
    ),
    Rule(
        "CC18",
        I,
        ("came_on", "act_on"),
        N_(
            "The suit came on {came}, later than {last}, the seventh day after the act. It is "
            "counted in E.05."
        ),
        suit_late,
        norm="MFC 82",
    ),
    Rule(
        "CC19",
        I,
        ("act_on", "came_on"),
        N_(
            "No suit is entered; the term ended on {last}, {days} days ago. Ring the guardianship "
            "body."
        ),
        suit_missing,
        norm="MFC 82",
    ),
    Rule(
        "CC20",
        H,
        ("act_on", "children.removed"),
        N_("The act of removal names no child. Choose “yes” at each child that was taken."),
        nobody_removed,
        norm="MFC 82",
    ),
    Rule(
        "CC21",
        H,
        ("prosecutor_told_on", "act_on"),
        N_("The prosecutor was told on {later}, before the act of {earlier}. Mend one date."),
        not_before("prosecutor_told_on", "act_on"),
        norm="MFC 82",
    ),
    Rule(
        "CC22",
        H,
        ("act_annulled_on", "act_on"),
        N_("The act was annulled on {later}, before it was issued on {earlier}. Mend one date."),
        not_before("act_annulled_on", "act_on"),
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
        "CC24",
        I,
        ("extract_registry_on", "extract_guardianship_on"),
        N_(
            "The extract must reach both addressees by {last}, three days after the entry into "
            "force. It is counted in 11.2 or 11.3."
        ),
        extract_late,
        norm="MFC 76",
    ),
    Rule(
        "CC25",
        H,
        ("extract_registry_on", "in_force_on"),
        N_(
            "The extract was sent on {later}, before the entry into force on {earlier}. Mend one "
            "date."
        ),
        not_before("extract_registry_on", "in_force_on"),
        norm="MFC 76",
    ),
    Rule(
        "CC26",
        H,
        ("extract_guardianship_on", "in_force_on"),
        N_(
            "The extract was sent on {later}, before the entry into force on {earlier}. Mend one "
            "date."
        ),
        not_before("extract_guardianship_on", "in_force_on"),
        norm="MFC 76",
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
        ("appeals.on", "came_on"),
        N_("The higher court's act of {later} lies before the claim of {earlier}. Mend one date."),
        not_before("on", "^came_on"),
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
        "CC31",
        H,
        ("placements.child",),
        N_("The child that this placement names is no longer on the card. Choose a child."),
        placed_stranger,
        each="placements",
    ),
    Rule(
        "CC32",
        H,
        ("original_on", "came_on"),
        N_("The first filing day {first} lies after {came}. Mend one of the two dates."),
        first_day_after_coming,
    ),
    Rule(
        "CC33",
        H,
        ("respondents.out_on", "respondents.outcome"),
        NO_DAY,
        outcome_without_day,
        each="respondents",
    ),
    Rule(
        "CC34",
        H,
        ("children.out_on", "children.outcome"),
        NO_DAY,
        outcome_without_day,
        each="children",
    ),
    Rule("CC35", S, ("respondents.iin",), BAD_IIN, bad_iin, each="respondents"),
    Rule("CC36", S, ("children.iin",), BAD_IIN, bad_iin, each="children"),
    Rule(
        "CC37",
        S,
        ("respondents.birth", "respondents.iin"),
        BIRTH,
        birth_disagrees,
        each="respondents",
    ),
    Rule("CC38", S, ("children.birth", "children.iin"), BIRTH, birth_disagrees, each="children"),
    Rule("CC39", S, ("children.sex", "children.iin"), SEX, sex_disagrees, each="children"),
    Rule("CC40", H, ("children.iin",), SAME_IIN, twice("children", "iin"), each="children"),
    Rule(
        "CC41", H, ("respondents.iin",), SAME_IIN, twice("respondents", "iin"), each="respondents"
    ),
    Rule(
        "CC42",
        H,
        ("respondents.out_on", "respondents.joined_on"),
        OUT_BEFORE,
        not_before("out_on", "joined_on"),
        each="respondents",
    ),
    Rule(
        "CC43",
        H,
        ("children.out_on", "children.joined_on"),
        OUT_BEFORE,
        not_before("out_on", "joined_on"),
        each="children",
    ),
    Rule(
        "CC44",
        H,
        ("respondents.joined_on", "ended_on"),
        JOINED_LATE,
        not_before("^ended_on", "joined_on"),
        each="respondents",
    ),
    Rule(
        "CC45",
        H,
        ("children.joined_on", "ended_on"),
        JOINED_LATE,
        not_before("^ended_on", "joined_on"),
        each="children",
    ),
    Rule(
        "CC46",
        H,
        ("children.birth", "came_on"),
        N_(
            "{who} was born on {birth}, after {date}, when the claim came. Mend one of the dates; "
            "a child born later joins the claim on a day of its own."
        ),
        unborn_in_claim,
        each="children",
    ),
    Rule("CC47", H, ("act_on",), AHEAD, not_ahead("act_on")),
    Rule("CC48", S, ("in_force_on",), AHEAD, not_ahead("in_force_on")),
    Rule("CC49", H, ("appeals.on",), AHEAD, not_ahead("on"), each="appeals"),
)
