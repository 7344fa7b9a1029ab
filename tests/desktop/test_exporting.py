"""What is written beside the republic's returns of a fourth quarter: Tables 14 and 15."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.exporting import export_tables
from forms.findings import Finding
from forms.territories import REPUBLIC, Register
from reports.gate import read_book
from reports.merging import Merged
from reports.period import Period
from tests.reports.making import made

REGISTER = Register.shipped()


def merged(office: str, period: Period) -> dict[str, Merged]:
    return {
        code: Merged(replace(made(code, office), period=period), (), ())
        for code in ("1-QO", "2-AQA")
    }


def test_tables_are_written_with_the_printed_years_and_their_finding(tmp_path: Path) -> None:
    done = export_tables(merged(REPUBLIC, Period(2026, 4)), REGISTER, tmp_path)
    assert not isinstance(done, Finding)
    paths, findings = done
    assert [path.name for path in paths] == ["tables_14_15_2026.xlsx", "tables_14_15_2026.pdf"]
    assert {"7210/11670", "7209/11667"} <= {str(v) for f in findings for v in f.values.values()}
    book = read_book(paths[0])
    assert not isinstance(book, Finding)
    texts = [cell.text for sheet in book.sheets.values() for cell in sheet.cells.values()]
    assert {"701/888", "7210/11670", "2026"} <= set(texts) and "…" in texts


@pytest.mark.parametrize(
    ("office", "period"), [("KDN-1100", Period(2026, 4)), (REPUBLIC, Period(2026, 3))]
)
def test_another_office_or_quarter_has_no_tables(
    office: str, period: Period, tmp_path: Path
) -> None:
    assert export_tables(merged(office, period), REGISTER, tmp_path) == ((), ())
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_is_a_finding(tmp_path: Path) -> None:
    done = export_tables(merged(REPUBLIC, Period(2026, 4)), REGISTER, tmp_path / "gone")
    assert isinstance(done, Finding) and done.severity.stops
