"""Returns on their way, for tests: written, altered as by a person, their sealed places found."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from forms.findings import Finding
from forms.territories import Register
from reports import machine_part
from reports.catalogue import RETURNS
from reports.exchange import Received, file_stem, received, write_return
from reports.filled import FilledReturn
from reports.gate import Book, read_book
from reports.merging import merge
from reports.paper.requisites import Signatures
from reports.seal import digest
from tests.reports.making import Q3, made

REGISTER = Register.shipped()
CODES = [one.definition.code for one in RETURNS]
SIGNED = Signatures(address="Ақкөл", executor="Әлия")


WRITTEN: dict[str, bytes] = {}


def written(filled: FilledReturn, folder: Path) -> Path:
    """Give the workbook of a return; one that was written before in this run is only copied."""
    key, path = digest(filled), folder / f"{file_stem(filled)}.xlsx"
    if key not in WRITTEN:
        paths = write_return(filled, REGISTER, SIGNED, folder)
        assert not isinstance(paths, Finding) and paths[0] == path
        WRITTEN[key] = path.read_bytes()
    path.write_bytes(WRITTEN[key])
    return path


def same(one: Received, filled: FilledReturn) -> bool:
    return one.filled is not None and replace(one.filled, file="") == filled


def merged(code: str) -> FilledReturn:
    offered = [made(code, "KDN-1132", 1), made(code, "KDN-1110", 2, revision=1, reason="нақты")]
    found = merge(
        [received(one) for one in offered], offered[0].definition, "KDN-1100", Q3, REGISTER
    )
    assert found.filled is not None
    return found.filled


def altered(path: Path, change: Callable[[Any], None]) -> Path:
    """Change a workbook as a person with a spreadsheet would."""
    book = openpyxl.load_workbook(path)
    change(book)
    target = path.with_name(f"altered {path.name}")
    book.save(target)
    return target


def places(path: Path) -> dict[str, tuple[str, int, int]]:
    """Give where each sealed cell lies, from the map of the machine part itself."""
    found = machine_part.machine_part(_book(path))
    assert isinstance(found, machine_part.MachinePart)
    return {one.address: (one.sheet, one.row, one.column) for one in found.cells}


def _book(path: Path) -> Book:
    book = read_book(path)
    assert isinstance(book, Book)
    return book


def rules(one: Received) -> list[str]:
    return [finding.rule for finding in one.findings]
