"""Texts that the journal must never tell, and a card in which every one of them stands."""

from desktop.desk import Desk
from desktop.operations import save_record
from forms.record import Record
from tests.desktop.offices import add_draft

IIN = "880101100019"  # of somebody born in the 1880s, so of nobody alive
WORDS, VIEW = "екі рет терілген", "Менің тізімім"
PLANTED = ("Нұрмұхамбетова", "Гүлнәр", IIN, "Жалғызқарағай", WORDS, VIEW)


def planted(desk: Desk) -> Record:
    """Give a saved draft in which every planted text stands."""
    draft = add_draft(desk).replace("settlement", "Жалғызқарағай")
    row = draft.rows("parents")[0]
    return save(desk, draft.replace("parents.iin", IIN, row.id))


def save(desk: Desk, record: Record) -> Record:
    kept = save_record(desk, record).record
    assert kept is not None
    return kept
