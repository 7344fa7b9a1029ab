"""A destroyed card is nowhere any more, not in one decrypted byte, and its number tells of it."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from forms.codes import code
from forms.fields import Value
from forms.record import Record
from forms.store.store import Deed, Hold, Query, Store, Tombstone
from tests.forms.store.stores import NOON, complete, draft, family, practice_store, save
from tests.forms.store.vaults import PASS, open_vault

PAGE, RESERVED, SALT = 4096, 80, 16
WORDS = ("Жоғалуытиіс", "Ұмытылатын", "Жойылсынбаев", "850615199998", "Өшірілгенауыл")
"""Stand on the card that goes: in capitals, as folded and as typed they must all be gone."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with practice_store(tmp_path / "a.pana") as made:
        yield made


def _names(number: int) -> dict[str, Value]:
    chance = random.Random(number)
    return {
        part: "".join(chance.choice("абвгдежзиклмнопрст") for _ in range(9)).title()
        for part in ("surname", "name", "patronymic")
    }


def others(store: Store, count: int = 40) -> list[Record]:
    """Save cards around the one that goes, so that pages are full and split."""
    cards = [family().add_row("parents", _names(number)) for number in range(count)]
    return [save(store, complete(card)) for card in cards]


def doomed(store: Store) -> Record:
    """Save a card as long lives make it: rows taken out, an edit, a draft, a pair told apart."""
    surname, name, gone, iin, village = WORDS
    card = family(f"{surname} {name}", settlement=village, street=village)
    card = card.add_row("children", {"surname": gone, "name": name, "iin": iin})
    card = save(store, complete(card.replace("note", f"{surname} " * 300)))
    card = save(store, card.drop_row("children", card.rows("children")[0].id))
    card = save(store, draft(card.replace("okrug", village)))
    row = card.rows("parents")[0].id
    with store.begin() as work:
        work.keep_typing("family", card.id, f'{{"texts": "{gone}"}}', when=NOON)
        work.tell_apart(row, "f" * 32, reason="other", words=gone, who="a", when=NOON)
        work.tell_apart("e" * 32, "f" * 32, reason="other", words="қалады", who="a", when=NOON)
        work.hold("family", card.id, surname, who="a", when=NOON)
        work.annul("family", card.id, code("annul_reason", "1"), who="a", when=NOON, words=gone)
        shown = work.get("family", card.id)
    assert shown is not None
    return shown


def stone(card: Record, act: str = "1132-D-2026-001") -> Tombstone:
    """Give what is to be left of a card."""
    day = date(2020, 1, 1)
    return Tombstone(
        card.number, card.id, "family", "", day, day, 5, "94-V 12(2)", act, NOON.date(), "chair"
    )


def destroy(store: Store, card: Record) -> None:
    counts = {"1-QO": {(2026, 3): {"Q/02/1": 1}}}
    with store.begin() as work:
        work.destroy([stone(card)], counts, when=NOON)


def decrypted(store: Store) -> bytes:
    """Decrypt every page of the file and of the -wal as SQLCipher 4 writes them."""
    key = store.vault._key.secret
    path = store.vault.path
    wal = path.with_name(path.name + "-wal")
    pages = [path.read_bytes()[at : at + PAGE] for at in range(0, path.stat().st_size, PAGE)]
    if wal.exists():
        frames = wal.read_bytes()[32:]
        pages += [frames[at + 24 : at + 24 + PAGE] for at in range(0, len(frames), PAGE + 24)]
    plain = []
    for number, page in enumerate(pages):
        begin = SALT if number == 0 else 0
        vector = page[PAGE - RESERVED : PAGE - RESERVED + 16]
        reader = Cipher(AES(key), CBC(vector)).decryptor()
        plain.append(reader.update(page[begin : PAGE - RESERVED]) + reader.finalize())
    return b"".join(plain)


def found_in(text: bytes) -> set[str]:
    """Give the words that stand in a text, as they were typed or folded, whole."""
    spelled = {one: {one, one.casefold(), one.upper()} for one in WORDS}
    return {one for one, ways in spelled.items() if any(way.encode() in text for way in ways)}


def test_nothing_is_left_in_any_decrypted_byte(store: Store) -> None:
    others(store)
    card = doomed(store)
    others(store)
    assert found_in(decrypted(store)) == set(WORDS), "else the scan would prove nothing"
    destroy(store, card)
    assert store.vault.wipe() is None
    assert found_in(decrypted(store)) == set()
    with store.reading() as reading:
        for word in WORDS:
            assert reading.find(word).hits == ()
        assert reading.texts("family", "settlement", WORDS[4][:4]) == ()
        assert len(reading.told_apart("e" * 32)) == 1
        assert [one for one in reading.told_apart("f" * 32) if one.words != "қалады"] == []
        assert reading.typed() == () and reading.holds() == {}
        assert reading.history("family", card.id) == ()
    assert store.vault.integrity() == ()
    assert store.check_journal().findings == ()


