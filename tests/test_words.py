"""Everything Pana says is said in Kazakh and Russian, whole and in the right letters."""

import csv
import gettext
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from forms.words import ROOMS
from tests.catalogues import (
    FORMS,
    PLURALS,
    TOP,
    Sentence,
    file_of,
    fuzzy_in,
    marked,
    mismatch,
    read_catalogue,
    unreadable_marks,
    write_catalogue,
)
from tests.house import house_of, read_house
from tests.spelling import disagreements, faults, strange_letters
from tests.update_words import read_fragments, update

PAIRS = [(lang, room) for lang in FORMS for room in ROOMS]

# The data whose names people read: codes, lines and columns of returns, offices, territories.
NAMES = sorted(
    file
    for folder in ("codes", "returns", "territories")
    for file in (TOP / "resources" / folder).glob("*.csv")
    if re.search(r"\bkk\b|_kk\b", file.read_text(encoding="utf-8").partition("\n")[0])
)

# What is written alike in every language: names of things, of keys and of file formats.
ALIKE = {
    *("Pana", "Excel", "PDF", "xlsx", "pdf", "csv", "json", "KDN", "Windows", "Linux"),
    *("Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "Home", "End", "Page", "Up", "Down", "F"),
}

MIXED = re.compile(
    r"[^\W\d_]*(?:[A-Za-z][А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]|"
    r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі][A-Za-z])[^\W\d_]*"
)


