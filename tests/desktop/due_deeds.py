"""What prepares the deeds with cards whose term has run out: kept, destroyed, their act printed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop import retention, safekeeping
from desktop.desk import Desk
from desktop.destroying import Destroyed, destroy
from desktop.printing import papers
from desktop.printing.acts import act_matter
from forms.record import Record, State
from forms.rights import Role, User
from tests.desktop.planting import WORDS, planted


def due(desk: Desk) -> Record:
    """Give a planted card that ended long ago, as the desk looks at it from a later day."""
    end = {"registered_on": date(2026, 1, 5), "removed_on": date(2026, 2, 5)}
    record = replace(planted(desk), state=State.COMPLETE)
    for name, day in end.items():
        record = record.replace(name, day)
    with desk.store.begin() as work:
        kept = work.save(record, who="a", when=desk.now())
        # as if the quarters that count it had been left to the time before this vault
        work.set_setting("first_use", "2027-01-01")
    object.__setattr__(desk, "today", lambda: date(2060, 1, 1))
    return kept


def destroyed(desk: Desk, _place: Path) -> Callable[[], object]:
    kept = due(desk)
    with_chair = desk.user.roles | {Role.CHAIR}
    object.__setattr__(desk, "user", User(desk.user.name, with_chair))
    safekeeping.back_up(desk)  # else it would make one first, which has its own row
    return lambda: _done(destroy(desk, [kept.id]))


def held(desk: Desk, _place: Path) -> Callable[[], object]:
    card = planted(desk)
    return lambda: retention.hold(desk, "family", card.id, WORDS)


def released(desk: Desk, place: Path) -> Callable[[], object]:
    card = planted(desk)
    with desk.store.begin() as work:
        work.hold("family", card.id, WORDS, who="a", when=desk.now())
    return lambda: retention.release(desk, "family", card.id)


def act_printed(desk: Desk, _place: Path) -> Callable[[], object]:
    matter = act_matter("1132-D-2032-001")
    return lambda: papers.note(desk, matter, matter.printed)


def _done(answer: object) -> None:
    assert isinstance(answer, Destroyed), answer
