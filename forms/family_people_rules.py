"""The rules of the parents and children of the family card; the numbers run on in one book."""

from forms.family_ruling import (
    APPOINTED,
    BORN,
    before_birth,
    born_another_day,
    dead_but_absent,
    deprived_but_absent,
    grown_up_early,
    joined_as,
    joined_before_registration,
    left_otherwise,
    never_counted,
    no_school,
    of_age_at_start,
)
from forms.findings import Severity
from forms.name_ruling import role_disagrees
from forms.person_rules import (
    CLOSE,
    NOT_OLDER,
    PLANNED,
    TWO_ROLES,
    PersonNumbers,
    person_rules,
)
from forms.person_ruling import (
    close_in_age,
    not_older,
    role_twice,
    stay_of,
    too_young,
    two_roles,
)
from forms.rules import Rule
from forms.ruling import not_ahead, not_before
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

NEVER = N_(
    "{who} is on the card on no day of the register and is counted nowhere. Check when the person "
    "joined and left; if the dates are right, confirm."
)
LEFT_FIRST = N_("Left on {later}, before joining on {earlier}. Mend one of the two dates.")
LEFT_UNBORN = N_("Left on {on}, before the birth on {birth}. Mend one of the two dates.")
JOINED_UNBORN = N_("Joined on {on}, before the birth on {birth}. Mend one of the two dates.")
LEFT_AFTER = N_(
    "Left on {earlier}, after the family was removed on {later}: it counts nowhere. Empty the date "
    "or mend one of the two; if both are right, confirm."
)
OTHER_SEX = N_(
    "The role is “{role}”, but the sex of the card or of the ИИН is the other one. Mend the role "
    "or the sex; if both are right, confirm."
)

_STAY = stay_of("joined_on", "left_on")
_OF_PARENTS = PersonNumbers(
    bad_iin="FM19",
    birth="FM21",
    same_iin="FM36",
    same_name="FM83",
    ahead="FM45",
    no_name="FM70",
    signs="FM72",
    alphabets="FM74",
    capitals="FM76",
    one_word="FM78",
    patronymic="FM80",
    sex="FM23",
)
_OF_CHILDREN = PersonNumbers(
    bad_iin="FM20",
    birth="FM22",
    same_iin="FM35",
    same_name="FM82",
    ahead="FM27",
    no_name="FM71",
    signs="FM73",
    alphabets="FM75",
    capitals="FM77",
    one_word="FM79",
    patronymic="FM81",
    sex="FM24",
)

