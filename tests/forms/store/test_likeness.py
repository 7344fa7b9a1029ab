"""Who is likely known already is told, whatever slip was made; who is somebody else is not."""

from collections.abc import Iterator
from random import Random

import pytest

from bench.town import families, filled
from forms.fields import Entry
from forms.record import Record
from forms.store.store import Asked, Likeness, Reading, Store
from forms.words import Language, say
from tests.forms.store.stores import NOON
from tests.retypings import SLIPS, latin, new_person

COUNT = 400
TABLES = ("parents", "children")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = filled(tmp_path_factory.mktemp("town") / "a.pana", COUNT)
    with store.vault:
        yield store


def everybody() -> list[tuple[Record, Entry]]:
    return [(f, row) for f in families(COUNT) for table in TABLES for row in f.rows(table)]


def asked_of(row: Entry) -> Asked:
    surname, name, patronymic = (
        str(row.get(part) or "") for part in ("surname", "name", "patronymic")
    )
    return Asked(surname, name, patronymic, None, row.get("birth"))  # type: ignore[arg-type]


def found(reading: Reading, asked: Asked, row: str) -> bool:
    return row in [one.standing.row for one in reading.likely(asked)]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_retyping_is_recognised(town: Store, slip: str) -> None:
    rng = Random(slip)
    people = [row for _, row in rng.sample(everybody(), 150)]
    with town.reading() as reading:
        hits = sum(found(reading, SLIPS[slip](asked_of(row), rng), row.id) for row in people)
    assert hits >= 0.95 * len(people)


def test_somebody_of_the_same_name_with_another_birth_date_is_no_hint(town: Store) -> None:
    rng = Random(5)
    people = [row for _, row in rng.sample(everybody(), 150)]
    with town.reading() as reading:
        told = sum(bool(reading.likely(new_person(asked_of(row), rng))) for row in people)
    assert told <= 0.05 * len(people)


def test_the_card_that_is_typed_gives_no_hints(town: Store) -> None:
    card, row = everybody()[0]
    with town.reading() as reading:
        assert found(reading, asked_of(row), row.id)
        assert not any(
            one.standing.id == card.id for one in reading.likely(asked_of(row), besides=card.id)
        )


def test_the_number_alone_is_enough(town: Store) -> None:
    row = next(row for _, row in everybody() if row.get("iin"))
    number = row.get("iin")
    assert isinstance(number, str)
    with town.reading() as reading:
        first = reading.likely(Asked("", "", "", number, None))[0]
    assert (first.standing.row, first.why, first.score) == (row.id, Likeness.SAME_IIN, 1.0)


def test_who_was_told_apart_is_no_hint_until_it_is_taken_back(town: Store) -> None:
    _, row = everybody()[7]
    mine = "f" * 32
    with town.begin() as work:
        work.tell_apart(mine, row.id, reason="2", words="", who="secretary", when=NOON)
    with town.reading() as reading:
        assert row.id not in [o.standing.row for o in reading.likely(asked_of(row), row=mine)]
        (kept,) = reading.told_apart(mine)
        assert (kept.other, kept.reason, kept.who, kept.when) == (row.id, "2", "secretary", NOON)
        assert [one.other for one in reading.told_apart(row.id)] == [mine]
    with town.begin() as work:
        work.take_back_apart(row.id, mine, who="secretary", when=NOON)
    with town.reading() as reading:
        assert reading.told_apart(mine) == ()
        assert row.id in [one.standing.row for one in reading.likely(asked_of(row), row=mine)]


def test_a_row_cannot_be_told_apart_from_itself(town: Store) -> None:
    with pytest.raises(ValueError, match="itself"), town.begin() as work:
        work.tell_apart("a", "a", reason="1", words="", who="", when=NOON)


@pytest.mark.parametrize("why", Likeness)
@pytest.mark.parametrize("lang", Language)
def test_every_likeness_says_why(why: Likeness, lang: Language) -> None:
    assert say(why.sentence, lang)


# ---- one box over everything ----------------------------------------------------------------


@pytest.mark.parametrize("typed", ["{name} {surname}", "{surname}", "{latin}", "{iin}", "{number}"])
def test_a_card_is_found_by_anything_that_stands_on_it_and_says_where(
    town: Store, typed: str
) -> None:
    card = next(one for one in families(COUNT) if one.rows("parents")[0].get("patronymic"))
    row = card.rows("parents")[0]
    with town.reading() as reading:
        kept = reading.get("family", card.id)
        assert kept is not None
        text = typed.format(
            name=row.get("name"),
            surname=row.get("surname"),
            latin=f"{latin(str(row.get('name')))} {latin(str(row.get('surname')))}",
            iin=row.get("iin"),
            number=kept.number,
        )
        hits = {hit.row.id: hit for hit in reading.find(text, COUNT).hits}
    assert card.id in hits
    where = {(why.path.partition(".")[0], why.row) for why in hits[card.id].whys}
    assert (("", "") if typed == "{number}" else ("parents", row.id)) in where


def test_more_is_told(town: Store) -> None:
    with town.reading() as reading:
        some = reading.find("талды", 5)
        numbers = [hit.row.number for hit in some.hits]
    assert some.more and len(numbers) == 5
    assert len(set(numbers)) == 5


def test_nothing_and_signs_find_nothing(town: Store) -> None:
    with town.reading() as reading:
        for text in ("", "  ", "…", '"', "жоқадам"):
            assert reading.find(text).hits == ()


def test_texts_typed_before_are_recalled_the_most_used_first(town: Store) -> None:
    with town.reading() as reading:
        every = reading.texts("family", "settlement", "", 99)
        assert reading.texts("family", "settlement", "ТАЛД") == ("Талды ауылы",)
        assert reading.texts("family", "children.surname", "жоқ") == ()
    used = [str(one.get("settlement")) for one in families(COUNT)]
    counts = [used.count(one) for one in every]
    assert set(every) == set(used) and counts == sorted(counts, reverse=True)
