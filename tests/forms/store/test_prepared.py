"""Prepared statements do as SQLAlchemy would; a changed card is written no wider than needed."""

import pytest
from sqlalchemy import bindparam, insert, select, update

from forms.store.prepared import Prepared, among, listed
from forms.store.store import Query, Store
from forms.store.tables import COUNTERS
from tests.forms.store.stores import complete, family, save, statements

ALL = Prepared(select(COUNTERS.c.name, COUNTERS.c.last).order_by(COUNTERS.c.name))
NEW = Prepared(insert(COUNTERS))
CHANGE = Prepared(update(COUNTERS).where(COUNTERS.c.name == bindparam("of")), ["last"])
SOME = Prepared(select(COUNTERS.c.name).where(among(COUNTERS.c.last, "numbers")))


def test_rows_are_written_changed_and_read(store: Store) -> None:
    with store.vault.writing() as connection:
        NEW.many(connection, ({"name": name, "last": at} for at, name in enumerate("abc")))
        NEW.many(connection, ())
        CHANGE.rows(connection, {"of": "b", "last": 7})
        assert ALL.rows(connection) == [("a", 0), ("b", 7), ("c", 2)]
        assert ALL.first(connection) == ("a", 0)
        assert SOME.rows(connection, {"numbers": listed([7, 2, 5])}) == [("b",), ("c",)]
        assert SOME.first(connection, {"numbers": listed([])}) is None
        with pytest.raises(KeyError, match="last"):
            NEW.rows(connection, {"name": "d"})


def test_what_is_written_goes_when_the_work_fails(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.vault.writing() as connection:
        NEW.rows(connection, {"name": "a", "last": 1})
        raise KeyboardInterrupt
    with store.vault.reading() as connection:
        assert ALL.rows(connection) == []


def test_a_changed_card_is_written_no_wider_than_needed(store: Store) -> None:
    kept = save(store, complete(family("Омаров Асқар", settlement="Талды", house="1")))
    with statements() as run:
        changed = save(store, kept.replace("house", "7"), hours=1)
    (update_of_card,) = (one for one in run if one.startswith("UPDATE cards"))
    assert update_of_card.startswith("UPDATE cards SET revision=?, changed_at=?, subtitle=? WHERE")
    with store.reading() as reading:
        (row,) = reading.page("family", Query(), 0, 9)
    assert (row.title, row.subtitle, row.revision) == ("Омаров Асқар", "Талды, 7", 2)
    assert row.changed_at == changed.changed_at
