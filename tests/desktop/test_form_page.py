"""The page draws any form from its declaration, and nothing that is typed is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop import language
from desktop.card.confirming import CORRECT
from desktop.card.field_grid import FieldGrid
from desktop.card.filling import NEW, Filling, Spot, spot_of
from desktop.card.form_sheet import FormSheet
from desktop.desk import Desk
from desktop.form_page import FormPage
from desktop.language import current
from forms.catalogue import FORMS
from forms.checking import complete
from forms.codes import code
from forms.family import FAMILY
from forms.fields import EMPTY, Choice, Field, Number, Repeat, Text
from forms.findings import Severity
from forms.form import Form, Section
from forms.norms import say_norm
from forms.record import Record, State
from forms.words import Language
from tests.desktop.cards import (
    MOTHER,
    fill_family,
    kept,
    practice_desk,
    show,
    typed_for,
    unconditional,
)
from tests.desktop.clipping import clipped

Press = Callable[[Qt.Key], None]
Type = Callable[[str], None]


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk."""
    with practice_desk(tmp_path) as found:
        yield found


@pytest.fixture
def page(desk: Desk) -> FormPage:
    """Give the shown page of an empty family card."""
    return show(desk, FAMILY)


def walked(form: Form) -> list[str]:
    """Give the paths of an empty card in the order of the paper; a table offers its new row."""
    found = []
    for section in form.sections:
        for each in section.fields:
            if isinstance(each, Field):
                found += [each.name] if each.asked(EMPTY) else []
            elif each.asked(EMPTY):
                found.append(f"{each.name}.{each.fields[0].name}")
    return found


def lines_of(page: FormPage) -> list[str]:
    """Give the findings that stand at fields."""
    sheet = page.view.sheet
    grids = [*sheet.grids(), *(table.grid for table in sheet.tables() if table.grid)]
    rows = [lines for grid in grids for lines in grid.lines()]
    rows += [table.lines for table in sheet.tables()]
    return [text for lines in rows for text in lines.texts()]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_field_is_typed_left_saved_and_comes_back(
    form: Form, desk: Desk, type_text: Type, press: Press
) -> None:
    page = show(desk, unconditional(form))
    view, steps = page.view, 0
    entered: set[str] = set()
    while (spot := view.spot()) is not None:
        table = spot.path.partition(".")[0] if "." in spot.path else ""
        if spot.row != NEW or table not in {one.partition(".")[0] for one in entered}:
            type_text(typed_for(view.filling.field(spot)))
            entered.add(spot.path)
        press(Qt.Key.Key_Tab)
        steps += 1
        assert steps < 300, f"the walk stays at {spot.path}"
    page.save()
    record = kept(desk, view.filling.record)
    assert view.filling.unread == {}
    assert entered == {path for path, _ in form.paths()}
    assert record.values == view.filling.record.values
    for path, _ in form.paths():
        table, _, name = path.rpartition(".")
        value = record.rows(table)[0].get(name) if table else record.get(name)
        assert value is not None, path


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_tab_walks_in_the_order_of_the_paper_and_out_of_it(
    form: Form, desk: Desk, press: Press
) -> None:
    page = show(desk, form)
    went = []
    while (spot := page.view.spot()) is not None:
        went.append(spot.path)
        assert len(went) < 200, "the walk never ends"
        press(Qt.Key.Key_Tab)
    assert went == walked(form)
    page.view.go_to(went[-1])
    back: list[str] = []
    while (spot := page.view.spot()) is not None:
        assert len(back) < 200, "the walk never ends"
        back.append(spot.path)
        press(Qt.Key.Key_Backtab)
    assert back == went[::-1]


def test_the_walk_passes_over_what_the_iin_tells_and_what_does_not_apply(
    page: FormPage, press: Press
) -> None:
    view = page.view
    spot = view.write(Spot("children.surname", NEW), "Ғабдуллин")
    view.write(Spot("children.iin", spot.row), MOTHER)
    view.focus(Spot("children.iin", spot.row))
    press(Qt.Key.Key_Return)
    assert view.spot() == Spot("children.school", spot.row)
    assert (
        view.filling.text(Spot("children.sex", spot.row), page.desk.today(), Language.KK) == "қыз"
    )
    assert view.filling.value(Spot("children.sex", spot.row)) is None


