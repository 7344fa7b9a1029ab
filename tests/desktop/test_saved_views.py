"""Views are saved under a name and last; among many cards answers come beside the screen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.lists import list_counts, list_model
from desktop.lists.arrangement import Arrangement, read, spelled
from desktop.lists.list_columns import FIELD, Columns
from desktop.lists.list_looks import LOOKS
from desktop.lists.record_list import RecordList
from desktop.lists.saved_views import LIMIT, name_trouble, save_view, saved_views
from desktop.lists.view_dialog import ViewNameDialog
from desktop.parts.veil import VeiledDialog
from forms.catalogue import FORMS
from forms.codes import codes
from forms.dates import PartialDate
from forms.family import FAMILY
from forms.fields import Birth, Choice
from forms.form import Form
from forms.store.store import Relation, Where
from tests.desktop.listing import (
    AZAT,
    VILLAGE,
    in_dialog,
    press_in,
    shown_list,
    three_families,
    titles,
)
from tests.forms.store.stores import family


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk with three families in two villages."""
    with three_families(tmp_path) as found:
        yield found


@pytest.fixture
def page(desk: Desk) -> RecordList:
    """Give the shown list of families, its rows in focus."""
    return shown_list(desk)


# ---- saved views --------------------------------------------------------------------------------


def save_as(page: RecordList, name: str) -> None:
    """Save the view of now under a name, through the dialog."""

    def fill(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, ViewNameDialog)
        dialog.line.setText(name)
        dialog.accept()

    in_dialog(ViewNameDialog, fill)
    page.work.save_view()


def test_a_saved_view_lasts_with_columns_filters_and_order(page: RecordList, desk: Desk) -> None:
    page.work.show_columns(("title", VILLAGE))
    page.arrange(replace(page.arranged, conditions=(AZAT,)))
    page.work.sort_by("title")
    save_as(page, "Азат")
    again = RecordList(desk, FAMILY)
    (view,) = again.saved_views
    assert view.name == "Азат" and view.arrangement == page.arranged
    again.pick(view.key)
    assert titles(again) == ["Қасым", "Өтеген"] and again.model.columns == ("title", VILLAGE)
    assert [line.count for line in again.counts.lines(again.saved_views) if line.saved] == [2]
    again.pick("all")
    assert len(titles(again)) == 3 and again.arranged.conditions == ()


def test_a_view_is_saved_again_renamed_and_deleted(page: RecordList, desk: Desk) -> None:
    save_as(page, "Азат")
    key = page.at
    page.arrange(replace(page.arranged, conditions=(AZAT,)))
    save_as(page, "Азат")
    assert page.at == key and page.saved_views[0].arrangement.conditions == (AZAT,)

    def rename(dialog: VeiledDialog) -> None:
        assert isinstance(dialog, ViewNameDialog)
        dialog.line.setText("  Азат   ауылы ")
        dialog.accept()

    in_dialog(ViewNameDialog, rename)
    press_in(page.panel._rows[key], Qt.Key.Key_F2)
    assert [one.name for one in page.saved_views] == ["Азат ауылы"]
    in_dialog(VeiledDialog, lambda dialog: dialog.accept())
    press_in(page.panel._rows[key], Qt.Key.Key_Delete)
    assert page.saved_views == () and page.at == "all"
    assert saved_views(desk, page.columns, page.arranged) == ()


def test_a_name_that_cannot_be_is_answered_in_words(page: RecordList, desk: Desk) -> None:
    kept = (save_view(desk, page.columns, "Азат", page.arranged),)
    for name in ("", "а" * (LIMIT + 1), "АЗАТ"):
        assert name_trouble(name, kept) is not None, name
    assert name_trouble("Азат", kept, kept[0].key) is None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_an_arrangement_comes_back_as_it_was_kept(form: Form) -> None:
    columns = Columns(form, LOOKS[form.code])
    first, offered = next((path, one) for path, one in form.paths() if isinstance(one, Choice))
    table = next(path for path, field in form.paths() if isinstance(field, Birth))
    conditions = (
        Where(first, Relation.ONE_OF, codes(offered.list)[:2]),
        Where(table, Relation.TO, PartialDate(2015, 3)),
        Where(table, Relation.EMPTY),
    )
    kept = Arrangement("all", columns.every(), conditions, True, f"{FIELD}{table}", False)
    otherwise = Arrangement("all", columns.look.columns)
    assert read(spelled(kept, form), columns, otherwise) == (kept, 0)


def test_what_this_program_does_not_know_is_left_out_and_told(page: RecordList, desk: Desk) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    written = spelled(replace(page.arranged, conditions=(AZAT,)), FAMILY)
    written["columns"] = ["title", "@gone.field"]
    written["conditions"] = [
        {"path": "gone", "relation": "is", "value": "a"},
        {"path": "settlement", "relation": "from another time", "value": "a"},
        {"path": "register_basis", "relation": "one of", "value": ["no such code"]},
    ]
    with desk.store.begin() as work:
        work.set_setting("lists/family/view/a", {"name": "Ескі", "arrangement": written})
        work.set_setting("lists/family/view/b", {"name": "Бос", "arrangement": None})
    page.refresh()
    assert {one.name: one.lost for one in page.saved_views} == {"Ескі": 4, "Бос": 1}
    page.pick("a")
    assert len(said) == 1 and page.model.columns == ("title",)


# ---- many cards ---------------------------------------------------------------------------------


def test_among_many_cards_the_answer_comes_beside_the_screen(
    page: RecordList, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_view(desk, page.columns, "Азат", replace(page.arranged, conditions=(AZAT,)))
    for room in (list_model, list_counts):
        monkeypatch.setattr(room, "AT_ONCE", 0)
    page.refresh()  # a plain view is there at once, however many cards there are
    assert len(titles(page)) == 3
    assert [one.count for one in page.counts.lines(page.saved_views)][-1] is None
    qtbot.waitUntil(lambda: page.counts.lines(page.saved_views)[-1].count == 2)
    page.arrange(replace(page.arranged, conditions=(AZAT,)))
    page.box.setText("қасым")
    page.box.setText("өтег")
    assert len(titles(page)) == 3  # what was shown stays until the answer is there
    qtbot.waitUntil(lambda: titles(page) == ["Өтеген"])
    page.box.setText("қасым")
    page.clear_filters()
    assert len(titles(page)) == 3
    QApplication.processEvents()
    assert len(titles(page)) == 3  # the answer to an older question is void


def test_counts_are_right_after_a_save(page: RecordList, desk: Desk) -> None:
    with desk.store.begin() as work:
        work.save(family("Жаңа Ана"), who="secretary", when=desk.now())
    page.refresh()
    counts = {one.key: one.count for one in page.counts.lines(())}
    assert counts == {"all": 4, "on": 3, "drafts": 1, "removed": 0, "annulled": 0}
