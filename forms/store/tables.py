"""The tables of the store; those of the cards are derived from the declared forms.

A card is one row of `cards` (what lists and the search show) and, under the same place, one row
in the table of its form with rows beneath it: its last complete version once it has one (rule R3
of the returns).  An incomplete edit of a complete card waits in `edits`.  What is declared here
is where the schema steps lead to (steps.py); a field without its step fails a test.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

from forms.catalogue import FORMS, form_of
from forms.fields import Field
from forms.form import Form
from forms.store.conversion import column_is_whole_number

METADATA = MetaData()

# The columns of a card's own table that are no fields; no field may be called like one.
OWN = ("card", "state", "revision", "changed_at", "confirmed")
OWN_OF_ROW = ("card", "id", "position")


def _table(name: str, *columns: Column[Any] | Index, rowid: bool = True) -> Table:
    return Table(name, METADATA, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


def _text(name: str, *, empty: bool = False, key: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=empty, primary_key=key)


def _whole(name: str, *, empty: bool = False) -> Column[Any]:
    return Column(name, Integer, nullable=empty)


def _counted(name: str) -> Column[Any]:
    return Column(name, Integer, primary_key=True)


def _of(parent: str, *, key: bool = False) -> Column[Any]:
    link = ForeignKey(parent, ondelete="CASCADE")
    return Column("card", Integer, link, primary_key=key, nullable=False)


STEPS = _table("steps", _text("name", key=True), _text("applied_at"))

CARDS = _table(
    "cards",
    _counted("place"),
    _text("id"),
    _text("form"),
    _text("number"),
    _whole("ordinal"),  # year and running number of the card's number, to sort by
    _text("state"),  # as it is shown: an incomplete edit makes it a draft
    _text("annulled", empty=True),  # key and words of the reason, JSON
    _whole("revision"),
    _text("changed_at"),
    _text("title"),
    _text("sort_key"),
    _text("subtitle"),
    _text("kind", empty=True),
    _whole("children"),
    _text("date", empty=True),
    _text("removed_on", empty=True),
    _text("in_force_on", empty=True),
    Index("cards_id", "id", unique=True),
    Index("cards_number", "number", unique=True),
    Index("cards_by_number", "form", "ordinal", "state", "removed_on"),
    Index("cards_by_name", "form", "sort_key", "ordinal", "state", "removed_on"),
    Index("cards_by_date", "form", "date", "ordinal", "state", "removed_on"),
    Index("cards_by_state", "form", "state", "ordinal", "removed_on"),
    Index("cards_by_removal", "form", "removed_on"),
)

# How many cards and children stand how; removed_on is "" while a card is not removed.  Triggers
# keep it with every change of a card (tally_step.py).
TALLIES = _table(
    "tallies",
    _text("form", key=True),
    _text("state", key=True),
    _text("removed_on", key=True),
    _whole("cards"),
    _whole("children"),
    rowid=False,
)

# Who stands on which card as it is shown, for finding the same person on another card.
PEOPLE = _table(
    "people",
    _of("cards.place", key=True),
    _text("repeat", key=True),
    _text("row", key=True),
    _text("surname"),  # the three names folded
    _text("name"),
    _text("patronymic"),
    _text("iin", empty=True),
    _text("birth", empty=True),
    _text("called"),  # the whole name as it stands on the card
    _whole("position"),  # among the people of the card, in the order of the paper
    Index("people_iin", "iin"),
    Index("people_names", "surname", "name", "birth", "patronymic"),
    Index("people_birth", "birth"),
    Index("people_row", "row"),
    rowid=False,
)

# Free texts that were typed before, with how often they stand on cards (typed_texts.py).
TYPED_TEXTS = _table(
    "typed_texts",
    _text("form", key=True),
    _text("path", key=True),
    _text("folded", key=True),
    _text("text", key=True),
    _whole("uses"),
    rowid=False,
)

# By which version of this program the words, people and texts were worked out (derived.py).
DERIVED = _table("derived", _text("what", key=True), _whole("version"))

# Who was told apart from whom: the rows of two people that look like one, each pair once.
APART = _table(
    "apart",
    _text("one", key=True),
    _text("other", key=True),
    _text("reason"),
    _text("words"),
    _text("who"),
    _text("decided_at"),
    Index("apart_other", "other"),
    rowid=False,
)

# Folded words by their beginnings (words_index.py says of what).  Contentless: the names stand in
# the cards already.  Words have an index of their own for each length of what is typed of them, so
# that the first hits come without gathering all the others; twelve is the length of an ИИН.  The
# tokenizer "ascii" takes all other signs as letters: folding has cut the words apart.
# Who destroys a card must also merge the index (derived.settle).
SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1,\n"
    "    detail=none, prefix='1 2 3 4 5 6 7 8 9 10 11 12', tokenize=ascii)"
)

EDITS = _table(
    "edits",
    _of("cards.place", key=True),
    _text("content"),
    _text("confirmed"),
)

HISTORY = _table(
    "history",
    _counted("entry"),
    _of("cards.place"),
    _whole("revision"),
    _text("changed_at"),
    _text("who"),
    _text("changes"),
    Index("history_card", "card", "entry"),
)

COUNTERS = _table("counters", _text("name", key=True), _whole("last"))

SETTINGS = _table("settings", _text("key", key=True), _text("value"))

HANDED_IN = _table(
    "handed_in",
    _counted("entry"),
    _text("return_code"),
    _text("office"),
    _whole("year"),
    _whole("quarter"),
    _whole("revision"),
    _text("reason"),
    _text("handed_on"),
    _text("who"),
    _text("content"),
    Index("handed_in_once", "return_code", "office", "year", "quarter", "revision", unique=True),
)

# Cards that are kept beyond their term, because a court or somebody else asked for it.
HOLDS = _table(
    "holds",
    _of("cards.place", key=True),
    _text("reason"),
    _text("who"),
    _text("since"),
)

# What is left of a destroyed card: no person, but its number for ever (destroyed.py).
DESTROYED = _table(
    "destroyed",
    _text("number", key=True),
    _text("id"),
    _text("form"),
    _text("kind"),
    _text("registered_on", empty=True),
    _text("ended_on"),
    _whole("years"),
    _text("norm"),
    _text("act"),
    _text("destroyed_on"),
    _text("who"),
    Index("destroyed_id", "id", unique=True),
    Index("destroyed_act", "act"),
)

# What destroyed cards added to the cells of returns that were handed in, all of them together.
DESTROYED_COUNTS = _table(
    "destroyed_counts",
    _text("return_code", key=True),
    Column("year", Integer, primary_key=True),
    Column("quarter", Integer, primary_key=True),
    _text("cell", key=True),
    _whole("number"),
    rowid=False,
)

REGISTER_CHANGES = _table(
    "register_changes",
    _counted("entry"),
    _text("changed_at"),
    _text("who"),
    _text("content"),
)

# What was being typed when the program ended, by the card it was typed for.
TYPING = _table(
    "typing",
    _text("id", key=True),
    _text("form"),
    _text("changed_at"),
    _text("content"),
)

# Who did what when, in a chain: see forms.store.journal; only codes and counts, no names.
JOURNAL = _table(
    "journal",
    _counted("entry"),
    _text("happened_at"),
    _text("who"),
    _text("deed"),
    _text("form"),
    _text("record"),
    _text("about"),
    _text("seal"),
    Index("journal_deed", "deed"),
    Index("journal_record", "record"),
    Index("journal_who", "who"),
)

# One row: where the chain begins and how it ends.
JOURNAL_HEAD = _table(
    "journal_head",
    _counted("place"),
    _whole("since"),
    _text("start"),
    _whole("entry"),
    _text("seal"),
    _text("proof"),
)

# The key of the seals, wrapped; a second row while the key of the vault is being changed.
JOURNAL_KEYS = _table(
    "journal_keys",
    _text("wrapped", key=True),
    _text("since"),
    _text("who"),
)

# Further users; the founder stands in no row (forms.store.users).
USERS = _table(
    "users",
    _counted("number"),
    _text("name"),
    _text("roles"),
    _text("public"),
    _text("secret"),
    _text("since"),
    _text("revoked_at", empty=True),
)


@dataclass(frozen=True, slots=True)
class FormTables:
    """The tables of one form: the card's own and one for each table inside it."""

    form: Form
    card: Table
    rows: dict[str, Table]
    fields: dict[str, Field]
    row_fields: dict[str, dict[str, Field]]


