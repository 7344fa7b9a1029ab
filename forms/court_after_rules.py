"""The rules of removals, extracts, writs and placements of the court case card."""

from forms.court_after_ruling import (
    act_after_decision,
    act_beside_return,
    adopted_early,
    enforced_by_half,
    extract_late,
    no_child_taken,
    no_other_parent,
    nobody_removed,
    placed_before_act,
    placed_stranger,
    placed_unborn,
    prosecutor_late,
    suit_late,
    suit_missing,
    writ_missing,
    writ_without_support,
)
from forms.findings import Severity
from forms.person_rules import AHEAD
from forms.rules import Rule
from forms.ruling import not_ahead, not_before
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

AFTER_RULES: tuple[Rule, ...] = (
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
        "CC24",
        I,
        ("extract_guardianship_on", "extract_registry_on"),
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
        "CC31",
        H,
        ("placements.child",),
        N_("The child that this placement names is no longer on the card. Choose a child."),
        placed_stranger,
        each="placements",
    ),
    Rule("CC47", H, ("act_on",), AHEAD, not_ahead("act_on")),
    Rule(
        "CC52",
        H,
        (
            "prosecutor_told_on",
            "act_annulled_on",
            "extract_registry_on",
            "extract_guardianship_on",
            "writ_issued_on",
            "enforced_on",
        ),
        AHEAD,
        not_ahead(),
        singly=True,
    ),
    Rule(
        "CC55",
        H,
        ("writ_issued_on", "ended_on"),
        N_(
            "The writ was issued on {later}, before the decision of {earlier}. Mend one of the two "
            "dates."
        ),
        not_before("writ_issued_on", "ended_on"),
        norm="CPC 241(4)",
    ),
    Rule(
        "CC56",
        H,
        ("writ_issued_on", "support_ordered"),
        N_(
            "A writ is entered on {date}, but child support is not ordered. Choose “yes” at “Child "
            "support ordered”, or empty the date of the writ."
        ),
        writ_without_support,
        norm="CPC 241(4)",
    ),
    Rule(
        "CC57",
        I,
        ("writ_issued_on", "in_force_on"),
        N_(
            "Child support is ordered, and the writ was due by {last}, three working days after "
            "the entry into force. Ask the court and enter its date; it is counted in 11.5."
        ),
        writ_missing,
        norm="CPC 241(4)",
    ),
    Rule(
        "CC59",
        I,
        ("prosecutor_told_on", "act_on"),
        N_(
            "The prosecutor is to be told on the day of the act, {act}. Told later or not entered, "
            "the act is not counted in E.03: compare with the letter to the prosecutor."
        ),
        prosecutor_late,
        norm="MFC 82",
    ),
    Rule("CC60", H, ("placements.since",), AHEAD, not_ahead("since"), each="placements"),
    Rule(
        "CC61",
        H,
        ("placements.since", "children.birth"),
        N_(
            "Placed on {since}, before the child's birth on {birth}. Check which child it is, and "
            "mend one of the two dates."
        ),
        placed_unborn,
        each="placements",
    ),
    Rule(
        "CC62",
        S,
        ("placements.since", "act_on"),
        N_(
            "Placed on {since}, before the act of removal of {act} took the child from its "
            "parents. Mend one of the two dates; if both are right, confirm."
        ),
        placed_before_act,
        each="placements",
        norm="MFC 82",
    ),
    Rule(
        "CC63",
        S,
        ("placements.since", "in_force_on"),
        N_(
            "Adopted on {since}, but adoption becomes possible on {due}, six months after the "
            "entry into force. Check the date and with whom the child is; if right, confirm."
        ),
        adopted_early,
        each="placements",
        norm="MFC 77",
    ),
    Rule(
        "CC64",
        S,
        ("placements.kind", "respondents.outcome"),
        N_(
            "Placed with the other parent, but mother and father are both deprived by this "
            "decision. Check the placement and the outcomes; if they are right, confirm."
        ),
        no_other_parent,
        each="placements",
        norm="MFC 77",
    ),
    Rule(
        "CC65",
        S,
        ("enforced_on", "in_force_on"),
        N_(
            "Enforced on {later}, before the entry into force on {earlier}. Mend one of the two "
            "dates; if the court had it carried out at once, confirm."
        ),
        not_before("enforced_on", "in_force_on"),
        norm="MFC 83",
    ),
    Rule(
        "CC66",
        S,
        ("enforced_on", "enforcement"),
        N_(
            "“Carried out” and its date belong together, and only one of them is entered. Enter "
            "the other or empty both; if the day is not known, confirm."
        ),
        enforced_by_half,
    ),
    Rule(
        "CC73",
        S,
        ("children.removed", "children.birth"),
        N_(
            "{who} was not yet born, or 18 or older, on {act}, the day of the act. Check the birth "
            "date, the date of the act and whom it took; if they are right, confirm."
        ),
        no_child_taken,
        each="children",
        norm="MFC 82",
    ),
    Rule(
        "CC74",
        S,
        ("act_on", "ended_on"),
        N_(
            "The act of {act} lies after the decision of {ended}. To take a child by a decision is "
            "to enforce it (article 83), no immediate removal: see “Enforcement”. If there was an "
            "act of article 82, confirm."
        ),
        act_after_decision,
        norm="MFC 82, 83",
    ),
    Rule(
        "CC75",
        S,
        ("act_on", "kind"),
        N_(
            "An immediate removal is followed by a claim of deprivation or restriction, but the "
            "claim here is “{kind}”. Move the act to a card of its own; if it belongs here, "
            "confirm."
        ),
        act_beside_return,
        norm="MFC 82",
    ),
)
