"""The machine part: judged before it is believed, and its seal broken by any change."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports import machine_part, seal
from reports.definition import Cell
from reports.exchange import Received, read_return
from reports.filled import Decision
from reports.paper.layout import TABS
from reports.seal import control_code, digest
from tests.reports.making import Q3, made
from tests.reports.travelling import REGISTER, altered, merged, rules, written


def resealed(path: Path, change: Callable[[dict[str, Any]], None], folder: Path) -> Received:
    """Change the machine part as a foreign program might, with a seal that fits."""

    def alter(book: Any) -> None:
        sheet = book[machine_part.NAME]
        count = sheet["C1"].value
        document = json.loads("".join(sheet.cell(row, 1).value for row in range(2, count + 2)))
        change(document)
        text = seal.canonical(document)
        pieces = [text[at : at + 30_000] for at in range(0, len(text), 30_000)]
        for at, piece in enumerate(pieces):
            sheet.cell(at + 2, 1).value = piece
        sheet["C1"], sheet["D1"] = len(pieces), machine_part._seal(text)

    return read_return(altered(path, alter), REGISTER)


Documents = dict[str, tuple[str, Callable[[dict[str, Any]], object]]]
DOCUMENTS: Documents = {
    "unknown return": ("X12", lambda d: d["content"].update({"return": "9-XX"})),
    "unknown edition": ("X13", lambda d: d["content"].update(definition="2031-01-01")),
    "unknown office": ("X14", lambda d: d["content"].update(office="KDN-9999")),
    "missing cell": ("X15", lambda d: d["content"]["numbers"].pop("Q/04/1")),
    "closed cell": ("X15", lambda d: d["content"]["numbers"].update({"Q/02.4/1": 1})),
    "unknown cell": ("X15", lambda d: d["content"]["numbers"].update({"Q/99/1": 1})),
    "negative": ("X15", lambda d: d["content"]["numbers"].update({"Q/04/1": -1})),
    "text number": ("X15", lambda d: d["content"]["numbers"].update({"Q/04/1": "4.5"})),
    "fraction": ("X04", lambda d: d["content"]["numbers"].update({"Q/04/1": 4.5})),
    "truth": ("X04", lambda d: d["content"]["numbers"].update({"Q/04/1": True})),
    "not a number": ("X04", lambda d: d["content"]["numbers"].update({"Q/04/1": "many"})),
    "no quarter": ("X04", lambda d: d["content"].update(period="2026-Q5")),
    "no numbers": ("X04", lambda d: d["content"].pop("numbers")),
    "strange shape": ("X04", lambda d: d.update(content=[1, 2])),
    "strange map": ("X04", lambda d: d.update(cells=[["Q", "x"]])),
}


@pytest.mark.parametrize("change", DOCUMENTS)
def test_a_machine_part_is_judged_before_it_is_believed(change: str, tmp_path: Path) -> None:
    rule, alter = DOCUMENTS[change]
    one = resealed(written(made(), tmp_path), alter, tmp_path)  # type: ignore[arg-type]
    assert one.filled is None
    assert set(rules(one)) == {rule}


def test_a_wrong_share_is_named(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        document["content"]["numbers"]["Q/A.08/1"] = "99.9"

    one = resealed(written(made("2-AQA"), tmp_path), change, tmp_path)
    assert rules(one) == ["X16"] and one.findings[0].values["seen"] == Decimal("99.9")


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [("B1", 2, "X03"), ("A1", "other", "X02"), ("D1", "sha256:0", "X04"), ("C1", 900, "X04")],
)
def test_a_damaged_or_newer_machine_part_is_told(
    cell: str, value: object, rule: str, tmp_path: Path
) -> None:
    def alter(book: Any) -> None:
        book[machine_part.NAME][cell] = value

    one = read_return(altered(written(made(), tmp_path), alter), REGISTER)
    assert one.filled is None and rules(one) == [rule]


def test_one_changed_sign_of_the_machine_part_breaks_the_seal(tmp_path: Path) -> None:
    path = written(made(), tmp_path)
    chance = random.Random(7)

    def alter(book: Any) -> None:
        cell = book[machine_part.NAME]["A2"]
        at = chance.randrange(len(cell.value))
        cell.value = cell.value[:at] + "~" + cell.value[at + 1 :]

    for _ in range(5):
        assert rules(read_return(altered(path, alter), REGISTER)) == ["X04"]


def test_the_machine_part_is_hidden_and_its_pieces_are_short(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(merged("2-AQA"), tmp_path))
    sheet = book[machine_part.NAME]
    assert sheet.sheet_state == "veryHidden"
    assert sheet["C1"].value > 1
    assert all(len(str(cell.value)) < 32_000 for row in sheet.iter_rows() for cell in row)
    assert book.sheetnames[0] == TABS["Q"] and book.index(book.worksheets[0]) == 0


def test_the_control_code_is_digits_that_tell_returns_apart() -> None:
    one, other = (control_code(digest(made(seed=seed))) for seed in (1, 2))
    assert one != other and len(one) == 19 and one.replace(" ", "").isdigit()
    assert digest(made(file="moved.xlsx")) == digest(made())


def test_every_stated_thing_belongs_to_the_digest() -> None:
    filled = made()
    cell = Cell("Q", "04", "1")
    others = (
        replace(filled, office="KDN-1110"),
        replace(filled, period=Q3.next()),
        replace(filled, revision=1),
        replace(filled, reason="x"),
        replace(filled, practice=True),
        replace(filled, first_use=date(2026, 4, 1)),
        replace(filled, lacking={cell: 1}),
        replace(filled, decisions=(Decision("S1", "", "x"),)),
        replace(filled, numbers={**filled.numbers, cell: 9999}),
        replace(filled, numbers={**filled.numbers, cell: None}),
    )
    assert len({digest(one) for one in (filled, *others)}) == len(others) + 1
