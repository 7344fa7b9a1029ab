"""Says what somebody may not do, and whose right it is, in any language."""

from forms.findings import Finding, Severity
from forms.rights import ALLOWED, NOT_ALLOWED, ROLE_NAMES, SPOKEN, NotAllowed, Right, Role
from forms.words import Marked


def not_allowed(refused: NotAllowed) -> Finding:
    """Give the finding A01 for a right that is missing."""
    right: Right = refused.right
    roles = [Marked(ROLE_NAMES[role]) for role in Role if role in ALLOWED[right]]
    return Finding(
        "A01", Severity.HARD, NOT_ALLOWED, {}, {"right": Marked(SPOKEN[right]), "roles": roles}
    )
