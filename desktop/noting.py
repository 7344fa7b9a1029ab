"""Notes in the journal what changes nothing in the vault: looking, searching, writing out."""

from desktop.desk import Desk
from forms.rights import Right
from forms.store.deeds import Deed


def note(
    desk: Desk, right: Right, deed: Deed, *, form: str = "", record: str = "", about: str | int = ""
) -> None:
    """Write one row of the journal; only codes and counts, see Work.note.

    Raises NotAllowed for whoever lacks the right to do what is noted, VaultFault when the disk
    fails.
    """
    with desk.begin(right) as work:
        work.note(deed, who=desk.who, when=desk.now(), form=form, record=record, about=about)


def code_of_return(code: str, office: str, period: object) -> str:
    """Give what the journal calls a return: "1-QO/KDN-1132/2026-Q4"."""
    return f"{code}/{office}/{period}"
