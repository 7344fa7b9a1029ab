"""The sheets behind a consolidated return: its parts, who is missing, revisions, decisions."""

from collections.abc import Iterator, Sequence

from forms.findings import Finding
from forms.territories import Register
from forms.words import Language, Name
from reports.definition import Cell
from reports.filled import Decision, FilledReturn, Part, PartState
from reports.paper.requisites import office_of, row
from reports.paper.table import CAPTIONS, LACKING_NOTE, shown, usual_lacking
from reports.seal import control_code, in_order
from reports.sheet import Box, Row, Sheet, Style

PARTS = "Комиссиялар · Комиссии"
MISSING = "Жоқ есептер · Недостающие"
REVISIONS = "Нұсқалар · Редакции"
DECISIONS = "Шешімдер · Решения"
NOTHING = "жоқ / нет"

# What an officer looks for first of all: stocks, what came and left, families and children.
Main = tuple[tuple[str, tuple[str, ...]], ...]
MAIN: dict[str, Main] = {
    "1-QO": tuple((line, ("1", "2", "3")) for line in ("01", "02", "03", "04")),
    "2-AQA": (
        *((f"A.{line}", ("1", "5")) for line in ("01", "02", "03", "04", "06", "07")),
        ("A.08", ("1",)),
        *((f"{part}.{line}", ("1",)) for part in "BCD" for line in ("03", "04")),
        ("E.01", ("1",)),
    ),
}
_CODE, _NAME, _PAGE = 19.0, 38.0, 272.0


def annexes(
    filled: FilledReturn, register: Register, findings: Sequence[Finding] = ()
) -> Iterator[Sheet]:
    """Give the sheets that stand behind a return.

    A consolidated one has all four, also where nothing is missing: an empty list says so.  Any
    other has the last one where something was decided or found.
    """
    if filled.parts:
        yield _breakdown(filled, register)
        yield _missing(filled, register)
        yield _revisions(filled, register)
    if filled.parts or filled.decisions or findings:
        yield _decisions(filled, register, findings)


def _title(width: int, kk: str, ru: str) -> Row:
    return row(width, (0, Box(f"{kk}\n{ru}", Style.TITLE, across=width)))


def _heads(width: int, *words: str) -> Row:
    return row(width, *((at, Box(one, Style.HEAD)) for at, one in enumerate(words)))


def _nothing(width: int) -> Row:
    return row(width, (0, Box(NOTHING, Style.NAME, across=width)))


def _names(filled: FilledReturn, register: Register, code: str) -> list[tuple[int, Box]]:
    """Give code and names of a part; the register at hand may not know one of another office."""
    office = office_of(filled, register, code) if register.history(code) else None
    short = office.short if office else Name(code, code, code)
    return [
        (0, Box(code, Style.CODE)),
        (1, Box(short.kk, Style.NAME)),
        (2, Box(short.ru, Style.NAME)),
    ]


def _breakdown(filled: FilledReturn, register: Register) -> Sheet:
    """Rows are the parts, columns the main lines; table Q, then table Y on a page of its own."""
    columns = [
        (line, column) for line, columns in MAIN[filled.definition.code] for column in columns
    ]
    width = 3 + len(columns)
    rows: list[Row] = []
    breaks: list[int] = []
    for table in CAPTIONS:
        if rows:
            breaks.append(len(rows))
        rows += _breakdown_head(filled, table, width)
        for part in filled.parts:
            rows.append(_part_row(filled, part, table, columns, register))
        rows.append(_sum_row(filled, table, columns))
    one = (_PAGE - _CODE - 2 * _NAME) / len(columns)
    widths = (_CODE, _NAME, _NAME, *(min(one, 16.0) for _ in columns))
    return Sheet(PARTS, tuple(rows), widths, breaks=tuple(breaks))


def _breakdown_head(filled: FilledReturn, table: str, width: int) -> Iterator[Row]:
    """Give title and head: the line above, the number of its column below, explained once."""
    main = MAIN[filled.definition.code]
    yield _title(width, "Комиссиялар бойынша бөлу", "Разбивка по комиссиям")
    yield row(width, (0, Box(CAPTIONS[table], Style.PLAIN, across=width, align="center")))
    yield row(width, (0, Box(_legend(filled, main), Style.SMALL, across=width)))
    upper = [
        (0, Box("Код", Style.HEAD, down=2)),
        (1, Box("Комиссия", Style.HEAD, across=2, down=2)),
    ]
    lower, at = [], 3
    for line, columns in main:
        upper.append((at, Box(line, Style.HEAD, across=len(columns))))
        for column in columns:
            lower.append((at, Box(column, Style.NUMBERS)))
            at += 1
    yield row(width, *upper)
    yield row(width, *lower)


def _legend(filled: FilledReturn, main: Main) -> str:
    """Say what the numbered columns are, and how many commissions lack."""
    used = {column for _, columns in main for column in columns}
    named = (
        f"{column.code} – {column.name.kk} / {column.name.ru}"
        for column in filled.definition.columns
        if column.code in used
    )
    note = LACKING_NOTE.format(n=usual_lacking(filled)) if filled.lacking else ""
    return "\n".join(text for text in ("; ".join(named), note) if text)


