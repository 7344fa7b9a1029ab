"""The store: cards and the papers beside them in a vault, read and changed in short pieces of work.

with store.begin() as work:
    saved = work.save(record, who="secretary", when=now)
with store.reading() as reading:
    rows = reading.page("family", Query(text="гүлбаршын"), 0, 50)
"""

from collections.abc import Iterator
from contextlib import contextmanager

from forms.findings import Finding
from forms.store.apart import Apart
from forms.store.conditions import Relation, Where
from forms.store.deriving import derive_anew
from forms.store.finding_all import Found, Hit, Why
from forms.store.finding_records import ListRow, Query, Sort, Standing
from forms.store.history import Change, What
from forms.store.likeness import Asked, Likely, Likeness
from forms.store.papers import COMMISSION, HandedIn, Noted, Setting
from forms.store.reading import Reading, Typed
from forms.store.steps import bring_up, missing_steps
from forms.store.vault import Vault
from forms.store.vault_refusals import VaultFault
from forms.store.work import Annulled, Stale, Work

__all__ = [
    "COMMISSION",
    "Annulled",
    "Apart",
    "Asked",
    "Change",
    "Found",
    "HandedIn",
    "Hit",
    "Likely",
    "Likeness",
    "ListRow",
    "Noted",
    "Query",
    "Reading",
    "Relation",
    "Setting",
    "Sort",
    "Stale",
    "Standing",
    "Store",
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
            yield Work(connection)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Give a look at the store as it stands now; writers go on beside it."""
        with self.vault.reading() as connection:
            yield Reading(connection)
