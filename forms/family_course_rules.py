"""The rules of the work with a family: who is left on the card, what was done and for how long."""

from forms.family_course_ruling import (
    before_the_law,
    everybody_works,
    guardian_beside_parents,
    joined_not_as,
    no_adult_left,
    no_answer,
    no_child_left,
    no_measure,
    still_newborn,
    term_of_years,
    term_runs_on,
    term_too_long,
    too_young_for_ground,
)
from forms.findings import Severity
from forms.person_rules import NEWBORN, OLDER, SIBLINGS
from forms.person_ruling import born_too_close, much_older, newborn_adult
from forms.register_ruling import not_in_force, outside_the_district
from forms.rules import Rule
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

CLOSED = N_(
    "{commission}: not in force on {date}. Check the day and the commission; its successor may be "
    "meant. If the document says so, confirm."
)

_PEOPLE: tuple[Rule, ...] = (
    Rule(
        "FM91",
        I,
        ("parents.left_on", "children.left_on"),
        N_(
            "Since {date} no parent or legal representative is on the card, and children are. "
            "Enter who looks after them; if the family is removed by a document, enter it."
        ),
        no_adult_left,
        each="parents",
    ),
    Rule(
        "FM92",
        I,
        ("children.left_on", "removed_on"),
        N_(
            "Since {date} no child is on the card, and the family stays on the register. See "
            "whether it is to be removed."
        ),
        no_child_left,
        each="children",
        norm="245-VIII, 59(8)",
    ),
    Rule(
        "FM93",
        S,
        ("children.birth", "parents.role"),
        SIBLINGS,
        born_too_close("parents"),
        each="children",
    ),
    Rule(
        "FM94",
        S,
        ("parents.birth", "children.birth"),
        OLDER,
        much_older,
        each="parents",
    ),
    Rule(
        "FM95",
        I,
        ("parents.role", "parents.absence"),
        N_(
            "“{role}” stands on the card beside a mother and a father, and neither of them is "
            "absent. Enter why a parent is absent or when one left, or mend the role."
        ),
        guardian_beside_parents,
        each="parents",
    ),
    Rule(
        "FM96",
        I,
        ("children.no_iin", "children.birth"),
        N_(
            "{who} was born on {birth} and is still entered as a newborn without an ИИН. The "
            "number is issued with the birth certificate: enter it, or choose another reason."
        ),
        still_newborn,
        each="children",
    ),
    Rule("FM97", H, ("parents.no_iin",), NEWBORN, newborn_adult, each="parents"),
    Rule(
        "FM98",
        H,
        ("parents.joined_how", "parents.role"),
        N_(
            "“{how}” does not fit the role “{role}”: a guardian or representative is appointed, an "
            "adoptive parent adopts. Mend how the person joined, or the role."
        ),
        joined_not_as,
        each="parents",
    ),
)

_WORK: tuple[Rule, ...] = (
    Rule(
        "FM99",
        S,
        ("territory", "registered_on"),
        N_(
            "{place} lies outside the territory of this commission ({office}). A family that moved "
            "goes over to the commission there, line 03.5; if it lives here by its papers, confirm."
        ),
        outside_the_district("territory", "registered_on"),
    ),
    Rule(
        "FM100",
        S,
        ("measures.until", "measures.on"),
        N_(
            "“{measure}” is in force for 30 days, till {last}, but the term entered is {until}. "
            "Compare it with the paper; if the paper says so, confirm."
        ),
        term_too_long,
        each="measures",
        norm="245-VIII, 51, 60",
    ),
    Rule(
        "FM101",
        S,
        ("measures.until", "measures.on"),
        N_(
            "The term ends on {until}, more than five years after the measure of {on}. Check the "
            "year; if it is right, confirm."
        ),
        term_of_years,
        each="measures",
    ),
    Rule(
        "FM102",
        I,
        ("measures.result", "measures.on"),
        N_(
            "The representation of {on} was to be answered by {last}, a month after it. Enter the "
            "answer as the result, or remind the addressee."
        ),
        no_answer,
        each="measures",
        norm="245-VIII, 57",
    ),
    Rule(
        "FM103",
        I,
        ("measures.kind", "registered_on"),
        N_(
            "The family has been on the register since {date}, and no measure is entered. Enter "
            "what was done with it: line 07 counts measures."
        ),
        no_measure,
        norm="245-VIII, 48(3)",
    ),
    Rule(
        "FM104",
        I,
        ("grounds.ground", "parents.employment"),
        N_(
            "“{ground}” is among the grounds, but every adult works by the field “Employment”. "
            "Mend the ground or the employment."
        ),
        everybody_works,
        each="grounds",
    ),
    Rule(
        "FM105",
        I,
        ("grounds.ground", "children.birth"),
        N_(
            "“{ground}” is among the grounds, but the eldest child is {age}. Check the ground and "
            "the birth dates."
        ),
        too_young_for_ground,
        each="grounds",
    ),
    Rule(
        "FM106",
        S,
        ("removal_reason", "measures.until"),
        N_(
            "Removed on {removed} because the term of measures ended, but a measure runs until "
            "{until}. Check the reason and the term; if they are right, confirm."
        ),
        term_runs_on,
        norm="245-VIII, 59(8)",
    ),
    Rule(
        "FM107",
        S,
        ("registered_on", "register_basis"),
        N_(
            "Registered on {date} by Law 591-II, which is of 09.07.2004. Check the year of "
            "registration; if the document says so, confirm."
        ),
        before_the_law,
        norm="591-II, 1",
    ),
    Rule(
        "FM108",
        S,
        ("from_commission", "registered_on"),
        CLOSED,
        not_in_force("from_commission", "registered_on"),
    ),
    Rule(
        "FM109",
        S,
        ("to_commission", "removed_on"),
        CLOSED,
        not_in_force("to_commission", "removed_on"),
    ),
)

COURSE_RULES: tuple[Rule, ...] = (*_PEOPLE, *_WORK)
