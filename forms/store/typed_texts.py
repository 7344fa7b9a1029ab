"""Free texts that were typed before, so that they can be offered as one types them again."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from forms.form import Form
from forms.letters import fold
from forms.record import Record
from forms.store.prepared import Prepared

REMEMBERED: Mapping[str, tuple[str, ...]] = {
    "family": ("okrug", "settlement", "street", "children.school", "measures.result"),
    "court_case": ("court_name", "judge", "hearings.what"),
}
"""Form → the fields that have the same text on many cards; never names or numbers of papers."""

_MORE = Prepared(
    text(
        "INSERT INTO typed_texts VALUES (:form, :path, :folded, :text, :uses)"
        " ON CONFLICT DO UPDATE SET uses = uses + excluded.uses"
    )
)
_GONE = Prepared(
    text(
        "DELETE FROM typed_texts WHERE form = :form AND path = :path AND folded = :folded"
        " AND text = :text AND uses <= 0"
    )
)
_BEGINNING = text(
    "SELECT text FROM typed_texts WHERE form = :form AND path = :path"
    " AND folded >= :begins AND folded < :begins || char(0x10ffff)"
    " ORDER BY uses DESC, folded LIMIT :limit"
)

Uses = Counter[tuple[str, str]]
"""How often each (path, text) stands on a card."""


def uses(form: Form, record: Record) -> Uses:
    """Count the texts of a card that are remembered."""
    return Counter((path, one) for path in REMEMBERED[form.code] for one in _texts(record, path))


def write(connection: Connection, form: Form, wanted: Uses, kept: Uses) -> None:
    """Count the texts of a card in place of those that stood on it before."""
    more: list[dict[str, Any]] = [
        {"form": form.code, "path": path, "folded": fold(typed), "text": typed, "uses": uses}
        for path, typed in wanted.keys() | kept.keys()
        if (uses := wanted[path, typed] - kept[path, typed])
    ]
    _MORE.many(connection, more)
    _GONE.many(connection, (one for one in more if one["uses"] < 0))


def beginning(
    connection: Connection, form: str, path: str, begins: str, limit: int
) -> tuple[str, ...]:
    """Give the texts that begin so, however they are spelled, the most used ones first."""
    asked = {"form": form, "path": path, "begins": fold(begins), "limit": limit}
    return tuple(connection.execute(_BEGINNING, asked).scalars())


def _texts(record: Record, path: str) -> Iterator[str]:
    table, _, name = path.rpartition(".")
    sources = [row.values for row in record.rows(table)] if table else [record.values]
    return (str(values[name]) for values in sources if values.get(name))
