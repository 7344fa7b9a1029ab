"""Where somebody stood when the vault was locked: ids and numbers in memory, no names."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.desk import Desk
from desktop.drafts import Draft, keep_draft
from desktop.entrance.doors import Opened
from desktop.language import told
from forms.store.vault_refusals import VaultFault

if TYPE_CHECKING:
    from desktop.frame.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Left:
    """At which place a person's work in a vault was left, and where on its page.

    unkept is the draft that a failing disk did not take at the lock: the one exception to keeping
    nothing of a card in memory, for otherwise what was typed would be lost.
    """

    place: str
    where: object = None
    unkept: Draft | None = None

    @classmethod
    def of(cls, place: str, where: object, unkept: object) -> "Left":
        """Remember where a person stands."""
        return cls(place, where, unkept if isinstance(unkept, Draft) else None)


def come_back(left: Left, opened: Opened, workplace: "Workplace") -> None:
    """Show again what was left; what the disk refused at the lock is kept first."""
    trouble = ""
    if left.unkept is not None and isinstance(opened.desk, Desk):
        try:
            keep_draft(opened.desk, left.unkept)
        except VaultFault as fault:
            trouble = told(fault.finding)
    workplace.come_back(left.place, left.where)
    if trouble:
        workplace.status.tell(trouble)


def whose(opened: Opened) -> tuple[Path, str]:
    """Say who works in which vault: nobody else comes back to what they left."""
    return opened.recent.path, opened.desk.who if isinstance(opened.desk, Desk) else ""
