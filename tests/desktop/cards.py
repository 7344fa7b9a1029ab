"""A desk with a practice store, cards typed into it, and texts that every kind of field reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.card.filling import Spot
from desktop.desk import Desk
from desktop.form_page import FormPage
from forms.codes import codes
from forms.fields import (
    Birth,
    Choice,
    Choices,
    Date,
    Field,
    IinField,
    Member,
    Number,
    Place,
    Repeat,
    Text,
)
from forms.form import Form
from forms.record import Record
from forms.store.store import Store
from forms.territories import Register
from tests.forms.store.stores import practice_store
from tests.forms.store.vaults import open_vault

TODAY = date(2026, 9, 22)
OFFICE = "KDN-1132"
MOTHER = "880308299980"
"""A number that was never given to anybody: born in 1888."""

COMPLETE = {
    "registered_on": "28.08.2026",
    "register_basis": "54",
    "registration_kind": "1",
    "source": "05",
    "territory": "Ақкөл ауданы",
}
PEOPLE = {
    "parents": {"role": "1", "surname": "Ғабдуллина", "name": "Гүлнар", "iin": MOTHER},
    "children": {
        "surname": "Ғабдуллин",
        "name": "Әли",
        "no_iin": "1",
        "birth": "17.10.2015",
        "sex": "1",
    },
    "grounds": {"ground": "02"},
}
"""What a family card needs to be complete, as it is typed."""


@contextmanager
def practice_desk(path: Path) -> Iterator[Desk]:
    """Give the desk of a new practice vault, always on the same day; windows go with it."""
    with practice_store(path / "practice.pana") as store, _windows_gone():
        yield desk_of(store)


@contextmanager
def opened_desk(path: Path) -> Iterator[Desk]:
    """Give the desk of the same vault as the next start of the program opens it."""
    with open_vault(path / "practice.pana") as vault, _windows_gone():
        yield desk_of(Store(vault))


def desk_of(store: Store) -> Desk:
    """Give a desk that always sits at the same minute of the same day."""
    return Desk(
        store,
        Register.shipped(),
        OFFICE,
        lambda: TODAY,
        lambda: datetime(2026, 9, 22, 10, 42, tzinfo=UTC),
        "secretary",
        practice=True,
    )


@contextmanager
def _windows_gone() -> Iterator[None]:
    """Delete every window afterwards: without an event loop deleteLater alone deletes nothing,
    and all of them would be dressed again with every change of theme."""
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def show(desk: Desk, form: Form, width: int = 1278) -> FormPage:
    """Give a shown page of a form with an empty card, its first field in focus."""
    page = FormPage(desk, form, "Families", lambda: None)
    page.resize(width, 560)
    page.fit(width < 1112)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    page.view.focus_first()
    return page


def unconditional(form: Form) -> Form:
    """Give a form whose every field is always asked: for typing into all of them."""

    def freed(each: Field | Repeat) -> Field | Repeat:
        if isinstance(each, Repeat):
            fields = tuple(replace(one, only_if=None) for one in each.fields)
            return replace(each, fields=fields, only_if=None)
        return replace(each, only_if=None)

    sections = tuple(replace(s, fields=tuple(map(freed, s.fields))) for s in form.sections)
    return replace(form, sections=sections)


def typed_for(field: Field) -> str:
    """Give a text that a field reads as a value."""
    match field:
        case Text():
            return "Ңұр 7"
        case Number():
            return "7"
        case Date():
            return "31032026"
        case Birth():
            return "032015"
        case Choice() | Choices():
            return codes(field.list)[-1].key
        case Place():
            return OFFICE if field.kind == "commission" else "Ақкөл ауданы"
        case Member():
            return "1"
        case IinField():
            return "850615199990"
    raise AssertionError(f"no text for {type(field).__name__}")


def fill_family(page: FormPage) -> None:
    """Type everything that a family card needs to be complete."""
    view = page.view
    for name, text in COMPLETE.items():
        view.write(Spot(name), text)
    for table, texts in PEOPLE.items():
        spot = Spot("", "+")
        for name, text in texts.items():
            spot = view.write(Spot(f"{table}.{name}", spot.row), text)


def kept(desk: Desk, record: Record) -> Record:
    """Read a card from the store again."""
    with desk.store.reading() as reading:
        found = reading.get(record.form, record.id)
    assert found is not None, "the card was not kept"
    return found


def focused() -> QWidget:
    """Give the widget with the focus."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found
