"""Papers that the office prints: cards filled in and blank, as sheets, files and journal lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop import noting
from desktop.clock import today
from desktop.desk import Desk
from desktop.noting import code_of_return
from forms.files import write_whole
from forms.findings import Finding
from forms.form import Form
from forms.record import Record
from forms.rights import Right
from forms.store.deeds import Deed
from forms.territories import Register
from reports.card_paper.laying import lay_out_card
from reports.card_paper.printing import Printing
from reports.card_paper.tongue import Tongue
from reports.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Matter:
    """What the journal says of a paper that leaves the vault: the kind of it, its id or code, and
    the deed when it is printed or written as a PDF.  right is what it takes; personal: it tells of
    people by name."""

    form: str
    record: str
    printed: Deed
    written: Deed
    right: Right = Right.WRITE_RETURN
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to look at and to print.

    title is spoken; name begins the name of a file; sheets gives what is printed in a language,
    filled or blank.  tongues tells whether the language can be chosen, states which of filled
    (True) and blank (False) there are.  A paper that nobody has filled in has no matter.
    """

    title: str
    name: str
    sheets: Callable[[Tongue, bool], Sequence[Sheet]]
    tongues: bool = False
    states: tuple[bool, ...] = (True,)
    matter: Matter | None = None


def card_sheet(
    desk: Desk, form: Form, record: Record | None, tongue: Tongue, *, hides: bool = False
) -> Sheet:
    """Give the sheet of a card of an office, or of a blank card where record is None; hides leaves
    sensitive fields out."""
    return lay_out_card(form, record, printing_of(desk, tongue, hides=hides))


def printing_of(desk: Desk, tongue: Tongue, *, hides: bool = False) -> Printing:
    """Give what a paper of an office says of its printing: where, when, and who signs."""
    from desktop.exporting import signatures  # its libraries load when first needed

    signed = signatures(desk)
    return Printing(
        tongue,
        desk.register,
        desk.today(),
        desk.office,
        desk.now(),
        who=signed.executor,
        secretary=signed.executor,
        chair=signed.head,
        practice=desk.practice,
        hides=hides,
    )


def blank_sheet(form: Form, tongue: Tongue) -> Sheet:
    """Give the sheet of a blank card of no office."""
    return lay_out_card(form, None, Printing(tongue, Register.shipped(), today()))


def write_paper(path: Path, sheets: Sequence[Sheet], title: str) -> Finding | None:
    """Write sheets as a PDF, beside its target first; a refusal of the disk is a finding.

    title stands in the properties of the file, so it names a card by its number only.
    """
    from reports.pdf import write_pdf  # reportlab loads when first needed

    return write_whole(path, partial(write_pdf, sheets, title=title, author="", subject=""))


def card_matter(record: Record) -> Matter:
    """Give what the journal says of a card on paper."""
    deeds = Deed.CARD_PRINTED, Deed.CARD_WRITTEN
    return Matter(record.form, record.id, *deeds, Right.PAPER, personal=True)


def return_matter(code: str, office: str, period: object) -> Matter:
    """Give what the journal says of a return on paper."""
    record = code_of_return(code, office, period)
    return Matter("return", record, Deed.RETURN_PRINTED, Deed.RETURN_EXPORTED)


def note(desk: Desk, matter: Matter, deed: Deed) -> None:
    """Write into the journal that something left the vault on paper or as a file."""
    noting.note(desk, matter.right, deed, form=matter.form, record=matter.record)


def numbered(desk: Desk, number: str) -> Record | None:
    """Give the card with a number, as it is shown; None where no card has it."""
    with desk.looking() as reading:
        found = (hit.row for hit in reading.find(number).hits)
        row = next((row for row in found if row.number == number), None)
        return None if row is None else reading.get(row.form, row.id)
