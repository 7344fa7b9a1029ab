"""What F1 tells at the fields of the family card: what to write, from which paper, and what when it
is not known.

The norm is no part of these sentences: it is declared at the field and spoken by forms/norms.py.
A few fields have theirs where they are declared.
"""

from forms.words import N_

INSTRUCTIONS = {
    "register_basis": N_(
        "The register that the document names, with the article of the law behind it. When "
        "the document names none, ask who issued it and leave the card a draft."
    ),
    "from_commission": N_(
        "The commission that sent the family's papers. Type any part of its name or its code."
    ),
    "registration_document": N_(
        "What puts the family on the register: the kind of paper, its number and its date. "
        "When there is no number, write “no number” and the date."
    ),
    "parents.role": N_(
        "What this adult is to the children, by the birth certificate or the act of "
        "guardianship: mother, father, guardian and so on."
    ),
    "parents.employment": N_(
        "What the adult did on the day of registration, by the survey act or the adult's own "
        "words. Not known: leave it empty."
    ),
    "parents.joined_how": N_(
        "Why this person came into the family after the registration: type the code or a "
        "word. Asked only when a date of joining is given."
    ),
    "children.joined_how": N_(
        "Why this person came into the family after the registration: type the code or a "
        "word. Asked only when a date of joining is given."
    ),
    "parents.left_how": N_(
        "Why this adult is no longer of the family, by the document: death certificate, court"
        " decision in force or other. Asked only with a date of leaving."
    ),
    "children.left_how": N_(
        "Why this child is no longer of the family, by the document that says so. Asked only "
        "with a date of leaving; coming of age needs no entry."
    ),
    "children.school": N_(
        "The kindergarten, school or college, with its village or city when it is elsewhere. "
        "Empty when the child goes to none."
    ),
    "okrug": N_("The rural okrug of the address. Leave it empty in a city."),
    "settlement": N_(
        "The village or settlement where the family really lives, also when it is registered "
        "elsewhere. In a city leave it empty."
    ),
    "street": N_(
        "The street or microdistrict, as in the survey act. Empty when the village has no "
        "named streets."
    ),
    "house": N_("House and flat, with their letter or fraction: 12/1-45. Empty when not known."),
    "phone": N_(
        "A telephone of an adult of the family; several stand with a comma. Empty when there "
        "is none."
    ),
    "grounds.until": N_(
        "The day on which this ground fell away, by the paper that says so. Empty while it is"
        " in force."
    ),
    "measures.kind": N_(
        "What was done with the family, one row for each measure: type the code or a word. A "
        "plan is no measure yet: write what was carried out."
    ),
    "measures.document": N_(
        "The paper that shows it: its kind, number and date. Empty when there is none yet."
    ),
    "violence.document": N_(
        "The paper that shows it: its kind, number and date. Empty when there is none yet."
    ),
    "measures.until": N_(
        "The last day of the measure when its paper gives a term. Empty for a measure of one day."
    ),
    "measures.result": N_(
        "In a few words what came of it: the parents work, the child goes to school. Empty "
        "while nothing is known."
    ),
    "violence.child": N_(
        "The child of this card whom the report is about: type part of the name. Each child "
        "has a row of its own."
    ),
    "violence.kind": N_(
        "The kind that the report or document names: type the code or a word. Two kinds are "
        "two rows."
    ),
    "removal_reason": N_(
        "The reason that the removing document gives: type the code or a word. Only one is counted."
    ),
    "to_commission": N_(
        "The commission to which the family's papers were sent. Type any part of its name or "
        "its code."
    ),
    "removal_document": N_(
        "What takes the family off the register: the kind of paper, its number and its date. "
        "When there is no number, write “no number” and the date."
    ),
    "note": N_(
        "Whatever a colleague must know and no field asks. It is counted nowhere; write no "
        "more about people than the work needs."
    ),
}
"""Path of a field -> its marked instruction."""
