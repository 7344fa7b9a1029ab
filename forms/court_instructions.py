"""What F1 tells at the fields of the court case card: what to write, from which paper, and what
when it is not known.

The norm is no part of these sentences: it is declared at the field and spoken by forms/norms.py.
A few fields have theirs where they are declared.
"""

from forms.words import N_

INSTRUCTIONS = {
    "came": N_(
        "How this claim came into this part of the return: filed, taken up again after "
        "annulment, or otherwise. See the stamp of the court or the annulling act."
    ),
    "claimant_name": N_(
        "Who signed the claim: the person's full name, or the body as the claim writes it. "
        "Empty when the claim is not at hand."
    ),
    "previous_card": N_(
        "The number of the card that held this claim before, as 1132-C-2026-012. Empty when "
        "there was none in this vault."
    ),
    "respondents.role": N_(
        "Mother or father, by the child's birth certificate. Each parent whose rights the "
        "claim names has a row of their own."
    ),
    "children.removed": N_(
        "Yes for each child whom the act names, no for the others of this claim."
    ),
    "children.consent": N_(
        "Whether the child agreed, by the record of the hearing. Restoration for a child of "
        "ten or more needs the consent; empty when the child was not asked."
    ),
    "act_number": N_(
        "The number of the act of immediate removal, as on its first page. Empty when it has none."
    ),
    "prosecutor_told_on": N_(
        "The day the letter went to the prosecutor, by the outgoing number. The prosecutor is"
        " told at once; empty while the letter has not gone."
    ),
    "act_annulled_on": N_(
        "The date of the document that annuls the act. Empty while the act stands."
    ),
    "court_type": N_(
        "Which kind of court considers the claim: see the head of the ruling that accepts it."
        " Type the code or a word."
    ),
    "court_name": N_(
        "The full name of the court, as at the head of its ruling or decision. F7 repeats it "
        "from the last card."
    ),
    "case_number": N_(
        "The number that the court gave the case, as in its ruling. Empty until the court has"
        " given one."
    ),
    "judge": N_(
        "The surname and initials of the judge, as in the ruling or decision. Empty when not known."
    ),
    "hearings.on": N_(
        "The day of the hearing, by the notice or the record; one that is still to come may "
        "stand here too."
    ),
    "hearings.what": N_(
        "What came of the hearing: put off and why, heard, ended. Empty until it has been held."
    ),
    "outcome": N_(
        "How the first court ended the claim, by the operative part of its decision or "
        "ruling. A parent or child with another end has it in their own row."
    ),
    "decision_number": N_(
        "The number of the decision or ruling, as on its first page. Empty when it has none "
        "of its own."
    ),
    "appeals.on": N_("The day the higher court announced its act; each act has a row of its own."),
    "appeals.court": N_("Which higher court it was, by the head of its act: appeal or cassation."),
    "in_force_on": N_(
        "Without an appeal: when the term of appeal has run out. With one: the day the appeal"
        " court announced its act. Empty until then; the mark on the decision tells it."
    ),
    "extract_registry_on": N_(
        "The day the court sent the extract to the registry office of the child's birth, by "
        "its letter. The term is three days from entry into force; empty until it is sent."
    ),
    "extract_guardianship_on": N_(
        "The day the court sent the extract to the guardianship body where the child lives, "
        "by its letter. The term is three days from entry into force; empty until it is sent."
    ),
    "support_ordered": N_(
        "Yes when the operative part of the decision orders child support, no when it does not."
    ),
    "writ_issued_on": N_(
        "The day of issue that stands on the writ of execution. The term is three working "
        "days from entry into force; empty until it is issued."
    ),
    "placements.child": N_(
        "The child of this card who was placed: type part of the name. Each new placement is "
        "a row of its own."
    ),
    "placements.kind": N_(
        "With whom or where the child was placed, by the act of the guardianship body: type "
        "the code or a word."
    ),
    "placements.since": N_("The day of the act of placement. Line 10."),
    "enforcement": N_(
        "How far the decision has been carried out, as the bailiff or the guardianship body "
        "tells. Empty when nothing is known yet."
    ),
    "enforced_on": N_(
        "The day on which the decision was carried out, by the act of the bailiff or of the "
        "guardianship body. Empty until then."
    ),
    "note": N_(
        "Whatever a colleague must know and no field asks. It is counted nowhere; write no "
        "more about people than the work needs."
    ),
}
"""Path of a field -> its marked instruction."""
