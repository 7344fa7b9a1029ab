"""Acts of destruction on paper: a draft before the commission decides, then the act itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from desktop.desk import Desk
from desktop.language import tr
from desktop.printing.papers import Matter, Paper, printing_of
from desktop.retention import DueCard
from forms.retention import called
from forms.rights import Right
from forms.store.deeds import Deed
from forms.store.store import Tombstone
from forms.store.thinning import LONGEST_KEPT
from reports.card_paper.tongue import Tongue
from reports.destruction_act import Act, ActLine, lay_out_act
from reports.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ActListed:
    """An act in a list: its number and day, how many cards went by it, and who destroyed them."""

    number: str
    on: date
    cards: int
    who: str


def acts(desk: Desk) -> tuple[ActListed, ...]:
    """Give all acts, the newest first; raises NotAllowed for whoever sees no cards."""
    desk.require(Right.LOOK)
    with desk.looking() as reading:
        stones = reading.destroyed()
    found = [
        ActListed(act, listed[0].destroyed_on, len(listed), listed[0].who)
        for act, some in groupby(stones, key=lambda one: one.act)
        if (listed := list(some))
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.number), reverse=True))


def act_of(desk: Desk, number: str) -> Act:
    """Give an act as it was; raises KeyError for an unknown number."""
    with desk.looking() as reading:
        stones = reading.destroyed(number)
    if not stones:
        raise KeyError(number)
    on = stones[0].destroyed_on
    return Act(number, on, on + LONGEST_KEPT, tuple(map(_of_stone, stones)))


def draft_act(desk: Desk, cards: Iterable[DueCard]) -> Act:
    """Give the draft of an act over due cards."""
    lines = sorted((_of_due(one) for one in cards), key=lambda one: one.number)
    return Act("", desk.today(), desk.today() + LONGEST_KEPT, tuple(lines))


def act_sheet(desk: Desk, act: Act) -> Sheet:
    """Give the sheet of an act: Kazakh and Russian always stand together on it."""
    return lay_out_act(act, printing_of(desk, Tongue.BOTH))


def act_paper(desk: Desk, act: Act) -> Paper:
    """Give an act to look at and to print; a draft leaves no row in the journal."""
    sheet = act_sheet(desk, act)
    if not act.number:
        return Paper(tr("Draft act of destruction"), "act_draft", lambda _tongue, _filled: (sheet,))
    return Paper(
        tr("Act of destruction No. {number}", number=act.number),
        f"act_{act.number}",
        lambda _tongue, _filled: (sheet,),
        matter=act_matter(act.number),
    )


def act_matter(number: str) -> Matter:
    """Give what the journal says of an act on paper."""
    return Matter("act", number, Deed.ACT_PRINTED, Deed.ACT_WRITTEN, Right.PAPER)


def _of_stone(one: Tombstone) -> ActLine:
    what = called(one.form, one.kind)
    return ActLine(one.number, what, one.registered_on, one.ended_on, one.years, one.norm)


def _of_due(one: DueCard) -> ActLine:
    begun, what = one.begun, one.term.name
    return ActLine(one.record.number, what, begun, one.ended, one.term.years, one.term.norm)
