"""The table of a return on paper: its head, and a row for every line of one table."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from reports.definition import Cell, Column, Kind, Line, Return
from reports.filled import FilledReturn
from reports.paper.requisites import ZONES, row
from reports.sheet import Box, Row, Style

CLOSED = "x"
NOT_REPORTED = "…"
LACKING_NOTE = (
    "… – сан қалғандарының қосындысы, дерегі жоқ комиссиялар саны: {n} / "
    "… – число является суммой остальных, комиссий без данных: {n}"
)
CAPTIONS = {
    "Q": "Есепті тоқсанда / За отчётный квартал",
    "Y": "Жыл басынан / С начала года",
}
UNITS = {
    "1-QO": "Өлшем бірлігі: 1-баған – бірлік, 2–8-бағандар – адам\n"
    "Единица измерения: графа 1 – единица, графы 2–8 – человек",
    "2-AQA": "Өлшем бірлігі: 1-баған – бірлік (08 – пайыз, E.02 – адам), 2–10-бағандар – адам\n"
    "Единица измерения: графа 1 – единица (08 – процент, E.02 – человек), графы 2–10 – человек",
}
REMOVALS = "E"  # the part that knows column 1 only

_PAGE, _AGE, _LEAST, _LETTER, _FIGURE = 272.0, 16.0, 11.5, 1.3, 1.8  # millimetres


def shown(filled: FilledReturn, cell: Cell, usual: int = 0) -> str | int | float | None:
    """Give what stands in a cell: a number, x, `…` with how many lack, or nothing (rule R8).

    usual is how many lack in most cells; it is told once above the table and not in each cell.
    A number marked `…` is a text without spaces: it cannot be added up unawares, nor be broken.
    """
    definition, value = filled.definition, filled.numbers.get(cell)
    if not definition.has(cell.line, cell.column):
        return CLOSED
    lacking = filled.lacking.get(cell, 0)
    mark = f"{NOT_REPORTED}{lacking if lacking != usual else ''}" if lacking else ""
    if value is None:
        if definition.line(cell.line).kind is Kind.SHARE and _no_decisions(filled, cell):
            return CLOSED
        return mark or None
    if mark:
        return str(value).replace(".", ",") + mark
    return float(value) if isinstance(value, Decimal) else value


def usual_lacking(filled: FilledReturn) -> int:
    """Give how many commissions lack in most of the cells that lack any; 0 where none does."""
    counts = Counter(filled.lacking.values())
    return min(counts, key=lambda count: (-counts[count], count), default=0)


def _no_decisions(filled: FilledReturn, cell: Cell) -> bool:
    considered = cell._replace(line=cell.line.removesuffix("08") + "03")
    return filled.numbers.get(considered) == 0


def widths(definition: Return) -> tuple[float, ...]:
    """Give the widths of the columns in millimetres: № , Kazakh, Russian, the counted ones."""
    counted = [_width(_head_words(column)) for column in definition.columns]
    code = _FIGURE * max(len(line.code) for line in definition.lines) + 3
    name = (_PAGE - code - sum(counted)) / 2
    return code, name, name, *counted


def _width(words: str) -> float:
    """Give a column room for its longest word, or for an age with its word on one line."""
    if words[0].isdigit():
        return _AGE
    return max(_LEAST, _LETTER * max(len(word) for word in words.split()) + 2)


def _head_words(column: Column) -> str:
    return f"{column.name.kk}\n{column.name.ru}"


def table_head(definition: Return) -> tuple[Row, ...]:
    """Give the three rows of the head: names of the columns and the row А, Б, 1, 2, 3."""
    width = ZONES + len(definition.columns)
    upper: list[tuple[int, Box]] = [
        (0, Box("№", Style.HEAD, down=2)),
        (1, Box("Көрсеткіштердің атауы", Style.HEAD, down=2)),
        (2, Box("Наименование показателей", Style.HEAD, down=2)),
    ]
    lower: list[tuple[int, Box]] = []
    for first, inner in _groups(definition.columns):
        upper.append((ZONES + first, Box(_named(definition, first), Style.HEAD, down=2)))
        if inner:
            words = "оның ішінде / в том числе"
            upper.append((ZONES + inner[0], Box(words, Style.HEAD, across=len(inner))))
        lower += [(ZONES + at, Box(_named(definition, at), Style.HEAD)) for at in inner]
    numbers = [(0, Box("А", Style.NUMBERS)), (1, Box("Б", Style.NUMBERS, across=2))]
    numbers += [
        (ZONES + at, Box(column.code, Style.NUMBERS))
        for at, column in enumerate(definition.columns)
    ]
    return row(width, *upper), row(width, *lower), row(width, *numbers)


def _named(definition: Return, at: int) -> str:
    return _head_words(definition.columns[at])


def _groups(columns: tuple[Column, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give each leading column with those under it: one named "всего" leads all up to the next."""
    totals = [at for at, column in enumerate(columns) if column.name.ru.endswith("всего")]
    inner_of = {
        at: tuple(range(at + 1, following))
        for at, following in zip(totals, [*totals[1:], len(columns)], strict=True)
    }
    inside = {at for inner in inner_of.values() for at in inner}
    return ((at, inner_of.get(at, ())) for at in range(len(columns)) if at not in inside)


def table_rows(filled: FilledReturn, table: str) -> Iterator[Row]:
    """Give a row for every line of a table, each part of the return under its own heading."""
    definition, part, usual = filled.definition, "", usual_lacking(filled)
    names = dict(definition.parts)
    for line in definition.lines:
        if line.of != part:
            part = line.of
            yield _part_row(definition, f"{part}. {names[part].kk} / {part}. {names[part].ru}")
        yield _line_row(filled, table, line, usual)


def _part_row(definition: Return, words: str) -> Row:
    width = ZONES + len(definition.columns)
    return row(width, (0, Box(words, Style.HEAD, across=width)))


def _line_row(filled: FilledReturn, table: str, line: Line, usual: int) -> Row:
    definition = filled.definition
    width = ZONES + len(definition.columns)
    style = Style.TOTAL if line.total else Style.NAME
    address = f"{definition.code}/{table}/{line.code}"
    if line.kind is Kind.HEADING:
        words = Box(f"{line.name.kk} / {line.name.ru}", Style.HEAD, across=width - 1, align="left")
        return row(width, (0, Box(line.code, Style.HEAD, address=address)), (1, words))
    code = (0, Box(line.code, Style.CODE, address=address))
    names = [
        (1, Box(line.name.kk, style, indent=line.depth)),
        (2, Box(line.name.ru, style, indent=line.depth)),
    ]
    return row(width, code, *names, *_counted(filled, table, line, usual))


def _counted(filled: FilledReturn, table: str, line: Line, usual: int) -> Iterator[tuple[int, Box]]:
    for at, column in enumerate(filled.definition.columns):
        closed = column.code not in line.columns
        if closed and line.of == REMOVALS:
            continue  # the part has one column; x in the others would say nothing
        style = Style.TOTAL_COUNT if line.total else Style.COUNT
        value = shown(filled, Cell(table, line.code, column.code), usual)
        yield (
            ZONES + at,
            Box(
                value,
                Style.CLOSED if value == CLOSED else style,
                decimals=1 if line.kind is Kind.SHARE else 0,
                align="right" if value != CLOSED else "",
                address=f"{filled.definition.code}/{table}/{line.code}/{column.code}",
            ),
        )