def test_the_others_are_all_found_as_before(store: Store) -> None:
    kept = others(store)
    card = doomed(store)
    destroy(store, card)
    assert store.vault.wipe() is None
    with store.reading() as reading:
        for one in kept:
            assert reading.get("family", one.id) == one
            surname = str(one.rows("parents")[0].get("surname"))
            assert one.id in {hit.row.id for hit in reading.find(surname).hits}
        assert reading.count("family", Query()) == len(kept)
        assert reading.tally("family", Query())[0] == len(kept)


def test_what_remains_tells_number_days_and_act_and_nobody(store: Store) -> None:
    card = doomed(store)
    destroy(store, card)
    with store.reading() as reading:
        assert reading.destroyed() == (stone(card),) == reading.destroyed("1132-D-2026-001")
        assert reading.destroyed("1132-D-2026-002") == ()
        assert reading.destroyed_counts("1-QO", 2026, 3) == {"Q/02/1": 1}
        noted = reading.journal()[0]
        assert (noted.deed, noted.record, noted.about) == (
            Deed.CARD_DESTROYED,
            card.id,
            "1132-D-2026-001",
        )
        assert noted.number == card.number
        assert reading.numbered(card.number) == (card.id,)


def test_its_number_is_never_given_again(store: Store) -> None:
    card = save(store, complete(family("Сынақов Сынақ")))
    destroy(store, card)
    again = save(store, family("Сынақов Сынақ"))
    assert again.number != card.number
    from_elsewhere = Record("family", "a" * 32, {}, card.number)
    with pytest.raises(ValueError, match="destroyed"):
        save(store, from_elsewhere)


def test_numbers_of_acts_go_on_and_are_no_numbers_of_cards(store: Store) -> None:
    with store.begin() as work:
        first, second = work.next_act(2026), work.next_act(2026)
        assert (first, second, work.next_act(2027)) == (
            "1132-D-2026-001",
            "1132-D-2026-002",
            "1132-D-2027-001",
        )


def test_counts_of_one_quarter_add_up(store: Store) -> None:
    for _ in range(2):
        destroy(store, save(store, complete(family("Сынақов Сынақ"))))
    with store.reading() as reading:
        assert reading.destroyed_counts("1-QO", 2026, 3) == {"Q/02/1": 2}
        assert reading.destroyed_counts("1-QO", 2026, 4) == {}
        assert reading.destroyed_counts("2-AQA", 2026, 3) == {}


def test_all_or_nothing(store: Store) -> None:
    one = save(store, complete(family("Сынақов Сынақ")))
    unknown = stone(Record("family", "b" * 32, {}, "1132-2026-9999"))
    with pytest.raises(KeyError), store.begin() as work:
        work.destroy([stone(one), unknown], {}, when=NOON)
    with store.reading() as reading:
        assert reading.get("family", one.id) == one
        assert reading.destroyed() == ()


def test_a_mark_is_kept_with_its_card_and_lifted(store: Store) -> None:
    one = save(store, complete(family("Сынақов Сынақ")))
    for reason in ("сот", "прокурор"):
        with store.begin() as work:
            work.hold("family", one.id, reason, who="a", when=NOON)
    with store.reading() as reading:
        assert reading.holds() == {one.id: Hold("прокурор", "a", NOON)}
    with store.begin() as work:
        work.release("family", one.id, who="a", when=NOON)
    with store.reading() as reading:
        assert reading.holds() == {}
        deeds = [one.deed for one in reading.journal(limit=3)]
    assert deeds == [Deed.CARD_RELEASED, Deed.CARD_HELD, Deed.CARD_HELD]


def test_which_cards_may_have_ended(store: Store) -> None:
    def told(card: Record) -> str:
        return save(store, card).id

    ended = told(complete(family("А Б", removed_on=date(2026, 9, 1))))
    annulled = told(family("В Г"))
    with store.begin() as work:
        work.annul("family", annulled, code("annul_reason", "1"), who="a", when=NOON)
    told(complete(family("Д Е")))
    told(draft(family("Ж З", removed_on=date(2026, 9, 1))))
    alone = Record.blank("court_case").replace("act_on", date(2026, 9, 1))
    act = save(store, complete(alone)).id
    with store.reading() as reading:

        def found(form: str, by: date) -> set[str]:
            places = reading.ended_places(form, by)
            return {one.id for one in reading.records_at(form, places).values()}

        assert found("family", date(2026, 9, 1)) == {ended, annulled}
        assert found("family", date(2026, 8, 31)) == {annulled}
        assert found("court_case", date(2000, 1, 1)) == {act}


def test_a_wiped_vault_opens_and_keeps_its_marks(tmp_path: Path) -> None:
    with practice_store(tmp_path / "a.pana") as store:
        kept = others(store, 3)
        before = store.vault.path.read_bytes()[:SALT]
        assert store.vault.wipe() is None
        assert store.vault.path.read_bytes()[:SALT] == before
    with open_vault(tmp_path / "a.pana", PASS) as vault:
        assert vault.integrity() == () and vault.notices == ()
        with Store(vault).reading() as reading:
            assert reading.get("family", kept[0].id) == kept[0]
