"""Short ways to look into a store: cards, what counts, drafts, pages and titles of lists."""

from datetime import date

from forms.codes import code
from forms.record import Record
from forms.store.store import (
    ListRow,
    Query,
    Store,
)
from tests.forms.store.stores import (
    names,
)


def get(store: Store, record: Record) -> Record | None:
    with store.reading() as reading:
        return reading.get(record.form, record.id)


def counted(store: Store, form: str = "family") -> list[Record]:
    with store.reading() as reading:
        return list(reading.counted(form))


def drafts(store: Store, form: str = "family") -> list[Record]:
    with store.reading() as reading:
        return list(reading.drafts(form))


def page(store: Store, query: Query, form: str = "family") -> tuple[ListRow, ...]:
    with store.reading() as reading:
        rows = reading.page(form, query, 0, 100)
        assert reading.count(form, query) == len(rows)
        assert reading.ids(form, query) == tuple(row.id for row in rows)
    return rows


def titles(store: Store, query: Query, form: str = "family") -> list[str]:
    return [row.title for row in page(store, query, form)]


def claim(*respondents: str, came: date = date(2026, 5, 4), kind: str = "A") -> Record:
    record = Record.blank("court_case").replace("kind", code("claim_kind", kind))
    record = record.replace("came_on", came)
    for called in respondents:
        record = record.add_row("respondents", names(called))
    return record


# --- saving ---------------------------------------------------------------------------------------
