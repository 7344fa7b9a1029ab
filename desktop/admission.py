"""Opens and makes vaults and gives the desk that works with them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.clock import now, today
from desktop.desk import Desk
from desktop.returning import FIRST_USE
from forms.findings import Finding, Severity
from forms.store.backups import Proved, folder_of, take
from forms.store.papers import COMMISSION
from forms.store.steps import STEPS, missing_steps
from forms.store.store import Store
from forms.store.vault import Vault
from forms.store.vault_keys import KeyCost
from forms.territories import Register
from forms.words import N_
from reports.period import Period

PRACTICE = "practice"
WHO = "who"
SECRETARY = "secretary"
NOT_BACKED_UP = N_(
    "{file} was left by an older Pana and must be brought up to this one. A backup is made before, "
    "and that failed ({rule}); so nothing was changed. See that there is room and the right to "
    "write in {folder}, then open it again."
)


def open_desk(path: Path, passphrase: str, day: Callable[[], date] = today) -> Desk | Finding:
    """Open a vault with its passphrase; a refusal is a finding."""
    vault = Vault.open(path, passphrase)
    return vault if isinstance(vault, Finding) else seat(vault, day)


def open_desk_with_code(path: Path, code: str, day: Callable[[], date] = today) -> Desk | Finding:
    """Open a vault with its recovery code; a refusal is a finding."""
    vault = Vault.open_with_code(path, code)
    return vault if isinstance(vault, Finding) else seat(vault, day)


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
    return _desk(store, day), code


def seat(vault: Vault, day: Callable[[], date] = today) -> Desk | Finding:
    """Give the desk of an opened vault, its store brought up to date after a backup.

    When that backup cannot be made, nothing is changed and the vault is closed again.
    """
    store = _backed_up_before(vault) or Store.open(vault)
    if isinstance(store, Finding):
        vault.close()
        return store
    return _desk(store, day)


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


def _desk(store: Store, day: Callable[[], date]) -> Desk:
    with store.reading() as reading:
        office = reading.setting(COMMISSION)
        practice = reading.setting(PRACTICE)
        who = reading.setting(WHO)
        changes = reading.register_changes()
    register = Register.shipped().with_changes(changes)
    return Desk(
        store, register, str(office or ""), day, who=str(who or SECRETARY), practice=bool(practice)
    )
