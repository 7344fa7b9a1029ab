"""One box over all cards: who comes first, and the very place that answers is the one told."""

from dataclasses import replace

import pytest

from forms.codes import code
from forms.record import Record
from forms.store.finding_why import MOST_ASKED
from forms.store.store import Hit, Store
from tests.forms.store.looking import claim
from tests.forms.store.stores import NOON, complete, draft, family, names, save

REASON = code("annul_reason", "1")


def found(store: Store, typed: str, limit: int = 40) -> list[Hit]:
    with store.reading() as reading:
        return list(reading.find(typed, limit).hits)


def told(store: Store, typed: str) -> list[list[str]]:
    """Give the texts that answered, hit by hit."""
    return [[why.text for why in hit.whys] for hit in found(store, typed)]


def child(card: Record, called: str, **values: str) -> Record:
    return card.add_row("children", {**names(called), **values})


# What is typed → what is told of the one card on which all of this stands.
TOLD = [
    ("Нұржан", ["Серікова Нұржан Болатқызы"]),  # not whose surname only begins so
    ("Нұрж", ["Нұржанова Айгүл"]),  # nobody is called so: the first whose name begins so
    ("нуржан серикова", ["Серікова Нұржан Болатқызы"]),
    ("Нұржан Айгүл", ["Нұржанова Айгүл"]),  # one person before two
    ("Айгүл Болатқызы", ["Нұржанова Айгүл", "Серікова Нұржан Болатқызы"]),
    ("Болатқызы Айгүл", ["Серікова Нұржан Болатқызы", "Нұржанова Айгүл"]),
    ("Айгүл 9001", ["Нұржанова Айгүл", "900101300017"]),
    ("900101300017", ["900101300017"]),
    ("Талды", ["Талды ауылы"]),
    ("Талды ауылы", ["Талды ауылы"]),
    ("Талды Айгүл", ["Талды ауылы", "Нұржанова Айгүл"]),
    ("1132", ["1132-2026-0001"]),
    ("1132-2026-0001", ["1132-2026-0001"]),
    ("1", ["1132-2026-0001"]),
    ("1 Айгүл", ["1132-2026-0001", "Нұржанова Айгүл"]),
    # The patronymic of Айгүл is not known, and so she may well be a Болатқызы.
    ("Нұржанова Айгүл Болатқызы", ["Нұржанова Айгүл", "Серікова Нұржан Болатқызы"]),
    ("Нұржанова Айгүл Маратқызы", ["Нұржанова Айгүл"]),
    ("Болатқызы Ерланұлы Маратқызы", ["Серікова Нұржан Болатқызы"]),
    ("Серікова Айгүл Маратқызы", ["Серікова Нұржан Болатқызы", "Нұржанова Айгүл"]),
    ("Айгүл " * (MOST_ASKED + 1) + "Болатқызы", ["Нұржанова Айгүл", "Серікова Нұржан Болатқызы"]),
]


@pytest.mark.parametrize("edited", [False, True])
def test_the_place_that_answers_is_told(store: Store, *, edited: bool) -> None:
    card = family("Нұржанова Айгүл", settlement="Талды ауылы")
    card = card.replace("parents.iin", "900101300017", card.rows("parents")[0].id)
    card = child(card, "Серікова Нұржан Болатқызы")
    if edited:  # only what is shown is told, not the version that still counts
        other = family("Басқаев Арман Ерланұлы", settlement="Ақкөл")
        kept = save(store, complete(replace(other, id=card.id)))
        card = draft(replace(kept, values=card.values))
    save(store, card)
    for typed, expected in TOLD:
        assert (typed, told(store, typed)) == (typed, [expected])
    if edited:
        assert told(store, "Ақкөл") == told(store, "Арман") == []


def test_a_person_comes_before_the_card_and_a_whole_word_before_a_beginning(store: Store) -> None:
    begun, whole, card, both = (
        save(store, one).id
        for one in (
            family("Омаров Асқарбек"),
            family("Омаров Асқар"),
            family("Омаров Бауыржан", "Сәдуова Асқар"),
            family("Омарова Асқарбек", "Сәдуов Арман"),
        )
    )
    assert [hit.row.id for hit in found(store, "омаров асқар")] == [whole, card, both, begun]


def test_annulled_cards_stand_behind_all_others(store: Store) -> None:
    lasting = [save(store, family("Омаров Асқар")) for _ in range(3)]
    annulled = [save(store, family("Омаров Асқар")) for _ in range(9)]
    with store.begin() as work:
        for card in annulled:
            work.annul("family", card.id, REASON, who="a", when=NOON)
    order = [one.id for one in (*reversed(lasting), *reversed(annulled))]
    for limit in range(1, len(order) + 1):
        assert [hit.row.id for hit in found(store, "Асқар", limit)] == order[:limit]
    with store.reading() as reading:
        for limit, more in ((1, True), (3, True), (11, True), (12, False)):
            assert reading.find("Асқар", limit).more is more


def test_cards_of_every_form_are_found_together(store: Store) -> None:
    case = save(store, claim("Омаров Асқар").replace("case_number", "7199-26-00-2/15"))
    card = save(store, child(family("Омаров Асқар"), "Асқаров Ерлан Асқарұлы"))
    hits = found(store, "Омаров")
    assert [(hit.row.form, hit.row.id) for hit in hits] == [
        ("family", card.id),
        ("court_case", case.id),
    ]
    assert [why.path for hit in hits for why in hit.whys] == [
        "parents.surname",
        "respondents.surname",
    ]
    assert [why.path for hit in found(store, "7199-26") for why in hit.whys] == ["case_number"]
