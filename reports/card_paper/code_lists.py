"""The long lists of codes, which have no room beside their fields: at the end of a blank card."""

from collections.abc import Iterator

from forms.codes import codes
from forms.fields import Choice, Choices
from forms.form import Form
from forms.words import N_
from reports.card_paper.fields import FEW, list_codes
from reports.card_paper.grid import COLUMNS, row
from reports.card_paper.printing import Printing
from reports.sheet import Box, Row, Style

TITLE = N_("Codes for the fields whose lists have no room beside them")


def code_rows(form: Form, printing: Printing) -> Iterator[Row]:
    """Give each long list once, with the numbers of the fields that ask for it."""
    asking: dict[str, list[str]] = {}
    for path, field in form.paths():
        if isinstance(field, Choice | Choices) and len(codes(field.list)) > FEW:
            asking.setdefault(field.list, []).append(form.address(path))
    if not asking:
        return
    yield row((0, Box(None, across=COLUMNS)), height=6)
    yield row((0, Box(printing.tongue.say(TITLE), Style.SECTION, across=COLUMNS)))
    for name, addresses in asking.items():
        told = "; ".join(list_codes(name, printing))
        yield row((0, Box(f"{', '.join(addresses)}: {told}", Style.LEGEND, across=COLUMNS)))
