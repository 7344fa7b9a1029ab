"""An encrypted workbook opens with its password alone, and is never clear on the disk."""

import io
import re
import tempfile
from functools import partial
from pathlib import Path

import pytest
from msoffcrypto.exceptions import InvalidKeyError
from openpyxl import load_workbook

from reports.encrypting import new_password, write_encrypted
from reports.paper.list_sheet import list_sheet
from reports.workbook import write_workbook
from tests.encrypted import clear_book

NAME = "Нұрмұхамбетова"


def encrypted(password: str) -> bytes:
    """Give a small list, encrypted."""
    out = io.BytesIO()
    sheet = list_sheet("Отбасылар", ["Тегі"], [(NAME,)], "")
    write = partial(write_workbook, (sheet,), title="", author="", subject="")
    write_encrypted(write, out, password)
    return out.getvalue()


def test_it_opens_with_its_password() -> None:
    password = new_password()
    (page,) = load_workbook(clear_book(encrypted(password), password)).worksheets
    assert NAME in [cell.value for row in page.iter_rows() for cell in row]


def test_it_does_not_open_with_another_one() -> None:
    octets = encrypted(new_password())
    with pytest.raises(InvalidKeyError):
        clear_book(octets, new_password())


def test_aes_256_with_a_hundred_thousand_rounds_of_sha_512() -> None:
    told = encrypted("a").decode("latin-1")
    for part in ('keyBits="256"', 'spinCount="100000"', 'hashAlgorithm="SHA512"'):
        assert part in told


def test_nothing_clear_is_in_it_nor_left_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    octets = encrypted("a")
    for spelled in ("utf-8", "utf-16-le", "cp1251"):
        assert NAME.encode(spelled, "ignore") not in octets
    assert b"PK\x03\x04" not in octets
    assert list(tmp_path.iterdir()) == []


def test_no_two_passwords_are_alike_and_none_has_a_sign_taken_for_another() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([2-9A-Z]{4}-){3}[2-9A-Z]{4}", one) for one in made)
    assert not set("".join(made)) & set("01OILU")
