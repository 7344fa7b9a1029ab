"""The rules of the parents and children of the court case card; the numbers run on in one book."""

from forms.court_ruling import (
    decided_early,
    joined_before_claim,
    nobody_in,
    of_age_in_claim,
    outcome_without_day,
    ten_without_consent,
    unborn_in_claim,
    without_ground,
)
from forms.findings import Severity
from forms.name_ruling import role_disagrees
from forms.person_rules import AHEAD, CLOSE, NOT_OLDER, PersonNumbers, person_rules
from forms.person_ruling import close_in_age, not_older, stay_of
from forms.rules import Rule
from forms.ruling import not_ahead, not_before
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

NO_DAY = N_(
    "{who}: an outcome without its day. Enter the day of the ruling, or the date of the decision "
    "on the claim."
)
EARLY = N_(
    "{who}: a decision on {date} that is not the day of the decision on the claim. Who is "
    "decided goes out with the claim; empty the date or choose how it ended."
)
OUT_BEFORE = N_("Out of the claim on {later}, before joining on {earlier}. Mend one of the dates.")
JOINED_LATE = N_("Joined the claim on {earlier}, after its end on {later}. Mend one of the dates.")
OUT_FIRST = N_("Out of the claim on {later}, before it came on {earlier}. Mend one of the dates.")
OUT_LATE = N_("Out of the claim on {earlier}, after its end on {later}. Mend one of the dates.")

JOINED_BEFORE = N_(
    "Joined on {joined}, before the claim came on {came}: counted as with the claim from its "
    "beginning."
)
_OUT_AND_IN_R = ("respondents.joined_on", "respondents.out_on")
_OUT_AND_IN_C = ("children.joined_on", "children.out_on")
_STAY = stay_of("joined_on", "out_on")
_OF_RESPONDENTS = PersonNumbers(
    bad_iin="CC35",
    birth="CC37",
    same_iin="CC41",
    same_name="CC93",
    ahead="CC71",
    no_name="CC81",
    signs="CC83",
    alphabets="CC85",
    capitals="CC87",
    one_word="CC89",
    patronymic="CC91",
)
_OF_CHILDREN = PersonNumbers(
    bad_iin="CC36",
    birth="CC38",
    same_iin="CC40",
    same_name="CC94",
    ahead="CC72",
    no_name="CC82",
    signs="CC84",
    alphabets="CC86",
    capitals="CC88",
    one_word="CC90",
    patronymic="CC92",
    sex="CC39",
)

PEOPLE_RULES: tuple[Rule, ...] = (
    *person_rules("respondents", _OF_RESPONDENTS, _STAY),
    *person_rules("children", _OF_CHILDREN, _STAY),
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
        "CC33",
        H,
        ("ended_on", "respondents.outcome"),
        NO_DAY,
        outcome_without_day("respondents"),
    ),
    Rule(
        "CC34",
        H,
        ("ended_on", "children.outcome"),
        NO_DAY,
        outcome_without_day("children"),
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
        ("children.joined_on", "children.birth", "came_on"),
        N_(
            "{who} was born on {birth}, after {date}, when the claim came. Mend one of the dates; "
            "a child born later joins the claim on a day of its own."
        ),
        unborn_in_claim,
        each="children",
    ),
    Rule("CC69", H, _OUT_AND_IN_R, AHEAD, not_ahead(), each="respondents", singly=True),
    Rule("CC70", H, _OUT_AND_IN_C, AHEAD, not_ahead(), each="children", singly=True),
    Rule(
        "CC67",
        I,
        ("respondents.joined_on", "came_on"),
        JOINED_BEFORE,
        joined_before_claim,
        each="respondents",
    ),
    Rule(
        "CC68",
        I,
        ("children.joined_on", "came_on"),
        JOINED_BEFORE,
        joined_before_claim,
        each="children",
    ),
    Rule(
        "CC77",
        H,
        ("respondents.birth", "children.birth"),
        NOT_OLDER,
        not_older,
        each="respondents",
    ),
    Rule(
        "CC78",
        S,
        ("respondents.birth", "children.birth"),
        CLOSE,
        close_in_age,
        each="respondents",
    ),
    Rule(
        "CC79",
        S,
        ("respondents.role", "respondents.iin"),
        N_(
            "The role is “{role}”, but the ИИН is that of the other sex. Mend the role or the ИИН; "
            "mothers and fathers are counted apart. If both are right, confirm."
        ),
        role_disagrees,
        each="respondents",
    ),
)
