"""The family card: what is asked of a dysfunctional family, and its edit rules.

Source of the fields: Law 245-VIII of 30.12.2025 (arts. 48, 54, 59, 79), before 02.03.2026 Law
591-II (arts. 1, 8, 19–21); the lines of the return 1-ҚО that count them.
"""

from forms.family_instructions import INSTRUCTIONS
from forms.family_rules import RULES
from forms.fields import Choice, Condition, Date, Field, Member, Place, Repeat, Text
from forms.form import Form, Section, instructed
from forms.person import person_fields
from forms.ruling import key
from forms.words import N_

FIRST_OR_AGAIN = Condition(
    lambda card, row: key(card, "registration_kind") in ("1", "2"),
    N_("Asked for a first or repeated registration only."),
)
MOVED_IN = Condition(
    lambda card, row: key(card, "registration_kind") == "3",
    N_("Asked only when the family came from another commission."),
)
JOINED = Condition(
    lambda card, row: row.get("joined_on") is not None,
    N_("Asked only for who joined after the registration."),
)
LEFT = Condition(
    lambda card, row: row.get("left_on") is not None, N_("Asked only for who left the family.")
)
REMOVED = Condition(
    lambda card, row: card.get("removed_on") is not None,
    N_("Asked only when the family was removed from the register."),
)
MOVED_OUT = Condition(
    lambda card, row: key(card, "removal_reason") == "05",
    N_("Asked only when the family went to another commission."),
)


def _stay_fields(
    leaving: str, *, joined: str, left: str, adoptable: bool = False
) -> tuple[Field, ...]:
    """Give the fields that say when and how somebody joined the family and left it.

    leaving names the code list of the reasons to leave; joined and left are the helps of the days.
    adoptable: the reasons tell of adoptions, whose secret is kept by law (Family Code, art. 102).
    """
    return (
        Date(name="joined_on", label=N_("Joined on"), help=joined),
        Choice(
            name="joined_how",
            label=N_("How joined"),
            list="joining",
            required=JOINED,
            only_if=JOINED,
            sensitive=True,  # by adoption: whoever joined, for the list has it for all
        ),
        Date(name="left_on", label=N_("Left on"), help=left),
        Choice(
            name="left_how",
            label=N_("Why left"),
            list=leaving,
            required=LEFT,
            only_if=LEFT,
            sensitive=adoptable,
        ),
    )


REGISTRATION = Section(
    "registration",
    N_("Registration"),
    (
        Date(
            name="registered_on",
            label=N_("Date of registration"),
            required=True,
            help=N_(
                "The date of the document that puts the family on the register, not of typing."
            ),
            norm="245-VIII, 79(6)9)",
        ),
        Choice(
            name="register_basis",
            label=N_("Register and legal basis"),
            list="register_basis",
            required=True,
            span=6,
            kept_on_repeat=True,
            norm="245-VIII, 54, 59",
        ),
        Choice(
            name="registration_kind",
            label=N_("How registered"),
            list="registration_kind",
            required=True,
            kept_on_repeat=True,
            help=N_(
                "For the first time; again, when the family or a parent was on a register "
                "before; or moved in from another commission. Lines 02.1–02.3."
            ),
        ),
        Choice(
            name="source",
            label=N_("Source of the report"),
            list="source",
            required=FIRST_OR_AGAIN,
            only_if=FIRST_OR_AGAIN,
            span=4,
            kept_on_repeat=True,
            help=N_(
                "The one first source. A body that is not named counts as an organisation. Line 06."
            ),
            norm="245-VIII, 49",
        ),
        Place(
            name="from_commission",
            label=N_("From which commission"),
            kind="commission",
            required=MOVED_IN,
            only_if=MOVED_IN,
            span=4,
        ),
        Text(
            name="registration_document",
            label=N_("Document, its number and date"),
            span=4,
            limit=200,
        ),
    ),
)

PARENTS = Section(
    "parents",
    N_("Parents (legal representatives)"),
    (
        Repeat(
            name="parents",
            label=N_("Parents (legal representatives)"),
            one=N_("parent"),
            fields=(
                Choice(
                    name="role",
                    label=N_("Role in the family"),
                    list="parent_role",
                    required=True,
                    sensitive=True,  # an adoptive parent is shown as a parent (art. 102)
                ),
                *person_fields("sex", full=False),
                Choice(name="employment", label=N_("Employment"), list="employment"),
                Choice(
                    name="absence",
                    label=N_("Why absent"),
                    list="parent_absence",
                    help=N_("Absence (prison, treatment) does not end membership of the family."),
                    norm="№ 16, 16.01.2015",
                    sensitive=True,  # long treatment, incapacity: somebody's health
                ),
                *_stay_fields(
                    "parent_leaving",
                    joined=N_("Empty: with the family from its registration."),
                    left=N_(
                        "The date of the fact: death, leaving, deprivation in force. Line 03.11."
                    ),
                ),
            ),
        ),
    ),
)

