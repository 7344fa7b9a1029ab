"""Every field of every form has its column, and every value comes back as it went in."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Integer

from forms import fields
from forms.catalogue import FORMS, form_of
from forms.codes import code, codes, list_names
from forms.dates import PartialDate
from forms.fields import Entry, Field, Number, Place, Repeat, Text, Value
from forms.form import Form, Section
from forms.record import Record
from forms.store.conversion import (
    CannotKeep,
    from_json,
    from_raw,
    raw_values,
    rows_of,
    to_json,
    to_raw,
)
from forms.store.faces import face, people
from forms.store.store import Store
from forms.store.tables import FormTables, _form_tables, all_tables, tables_of
from tests.forms.store.stores import NOON, draft, filled, practice_store, save

FIELDS = [(f"{form.code}.{path}", field) for form in FORMS for path, field in form.paths()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with practice_store(tmp_path_factory.mktemp("tables") / "a.pana") as made:
        yield made


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
@given(data=st.data())
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_a_value_of_every_field_comes_back_from_its_column(form: Form, data: st.DataObject) -> None:
    record = data.draw(filled(form))
    for path, field in form.paths():
        table, _, name = path.rpartition(".")
        value = record.rows(table)[0].get(name) if table else record.get(name)
        raw = to_raw(field, value)
        assert isinstance(raw, int if isinstance(field, Number) else str), path
        assert from_raw(field)(raw) == value, path


def test_nothing_entered_is_nothing_in_every_column() -> None:
    assert {to_raw(field, None) for _, field in FIELDS} == {None}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
@given(data=st.data())
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_a_card_with_every_field_filled_comes_back_whole(
    store: Store, form: Form, data: st.DataObject
) -> None:
    record = replace(data.draw(filled(form)), id=uuid.uuid4().hex)
    saved = save(store, record)
    with store.reading() as reading:
        kept = reading.get(form.code, record.id)
    assert kept == saved
    assert kept == replace(record, number=saved.number, revision=1, changed_at=NOON)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
@given(data=st.data())
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_a_card_comes_back_from_json(form: Form, data: st.DataObject) -> None:
    values = data.draw(filled(form)).values
    assert from_json(form, to_json(form, values)) == values


def test_every_kind_of_field_has_a_column() -> None:
    kinds = [one for one in vars(fields).values() if isinstance(one, type)]
    more: dict[str, Any] = {"list": "yes_no", "of": "children"}
    for kind in kinds:
        if issubclass(kind, Field) and kind is not Field:
            from_raw(
                kind(name="one", label="One", **{k: more[k] for k in more if hasattr(kind, k)})
            )


def test_no_key_of_a_code_has_a_blank_which_parts_several_choices() -> None:
    assert not [
        one for name in list_names() for one in codes(name) if " " in one.key or not one.key
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_each_field_has_one_column_of_its_kind(form: Form) -> None:
    tables = tables_of(form.code)
    for path, field in form.paths():
        table, _, name = path.rpartition(".")
        column = (tables.rows[table] if table else tables.card).c[name]
        assert isinstance(column.type, Integer) == isinstance(field, Number)
        assert column.nullable


def test_every_table_is_strict() -> None:
    for table in all_tables().sorted_tables:
        assert table.dialect_options["sqlite"]["strict"], table.name


@pytest.mark.parametrize("path", ["state", "rows.position"])
def test_a_field_called_like_a_column_of_the_store_is_refused(path: str) -> None:
    table, _, name = path.rpartition(".")
    field = Text(name=name, label="One")
    content = Repeat(name=table, label="Rows", one="row", fields=(field,)) if table else field
    form = Form("strange", "Strange", "one", (Section("one", "One", (content,)),), ())
    with pytest.raises(ValueError, match=name):
        _tables(form)


def _tables(form: Form) -> FormTables:
    return _form_tables(form)


WRONG: list[tuple[str, Value]] = [
    ("registered_on", "2026-08-26"),
    ("registered_on", PartialDate(2026)),
    ("settlement", date(2026, 8, 26)),
    ("settlement", ""),
    ("registration_kind", "1"),
    ("registration_kind", code("yes_no", "1")),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_value_of_another_kind_is_refused_without_being_told(name: str, value: Value) -> None:
    with pytest.raises(CannotKeep) as refused:
        raw_values({name: form_of("family").field(name)}, {name: value})
    assert name in str(refused.value)
    assert "26" not in str(refused.value)


def test_a_code_of_another_list_is_refused_among_choices() -> None:
    with pytest.raises(CannotKeep):
        to_raw(form_of("court_case").field("respondents.grounds"), (code("yes_no", "1"),))


def test_a_field_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(CannotKeep, match="strange"):
        raw_values({}, {"strange": "a"})


@pytest.mark.parametrize("rows", ["a", (code("yes_no", "1"),), (Entry("1", {}), Entry("1", {}))])
def test_only_rows_each_with_its_own_id_fill_a_table(rows: Value) -> None:
    with pytest.raises(CannotKeep, match="parents"):
        rows_of({"parents": rows}, "parents")


def test_a_place_keeps_its_key() -> None:
    assert to_raw(Place(name="place", label="Place"), "akkol") == "akkol"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_form_has_a_face_in_lists_even_when_empty(form: Form) -> None:
    blank = draft(Record.blank(form.code))
    assert face(form, blank).title == ""
    assert people(form, blank) == ()
