"""The command verify: is a vault sound, is its journal whole, and how much does it hold."""

import argparse

from desktop.admission import open_vault
from desktop.backup_commands import tell_holdings
from desktop.telling import Console, Refused, passphrase_of
from forms.findings import Finding
from forms.store import inventory
from forms.store.journal_check import check
from forms.store.steps import CHAIN, missing_steps
from forms.store.vault import Vault
from forms.store.vault_refusals import VaultFault
from forms.words import N_

SOUND = N_("Checked: every page and every reference of {file} is sound.")
WHOLE = N_("Checked: the journal is whole, {rows} rows.")
NO_CHAIN = N_(
    "The journal of {file} is not sealed yet: an older Pana left it. It is sealed from the next "
    "opening on."
)


def verify(call: argparse.Namespace, console: Console) -> None:
    """Check a vault and change nothing; raises Refused when it cannot be read at all.

    What is found makes the exit code 1.
    """
    vault = open_vault(call.vault, passphrase_of(call, console.lang))
    if isinstance(vault, Finding):
        raise Refused(vault)
    with vault:
        try:
            tell_state(vault, console)
        except VaultFault as failed:
            raise Refused(failed.finding) from failed


def tell_state(vault: Vault, console: Console) -> None:
    """Say whether an open vault is sound and its journal whole, and what it holds."""
    missing = missing_steps(vault)
    if isinstance(missing, Finding):
        raise Refused(missing)
    broken = vault.integrity()
    console.findings((*vault.notices, *broken))
    if broken:
        return  # what is read from broken pages says nothing
    console.line(SOUND, file=vault.path.name)
    if any(step.name == CHAIN for step in missing):
        console.line(NO_CHAIN, file=vault.path.name)
    else:
        with vault.reading() as connection:
            checked = check(lambda query: connection.exec_driver_sql(query).fetchall(), vault)
        console.findings(checked.findings)
        if not checked.findings:
            console.line(WHOLE, rows=checked.rows)
    tell_holdings(inventory.of_vault(vault), console)