CHILDREN = Section(
    "children",
    N_("Children"),
    (
        Repeat(
            name="children",
            label=N_("Children"),
            one=N_("child"),
            fields=(
                *person_fields("child_sex", full=True),
                Text(name="school", label=N_("Place of study"), span=4, kept_on_repeat=True),
                *_stay_fields(
                    "child_leaving",
                    joined=N_("Empty: with the family from its registration, or from birth."),
                    left=N_("The date of the fact. A child leaves by itself on the 18th birthday."),
                    adoptable=True,
                ),
            ),
        ),
    ),
)

ADDRESS = Section(
    "address",
    N_("Address"),
    (
        Place(
            name="territory",
            label=N_("District, city"),
            required=True,
            span=4,
            kept_on_repeat=True,
            help=N_("Type any part of the name."),
        ),
        Text(name="okrug", label=N_("Rural okrug"), span=4, kept_on_repeat=True),
        Text(
            name="settlement",
            label=N_("Village, settlement"),
            span=4,
            kept_on_repeat=True,
            found_by=True,
        ),
        Text(name="street", label=N_("Street"), span=6),
        Text(name="house", label=N_("House, flat"), span=3, limit=30),
        Text(name="phone", label=N_("Telephone"), span=3, limit=60),
    ),
)

GROUNDS = Section(
    "grounds",
    N_("Grounds and factors"),
    (
        Repeat(
            name="grounds",
            label=N_("Grounds and factors"),
            one=N_("ground"),
            least=1,
            fields=(
                Choice(
                    name="ground",
                    label=N_("Ground or factor"),
                    list="family_ground",
                    required=True,
                    span=6,
                    help=N_(
                        "One or several; at least one must be in force while the family is "
                        "on the register. Line 05."
                    ),
                ),
                Date(
                    name="since",
                    label=N_("In force since"),
                    help=N_("Empty: since the registration."),
                ),
                Date(name="until", label=N_("Fell away on")),
            ),
        ),
    ),
)

MEASURES = Section(
    "measures",
    N_("Individual preventive measures"),
    (
        Repeat(
            name="measures",
            label=N_("Individual preventive measures"),
            one=N_("measure"),
            fields=(
                Choice(
                    name="kind",
                    label=N_("Measure"),
                    list="measure",
                    required=True,
                    span=5,
                    norm="245-VIII, 48(3)",
                ),
                Date(
                    name="on",
                    label=N_("Date of the measure"),
                    required=True,
                    help=N_("From registration to removal, both days included. Line 07."),
                ),
                Text(name="document", label=N_("Document"), span=3),
                Date(name="until", label=N_("Term until")),
                Text(name="result", label=N_("Result"), span=6, limit=300),
            ),
        ),
        Repeat(
            name="violence",
            label=N_("Violence and neglect"),
            one=N_("report"),
            fields=(
                Member(name="child", label=N_("Child"), of="children", required=True, span=4),
                Choice(
                    name="kind",
                    label=N_("Kind"),
                    list="violence",
                    required=True,
                    span=4,
                    norm="245-VIII, 20(4)",
                ),
                Date(
                    name="on",
                    label=N_("Date of the report"),
                    required=True,
                    help=N_("The date of the report or document that says so. Line 09."),
                ),
                Text(name="document", label=N_("Document"), span=3),
            ),
        ),
    ),
)

REMOVAL = Section(
    "removal",
    N_("Removal from the register"),
    (
        Date(
            name="removed_on",
            label=N_("Date of removal"),
            help=N_(
                "The date of the removing document. A family whose last child turns 18 leaves "
                "by itself on that day."
            ),
            norm="245-VIII, 59(8)",
        ),
        Choice(
            name="removal_reason",
            label=N_("Reason of removal"),
            list="removal_reason",
            required=REMOVED,
            only_if=REMOVED,
            span=5,
        ),
        Place(
            name="to_commission",
            label=N_("To which commission"),
            kind="commission",
            required=MOVED_OUT,
            only_if=MOVED_OUT,
            span=4,
        ),
        Text(
            name="removal_document",
            label=N_("Document, its number and date"),
            only_if=REMOVED,
            span=6,
            limit=200,
        ),
    ),
)

NOTE = Section(
    "note", N_("Note"), (Text(name="note", label=N_("Note"), lines=4, limit=4000, span=12),)
)

FAMILY = Form(
    code="family",
    title=N_("Family card"),
    one=N_("family"),
    sections=instructed(
        (
            REGISTRATION,
            PARENTS,
            CHILDREN,
            ADDRESS,
            GROUNDS,
            MEASURES,
            REMOVAL,
            NOTE,
        ),
        INSTRUCTIONS,
    ),
    rules=RULES,
)
