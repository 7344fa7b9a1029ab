"""A blank card can be filled in without the program, and nobody signs on a page of his own."""

from datetime import date

import pytest

from forms.catalogue import FORMS
from forms.codes import codes
from forms.family import FAMILY
from forms.fields import Choice, Choices, Entry
from forms.form import Form
from forms.record import Record
from forms.territories import Register
from reports.card_paper.heading import CHAIR, SECRETARY
from reports.card_paper.laying import lay_out_card
from reports.card_paper.printing import Printing
from reports.card_paper.tongue import Tongue
from reports.drawing.strokes import Words
from reports.pdf import pages_of, strokes_of
from reports.sheet import Sheet

DAY = date(2026, 9, 22)


def printing(tongue: Tongue) -> Printing:
    """Give how a card is printed on a made-up day."""
    return Printing(tongue, Register.shipped(), DAY)


def pages(sheet: Sheet) -> list[str]:
    """Give all words of each page of a sheet."""
    drawn = pages_of((sheet,))
    return [
        " ".join(
            stroke.text
            for stroke in strokes_of(page, number, len(drawn))
            if isinstance(stroke, Words)
        )
        for number, page in enumerate(drawn, start=1)
    ]


@pytest.mark.parametrize("tongue", Tongue)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_blank_card_tells_every_code_that_it_asks_for(form: Form, tongue: Tongue) -> None:
    sheet = lay_out_card(form, None, printing(tongue))
    texts = [str(box.value) for row in sheet.rows for box in row.boxes if box and box.value]
    paper = " ".join("\n".join(texts).split())
    for path, field in form.paths():
        if isinstance(field, Choice | Choices):
            for one in codes(field.list):
                words = f"{one.key} – {tongue.beside(one.say)}"
                assert " ".join(words.split()) in paper, f"{form.address(path)}: {words}"


@pytest.mark.parametrize("tongue", Tongue)
def test_all_sign_on_one_page(tongue: Tongue) -> None:
    both = [tongue.below(words).split("\n")[0] for words in (SECRETARY, CHAIR)]
    blank = [pages(lay_out_card(form, None, printing(tongue))) for form in FORMS]
    measure = codes("measure")[0]
    filled = []
    for count in range(1, 26, 2):  # rows push the end of the card down the page and over it
        rows = tuple(Entry(str(at), {"measure": measure}) for at in range(count))
        card = Record.blank(FAMILY.code).replace("measures", rows)
        filled.append(pages(lay_out_card(FAMILY, card, printing(tongue))))
    for paper in (*blank, *filled):
        signed = [[words in page for words in both] for page in paper]
        assert signed.count([True, True]) == 1
        assert sum(map(any, signed)) == 1
