"""The only doors through which a card changes: each is one short transaction."""

from dataclasses import dataclass, replace

from desktop.desk import Desk
from desktop.drafts import Draft, settled
from desktop.judging import findings_of
from desktop.safekeeping import back_up_before_annulling
from forms.catalogue import form_of
from forms.checking import RuleFailed, complete, finding_key, of_its_own
from forms.codes import Code
from forms.findings import Finding, Severity
from forms.record import Record, State
from forms.rights import Right


@dataclass(frozen=True, slots=True)
class Changed:
    """What an operation changed: the form, the cards by their ids, and the card as it stands now
    where one card was the matter."""

    form: str
    ids: tuple[str, ...]
    record: Record | None = None


def save_record(desk: Desk, record: Record, draft: Draft | None = None) -> Changed:
    """Keep a card as it is; its draft goes, but for texts that no field could read.

    A card that was complete stays so while its rules pass and becomes a draft when they do not;
    what another card alone brought about does not unmake it.  A draft stays a draft until it is
    marked.  Raises ValueError for an annulled card, Stale when the store keeps another revision
    than the one that was changed, RuleFailed, the card being kept as a draft, when one of our
    rules crashes.
    """
    if record.state is State.ANNULLED:
        raise ValueError("an annulled card is not changed any more")
    if record.state is not State.COMPLETE:
        return _keep(desk, record, draft)
    try:
        done = complete(_brought_about(desk, record))
    except RuleFailed:
        _keep(desk, replace(record, state=State.DRAFT), draft)  # nobody knows, but nothing is lost
        raise
    return _keep(desk, record if done else replace(record, state=State.DRAFT), draft)


def mark_complete(
    desk: Desk, record: Record, draft: Draft | None = None
) -> Changed | tuple[Finding, ...]:
    """Mark a card as complete and keep it, or give the findings that stand in the way.

    Raises ValueError for an annulled card, Stale as save_record.
    """
    if record.state is State.ANNULLED:
        raise ValueError("an annulled card is not changed any more")
    missing = tuple(
        one
        for one in findings_of(desk, record)
        if one.severity.stops or one.severity is Severity.SOFT
    )
    return missing or _keep(desk, replace(record, state=State.COMPLETE), draft)


def annul_record(desk: Desk, form: str, id: str, reason: Code, words: str = "") -> Changed:
    """Annul a card that no document stands behind; it keeps its number and its history.

    Raises KeyError for an unknown card, Annulled when it is annulled already.
    """
    desk.require(Right.ANNUL)
    back_up_before_annulling(desk)
    with desk.begin(Right.ANNUL) as work:
        kept = work.annul(form, id, reason, who=desk.who, when=desk.now(), words=words)
    return Changed(form, (id,), kept)


def restore_record(desk: Desk, form: str, id: str) -> Changed:
    """Take an annulment back; raises KeyError for an unknown card, ValueError for one that is not
    annulled."""
    with desk.begin(Right.ANNUL) as work:
        kept = work.restore(form, id, who=desk.who, when=desk.now())
    return Changed(form, (id,), kept)


def _brought_about(desk: Desk, record: Record) -> tuple[Finding, ...]:
    """Give the findings of a complete card but those about other cards that the version kept in
    the store has as well: another card brought them about, not this saving."""
    form, findings = form_of(record.form), findings_of(desk, record)
    own = of_its_own(form, findings)
    if len(own) == len(findings):
        return findings
    with desk.looking() as reading:
        kept = reading.get(record.form, record.id)
    if kept is None or kept.state is not State.COMPLETE:
        return findings
    before = {finding_key(one) for one in findings_of(desk, kept)}
    return tuple(one for one in findings if one in own or finding_key(one) not in before)


def _keep(desk: Desk, record: Record, draft: Draft | None) -> Changed:
    """Save a card and let its draft go in the same transaction: a kill leaves both or neither."""
    with desk.begin(_right_to(desk, record)) as work:
        kept = work.save(record, who=desk.who, when=desk.now())
        left = settled(draft, kept.revision) if draft is not None else None
        if left is not None:
            work.keep_typing(left.form, left.id, left.written(), when=desk.now())
        else:
            work.drop_typing(kept.id)
    return Changed(kept.form, (kept.id,), kept)


def _right_to(desk: Desk, record: Record) -> Right:
    """Give the right that a saving needs: whoever may not change may yet confirm findings."""
    if desk.user.may(Right.CHANGE):
        return Right.CHANGE
    with desk.looking() as reading:
        kept = reading.get(record.form, record.id)
    same = (
        kept is not None
        and kept.values == record.values
        and record.state in (kept.state, State.DRAFT)  # what is confirmed may bring up other gaps
    )
    return Right.CONFIRM if same else Right.CHANGE