def test_a_kind_of_form_that_nobody_knew_appears_by_itself(desk: Desk, qapp: QApplication) -> None:
    fields = (
        Text(name="ink", label="Colour of the ink"),
        Number(name="weight", label="Weight of the paper", required=True),
    )
    rows = Repeat(name="seals", label="Seals", one="seal", fields=(Text(name="of", label="Of"),))
    form = Form("thing", "A thing", "thing", (Section("all", "All of it", (*fields, rows)),), ())
    sheet = FormSheet(form, _Silent())
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"1.1", "1.2"} <= shown
    assert [path for grid in sheet.grids() for path in grid.boxes] == ["ink", "weight"]
    assert [table.table.name for table in sheet.tables()] == ["seals"]
    filling = Filling(form, Record.blank("thing"), desk.register, desk.office)
    assert [spot.path for spot in filling.walk()] == ["ink", "weight", "seals.of"]


class _Silent:
    """A hand that is never reached for."""

    write = step = paste = accept = reader = touch = show_hidden = staticmethod(
        lambda *_: pytest.fail("nobody typed")
    )


def test_findings_stand_at_their_fields_and_in_the_panel(
    page: FormPage, type_text: Type, press: Press
) -> None:
    assert lines_of(page) == []
    type_text("31.03.2199")
    press(Qt.Key.Key_Return)
    view = page.view
    finding = next(f for f in view.findings if spot_of(f) == Spot("registered_on"))
    box = next(grid for grid in view.sheet.grids()).boxes["registered_on"]
    assert finding.rule == "F01"
    assert box.editor.property("state") == "error"
    assert any(finding.say(language.current()) in line for line in lines_of(page))
    page.next_problem()
    assert view.current is finding or view.current == finding
    assert view.spot() == Spot("registered_on")


def test_what_cannot_be_read_is_kept_through_saving_leaving_and_coming_back(
    page: FormPage, desk: Desk, type_text: Type, press: Press
) -> None:
    type_text("отызыншы наурыз")
    press(Qt.Key.Key_Return)
    told: list[str] = []
    page.told.connect(told.append)
    page.save()
    editor = next(page.view.sheet.grids()).editor("registered_on")
    assert editor.text() == "отызыншы наурыз"
    assert any("1.1" in text for text in told)
    saved = page.view.filling.record
    page.new_card()
    assert editor.text() == ""
    page.show_card(kept(desk, saved))
    assert editor.text() == "отызыншы наурыз"
    assert page.view.filling.unread.keys() == {Spot("registered_on")}


def test_a_complete_card_is_marked_and_an_incomplete_one_is_told_why(
    page: FormPage, desk: Desk
) -> None:
    page.mark_complete()
    assert page.view.filling.record.state is State.DRAFT
    assert lines_of(page)
    fill_family(page)
    page.mark_complete()
    record = page.view.filling.record
    assert complete(page.view.findings)
    assert kept(desk, record).state is State.COMPLETE
    assert [one.key for one in page.buttons()] == ["Ctrl+P"]  # only its paper is left to be made


def test_leaving_keeps_what_is_typed_as_a_draft(
    page: FormPage, desk: Desk, type_text: Type
) -> None:
    type_text("28082026")
    assert page.leave()
    record = kept(desk, page.view.filling.record)
    assert record.state is State.DRAFT
    assert record.get("registered_on") is not None


def test_leaving_an_untouched_card_keeps_nothing(page: FormPage, desk: Desk) -> None:
    assert page.leave()
    with desk.store.reading() as reading:
        assert reading.get("family", page.view.filling.record.id) is None


def test_typing_in_the_new_row_makes_it_and_a_dropped_row_comes_back(
    page: FormPage, type_text: Type, press: Press
) -> None:
    view = page.view
    view.go_to("children.surname")
    for name in ("Ғабдуллин", "Ыбырай"):
        view.focus(Spot("children.surname", NEW))
        type_text(name)
        press(Qt.Key.Key_Return)
    first, second = view.filling.record.rows("children")
    view.focus(Spot("children.name", first.id))
    page.drop_row()
    assert [row.id for row in view.filling.record.rows("children")] == [second.id]
    page.past.undo()
    assert [row.id for row in view.filling.record.rows("children")] == [first.id, second.id]


def test_a_cell_is_replaced_by_typing_edited_with_f2_and_restored_with_esc(
    page: FormPage, type_text: Type, press: Press
) -> None:
    view = page.view
    spot = view.write(Spot("children.surname", NEW), "Қасым")
    view.focus(spot)
    press(Qt.Key.Key_F2)
    type_text("ов")
    press(Qt.Key.Key_Return)
    assert view.filling.value(spot) == "Қасымов"
    view.focus(spot)
    type_text("Ә")
    press(Qt.Key.Key_Escape)
    assert view.filling.value(spot) == "Қасымов"
    type_text("Әлі")
    press(Qt.Key.Key_Return)
    assert view.filling.value(spot) == "Әлі"
    view.focus(spot)
    press(Qt.Key.Key_Delete)
    assert view.filling.value(spot) is None


