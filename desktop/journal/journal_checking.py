"""The doors of the journal's own check, and of what this computer remembers of a journal."""

from dataclasses import dataclass
from datetime import datetime

from desktop.desk import Desk
from desktop.noting import note
from forms.findings import Finding, Severity
from forms.rights import Right
from forms.store.deeds import Deed
from forms.store.journal import Mark
from forms.store.journal_check import BEHIND, OTHER, Checked
from forms.store.journal_pages import Sought


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found and when it was made."""

    checked: Checked
    when: datetime


def check_journal(desk: Desk, outside: Mark | None = None) -> Outcome:
    """Walk along the whole chain, and note that it was done and how much was found."""
    checked = desk.store.check_journal(outside)
    note(desk, Right.KEEP, Deed.JOURNAL_CHECKED, about=len(checked.findings))
    return Outcome(checked, desk.now())


def mark_of(desk: Desk) -> Mark | None:
    """Give what this computer shall remember of the journal."""
    with desk.store.reading() as reading:
        return reading.journal_mark()


def stranger(desk: Desk, remembered: Mark | None) -> Finding | None:
    """Say that an opened vault is not the one that this computer remembers; note that once.

    A vault that was made of a backup says so by itself in its newest rows, and is no stranger.
    """
    if remembered is None:
        return None
    with desk.store.reading() as reading:
        kept = reading.journal_seal(remembered.entry)
        newest = reading.journal(limit=3)
    if kept == remembered.seal or any(one.deed == Deed.RESTORED_FROM for one in newest):
        return None
    note(desk, Right.KEEP, Deed.JOURNAL_BEHIND, about=remembered.entry)
    values: dict[str, object] = {"entry": remembered.entry, "last": newest[0].entry}
    sentence = BEHIND if newest[0].entry < remembered.entry else OTHER
    return Finding("J08", Severity.HARD, sentence, {}, values)


def last_checked(desk: Desk) -> datetime | None:
    """Give when the journal was last checked, None when it never was."""
    with desk.store.reading() as reading:
        found = reading.journal(Sought(frozenset({Deed.JOURNAL_CHECKED})), limit=1)
    return found[0].when if found else None
