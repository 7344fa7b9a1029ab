"""What every test of the store needs: a practice store, cards with every field filled, moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event

from forms.codes import codes
from forms.dates import PartialDate
from forms.fields import (
    Birth,
    Choice,
    Choices,
    Date,
    Entry,
    Field,
    IinField,
    Member,
    Number,
    Place,
    Text,
    Value,
)
from forms.form import Form
from forms.record import Record, State
from forms.store import prepared
from forms.store.store import COMMISSION, Store
from tests.forms.store.vaults import create_vault

NOON = datetime(2026, 9, 22, 12, 0, tzinfo=UTC)

_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


@contextmanager
def practice_store(path: Path) -> Iterator[Store]:
    """Give a new store of the commission KDN-1132."""
    vault, _ = create_vault(path)
    with vault:
        store = Store(vault)
        with store.begin() as work:
            work.set_setting(COMMISSION, "KDN-1132")
        yield store


def save(store: Store, record: Record, who: str = "secretary", hours: int = 0) -> Record:
    """Save one card in a piece of work of its own."""
    with store.begin() as work:
        return work.save(record, who=who, when=NOON + timedelta(hours=hours))


def complete(record: Record) -> Record:
    """Give the card as complete, whatever its rules say: the store does not check them."""
    return replace(record, state=State.COMPLETE)


def draft(record: Record) -> Record:
    """Give the card as a draft."""
    return replace(record, state=State.DRAFT)


def family(*parents: str, registered: date = date(2026, 8, 26), **values: Value) -> Record:
    """Give a family card with parents called as said, "Surname Name Patronymic" each."""
    record = Record.blank("family").replace("registered_on", registered)
    for called in parents:
        record = record.add_row("parents", names(called))
    for name, value in values.items():
        record = record.replace(name, value)
    return record


def names(called: str) -> dict[str, Value]:
    """Give the fields of somebody called so."""
    return dict(zip(("surname", "name", "patronymic"), called.split(), strict=False))


def value_of(field: Field) -> st.SearchStrategy[Value]:
    """Give a strategy for values of a field, of every kind there is."""
    match field:
        case Text() | Place() | Member():
            return st.text(_LETTERS, min_size=1, max_size=30)
        case IinField():
            return st.from_regex(r"[0-9]{12}", fullmatch=True)
        case Number(least=least, most=most):
            return st.integers(least, most)
        case Date():
            return _DAYS
        case Birth():
            return st.one_of(
                st.builds(PartialDate, st.integers(1850, 2100)),
                st.builds(PartialDate, st.integers(1850, 2100), st.integers(1, 12)),
                _DAYS.map(lambda day: PartialDate(day.year, day.month, day.day)),
            )
        case Choice(list=offered):
            return st.sampled_from(codes(offered))
        case Choices(list=offered):
            return st.sets(st.sampled_from(codes(offered)), min_size=1).map(
                lambda chosen: tuple(one for one in codes(offered) if one in chosen)
            )
    raise AssertionError(f"no values for {type(field).__name__}")


def filled(form: Form) -> st.SearchStrategy[Record]:
    """Give a strategy for cards with every field filled, and one to three rows in each table."""
    values: dict[str, st.SearchStrategy[Value]] = {
        field.name: value_of(field) for field in form.scalars()
    }
    for repeat in form.repeats():
        row = st.fixed_dictionaries({field.name: value_of(field) for field in repeat.fields})
        entry = st.builds(Entry, st.uuids().map(lambda key: key.hex), row)
        values[repeat.name] = st.lists(entry, min_size=1, max_size=3).map(tuple)
    return st.builds(
        lambda key, content: Record(form.code, key.hex, content),
        st.uuids(),
        st.fixed_dictionaries(values),
    )


@contextmanager
def statements() -> Iterator[list[str]]:
    """Gather the SQL that is run meanwhile."""
    run: list[str] = []

    def listen(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        run.append(statement)

    def heard(connection: Connection, sql: str, given: Any, *, many: bool = False) -> Any:
        run.append(sql)
        return kept(connection, sql, given, many=many)

    event.listen(Engine, "before_cursor_execute", listen)
    kept, prepared.run = prepared.run, heard
    try:
        yield run
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
        prepared.run = kept