def read_rows(file: str) -> list[dict[str, str]]:
    """Give the rows of a table of cases."""
    text = (TOP / "tests" / "cases" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


def lookalikes(text: str) -> list[str]:
    """Give the words that mix Cyrillic letters with Latin ones that look the same."""
    return MIXED.findall(re.sub(r"\{[^}]*\}", " ", text))


def left_in_english(sentence: Sentence, told: Sentence) -> bool:
    """Tell whether a translation repeats the English words."""
    words = re.findall(r"[A-Za-z]+", re.sub(r"\{[^}]*\}", " ", " ".join(sentence)))
    return bool(set(words) - ALIKE) and not set(sentence).isdisjoint(told)


def a_few(sentences: Iterable[Sentence]) -> list[str]:
    """Give the first of the offending sentences, so that a report stays readable."""
    return [one[0] for one in sorted(sentences)][:20]


@pytest.fixture(scope="module")
def said() -> dict[str, dict[Sentence, set[str]]]:
    """Give every marked sentence of the program."""
    return marked()


@pytest.mark.parametrize(("lang", "room"), PAIRS)
def test_every_sentence_is_translated(
    lang: str, room: str, said: dict[str, dict[Sentence, set[str]]]
) -> None:
    known = read_catalogue(lang, room)
    assert a_few(said[room].keys() - known) == [], "run python -m tests.update_words"
    assert a_few(known.keys() - said[room]) == [], "run python -m tests.update_words"
    assert a_few(one for one, told in known.items() if not all(told)) == []
    assert fuzzy_in(lang, room) == []


@pytest.mark.parametrize(("lang", "room"), PAIRS)
def test_translations_fit_their_sentences(lang: str, room: str) -> None:
    known = read_catalogue(lang, room)
    wrong = {one[0]: said for one, told in known.items() if (said := mismatch(lang, one, told))}
    assert wrong == {}


@pytest.mark.parametrize(("lang", "room"), PAIRS)
def test_translations_are_in_the_right_letters(lang: str, room: str) -> None:
    known = read_catalogue(lang, room)
    assert [word for told in known.values() for text in told for word in lookalikes(text)] == []
    assert a_few(one for one, told in known.items() if left_in_english(one, told)) == []


@pytest.mark.parametrize(("lang", "room"), PAIRS)
def test_translations_are_written_as_the_house_writes(lang: str, room: str) -> None:
    known = read_catalogue(lang, room)
    wrong = {
        text: said
        for one, told in known.items()
        for at, text in enumerate(told)
        if (said := faults(lang, text) + disagreements(one[min(at, len(one) - 1)], text))
    }
    assert wrong == {}
    assert [t for told in known.values() for t in told if strange_letters(lang, t)] == []


@pytest.mark.parametrize("file", NAMES, ids=lambda file: file.name)
def test_names_that_are_data_are_written_as_the_house_writes(file: Path) -> None:
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    told = {
        (lang, row[column])
        for row in rows
        for column in row
        for lang in ("kk", "ru")
        if column == lang or column.endswith("_" + lang)
    }
    assert told
    assert [text for _, text in told if strange_letters("kk", text)] == []
    wrong = {
        text: said
        for lang, text in told
        if (said := faults(lang, text) + lookalikes(text) + disagreements(text, text))
    }
    assert wrong == {}


@pytest.mark.parametrize("row", read_rows("spelling.tsv"), ids=lambda row: row["told"])
def test_what_is_written_otherwise_is_seen(row: dict[str, str]) -> None:
    lang, told = row["lang"], row["told"]
    found = faults(lang, told) + [f"a strange letter: {one}" for one in strange_letters(lang, told)]
    assert found == [row["fault"]] * bool(row["fault"])


@pytest.mark.parametrize(
    ("english", "told", "signs"),
    [
        ("Print…", "Басып шығару…", []),
        ("Print…", "Басып шығару", ["…"]),
        ("Print", "Басып шығару…", ["…"]),
        ("It is shut.", "Ол жабық", ["."]),
        ("Is it right?", "Дұрыс па", ["?"]),
        ("Rev.", "Нұсқа", []),
        ("“A” is shut.", "«А жабық.", ["« »"]),
        ("A  b", "А  б", []),
        ("A b", "А  б", ["  "]),
    ],
)
def test_signs_that_do_not_follow_the_english_are_seen(
    english: str, told: str, signs: list[str]
) -> None:
    assert disagreements(english, told) == signs


@pytest.mark.parametrize(("lang", "room"), PAIRS)
def test_the_program_reads_what_the_catalogue_says(lang: str, room: str) -> None:
    with file_of(lang, room, ".mo").open("rb") as stream:
        spoken = gettext.GNUTranslations(stream)
    known = read_catalogue(lang, room)
    for sentence, told in known.items():
        if len(sentence) == 1:
            assert spoken.gettext(sentence[0]) == told[0]
        else:
            numbers = (1, 2, 5) if lang == "ru" else (1, 5)
            assert tuple(spoken.ngettext(sentence[0], sentence[1], n) for n in numbers) == told
    assert PLURALS[lang].rstrip(";") in spoken.info()["plural-forms"]


@pytest.mark.parametrize("room", ROOMS)
def test_no_catalogue_holds_a_sentence_twice(room: str) -> None:
    text = file_of("kk", room, ".po").read_text(encoding="utf-8")
    sentences = re.findall(r'^msgid ((?:".*"\n)+)', text, re.M)
    assert len(sentences) == len(set(sentences))


def test_marks_hold_literal_sentences_only() -> None:
    found = [
        f"{module.path}:{line} {call}"
        for module in read_house().shipped
        for line, call in unreadable_marks(module.tree)
    ]
    assert found == []


def test_a_mark_around_a_variable_is_seen() -> None:
    source = 'N_(name)\ntr(f"a {b}")\nNN_("one", many)\ntr(title)\nsay("a" "b", lang)\n'
    tree = house_of({"forms/a.py": source}).modules["forms.a"].tree
    assert [line for line, _ in unreadable_marks(tree)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("lang", "sentence", "told", "fits"),
    [
        ("kk", ("{n} of {all}",), ("{all} ішінен {n}",), True),
        ("kk", ("{n} of {all}",), ("{all}",), False),
        ("ru", ("Saved",), ("Сохранено {n}",), False),
        ("ru", ("Saved",), ("{Сохранено",), False),
        ("kk", ("One card", "{n} cards"), ("Бір карта", "{n} карта"), True),
        ("kk", ("One card", "{n} cards"), ("Бір карта", "карта"), False),
        ("ru", ("One card", "{n} cards"), ("Одна", "{n} карты", "{n} карт"), False),
        ("ru", ("{n} card", "{n} cards"), ("{n} карта", "{n} карты"), False),
        ("ru", ("{n} card", "{n} cards"), ("{n} карта", "{n} карты", "{n} карт"), True),
    ],
)
def test_a_translation_that_does_not_fit_is_seen(
    lang: str, sentence: Sentence, told: Sentence, fits: bool
) -> None:
    assert (mismatch(lang, sentence, told) == "") is fits


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Отбасы тіркелді", []),
        ("Отбaсы тіркелді", ["Отбaсы"]),
        ("тiркелді, {name}ға", ["тiркелді"]),
        ("Excel файлы, KDN-1132, 1-ҚО", []),
    ],
)
def test_a_lookalike_is_seen(text: str, words: list[str]) -> None:
    assert lookalikes(text) == words


