"""The commands backup and restore: a proved copy of a vault, and a new vault of such a copy."""

import argparse
from datetime import datetime
from pathlib import Path

from desktop import clock
from desktop.admission import leave, open_vault, restore_vault, seat
from desktop.safekeeping import back_up
from desktop.telling import Console, Refused, passphrase_of
from forms.findings import Finding, Severity
from forms.store.backups import Proved, folder_of, take
from forms.store.inventory import Inventory
from forms.store.steps import missing_steps
from forms.store.vault import Vault
from forms.words import N_

MADE = N_("Made: {file}")
HOLDS = N_("Checked: cards {cards}, people {people}, newest change {when}.")
HOLDS_NOTHING = N_("Checked: no card is in it yet.")
RESTORED = N_("The backup is restored: {file}. Open it with the passphrase of the backup.")
NO_PLACE = N_("The folder {folder} is not there. Make it, or choose another one.")


def back_up_vault(call: argparse.Namespace, console: Console) -> None:
    """Make a backup beside the vault or in a folder; raises Refused when it cannot be made.

    A vault that an older or newer program left is copied as it is, its tables untouched.
    """
    folder: Path | None = call.to
    if folder is not None and not folder.is_dir():
        shown = {"folder": str(folder)}
        raise Refused(Finding("P10", Severity.FORMAT, NO_PLACE, {}, shown))
    vault = open_vault(call.vault, passphrase_of(call, console.lang))
    if isinstance(vault, Finding):
        raise Refused(vault)
    with vault:
        made = _made(vault, folder)
    if isinstance(made, Finding):
        raise Refused(made)
    console.line(MADE, file=made.backup.path)
    tell_holdings(made.holds, console)


def _made(vault: Vault, folder: Path | None) -> Proved | Finding:
    if missing_steps(vault) != ():
        return take(vault, folder or folder_of(vault.path), clock.now())
    desk = seat(vault)
    if isinstance(desk, Finding):
        return desk
    made = back_up(desk, folder)
    leave(desk)
    return made


def restore_backup(call: argparse.Namespace, console: Console) -> None:
    """Make a new vault of a backup; raises Refused when it cannot be made."""
    if not call.to.absolute().parent.is_dir():
        shown = {"folder": str(call.to.absolute().parent)}
        raise Refused(Finding("P10", Severity.FORMAT, NO_PLACE, {}, shown))
    held = restore_vault(call.backup, call.to, passphrase_of(call, console.lang))
    if isinstance(held, Finding):
        raise Refused(held)
    tell_holdings(held, console)
    console.line(RESTORED, file=call.to)


def tell_holdings(holds: Inventory, console: Console) -> None:
    """Say how many cards and people there are and when the newest change was made."""
    newest: datetime | None = holds.newest
    if newest is None:
        console.line(HOLDS_NOTHING)
    else:
        console.line(HOLDS, cards=holds.all_cards, people=holds.people, when=_written(newest))


def _written(when: datetime) -> str:
    return when.astimezone().strftime("%d.%m.%Y %H:%M")
