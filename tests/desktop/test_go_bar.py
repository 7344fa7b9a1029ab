"""F6 goes to a field by its number or by part of its name, and says when none is called so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop.card.filling import Spot
from desktop.form_page import FormPage
from forms.family import FAMILY
from tests.desktop.cards import practice_desk, show

Press = Callable[[Qt.Key], None]
Type = Callable[[str], None]


@pytest.fixture
def page(dressed: QApplication, tmp_path: Path) -> Iterator[FormPage]:
    """Give the shown page of an empty family card."""
    with practice_desk(tmp_path) as desk:
        yield show(desk, FAMILY)


def test_f6_goes_to_a_field_by_its_number_or_name(
    page: FormPage, type_text: Type, press: Press
) -> None:
    view = page.view
    view.open_bar()
    type_text("4.3")
    press(Qt.Key.Key_Return)
    assert view.spot() == Spot("settlement")
    view.open_bar()
    press(Qt.Key.Key_Escape)
    assert view.spot() == Spot("settlement")


def test_f6_understands_the_number_row_of_the_kazakh_layout(
    page: FormPage, type_text: Type, press: Press
) -> None:
    page.view.open_bar()
    type_text("ң.і")  # 4.3
    press(Qt.Key.Key_Return)
    assert page.view.spot() == Spot("settlement")


def test_f6_says_that_no_field_is_called_so(page: FormPage, type_text: Type, press: Press) -> None:
    def said() -> list[str]:
        return [label.text() for label in page.view.bar.findChildren(QLabel)]

    page.view.open_bar()
    type_text("жжжя")
    press(Qt.Key.Key_Return)
    assert page.view.bar.isVisible() and "Мұндай өріс жоқ" in said()
    press(Qt.Key.Key_Backspace)
    assert "Мұндай өріс жоқ" not in said()
