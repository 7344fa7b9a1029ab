"""Reads the rule tables: a card without findings, and for each rule what breaks and mends it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.catalogue import form_of
from forms.record import Record
from tests.reports.reading_cases import typed

CASES = Path(__file__).parent.parent / "cases"
HEAD = re.compile(r"(?P<rule>\w+) (?P<field>[\w.]+)(?: (?P<row>\d+))?(?::.*)?")
CHANGE = re.compile(r"(?P<table>\w+)(?: (?P<row>\d+))?(?P<dropped> dropped)?(?::(?P<pairs>.*))?")


@dataclass(frozen=True)
class RuleCase:
    """A card that breaks a rule at a place, and the same card mended."""

    title: str
    form: str
    rule: str
    field: str
    row: str
    broken: Record
    mended: Record


@cache
def good_card(file: str, form: str) -> Record:
    """Give the card that a file begins with."""
    record = Record.blank(form)
    for line in _blocks(file)[0][1:]:
        record = changed(record, line)
    return record


@cache
def rule_cases(file: str, form: str) -> tuple[RuleCase, ...]:
    """Give the cases of a file; raises AssertionError for a line that cannot be read."""
    return tuple(_case(block, good_card(file, form)) for block in _blocks(file)[1:])


def _blocks(file: str) -> list[list[str]]:
    text = (CASES / file).read_text(encoding="utf-8")
    return [[line for line in b.splitlines() if line] for b in text.split("\n== ")[1:]]


def _case(lines: list[str], card: Record) -> RuleCase:
    head = HEAD.fullmatch(lines[0])
    assert head is not None, lines[0]
    versions = {"broken": card, "mended": card}
    for line in lines[1:]:
        state, _, change = line.partition(" ")
        assert state in versions, line
        versions["mended"] = changed(versions["mended"], change)
        if state == "broken":
            versions["broken"] = versions["mended"]
    broken = versions["broken"]
    rows = broken.rows(head["field"].partition(".")[0])
    row = rows[int(head["row"]) - 1].id if head["row"] else ""
    return RuleCase(
        lines[0], card.form, head["rule"], head["field"], row, broken, versions["mended"]
    )


def changed(record: Record, line: str) -> Record:
    """Give the card after one line of typing."""
    found = CHANGE.fullmatch(line.strip())
    assert found is not None, line
    table = found["table"]
    rows = record.rows(table)
    row = rows[int(found["row"]) - 1].id if found["row"] else None
    if found["dropped"]:
        assert row is not None, line
        return record.drop_row(table, row)
    if table != "card" and row is None:
        record = record.add_row(table)
        row = record.rows(table)[-1].id
    for pair in found["pairs"].split():
        name, _, text = pair.partition("=")
        path = name if table == "card" else f"{table}.{name}"
        record = record.replace(path, typed(form_of(record.form), path, text, record), row)
    return record
