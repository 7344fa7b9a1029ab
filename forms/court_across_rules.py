"""The rules of the court case card that look at other cards: two claims about one matter.

They are told on the card that is open.  What they find comes and goes with the other card, so a
hard one keeps a card from being marked complete, but never unmakes one that is complete already.
"""

from forms.court_across_ruling import (
    case_number_twice,
    deprived_already,
    died_in_claim,
    no_such_card,
    not_taken_up,
    on_no_family_card,
    restored_from_nothing,
    same_claim_pending,
    still_on_the_register,
    taken_from_nowhere,
)
from forms.findings import Severity
from forms.rules import Rule
from forms.words import N_

S, I = Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

ACROSS_RULES: tuple[Rule, ...] = (
    Rule(
        "CC95",
        S,
        ("kind", "came_on"),
        N_(
            "A claim of the same kind as to the same parent and child has been pending on card "
            "{card} since {date} and is counted twice. Annul the card that was typed twice or mend "
            "how one of them ended; if there are two claims, confirm."
        ),
        same_claim_pending,
        across=True,
    ),
    Rule(
        "CC96",
        S,
        ("previous_card",),
        N_(
            "There is no other court card {number} here. Check the number, as 1132-C-2026-012; if "
            "another commission keeps that card, confirm."
        ),
        no_such_card,
        across=True,
    ),
    Rule(
        "CC97",
        S,
        ("case_number",),
        N_(
            "Card {card} has the same number of the court's case, {number}, and the same kind of "
            "claim. Check the number, or annul the card that was typed twice; if both are right, "
            "confirm."
        ),
        case_number_twice,
        across=True,
    ),
    Rule(
        "CC98",
        I,
        ("children.removed", "act_on"),
        N_(
            "The child taken by the act of {date} stands on no family card here. See whether the "
            "family is to be registered."
        ),
        taken_from_nowhere,
        each="children",
        norm="MFC 82",
        across=True,
    ),
    Rule(
        "CC99",
        I,
        ("respondents.surname", "in_force_on"),
        N_(
            "Deprived by the decision in force on {date}, this parent still stands on family card "
            "{card}. If it is as to every child there, enter on that card when the parent left."
        ),
        still_on_the_register,
        each="respondents",
        norm="MFC 77",
        across=True,
    ),
    Rule(
        "CC119",
        S,
        ("respondents.surname", "kind"),
        N_(
            "By card {card} this parent is deprived of rights as to a child of this claim, in "
            "force on {date}. Check whom the claim names; if it is a new claim all the same, "
            "confirm."
        ),
        deprived_already,
        each="respondents",
        norm="MFC 77",
        across=True,
    ),
    Rule(
        "CC120",
        I,
        ("respondents.surname", "kind"),
        N_(
            "{who} asks for rights back, but no card here tells of a decision that took them away. "
            "If it was decided here, enter it; else nothing is to be done."
        ),
        restored_from_nothing,
        each="respondents",
        norm="MFC 78",
        across=True,
    ),
    Rule(
        "CC121",
        S,
        ("respondents.out_on", "respondents.outcome"),
        N_(
            "By card {card} this parent died on {date}, while the claim was pending or before it "
            "came. As to a dead parent it is terminated, line 06.1: enter it, or mend the other "
            "card; if these are two people, confirm."
        ),
        died_in_claim,
        each="respondents",
        norm="CPC 277",
        across=True,
    ),
    Rule(
        "CC122",
        I,
        ("appeals.result", "appeals.on"),
        N_(
            "The case was sent back on {date}. The claim goes on in a card of its own that names "
            "this card, {number}, as the earlier one, line 02.5: make it when it is not there yet."
        ),
        not_taken_up,
        each="appeals",
        across=True,
    ),
    Rule(
        "CC125",
        I,
        ("children.surname", "respondents.surname", "claimant"),
        N_(
            "The claim is “{claimant}”, but nobody it names stands on a family card here. See "
            "whether the family is to be registered."
        ),
        on_no_family_card,
        norm="245-VIII, 59",
        across=True,
    ),
)
