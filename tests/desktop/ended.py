"""An office with cards whose term has run out: made up, counted and handed in years ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.admission import open_desk
from desktop.desk import Desk
from desktop.returning import confirm, hand_in, prepare
from forms.codes import code
from forms.dates import PartialDate
from forms.fields import Value
from forms.findings import Finding, Severity
from forms.record import Record, State
from reports.catalogue import RETURNS
from reports.period import Period
from tests.desktop.offices import OFFICE, PASSPHRASE, empty_office

LATER = date(2032, 1, 12)
"""A day on which the families below are due: their term ran out in 2031."""

YEAR = tuple(Period(2026, quarter) for quarter in (1, 2, 3, 4))
SURNAME, IIN = "Мерзімбаев", "850615199998"


def ended_family(surname: str = SURNAME, iin: str = IIN) -> Record:
    """Give a complete family, removed in 2026 when its only child came of age soon after."""
    card = Record.blank("family")
    values: dict[str, Value] = {
        "registered_on": date(2026, 2, 3),
        "register_basis": code("register_basis", "591"),
        "registration_kind": code("registration_kind", "1"),
        "source": code("source", "05"),
        "removed_on": date(2026, 5, 4),
        "removal_reason": code("removal_reason", "01"),
        "settlement": "Ақжар",
    }
    for name, value in values.items():
        card = card.replace(name, value)
    mother: dict[str, Value] = {
        "role": code("parent_role", "1"),
        "surname": surname,
        "name": "Гүлнәр",
        "iin": iin,
    }
    card = card.add_row("parents", mother)
    child: dict[str, Value] = {"surname": surname, "name": "Әли", "birth": PartialDate(2008, 6, 10)}
    card = card.add_row("children", {**child, "sex": code("child_sex", "1")})
    card = card.add_row("grounds", {"ground": code("family_ground", "01")})
    return replace(card, state=State.COMPLETE)


def save(desk: Desk, record: Record) -> Record:
    """Keep a card whatever its rules say."""
    with desk.store.begin() as work:
        return work.save(record, who=desk.who, when=desk.now())


def hand_in_all(desk: Desk, periods: tuple[Period, ...] = YEAR) -> None:
    """Hand in every return of some quarters, confirming what is asked."""
    for period in periods:
        for counted in RETURNS:
            prepared = prepare(desk, counted.definition.code, period)
            soft = [one for one in prepared.findings if one.severity is Severity.SOFT]
            prepared = confirm(desk, prepared, soft, "1")
            done = hand_in(desk, prepared)
            assert not isinstance(done, tuple), done


@cache
def _made(cards: int) -> tuple[bytes, tuple[Record, ...]]:
    """Make such an office once for all tests of a run; each works on a copy of its bytes."""
    with TemporaryDirectory() as folder, empty_office(Path(folder), OFFICE, LATER) as desk:
        saved = tuple(
            save(desk, ended_family(f"{SURNAME}{'а' * at}", f"8506151999{at:02d}"))
            for at in range(cards)
        )
        hand_in_all(desk)
        path = desk.store.vault.path
        desk.store.vault.close()
        return path.read_bytes(), saved


@contextmanager
def office_with_ended(folder: Path, cards: int = 1) -> Iterator[tuple[Desk, list[Record]]]:
    """Give an office in 2032 with families that ended in 2026, all their returns handed in."""
    content, saved = _made(cards)
    path = folder / "ended.pana"
    path.write_bytes(content)
    desk = open_desk(path, PASSPHRASE, lambda: LATER)
    assert not isinstance(desk, Finding)
    with desk.store.vault:
        yield desk, list(saved)
