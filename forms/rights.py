"""Who may do what in a vault: roles, rights, and the one table between them.

Rights are asked where changes enter (desktop.desk.Desk.begin and require), never in buttons: a
button that is missing protects nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from forms.words import N_


class Role(StrEnum):
    """What somebody is to the office; one person may have several roles."""

    SECRETARY = "secretary"
    CHAIR = "chair"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One thing that is allowed or not; its value stands in tests and tables."""

    LOOK = "look"
    CHANGE = "change"
    CONFIRM = "confirm"
    ANNUL = "annul"
    PAPER = "paper"
    HOLD = "hold"
    DESTROY = "destroy"
    HAND_IN = "hand in"
    WRITE_RETURN = "write return"
    MERGE = "merge"
    REGISTER = "register"
    OFFICE = "office"
    KEEP = "keep"
    RESTORE = "restore"
    JOURNAL = "journal"
    USERS = "users"


S, C, O, A = Role.SECRETARY, Role.CHAIR, Role.OFFICER, Role.ADMINISTRATOR  # noqa: E741

ALLOWED: Mapping[Right, frozenset[Role]] = {
    Right.LOOK: frozenset({S, C}),
    Right.CHANGE: frozenset({S}),
    Right.CONFIRM: frozenset({S, C}),
    Right.ANNUL: frozenset({S}),
    Right.PAPER: frozenset({S, C}),
    Right.HOLD: frozenset({S, C}),
    Right.DESTROY: frozenset({C}),
    Right.HAND_IN: frozenset({S}),
    Right.WRITE_RETURN: frozenset({S, C, O}),
    Right.MERGE: frozenset({S, O}),
    Right.REGISTER: frozenset({O, A}),
    Right.OFFICE: frozenset({S, A}),
    Right.KEEP: frozenset({S, C, O, A}),
    Right.RESTORE: frozenset({A}),
    Right.JOURNAL: frozenset({C, A}),
    Right.USERS: frozenset({A}),
}
"""The whole table: personal data for secretary and chair only; whoever keeps the program and its
users sees no cards by that (ASVS 5, 8.2: least privilege).  The secretary prepares a destruction,
the chair carries it out: nobody can take their own cards away for ever."""

SPOKEN: Mapping[Right, str] = {
    Right.LOOK: N_("look at cards"),
    Right.CHANGE: N_("change cards"),
    Right.CONFIRM: N_("confirm findings"),
    Right.ANNUL: N_("annul cards and take that back"),
    Right.PAPER: N_("print cards and write lists out"),
    Right.HOLD: N_("mark cards to be kept beyond their term"),
    Right.DESTROY: N_("destroy cards whose term has run out"),
    Right.HAND_IN: N_("hand in returns"),
    Right.WRITE_RETURN: N_("print returns and write them to files"),
    Right.MERGE: N_("merge returns"),
    Right.REGISTER: N_("edit the register of commissions"),
    Right.OFFICE: N_("change what is set for the office"),
    Right.KEEP: N_("make backups and check the vault"),
    Right.RESTORE: N_("restore backups"),
    Right.JOURNAL: N_("read the journal"),
    Right.USERS: N_("change users and their rights"),
}

ROLE_NAMES: Mapping[Role, str] = {
    Role.SECRETARY: N_("Secretary"),
    Role.CHAIR: N_("Chair"),
    Role.OFFICER: N_("Oblast officer"),
    Role.ADMINISTRATOR: N_("Administrator"),
}

ROLE_HELP: Mapping[Role, str] = {
    Role.SECRETARY: N_("keeps the cards, hands returns in"),
    Role.CHAIR: N_("reads the cards and the journal, confirms findings, destroys cards by an act"),
    Role.OFFICER: N_("merges returns and edits the register; sees no cards"),
    Role.ADMINISTRATOR: N_("keeps users, backups and the register; sees no cards"),
}

NOT_ALLOWED = N_("This is not among your rights: {right}. It takes the role: {roles}.")


class NotAllowed(Exception):
    """Somebody asked for what is not among their rights; nothing was changed."""

    def __init__(self, right: Right) -> None:
        """Carry the right that is missing."""
        super().__init__(right.value)
        self.right = right


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who opened the vault: name is how the history and the journal call them.

    The one who made the vault is called by the role, "secretary".
    """

    name: str
    roles: frozenset[Role]

    def may(self, right: Right) -> bool:
        """True when one of the roles has the right."""
        return bool(self.roles & ALLOWED[right])


FOUNDER = User(Role.SECRETARY.value, frozenset({Role.SECRETARY, Role.ADMINISTRATOR}))
"""Who made the vault: all else follows from their passphrase."""


def roles_in(text: str) -> frozenset[Role]:
    """Read roles as the store keeps them, parted by spaces; unknown ones give no right."""
    known = set(Role)
    return frozenset(Role(one) for one in text.split() if one in known)


def roles_as_text(roles: Iterable[Role]) -> str:
    """Write roles as the store keeps them."""
    chosen = set(roles)
    return " ".join(role.value for role in Role if role in chosen)
