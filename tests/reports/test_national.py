"""Tables 14 and 15: the printed years as printed, later ones from the republic's returns."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from forms.territories import REPUBLIC, Register
from forms.words import Language
from reports.drawing.grid import placed
from reports.exchange import received
from reports.filled import FilledReturn
from reports.merging import merge
from reports.national import TOTAL, printed_pairs, printed_shares, table14, table15
from reports.paper.national_sheets import table14_sheet, table15_sheet
from reports.pdf import write_pdf
from reports.period import Period
from reports.sheet import Sheet
from reports.workbook import write_workbook
from tests.reports.making import made

REGISTER = Register.shipped()
PRINTED = range(2016, 2021)
Q4 = Period(2023, 4)


def republic(code: str = "1-QO", skip: tuple[str, ...] = ()) -> FilledReturn:
    offices = REGISTER.parts(REPUBLIC, Q4.span.first, Q4.span.last)
    files = [
        received(made(code, one.code, period=Q4), one.code)
        for one in offices
        if one.code not in skip
    ]
    filled = merge(files, made(code).definition, REPUBLIC, Q4, REGISTER).filled
    assert filled is not None
    return filled


def words(sheet: Sheet) -> list[str]:
    return [str(one.box.value) for one in placed(sheet)]


def test_the_printed_totals_are_kept_and_the_one_that_disagrees_is_told() -> None:
    table = table14(PRINTED, {}, REGISTER)
    assert [str(table.totals[year]) for year in PRINTED] == [
        *("11715/17163", "10458/15281", "9186/14132", "8343/13994", "7210/11670"),
    ]
    (finding,) = table.findings
    assert finding.where["year"] == "2020"
    assert finding.values == {
        "year": 2020,
        "printed": "7210/11670",
        "rows": "7209/11667",
        "difference": "1/3",
    }
    assert "7209/11667" in finding.say(Language.EN)


def test_every_printed_number_has_a_row_of_the_register() -> None:
    table = table14(PRINTED, {}, REGISTER)
    assert len(table.regions) == 18
    for year in PRINTED:
        labels = {one.label for one in REGISTER.regions(year)}
        assert set(printed_pairs()[year]) == labels | {TOTAL}
        shown = sorted(region.pairs[year] for region in table.regions if year in region.pairs)
        assert shown == sorted(p for label, p in printed_pairs()[year].items() if label != TOTAL)


def test_a_region_that_did_not_exist_is_marked_by_a_dash() -> None:
    table = table14(PRINTED, {}, REGISTER)
    by_name = {region.name.kk: region for region in table.regions}
    assert set(by_name["Оңтүстік Қазақстан облысы"].pairs) == {2016, 2017}
    assert set(by_name["Түркістан облысы"].pairs) == {2018, 2019, 2020}
    assert words(table14_sheet(table)).count("-") == 3 + 2 + 2


def test_later_years_come_from_the_parts_of_the_republic() -> None:
    filled = republic()
    table = table14([2020, 2022, 2023], {2023: filled}, REGISTER)
    by_name = {region.name.ru: region for region in table.regions}
    assert "область Абай" in by_name and set(by_name["область Абай"].pairs) == {2022, 2023}
    for part in filled.parts:
        office = REGISTER.commission(part.office, date(2023, 12, 31))
        assert office is not None
        pair = by_name[office.short.ru].pairs[2023]
        numbers = {str(cell): value for cell, value in part.numbers.items()}
        assert pair[:2] == (numbers["Y/04/1"], numbers["Y/04/3"])
    total = table.totals[2023]
    assert total[:2] == (filled.int_of("Y", "04", "1"), filled.int_of("Y", "04", "3"))
    assert str(table.totals[2022]) == "…"


def test_a_missing_region_marks_itself_and_the_total() -> None:
    table = table14([2023], {2023: republic(skip=("KDN-1100",))}, REGISTER)
    akmola = next(one for one in table.regions if one.name.ru == "Акмолинская область")
    assert str(akmola.pairs[2023]) == "…"
    assert str(table.totals[2023]).endswith("…") and table.totals[2023].families


def test_the_printed_decisions_are_kept_and_their_shares_are_right() -> None:
    table = table15([2016, 2020, 2021], {})
    assert table.numbers[2020] == (2006, 1240, Decimal("61.8"), 0)
    assert table.numbers[2021][:3] == (None, None, None)
    assert table15(list(printed_shares()), {}).findings == ()
    assert "…" in words(table15_sheet(table))


def test_later_decisions_come_from_the_republic() -> None:
    filled = republic("2-AQA")
    year = table15([2023], {2023: filled}).numbers[2023]
    assert year[:3] == tuple(filled.get("Y", f"A.{line}", "1") for line in ("03", "04", "08"))


@pytest.mark.parametrize("wrong", [{"office": "KDN-1100"}, {"period": Period(2023, 3)}])
def test_only_the_fourth_quarter_of_the_republic_is_taken(wrong: dict[str, object]) -> None:
    filled = replace(republic(), **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="2023-Q4"):
        table14([2023], {2023: filled}, REGISTER)


def test_both_tables_can_be_written() -> None:
    sheets = [
        table14_sheet(table14(range(2016, 2024), {2023: republic()}, REGISTER)),
        table15_sheet(table15(range(2016, 2024), {})),
    ]
    book, paper = BytesIO(), BytesIO()
    write_workbook(sheets, book, title="14, 15", author="x", subject="x")
    write_pdf(sheets, paper, title="14, 15", author="x", subject="x")
    assert book.getvalue()[:2] == b"PK" and paper.getvalue()[:4] == b"%PDF"
    for sheet in sheets:
        assert sum(sheet.widths) <= 272.5
