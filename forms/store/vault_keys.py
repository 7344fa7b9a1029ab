"""Turns a passphrase or a recovery code into the key of a vault.

The passphrase and the recovery code are two ways to the same root secret of 16 bytes: Argon2id
(RFC 9106) makes it from the passphrase, and the code is that secret itself, written in letters.
A change of passphrase therefore gives a new root, a new key and a new code.

The first 16 bytes of a vault are SQLCipher's salt, chosen by us: "PANA", version, memory (2**n
KiB), passes, nine random bytes.  They tell what the file is and what its key costs before
anything is opened; whoever changes them gets another key, never a cheaper one to the same vault.
"""

import hashlib
import hmac
import secrets
import time
import unicodedata
from dataclasses import dataclass, field
from itertools import product
from threading import Lock
from typing import ClassVar

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

MARK = b"PANA"
VERSION = 1
SALT_SIZE = 16
ROOT_SIZE = 16
PAGE_SIZE = 4096
KNOWN_MEMORY = range(13, 21)  # 8 MiB to 1 GiB: a hostile file must not ask for more
KNOWN_PASSES = range(1, 33)
_LANES = 4
_TRIES = 3
# Two at once want more threads than the library of ciphers lends: it says that memory lacks, or
# waits for ever.
_one_at_a_time = Lock()
_PURPOSE = b"pana vault key v1"
_JOURNAL_PURPOSE = b"pana journal v1"


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one try of a passphrase costs: 2**memory KiB, gone over so many times."""

    memory: int
    passes: int
    PRACTICE: ClassVar["KeyCost"]

    def __post_init__(self) -> None:
        """Refuse a cost that no vault may ask for (ValueError)."""
        if not self.credible:
            raise ValueError(f"no vault costs 2**{self.memory} KiB in {self.passes} passes")

    @property
    def credible(self) -> bool:
        """True when memory and passes lie where this program writes and accepts them."""
        return self.memory in KNOWN_MEMORY and self.passes in KNOWN_PASSES

    @classmethod
    def calibrated(cls, target_seconds: float = 0.5) -> "KeyCost":
        """Give the cost that takes about so long on this computer, never under 64 MiB, 3 passes.

        Memory grows first, since it is what a thief's graphics cards lack, but stops at 256 MiB:
        the vault must open on a laptop with 4 GB.
        """
        cost = cls(16, 3)
        took = _seconds(cost)
        while took * 2 <= target_seconds and cost.memory < 18:
            cost = cls(cost.memory + 1, 3)
            took = _seconds(cost)
        return cls(cost.memory, max(3, min(KNOWN_PASSES[-1], round(3 * target_seconds / took))))


KeyCost.PRACTICE = KeyCost(13, 1)


def _seconds(cost: KeyCost) -> float:
    """Time a derivation: the quickest of a few, for whatever else the computer does only adds to
    it, and would leave the vault for ever with a key that is cheaper to guess."""

    def once() -> float:
        start = time.perf_counter()
        root_from_passphrase("a passphrase to measure by", new_salt(cost))
        return time.perf_counter() - start

    return min(once() for _ in range(_TRIES))


def new_salt(cost: KeyCost) -> bytes:
    """Give the first 16 bytes of a new vault."""
    return MARK + bytes([VERSION, cost.memory, cost.passes]) + secrets.token_bytes(9)


def cost_in(salt: bytes) -> KeyCost | None:
    """Read the cost of the key from a vault's first bytes; None when it is not credible."""
    try:
        return KeyCost(salt[5], salt[6])
    except ValueError:
        return None


