"""Writes a list as it is seen, every row of it, as an encrypted workbook: personal data leave the
vault only so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.desk import Desk
from desktop.jobs import Progress
from desktop.lists.arrangement import is_field
from desktop.lists.list_columns import Columns
from desktop.lists.list_model import name_of
from desktop.membership import not_theirs
from forms.files import write_whole
from forms.findings import Finding
from forms.rights import Right
from forms.store.store import Deed, Query
from reports.encrypting import new_password, write_encrypted
from reports.paper.list_sheet import list_sheet

BATCH = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """A list that was written: where, how many cards it holds, and the password that opens it."""

    path: Path
    cards: int
    password: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: a list by its question and columns, its title, and who made it."""

    columns: Columns
    shown: tuple[str, ...]
    query: Query
    title: str
    footer: str


def export_list(
    desk: Desk, wanted: Wanted, path: Path, passphrase: str, progress: Progress | None = None
) -> Exported | Finding:
    """Write all rows of a list into one workbook, encrypted by a password of its own, and note it.

    passphrase is once more that of whoever works here: an unlocked desk alone gives no list away.
    A wrong one and a refusal of the disk are findings; then nothing was written and nothing is
    noted.  Slow as a derivation of the vault's key.
    """
    # Loaded here, beside the screen: loading it takes longer than painting the list does.
    from reports.workbook import write_workbook

    desk.require(Right.PAPER)
    refused = not_theirs(desk, passphrase)
    if refused is not None:
        return refused
    rows = list(_rows(desk, wanted, progress))
    heads = [wanted.columns.head(key) for key in wanted.shown]
    sheet = list_sheet(wanted.title, heads, rows, wanted.footer)
    write = partial(
        write_workbook, (sheet,), title=wanted.title, author="", subject="", made=desk.now()
    )
    password = new_password()
    refused = write_whole(path, partial(write_encrypted, write, password=password))
    if refused is not None:
        return refused
    with desk.begin(Right.PAPER) as work:
        form, cards = wanted.columns.form.code, len(rows)
        work.note(Deed.LIST_EXPORTED, who=desk.who, when=desk.now(), form=form, about=cards)
    return Exported(path, len(rows), password)


def _rows(desk: Desk, wanted: Wanted, progress: Progress | None) -> Iterator[Sequence[str | int]]:
    form, query = wanted.columns.form.code, wanted.query
    fields = any(map(is_field, wanted.shown))
    with desk.looking() as reading:
        places = reading.places(form, query, partial(name_of, desk))
        for first in range(0, len(places), BATCH):
            if progress is not None:
                progress.step(first, len(places))
            batch = places[first : first + BATCH]
            records = reading.records_at(form, batch) if fields else {}
            for row in reading.rows_at(batch, query.day):
                record = records.get(row.place)
                yield tuple(
                    _whole(key, wanted.columns.text(key, row, record, desk), row.number)
                    for key in wanted.shown
                )


def _whole(key: str, text: str, number: str) -> str | int:
    """Give what a cell of the workbook holds: the whole card number, children as a number."""
    if key == "number":
        return number
    return int(text) if key == "children" else text
