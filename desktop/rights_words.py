"""Says what somebody may not do, and whose right it is, in any language."""

from forms.findings import Finding, Severity
from forms.rights import ALLOWED, NOT_ALLOWED, ROLE_NAMES, SPOKEN, NotAllowed, Right, Role
from forms.words import N_, Language, Marked, say

WHOSE = N_("Allowed for: {roles}")


def not_allowed(refused: NotAllowed) -> Finding:
    """Give the finding A01 for a right that is missing."""
    right: Right = refused.right
    shown = {"right": Marked(SPOKEN[right]), "roles": _roles(right)}
    return Finding("A01", Severity.HARD, NOT_ALLOWED, {}, shown)


def whose(right: Right, lang: Language) -> str:
    """Say in a few words whose right it is, for a line of a menu that is closed."""
    return say(WHOSE, lang, {"roles": _roles(right)})


def _roles(right: Right) -> list[Marked]:
    return [Marked(ROLE_NAMES[role]) for role in Role if role in ALLOWED[right]]
