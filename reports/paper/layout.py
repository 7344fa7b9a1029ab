"""Lays a filled return out on sheets of paper: the form's mandatory look, Kazakh and Russian."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.findings import Finding
from forms.territories import Register
from reports.filled import FilledReturn
from reports.paper.annexes import annexes
from reports.paper.explaining import explaining_sheet
from reports.paper.requisites import (
    PAGE_WORDS,
    PRACTICE_NOTE,
    ZONES,
    Signatures,
    foot,
    footer,
    heading,
    row,
)
from reports.paper.table import (
    CAPTIONS,
    LACKING_NOTE,
    UNITS,
    table_head,
    table_rows,
    usual_lacking,
    widths,
)
from reports.seal import control_code, digest
from reports.sheet import Box, Row, Sheet, Style

TABS = {"Q": "Тоқсан · Квартал", "Y": "Жыл басынан · С начала года"}


def lay_out(
    filled: FilledReturn,
    register: Register,
    signatures: Signatures,
    findings: Sequence[Finding] = (),
) -> tuple[Sheet, ...]:
    """Give the sheets of a return: tables Q and Y, explanations, and what stands behind it.

    findings are those that travel with the return (soft ones confirmed, notes of a merge).
    Everything is in Kazakh and Russian together (Law No. 151-I, art. 10).  Raises KeyError for an
    office that the register never had.
    """
    code = control_code(digest(filled))
    tables = [_table_sheet(filled, table, register, signatures, code) for table in CAPTIONS]
    behind = [explaining_sheet(filled.definition), *annexes(filled, register, findings)]
    if filled.practice:
        behind = [_marked(sheet) for sheet in behind]
    words = footer(filled, code)
    return tuple(
        replace(sheet, footer=words, page_words=PAGE_WORDS) for sheet in (*tables, *behind)
    )


def _table_sheet(
    filled: FilledReturn, table: str, register: Register, signatures: Signatures, code: str
) -> Sheet:
    definition = filled.definition
    width = ZONES + len(definition.columns)
    top = [*heading(filled, register, signatures, width), *_captions(filled, table, width)]
    head = [*_practice_rows(filled, width), *table_head(definition)]
    rows = [*top, *head, *table_rows(filled, table), *foot(signatures, code, width)]
    first, body = len(top), len(top) + len(head)
    return Sheet(
        TABS[table],
        tuple(rows),
        widths(definition),
        repeat_rows=(first, body - 1),
        freeze=(body, ZONES),
    )


def _captions(filled: FilledReturn, table: str, width: int) -> Iterator[Row]:
    """Give what stands right above the table: which one it is, the units, the mark `…`."""
    address = f"{filled.definition.code}/{table}"
    caption = Box(CAPTIONS[table], Style.TITLE, across=ZONES, align="left", address=address)
    units = Box(UNITS[filled.definition.code], Style.SMALL, across=width - ZONES, align="right")
    if filled.lacking:
        note = LACKING_NOTE.format(n=usual_lacking(filled))
        yield row(width, (0, Box(note, Style.SMALL, across=width)))
    yield row(width, (0, caption), (ZONES, units))


def _practice_rows(filled: FilledReturn, width: int) -> Iterator[Row]:
    """Give the mark of practice for the top of every page of a table."""
    if filled.practice:
        yield row(width, (0, Box(PRACTICE_NOTE, Style.TOTAL, across=width, align="center")))


def _marked(sheet: Sheet) -> Sheet:
    """Give a sheet with the mark of practice on top of each of its pages."""
    width = len(sheet.widths)
    mark = row(width, (0, Box(PRACTICE_NOTE, Style.TITLE, across=width)))
    return replace(
        sheet,
        rows=(mark, *sheet.rows),
        repeat_rows=(0, 0),
        breaks=tuple(place + 1 for place in sheet.breaks),
    )
