"""How a card stands towards the returns: counted or not, and in which that were handed in."""

from dataclasses import dataclass

from desktop.card.card_history import say_annulment
from desktop.card.card_words import who_of
from desktop.desk import Desk
from desktop.language import current, moment, tr
from forms.form import Form
from forms.record import Record, State
from forms.store.store import Change
from forms.territory import latest
from reports.catalogue import RETURNS, Counted
from reports.counting import cells_of
from reports.period import Period


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether returns count a card, and the quarters handed in that do, earliest first."""

    counted: bool = False
    periods: tuple[Period, ...] = ()


def standing_of(desk: Desk, record: Record) -> Standing:
    """Give how a card stands as it is counted today: by its last complete version (rule R3).

    Quick, for it looks at one card only.
    """
    of = next((one for one in RETURNS if one.form == record.form), None)
    if of is None or not record.revision:
        return Standing()
    with desk.looking() as reading:
        card = reading.complete_version(record.form, record.id)
        papers = reading.handed_in(of.definition.code, office=desk.office)
    if card is None:
        return Standing()
    periods = sorted({Period(one.year, one.quarter) for one in papers})
    return Standing(True, tuple(one for one in periods if _feeds(desk, of, card, one)))


def _feeds(desk: Desk, of: Counted, card: Record, period: Period) -> bool:
    commission = latest(desk.register.history(desk.office), period.span.last)
    home = commission.territory_key if commission else ""
    return bool(cells_of(of, card, period.span, home))


def facts_of(form: Form, shown: Record, saved: Record, standing: Standing) -> str:
    """Give the line under the title: what card it is, and how returns count it."""
    parts = [f"{tr(form.title)} № {shown.number}" if shown.number else tr(form.title)]
    if shown.state is State.DRAFT and standing.counted:
        parts.append(tr("the return counts its last complete version"))
    elif shown.state is State.DRAFT:
        parts.append(tr("not counted in the return yet"))
    if standing.periods:
        spoken = ", ".join(one.say(current()) for one in standing.periods[-2:])
        parts.append(tr("in the return handed in: {periods}", periods=spoken))
    if shown.revision and (shown.values, shown.confirmed) != (saved.values, saved.confirmed):
        parts.append(tr("changes are not saved yet"))
    return " · ".join(parts)


def annulled_words(change: Change) -> str:
    """Say who annulled a card, when and why."""
    facts = f"{moment(change.when)} · {who_of(change.who)}".removesuffix(" · ")
    return tr("annulled {facts}: {why}", facts=facts, why=say_annulment(change.new))
