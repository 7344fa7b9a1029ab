"""Kazakh letters: the alphabet's order and one search form for all spellings of a name."""

import csv
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.letters import ALPHABET, fold, sort_key

CASES = Path(__file__).parents[1] / "cases"


def rows(file: str) -> list[list[str]]:
    with (CASES / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


IN_ORDER = [row[0] for row in rows("kazakh_order.csv")]
SAME = rows("folding.csv")

DIFFERENT = [
    ("Айша", "Айгүл"),
    ("Асқар", "Асқат"),
    ("Жанна", "Жұлдыз"),
    ("Ұлан", "Алан"),
    ("Серік", "Берік"),
    ("KDN-1100", "KDN-100"),
    ("KDN-7511", "KDN-7512"),
    ("Ая", "А"),
]


def test_the_alphabet_has_its_42_letters_once() -> None:
    assert len(ALPHABET) == 42 == len(set(ALPHABET))


def test_names_sort_as_in_a_kazakh_dictionary() -> None:
    assert len(set(IN_ORDER)) == len(IN_ORDER) == 200
    mixed = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert mixed != IN_ORDER
    assert sorted(mixed, key=sort_key) == IN_ORDER


def test_every_letter_begins_a_name_of_the_list_or_cannot() -> None:
    begins = {name[0] for name in IN_ORDER}
    assert set(ALPHABET) - begins == set("ҢЪЬ")


@pytest.mark.parametrize("place", range(len(ALPHABET) - 1))
def test_letters_sort_as_the_alphabet_says(place: int) -> None:
    assert sort_key(ALPHABET[place]) < sort_key(ALPHABET[place + 1])


def test_the_key_sorts_bytewise_in_a_column() -> None:
    with sqlite3.connect(":memory:") as store:
        store.execute("CREATE TABLE names (name TEXT, key TEXT)")
        mixed = random.Random(2).sample(IN_ORDER, len(IN_ORDER))
        store.executemany("INSERT INTO names VALUES (?, ?)", [(n, sort_key(n)) for n in mixed])
        found = [name for (name,) in store.execute("SELECT name FROM names ORDER BY key")]
    store.close()
    assert found == IN_ORDER


def test_digits_come_first_then_latin_then_kazakh_letters() -> None:
    assert sorted(["Ядро", "Абай", "zone", "Äyel", "7 мектеп"], key=sort_key) == [
        "7 мектеп",
        "Äyel",
        "zone",
        "Абай",
        "Ядро",
    ]


def test_capitals_signs_and_spaces_do_not_count_in_the_order() -> None:
    assert sort_key(" НҰР–СҰЛТАН ") == sort_key("нұр-сұлтан") == sort_key("Нұр  Сұлтан")


def test_a_word_comes_before_its_continuation() -> None:
    in_order = ["Абай", "Абай ауданы", "Абайский район"]
    assert sorted(reversed(in_order), key=sort_key) == in_order


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_the_table_of_spellings_is_long_enough() -> None:
    assert len(SAME) >= 40


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=ALPHABET + ALPHABET.lower() + " -0123456789", max_size=30), st.integers(0))
def test_the_beginning_of_a_cyrillic_name_folds_to_a_beginning(text: str, length: int) -> None:
    assert fold(text).startswith(fold(text[:length]))


@given(st.text(alphabet=ALPHABET + ALPHABET.lower() + " -0123456789", max_size=30))
def test_a_sign_that_vanishes_changes_nothing(text: str) -> None:
    # Without it letters fold at once, with it one step after the other.
    assert fold(f"{text}'") == fold(text)


@given(st.text(alphabet=ALPHABET + ALPHABET.lower() + " -0123456789", max_size=30))
def test_a_sign_behind_it_changes_no_key(text: str) -> None:
    assert sort_key(f"{text}…") == sort_key(text)
