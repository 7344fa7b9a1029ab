"""The store: cards and the papers beside them in a vault, read and changed in short pieces of work.

with store.begin() as work:
    saved = work.save(record, who="secretary", when=now)
with store.reading() as reading:
    rows = reading.page("family", Query(text="гүлбаршын"), 0, 50)
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from forms.findings import Finding
from forms.store import journal, users
from forms.store.apart import Apart
from forms.store.conditions import Relation, Where
from forms.store.deeds import Deed
from forms.store.deriving import derive_anew
from forms.store.destroyed import Counts, Tombstone
from forms.store.finding_all import Found, Hit
from forms.store.finding_records import Places, Query, Sort, Standing
from forms.store.finding_why import Why
from forms.store.history import Change, What
from forms.store.holds import Hold
from forms.store.journal import Mark
from forms.store.journal_check import Checked, check
from forms.store.journal_pages import Noted, Sought
from forms.store.likeness import Asked, Likely, Likeness
from forms.store.list_row import ListRow
from forms.store.papers import COMMISSION, HandedIn, Setting
from forms.store.reading import Reading, Typed
from forms.store.steps import bring_up, missing_steps
from forms.store.vault import Vault
from forms.store.vault_keys import VaultKey
from forms.store.vault_refusals import VaultFault
from forms.store.work import Annulled, Stale, Work

__all__ = [
    "COMMISSION",
    "Annulled",
    "Apart",
    "Asked",
    "Change",
    "Checked",
    "Counts",
    "Deed",
    "Found",
    "HandedIn",
    "Hit",
    "Hold",
    "Likely",
    "Likeness",
    "ListRow",
    "Mark",
    "Noted",
    "Places",
    "Query",
    "Reading",
    "Relation",
    "Setting",
    "Sort",
    "Sought",
    "Stale",
    "Standing",
    "Store",
    "Tombstone",
    "Typed",
    "What",
    "Where",
    "Why",
    "Work",
    "missing_steps",
]


class Store:
    """The cards and papers of one open vault."""

    def __init__(self, vault: Vault) -> None:
        """Bring the tables up to this program; a vault without any gets them.

        Raises VaultFault with the finding V30 when a newer program used the vault; then nothing
        is changed.  Whoever opens an older store makes a backup first: see missing_steps().
        """
        refused = bring_up(vault)
        if refused is not None:
            raise VaultFault(refused)
        derive_anew(vault)
        self.vault = vault
        with vault.reading() as connection:
            ready = journal.ready(connection)
        if not ready:
            self._make_journal_ready()

    @classmethod
    def open(cls, vault: Vault) -> "Store | Finding":
        """Give the store of a vault, or say why this program cannot use it (V30)."""
        missing = missing_steps(vault)
        return missing if isinstance(missing, Finding) else cls(vault)

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """Give a piece of work that is saved whole at its end, or not at all when it raises.

        Keep it short: other writers wait.  Raises VaultFault when the disk fails.
        """
        with self.vault.writing() as connection:
            yield Work(connection, self.vault)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Give a look at the store as it stands now; writers go on beside it."""
        with self.vault.reading() as connection:
            yield Reading(connection)

    def check_journal(self, outside: Mark | None = None) -> Checked:
        """Walk along the chain of the journal; outside is what this computer remembers of it."""
        with self.vault.reading() as connection:
            return check(
                lambda query: connection.exec_driver_sql(query).fetchall(), self.vault, outside
            )

    def change_passphrase(self, passphrase: str, *, who: str, when: datetime) -> str | Finding:
        """Change the passphrase of the vault (Vault.change_passphrase); the journal tells it once,
        whatever a power cut leaves."""

        def prepare(key: VaultKey) -> None:
            with self.vault.writing() as connection:
                journal.prepare_key(connection, self.vault, key, who=who, when=when)
                _filed(users.file_slots(self.vault, connection, also=key))

        code = self.vault.change_passphrase(passphrase, prepare)
        # What came about is told whatever the disk does now: the code is shown this once.  The
        # next opening does the rest.
        with suppress(VaultFault):
            self._make_journal_ready()
            self.keep_slots_in_step()
        return code

    def keep_slots_in_step(self) -> Finding | None:
        """Write the file of users anew where it is missing, damaged or not the one written last;
        gives why that cannot be: then whoever stands in it may have to be let in by others."""
        with self.vault.reading() as connection:
            if users.in_step(self.vault, connection):
                return None
        with self.vault.writing() as connection:
            return users.file_slots(self.vault, connection)

    def _make_journal_ready(self) -> None:
        with self.vault.writing() as connection:
            journal.begin(connection, self.vault)
            journal.settle(connection, self.vault)


def _filed(refused: Finding | None) -> None:
    """Let a change of key not begin where the other users would be shut out."""
    if refused is not None:
        raise VaultFault(refused)
