"""Reads the case tables: a card as a clerk types it, a quarter, and the cells it must make."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forms.fields import Context, Value
from forms.findings import Finding
from forms.form import Form
from forms.record import Record
from reports.period import Period

CASES = Path(__file__).parent.parent / "cases"
TODAY = date(2026, 7, 1)


@dataclass(frozen=True)
class Case:
    title: str
    record: Record
    period: Period
    cells: dict[str, str]


def read_cases(file: str, form: Form) -> list[Case]:
    """Give the cases of a file; raises AssertionError for a line that cannot be read."""
    blocks = (CASES / file).read_text(encoding="utf-8").split("\n== ")[1:]
    return [_case(block.splitlines(), form) for block in blocks]


def _case(lines: list[str], form: Form) -> Case:
    record, period = Record.blank(form.code), None
    cells: dict[str, str] = {}
    for line in lines[1:]:
        head, _, rest = line.partition(":")
        pairs = dict(pair.split("=") for pair in rest.split()) if "=" in rest else {}
        match head:
            case "card":
                for name, text in pairs.items():
                    record = record.replace(name, typed(form, name, text, record))
            case "period":
                period = Period.read(rest)
            case "cells":
                cells |= pairs
            case "":
                continue
            case table:
                values = {n: typed(form, f"{table}.{n}", t, record) for n, t in pairs.items()}
                record = record.add_row(table, values)
    assert period is not None and cells, lines[0]
    return Case(lines[0], record, period, cells)


def typed(form: Form, path: str, text: str, record: Record) -> Value:
    """Read a value as the field itself reads typed text."""
    members = {row.id: str(n) for n, row in enumerate(record.rows("children"), 1)}
    value = form.field(path).parse(text, Context(TODAY, members))
    assert not isinstance(value, Finding), f"{path}={text}: {value}"
    return value
