"""What tells of adoption or health is nowhere to be read until it is asked for, once a look."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget

from desktop import language, looking
from desktop.card.content import Difference, Kind
from desktop.card.draft_choice import lines_of
from desktop.card.filling import Spot
from desktop.card.hidden_fields import HiddenFields
from desktop.desk import Desk
from desktop.drafts import Draft, LeftCard
from desktop.form_page import FormPage
from desktop.lists.condition_dialog import ConditionDialog
from desktop.lists.list_columns import FIELD, Columns
from desktop.lists.list_looks import LOOKS
from desktop.lists.list_preview import Preview
from desktop.printing.papers import card_sheet
from forms.catalogue import form_of
from forms.codes import code
from forms.dates import PartialDate
from forms.fields import Value
from forms.findings import Finding, Severity
from forms.record import Record, State
from forms.sensitive import HIDDEN
from forms.store.store import Deed, Query
from forms.store.vault_refusals import VaultFault
from forms.words import Language
from reports.card_paper.tongue import Tongue
from tests.desktop.cards import practice_desk, show
from tests.desktop.offices import answer, send

Press = Callable[[Qt.Key], None]
WORDS = ("асырап ал", "емделуде", "усынов", "лечении", "adopt", "treatment")
LEFT = "children.left_how"
ASKING = "Ctrl+Shift+H"


def secret_family() -> Record:
    """Give a family in which a child was adopted, by an adoptive mother long in treatment."""
    card = Record.blank("family").replace("registered_on", date(2026, 2, 3))
    parent: dict[str, Value] = {
        "role": code("parent_role", "3"),
        "surname": "Үлгібаева",
        "name": "Сана",
        "absence": code("parent_absence", "07"),
        "joined_on": date(2026, 3, 1),
        "joined_how": code("joining", "4"),
    }
    child: dict[str, Value] = {
        "surname": "Үлгібаев",
        "name": "Дана",
        "birth": PartialDate(2015, 3, 1),
        "left_on": date(2026, 5, 1),
        "left_how": code("child_leaving", "2"),
    }
    return card.add_row("parents", parent).add_row("children", child)


def secret_case() -> Record:
    """Give a case with a placement for adoption and an adoptive father."""
    card = Record.blank("court_case").replace("came_on", date(2026, 2, 3))
    card = card.replace("kind", code("claim_kind", "A"))
    card = card.add_row("respondents", {"role": code("respondent_role", "4"), "surname": "Үлгі"})
    card = card.add_row("children", {"surname": "Үлгі", "name": "Дана"})
    child = card.rows("children")[0].id
    row: dict[str, Value] = {
        "child": child,
        "kind": code("placement", "10"),
        "since": date(2026, 4, 1),
    }
    return card.add_row("placements", row)


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    with practice_desk(tmp_path) as found:
        yield found


def save(desk: Desk, record: Record) -> Record:
    with desk.store.begin() as work:
        return work.save(record, who=desk.who, when=desk.now())


def opened(desk: Desk, record: Record) -> FormPage:
    page = show(desk, form_of(record.form))
    page.show_card(record)
    QApplication.processEvents()
    return page


def read(widget: QWidget) -> str:
    """Read everything that can be read on a page: labels, fields, cells and what they explain."""
    found = [one.text() for one in widget.findChildren(QLabel)]
    found += [one.text() + one.placeholderText() for one in widget.findChildren(QLineEdit)]
    for table in widget.findChildren(QTableView):
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                for role in (0, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                    found.append(str(model.index(row, column).data(role) or ""))
    return "\n".join(found).casefold()


def tells(text: str) -> set[str]:
    return {word for word in WORDS if word in text.casefold()}


def asked(desk: Desk) -> int:
    """Count the rows that tell of asking."""
    with desk.store.reading() as reading:
        return sum(one.deed == Deed.SENSITIVE_SHOWN for one in reading.journal())


def run(page: FormPage, key: str = ASKING) -> None:
    next(one for one in page.commands() if one.key == key).run()


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("make", [secret_family, secret_case])
def test_a_saved_card_hides_until_it_is_asked(
    make: Callable[[], Record], lang: Language, desk: Desk
) -> None:
    language.use(lang)
    record = save(desk, make())
    page = opened(desk, record)
    assert tells(read(page.view.sheet)) == set()
    assert language.tr(HIDDEN).casefold() in read(page.view.sheet)
    run(page)
    assert tells(read(page.view.sheet))
    assert asked(desk) == 1 and page.view.filling.record == record
    assert ASKING not in {one.key for one in page.commands()}


def test_each_look_is_asked_anew_and_noted_once(desk: Desk) -> None:
    record = save(desk, secret_family())
    page = opened(desk, record)
    for look in (1, 2):
        page.hidden.show()
        page.hidden.show()
        assert asked(desk) == look
        page.show_card(record)
        assert tells(read(page.view.sheet)) == set()


def test_a_new_card_is_seen_by_who_types_it(desk: Desk) -> None:
    page = opened(desk, secret_family())
    assert tells(read(page.view.sheet)) and asked(desk) == 0
    page.save()
    assert tells(read(page.view.sheet)), "what one typed oneself stays in sight"


def test_what_is_typed_in_this_sitting_is_seen_and_the_rest_is_not(desk: Desk) -> None:
    record = secret_family()
    child = record.rows("children")[0].id
    record = save(desk, record.replace(LEFT, None, child))
    page = opened(desk, record)
    page.view.write(Spot(LEFT, child), "2")
    shown = page.view.filling
    assert not shown.hides(Spot(LEFT, child))
    assert shown.hides(Spot("parents.absence", record.rows("parents")[0].id))
    assert asked(desk) == 0


def test_tab_passes_over_what_is_hidden_and_f6_asks_for_it(desk: Desk) -> None:
    record = save(desk, secret_family())
    page = opened(desk, record)
    walked = {spot.path for spot in page.view.filling.walk()}
    assert LEFT not in walked and "parents.absence" not in walked
    page.view.go_to(LEFT)
    assert asked(desk) == 1 and LEFT in {spot.path for spot in page.view.filling.walk()}


def test_a_click_on_a_hidden_field_asks_for_it(desk: Desk) -> None:
    page = opened(desk, save(desk, secret_family()))
    grid = page.view.sheet.table("children").grid
    assert grid is not None
    box = grid.boxes[LEFT]
    assert not box.editor.isEnabled()
    middle = box.mapTo(grid, QPoint(box.width() // 2, box.height() // 2))
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=middle)
    assert asked(desk) == 1 and box.editor.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_F2, "4"])
def test_keys_on_a_hidden_cell_show_it_and_change_nothing(key: Qt.Key | str, desk: Desk) -> None:
    record = save(desk, secret_family())
    page = opened(desk, record)
    page.view.focus(Spot("parents.role", record.rows("parents")[0].id))
    send(key)
    assert asked(desk) == 1
    assert page.view.filling.record == record


def test_without_its_row_in_the_journal_nothing_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_desk: Desk, _record: Record) -> None:
        raise VaultFault(Finding("V20", Severity.HARD, HIDDEN))

    page = opened(desk, save(desk, secret_family()))
    monkeypatch.setattr(looking, "hidden_shown", fails)
    page.hidden.show()
    assert tells(read(page.view.sheet)) == set()


def test_the_history_hides_it_too(desk: Desk) -> None:
    record = secret_family()
    child = record.rows("children")[0].id
    save(desk, record)
    with desk.store.reading() as reading:
        before = reading.get("family", record.id)
    assert before is not None
    record = save(desk, before.replace(LEFT, code("child_leaving", "3"), child))
    page = opened(desk, record)
    page.past.open()
    assert tells(read(page)) == set()
    page.hidden.show()
    assert tells(read(page))


def test_a_draft_that_was_left_is_told_without_it(desk: Desk) -> None:
    record = secret_family()
    child = record.rows("children")[0].id
    record = save(desk, record.replace(LEFT, code("child_leaving", "1"), child))
    typed = record.replace(LEFT, code("child_leaving", "2"), child).replace("okrug", "Ақжар")
    draft = Draft("family", record.id, record.revision, typed.values, {})
    found = tuple(Difference(Kind.VALUE, spot) for spot in (Spot("okrug"), Spot(LEFT, child)))
    lines = lines_of(desk, LeftCard(draft, record, found))
    told = {(line.saved, line.typed) for line in lines}
    assert told == {(language.tr(HIDDEN), language.tr(HIDDEN)), ("", "Ақжар")}


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("make", [secret_family, secret_case])
def test_lists_and_previews_hide_it(make: Callable[[], Record], lang: Language, desk: Desk) -> None:
    language.use(lang)
    record = save(desk, make())
    form = form_of(record.form)
    columns = Columns(form, LOOKS[record.form])
    with desk.store.reading() as reading:
        row = reading.page(record.form, Query(), 0, 1)[0]
    texts = [columns.text(f"{FIELD}{path}", row, record, desk) for path, _ in form.paths()]
    assert tells("\n".join(texts)) == set()
    preview = Preview(desk, form, LOOKS[record.form], lambda: None)
    preview.tell(row, record)
    assert tells(read(preview)) == set()
    preview.hide()


@pytest.mark.parametrize("code_", ["family", "court_case"])
def test_lists_are_neither_sorted_nor_filtered_by_it(code_: str, desk: Desk) -> None:
    form = form_of(code_)
    columns, dialog = Columns(form, LOOKS[code_]), ConditionDialog(None, desk, form)
    offered = {one.key for one in dialog._fields("")}
    secret = {path for path, field in form.paths() if field.sensitive}
    assert secret and not secret & offered and "note" in offered
    assert all(columns.sorted_by(f"{FIELD}{path}") is None for path in secret)


@pytest.mark.parametrize("make", [secret_family, secret_case])
def test_paper_hides_it_unless_it_is_asked_for_twice(
    make: Callable[[], Record], desk: Desk
) -> None:
    record = save(desk, make())
    form = form_of(record.form)

    def printed(*, hides: bool) -> str:
        sheet = card_sheet(desk, form, record, Tongue.BOTH, hides=hides)
        return "\n".join(str(box.value) for row in sheet.rows for box in row.boxes if box)

    assert tells(printed(hides=True)) == set() and tells(printed(hides=False))
    page = opened(desk, record)
    assert page.hidden.stay_off_paper()
    page.hidden.show()
    answer([Qt.Key.Key_Return])  # Enter is the careful answer
    assert page.hidden.stay_off_paper()
    answer([], lambda dialog: dialog.accept())
    assert not page.hidden.stay_off_paper()


def test_a_card_without_a_secret_is_printed_without_a_question(desk: Desk) -> None:
    plain = replace(secret_family(), values={"registered_on": date(2026, 2, 3)}, state=State.DRAFT)
    record = save(desk, plain.add_row("parents", {"role": code("parent_role", "1"), "name": "А"}))
    page = opened(desk, record)
    assert ASKING in {one.key for one in page.commands()}, "else its absence would tell"
    page.hidden.show()
    assert not page.hidden.stay_off_paper()
    assert isinstance(page.hidden, HiddenFields)
