"""Encrypts a workbook so that Excel and LibreOffice ask for its password before they show it.

The container is that of Office itself (ECMA-376 agile: AES-256, SHA-512 a hundred thousand times),
so whoever gets the file needs no program of ours.
"""

import io
import secrets
from collections.abc import Callable
from typing import BinaryIO

from msoffcrypto.format.ooxml import OOXMLFile

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No sign that is taken for another one on paper: 0 and O, 1, I and L, U and V."""

_GROUPS, _GROUP = 4, 4


def new_password() -> str:
    """Give a new password for one file: sixteen letters in groups of four, 78 bits of chance."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def write_encrypted(write: Callable[[BinaryIO], object], stream: BinaryIO, password: str) -> None:
    """Put the workbook that write writes into a stream, encrypted with a password.

    What is clear stays in memory: no file is made on the way.
    """
    clear = io.BytesIO()
    write(clear)
    clear.seek(0)
    OOXMLFile(clear).encrypt(password, stream)
