"""The users of a vault: who they are, their roles, and their slots kept in step with the file.

The founder opens the vault by the passphrase that makes its root and stands in no row.  A name is
given once and for ever: the history and the journal call people by it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from forms.findings import Finding, Severity
from forms.rights import FOUNDER, Role, User, roles_as_text, roles_in
from forms.store import papers, vault_slots
from forms.store.tables import USERS
from forms.store.vault import Vault
from forms.store.vault_keys import VaultKey, root_from_passphrase
from forms.store.vault_slots import Slot, read_slots, seal_root, users_file, write_slots
from forms.words import N_

FILED = "users.file"
"""Setting: hash of the file of users as it was written last."""

NAME_EMPTY = N_("The name is empty. Write the surname and initials, as on the order.")
NAME_TAKEN = N_("{name} is there already, or was. Write a name that nobody here had.")
NAME_LONG = N_("The name has {n} signs; at most {most} fit.")
NO_ROLE = N_("No role is chosen. Choose at least one.")
SAME_PASSPHRASE = N_(
    "Somebody else opens this vault by the same passphrase. Choose another one: it tells who comes."
)
NOT_THEIRS = N_("This is not your passphrase of now. Type it again.")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Member:
    """A further user: number, name, roles, since when, and until when (None: still)."""

    number: int
    name: str
    roles: frozenset[Role]
    since: datetime
    until: datetime | None = None


def members(connection: Connection) -> tuple[Member, ...]:
    """Give all further users, those taken away included, the first one first."""
    columns = USERS.c
    found = connection.execute(
        select(
            columns.number, columns.name, columns.roles, columns.since, columns.revoked_at
        ).order_by(columns.number)
    )
    return tuple(
        Member(
            number,
            name,
            roles_in(roles),
            datetime.fromisoformat(since),
            datetime.fromisoformat(until) if until else None,
        )
        for number, name, roles, since, until in found
    )


def user_of(connection: Connection, number: int, founder: str) -> User | None:
    """Give who opened the vault by the slot of a number, 0 for the founder; None for whoever was
    taken away."""
    if number == 0:
        return User(founder, FOUNDER.roles)
    found = [one for one in members(connection) if one.number == number and one.until is None]
    return User(found[0].name, found[0].roles) if found else None


def came_by_an_earlier_slot(vault: Vault, connection: Connection) -> bool:
    """True when the slot beside the vault, by which its user came, is not the one that the vault
    keeps: an earlier file of users was put back, with a passphrase that was changed since."""
    kept = {one.number: (one.public, one.secret) for one in _kept(connection)}
    filed = {one.number: (one.public, one.secret) for one in read_slots(vault.path) or ()}
    return bool(vault.user) and filed.get(vault.user) != kept.get(vault.user)


def judge_name(connection: Connection, name: str, founder: str) -> Finding | None:
    """Say why somebody cannot be called so, None when they can."""
    if not name:
        return Finding("A02", Severity.HARD, NAME_EMPTY)
    if len(name) > LONGEST_NAME:
        return Finding("A03", Severity.HARD, NAME_LONG, {}, {"n": len(name), "most": LONGEST_NAME})
    taken = {founder, FOUNDER.name, *(one.name for one in members(connection))}
    if name.casefold() in {one.casefold() for one in taken}:
        return Finding("A04", Severity.HARD, NAME_TAKEN, {}, {"name": name})
    return None


def judge_roles(roles: Iterable[Role]) -> Finding | None:
    """Say that roles are missing, None when one is there."""
    return None if list(roles) else Finding("A05", Severity.HARD, NO_ROLE)


def owner(vault: Vault, connection: Connection, passphrase: str) -> int | None:
    """Give whose passphrase this is: 0 for the founder, a user's number, None for nobody's.

    Raises MemoryError as the derivation does.
    """
    salt = vault.salt
    stretched = root_from_passphrase(passphrase, salt)
    if vault.has_key(VaultKey.from_root(stretched, salt)):
        return 0
    return vault_slots.roots_by(stretched, salt, _kept(connection))[0] or None


def add(
    vault: Vault,
    connection: Connection,
    name: str,
    roles: Iterable[Role],
    passphrase: str,
    when: datetime,
) -> int:
    """Keep a new user with a slot; gives the number.  Whether all of it fits is asked before."""
    last = connection.execute(select(func.coalesce(func.max(USERS.c.number), 0))).scalar_one()
    slot = vault_slots.new_slot(int(last) + 1, passphrase, vault.salt)
    connection.execute(
        insert(USERS).values(
            number=slot.number,
            name=name,
            roles=roles_as_text(roles),
            public=slot.public.hex(),
            secret=slot.secret.hex(),
            since=when.isoformat(),
        )
    )
    return slot.number


def change_roles(connection: Connection, number: int, roles: Iterable[Role]) -> None:
    """Give a user other roles."""
    _change(connection, number, roles=roles_as_text(roles))


def revoke(connection: Connection, number: int, when: datetime) -> None:
    """Take a user away: their slot goes, their name stays in the history."""
    _change(connection, number, revoked_at=when.isoformat(), secret="", public="")


def change_passphrase(vault: Vault, connection: Connection, number: int, passphrase: str) -> None:
    """Give a user's slot another passphrase; the key of the vault stays."""
    slot = vault_slots.new_slot(number, passphrase, vault.salt)
    _change(connection, number, public=slot.public.hex(), secret=slot.secret.hex())


def file_slots(
    vault: Vault, connection: Connection, also: VaultKey | None = None
) -> Finding | None:
    """Write the file of users from the table, and remember what was written.

    also is the key that the vault is about to get: its root is sealed beside that of now, so that
    everybody opens it whether the change came about or not.
    """
    sealed = [_sealed(vault, one, also) for one in _kept(connection)]
    refused = write_slots(vault.path, sealed)
    if refused is None:
        papers.set_setting(connection, FILED, _digest(sealed))
    return refused


def in_step(vault: Vault, connection: Connection) -> bool:
    """True when the file beside the vault is the one that was written last, for all users."""
    kept = {(one.number, one.public, one.secret) for one in _kept(connection)}
    filed = read_slots(vault.path)
    if filed is None or {(one.number, one.public, one.secret) for one in filed} != kept:
        return False
    if not kept:
        return not users_file(vault.path).exists()
    single = all(len(one.roots) == 1 for one in filed)
    return single and papers.setting(connection, FILED) == _digest(filed)


def _digest(kept: Sequence[Slot]) -> str:
    return hashlib.sha256(vault_slots.as_text(kept).encode()).hexdigest()


def _sealed(vault: Vault, slot: Slot, also: VaultKey | None) -> Slot:
    roots = [vault.root, *([also.root] if also is not None else [])]
    sealed = tuple(seal_root(slot, root, vault.salt) for root in roots)
    return Slot(slot.number, slot.public, slot.secret, sealed)


def _kept(connection: Connection) -> tuple[Slot, ...]:
    columns = USERS.c
    query = select(columns.number, columns.public, columns.secret)
    found = connection.execute(query.where(columns.revoked_at.is_(None)).order_by(columns.number))
    return tuple(
        Slot(number, bytes.fromhex(public), bytes.fromhex(secret))
        for number, public, secret in found
    )


def _change(connection: Connection, number: int, **columns: str) -> None:
    connection.execute(update(USERS).where(USERS.c.number == number).values(**columns))
