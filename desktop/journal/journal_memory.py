"""What this computer remembers of a vault's journal: so an earlier copy of the file is seen."""

from contextlib import suppress

from desktop.desk import Desk
from desktop.journal.journal_checking import mark_of, stranger
from desktop.settings import Settings
from forms.findings import Finding
from forms.store.journal import Mark
from forms.store.vault_refusals import VaultFault


class JournalMemory:
    """The number and seal of the newest row, kept in the settings of this computer.

    remembered is what was known when the vault was opened.
    """

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk, self._settings = desk, settings
        known = settings.journal_mark(desk.store.vault.path)
        self.remembered = Mark(*known) if known is not None else None

    def meet(self) -> Finding | None:
        """Say once that the vault is not the one that is remembered; remember it as it is now."""
        found = stranger(self._desk, self.remembered)
        self.remember()
        return found

    def remember(self) -> None:
        """Remember the newest row there is."""
        # A disk that fails now is told by whatever is done next; the earlier memory stays good.
        with suppress(VaultFault):
            mark = mark_of(self._desk)
            if mark is not None:
                self._settings.remember_journal(self._desk.store.vault.path, mark.entry, mark.seal)
