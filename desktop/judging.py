"""What the rules say of a card, with the other cards of the store beside it."""

from desktop.desk import Desk
from forms.catalogue import form_of
from forms.checking import check
from forms.findings import Finding
from forms.record import Record
from forms.rights import Right
from forms.store.presences import Presences


def findings_of(desk: Desk, record: Record, others: Presences | None = None) -> tuple[Finding, ...]:
    """Give the findings of a card as of the desk's day.

    others is what was already asked of the store, where several cards are checked in one go; None
    asks anew.  Raises RuleFailed when one of our rules crashes.
    """
    desk.require(Right.LOOK)  # before the rules: within them it would be told as a failed rule
    elsewhere = others if others is not None else Presences(desk.looking)
    return check(form_of(record.form), record, desk.today(), desk.office, elsewhere)