def test_a_sentence_left_in_english_is_seen() -> None:
    assert left_in_english(("Save",), ("Save",))
    assert not left_in_english(("{name} (PDF)",), ("{name} (PDF)",))
    assert not left_in_english(("Save",), ("Сақтау",))


def test_updating_fills_keeps_and_removes(tmp_path: Path) -> None:
    for room in ROOMS:
        (tmp_path / room).mkdir()
    source = tmp_path / "forms" / "a.py"
    source.write_text('N_("Stays")\nN_("Goes")\nNN_("{n} card", "{n} cards")\n', "utf-8")
    (tmp_path / "desktop" / "b.py").write_text('tr("Stays")\ntr("Comes\\nin")\n', "utf-8")
    words = tmp_path / "words.tsv"
    rows = ["en\tkk\tru", "Stays\tҚалады\tОстаётся", "Goes\tКетеді\tУходит", r"Comes\nin" "\ta\tб"]
    rows += ["{n} card|||{n} cards\t{n} карта|||{n} карта\t{n} к|||{n} к|||{n} к", "Lost\tа\tб"]
    words.write_text("\n".join(rows), "utf-8")
    locale = tmp_path / "locale"
    assert update([words], again=False, top=tmp_path, locale=locale) == ["not said anywhere: Lost"]
    before = file_of("kk", "forms", ".po", locale).read_bytes()

    source.write_text('N_("Stays")\n', "utf-8")
    words.write_text("en\tkk\tru\nStays\tТұрады\tСтоит\n", "utf-8")
    assert update([words], again=False, top=tmp_path, locale=locale) == []
    assert read_catalogue("ru", "forms", locale) == {("Stays",): ("Остаётся",)}
    assert read_catalogue("kk", "desktop", locale) == {("Comes\nin",): ("a",)}
    assert update([words], again=True, top=tmp_path, locale=locale) == []
    assert read_catalogue("ru", "forms", locale) == {("Stays",): ("Стоит",)}
    assert file_of("kk", "forms", ".po", locale).read_bytes() != before


def test_rows_that_offer_nothing_are_told(tmp_path: Path) -> None:
    headless, short = tmp_path / "headless.tsv", tmp_path / "short.tsv"
    headless.write_text("Save\tСақтау\tСохранить\n", "utf-8")
    short.write_text("en\tkk\tru\nSave\tСақтау\n\nA\tа\tб\nA\tә\tб\n", "utf-8")
    offers, complaints = read_fragments([headless, short])
    assert list(offers) == [("A",)]
    assert [line.rpartition("/")[2].split(": ")[0] for line in complaints] == [
        "headless.tsv:1",
        "short.tsv:2",
        "short.tsv:5",
    ]


@pytest.mark.parametrize(("lang", "room"), PAIRS)
def test_the_compiled_catalogue_holds_nothing_else(lang: str, room: str, tmp_path: Path) -> None:
    write_catalogue(lang, room, read_catalogue(lang, room), {}, tmp_path)
    compiled = file_of(lang, room, ".mo", tmp_path).read_bytes()
    assert file_of(lang, room, ".mo").read_bytes() == compiled, "run python -m tests.update_words"
