"""The sheet of a form is built once: a card shown after another looks as if it were the first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from desktop.card.card_view import INSTRUCTION, PROBLEMS
from desktop.desk import Desk
from desktop.form_page import FormPage
from forms.catalogue import FORMS
from forms.form import Form
from forms.practice import Child, FamilyPlan, made_up_case, made_up_family
from forms.record import Record, State
from tests.desktop.cards import OFFICE, TODAY, practice_desk, show
from tests.desktop.spoken import shown

KINDS = ("full", "broken", "annulled", "new")


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk."""
    with practice_desk(tmp_path) as found:
        yield found


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_nothing_of_a_card_stays_behind_on_the_next(form: Form, desk: Desk) -> None:
    cards = made(form)
    alone = {kind: seen(first(desk, form, card)) for kind, card in cards.items()}
    page = show(desk, form)
    for before in KINDS:
        for kind in KINDS:
            if kind == before:
                continue
            page.show_card(cards[before])
            go_about(page)
            page.show_card(cards[kind])
            assert seen(page) == alone[kind], f"{kind} after {before}"


def go_about(page: FormPage) -> None:
    """Stand on the first row of every table, look at another leaf, and scroll down."""
    for table in page.view.sheet.tables():
        if table.isVisible():
            table.view.setCurrentIndex(table.model.index(0, 0))
    page.next_problem()
    page.view.show_leaf(INSTRUCTION)
    page.view.sheet.verticalScrollBar().setValue(300)


def first(desk: Desk, form: Form, card: Record) -> FormPage:
    page = show(desk, form)
    page.show_card(card)
    return page


def seen(page: FormPage) -> tuple[QImage, tuple[str, ...]]:
    """Give a picture of the whole sheet, and what else the page says in words."""
    page.view.focus_first()
    page.view.sheet.verticalScrollBar().setValue(0)
    page.setFocus()
    for _ in range(5):  # rows that grow move what stands below them
        QApplication.processEvents()
    paper = page.view.sheet.widget()
    assert paper is not None
    return paper.grab().toImage(), tuple(told(page))


def told(page: FormPage) -> list[str]:
    """Give the words of the panel, the sections and the head of the page."""
    page.view.show_leaf(PROBLEMS)
    QApplication.processEvents()
    words = [one.text() for one in shown(page) if isinstance(one, QLabel | QAbstractButton)]
    return [*sorted(words), page.title(), page.facts(), *(pill.text for pill in page.pills())]


def made(form: Form) -> dict[str, Record]:
    """Make a card with much on it, one with findings everywhere, an annulled and a new one."""
    rng = Random(form.code)
    long_ago = TODAY - timedelta(days=500)
    if form.code == "family":
        births = [TODAY - timedelta(days=365 * age + 40) for age in (1, 4, 9, 16)]
        plan = FamilyPlan(long_ago, tuple(Child(one, True) for one in births))
        full = made_up_family(rng, plan, "akmola-akkol", TODAY, OFFICE)
    else:
        full = made_up_case(
            rng, kind="A", came=long_ago, ended=TODAY - timedelta(days=90), outcome="1", today=TODAY
        )
    half = dict(list(full.values.items())[::2])  # findings stand where the others are asked for
    return {
        "full": full,
        "broken": replace(full, id="b" * 32, values=half, state=State.DRAFT),
        "annulled": replace(full, id="c" * 32, state=State.ANNULLED),
        "new": Record.blank(form.code),
    }
