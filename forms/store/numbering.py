"""Gives cards the numbers by which people call them: 1132-2026-0047, 1132-C-2026-012."""

import re

from sqlalchemy import Connection, bindparam, insert, select, update

from forms.form import Form
from forms.store.prepared import Prepared
from forms.store.tables import COUNTERS

_LAST = Prepared(select(COUNTERS.c.last).where(COUNTERS.c.name == bindparam("head")))
_COUNT = Prepared(update(COUNTERS).where(COUNTERS.c.name == bindparam("head")), ["last"])
_BEGIN = Prepared(insert(COUNTERS))
ACT_MARK = "D"
"""Stands in the numbers of acts of destruction; no form may have it."""

_TAIL = re.compile(r"(\d{4})-(\d+)$", re.ASCII)


def next_number(connection: Connection, form: Form, commission: str, year: int) -> str:
    """Give the next free number of a form and year; raises ValueError without a commission."""
    return _next(connection, commission, form.mark, year)


def _next(connection: Connection, commission: str, mark: str, year: int) -> str:
    office = "".join(sign for sign in commission if sign.isdigit())
    if not office:
        raise ValueError("cards get numbers only after the setting “commission” is made")
    head = "-".join(part for part in (office, mark, str(year)) if part)
    width = 3 if mark else 4
    last = _last(connection, head)
    _count_to(connection, head, last + 1, last)
    return f"{head}-{last + 1:0{width}d}"


def next_act(connection: Connection, commission: str, year: int) -> str:
    """Give the next free number of an act of destruction: 1132-D-2026-001; raises as above."""
    return _next(connection, commission, ACT_MARK, year)


def remember(connection: Connection, number: str) -> None:
    """Let later numbers begin behind this one, which came from elsewhere."""
    head, dash, tail = number.rpartition("-")
    if not (dash and tail.isascii() and tail.isdigit()):
        return
    last = _last(connection, head)
    if int(tail) > last:
        _count_to(connection, head, int(tail), last)


def ordinal(number: str) -> int:
    """Give what sorts numbers by year and running number; 0 for one of another form."""
    found = _TAIL.search(number)
    return int(found[1]) * 10**7 + int(found[2]) % 10**7 if found else 0


def _last(connection: Connection, head: str) -> int:
    found = _LAST.first(connection, {"head": head})
    return found[0] if found else 0


def _count_to(connection: Connection, head: str, running: int, last: int) -> None:
    if last:
        _COUNT.rows(connection, {"head": head, "last": running})
    else:
        _BEGIN.rows(connection, {"name": head, "last": running})
