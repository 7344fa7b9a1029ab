"""The court case card: a claim about parental rights, or an immediate removal of a child.

Source of the fields: Family Code arts. 75–83, Civil Procedure Code arts. 27, 173–279; the lines
of the return 2-АҚА that count them.  One card is one stay of a claim in one part of the return.
"""

from functools import partial

from forms.court_instructions import INSTRUCTIONS
from forms.court_rules import RULES
from forms.fields import Choice, Choices, Condition, Date, Field, Member, Place, Repeat, Text
from forms.form import Form, Section, instructed
from forms.person import person_fields
from forms.ruling import key
from forms.words import N_

SECRET = partial(Choice, sensitive=True)  # adoptive parents, adopters, houses of health (MFC 102)

CLAIM_THERE = Condition(
    lambda card, row: bool(key(card, "kind")), N_("Asked only when there is a claim.")
)
FILED = Condition(
    lambda card, row: bool(key(card, "kind")) and key(card, "came") in ("", "1"),
    N_("Asked only for a claim that was filed."),
)
NOT_FILED = Condition(
    lambda card, row: key(card, "came") in ("2", "3"),
    N_("Asked only for a claim taken up again or come otherwise."),
)
DEPRIVATION = Condition(
    lambda card, row: key(card, "kind") == "A",
    N_("Asked only for a claim of deprivation (part A)."),
)
RESTORATION = Condition(
    lambda card, row: key(card, "kind") == "C",
    N_("Asked only for restoration of rights (part C)."),
)
ENDED = Condition(
    lambda card, row: card.get("ended_on") is not None, N_("Asked only when the claim has ended.")
)
OUT = Condition(
    lambda card, row: row.get("out_on") is not None,
    N_("Needed only for who went out on a day of their own."),
)
TAKEN = Condition(
    lambda card, row: card.get("act_on") is not None,
    N_("Asked only when there is an act of immediate removal."),
)
IN_FORCE = Condition(
    lambda card, row: card.get("in_force_on") is not None,
    N_("Asked only when the decision is in force."),
)
DEPRIVED = Condition(
    lambda card, row: key(card, "kind") == "A" and card.get("in_force_on") is not None,
    N_("Asked only for a decision of deprivation in force."),
)

CLAIM = Section(
    "claim",
    N_("Claim"),
    (
        Choice(
            name="kind",
            label=N_("Kind of claim"),
            list="claim_kind",
            span=5,
            help=N_(
                "Two kinds asked in one claim are two cards, one in each part. Empty: only an "
                "act of immediate removal."
            ),
        ),
        Choice(
            name="came",
            label=N_("How the claim came"),
            list="claim_came",
            span=4,
            required=CLAIM_THERE,
            only_if=CLAIM_THERE,
        ),
        Date(
            name="came_on",
            label=N_("Date it came"),
            required=CLAIM_THERE,
            only_if=CLAIM_THERE,
            help=N_(
                "Filed: the day the court received it. Taken up again: the day of the act that "
                "annulled the decision. Lines 02.1–02.6."
            ),
        ),
        Choice(
            name="claimant",
            label=N_("Claimant"),
            list="claimant",
            span=5,
            required=FILED,
            only_if=FILED,
            norm="MFC 76",
            help=N_("The first named claimant. Lines 02.1–02.4."),
        ),
        Text(
            name="claimant_name",
            label=N_("Name of the claimant"),
            span=7,
            only_if=CLAIM_THERE,
            limit=200,
        ),
        Date(
            name="original_on",
            label=N_("First filing day"),
            only_if=NOT_FILED,
            required=NOT_FILED,
            help=N_("The day the claim first came to a court: ages are kept as of that day."),
        ),
        Text(
            name="previous_card", label=N_("Number of the earlier card"), only_if=NOT_FILED, span=4
        ),
    ),
)

OUTCOME_FIELDS: tuple[Field, ...] = (
    Date(
        name="joined_on",
        label=N_("Joined the claim on"),
        help=N_("Empty: with the claim. Later: counted in 02.6."),
    ),
    Choice(
        name="outcome",
        label=N_("Own outcome"),
        list="person_outcome",
        required=OUT,
        span=4,
        help=N_("Empty: as the claim."),
    ),
    Date(
        name="out_on",
        label=N_("Out of the claim on"),
        help=N_("Only for who went out before the claim ended. Empty: with the claim."),
    ),
)

RESPONDENTS = Section(
    "respondents",
    N_("Parents whose rights are in question"),
    (
        Repeat(
            name="respondents",
            label=N_("Parents whose rights are in question"),
            one=N_("parent"),
            fields=(
                SECRET(
                    name="role", label=N_("Mother or father"), list="respondent_role", required=True
                ),
                *(one for one in person_fields("sex", full=False) if one.name != "sex"),
                Choices(
                    name="grounds",
                    label=N_("Grounds of article 75"),
                    list="art75_ground",
                    span=6,
                    only_if=DEPRIVATION,
                    norm="MFC 75",
                    help=N_("Codes with a semicolon: G1; G5b."),
                ),
                *OUTCOME_FIELDS,
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
                *OUTCOME_FIELDS,
                Choice(
                    name="removed",
                    label=N_("Taken by the act"),
                    list="yes_no",
                    required=TAKEN,
                    only_if=TAKEN,
                ),
                Choice(
                    name="consent",
                    label=N_("Consents to restoration"),
                    list="yes_no",
                    only_if=RESTORATION,
                    norm="MFC 78",
                ),
            ),
        ),
    ),
)

