"""Stores that released programs left open in this one, with everything they held."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.admission import open_desk
from desktop.desk import Desk
from desktop.judging import findings_of
from desktop.returning import prepare
from forms.catalogue import FORMS, form_of
from forms.fields import Text
from forms.record import Record, State
from forms.store import inventory
from forms.store.backups import backups_in
from forms.store.steps import STEPS
from forms.store.store import Query
from reports.catalogue import RETURNS
from reports.period import Period
from tests.migrations import OLD, PASSPHRASE, before, digest, steps_in

STORES = sorted(OLD.glob("*.pana"))


@dataclass(frozen=True, slots=True)
class Held:
    """What a store held when it was left, and how many of its cards were odd in which way."""

    cards: Mapping[str, int]
    people: int
    annulled: int
    empty: int = 0
    longest: int = 0


HELD = {
    "2026-11-first-light": Held({"family": 12, "court_case": 5}, 59, 1),
    "2026-11-lists": Held({"family": 8, "court_case": 4}, 37, 0),
    "2026-11-the-card": Held({"family": 9, "court_case": 4}, 33, 1, 1, 1),
    "2026-11-the-journal": Held({"family": 5, "court_case": 2}, 21, 1),
    "2026-11-the-users": Held({"family": 5, "court_case": 2}, 22, 1),
}


def test_every_old_store_has_its_line() -> None:
    assert {path.stem for path in STORES} == set(HELD)


@pytest.mark.parametrize("path", STORES, ids=lambda path: path.stem)
def test_it_opens_with_everything_it_held(path: Path, tmp_path: Path) -> None:
    held = HELD[path.stem]
    copy = Path(shutil.copyfile(path, tmp_path / path.name))
    old = before(copy)
    assert copy.read_bytes() == path.read_bytes()  # a look changes nothing
    desk = open_desk(copy, PASSPHRASE)
    assert isinstance(desk, Desk), desk
    with desk.store.vault as vault:
        assert vault.integrity() == ()
        assert len(steps_in(vault)) == len(STEPS)
        assert desk.store.check_journal().findings == ()
        found = inventory.of_vault(vault)
        assert (found.cards, found.people) == (held.cards, held.people)
        assert {table: digest(vault, table) for table in old.rows} == old.rows
        assert len(old.rows) > 10
        cards = _cards(desk)
        assert {form: len(found) for form, found in cards.items()} == held.cards
        every = [card for found in cards.values() for card in found]
        assert sum(card.state is State.ANNULLED for card in every) == held.annulled
        assert sum(_is_empty(card) for card in every) == held.empty
        assert sum(_is_longest(card) for card in every) == held.longest
        for card in every:
            findings_of(desk, card)
        for one in RETURNS:
            assert prepare(desk, one.definition.code, Period(2026, 4)).filled.numbers
    copies = backups_in(tmp_path / "backups", path.stem)
    assert len(copies) == (1 if len(old.steps) < len(STEPS) else 0)


def _cards(desk: Desk) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    with desk.store.reading() as reading:
        for form in FORMS:
            for state in State:
                for id in reading.ids(form.code, Query(states=frozenset({state}))):
                    card = reading.get(form.code, id)
                    assert card is not None
                    assert reading.history(form.code, id)
                    found.setdefault(form.code, []).append(card)
    return found


def _is_empty(card: Record) -> bool:
    return all(value is None or _nothing_in(value) for value in card.values.values())


def _nothing_in(value: object) -> bool:
    return isinstance(value, tuple) and all(
        one is None for row in value for one in getattr(row, "values", {}).values()
    )


def _is_longest(card: Record) -> bool:
    texts = [one for one in form_of(card.form).scalars() if isinstance(one, Text)]
    return all(len(str(card.values.get(one.name) or "")) == one.limit for one in texts)