def root_from_passphrase(passphrase: str, salt: bytes) -> bytes:
    """Give the root secret of a passphrase; NFC and NFD spellings of it are the same.

    Raises MemoryError when the computer cannot lend the memory that the salt asks for.
    """
    cost = KeyCost(salt[5], salt[6])
    kdf = Argon2id(
        salt=salt,
        length=ROOT_SIZE,
        iterations=cost.passes,
        lanes=_LANES,
        memory_cost=2**cost.memory,
    )
    # surrogatepass: a lone surrogate is a passphrase that does not fit, not a crash.
    spelled = unicodedata.normalize("NFC", passphrase)
    with _one_at_a_time:
        return kdf.derive(spelled.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class VaultKey:
    """The 32 bytes that open one vault, with its salt; never shown by repr.

    journal wraps the key of the journal; it is of the root too, and cannot be had from secret.
    root is sealed for further users (vault_slots.py) and written out as the recovery code.
    """

    salt: bytes = field(repr=False)
    secret: bytes = field(repr=False)
    journal: bytes = field(default=bytes(32), repr=False)
    root: bytes = field(default=b"", repr=False)

    @classmethod
    def from_root(cls, root: bytes, salt: bytes) -> "VaultKey":
        """Derive the key of a vault from its root secret (HKDF-SHA256, RFC 5869)."""
        secret, journal = (_derived(root, salt, info) for info in (_PURPOSE, _JOURNAL_PURPOSE))
        return cls(salt, secret, journal, root)

    def wrap(self, secret: bytes) -> str:
        """Give a secret as only this vault can read it (AES key wrap, RFC 3394)."""
        return aes_key_wrap(self.journal, secret).hex()

    def unwrap(self, wrapped: str) -> bytes | None:
        """Read a wrapped secret; None when it is damaged or of another vault."""
        try:
            return aes_key_unwrap(self.journal, bytes.fromhex(wrapped))
        except (InvalidUnwrap, ValueError):
            return None

    @property
    def spelled(self) -> str:
        """The key and salt as SQLCipher reads them: raw, so that no second stretching happens."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    def matches(self, other: "VaultKey") -> bool:
        """Compare two keys in constant time."""
        return hmac.compare_digest(self.secret + self.salt, other.secret + other.salt)

    def seals(self, page: bytes, number: int) -> bool:
        """True when a page of the file carries this key's authentic seal.

        SQLCipher 4: HMAC-SHA512 over content (page 1: without the salt), IV and little-endian
        page number, in the last 64 bytes; its key by PBKDF2 (2 rounds), salt xor 0x3a.
        """
        if len(page) != PAGE_SIZE:
            return False
        salt = bytes(byte ^ 0x3A for byte in self.salt)
        seal_key = hashlib.pbkdf2_hmac("sha512", self.secret, salt, 2, 32)
        content, seal = page[SALT_SIZE if number == 1 else 0 : -64], page[-64:]
        expected = hmac.digest(seal_key, content + number.to_bytes(4, "little"), "sha512")
        return hmac.compare_digest(expected, seal)


def _derived(root: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(root)


# The recovery code: 26 letters of 5 bits carry the 16 bytes (and two zero bits), two more make
# it a Reed-Solomon word over GF(32): any one or two wrong letters, and any two letters changed
# round, are noticed for certain.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_ALIKE = str.maketrans("OILАВСЕНКМРТХОУІҮҺ", "011ABCEHKMPTX0Y1YH")
_CODE_LENGTH = 28


def code_from_root(root: bytes) -> str:
    """Write a root secret as the recovery code: seven groups of four letters."""
    number = int.from_bytes(root, "big")
    body = [number >> 5 * place & 31 for place in reversed(range(_CODE_LENGTH - 2))]
    check = next(pair for pair in product(range(32), repeat=2) if _sound([*body, *pair]))
    letters = "".join(_LETTERS[symbol] for symbol in [*body, *check])
    return "-".join(letters[start : start + 4] for start in range(0, _CODE_LENGTH, 4))


def root_from_code(code: str) -> bytes | None:
    """Read a typed recovery code; None when it is mistyped, which its check letters show.

    Case, spaces, dashes and dots do not matter; O is 0, I and L are 1, and Cyrillic letters that
    look like Latin ones are taken for them.
    """
    typed = unicodedata.normalize("NFKC", code).upper().translate(_ALIKE)
    letters = [sign for sign in typed if unicodedata.category(sign)[0] in "LN"]
    symbols = [_LETTERS.find(letter) for letter in letters]
    if len(symbols) != _CODE_LENGTH or -1 in symbols or not _sound(symbols):
        return None
    number = 0
    for symbol in symbols[:-2]:
        number = number << 5 | symbol
    return number.to_bytes(ROOT_SIZE, "big") if number >> 8 * ROOT_SIZE == 0 else None


def _sound(symbols: list[int]) -> bool:
    plain = weighted = 0
    for symbol in symbols:
        plain ^= symbol
        weighted = (weighted << 1 ^ (0b100101 if weighted & 16 else 0)) ^ symbol
    return plain == 0 and weighted == 0