TAKING = Section(
    "taking",
    N_("Immediate removal of the child"),
    (
        Date(
            name="act_on",
            label=N_("Date of the act"),
            norm="MFC 82",
            help=N_("The act of the local executive body. Lines E.01–E.08."),
        ),
        Text(name="act_number", label=N_("Number of the act"), only_if=TAKEN),
        Place(
            name="act_territory",
            label=N_("Akimat of the act"),
            only_if=TAKEN,
            span=4,
            help=N_(
                "Empty: of this commission's district. Another district's act is counted there."
            ),
        ),
        Date(
            name="prosecutor_told_on", label=N_("Prosecutor told on"), only_if=TAKEN, norm="MFC 82"
        ),
        Date(name="act_annulled_on", label=N_("Act annulled on"), only_if=TAKEN),
    ),
)

COURT = Section(
    "court",
    N_("Court"),
    (
        Choice(
            name="court_type",
            label=N_("Court"),
            list="court_type",
            span=6,
            only_if=CLAIM_THERE,
            required=CLAIM_THERE,
            norm="CPC 27(3)",
            kept_on_repeat=True,
        ),
        Text(
            name="court_name",
            label=N_("Name of the court"),
            span=6,
            only_if=CLAIM_THERE,
            limit=200,
            kept_on_repeat=True,
        ),
        Text(
            name="case_number",
            label=N_("Number of the court's case"),
            only_if=CLAIM_THERE,
            span=4,
            found_by=True,
        ),
        Text(name="judge", label=N_("Judge"), only_if=CLAIM_THERE, span=4),
        Repeat(
            name="hearings",
            label=N_("Hearings"),
            one=N_("hearing"),
            only_if=CLAIM_THERE,
            fields=(
                Date(name="on", label=N_("Date"), required=True),
                Text(name="what", label=N_("What was done"), span=9, limit=300),
            ),
        ),
    ),
)

DECISION = Section(
    "decision",
    N_("Decision"),
    (
        Date(
            name="ended_on",
            label=N_("Date of the decision or ruling"),
            only_if=CLAIM_THERE,
            help=N_("First instance, the day it was announced. Appeals change no line 03–10."),
        ),
        Choice(
            name="outcome",
            label=N_("Outcome of the claim"),
            list="claim_outcome",
            span=5,
            required=ENDED,
            only_if=ENDED,
            norm="CPC 226",
        ),
        Text(name="decision_number", label=N_("Number of the decision"), only_if=ENDED, span=4),
        Repeat(
            name="appeals",
            label=N_("Higher courts"),
            one=N_("act of a higher court"),
            only_if=ENDED,
            fields=(
                Date(name="on", label=N_("Date of the act"), required=True),
                Choice(name="court", label=N_("Instance"), list="appeal_court", required=True),
                Choice(
                    name="result",
                    label=N_("Result"),
                    list="appeal_result",
                    required=True,
                    span=5,
                    help=N_("The first that fits. Line 12."),
                ),
            ),
        ),
    ),
)

FORCE = Section(
    "force",
    N_("Entry into force"),
    (
        Date(name="in_force_on", label=N_("In force on"), only_if=ENDED, norm="CPC 240"),
        Choice(
            name="deprives",
            label=N_("Deprives of rights"),
            list="yes_no",
            only_if=DEPRIVED,
            required=DEPRIVED,
            help=N_("Yes or no, as left by appeal. Line 11."),
        ),
        Date(
            name="extract_registry_on",
            label=N_("Extract to the registry office on"),
            only_if=DEPRIVED,
            norm="MFC 76",
        ),
        Date(
            name="extract_guardianship_on",
            label=N_("Extract to the guardianship body on"),
            only_if=DEPRIVED,
            norm="MFC 76",
        ),
        Choice(
            name="support_ordered",
            label=N_("Child support ordered"),
            list="yes_no",
            only_if=IN_FORCE,
            required=DEPRIVED,
        ),
        Date(
            name="writ_issued_on", label=N_("Writ issued on"), only_if=IN_FORCE, norm="CPC 241(4)"
        ),
    ),
)

PLACEMENT = Section(
    "placement",
    N_("Placement and enforcement"),
    (
        Repeat(
            name="placements",
            label=N_("Placement of the children"),
            one=N_("placement"),
            fields=(
                Member(name="child", label=N_("Child"), of="children", required=True, span=4),
                SECRET(
                    name="kind", label=N_("Placed with"), list="placement", required=True, span=4
                ),
                Date(name="since", label=N_("Since"), required=True),
            ),
        ),
        Choice(
            name="enforcement",
            label=N_("Enforcement"),
            list="enforcement",
            only_if=IN_FORCE,
            span=4,
            norm="MFC 83",
        ),
        Date(name="enforced_on", label=N_("Enforced on"), only_if=IN_FORCE),
    ),
)

NOTE = Section(
    "note", N_("Note"), (Text(name="note", label=N_("Note"), lines=4, limit=4000, span=12),)
)

COURT_CASE = Form(
    code="court_case",
    title=N_("Court case card"),
    one=N_("court case"),
    sections=instructed(
        (
            CLAIM,
            RESPONDENTS,
            CHILDREN,
            TAKING,
            COURT,
            DECISION,
            FORCE,
            PLACEMENT,
            NOTE,
        ),
        INSTRUCTIONS,
    ),
    rules=RULES,
    mark="C",
)
