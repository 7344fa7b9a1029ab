"""The only doors through which a card changes: each is one short transaction."""

from dataclasses import dataclass, replace

from desktop.desk import Desk
from forms.catalogue import form_of
from forms.checking import check, complete, confirm
from forms.codes import Code
from forms.findings import Finding, Severity
from forms.record import Record, State


@dataclass(frozen=True, slots=True)
class Changed:
    """What an operation changed: the form, the cards by their ids, and the card as it stands now
    where one card was the matter."""

    form: str
    ids: tuple[str, ...]
    record: Record | None = None


def save_record(desk: Desk, record: Record) -> Changed:
    """Keep a card as it is.

    A card that was complete stays so while its rules pass and becomes a draft when they do not;
    a draft stays a draft until it is marked.  Raises ValueError for an annulled card.
    """
    if record.state is State.ANNULLED:
        raise ValueError("an annulled card is not changed any more")
    if record.state is State.COMPLETE and not complete(_findings(desk, record)):
        record = replace(record, state=State.DRAFT)
    return _keep(desk, record)


def mark_complete(desk: Desk, record: Record) -> Changed | tuple[Finding, ...]:
    """Mark a card as complete and keep it, or give the findings that stand in the way.

    Raises ValueError for an annulled card.
    """
    if record.state is State.ANNULLED:
        raise ValueError("an annulled card is not changed any more")
    missing = tuple(
        one
        for one in _findings(desk, record)
        if one.severity.stops or one.severity is Severity.SOFT
    )
    return missing or _keep(desk, replace(record, state=State.COMPLETE))


def confirm_finding(
    desk: Desk, record: Record, finding: Finding, reason: str, words: str = ""
) -> Changed:
    """Keep a card with one soft finding confirmed, until the value that it speaks of changes.

    reason is a code, words its explanation where the code needs one.  Raises ValueError for a
    finding that is not soft.
    """
    return save_record(desk, confirm(record, finding, reason, words))


def annul_record(desk: Desk, form: str, id: str, reason: Code, words: str = "") -> Changed:
    """Annul a card that no document stands behind; it keeps its number and its history.

    Raises KeyError for an unknown card, Annulled when it is annulled already.
    """
    with desk.store.begin() as work:
        kept = work.annul(form, id, reason, who=desk.who, when=desk.now(), words=words)
    return Changed(form, (id,), kept)


def restore_record(desk: Desk, form: str, id: str) -> Changed:
    """Take an annulment back; raises KeyError for an unknown card, ValueError for one that is not
    annulled."""
    with desk.store.begin() as work:
        kept = work.restore(form, id, who=desk.who, when=desk.now())
    return Changed(form, (id,), kept)


def keep_typing(desk: Desk, form: str, id: str, text: str) -> None:
    """Keep beside a card what no field can read yet; an empty text forgets it."""
    with desk.store.begin() as work:
        if text:
            work.keep_typing(form, id, text, when=desk.now())
        else:
            work.drop_typing(id)


def typing_of(desk: Desk, id: str) -> str:
    """Give what was kept beside a card by keep_typing, "" where nothing was."""
    with desk.store.reading() as reading:
        return next((one.text for one in reading.typed() if one.id == id), "")


def _findings(desk: Desk, record: Record) -> tuple[Finding, ...]:
    return check(form_of(record.form), record, desk.today(), desk.office)


def _keep(desk: Desk, record: Record) -> Changed:
    with desk.store.begin() as work:
        kept = work.save(record, who=desk.who, when=desk.now())
    return Changed(kept.form, (kept.id,), kept)
