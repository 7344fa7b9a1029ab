"""The history tells every change of a card: who, when, where, from what to what."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.catalogue import FORMS
from forms.codes import code
from forms.fields import Entry, Value, Values
from forms.form import Form
from forms.record import Record, State
from forms.store.store import Change, Store, What
from tests.forms.store.stores import NOON, complete, draft, family, filled, practice_store, save


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with practice_store(tmp_path / "a.pana") as made:
        yield made


def last(store: Store, record: Record) -> list[tuple[What, str, str, Value, Value]]:
    """Give the changes of the last saving."""
    changes = history(store, record)
    newest = changes[-1].revision
    return [(c.what, c.path, c.row, c.old, c.new) for c in changes if c.revision == newest]


def history(store: Store, record: Record) -> tuple[Change, ...]:
    with store.reading() as reading:
        return reading.history(record.form, record.id)


def test_a_changed_value_is_told_from_old_to_new(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын", settlement="Азат"), who="Айгүл")
    basis = code("register_basis", "59")
    changed = saved.replace("settlement", "Ақкөл").replace("register_basis", basis)
    changed = changed.replace("registered_on", date(2026, 8, 27))
    changed = save(store, changed, who="Ерлан", hours=5)
    assert last(store, changed) == [
        (What.VALUE, "registered_on", "", date(2026, 8, 26), date(2026, 8, 27)),
        (What.VALUE, "register_basis", "", None, basis),
        (What.VALUE, "settlement", "", "Азат", "Ақкөл"),
    ]
    told = history(store, changed)
    assert (told[0].who, told[0].when, told[0].revision) == ("Айгүл", NOON, 1)
    assert (told[-1].who, told[-1].when, told[-1].revision) == (
        "Ерлан",
        NOON + timedelta(hours=5),
        2,
    )


def test_a_row_is_told_when_it_is_added_changed_and_dropped(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын"))
    added = save(store, saved.add_row("children", {"surname": "Өтеген", "name": "Аяулым"}))
    child = added.rows("children")[0].id
    assert last(store, added) == [
        (What.ROW_ADDED, "children", child, None, None),
        (What.VALUE, "children.surname", child, None, "Өтеген"),
        (What.VALUE, "children.name", child, None, "Аяулым"),
    ]
    changed = save(store, added.replace("children.name", "Дінмұхамед", child))
    assert last(store, changed) == [(What.VALUE, "children.name", child, "Аяулым", "Дінмұхамед")]
    dropped = save(store, changed.drop_row("children", child))
    assert last(store, dropped) == [
        (What.ROW_DROPPED, "children", child, None, None),
        (What.VALUE, "children.surname", child, "Өтеген", None),
        (What.VALUE, "children.name", child, "Дінмұхамед", None),
    ]


def test_rows_in_another_order_are_told(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын", "Өтеген Ерлан"))
    first, second = saved.rows("parents")
    moved = save(store, saved.replace("parents", (second, first)))
    assert last(store, moved) == [
        (What.ROWS_MOVED, "parents", "", f"{first.id} {second.id}", f"{second.id} {first.id}")
    ]
    with store.reading() as reading:
        assert reading.get("family", saved.id) == moved


def test_the_state_and_what_was_confirmed_are_told(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын"))
    confirmed = replace(complete(saved), confirmed={"FM11||date=1": ("03", "акт бойынша")})
    confirmed = save(store, confirmed)
    assert last(store, confirmed) == [
        (What.CONFIRMED, "FM11||date=1", "", None, "03 акт бойынша"),
        (What.STATE, "", "", State.DRAFT, State.COMPLETE),
    ]
    taken_back = save(store, draft(replace(confirmed, confirmed={})))
    assert last(store, taken_back) == [
        (What.CONFIRMED, "FM11||date=1", "", "03 акт бойынша", None),
        (What.STATE, "", "", State.COMPLETE, State.DRAFT),
    ]


def test_annulling_and_restoring_are_told(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын"))
    reason = code("annul_reason", "1")
    with store.begin() as work:
        work.annul("family", saved.id, reason, who="Айгүл", when=NOON, words="екі рет терілген")
        work.restore("family", saved.id, who="Ерлан", when=NOON)
    told = [(one.what, one.who, one.old, one.new) for one in history(store, saved)[-2:]]
    words = "1 екі рет терілген"
    assert told == [
        (What.ANNULLED, "Айгүл", None, words),
        (What.RESTORED, "Ерлан", words, None),
    ]


def test_a_card_saved_without_a_change_is_left_alone(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын"))
    assert save(store, saved, hours=1) == saved
    assert {change.revision for change in history(store, saved)} == {1}


def test_a_card_that_is_not_there_has_no_history(store: Store) -> None:
    assert history(store, Record.blank("family")) == ()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
@given(data=st.data())
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_the_history_alone_makes_the_card_again(
    form: Form, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever was changed in two savings: played from the beginning, it gives what stands there.

    The rows come back by identity; their order is told apart.
    """
    first = data.draw(filled(form))
    second = replace(data.draw(filled(form)), id=first.id)
    with practice_store(tmp_path_factory.mktemp("history") / "a.pana") as store:
        saved = save(store, first)
        save(store, replace(saved, values=_mixed(form, first, second)))
        with store.reading() as reading:
            kept = reading.get(form.code, first.id)
        assert kept is not None
        assert _played(form, history(store, first)) == _by_row(form, kept.values)


def _mixed(form: Form, first: Record, second: Record) -> Values:
    """Keep the first half of the fields, change the others, add rows and drop the first ones."""
    names = [field.name for field in form.scalars()]
    mixed = {name: first.values[name] for name in names[::2]}
    mixed |= {name: second.values[name] for name in names[1::3]}
    for repeat in form.repeats():
        rows = {row.id: row for row in (*second.rows(repeat.name), *first.rows(repeat.name)[1:])}
        mixed[repeat.name] = tuple(rows.values())
    return mixed


Played = dict[tuple[str, str], Value]


def _played(form: Form, changes: tuple[Change, ...]) -> Played:
    values: Played = {}
    for one in changes:
        assert one.what in (What.VALUE, What.ROW_ADDED, What.ROW_DROPPED, What.ROWS_MOVED)
        if one.what is What.VALUE:
            assert values.pop((one.path, one.row), None) == one.old
            if one.new is not None:
                values[one.path, one.row] = one.new
    return values


def _by_row(form: Form, values: Values) -> Played:
    found: Played = {(f.name, ""): values[f.name] for f in form.scalars() if f.name in values}
    for repeat in form.repeats():
        rows = values.get(repeat.name) or ()
        assert isinstance(rows, tuple)
        for row in rows:
            assert isinstance(row, Entry)
            found |= {(f"{repeat.name}.{name}", row.id): row.values[name] for name in row.values}
    return found
