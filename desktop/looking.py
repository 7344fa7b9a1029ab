"""The doors through which a person looks at cards: each look leaves its row in the journal."""

from desktop.desk import Desk
from desktop.drafts import card_of
from desktop.noting import note
from forms.record import Record
from forms.rights import Right
from forms.store.deeds import Deed


def open_card(desk: Desk, form: str, id: str) -> Record | None:
    """Give a card to be looked at, and note that; None for an unknown one.

    One that was typed and never saved has nobody else's words in it and is not noted.  Raises
    VaultFault when the disk fails: nobody looks at a card without a row.
    """
    desk.require(Right.LOOK)
    record = card_of(desk, form, id)
    if record is not None and record.revision:
        looked_at(desk, record)
    return record


def looked_at(desk: Desk, record: Record) -> None:
    """Note that a saved card was looked at."""
    note(desk, Right.LOOK, Deed.CARD_OPENED, form=record.form, record=record.id)


def hidden_shown(desk: Desk, record: Record) -> None:
    """Note that what is hidden on a saved card was asked for."""
    note(desk, Right.LOOK, Deed.SENSITIVE_SHOWN, form=record.form, record=record.id)


def searched(desk: Desk, form: str = "") -> None:
    """Note that cards were searched, of one form or of all; what was typed is not kept."""
    note(desk, Right.LOOK, Deed.SEARCHED, form=form)
