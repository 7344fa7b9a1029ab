"""Slots: the right passphrase leads to the root, nothing else does, and no file is believed."""

import json
from pathlib import Path

import pytest

from forms.store import vault_slots
from forms.store.vault_keys import KeyCost, new_salt, root_from_passphrase
from forms.store.vault_slots import Slot, new_slot, read_slots, roots_by, seal_root, users_file

PASS, OTHER = "жеті жұлдыз қырат тұман", "алты арыс көпір бұлақ"
ROOT, NEXT = bytes(range(16)), bytes(range(16, 32))


@pytest.fixture(scope="module")
def salt() -> bytes:
    return new_salt(KeyCost.PRACTICE)


def made(salt: bytes, number: int = 1, passphrase: str = PASS, *roots: bytes) -> Slot:
    slot = new_slot(number, passphrase, salt)
    sealed = tuple(seal_root(slot, root, salt) for root in roots or (ROOT,))
    return Slot(slot.number, slot.public, slot.secret, sealed)


def test_the_passphrase_of_a_slot_leads_to_the_root(salt: bytes) -> None:
    kept = [made(salt, 1, OTHER), made(salt, 7, PASS, ROOT, NEXT)]
    assert roots_by(root_from_passphrase(PASS, salt), salt, kept) == (7, [ROOT, NEXT])
    assert roots_by(root_from_passphrase(OTHER, salt), salt, kept) == (1, [ROOT])
    assert roots_by(root_from_passphrase("жеті жұлдыз қырат", salt), salt, kept) == (0, [])


def test_a_slot_serves_one_vault_and_one_number(salt: bytes) -> None:
    kept, other = made(salt), new_salt(KeyCost.PRACTICE)
    moved = Slot(2, kept.public, kept.secret, kept.roots)
    assert roots_by(root_from_passphrase(PASS, salt), salt, [moved]) == (0, [])
    assert roots_by(root_from_passphrase(PASS, other), other, [kept]) == (0, [])


def test_the_root_for_one_is_closed_to_another(salt: bytes) -> None:
    """A user taken away may keep the file of users: the root sealed for others is noise to them."""
    mine, theirs = made(salt, 1, PASS), made(salt, 2, OTHER, NEXT)
    taken = Slot(1, mine.public, mine.secret, theirs.roots)
    assert roots_by(root_from_passphrase(PASS, salt), salt, [taken]) == (1, [])


def test_what_is_written_is_read(salt: bytes, tmp_path: Path) -> None:
    vault = tmp_path / "a.pana"
    assert read_slots(vault) == ()
    kept = (made(salt, 1), made(salt, 2, OTHER, ROOT, NEXT))
    assert vault_slots.write_slots(vault, kept) is None
    assert read_slots(vault) == kept
    assert vault_slots.write_slots(vault, ()) is None
    assert not users_file(vault).exists()


def _line(**changed: object) -> list[object]:
    whole = {"number": 1, "public": "00" * 32, "secret": "00" * 60, "roots": ["00" * 56]}
    return list((whole | changed).values())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps({"version": 2, "slots": []}),
        json.dumps({"version": 1, "slots": {}}),
        json.dumps({"version": 1, "slots": [_line(), _line()]}),
        json.dumps({"version": 1, "slots": [_line(number=n) for n in range(1, 102)]}),
        json.dumps({"version": 1, "slots": [_line(number=0)]}),
        json.dumps({"version": 1, "slots": [_line(number=True)]}),
        json.dumps({"version": 1, "slots": [_line(number="1")]}),
        json.dumps({"version": 1, "slots": [_line(public="00" * 31)]}),
        json.dumps({"version": 1, "slots": [_line(public=7)]}),
        json.dumps({"version": 1, "slots": [_line(secret="zz" * 60)]}),
        json.dumps({"version": 1, "slots": [_line(roots=[])]}),
        json.dumps({"version": 1, "slots": [_line(roots=["00" * 56] * 3)]}),
        json.dumps({"version": 1, "slots": [_line(roots=["00" * 55])]}),
        json.dumps({"version": 1, "slots": [[1, "00" * 32, "00" * 60]]}),
        json.dumps({"version": 1, "slots": [], "more": "x" * vault_slots.LARGEST}),
    ],
)
def test_a_hostile_file_is_none_of_ours(content: str, tmp_path: Path) -> None:
    users_file(tmp_path / "a.pana").write_text(content, encoding="utf-8")
    assert read_slots(tmp_path / "a.pana") is None


def test_a_sound_line_is_read(tmp_path: Path) -> None:
    """Else the table above would prove nothing."""
    text = json.dumps({"version": 1, "slots": [_line()]})
    users_file(tmp_path / "a.pana").write_text(text, encoding="utf-8")
    assert read_slots(tmp_path / "a.pana") is not None


def test_keys_that_are_noise_open_nothing(salt: bytes) -> None:
    noise = Slot(1, bytes(32), bytes(60), (bytes(56),))
    assert roots_by(root_from_passphrase(PASS, salt), salt, [noise]) == (0, [])
