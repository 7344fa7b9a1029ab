"""The slots of further users: how a passphrase of their own leads to the root secret of a vault.

The founder's passphrase makes the root itself (vault_keys.py).  Every further user has a pair of
keys (X25519, RFC 7748): the private one lies in the slot, encrypted by what Argon2id makes of
their passphrase; the root lies beside it, sealed to the public one.  So the root of a new key of
the vault can be sealed for everybody without their passphrases, and whoever was taken away
cannot open it, whatever older copies they keep.

Slots stand in NAME.pana-users beside the vault, since they are needed before it opens; the vault
keeps the same, but for the sealed root, in its table of users and makes the file anew.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from forms.files import write_whole
from forms.findings import Finding
from forms.store.vault_keys import ROOT_SIZE, SALT_SIZE, root_from_passphrase

ENDING = "-users"
VERSION = 1
LARGEST = 200_000
"""Bytes; a larger file is not ours."""

MOST = 100
"""Slots; more users than any office has."""

_USER_PURPOSE = b"pana user key v1"
_ROOT_PURPOSE = b"pana user root v1"
_NONCE, _PAIR = 12, 32
_SECRET_SIZE = _NONCE + _PAIR + 16
_SEALED_SIZE = _PAIR + ROOT_SIZE + 8


@dataclass(frozen=True, slots=True)
class Slot:
    """One user's way in: number in the table of users, public key, and the private key as their
    passphrase encrypts it; roots are sealed to the public key: one, or two while the key of the
    vault is being changed."""

    number: int
    public: bytes
    secret: bytes
    roots: tuple[bytes, ...] = ()


def users_file(vault: Path) -> Path:
    """Give the path of the file of further users that belongs to a vault or a backup."""
    return vault.with_name(vault.name + ENDING)


def new_slot(number: int, passphrase: str, salt: bytes) -> Slot:
    """Make the slot of a user, without the root yet; raises MemoryError as the derivation."""
    pair = X25519PrivateKey.generate()
    nonce = secrets.token_bytes(_NONCE)
    key = _user_key(root_from_passphrase(passphrase, salt), salt)
    hidden = AESGCM(key).encrypt(nonce, pair.private_bytes_raw(), _bound(salt, number))
    return Slot(number, pair.public_key().public_bytes_raw(), nonce + hidden)


def seal_root(slot: Slot, root: bytes, salt: bytes) -> bytes:
    """Seal a root so that only this slot's user can have it (ECIES: X25519, HKDF, AES key wrap)."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(slot.public))
    mine = once.public_key().public_bytes_raw()
    return mine + aes_key_wrap(_root_key(shared, salt, mine + slot.public), root)


def roots_by(stretched: bytes, salt: bytes, slots: Iterable[Slot]) -> tuple[int, list[bytes]]:
    """Try what Argon2id made of a passphrase on every slot.

    Gives the number of the user and the roots that can be had; (0, []) where no slot opens.
    Every slot is tried, so the answer takes as long wherever the right one stands.
    """
    found: tuple[int, list[bytes]] = (0, [])
    key = AESGCM(_user_key(stretched, salt))
    for slot in slots:
        with suppress(InvalidTag, ValueError):
            plain = key.decrypt(
                slot.secret[:_NONCE], slot.secret[_NONCE:], _bound(salt, slot.number)
            )
            found = slot.number, list(_unsealed(slot, plain, salt))
    return found


def read_slots(vault: Path) -> tuple[Slot, ...] | None:
    """Read the file beside a vault: () where there is none, None where it is damaged or not ours.

    The file may come from anybody: it is read strictly and never believed in size.
    """
    path = users_file(vault)
    try:
        if path.stat().st_size > LARGEST:
            return None
        return _listed(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def write_slots(vault: Path, slots: Iterable[Slot]) -> Finding | None:
    """Write the file beside a vault whole, or say why not; without slots there is no file."""
    kept = list(slots)
    if not kept:
        with suppress(FileNotFoundError):
            users_file(vault).unlink()
        return None
    text = as_text(kept).encode()
    return write_whole(users_file(vault), lambda out: out.writelines([text]))


def as_text(slots: Iterable[Slot]) -> str:
    """Write slots as the file holds them."""
    lines = [
        [one.number, one.public.hex(), one.secret.hex(), [root.hex() for root in one.roots]]
        for one in slots
    ]
    return json.dumps({"version": VERSION, "slots": lines})


def _listed(kept: object) -> tuple[Slot, ...]:
    lines = kept.get("slots") if isinstance(kept, dict) else None
    if not (isinstance(kept, dict) and isinstance(lines, list) and kept.get("version") == VERSION):
        raise ValueError("not our file")
    if len(lines) > MOST:
        raise ValueError("too many slots")
    slots = tuple(_read(line) for line in lines)
    if len({one.number for one in slots}) != len(slots):
        raise ValueError("a number twice")
    return slots


def _read(line: object) -> Slot:
    if not (isinstance(line, list) and len(line) == 4 and isinstance(line[3], list)):
        raise ValueError("not a line of this file")
    number, public, secret, roots = line
    if type(number) is not int or not 0 < number < 10**6 or not 0 < len(roots) <= 2:
        raise ValueError("not a line of this file")
    slot = Slot(
        number,
        bytes.fromhex(public),
        bytes.fromhex(secret),
        tuple(bytes.fromhex(root) for root in roots),
    )
    sizes = [len(slot.public), len(slot.secret), *map(len, slot.roots)]
    if sizes != [_PAIR, _SECRET_SIZE, *[_SEALED_SIZE] * len(slot.roots)]:
        raise ValueError("not a line of this file")
    return slot


def _unsealed(slot: Slot, plain: bytes, salt: bytes) -> Iterator[bytes]:
    private = X25519PrivateKey.from_private_bytes(plain)
    for sealed in slot.roots:
        theirs, wrapped = sealed[:_PAIR], sealed[_PAIR:]
        with suppress(InvalidUnwrap, ValueError):
            shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
            yield aes_key_unwrap(_root_key(shared, salt, theirs + slot.public), wrapped)


def _bound(salt: bytes, number: int) -> bytes:
    """Bind what is encrypted to this vault and this slot."""
    assert len(salt) == SALT_SIZE
    return salt + number.to_bytes(4, "big")


def _user_key(stretched: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_USER_PURPOSE).derive(stretched)


def _root_key(shared: bytes, salt: bytes, both: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_ROOT_PURPOSE + both).derive(shared)
