"""Conditions look at cards as they are shown; kept counts and ranks are those of the cards."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.catalogue import FORMS
from forms.codes import code
from forms.dates import PartialDate
from forms.fields import Value
from forms.form import Form
from forms.letters import sort_key
from forms.record import Record, State
from forms.store.conditions import relations_of
from forms.store.conversion import CannotKeep
from forms.store.finding_records import Sort
from forms.store.store import ListRow, Query, Relation, Store, Where
from tests.forms.store.looking import page, titles
from tests.forms.store.stores import NOON, complete, draft, family, save, value_of

REASON = code("annul_reason", "1")


def asked(path: str, relation: Relation, value: Value = None) -> Query:
    """Give a query with one condition."""
    return Query(conditions=(Where(path, relation, value),))


# path, relation, value, whether the family below answers
ANSWERS: list[tuple[str, Relation, Value, bool]] = [
    ("settlement", Relation.HAS_WORD, "ауыл", True),
    ("settlement", Relation.HAS_WORD, "AZAT auyly", True),
    ("settlement", Relation.HAS_WORD, "зат", False),
    ("settlement", Relation.BEGINS, "азат а", True),
    ("settlement", Relation.BEGINS, "ауыл", False),
    ("settlement", Relation.IS, "азат ауылы", True),
    ("settlement", Relation.IS, "азат", False),
    ("children.birth", Relation.FROM, PartialDate(2015), True),
    ("children.birth", Relation.TO, PartialDate(2015), True),
    ("children.birth", Relation.TO, PartialDate(2014), False),
    ("children.birth", Relation.IS, PartialDate(2015), True),
    ("children.birth", Relation.IS, PartialDate(2015, 3), True),
    ("children.birth", Relation.IS, PartialDate(2015, 4), False),
    ("measures.kind", Relation.ONE_OF, (code("measure", "01"), code("measure", "02")), True),
    ("measures.kind", Relation.ONE_OF, (code("measure", "01"),), False),
    ("measures.kind", Relation.ONE_OF, (), False),
    ("registered_on", Relation.IS, date(2026, 8, 26), True),
    ("okrug", Relation.EMPTY, None, True),
    ("okrug", Relation.FILLED, None, False),
    ("children.school", Relation.EMPTY, None, True),
]


def one_family() -> Record:
    """Give the family that is asked about."""
    record = family("Өтегенқызы Ұлбосын", settlement="Азат ауылы")
    record = record.add_row("children", {"name": "Ілияс", "birth": PartialDate(2015, 3, 31)})
    return record.add_row("measures", {"kind": code("measure", "02"), "on": date(2025, 2, 1)})


@pytest.mark.parametrize("edited", [False, True], ids=["kept", "edited"])
def test_a_condition_holds_of_the_card_as_it_is_shown(store: Store, edited: bool) -> None:
    """The incomplete edit answers for its card: here the complete version says nothing yet."""
    if edited:
        blank = save(store, complete(family("Бос Карта")))
        save(store, draft(replace(blank, values=one_family().values)))
    else:
        save(store, one_family())
    for path, relation, value, holds in ANSWERS:
        assert bool(page(store, asked(path, relation, value))) == holds, (path, relation, value)


def test_all_conditions_must_hold(store: Store) -> None:
    save(store, one_family())
    first = Where("settlement", Relation.HAS_WORD, "азат")
    second = Where("okrug", Relation.FILLED)
    assert page(store, Query(conditions=(first,)))
    assert not page(store, Query(conditions=(first, second)))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
@given(data=st.data())
@settings(max_examples=1, suppress_health_check=list(HealthCheck), deadline=None)
def test_every_field_can_be_asked_in_every_way_it_offers(
    store: Store, form: Form, data: st.DataObject
) -> None:
    with store.reading() as reading:
        for path, field in form.paths():
            value = data.draw(value_of(field))
            assert relations_of(field), path
            for relation in relations_of(field):
                assert reading.count(form.code, asked(path, relation, value)) == 0
            assert reading.places(form.code, Query(by=path)) == reading.places(form.code, Query())


def test_a_condition_without_a_value_is_our_error(store: Store) -> None:
    with pytest.raises(CannotKeep, match="okrug"):
        page(store, asked("okrug", Relation.IS))


def test_a_list_is_sorted_by_any_field_with_the_empty_last(store: Store) -> None:
    villages = ["Үлгілі", "Ақкөл", None, "Әулиекөл", "Урюпинка"]
    for at, village in enumerate(villages):
        record = family(f"Ана {at}")
        save(store, record.replace("settlement", village) if village else record)
    wanted = sorted((one for one in villages if one), key=sort_key)
    order = [f"Ана {villages.index(one)}" for one in wanted]
    assert wanted == ["Ақкөл", "Әулиекөл", "Урюпинка", "Үлгілі"]
    assert titles(store, Query(by="settlement")) == [*order, "Ана 2"]
    assert titles(store, Query(by="settlement", descending=True)) == [*order[::-1], "Ана 2"]


def test_a_table_is_sorted_by_its_first_row_as_shown(store: Store) -> None:
    young = save(store, complete(child("Бір Ана", 2020)))
    save(store, child("Екі Ана", 2012))
    assert titles(store, Query(by="children.birth")) == ["Екі Ана", "Бір Ана"]
    row = young.rows("children")[0].id
    save(store, draft(young.replace("children.birth", PartialDate(2010), row)))
    assert titles(store, Query(by="children.birth")) == ["Бір Ана", "Екі Ана"]


def child(parent: str, born: int) -> Record:
    """Give a family with one child born in a year."""
    return family(parent).add_row("children", {"name": "Әли", "birth": PartialDate(born)})


def test_a_place_is_sorted_by_its_name(store: Store) -> None:
    for parent, key in (("Бір Ана", "z"), ("Екі Ана", "a")):
        save(store, family(parent, territory=key))
    with store.reading() as reading:
        found = reading.places(
            "family", Query(by="territory"), {"z": "Абай", "a": "Шет"}.__getitem__
        )
        assert [row.title for row in reading.rows_at(found)] == ["Бір Ана", "Екі Ана"]


VIEWS = [
    Query(),
    Query(states=frozenset({State.DRAFT})),
    Query(states=frozenset({State.ANNULLED})),
    Query(states=frozenset({State.COMPLETE}), removed=True),
    Query(states=frozenset({State.COMPLETE}), removed=True, day=date(2026, 6, 1)),
    Query(states=frozenset({State.COMPLETE, State.DRAFT}), removed=False, day=date(2026, 6, 1)),
]


@given(steps=st.lists(st.tuples(st.sampled_from("nrcdax"), st.integers(0, 9)), max_size=12))
@settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
def test_kept_counts_and_ranks_are_those_of_the_cards(
    store: Store, steps: list[tuple[str, int]]
) -> None:
    cards: list[Record] = [save(store, complete(child("Бір Ана", 2015)))]
    for what, number in steps:
        at = number % len(cards)
        if what == "n":
            cards.append(save(store, child(f"Ана {number}", 2010 + number)))
        elif cards[at].state is State.ANNULLED:
            if what == "a":
                with store.begin() as work:
                    cards[at] = work.restore("family", cards[at].id, who="a", when=NOON)
        elif what == "a":
            with store.begin() as work:
                cards[at] = work.annul("family", cards[at].id, REASON, who="a", when=NOON)
        else:
            cards[at] = save(store, _changed(cards[at], what, number))
    for query in VIEWS:
        rows = page_without_count(store, query)
        with store.reading() as reading:
            assert reading.tally("family", query) == (len(rows), sum(row.children for row in rows))
    _ranks(store)


def _changed(record: Record, what: str, number: int) -> Record:
    if what == "r":
        return record.replace("removed_on", date(2026, 1 + number, 1))
    if what == "x":
        return record.add_row("children", {"name": f"Бала {number}"})
    return complete(record) if what == "c" else draft(record)


def page_without_count(store: Store, query: Query) -> list[ListRow]:
    """Look at every card that answers, without the kept counts: children are asked of the rows."""
    with store.reading() as reading:
        return list(reading.rows_at(reading.places("family", query), query.day))


def _ranks(store: Store) -> None:
    with store.reading() as reading:
        for sort in (Sort.NUMBER, Sort.NAME, Sort.DATE):
            for query in (Query(sort=sort), Query(sort=sort, descending=True, states=LIVE)):
                ids = reading.ids("family", query)
                assert [reading.rank("family", query, one) for one in ids] == list(range(len(ids)))
        assert reading.rank("family", Query(), "nobody") == -1


LIVE = frozenset({State.DRAFT, State.COMPLETE})


def test_pages_of_a_plain_list_are_the_same_from_either_end(store: Store) -> None:
    for number in range(23):
        save(store, family(f"Ана {number % 5}", registered=date(2026, 1, 1 + number % 4)))
    for sort in (Sort.NUMBER, Sort.NAME, Sort.DATE):
        query = Query(sort=sort, states=LIVE)
        with store.reading() as reading:
            every = reading.ids("family", query)
            for at in range(0, 30, 4):
                rows = reading.page("family", query, at, 4)
                assert tuple(row.id for row in rows) == every[at : at + 4], (sort, at)


def test_the_last_complete_version_is_what_returns_count(store: Store) -> None:
    saved = save(store, complete(family("Бір Ана")))
    save(store, draft(saved.replace("okrug", "Еңбек")))
    never = save(store, family("Екі Ана"))
    with store.reading() as reading:
        assert reading.complete_version("family", saved.id) == replace(saved, revision=1)
        assert reading.complete_version("family", never.id) is None
        assert reading.complete_version("family", "nobody") is None
        shown = reading.records_at(
            "family", [row.place for row in reading.page("family", Query(), 0, 9)]
        )
        assert sorted(str(one.get("okrug")) for one in shown.values()) == ["None", "Еңбек"]
