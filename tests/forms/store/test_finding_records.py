"""Cards are found however they are spelled, and lists show, sort and filter them."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms.catalogue import form_of
from forms.codes import code
from forms.letters import sort_key
from forms.record import Record, State
from forms.store import finding_records
from forms.store.faces import face
from forms.store.store import (
    ListRow,
    Query,
    Relation,
    Sort,
    Store,
    Where,
)
from tests.forms.store.looking import claim, page, titles
from tests.forms.store.stores import (
    NOON,
    complete,
    family,
    save,
)

CASES = Path(__file__).parents[2] / "cases"
REASON = code("annul_reason", "1")


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


def test_two_hundred_names_stand_as_in_a_kazakh_dictionary(store: Store) -> None:
    lines = (CASES / "kazakh_order.csv").read_text(encoding="utf-8").split()[1:]
    assert len(set(lines)) == 200
    begins = "".join(dict.fromkeys(name[0] for name in lines))
    for pair in ("АӘ", "ГҒ", "КҚ", "ОӨ", "УҰ", "ҰҮ", "ХҺ", "ЫІ"):
        assert pair in begins, pair  # no other letter stands between the two
    assert lines.index("Танат") < lines.index("Таңат")  # Ң comes after Н within a name, too
    with store.begin() as work:
        for name in random.Random(1).sample(lines, len(lines)):
            work.save(family(name), who="a", when=NOON)
    for descending, wanted in ((False, lines), (True, lines[::-1])):
        query = Query(sort=Sort.NAME, descending=descending)
        with store.reading() as reading:
            pages = [reading.page("family", query, at, 64) for at in range(0, 256, 64)]
        assert [row.title for rows in pages for row in rows] == wanted


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
                single = [reading.page("family", query, at, 1) for at in range(total)]
                assert [row for (row,) in single] == [row for one in pages for row in one]
                ids = [row.id for one in pages for row in one]
                assert len(set(ids)) == total
                assert tuple(ids) == reading.ids("family", query)


@pytest.mark.parametrize("many", [finding_records.MANY, 3], ids=["gathered", "probed"])
@pytest.mark.parametrize("typed", ["ким", "ким све", "өтеген", "ешкім", " - "])
def test_the_first_screens_of_typed_words_are_those_of_the_whole(
    store: Store, many: int, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding_records, "MANY", many)
    days = [date(2026, 3, 1), date(2025, 3, 1), date(2026, 2, 1)]
    for number in range(12):
        called = "Ким Светлана" if number % 2 else "Өтеген"
        save(store, family(called, registered=days[number % 3]))
    with store.reading() as reading:
        for sort in (Sort.NUMBER, Sort.NAME, Sort.DATE):
            for descending in (False, True):
                query = Query(typed, frozenset({State.DRAFT}), sort, descending)
                whole = reading.places("family", query)
                assert reading.beginning("family", query, 4) == whole[:4], query
        for other in (Query(typed, sort=Sort.CHANGED), Query(typed, by="settlement")):
            assert reading.beginning("family", other, 4) is None
        late = Query(typed, since=date(2026, 1, 1))
        assert reading.beginning("family", late, 4) is None


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
            changed_at=NOON,
            place=1,
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
