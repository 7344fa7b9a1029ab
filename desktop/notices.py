"""What an opening noticed: told when the first page stands, a power cut calmly, the rest aloud."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from desktop.desk import Desk
from desktop.dialogs import TroubleDialog
from desktop.entrance.doors import Opened
from desktop.frame.workplace import Workplace
from desktop.journal.journal_memory import JournalMemory
from desktop.language import told, tr
from desktop.settings import Settings
from forms.findings import Finding, Severity
from forms.words import N_

SETTLED = 300
"""So many milliseconds after the vault was opened its first page stands; then notices are told."""

NOTICES = {
    "J08": N_("The vault is not as this computer left it"),
    "J10": N_("The clock of the computer was set back"),
    "V27": N_("What was saved last may be missing"),
    "V28": N_("Some of what was saved last is missing"),
    "V35": N_("A file that is not of the vault was set aside"),
}
"""Rule of what an opening notices → how it is headed."""

NOT_WRITTEN = N_("A file could not be written")


def tell_notices(opened: Opened, workplace: Workplace, still_open: Callable[[], bool]) -> None:
    """Tell what the opening noticed, unless somebody locked meanwhile."""
    if not isinstance(opened.desk, Desk):
        return
    for one in opened.desk.store.vault.notices:
        if one.severity is Severity.INFO:
            workplace.status.tell(told(one))
        else:
            tell_later(one, workplace, still_open)


def meet_journal(
    opened: Opened, settings: Settings, workplace: Workplace, still_open: Callable[[], bool]
) -> JournalMemory | None:
    """Compare the journal with what this computer remembers of it; tell a difference once.

    Gives the memory, to be renewed when the vault is closed.
    """
    if not isinstance(opened.desk, Desk):
        return None
    memory = JournalMemory(opened.desk, settings)
    found = memory.meet()
    if found is not None:
        tell_later(found, workplace, still_open)
    return memory


def tell_later(one: Finding, workplace: Workplace, still_open: Callable[[], bool]) -> None:
    """Tell a finding in a dialog when the first page stands."""
    QTimer.singleShot(SETTLED, partial(_tell, one, workplace, still_open))


def _tell(one: Finding, workplace: Workplace, still_open: Callable[[], bool]) -> None:
    if still_open():
        title, head = tr("Please look at this first"), tr(NOTICES.get(one.rule, NOT_WRITTEN))
        TroubleDialog(workplace.window(), title, head, told(one)).exec()
        workplace.focus_page()  # its rows came while the dialog was open
