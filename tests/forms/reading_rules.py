"""Reads the rule tables: a card without findings, and for each rule what breaks and mends it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from forms.catalogue import form_of
from forms.record import Record, State
from tests.reports.reading_cases import typed

CASES = Path(__file__).parent.parent / "cases"
HEAD = re.compile(r"(?P<rule>\w+) (?P<field>[\w.]+)(?: (?P<row>\d+))?(?::.*)?")
OTHER = re.compile(r"(?P<form>family|court_case) (?P<number>[\w-]+)(?: (?P<state>\w+))?")
CHANGE = re.compile(r"(?P<table>\w+)(?: (?P<row>\d+))?(?P<dropped> dropped)?(?::(?P<pairs>.*))?")


@dataclass(frozen=True)
class RuleCase:
    """A card that breaks a rule at a place, and the same card mended; beside each of the two the
    other cards that are known, and the rules whose soft findings are taken as confirmed."""

    title: str
    form: str
    rule: str
    field: str
    row: str
    broken: Record
    mended: Record
    beside_broken: tuple[Record, ...] = ()
    beside_mended: tuple[Record, ...] = ()
    confirmed: frozenset[str] = frozenset()


@cache
def good_card(file: str, form: str) -> Record:
    """Give the card that a file begins with."""
    head, *lines = _blocks(file)[0]
    record = replace(Record.blank(form), number=head.removeprefix("the card").strip())
    for line in lines:
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
    beside: dict[str, tuple[Record, ...]] = {"broken": (), "mended": ()}
    confirmed: frozenset[str] = frozenset()
    for line in lines[1:]:
        state, _, change = line.partition(" ")
        if state == "confirmed":
            confirmed = frozenset(change.split())
            continue
        assert state in (*versions, "other"), line
        if state == "other" or change.startswith("other "):
            beside["mended"] = _told_beside(beside["mended"], change.removeprefix("other "))
        else:
            versions["mended"] = changed(versions["mended"], change)
        if state != "mended":
            beside["broken"], versions["broken"] = beside["mended"], versions["mended"]
    broken = versions["broken"]
    rows = broken.rows(head["field"].partition(".")[0])
    row = rows[int(head["row"]) - 1].id if head["row"] else ""
    return RuleCase(
        lines[0],
        card.form,
        head["rule"],
        head["field"],
        row,
        broken,
        versions["mended"],
        beside["broken"],
        beside["mended"],
        confirmed,
    )


def _told_beside(others: Sequence[Record], line: str) -> tuple[Record, ...]:
    """Begin another card ("family 1132-2026-0012 draft"), or change the one begun last."""
    begun = OTHER.fullmatch(line)
    if begun is None:
        return (*others[:-1], changed(others[-1], line))
    state = State(begun["state"] or "complete")
    return (*others, replace(Record.blank(begun["form"]), number=begun["number"], state=state))


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
