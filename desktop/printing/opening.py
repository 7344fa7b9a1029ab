"""Opens the preview of what a page shows: a card, a blank card, a return."""

from functools import partial

from desktop.desk import Desk
from desktop.language import tr
from desktop.page import Page
from desktop.printing.papers import Paper, card_matter, card_sheet, return_matter
from desktop.printing.preview import PreviewDialog
from desktop.returning import Prepared
from forms.form import Form
from forms.record import Record
from reports.card_paper.tongue import Tongue
from reports.sheet import Sheet


def preview_card(page: Page, desk: Desk, form: Form, record: Record, *, hides: bool) -> None:
    """Show a saved card on paper; a blank one can be chosen instead; hides leaves sensitive fields
    out.

    A card that was never saved is shown blank.
    """
    title = tr(form.title)
    if not record.revision:
        preview_blank(page, desk, form)
        return
    paper = Paper(
        f"{title} № {record.number}",
        record.number,
        lambda tongue, filled: (
            card_sheet(desk, form, record if filled else None, tongue, hides=hides),
        ),
        tongues=True,
        states=(True, False),
        matter=card_matter(record),
    )
    show_paper(page, desk, paper)


def preview_blank(page: Page, desk: Desk, form: Form) -> None:
    """Show a blank card to be filled in by hand."""

    def sheets(tongue: Tongue, _filled: bool) -> tuple[Sheet, ...]:
        return (card_sheet(desk, form, None, tongue),)

    paper = Paper(
        tr("Blank card: {title}", title=tr(form.title)), form.code, sheets, True, (False,)
    )
    show_paper(page, desk, paper)


def preview_return(page: Page, desk: Desk, prepared: Prepared | None) -> None:
    """Show a return as it is printed: Kazakh and Russian always stand together on it.

    Nothing happens while it is being counted.
    """
    if prepared is None:
        return
    code, office, period = prepared.filled.key
    paper = Paper(
        page.title(),
        f"{code}_{office}_{period}_r{prepared.filled.revision}",
        partial(_return, desk, prepared),
        matter=return_matter(code, office, period),
    )
    show_paper(page, desk, paper)


def _return(desk: Desk, prepared: Prepared, _tongue: Tongue, _filled: bool) -> tuple[Sheet, ...]:
    from desktop.exporting import signatures  # its libraries load when first needed
    from reports.paper.layout import lay_out

    return lay_out(prepared.filled, desk.register, signatures(desk), prepared.findings)


def show_paper(page: Page, desk: Desk, paper: Paper) -> None:
    """Show a paper; what was done with it is told on the page."""
    dialog = PreviewDialog(page, desk, paper)
    dialog.exec()
    if dialog.outcome:
        page.told.emit(dialog.outcome)