_PARENTS: tuple[Rule, ...] = (
    *person_rules("parents", _OF_PARENTS, _STAY),
    Rule(
        "FM25",
        H,
        ("parents.left_on", "parents.joined_on"),
        LEFT_FIRST,
        not_before("left_on", "joined_on"),
        each="parents",
    ),
    Rule(
        "FM30",
        S,
        ("parents.birth", "children.birth"),
        CLOSE,
        close_in_age,
        each="parents",
    ),
    Rule("FM38", S, ("parents.left_on",), PLANNED, not_ahead("left_on"), each="parents"),
    Rule(
        "FM39",
        S,
        ("parents.joined_on", "parents.left_on"),
        NEVER,
        never_counted,
        each="parents",
    ),
    Rule("FM44", S, ("parents.joined_on",), PLANNED, not_ahead("joined_on"), each="parents"),
    Rule(
        "FM47",
        H,
        ("parents.birth", "children.birth"),
        NOT_OLDER,
        not_older,
        each="parents",
    ),
    Rule(
        "FM48",
        S,
        ("parents.role", "parents.birth"),
        N_(
            "{who} was under 18 on {date}; only an adult adopts or becomes “{role}”. Check the "
            "role and the birth date; if they are right, confirm."
        ),
        too_young("registered_on"),
        each="parents",
    ),
    Rule("FM49", S, ("parents.role", "parents.sex"), OTHER_SEX, role_disagrees, each="parents"),
    Rule(
        "FM50",
        S,
        ("parents.joined_on", "parents.role", "parents.left_on"),
        N_(
            "“{role}” stands twice on the card on the same day. Check the roles and when each "
            "joined and left; if it is so, confirm."
        ),
        role_twice("parents", _STAY),
        each="parents",
    ),
    Rule(
        "FM51",
        H,
        ("parents.left_on", "parents.absence"),
        N_(
            "“{absence}” is entered as absence only, so the person goes on being counted in the "
            "family. Enter the day of death in “Left on”; if it was before the registration, "
            "delete the row."
        ),
        dead_but_absent,
        each="parents",
    ),
    Rule(
        "FM52",
        S,
        ("parents.left_on", "parents.absence"),
        N_(
            "“{absence}” is entered as absence only, so the person goes on being counted. Deprived "
            "as to every child of the card: enter “Left on”, the day in force. Deprived as to some "
            "of them only: confirm."
        ),
        deprived_but_absent,
        each="parents",
    ),
    Rule(
        "FM53",
        H,
        ("parents.joined_how",),
        N_("A parent does not join by “{how}”. Choose how the parent joined the family."),
        joined_as(BORN),
        each="parents",
    ),
    Rule(
        "FM55",
        H,
        ("parents.left_how", "parents.role"),
        N_(
            "“{why}” does not fit the role “{role}”: rights are lost by parents, guardianship ends "
            "for the others. Mend the reason or the role."
        ),
        left_otherwise,
        each="parents",
    ),
    Rule(
        "FM58",
        S,
        ("parents.left_on", "removed_on"),
        LEFT_AFTER,
        not_before("^removed_on", "left_on"),
        each="parents",
    ),
    Rule(
        "FM60",
        H,
        ("parents.joined_on", "parents.birth"),
        JOINED_UNBORN,
        before_birth("joined_on"),
        each="parents",
    ),
    Rule(
        "FM61",
        H,
        ("parents.left_on", "parents.birth"),
        LEFT_UNBORN,
        before_birth("left_on"),
        each="parents",
    ),
)

_CHILDREN: tuple[Rule, ...] = (
    *person_rules("children", _OF_CHILDREN, _STAY),
    Rule(
        "FM26",
        H,
        ("children.left_on", "children.joined_on"),
        LEFT_FIRST,
        not_before("left_on", "joined_on"),
        each="children",
    ),
    Rule(
        "FM28",
        H,
        ("children.left_on", "children.birth"),
        LEFT_UNBORN,
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
    Rule("FM37", S, ("children.left_on",), PLANNED, not_ahead("left_on"), each="children"),
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
        JOINED_UNBORN,
        before_birth("joined_on"),
        each="children",
    ),
    Rule(
        "FM42",
        H,
        ("children.iin", "parents.iin"),
        TWO_ROLES,
        two_roles("parents"),
        each="children",
    ),
    Rule("FM43", S, ("children.joined_on",), PLANNED, not_ahead("joined_on"), each="children"),
    Rule(
        "FM54",
        H,
        ("children.joined_how",),
        N_("A child does not join by “{how}”. Choose how the child joined the family."),
        joined_as(APPOINTED),
        each="children",
    ),
    Rule(
        "FM56",
        S,
        ("children.joined_on", "children.birth"),
        N_(
            "Joined by birth on {joined}, but born on {birth}. A birth counts on its own day, "
            "line 02.4: mend one of the two dates, or how the child joined; else confirm."
        ),
        born_another_day,
        each="children",
    ),
    Rule(
        "FM57",
        S,
        ("children.left_how", "children.birth"),
        N_(
            "{who} was {age} on leaving; marriage and full capacity are possible from 16. Check "
            "the reason and the dates; if they are right, confirm."
        ),
        grown_up_early,
        each="children",
        norm="MFC 10",
    ),
    Rule(
        "FM59",
        S,
        ("children.left_on", "removed_on"),
        LEFT_AFTER,
        not_before("^removed_on", "left_on"),
        each="children",
    ),
    Rule(
        "FM67",
        I,
        ("children.school", "children.birth"),
        N_(
            "{who} is {age}, and no place of study is entered. Enter it; if the child does not go "
            "to school, see whether a ground is to be added (02, 15)."
        ),
        no_school,
        each="children",
    ),
)

PEOPLE_RULES: tuple[Rule, ...] = (*_PARENTS, *_CHILDREN)
