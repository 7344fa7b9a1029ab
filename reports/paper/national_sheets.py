"""Lays Tables 14 and 15 of the country's report out on sheets."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from forms.words import Name
from reports.court_return import COURT_RETURN
from reports.definition import Return
from reports.family_return import FAMILY_RETURN
from reports.national import NOT_REPORTED, Table14, Table15, Year15
from reports.paper.requisites import PAGE_WORDS, row
from reports.sheet import Box, Row, Sheet, Style

NOT_THERE = "-"  # the territory did not exist on 31 December
_HEAD = 3  # the row of the years, below the number of the table and its two titles


def table14_sheet(table: Table14) -> Sheet:
    """Lay Table 14 out: families/children, a row a region, a column a year."""
    width = 2 + len(table.years)
    rows = [*_top(14, FAMILY_RETURN, width), _years(("Өңір", "Регион"), table.years)]
    for region in table.regions:
        pairs = (
            str(region.pairs[year]) if year in region.pairs else NOT_THERE for year in table.years
        )
        rows.append(_row(width, region.name, pairs, Style.NAME, Style.COUNT))
    sums = (str(table.totals[year]) for year in table.years)
    rows.append(_row(width, Name("Барлығы", "Всего", ""), sums, Style.TOTAL, Style.TOTAL_COUNT))
    return _sheet("14-кесте · Таблица 14", rows, len(table.years))


def table15_sheet(table: Table15) -> Sheet:
    """Lay Table 15 out: considered, granted, share in per cent, a column a year."""
    width = 2 + len(table.years)
    rows = [*_top(15, COURT_RETURN, width), _years(("Көрсеткіш", "Показатель"), table.years)]
    for line, field in (("A.03", "considered"), ("A.04", "granted"), ("A.08", "share")):
        values = (_told(table.numbers[year], field) for year in table.years)
        name = COURT_RETURN.line(line).name
        rows.append(_row(width, name, values, Style.NAME, Style.COUNT, int(field == "share")))
    return _sheet("15-кесте · Таблица 15", rows, len(table.years))


def _told(year: Year15, field: str) -> str | int | float:
    value = getattr(year, field)
    if value is None:
        return "x" if field == "share" and year.considered == 0 else NOT_REPORTED
    if year.lacking:
        return f"{value}{NOT_REPORTED}".replace(".", ",")
    return float(value) if isinstance(value, Decimal) else int(value)


def _top(number: int, definition: Return, width: int) -> Iterator[Row]:
    words = f"{number}-кесте / Таблица {number}"
    yield row(width, (0, Box(words, Style.PLAIN, across=width, align="right")))
    for title in definition.title[:2]:
        yield row(width, (0, Box(title, Style.TITLE, across=width)))


def _years(names: tuple[str, str], years: Sequence[int]) -> Row:
    heads = [*names, *(str(year) for year in years)]
    return row(len(heads), *((at, Box(words, Style.HEAD)) for at, words in enumerate(heads)))


def _row(
    width: int,
    name: Name,
    values: Iterable[str | int | float],
    names: Style,
    counts: Style,
    decimals: int = 0,
) -> Row:
    boxes = [(0, Box(name.kk, names)), (1, Box(name.ru, names))]
    for at, value in enumerate(values, start=2):
        boxes.append((at, Box(value, counts, align="right", decimals=decimals)))
    return row(width, *boxes)


def _sheet(name: str, rows: list[Row], years: int) -> Sheet:
    names = 62.0 if years <= 6 else 48.0
    one = min((272.0 - 2 * names) / max(years, 1), 26.0)
    widths = (names, names, *([one] * years))
    head = next(
        at for at, one in enumerate(rows) if one.boxes[0] and one.boxes[0].style is Style.HEAD
    )
    return Sheet(name, tuple(rows), widths, repeat_rows=(head, head), page_words=PAGE_WORDS)