@cache
def tables_of(code: str) -> FormTables:
    """Give the tables of a form; raises KeyError for an unknown code."""
    return _declared()[form_of(code).code]


@cache
def _declared() -> dict[str, FormTables]:
    return {form.code: _form_tables(form) for form in FORMS}


def all_tables() -> MetaData:
    """Give all tables as they are declared today."""
    _declared()
    return METADATA


def _form_tables(form: Form) -> FormTables:
    fields = {field.name: field for field in form.scalars()}
    row_fields = {
        repeat.name: {field.name: field for field in repeat.fields} for repeat in form.repeats()
    }
    _refuse(form, fields, OWN)
    for inner in row_fields.values():
        _refuse(form, inner, OWN_OF_ROW)
    card = _table(
        form.code,
        _of("cards.place", key=True),
        _text("state"),
        _whole("revision"),
        _text("changed_at"),
        _text("confirmed"),
        *(_column(field) for field in fields.values()),
    )
    rows = {name: _row_table(form, name, inner) for name, inner in row_fields.items()}
    return FormTables(form, card, rows, fields, row_fields)


def _row_table(form: Form, name: str, fields: dict[str, Field]) -> Table:
    # Without rowid: the rows of a card lie side by side, so a scan of all cards reads them in turn.
    return _table(
        f"{form.code}_{name}",
        _of(f"{form.code}.card", key=True),
        _text("id", key=True),
        _whole("position"),
        *(_column(field) for field in fields.values()),
        rowid=False,
    )


def _column(field: Field) -> Column[Any]:
    return (_whole if column_is_whole_number(field) else _text)(field.name, empty=True)


def _refuse(form: Form, fields: dict[str, Field], own: tuple[str, ...]) -> None:
    taken = sorted(fields.keys() & set(own))
    if taken:
        raise ValueError(f"{form.code}: the store has columns of its own called {taken}")
