"""Passphrase, root secret, key and recovery code agree with each other."""

import unicodedata
from itertools import pairwise
from threading import Semaphore, Thread, current_thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.store import vault_keys
from forms.store.vault_keys import (
    KeyCost,
    VaultKey,
    code_from_root,
    cost_in,
    new_salt,
    root_from_code,
    root_from_passphrase,
)

ROOTS = st.binary(min_size=16, max_size=16)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(ROOTS)
def test_code_gives_the_root_back(root: bytes) -> None:
    """Written and read again, the code is the same secret, in seven groups of four."""
    code = code_from_root(root)
    assert root_from_code(code) == root
    assert [len(group) for group in code.split("-")] == [4] * 7


@given(ROOTS)
def test_code_is_read_as_people_type_it(root: bytes) -> None:
    """Case, spaces, other dashes, O for 0, I and L for 1, Cyrillic look-alikes: all the same."""
    code = code_from_root(root)
    cyrillic = str.maketrans("ABCEHKMPTXY", "АВСЕНКМРТХУ")
    for typed in (
        code.lower(),
        code.replace("-", ""),
        f"  {code.replace('-', ' – ')}\n",
        code.replace("0", "O").replace("1", "l"),
        code.replace("0", "о").replace("1", "І"),
        code.translate(cyrillic),
        code.translate(cyrillic).lower(),
    ):
        assert root_from_code(typed) == root


@settings(max_examples=10)
@given(ROOTS)
def test_every_wrong_letter_and_every_swap_is_noticed(root: bytes) -> None:
    """One wrong letter anywhere, and any two unlike neighbours changed round, are mistyped."""
    code = code_from_root(root).replace("-", "")
    for place, right in enumerate(code):
        for wrong in LETTERS.replace(right, ""):
            assert root_from_code(code[:place] + wrong + code[place + 1 :]) is None
    for place, (left, right) in enumerate(pairwise(code)):
        if left != right:
            assert root_from_code(code[:place] + right + left + code[place + 2 :]) is None


@given(
    ROOTS,
    st.lists(st.integers(0, 27), min_size=2, max_size=2, unique=True),
    st.integers(1, 31),
    st.integers(1, 31),
)
def test_two_wrong_letters_are_noticed(
    root: bytes, places: list[int], first: int, second: int
) -> None:
    """Two wrong letters never make another sound code."""
    letters = list(code_from_root(root).replace("-", ""))
    for place, change in zip(places, (first, second), strict=True):
        letters[place] = LETTERS[LETTERS.index(letters[place]) ^ change]
    assert root_from_code("".join(letters)) is None


@pytest.mark.parametrize("typed", ["", "-", "ABCD", "U" * 28, "№" * 28, "0" * 27, "0" * 29])
def test_what_is_no_code_is_mistyped(typed: str) -> None:
    """Too short, too long, foreign signs: mistyped, without a crash."""
    assert root_from_code(typed) is None


def test_both_spellings_of_a_passphrase_make_one_root() -> None:
    """NFC and NFD of Kazakh and Russian letters are the same passphrase."""
    salt = new_salt(KeyCost.PRACTICE)
    nfc = unicodedata.normalize("NFC", "йод ёлка й Ї құпия")
    nfd = unicodedata.normalize("NFD", nfc)
    assert nfc != nfd
    assert root_from_passphrase(nfc, salt) == root_from_passphrase(nfd, salt)
    assert root_from_passphrase(nfc + " ", salt) != root_from_passphrase(nfc, salt)


def test_a_lone_surrogate_is_a_passphrase_like_another() -> None:
    """What a broken clipboard may hold is derived, not a crash."""
    assert len(root_from_passphrase("\ud800", new_salt(KeyCost.PRACTICE))) == 16


def test_salt_tells_the_cost_and_changes_the_key() -> None:
    """Whoever writes a lower cost into the file gets another key."""
    salt = new_salt(KeyCost(14, 2))
    cheap = salt[:5] + bytes([13, 1]) + salt[7:]
    assert cost_in(salt) == KeyCost(14, 2)
    assert root_from_passphrase("x", salt) != root_from_passphrase("x", cheap)
    root = bytes(16)
    assert not VaultKey.from_root(root, salt).matches(VaultKey.from_root(root, cheap))


@pytest.mark.parametrize(("memory", "passes"), [(12, 1), (21, 1), (31, 3), (13, 0), (16, 33)])
def test_a_hostile_cost_is_not_believed(memory: int, passes: int) -> None:
    """A file may not ask for more memory than any vault of this program does, nor for none."""
    assert cost_in(b"PANA\x01" + bytes([memory, passes]) + bytes(9)) is None


@pytest.mark.parametrize(
    ("per_pass_of_64_mib", "expected"),
    [(0.5, KeyCost(16, 3)), (0.048, KeyCost(17, 5)), (0.0049, KeyCost(18, 26))],
)
def test_calibrated_cost_fits_the_computer(
    per_pass_of_64_mib: float, expected: KeyCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow computer keeps the floor; a fast one gets memory first, then passes."""

    def seconds(cost: KeyCost) -> float:
        return float(2 ** (cost.memory - 16) * cost.passes * per_pass_of_64_mib)

    monkeypatch.setattr(vault_keys, "_seconds", seconds)
    assert KeyCost.calibrated(0.5) == expected


def test_calibration_really_measures() -> None:
    """On this computer the cost lies above the floor of OWASP and of the design."""
    cost = KeyCost.calibrated(0.01)
    assert (cost.memory, cost.passes) == (16, 3)


def test_a_key_is_not_shown() -> None:
    """A key in a traceback or log says nothing."""
    key = VaultKey.from_root(bytes(16), new_salt(KeyCost.PRACTICE))
    assert key.secret.hex() not in repr(key) and repr(key.secret) not in repr(key)


def test_two_derivations_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Together they fail for want of threads, or never end."""
    inside, met = Semaphore(1), list[bool]()

    class Slow:
        def __init__(self, **_cost: object) -> None:
            pass

        def derive(self, spelled: bytes) -> bytes:
            met.append(not inside.acquire(blocking=False))
            if current_thread() is not second:
                second.start()
                second.join(0.1)  # it must not come in before this one is out
                inside.release()
            return spelled

    salt = new_salt(KeyCost.PRACTICE)
    second = Thread(target=root_from_passphrase, args=("b", salt))
    monkeypatch.setattr(vault_keys, "Argon2id", Slow)
    root_from_passphrase("a", salt)
    second.join()
    assert met == [False, False]