def test_arrows_move_between_cells_and_change_nothing(page: FormPage, press: Press) -> None:
    view = page.view
    spot = view.write(Spot("children.surname", NEW), "Қасым")
    before = view.filling.record
    view.focus(spot)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        press(key)
    assert view.spot() == spot
    assert view.filling.record is before


def test_f7_repeats_the_row_above_and_the_card_before(page: FormPage) -> None:
    view = page.view
    view.write(Spot("children.surname", NEW), "Қасым")
    view.focus(Spot("children.surname", NEW))
    page.repeat()
    second = view.filling.record.rows("children")[1]
    assert second.get("surname") == "Қасым"
    assert Spot("children.surname", second.id) in view.filling.copied
    view.write(Spot("register_basis"), "54")
    page.save()
    page.new_card()
    view.focus(Spot("register_basis"))
    page.repeat()
    assert view.filling.value(Spot("register_basis")) == code("register_basis", "54")
    later = show(page.desk, FAMILY)  # as after the next start
    later.view.focus(Spot("register_basis"))
    later.repeat()
    assert later.view.filling.value(Spot("register_basis")) == code("register_basis", "54")
    assert Spot("register_basis") in later.view.filling.copied


def test_a_soft_finding_is_confirmed_with_a_reason(
    page: FormPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_family(page)
    mother = page.view.filling.record.rows("parents")[0]
    page.view.write(Spot("parents.birth", mother.id), "03.02.2005")
    assert any(one.rule == "FM30" for one in page.view.findings)
    monkeypatch.setattr("desktop.card.confirming.ask_reason", lambda *_: ("identity", ""))
    while any(one.severity is Severity.SOFT for one in page.view.findings):
        page.confirm()
    assert complete(page.view.findings)
    assert kept(desk, page.view.filling.record).confirmed


@pytest.mark.parametrize(
    ("answer", "goes"), [(("identity", ""), False), (None, False), (CORRECT, True)]
)
def test_the_caret_goes_to_a_confirmed_value_only_to_correct_it(
    page: FormPage, monkeypatch: pytest.MonkeyPatch, answer: tuple[str, str] | None, goes: bool
) -> None:
    fill_family(page)
    mother = page.view.filling.record.rows("parents")[0]
    page.view.write(Spot("parents.birth", mother.id), "03.02.2005")
    soft = next(one for one in page.view.findings if one.severity is Severity.SOFT)
    monkeypatch.setattr("desktop.card.confirming.ask_reason", lambda *_: answer)
    here = Spot("street")
    page.view.focus(here)
    page.confirm(soft)
    assert page.view.spot() == (page.view.landing(soft) if goes else here)


def test_help_of_the_field_in_focus_is_shown(page: FormPage) -> None:
    assert page.help()
    texts = {label.text() for label in page.view.side.instruction.findChildren(QLabel)}
    field = FAMILY.field("registered_on")
    assert any(say_norm(field.norm, current()) in text for text in texts)


def test_the_history_of_a_card_is_told(page: FormPage) -> None:
    fill_family(page)
    page.save()
    page.view.side.open(2)
    texts = [label.text() for label in page.view.side.history.findChildren(QLabel)]
    assert any("28.08.2026" in text for text in texts)


@pytest.mark.usefixtures("marked")
def test_every_label_speaks_the_language_of_now(desk: Desk) -> None:
    page = show(desk, FAMILY)
    for lang in (Language.RU, Language.KK):
        language.use(lang)
        page.retranslate()
        sheet = page.view.sheet
        grids = [*sheet.grids(), *(table.grid for table in sheet.tables() if table.grid)]
        words = [box.words() for grid in grids for box in grid.boxes.values()]
        assert words and all(one.startswith(f"{lang.value}:") for one in words)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_no_text_is_cut_in_any_language_at_any_width(form: Form, desk: Desk) -> None:
    page = show(desk, form)
    for table in form.repeats():
        first = table.fields[0]
        if page.view.filling.shows(table):
            text = "1" if isinstance(first, Choice) else typed_for(first)
            page.view.write(Spot(f"{table.name}.{first.name}", NEW), text)
    for width in (1278, 1005, 936):
        page.resize(width, 560)
        page.fit(width < 1112)
        for lang in Language:
            language.use(lang)
            page.retranslate()
            assert clipped(page) == [], (width, lang)


def test_an_annulled_card_is_read_and_not_changed(page: FormPage, desk: Desk) -> None:
    fill_family(page)
    page.save()
    record = page.view.filling.record
    with desk.store.begin() as work:
        work.annul("family", record.id, code("annul_reason", "2"), who="secretary", when=desk.now())
    page.show_card(kept(desk, record))
    grid: FieldGrid = next(page.view.sheet.grids())
    assert all(box.editor.property("readOnly") for box in grid.boxes.values())
    assert page.leave()
