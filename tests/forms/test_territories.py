"""The register: its shipped files, its answers on a day, and finding by name."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from forms.register_file import read_territories
from forms.territories import (
    REPUBLIC,
    Commission,
    Level,
    Region,
    Register,
    Territory,
)
from forms.words import Language

REGISTER = Register.shipped()
REPORT = date(2021, 12, 28)  # day of the report that counts 229 commissions
LATER = date(2026, 11, 22)
DAYS = [
    date(2016, 1, 1),
    date(2018, 6, 18),
    date(2018, 6, 19),
    date(2020, 12, 31),
    REPORT,
    date(2022, 6, 7),
    date(2022, 6, 8),
    LATER,
    date(2031, 1, 1),
]
CODES = sorted({one.code for day in DAYS for one in REGISTER.commissions(day)})


def codes(commissions: tuple[Commission, ...] | list[Commission]) -> list[str]:
    return [one.code for one in commissions]


# The shipped files


def test_the_229_commissions_of_the_report() -> None:
    levels = Counter(one.level for one in REGISTER.commissions(REPORT))
    assert levels == {Level.OBLAST: 14, Level.CITY: 39, Level.DISTRICT: 176}


def test_242_commissions_follow_from_the_later_units() -> None:
    assert len(REGISTER.commissions(LATER)) == 242


@pytest.mark.parametrize(
    ("day", "top"), [(date(2016, 12, 31), 16), (REPORT, 17), (date(2022, 6, 7), 17), (LATER, 20)]
)
def test_the_republic_has_its_top_commissions_of_the_day(day: date, top: int) -> None:
    assert len(REGISTER.parts(REPUBLIC, day, day)) == top


@pytest.mark.parametrize("day", DAYS)
def test_on_any_day_every_parent_and_territory_is_in_force(day: date) -> None:
    for one in REGISTER.commissions(day):
        assert REGISTER.parent(one.code, day) is not None, one.code
        assert REGISTER.territory(one.territory_key, day) is not None, one.code
        assert REGISTER.within(one.code, REPUBLIC, day), one.code


@pytest.mark.parametrize("code", CODES)
def test_versions_follow_each_other_and_keep_their_territory(code: str) -> None:
    versions = REGISTER.history(code)
    for earlier, later in pairwise(versions):
        assert earlier.until is not None
        assert later.since == earlier.until + timedelta(days=1)
    for one in versions:
        for day in (one.since or date(2016, 1, 1), one.until or LATER):
            assert REGISTER.territory(one.territory_key, day), (code, day)
            assert REGISTER.commission(one.parent_code, day), (code, day)


@pytest.mark.parametrize("code", CODES)
def test_every_commission_is_named_in_three_languages(code: str) -> None:
    for one in REGISTER.history(code):
        assert all(one.name) and all(one.short)
        territory = REGISTER.territory(one.territory_key, one.since or date(2016, 1, 1))
        assert territory is not None and one.short == territory.name


@pytest.mark.parametrize("day", DAYS)
def test_cards_are_kept_exactly_where_nobody_is_beneath(day: date) -> None:
    above = {one.parent_code for one in REGISTER.commissions(day)}
    for one in REGISTER.commissions(day):
        assert one.keeps_cards is (one.code not in above), one.code


def test_predecessors_are_commissions_of_the_register() -> None:
    named = {code for one in CODES for each in REGISTER.history(one) for code in each.predecessors}
    assert named and named <= set(CODES)


@pytest.mark.parametrize("region", REGISTER.regions(2020), ids=lambda one: str(one.label))
def test_regions_of_2020_have_a_commission_whose_districts_were_in_force(region: Region) -> None:
    (code,) = REGISTER.region_label(region.label, 2020)
    eve = date(2020, 12, 31)
    top = REGISTER.commission(code, eve)
    assert top is not None and top.parent_code == REPUBLIC
    for leaf in REGISTER.leaves(code, date(2020, 1, 1), eve):
        assert REGISTER.commission(leaf.code, eve) is not None


@pytest.mark.parametrize("year", range(2016, 2021))
def test_the_labels_of_a_year_are_the_top_commissions_of_its_last_day(year: int) -> None:
    labelled = [REGISTER.region_label(one.label, year) for one in REGISTER.regions(year)]
    top = REGISTER.parts(REPUBLIC, date(year, 1, 1), date(year, 12, 31))
    assert sorted(code for each in labelled for code in each) == codes(top)
    assert all(labelled)


@pytest.mark.parametrize("day", DAYS)
def test_on_any_day_keys_and_kato_codes_name_one_territory(day: date) -> None:
    there = [one for one in read_territories() if one.in_force(day)]
    keys = Counter(one.key for one in there)
    katos = Counter(one.kato for one in there if one.kato)
    assert set(keys.values()) == {1} == set(katos.values())
    assert {one.parent_key for one in there} <= {*keys, ""}


def test_predecessors_of_territories_are_territories() -> None:
    territories = read_territories()
    came_from = {key for one in territories for key in one.predecessors}
    assert came_from and came_from <= {one.key for one in territories}


def test_table_14_shows_18_labels_in_all() -> None:
    assert len({one.label for year in range(2016, 2021) for one in REGISTER.regions(year)}) == 18


@pytest.mark.parametrize(
    ("label", "year", "expected"),
    [
        ("ОҚО", 2016, ("KDN-6100",)),
        ("ОҚО", 2018, ()),
        ("Шымкент қ.", 2018, ("KDN-7900",)),
        ("Шымкент қ.", 2017, ()),
        ("Нұр-Сұлтан қ.", 2016, ("KDN-7100",)),
        ("нур-султан к", 2020, ("KDN-7100",)),
        ("Қызғалдақ", 2020, ()),
    ],
)
def test_labels_of_table_14(label: str, year: int, expected: tuple[str, ...]) -> None:
    assert REGISTER.region_label(label, year) == expected


# Asked on a day


@pytest.mark.parametrize(
    ("code", "day", "short_ru", "parent"),
    [
        ("KDN-1916", date(2022, 5, 2), "город Капшагай", "KDN-1900"),
        ("KDN-1916", date(2022, 5, 3), "город Қонаев", "KDN-1900"),
        ("KDN-1910", date(2022, 6, 7), "город Талдыкорган", "KDN-1900"),
        ("KDN-1910", date(2022, 6, 8), "город Талдыкорган", "KDN-3300"),
        ("KDN-7100", date(2019, 3, 22), "город Астана", REPUBLIC),
        ("KDN-7100", date(2019, 3, 23), "город Нур-Султан", REPUBLIC),
        ("KDN-7100", date(2022, 9, 17), "город Астана", REPUBLIC),
        ("KDN-7900", date(2018, 6, 18), "город Шымкент", "KDN-6100"),
        ("KDN-7900", date(2018, 6, 19), "город Шымкент", REPUBLIC),
        ("KDN-6100", date(2018, 6, 18), "Южно-Казахстанская область", REPUBLIC),
        ("KDN-5548", date(2018, 8, 3), "Качирский район", "KDN-5500"),
    ],
)
def test_a_commission_is_what_it_was_on_the_day(
    code: str, day: date, short_ru: str, parent: str
) -> None:
    found = REGISTER.commission(code, day)
    assert found is not None
    assert (found.short.ru, found.parent_code) == (short_ru, parent)


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("KDN-1116", REPORT),
        ("KDN-1000", date(2022, 6, 7)),
        ("KDN-6155", date(2021, 3, 14)),
        ("KDN-9999", LATER),
    ],
)
def test_what_is_not_in_force_is_none(code: str, day: date) -> None:
    assert REGISTER.commission(code, day) is None
    assert REGISTER.parent(code, day) is None
    assert not REGISTER.within(code, REPUBLIC, day)


def test_the_republic_stands_above_all_and_beneath_nobody() -> None:
    top = REGISTER.commission(REPUBLIC, LATER)
    assert top is not None and top.short.kk == "Қазақстан Республикасы"
    assert not top.keeps_cards
    assert REGISTER.parent(REPUBLIC, LATER) is None
    assert top not in REGISTER.commissions(LATER)


def test_a_district_lies_in_its_oblast_of_the_day() -> None:
    assert REGISTER.within("KDN-6328", "KDN-6300", date(2022, 6, 7))
    assert not REGISTER.within("KDN-6328", "KDN-6300", date(2022, 6, 8))
    assert REGISTER.territory_within("abai-semey-city", "abai", LATER)
    assert not REGISTER.territory_within("abai-semey-city", "abai", REPORT)


@pytest.mark.parametrize(
    ("day", "parent"),
    [
        (date(2019, 3, 22), "astana-until-2019"),
        (REPORT, "nur-sultan"),
        (date(2022, 9, 17), "astana"),
    ],
)
def test_a_city_district_lies_in_its_city_under_the_name_of_the_day(day: date, parent: str) -> None:
    esil = REGISTER.territory("astana-esil", day)
    assert esil is not None and esil.parent_key == parent
    assert esil in REGISTER.districts(parent, day)


def test_districts_come_in_kazakh_order() -> None:
    names = [one.name.kk for one in REGISTER.districts("turkistan", REPORT)]
    assert len(names) == 17
    assert names[:3] == ["Арыс қаласы", "Бәйдібек ауданы", "Жетісай ауданы"]
    assert names.index("Ордабасы ауданы") < names.index("Отырар ауданы")


@pytest.mark.parametrize(
    ("day", "units"), [(date(2021, 10, 1), 218), (date(2025, 1, 1), 227), (LATER, 228)]
)
def test_units_match_the_official_totals(day: date, units: int) -> None:
    # The totals of statistics: districts, cities of oblast significance, districts of Almaty,
    # the capital and Shymkent; the districts of cities within an oblast are not among them.
    tops = REGISTER.districts(REPUBLIC, day)
    assert sum(len(REGISTER.districts(top.key, day)) for top in tops) == units


# Searching


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Ақкөл", "KDN-1132"),
        ("аккол", "KDN-1132"),
        ("akkol", "KDN-1132"),
        ("Аккольского", "KDN-1132"),
        ("ауданы ақкөл", "KDN-1132"),
        ("акмол аккол", "KDN-1132"),
        ("KDN-1132", "KDN-1132"),
        ("кдн 1132", "KDN-1132"),
        ("1132", "KDN-1132"),
        ("алматы қаласы", "KDN-7500"),
        ("Алматы облысы", "KDN-1900"),
        ("город шымкент", "KDN-7900"),
        ("Qonaev", "KDN-1916"),
        ("караг абай", "KDN-3532"),
        ("сарыар", "KDN-7113"),
    ],
)
def test_a_commission_is_found_by_any_part_of_its_name(typed: str, first: str) -> None:
    assert REGISTER.find_commissions(typed, LATER)[0].code == first


def test_all_typed_words_must_be_there() -> None:
    assert REGISTER.find_commissions("аккол шымкент", LATER) == []
    assert REGISTER.find_commissions("кол", LATER, 300) != REGISTER.find_commissions("", LATER, 300)


def test_only_what_is_in_force_is_found_and_no_more_than_the_limit() -> None:
    assert codes(REGISTER.find_commissions("капшагай", REPORT)) == ["KDN-1916"]
    assert REGISTER.find_commissions("капшагай", LATER) == []
    assert len(REGISTER.find_commissions("", LATER, 5)) == 5
    assert len(REGISTER.find_commissions("", LATER, 500)) == 242


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Алматы", "almaty"),
        ("семей", "abai-semey-city"),
        ("есиль астан", "astana-esil"),
        ("акмола есиль", "akmola-esil"),
        ("632800000", "east-kazakhstan-semey-city"),
    ],
)
def test_a_territory_is_found_by_name_by_what_it_lies_in_and_by_kato(
    typed: str, first: str
) -> None:
    day = REPORT if first.startswith("east") else LATER
    assert REGISTER.find_territories(typed, day)[0].key == first


def test_names_are_spoken_by_things_themselves() -> None:
    esil = REGISTER.territory("akmola-esil", LATER)
    office = REGISTER.commission("KDN-1132", LATER)
    assert isinstance(esil, Territory) and esil.say(Language.KK) == "Есіл ауданы"
    assert office is not None and office.say(Language.EN) == "Akkol District"
