"""Cards are saved whole, counted by their last complete version, and found in lists."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from forms.catalogue import form_of
from forms.codes import code
from forms.letters import sort_key
from forms.record import Record, State
from forms.register_changes import ChangeKind, RegisterChange
from forms.store.drawer import BATCH
from forms.store.faces import face
from forms.store.store import (
    Annulled,
    HandedIn,
    ListRow,
    Query,
    Relation,
    Setting,
    Sort,
    Stale,
    Store,
    Where,
)
from forms.store.tables import tables_of
from forms.territory import Level
from forms.words import Name
from tests.forms.store.stores import (
    NOON,
    complete,
    draft,
    family,
    names,
    practice_store,
    save,
    statements,
)
from tests.forms.store.vaults import open_vault

REASON = code("annul_reason", "1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with practice_store(tmp_path / "a.pana") as made:
        yield made


def get(store: Store, record: Record) -> Record | None:
    with store.reading() as reading:
        return reading.get(record.form, record.id)


def counted(store: Store, form: str = "family") -> list[Record]:
    with store.reading() as reading:
        return list(reading.counted(form))


def drafts(store: Store, form: str = "family") -> list[Record]:
    with store.reading() as reading:
        return list(reading.drafts(form))


def page(store: Store, query: Query, form: str = "family") -> tuple[ListRow, ...]:
    with store.reading() as reading:
        rows = reading.page(form, query, 0, 100)
        assert reading.count(form, query) == len(rows)
        assert reading.ids(form, query) == tuple(row.id for row in rows)
    return rows


def titles(store: Store, query: Query, form: str = "family") -> list[str]:
    return [row.title for row in page(store, query, form)]


def claim(*respondents: str, came: date = date(2026, 5, 4), kind: str = "A") -> Record:
    record = Record.blank("court_case").replace("kind", code("claim_kind", kind))
    record = record.replace("came_on", came)
    for called in respondents:
        record = record.add_row("respondents", names(called))
    return record


# --- saving ---------------------------------------------------------------------------------------


def test_a_saved_card_has_number_revision_and_moment(store: Store) -> None:
    record = family("Өтегенқызы Ұлбосын")
    saved = save(store, record)
    assert saved == replace(record, number="1132-2026-0001", revision=1, changed_at=NOON)
    assert get(store, record) == saved


def test_numbers_run_by_form_and_year(store: Store) -> None:
    cards = [
        family(registered=date(2026, 1, 9)),
        family(registered=date(2026, 7, 1)),
        family(registered=date(2025, 12, 31)),
        Record.blank("family"),
        claim(),
        Record.blank("court_case").replace("act_on", date(2024, 2, 29)),
    ]
    assert [save(store, card).number for card in cards] == [
        "1132-2026-0001",
        "1132-2026-0002",
        "1132-2025-0001",
        "1132-2026-0003",
        "1132-C-2026-001",
        "1132-C-2024-001",
    ]


def test_the_year_of_a_number_is_that_of_the_desk(store: Store) -> None:
    new_year = datetime(2027, 1, 1, 2, tzinfo=timezone(timedelta(hours=5)))
    with store.begin() as work:
        saved = work.save(Record.blank("family"), who="a", when=new_year)
    assert (saved.number, saved.changed_at) == ("1132-2027-0001", new_year)


def test_a_number_stays_when_the_date_of_the_card_changes(store: Store) -> None:
    saved = save(store, family())
    assert save(store, saved.replace("registered_on", date(2020, 1, 1))).number == saved.number


def test_a_number_from_elsewhere_is_kept_and_not_given_twice(store: Store) -> None:
    assert save(store, replace(family(), number="1132-2026-0041")).number == "1132-2026-0041"
    assert save(store, family()).number == "1132-2026-0042"


def test_no_number_is_given_before_the_commission_is_known(store: Store) -> None:
    with store.begin() as work:
        work.set_setting("commission", None)
    with pytest.raises(ValueError, match="commission"):
        save(store, family())


def test_an_older_revision_is_refused_with_both_cards(store: Store) -> None:
    saved = save(store, family(settlement="Азат"))
    theirs = save(store, saved.replace("settlement", "Ақкөл"))
    mine = saved.replace("settlement", "Еңбек")
    with pytest.raises(Stale) as refused:
        save(store, mine)
    assert (refused.value.mine, refused.value.kept) == (mine, theirs)
    assert get(store, saved) == theirs


def test_a_card_that_the_store_lost_is_refused(store: Store) -> None:
    with pytest.raises(Stale) as refused:
        save(store, replace(family(), revision=3))
    assert refused.value.kept is None


def test_a_piece_of_work_that_fails_leaves_nothing(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын"))
    changed = saved.replace("settlement", "Ақкөл")
    with pytest.raises(RuntimeError), store.begin() as work:
        work.save(changed, who="a", when=NOON)
        work.save(family("Воронцова Екатерина"), who="a", when=NOON)
        work.set_setting("one", 1)
        raise RuntimeError
    assert get(store, saved) == saved
    assert titles(store, Query()) == ["Өтегенқызы Ұлбосын"]
    assert titles(store, Query("воронцова")) == []
    with store.reading() as reading:
        assert reading.setting("one") is None
        assert {change.revision for change in reading.history("family", saved.id)} == {1}
    assert save(store, family()).number == "1132-2026-0002"


def test_rows_keep_their_identity_and_order(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын", "Өтеген Ерлан", "Өтеген Бақыт"))
    first, second, third = saved.rows("parents")
    turned = save(store, saved.replace("parents", (third, first)).add_row("parents", {}))
    kept = get(store, saved)
    assert kept == turned
    assert kept.rows("parents")[:2] == (third, first)
    assert second not in kept.rows("parents")


def test_a_moment_without_time_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 9, 22)  # noqa: DTZ001  it is what must be refused
    with pytest.raises(ValueError, match="time zone"), store.begin() as work:
        work.save(family(), who="a", when=naive)


def test_a_card_is_not_found_under_another_form(store: Store) -> None:
    saved = save(store, family())
    with store.reading() as reading:
        assert reading.get("court_case", saved.id) is None


def test_all_is_there_when_the_vault_is_opened_again(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        saved = save(store, complete(family("Өтегенқызы Ұлбосын")))
    with open_vault(tmp_path / "a.pana") as vault:
        again = Store(vault)
        assert get(again, saved) == saved
        assert counted(again) == [saved]
        assert titles(again, Query("улбосын")) == ["Өтегенқызы Ұлбосын"]


# --- what is counted (rule R3) --------------------------------------------------------------------


def test_an_incomplete_edit_stands_beside_the_version_that_counts(store: Store) -> None:
    first = save(store, complete(family("Өтегенқызы Ұлбосын", settlement="Азат")))
    edit = save(store, draft(first.replace("settlement", "Ақкөл")))
    edit = save(store, edit.replace("street", "Абай к-сі"))
    assert get(store, first) == edit
    assert counted(store) == [first]
    assert drafts(store) == [edit]
    (row,) = page(store, Query())
    assert (row.state, row.subtitle, row.edited) == (State.DRAFT, "Ақкөл, Абай к-сі", True)
    assert titles(store, Query("азат")) == []

    done = save(store, complete(edit))
    assert done.revision == 4
    assert get(store, first) == done
    assert counted(store) == [done]
    assert drafts(store) == []
    assert not page(store, Query())[0].edited


def test_a_card_that_never_was_complete_counts_nowhere(store: Store) -> None:
    saved = save(store, save(store, family("Өтегенқызы Ұлбосын")).replace("street", "Абай"))
    assert counted(store) == []
    assert drafts(store) == [saved]
    assert not page(store, Query())[0].edited


def test_an_annulled_card_counts_nowhere_until_it_is_restored(store: Store) -> None:
    first = save(store, complete(family("Өтегенқызы Ұлбосын")))
    edit = save(store, draft(first.replace("settlement", "Ақкөл")))
    with store.begin() as work:
        annulled = work.annul("family", first.id, REASON, who="a", when=NOON)
    assert annulled == replace(edit, state=State.ANNULLED, revision=3)
    assert (counted(store), drafts(store)) == ([], [])
    assert titles(store, Query(states=frozenset({State.ANNULLED}))) == ["Өтегенқызы Ұлбосын"]
    with pytest.raises(Annulled):
        save(store, draft(annulled))
    with pytest.raises(Annulled), store.begin() as work:
        work.annul("family", first.id, REASON, who="a", when=NOON)

    with store.begin() as work:
        restored = work.restore("family", first.id, who="a", when=NOON)
    assert restored == replace(edit, revision=4)
    assert (counted(store), drafts(store)) == ([first], [restored])
    with pytest.raises(ValueError, match="not annulled"), store.begin() as work:
        work.restore("family", first.id, who="a", when=NOON)


def test_nobody_annuls_by_saving_or_a_card_that_is_not_there(store: Store) -> None:
    saved = save(store, family())
    with pytest.raises(Annulled):
        save(store, replace(saved, state=State.ANNULLED))
    with pytest.raises(KeyError), store.begin() as work:
        work.annul("family", "nowhere", REASON, who="a", when=NOON)


@pytest.mark.slow
def test_many_cards_are_counted_in_batches(store: Store) -> None:
    cards = 4 * BATCH
    with store.begin() as work:
        for number in range(cards):
            record = family(f"Өтеген Ерлан{number}").add_row("children", {"name": str(number)})
            record = complete(record) if number % 10 else record
            work.save(record, who="a", when=NOON)
    tables = 1 + len(tables_of("family").rows)
    with store.reading() as reading, statements() as run:
        stream = reading.counted("family")
        next(stream)
        assert len(run) == tables
        assert 1 + sum(1 for _ in stream) == cards * 9 // 10
        batches = -(-cards * 9 // 10 // BATCH)
        assert len(run) <= batches * tables + 1
        del run[:]
        assert [record.rows("children")[0].get("name") for record in reading.drafts("family")] == [
            str(number) for number in range(0, cards, 10)
        ]
        assert len(run) <= 2 + tables


def test_a_reading_sees_one_state_while_others_save(store: Store) -> None:
    first = save(store, complete(family("Өтегенқызы Ұлбосын")))
    with store.reading() as reading:
        assert reading.count("family", Query()) == 1
        save(store, complete(family("Воронцова Екатерина")))
        save(store, first.replace("settlement", "Ақкөл"))
        assert list(reading.counted("family")) == [first]
        assert reading.get("family", first.id) == first
    assert len(counted(store)) == 2


# --- finding --------------------------------------------------------------------------------------

PEOPLE = [
    "Нұрмұхамбетова Гүлбаршын Әбдіғаппарқызы",
    "Өтегенқызы Ұлбосын",
    "Ғабдуллин Ерғазы Хамитұлы",
    "Қоңыратбаева Ләйлә Серікқызы",
    "Воронцова Екатерина Александровна",
    "Әлімқұлов Дархан",
    "Алимов Дархан Серікұлы",
]

SEARCHES = {
    "гүлбаршын нұрмұх": [0],
    "НУРМУХАМБЕТОВА гулбаршын": [0],
    "Nurmukhambetova Gulbarshyn": [0],
    "нұрмұхамбетова гүлбаршын әбдіғаппарқызы": [0],
    "өтегенқызы ұлбосын серікқызы": [1],  # the card has no patronymic
    "қоңыратбаева ләйлә әбдіқызы": [],  # the card has another one
    "серік": [3, 6],
    "дархан": [5, 6],
    "алимкулов": [5],
    "лов дархан": [],  # words are found by their beginnings
    "екатерина-воронцова": [4],
    "": [0, 1, 2, 3, 4, 5, 6],
    " - !": [],
}


@pytest.mark.parametrize(("typed", "found"), SEARCHES.items())
def test_people_are_found_however_they_are_spelled(
    store: Store, typed: str, found: list[int]
) -> None:
    for called in PEOPLE:
        save(store, family(called))
    assert titles(store, Query(typed)) == [PEOPLE[one] for one in found]


ELSEWHERE = {
    "1132-2026-0001": True,
    "2026-0001": True,
    "0001": True,
    "1": True,
    "0002": False,
    "850615199998": True,
    "850615 199998": True,
    "850615-199998": True,
    "8506151": True,
    "9998": False,
    "аяулым": True,
    "aiaulym": True,
    "жалғызқарағай": True,
    "zhalgyzkaragai": True,
    '" OR "': False,
    "аяулым* NOT": False,
}


@pytest.mark.parametrize(("typed", "found"), ELSEWHERE.items())
def test_a_family_is_found_by_number_child_and_village(
    store: Store, typed: str, found: bool
) -> None:
    record = family("Өтегенқызы Ұлбосын", settlement="Жалғызқарағай")
    save(store, record.add_row("children", {"name": "Аяулым", "iin": "850615199998"}))
    assert bool(page(store, Query(typed))) == found


def test_a_case_is_found_by_the_number_of_the_court(store: Store) -> None:
    record = claim("Қоңыратбаева Ләйлә").replace("case_number", "1134-26-00-2/417")
    save(store, record.add_row("children", {"surname": "Қоңырат", "name": "Әсем"}))
    for typed in ("1134-26-00-2/417", "2/417", "417", "1132-C-2026-001", "асем қоңырат"):
        assert titles(store, Query(typed), "court_case") == ["Қоңыратбаева Ләйлә"], typed
        assert page(store, Query(typed)) == ()


def test_words_that_were_changed_find_no_more(store: Store) -> None:
    saved = save(store, family("Өтегенқызы Ұлбосын"))
    row = saved.rows("parents")[0].id
    save(store, saved.replace("parents.name", "Гүлнұр", row))
    assert titles(store, Query("ұлбосын")) == []
    assert titles(store, Query("гүлнұр")) == ["Өтегенқызы Гүлнұр"]


def test_names_are_sorted_as_the_kazakh_alphabet_does(store: Store) -> None:
    for called in PEOPLE:
        save(store, family(called))
    rows = titles(store, Query(sort=Sort.NAME))
    assert rows == sorted(PEOPLE, key=sort_key)
    assert rows[:2] == ["Алимов Дархан Серікұлы", "Әлімқұлов Дархан"]
    assert titles(store, Query(sort=Sort.NAME, descending=True)) == rows[::-1]


def test_lists_are_sorted_by_number_and_date(store: Store) -> None:
    days = [date(2026, 3, 1), date(2025, 3, 1), date(2026, 2, 1)]
    first, second, third = (save(store, family(registered=day)).id for day in days)

    def order(sort: Sort) -> list[str]:
        return [row.id for row in page(store, Query(sort=sort))]

    assert order(Sort.NUMBER) == [second, first, third]
    assert order(Sort.DATE) == [second, third, first]


def test_numbers_behind_the_last_digit_stay_in_order(store: Store) -> None:
    numbers = ["1132-C-2026-999", "1132-C-2026-1000"]
    for number in reversed(numbers):
        save(store, replace(claim(), number=number))
    assert [row.number for row in page(store, Query(), "court_case")] == numbers


def test_pages_follow_each_other_without_gap(store: Store) -> None:
    with store.begin() as work:
        for number in range(25):
            work.save(family("Ким Светлана" if number % 2 else "Өтеген"), who="a", when=NOON)
    for sort in Sort:
        for text in ("", "ким"):
            query = Query(text, sort=sort, descending=True)
            with store.reading() as reading:
                total = reading.count("family", query)
                pages = [reading.page("family", query, at, 10) for at in range(0, 30, 10)]
                assert [len(one) for one in pages] == ([10, 10, 5] if not text else [10, 2, 0])
                ids = [row.id for one in pages for row in one]
                assert len(set(ids)) == total
                assert tuple(ids) == reading.ids("family", query)


def removed_families() -> list[Record]:
    reason = code("removal_reason", "01")
    gone = family("Кетті Отбасы").replace("removed_on", date(2026, 9, 1))
    return [family("Тұр Отбасы"), gone.replace("removal_reason", reason)]


@pytest.mark.parametrize(
    ("day", "there"),
    [(date(2026, 8, 31), ["Тұр Отбасы", "Кетті Отбасы"]), (date(2026, 9, 1), ["Тұр Отбасы"])],
)
def test_who_is_on_the_register_depends_on_the_day(
    store: Store, day: date, there: list[str]
) -> None:
    for record in removed_families():
        save(store, record)
    assert titles(store, Query(day=day, removed=False)) == there
    for row in page(store, Query(day=day)):
        assert row.removed == (row.title not in there)


def test_a_family_leaves_by_itself_when_its_last_child_is_of_age(store: Store) -> None:
    record = family("Өтегенқызы Ұлбосын", registered=date(2090, 1, 1))
    child = record.add_row("children", {"name": "Аяулым", "iin": "991231599977"})
    save(store, child.replace("registered_on", date(2110, 1, 1)))
    (row,) = page(store, Query())
    assert row.removed_on == date(2117, 12, 31)


def test_lists_take_conditions_on_any_field(store: Store) -> None:
    one = family("Бірінші Ана", settlement="Азат").replace("okrug", "Еңбек")
    two = family("Екінші Ана", registered=date(2025, 1, 1), settlement="Ақкөл")
    two = two.add_row("measures", {"kind": code("measure", "02"), "on": date(2025, 2, 1)})
    for record in (one, two):
        save(store, record)
    both = ["Екінші Ана", "Бірінші Ана"]
    for query, found in [
        (Query(since=date(2026, 1, 1)), both[1:]),
        (Query(until=date(2025, 12, 31)), both[:1]),
        (Query(conditions=(Where("settlement", Relation.IS, "Азат"),)), both[1:]),
        (Query(conditions=(Where("okrug", Relation.FILLED),)), both[1:]),
        (Query(conditions=(Where("okrug", Relation.EMPTY),)), both[:1]),
        (Query(conditions=(Where("measures.kind", Relation.EMPTY),)), both[1:]),
        (
            Query(conditions=(Where("measures.kind", Relation.IS, code("measure", "02")),)),
            both[:1],
        ),
        (Query(conditions=(Where("measures.on", Relation.FROM, date(2025, 2, 1)),)), both[:1]),
        (Query(conditions=(Where("measures.on", Relation.TO, date(2025, 1, 31)),)), []),
        (Query(conditions=(Where("parents.name", Relation.IS, "Ана"),)), both),
    ]:
        assert titles(store, query) == found, query


def test_cases_are_listed_by_kind_and_ground(store: Store) -> None:
    grounds = (code("art75_ground", "G1a"), code("art75_ground", "G2"))
    one = claim("Бірінші Ана")
    one = one.replace("respondents.grounds", grounds, one.rows("respondents")[0].id)
    for record in (one, claim("Екінші Ана", kind="C")):
        save(store, record)
    assert titles(store, Query(kind=code("claim_kind", "C")), "court_case") == ["Екінші Ана"]
    for key, found in (("G2", ["Бірінші Ана"]), ("G1", [])):
        where = Where("respondents.grounds", Relation.IS, code("art75_ground", key))
        assert titles(store, Query(conditions=(where,)), "court_case") == found
    (row, _) = page(store, Query(), "court_case")
    assert row.kind == code("claim_kind", "A")


def test_a_row_of_a_list_says_what_a_person_looks_for(store: Store) -> None:
    record = family(
        "Өтегенқызы Ұлбосын", settlement="Азат а.", street="Бейбітшілік к-сі", house="3"
    )
    record = record.add_row("children", {"name": "Аяулым"}).add_row("children", {"name": "Ілияс"})
    gone = record.rows("children")[1].id
    saved = save(store, complete(record.replace("children.left_on", date(2026, 9, 2), gone)))
    assert page(store, Query()) == (
        ListRow(
            form="family",
            id=saved.id,
            number="1132-2026-0001",
            state=State.COMPLETE,
            title="Өтегенқызы Ұлбосын",
            subtitle="Азат а., Бейбітшілік к-сі, 3",
            kind=None,
            children=1,
            date=date(2026, 8, 26),
            removed=False,
            removed_on=None,
            in_force_on=None,
            revision=1,
            edited=False,
        ),
    )


def test_without_parents_a_card_is_called_by_its_first_child() -> None:
    record = family().add_row("children", {"surname": "Өтеген", "name": "Аяулым"})
    assert face(form_of("family"), record).title == "Өтеген Аяулым"


def test_one_person_on_several_cards_is_found(store: Store) -> None:
    child = {"surname": "Өтеген", "name": "Аяулым", "iin": "991231599977"}
    cards = [save(store, family("Ана Бір").add_row("children", child)) for _ in range(3)]
    with store.begin() as work:
        work.annul("family", cards[2].id, REASON, who="a", when=NOON)
    with store.reading() as reading:
        found = reading.people_with_iin("991231599977")
        assert [(one.id, one.repeat, one.birth) for one in found] == [
            (card.id, "children", "2099-12-31") for card in cards[:2]
        ]
        assert reading.people_named("OTEGEN", "aiaulym") == found
        assert reading.people_born("2099-12-31") == found
    save(store, cards[0].drop_row("children", cards[0].rows("children")[0].id))
    with store.reading() as reading:
        assert [one.id for one in reading.people_with_iin("991231599977")] == [cards[1].id]


# --- the papers beside the cards ------------------------------------------------------------------


def test_settings_come_back_as_they_were_set(store: Store) -> None:
    kept: dict[str, Setting] = {
        "a/1": 1,
        "a/2": "екі",
        "a_3": True,
        "b": [1, {"c": None}],
        "%": 0.5,
    }
    with store.begin() as work:
        for key, value in kept.items():
            work.set_setting(key, "before")
            work.set_setting(key, value)
        work.set_setting("gone", 1)
        work.set_setting("gone", None)
    with store.reading() as reading:
        assert reading.settings() == {**kept, "commission": "KDN-1132"}
        assert reading.settings("a/") == {"a/1": 1, "a/2": "екі"}
        assert reading.settings("%") == {"%": 0.5}
        assert reading.setting("b") == kept["b"]
        assert reading.setting("gone") is None


def paper(quarter: int = 3, revision: int = 0, office: str = "KDN-1132") -> HandedIn:
    reason = "түзету" if revision else ""
    content = {"cells": {"1-QO/Q/04/1": 153, "1-QO/Q/04/2": None}, "title": "Қолайсыз"}
    return HandedIn(
        "1-QO", office, 2026, quarter, revision, reason, date(2026, 10, 2), "Айгүл", content
    )


def test_returns_handed_in_are_frozen(store: Store) -> None:
    papers = [paper(2), paper(3), paper(3, 1), paper(3, 0, "KDN-1100")]
    with store.begin() as work:
        for one in reversed(papers):
            work.hand_in(one)
    with pytest.raises(ValueError, match="already"), store.begin() as work:
        work.hand_in(paper(3, 1))
    with store.reading() as reading:
        assert set(map(repr, reading.handed_in("1-QO"))) == set(map(repr, papers))
        assert reading.handed_in("1-QO", 2026, 3, "KDN-1132") == (papers[1], papers[2])
        assert reading.handed_in("1-QO", 2025) == ()
        assert reading.handed_in("2-AQA") == ()


def test_edits_of_the_register_come_back_in_their_order(store: Store) -> None:
    name = Name("Жаңа комиссия", "Новая комиссия", "")
    changes = (
        RegisterChange(
            ChangeKind.ADD,
            "KDN-9901",
            date(2026, 1, 1),
            name,
            name,
            Level.DISTRICT,
            "akkol",
            "KDN-1100",
            True,
            ("KDN-1132",),
        ),
        RegisterChange(ChangeKind.CLOSE, "KDN-1132", date(2026, 1, 1)),
    )
    with store.begin() as work:
        for change in changes:
            work.register_change(change, who="a", when=NOON)
    with store.reading() as reading:
        assert reading.register_changes() == changes


def test_the_journal_tells_the_newest_first(store: Store) -> None:
    with store.begin() as work:
        work.note("export", who="a", when=NOON, about="1-QO/2026-Q3")
        work.note("print", who="a", when=NOON)
    with store.reading() as reading:
        assert [one.action for one in reading.journal()] == ["print", "export"]
        assert [one.about for one in reading.journal(1)] == [""]


def test_what_was_being_typed_outlives_the_program(store: Store) -> None:
    with store.begin() as work:
        work.keep_typing("family", "a", "Өте", when=NOON)
        work.keep_typing("family", "a", "Өтеген", when=NOON)
        work.keep_typing("court_case", "b", "Қоң", when=NOON)
    with store.reading() as reading:
        assert {(one.form, one.id, one.text) for one in reading.typed()} == {
            ("family", "a", "Өтеген"),
            ("court_case", "b", "Қоң"),
        }
    with store.begin() as work:
        work.drop_typing("a")
    with store.reading() as reading:
        assert [(one.id, one.when) for one in reading.typed()] == [("b", NOON)]
