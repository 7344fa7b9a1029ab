"""What other programs do to a workbook: saving alone is accepted, altering is named."""

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from forms.findings import Finding
from reports.exchange import read_return
from reports.gate import read_book
from reports.sheet import Box, Row, Sheet
from reports.visible import shows
from reports.workbook import write_workbook
from tests.reports.making import made
from tests.reports.travelling import (
    REGISTER,
    altered,
    merged,
    places,
    rules,
    written,
)


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give four workbooks saved anew by LibreOffice; the last two were altered before."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("resaved")
    paths = [written(made("1-QO"), folder), written(merged("2-AQA"), folder)]
    for path in list(paths):
        code = path.name.partition("_")[0]
        line = "04" if code == "1-QO" else "A.04"
        sheet, row, column = places(path)[f"{code}/Y/{line}/1"]

        def change(book: Any, at: tuple[str, int, int] = (sheet, row, column)) -> None:
            book[at[0]].cell(at[1], at[2]).value = 4321

        paths.append(altered(path, change))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            folder / "new",
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {path.name: folder / "new" / path.name for path in paths}


@pytest.mark.slow
def test_what_another_program_saved_unchanged_is_accepted(resaved: dict[str, Path]) -> None:
    for name, path in resaved.items():
        if not name.startswith("altered"):
            one = read_return(path, REGISTER)
            assert one.sound and rules(one) == []


@pytest.mark.slow
def test_what_another_program_altered_is_named(resaved: dict[str, Path]) -> None:
    for name, path in resaved.items():
        if name.startswith("altered"):
            one = read_return(path, REGISTER)
            assert rules(one) == ["X05"] and one.findings[0].values["seen"] == 4321


def test_every_share_of_one_decimal_survives_the_workbook(tmp_path: Path) -> None:
    for tenths in range(1, 1000, 7):
        value = Decimal(tenths) / 10
        stream = io.BytesIO()
        sheet = Sheet("S", (Row((Box(float(value), decimals=1),)),), (20.0,))
        write_workbook([sheet], stream, title="t", author="a", subject="s")
        file = tmp_path / "share.xlsx"
        file.write_bytes(stream.getvalue())
        book = read_book(file)
        assert not isinstance(book, Finding)
        assert shows(book.sheets["S"].at(1, 1), float(value)), value
        assert not shows(book.sheets["S"].at(1, 1), float(value) + 0.1)
