"""The latest savings of all cards come newest first, by pages, by day, person and kind alike."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from forms.codes import codes
from forms.record import Record
from forms.store.latest import Asked, Kind, Latest, kinds_of
from forms.store.store import Store
from forms.store.tables import HISTORY
from tests.forms.store.stores import NOON, complete, draft, family, practice_store, save


def latest(store: Store, asked: Asked | None = None, **where: int) -> tuple[Latest, ...]:
    """Read a page in a reading of its own."""
    with store.reading() as reading:
        return reading.latest(asked or Asked(), **where)


def a_life(store: Store) -> Record:
    """Save a card again and again until everything has happened to it."""
    card = save(store, family("Ахметова Гүл"))
    card = save(store, card.replace("territory", "117035100"), "Ержан", hours=1)
    card = save(store, complete(card), hours=2)
    card = save(store, replace(card, confirmed={"S1": ("1", "")}), hours=3)
    card = save(store, draft(card), hours=4)
    with store.begin() as work:
        when = NOON + timedelta(hours=5)
        work.annul("family", card.id, codes("annul_reason")[0], who="secretary", when=when)
    with store.begin() as work:
        when = NOON + timedelta(days=2)
        return work.restore("family", card.id, who="secretary", when=when)


LIFE = [
    (Kind.RESTORED,),
    (Kind.ANNULLED,),
    (Kind.REOPENED,),
    (Kind.CONFIRMED,),
    (Kind.COMPLETED,),
    (Kind.EDITED,),
    (Kind.NEW,),
]


def test_all_that_happens_to_a_card_is_told_newest_first(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        card = a_life(store)
        found = latest(store)
    assert [one.kinds for one in found] == LIFE
    assert {(one.form, one.card, one.number) for one in found} == {("family", card.id, card.number)}
    assert (found[-1].when, found[-2].who) == (NOON, "Ержан")
    assert "Ахметова" in found[0].title


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_that_is_asked_is_the_kind_that_is_told(tmp_path: Path, kind: Kind) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        a_life(store)
        save(store, complete(family("Серікова Ая")))
        everything = latest(store)
        found = latest(store, Asked(kind=kind))
    assert found == tuple(one for one in everything if kind in one.kinds)
    assert found


def test_pages_go_on_where_the_last_one_ended(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        for number in range(7):
            save(store, family(f"Ахметова{number} Гүл"), hours=number)
        whole = latest(store)
        parts: list[Latest] = []
        while page := latest(store, before=parts[-1].entry if parts else 10**9, limit=3):
            parts += page
    assert len(whole) == 7
    assert tuple(parts) == whole


def test_a_day_is_that_of_the_clock_on_the_desk(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        a_life(store)
        moments = [one.when.astimezone().date() for one in latest(store)]
        for day in (*set(moments), date(2001, 1, 1)):
            assert len(latest(store, Asked(day=day))) == moments.count(day)


def test_people_are_those_who_saved(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        a_life(store)
        with store.reading() as reading:
            assert reading.savers() == ("secretary", "Ержан")
        assert [one.kinds for one in latest(store, Asked(who="Ержан"))] == [(Kind.EDITED,)]


def test_what_is_typed_is_never_taken_for_a_kind(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        save(store, save(store, family()).add_row("parents", {"surname": '["annulled",'}))
        assert latest(store, Asked(kind=Kind.ANNULLED)) == ()
        with store.vault.reading() as connection:
            kept = connection.execute(select(HISTORY.c.revision, HISTORY.c.changes)).fetchall()
    assert [kinds_of(at, json.loads(lines)) for at, lines in kept] == [(Kind.NEW,), (Kind.EDITED,)]


def test_moments_are_in_universal_time(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        save(store, family())
        assert latest(store)[0].when == datetime(2026, 9, 22, 12, tzinfo=UTC)
