"""Gives cards the numbers by which people call them: 1132-2026-0047, 1132-C-2026-012."""

import re

from sqlalchemy import Connection, insert, select, update

from forms.form import Form
from forms.store.tables import COUNTERS

_TAIL = re.compile(r"(\d{4})-(\d+)$", re.ASCII)


def next_number(connection: Connection, form: Form, commission: str, year: int) -> str:
    """Give the next free number of a form and year; raises ValueError without a commission."""
    office = "".join(sign for sign in commission if sign.isdigit())
    if not office:
        raise ValueError("cards get numbers only after the setting “commission” is made")
    head = "-".join(part for part in (office, form.mark, str(year)) if part)
    width = 3 if form.mark else 4
    running = _last(connection, head) + 1
    remember(connection, f"{head}-{running}")
    return f"{head}-{running:0{width}d}"


def remember(connection: Connection, number: str) -> None:
    """Let later numbers begin behind this one, which came from elsewhere."""
    head, dash, tail = number.rpartition("-")
    if not (dash and tail.isascii() and tail.isdigit()):
        return
    last = _last(connection, head)
    if not last:
        connection.execute(insert(COUNTERS).values(name=head, last=int(tail)))
    elif int(tail) > last:
        connection.execute(update(COUNTERS).where(COUNTERS.c.name == head).values(last=int(tail)))


def ordinal(number: str) -> int:
    """Give what sorts numbers by year and running number; 0 for one of another form."""
    found = _TAIL.search(number)
    return int(found[1]) * 10**7 + int(found[2]) % 10**7 if found else 0


def _last(connection: Connection, head: str) -> int:
    return connection.execute(select(COUNTERS.c.last).where(COUNTERS.c.name == head)).scalar() or 0
