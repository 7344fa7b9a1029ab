"""Notes in the journal what changes nothing in the vault: looking, searching, writing out."""

from desktop.desk import Desk
from forms.store.deeds import Deed


def note(
    desk: Desk, deed: Deed, *, form: str = "", record: str = "", about: str | int = ""
) -> None:
    """Write one row of the journal; only codes and counts, see Work.note.

    Raises VaultFault when the disk fails.
    """
    with desk.store.begin() as work:
        work.note(deed, who=desk.who, when=desk.now(), form=form, record=record, about=about)


def code_of_return(code: str, office: str, period: object) -> str:
    """Give what the journal calls a return: "1-QO/KDN-1132/2026-Q4"."""
    return f"{code}/{office}/{period}"