def _part_row(
    filled: FilledReturn,
    part: Part,
    table: str,
    columns: list[tuple[str, str]],
    register: Register,
) -> Row:
    own = FilledReturn(
        filled.definition,
        part.office,
        filled.period,
        part.numbers,
        lacking={} if part.numbers else dict.fromkeys(filled.definition.cells(), part.lacking),
    )
    boxes = _names(filled, register, part.office)
    boxes += _cells(own, table, columns, Style.COUNT)
    return row(3 + len(columns), *boxes)


def _sum_row(filled: FilledReturn, table: str, columns: list[tuple[str, str]]) -> Row:
    words = Box("Барлығы / Всего", Style.TOTAL, across=3)
    return row(3 + len(columns), (0, words), *_cells(filled, table, columns, Style.TOTAL_COUNT))


def _cells(
    filled: FilledReturn, table: str, columns: list[tuple[str, str]], style: Style
) -> list[tuple[int, Box]]:
    """Give the numbers of one row; their decimals follow the line of the share."""
    usual = usual_lacking(filled)
    return [
        (
            3 + at,
            Box(
                shown(filled, Cell(table, line, column), usual),
                style,
                decimals=1 if line.endswith(".08") else 0,
                align="right",
                address=f"{filled.definition.code}/{table}/{line}/{column}@{filled.office}",
            ),
        )
        for at, (line, column) in enumerate(columns)
    ]


def _missing(filled: FilledReturn, register: Register) -> Sheet:
    widths = (_CODE, 60.0, 60.0, 46.0)
    rows = [
        _title(4, "Есебі жоқ комиссиялар", "Комиссии, чьих отчётов нет"),
        _heads(
            4,
            "Код",
            "Комиссия",
            "Комиссия",
            "Дерегі жоқ комиссиялар саны\nЧисло комиссий без данных",
        ),
    ]
    absent = [part for part in filled.parts if part.state is not PartState.TAKEN or part.lacking]
    for part in absent:
        words = f"{NOTHING_TOLD[part.state]}: {part.lacking}"
        boxes = _names(filled, register, part.office)
        rows.append(row(4, *boxes, (3, Box(words, Style.NAME))))
    rows += [] if absent else [_nothing(4)]
    return Sheet(MISSING, tuple(rows), widths, landscape=False)


NOTHING_TOLD = {
    PartState.TAKEN: "толық емес / неполный",
    PartState.MISSING: "жоқ / нет",
    PartState.EXCLUDED: "алынып тасталды / исключён",
}


def _revisions(filled: FilledReturn, register: Register) -> Sheet:
    widths = (_CODE, 55.0, 55.0, 20.0, 36.0)
    rows = [
        _title(5, "Қабылданған есептердің нұсқалары", "Редакции принятых отчётов"),
        _heads(
            5, "Код", "Комиссия", "Комиссия", "Нұсқасы\nРедакция", "Бақылау коды\nКонтрольный код"
        ),
    ]
    for part in filled.parts:
        if part.state is PartState.TAKEN:
            boxes = _names(filled, register, part.office)
            boxes.append((3, Box(part.revision, Style.COUNT)))
            boxes.append((4, Box(control_code(part.digest), Style.CODE)))
            rows.append(row(5, *boxes))
    return Sheet(REVISIONS, tuple(rows), widths, landscape=False)


def _decisions(filled: FilledReturn, register: Register, findings: Sequence[Finding]) -> Sheet:
    rows = [_title(4, "Шешімдер", "Решения")]
    rows.append(
        _heads(
            4,
            "Ереже\nПравило",
            "Орны\nМесто",
            "Шешім, себебі\nРешение, причина",
            "Кім, қашан\nКто, когда",
        )
    )
    rows += [_decision_row(one) for one in in_order(filled.decisions)] or [_nothing(4)]
    rows.append(_title(4, "Мәселелер", "Замечания"))
    rows.append(_heads(4, "Ереже\nПравило", "Орны\nМесто", "Қазақша", "По-русски"))
    rows += [_finding_row(one) for one in findings] or [_nothing(4)]
    return Sheet(DECISIONS, tuple(rows), (18.0, 50.0, 102.0, 102.0))


def _decision_row(one: Decision) -> Row:
    words = "\n".join(text for text in (one.words, one.reason) if text)
    signed = ", ".join(text for text in (one.who, f"{one.on:%d.%m.%Y}" if one.on else "") if text)
    return row(
        4,
        (0, Box(one.rule, Style.CODE)),
        (1, Box(one.place, Style.NAME)),
        (2, Box(words, Style.NAME)),
        (3, Box(signed, Style.NAME)),
    )


def _finding_row(one: Finding) -> Row:
    keys = ("office", "table", "line", "column", "file")
    place = " · ".join(one.where[key] for key in keys if one.where.get(key))
    return row(
        4,
        (0, Box(one.rule, Style.CODE)),
        (1, Box(place, Style.NAME)),
        (2, Box(one.say(Language.KK), Style.NAME)),
        (3, Box(one.say(Language.RU), Style.NAME)),
    )
