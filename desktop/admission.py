"""Opens, makes and closes vaults, and gives the desk that works with them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from desktop.clock import now, today
from desktop.desk import Desk
from desktop.returning import FIRST_USE
from forms.findings import Finding, Severity
from forms.store import tries
from forms.store.backups import Proved, folder_of, take
from forms.store.inventory import Inventory
from forms.store.papers import COMMISSION
from forms.store.restoring import UNTOLD, key_by, restore
from forms.store.steps import STEPS, missing_steps
from forms.store.store import Deed, Sought, Store, Work
from forms.store.users import came_by_an_earlier_slot, members, user_of
from forms.store.vault import Vault
from forms.store.vault_keys import KeyCost
from forms.store.vault_refusals import VaultFault
from forms.store.vault_slots import users_file
from forms.territories import Register
from forms.words import N_
from reports.period import Period

WITHDRAWN = ("V37", "V39")
"""Rules of the refusals that somebody gets whose slot was taken away or changed since."""

WRONG_PASSPHRASE, WRONG_CODE = ("V10", "V36"), ("V12", "V24")
"""Rules of the refusals that a person who does not know the secret gets."""

PRACTICE = "practice"
WHO = "who"
SECRETARY = "secretary"
SLACK = timedelta(hours=1)
"""So far back a clock goes by itself, when it is set right."""

SET_BACK = N_(
    "The clock of this computer says {now}, but the vault was used on {last} already: the clock "
    "was set back. Set it right, because days and terms are counted by it. Nothing is lost: "
    "savings and the journal stand in the order in which they were made."
)
NO_LONGER = N_(
    "{file} does not know this user any more. Ask whoever keeps its users; nothing was changed."
)
EARLIER = N_(
    "This passphrase is an earlier one: {file} opens with it no more. An earlier {users} had been "
    "put beside it; that is put right now. Type the passphrase of now."
)
NOT_BACKED_UP = N_(
    "{file} was left by an older Pana and must be brought up to this one. A backup is made before, "
    "and that failed ({rule}); so nothing was changed. See that there is room and the right to "
    "write in {folder}, then open it again."
)


def open_desk(path: Path, passphrase: str, day: Callable[[], date] = today) -> Desk | Finding:
    """Open a vault with its passphrase; a refusal is a finding."""
    vault = open_vault(path, passphrase)
    return vault if isinstance(vault, Finding) else seat(vault, day)


def open_vault(path: Path, passphrase: str) -> Vault | Finding:
    """Open the file alone; a passphrase that does not fit is remembered for the journal, and
    after several one waits before the next is looked at."""
    path = path.absolute()
    waits = tries.must_wait(path)
    if waits is not None:
        return waits
    vault = Vault.open(path, passphrase)
    if isinstance(vault, Finding) and vault.rule in WRONG_PASSPHRASE:
        tries.remember(path, now())
    return vault


def open_desk_with_code(path: Path, code: str, day: Callable[[], date] = today) -> Desk | Finding:
    """Open a vault with its recovery code; a refusal is a finding."""
    waits = tries.must_wait(path)
    if waits is not None:
        return waits
    vault = Vault.open_with_code(path, code)
    if isinstance(vault, Finding) and vault.rule in WRONG_CODE:
        tries.remember(path, now(), by_code=True)
    return vault if isinstance(vault, Finding) else seat(vault, day, Deed.CODE_LOGIN)


def restore_vault(backup: Path, to: Path, passphrase: str) -> Inventory | Finding:
    """Make a new vault of a backup by a passphrase; after several wrong ones one waits, as at an
    opening: a backup is guessed no faster than its vault."""
    backup = backup.absolute()
    waits = tries.must_wait(backup)
    if waits is not None:
        return waits
    held = restore(backup, to, key_by(passphrase, backup))
    if not isinstance(held, Finding):
        tries.forget(backup)
    elif held.rule in WRONG_PASSPHRASE:
        tries.remember(backup, now())
    return held


def create_desk(
    path: Path,
    passphrase: str,
    office: str,
    first: Period,
    *,
    practice: bool = False,
    day: Callable[[], date] = today,
) -> tuple[Desk, str] | Finding:
    """Make a vault for a commission, put to use with the first day of a quarter (rule R7).

    Gives the desk and the recovery code, which is shown once.  A practice vault has a light key.
    """
    cost = KeyCost.PRACTICE if practice else KeyCost.calibrated()
    made = Vault.create(path, passphrase, cost)
    if isinstance(made, Finding):
        return made
    vault, code = made
    store = Store.open(vault)
    if isinstance(store, Finding):
        return store
    with store.begin() as work:
        work.set_setting(COMMISSION, office)
        work.set_setting(FIRST_USE, first.span_first.isoformat())
        work.set_setting(PRACTICE, practice)
        work.set_setting(WHO, SECRETARY)
        work.note(Deed.MADE, who=SECRETARY, when=now(), about=len(STEPS))
    desk = _desk(store, day)
    return desk if isinstance(desk, Finding) else (desk, code)


def seat(vault: Vault, day: Callable[[], date] = today, deed: Deed = Deed.LOGIN) -> Desk | Finding:
    """Give the desk of an opened vault, its store brought up to date after a backup.

    When that backup cannot be made, or the journal cannot take the row of this opening, nothing
    is changed and the vault is closed again.
    """
    desk: Desk | Finding
    try:
        store = _backed_up_before(vault) or Store.open(vault)
        desk = store if isinstance(store, Finding) else _desk(store, day)
        if isinstance(desk, Desk):
            _note_opening(desk, deed)
            _keep_slots(desk)
        elif desk.rule in WITHDRAWN and isinstance(store, Store):
            _note_withdrawn(store)
    except VaultFault as failed:
        desk = failed.finding
    if isinstance(desk, Finding):
        vault.close()
    return desk


def leave(desk: Desk) -> None:
    """Close the vault of a desk and forget its key; the journal keeps when."""
    # A full or failing disk is no reason to leave a vault open: what was saved is saved.
    with suppress(VaultFault), desk.store.begin() as work:
        work.note(Deed.LOGOUT, who=desk.who, when=desk.now())
    desk.store.vault.close()


def _note_withdrawn(store: Store) -> None:
    """Note who came by a slot that does not count any more, and put the file of users right."""
    with store.begin() as work:
        known = {one.number: one.name for one in members(work.connection)}
        work.note(Deed.FAILED_LOGIN, who=known.get(store.vault.user, ""), when=now())
    store.keep_slots_in_step()


def _note_opening(desk: Desk, deed: Deed) -> None:
    """Note that the vault was opened, and before it what was done while it was shut: that it was
    brought up to this program, or made of a backup."""
    made = Sought(frozenset((Deed.MADE, Deed.MIGRATED)))
    vault = desk.store.vault
    with desk.store.begin() as work:
        vault.notices = (*vault.notices, *_clock_notices(desk, work))
        told = [one.about for one in work.journal(made, limit=1)]
        if told != [str(len(STEPS))]:
            work.note(Deed.MIGRATED, who=desk.who, when=desk.now(), about=len(STEPS))
        _note_failures(desk, work)
        if work.setting(UNTOLD):
            work.set_setting(UNTOLD, None)
            work.note(Deed.RESTORED_FROM, who=desk.who, when=desk.now())
        work.note(deed, who=desk.who, when=desk.now())
    tries.forget(vault.path)


def _keep_slots(desk: Desk) -> None:
    """Let the file of users be as the vault knows it; where it cannot be written it is told."""
    refused, vault = desk.store.keep_slots_in_step(), desk.store.vault
    if refused is not None:
        vault.notices = (*vault.notices, refused)


def _note_failures(desk: Desk, work: Work) -> None:
    """Let the journal take the failed openings of the time when the vault was shut."""
    kept = tries.remembered(desk.store.vault.path)
    for one in tries.untold(kept, work.setting(tries.NOTED)):
        about = "code" if one.by_code else ""
        work.note(Deed.FAILED_LOGIN, who="", when=one.when, about=about)
    if kept:
        work.set_setting(tries.NOTED, [one.mark for one in kept])


def _clock_notices(desk: Desk, work: Work) -> Iterator[Finding]:
    """Say, once, that the clock stands before the newest row of the journal."""
    newest = next((one.when for one in work.journal(limit=1)), None)
    if newest is None or desk.now() >= newest - SLACK:
        return
    days = (newest - desk.now()).days
    work.note(Deed.CLOCK_SET_BACK, who=desk.who, when=desk.now(), about=days)
    values = {"now": _written(desk.now()), "last": _written(newest)}
    yield Finding("J10", Severity.SOFT, SET_BACK, {"file": desk.store.vault.path.name}, values)


def _written(moment: datetime) -> str:
    return moment.astimezone().strftime("%d.%m.%Y %H:%M")


def _backed_up_before(vault: Vault) -> Finding | None:
    """Back up a vault that an older program left, before its tables are changed."""
    missing = missing_steps(vault)
    if isinstance(missing, Finding) or not missing or missing == STEPS:
        return missing if isinstance(missing, Finding) else None
    made = take(vault, folder_of(vault.path), now())
    if isinstance(made, Proved):
        return None
    name, reason = vault.path.name, made.rule
    shown = {"file": name, "rule": reason, "folder": str(folder_of(vault.path))}
    return Finding("B05", Severity.HARD, NOT_BACKED_UP, {"file": name}, shown)


def _desk(store: Store, day: Callable[[], date]) -> Desk | Finding:
    with store.reading() as reading:
        office = reading.setting(COMMISSION)
        practice = reading.setting(PRACTICE)
        who = reading.setting(WHO)
        changes = reading.register_changes()
        user = user_of(reading.connection, store.vault.user, str(who or SECRETARY))
        earlier = came_by_an_earlier_slot(store.vault, reading.connection)
    name = store.vault.path.name
    if user is None:
        return Finding("V37", Severity.HARD, NO_LONGER, {"file": name}, {"file": name})
    if earlier:
        shown = {"file": name, "users": users_file(store.vault.path).name}
        return Finding("V39", Severity.HARD, EARLIER, {"file": name}, shown)
    register = Register.shipped().with_changes(changes)
    return Desk(
        store,
        register,
        str(office or ""),
        day,
        now,
        who=user.name,
        practice=bool(practice),
        user=user,
    )
