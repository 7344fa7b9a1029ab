"""The sheet behind a return: how it is filled in, and the controls that it must pass, in words."""

import csv
import io
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import resources
from forms.words import Name
from reports.definition import Return
from reports.paper.requisites import row
from reports.sheet import Box, Row, Sheet, Style

NAME = "Түсініктеме · Пояснение"
_WIDTHS = (20.0, 82.0, 82.0)
_SECTIONS = (
    (
        "column",
        "Нысанды толтыру бойынша түсініктеме",
        "Пояснение по заполнению формы",
        ("Баған", "Графа"),
    ),
    ("line", "", "", ("Жол", "Строка")),
    (
        "control",
        "Арифметикалық-логикалық бақылау",
        "Арифметико-логический контроль",
        ("№", "№"),
    ),
)


class Explanation(NamedTuple):
    """What is said about one column, line or control of a return; English is the Russian one."""

    kind: str
    key: str
    words: Name


@cache
def explanations(code: str) -> tuple[Explanation, ...]:
    """Give every explanation of a return in the order of the paper; empty for an unknown one."""
    table = csv.DictReader(io.StringIO(resources.text("returns", "explanations.csv")))
    return tuple(
        Explanation(one["kind"], one["key"], Name(one["kk"], one["ru"], ""))
        for one in table
        if one["return"] == code
    )


def explaining_sheet(definition: Return) -> Sheet:
    """Give the sheet with one row a column, a line where more is to say, and a control."""
    rows = [made for section in _SECTIONS for made in _section(definition, *section)]
    return Sheet(NAME, tuple(rows), _WIDTHS, landscape=False)


def _section(
    definition: Return, kind: str, kk: str, ru: str, head: tuple[str, str]
) -> Iterator[Row]:
    if kk:
        yield row(3, (0, Box(f"{kk}\n{ru}", Style.TITLE, across=3)))
        yield row(3, (0, Box(definition.index, Style.PLAIN, across=3, align="center")))
    label = head[0] if head[0] == head[1] else f"{head[0]}\n{head[1]}"
    yield row(
        3,
        (0, Box(label, Style.HEAD)),
        (1, Box("Қазақша", Style.HEAD)),
        (2, Box("По-русски", Style.HEAD)),
    )
    for one in explanations(definition.code):
        if one.kind == kind:
            yield row(
                3,
                (0, Box(one.key, Style.CODE)),
                (1, Box(one.words.kk, Style.NAME)),
                (2, Box(one.words.ru, Style.NAME)),
            )
