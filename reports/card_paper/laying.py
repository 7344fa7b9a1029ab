"""Lays a card out on paper, section by section, in the order in which the screen asks."""

from collections.abc import Iterator

from forms.fields import Field, Repeat
from forms.form import Form, Section
from forms.record import Record
from reports.card_paper.code_lists import code_rows
from reports.card_paper.fields import field_rows
from reports.card_paper.grid import COLUMNS, WIDTHS, row
from reports.card_paper.heading import PAGE_WORDS, footer, heading, mark, signing
from reports.card_paper.printing import Printing
from reports.card_paper.tables import legend, table_head, table_rows
from reports.sheet import Box, Repeated, Row, Sheet, Style


def lay_out_card(form: Form, record: Record | None, printing: Printing) -> Sheet:
    """Give the sheet of a card, or of a blank one to fill in by hand where record is None.

    Everything comes from the declaration: sections, numbers, labels, codes and tables.  Raises
    ValueError for a card of another form.
    """
    if record is not None and record.form != form.code:
        raise ValueError(f"{record.form} is no card of {form.code}")
    laid = _Laid()
    laid.rows += heading(form, record, printing)
    for number, section in enumerate(form.sections, start=1):
        _lay_section(laid, form, number, section, record, printing)
    laid.rows += signing(printing)
    if record is None:
        laid.rows += code_rows(form, printing)
    return Sheet(
        printing.tongue.say(form.title),
        tuple(laid.rows),
        WIDTHS,
        landscape=False,
        footer=footer(form, record, printing),
        page_words=printing.tongue.say(PAGE_WORDS),
        repeats=tuple(laid.repeats),
        mark=mark(record, printing),
    )


class _Laid:
    """The rows laid so far, and which of them are heads that repeat."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.repeats: list[Repeated] = []


def _lay_section(
    laid: _Laid,
    form: Form,
    number: int,
    section: Section,
    record: Record | None,
    printing: Printing,
) -> None:
    title = f"{number}. {printing.tongue.say(section.title)}"
    laid.rows.append(row((0, Box(None, across=COLUMNS)), height=6))
    laid.rows.append(row((0, Box(title, Style.SECTION, across=COLUMNS))))
    for part in _parts(section):
        if isinstance(part, Repeat):
            if part.label != section.title:
                words = printing.tongue.say(part.label)
                laid.rows.append(row((0, Box(words, Style.TABLE, across=COLUMNS))))
            _lay_table(laid, form, part, record, printing)
        else:
            laid.rows += field_rows(form, part, record, printing)


def _lay_table(
    laid: _Laid, form: Form, table: Repeat, record: Record | None, printing: Printing
) -> None:
    codes = legend(form, table, printing) if record is None else None
    laid.rows += [codes] if codes else []
    first = len(laid.rows)
    if record is None or record.rows(table.name):
        laid.rows += table_head(form, table, printing)
    last = len(laid.rows) - 1
    laid.rows += table_rows(table, record, printing)
    if last >= first:
        laid.repeats.append(Repeated(first, last, len(laid.rows) - 1))


def _parts(section: Section) -> Iterator[list[Field] | Repeat]:
    """Give the fields of a section that follow each other together, and its tables."""
    fields: list[Field] = []
    for each in section.fields:
        if isinstance(each, Field):
            fields.append(each)
            continue
        if fields:
            yield fields
        fields = []
        yield each
    if fields:
        yield fields
