"""The doors through which users of a vault come, get other roles or another passphrase, and go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.desk import Desk
from desktop.safekeeping import stands_in_the_way
from forms.findings import Finding, Severity
from forms.rights import FOUNDER, Right, Role, User
from forms.store import tries, users
from forms.store.passphrases import passphrase_findings
from forms.store.store import Deed, Work
from forms.store.users import Member
from forms.store.vault_refusals import VaultFault


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who opens or opened the vault, as the page of users shows them.

    number is 0 and since None for whoever made the vault; until tells when they were taken away;
    here says that it is who works at this desk.
    """

    number: int
    user: User
    since: datetime | None = None
    until: datetime | None = None
    here: bool = False


def people(desk: Desk) -> tuple[Person, ...]:
    """Give whoever made the vault, then its further users, then those taken away."""
    mine = desk.store.vault.user
    founder = desk.user if mine == 0 else FOUNDER
    further = [
        Person(one.number, User(one.name, one.roles), one.since, one.until, one.number == mine)
        for one in listed(desk)
    ]
    further.sort(key=lambda one: one.until is not None)
    return (Person(0, founder, here=mine == 0), *further)


def listed(desk: Desk) -> tuple[Member, ...]:
    """Give all further users, those taken away included."""
    with desk.store.reading() as reading:
        return users.members(reading.connection)


def judge(desk: Desk, name: str, roles: Iterable[Role]) -> Finding | None:
    """Say what is wrong with a name and roles, None when nothing is."""
    with desk.store.reading() as reading:
        wrong = users.judge_name(reading.connection, name, desk.who)
    return wrong or users.judge_roles(roles)


def judge_letters(desk: Desk, passphrase: str, words: Sequence[str] = ()) -> Finding | None:
    """Say what is wrong with a new passphrase as far as its letters tell, None when nothing is."""
    here = [desk.register.commission(desk.office, desk.today())]
    here.append(desk.register.parent(desk.office, desk.today()))
    names = [name for one in here if one is not None for name in one.short]
    return next(iter(passphrase_findings(passphrase, (*words, *names, desk.office))), None)


def judge_passphrase(desk: Desk, passphrase: str, words: Sequence[str] = ()) -> Finding | None:
    """Say what is wrong with a new passphrase, None when nothing is; slow as a derivation."""
    found = judge_letters(desk, passphrase, words)
    if found is not None:
        return found
    with desk.store.reading() as reading:
        taken = users.owner(desk.store.vault, reading.connection, passphrase)
    return None if taken is None else Finding("A06", Severity.HARD, users.SAME_PASSPHRASE)


def add_user(desk: Desk, name: str, roles: Iterable[Role], passphrase: str) -> int | Finding:
    """Let somebody open the vault by a passphrase of their own; gives their number.

    Slow as two derivations.
    """
    desk.require(Right.USERS)
    chosen = frozenset(roles)
    wrong = judge(desk, name, chosen) or judge_passphrase(desk, passphrase, name.split())
    if wrong is not None:
        return wrong
    try:
        with desk.begin(Right.USERS) as work:
            vault = desk.store.vault
            number = users.add(vault, work.connection, name, chosen, passphrase, desk.now())
            _file(desk, work)
            _note(desk, work, Deed.USER_ADDED, number)
    except VaultFault as failed:
        return failed.finding
    return number


def change_roles(desk: Desk, number: int, roles: Iterable[Role]) -> Finding | None:
    """Give a user other roles; they are felt at their next opening."""
    chosen = frozenset(roles)
    wrong = users.judge_roles(chosen)
    if wrong is not None:
        return wrong
    with desk.begin(Right.USERS) as work:
        users.change_roles(work.connection, number, chosen)
        _note(desk, work, Deed.USER_CHANGED, number)
    return None


def revoke_user(desk: Desk, number: int) -> Finding | None:
    """Take a user away: their passphrase opens this vault no more; what they did stays."""
    try:
        with desk.begin(Right.USERS) as work:
            users.revoke(work.connection, number, desk.now())
            _file(desk, work)
            _note(desk, work, Deed.USER_REVOKED, number)
    except VaultFault as failed:
        return failed.finding
    return None


def give_passphrase(desk: Desk, number: int, passphrase: str) -> Finding | None:
    """Give a further user another passphrase, when they forgot theirs; slow as two derivations."""
    desk.require(Right.USERS)
    names = [one.name for one in listed(desk) if one.number == number]
    wrong = judge_passphrase(desk, passphrase, [word for name in names for word in name.split()])
    return wrong if wrong is not None else _renew(desk, Right.USERS, number, passphrase)


def change_own_passphrase(desk: Desk, old: str, new: str) -> str | Finding:
    """Change the passphrase of whoever works here; slow as three derivations.

    Gives the new recovery code where it is the founder's, which changes the key of the whole
    vault after a backup; "" for a further user, whose slot alone is changed.
    """
    vault = desk.store.vault
    wrong = not_theirs(desk, old) or judge_passphrase(desk, new, [*desk.who.split(), old])
    if wrong is not None:
        return wrong
    if vault.user == 0:
        desk.require(Right.KEEP)
        return stands_in_the_way(desk) or desk.store.change_passphrase(
            new, who=desk.who, when=desk.now()
        )
    return _renew(desk, Right.KEEP, vault.user, new) or ""


def not_theirs(desk: Desk, passphrase: str) -> Finding | None:
    """Say that a passphrase is not that of whoever works here, None when it is; slow as a
    derivation.

    A wrong one counts like one at the gate: it comes into the journal, and after several one waits.
    """
    vault = desk.store.vault
    waiting = tries.must_wait(vault.path)
    if waiting is not None:
        return waiting
    with desk.store.reading() as reading:
        if users.owner(vault, reading.connection, passphrase) == vault.user:
            return None
    tries.remember(vault.path, desk.now())
    return Finding("A07", Severity.HARD, users.NOT_THEIRS)


def _renew(desk: Desk, right: Right, number: int, passphrase: str) -> Finding | None:
    try:
        with desk.begin(right) as work:
            users.change_passphrase(desk.store.vault, work.connection, number, passphrase)
            _file(desk, work)
            _note(desk, work, Deed.PASSPHRASE_CHANGED, number)
    except VaultFault as failed:
        return failed.finding
    return None


def _file(desk: Desk, work: Work) -> None:
    """Write the file of users; where that fails the whole change is given up."""
    refused = users.file_slots(desk.store.vault, work.connection)
    if refused is not None:
        raise VaultFault(refused)


def _note(desk: Desk, work: Work, deed: Deed, number: int) -> None:
    work.note(deed, who=desk.who, when=desk.now(), form="user", record=str(number))
