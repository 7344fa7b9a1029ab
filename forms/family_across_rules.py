"""The rules of the family card that look at other cards: one person in two families.

They are told on the card that is open.  What they find comes and goes with the other card, so a
hard one keeps a card from being marked complete, but never unmakes one that is complete already.
"""

from forms.family_across_ruling import (
    again_on_the_day,
    child_elsewhere,
    deprived_but_there,
    died_elsewhere,
    known_already,
    parent_elsewhere,
    removed_without_decision,
)
from forms.findings import Severity
from forms.rules import Rule
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

DIED = N_(
    "By card {card} this person died on {date}, but goes on being counted here. Enter “Left on” "
    "{date}, or mend the other card; if these are two people, confirm."
)

ACROSS_RULES: tuple[Rule, ...] = (
    Rule(
        "FM85",
        H,
        ("children.iin", "children.joined_on", "children.left_on"),
        N_(
            "This child (same ИИН) is also on card {card} from {since}, on the same days. A child "
            "stands on one card at a time: enter on one of the two when the child left or joined, "
            "or annul the card that was typed twice. A card marked complete before stays so."
        ),
        child_elsewhere(certain=True),
        each="children",
        across=True,
    ),
    Rule(
        "FM86",
        S,
        ("children.surname", "children.birth"),
        N_(
            "A child with the same names and birth date is also on card {card} from {since}, on "
            "the same days. If it is this child, enter on one of the two cards when it left or "
            "joined; if it is another child, confirm."
        ),
        child_elsewhere(certain=False),
        each="children",
        across=True,
    ),
    Rule(
        "FM87",
        S,
        ("parents.surname", "parents.joined_on", "parents.left_on"),
        N_(
            "This parent is also on card {card} from {since}, on the same days, and is counted "
            "twice. Enter on one of the two cards when the parent left; if both are right or these "
            "are two people, confirm."
        ),
        parent_elsewhere,
        each="parents",
        across=True,
    ),
    Rule(
        "FM88",
        H,
        ("registered_on",),
        N_(
            "On {date} this family was removed by card {card}. Registration on the day of removal "
            "is not a new one: open card {card}, empty its removal and go on there, then annul "
            "this card."
        ),
        again_on_the_day,
        across=True,
    ),
    Rule(
        "FM89",
        S,
        ("registration_kind", "registered_on"),
        N_(
            "Registered “for the first time”, but a parent was on card {card} from {date}. Who was "
            "on a register before is registered again, line 02.2: choose “again”; if these are two "
            "people, confirm."
        ),
        known_already,
        across=True,
    ),
    Rule(
        "FM90",
        S,
        ("parents.left_on", "parents.left_how"),
        N_(
            "By card {card} this parent is deprived of rights as to every child here, in force on "
            "{date}, but goes on being counted. Enter “Left on” {date}; if the last parent is "
            "deprived, remove the family with reason 02. If these are two people, confirm."
        ),
        deprived_but_there,
        each="parents",
        norm="MFC 77",
        across=True,
    ),
    Rule(
        "FM110",
        S,
        ("parents.left_on", "parents.left_how"),
        DIED,
        died_elsewhere,
        each="parents",
        across=True,
    ),
    Rule(
        "FM111",
        S,
        ("children.left_on", "children.left_how"),
        DIED,
        died_elsewhere,
        each="children",
        across=True,
    ),
    Rule(
        "FM112",
        I,
        ("removal_reason", "removed_on"),
        N_(
            "Removed on {removed} because the parents are deprived of rights, but no court card "
            "here tells of a decision in force as to {who}. Enter it, so that the claim is "
            "counted; if another commission keeps the case, nothing is to be done."
        ),
        removed_without_decision,
        norm="MFC 77",
        across=True,
    ),
)
