"""Makes filled returns up: random numbers that pass the controls of each return."""

import random
from collections.abc import Mapping
from dataclasses import replace

from reports.catalogue import return_of
from reports.definition import TABLES, Cell, Return
from reports.filled import FilledReturn, Number, with_shares
from reports.period import Period

Q3 = Period(2026, 3)


def made(
    code: str = "1-QO", office: str = "KDN-1132", seed: int = 1, **more: object
) -> FilledReturn:
    """Give a made-up return of an office; the same seed gives the same numbers."""
    definition = return_of(code).definition
    chance = random.Random(f"{code} {office} {seed}")
    family = code == "1-QO"
    numbers: dict[Cell, Number | None] = dict.fromkeys(definition.cells(), 0)
    (_family if family else _court)(numbers, definition, chance)
    filled = FilledReturn(definition, office, Q3, with_shares(definition, numbers))
    return replace(filled, **more)  # type: ignore[arg-type]


def empty(code: str = "1-QO", office: str = "KDN-1132", **more: object) -> FilledReturn:
    """Give a zero return."""
    definition = return_of(code).definition
    numbers: Mapping[Cell, Number | None] = dict.fromkeys(definition.cells(), 0)
    filled = FilledReturn(definition, office, Q3, with_shares(definition, numbers))
    return replace(filled, **more)  # type: ignore[arg-type]


_Numbers = dict[Cell, Number | None]


def _group(columns: tuple[str, ...], chance: random.Random, most: int) -> dict[str, int]:
    """Give one row of numbers whose inner columns add up to their leading ones."""
    wide = bool({"9", "10"} & set(columns)) or columns == ("1", "2", "3", "4")
    found: dict[str, int] = {"1": chance.randint(0, most)}
    if wide:
        found |= {"3": chance.randint(0, most), "4": chance.randint(0, most)}
        found["2"] = found["3"] + found["4"]
        lead, sexes, ages = "5", ("6", "7"), ("8", "9", "10")
    else:
        found["2"] = chance.randint(0, most)
        lead, sexes, ages = "3", ("4", "5"), ("6", "7", "8")
    found |= {age: chance.randint(0, most) for age in ages}
    found[lead] = sum(found[age] for age in ages)
    found[sexes[0]] = chance.randint(0, found[lead])
    found[sexes[1]] = found[lead] - found[sexes[0]]
    return {column: value for column, value in found.items() if column in columns}


def _put(numbers: _Numbers, table: str, line: str, values: Mapping[str, int]) -> None:
    for column, value in values.items():
        numbers[Cell(table, line, column)] = value


def _row(numbers: _Numbers, definition: Return, table: str, line: str) -> dict[str, int]:
    found = {}
    for column in definition.line(line).columns:
        value = numbers[Cell(table, line, column)]
        found[column] = value if isinstance(value, int) else 0
    return found


def _sum(*rows: Mapping[str, int]) -> dict[str, int]:
    return {column: sum(row.get(column, 0) for row in rows) for row in rows for column in row}


def _add_up(numbers: _Numbers, definition: Return, table: str) -> None:
    """Set every line that is the sum of its parts, the innermost first."""
    for line in sorted(definition.lines, key=lambda one: -one.depth):
        if line.parts:
            rows = [_row(numbers, definition, table, part) for part in line.parts]
            _put(numbers, table, line.code, _sum(dict.fromkeys(line.columns, 0), *rows))


def _family(numbers: _Numbers, definition: Return, chance: random.Random) -> None:
    every = tuple(column.code for column in definition.columns)
    for table in TABLES:
        for line in definition.lines:
            if line.code.startswith(("02.", "03.", "09.")):
                _put(numbers, table, line.code, _group(line.columns, chance, 2))
        _add_up(numbers, definition, table)
    closing = _closing(numbers, definition, "02", _group(every, chance, 15))
    closing["3"] += 30  # more children than families
    closing["4"] += 30
    closing["8"] += 30
    for table in TABLES:
        came, left = (_row(numbers, definition, table, line) for line in ("02", "03"))
        _put(numbers, table, "01", {c: closing[c] + left[c] - came[c] for c in every})
        for same in ("04", "05.1", "08.2"):
            _put(numbers, table, same, closing)
        first = (_row(numbers, definition, table, line) for line in ("02.1", "02.2"))
        _put(numbers, table, "06.1", _sum(*first))
        numbers[Cell(table, "07.1", "1")] = chance.randint(0, came["1"])


def _closing(
    numbers: _Numbers, definition: Return, came: str, rest: Mapping[str, int]
) -> dict[str, int]:
    """Give a stock at the end, the same in both tables, that leaves none below 0 at the start."""
    return _sum(rest, *(_row(numbers, definition, table, came) for table in TABLES))


def _court(numbers: _Numbers, definition: Return, chance: random.Random) -> None:
    for part in "ABCD":
        _claims(numbers, definition, part, chance)
    for table in TABLES:
        granted = _row(numbers, definition, table, "A.04")
        _put(numbers, table, "A.09.1", {c: granted[c] for c in ("1", "2", "3", "4")})
        _put(numbers, table, "A.10.1", {c: granted[c] for c in ("5", "6", "7", "8", "9", "10")})
        for line, count in (("E.01", 2), ("E.04", 2), ("E.02", 3)):
            numbers[Cell(table, line, "1")] = count
        _add_up(numbers, definition, table)


def _claims(numbers: _Numbers, definition: Return, part: str, chance: random.Random) -> None:
    every = definition.line(f"{part}.02").columns
    outs = [f"{part}.{code}" for code in ("04", "05", "06.1", "06.2", "06.3", "06.4")]
    for table in TABLES:
        for line in [*outs, *(f"{part}.02.{n}" for n in range(1, 7))]:
            _put(numbers, table, line, _group(every, chance, 3))
        _add_up(numbers, definition, table)
    closing = _closing(numbers, definition, f"{part}.02", _group(every, chance, 5))
    for table in TABLES:
        came, decided, ended = (
            _row(numbers, definition, table, f"{part}.{line}") for line in ("02", "03", "06")
        )
        _put(numbers, table, f"{part}.07", closing)
        opening = {c: closing[c] + decided[c] + ended[c] - came[c] for c in every}
        _put(numbers, table, f"{part}.01", opening)
