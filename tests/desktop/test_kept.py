"""Nothing that was typed is lost: not by a kill, a change from elsewhere, or a disk that fails."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop import language, operations
from desktop.card.content import NEW, Spot
from desktop.card.draft_choice import DraftDialog, lines_of
from desktop.day.left_list import LeftList
from desktop.desk import Desk
from desktop.drafts import card_of, draft_of, left_cards
from desktop.form_page import FormPage
from forms.catalogue import FORMS, form_of
from forms.codes import code
from forms.family import FAMILY
from forms.findings import Finding, Severity
from forms.record import Record
from forms.store.store import Work
from forms.store.vault_refusals import VaultFault
from forms.words import Language
from tests.desktop.cards import kept, opened_desk, practice_desk, show
from tests.desktop.clipping import clipped

TOP = Path(__file__).parents[2]
Type = Callable[[str], None]
Press = Callable[[Qt.Key], None]


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk."""
    with practice_desk(tmp_path) as found:
        yield found


@pytest.fixture
def page(desk: Desk) -> FormPage:
    """Give the shown page of an empty family card."""
    return show(desk, FAMILY)


def again(page: FormPage) -> FormPage:
    """Give the page that the next start of the program shows for the same card."""
    record = card_of(page.desk, page.form.code, page.view.filling.record.id)
    assert record is not None, "the card is unknown"
    later = show(page.desk, page.form)
    later.show_card(record)
    return later


def texts_in(page: FormPage) -> dict[Spot, str]:
    """Give what stands in every place of a card."""
    filling, today = page.view.filling, page.desk.today()
    found = {spot: filling.text(spot, today, Language.KK) for spot in filling.walk()}
    return {spot: text for spot, text in found.items() if text}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of Unix")
@pytest.mark.parametrize(("form", "fields"), [("family", 9), ("court_case", 5)])
def test_a_kill_takes_the_field_being_typed_at_most(
    form: str, fields: int, tmp_path: Path, dressed: QApplication
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.desktop.killed_card", str(tmp_path), form, str(fields)],
        cwd=TOP,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None and child.stdout is not None
    with child.stdin, child.stdout:
        told = list(iter(child.stdout.readline, "typed\n"))[: fields + 1]
        child.kill()
        child.wait(timeout=30)
    assert len(told) == fields, "the program ended before it was killed"
    with opened_desk(tmp_path) as desk:
        (left,) = left_cards(desk)
        assert left.draft.form == form and left.saved is None
        record = card_of(desk, form, left.draft.id)
        assert record is not None
        page = show(desk, form_of(form))
        page.show_card(record)
        assert not page.keeping.strip.isHidden()
        stands = texts_in(page)
    paths = [line.split("\t")[0] for line in told]
    missing = set(paths) - {spot.path for spot in stands}
    assert not missing, "a field that was left is lost"
    assert len(stands) <= fields + 1, "more stands there than was typed"


def test_what_is_typed_in_a_field_is_kept_when_the_window_is_left(
    page: FormPage, desk: Desk, dressed: QApplication, type_text: Type, press: Press
) -> None:
    type_text("28082026")
    press(Qt.Key.Key_Tab)
    type_text("жартылай")
    dressed.focusWindowChanged.emit(None)
    draft = draft_of(desk, page.view.filling.record.id)
    assert draft is not None and draft.texts == ((Spot("register_basis"), "жартылай"),)
    later = again(page)
    assert later.view.filling.unread.keys() == {Spot("register_basis")}
    assert later.view.filling.value(Spot("registered_on")) is not None


def test_saving_and_undoing_everything_leave_no_draft(page: FormPage, desk: Desk) -> None:
    page.view.write(Spot("street"), "Абай")
    id = page.view.filling.record.id
    assert [one.draft.id for one in left_cards(desk)] == [id]
    page.past.undo()
    assert draft_of(desk, id) is None
    page.past.redo()
    assert draft_of(desk, id) is not None
    page.save()
    assert draft_of(desk, id) is None
    page.view.write(Spot("registered_on"), "кеше")
    page.save()
    assert left_cards(desk) == (), "what is kept beside a saved card was not left behind"
    assert again(page).view.filling.unread.keys() == {Spot("registered_on")}


def test_two_open_cards_are_two_drafts(desk: Desk) -> None:
    pages = [show(desk, form) for form in FORMS]
    pages[0].view.write(Spot("street"), "Абай")
    pages[1].view.write(Spot("note"), "Сөз")
    found = {one.draft.form: one.draft.id for one in left_cards(desk)}
    assert found == {page.form.code: page.view.filling.record.id for page in pages}


def test_the_saved_version_comes_back_and_what_was_typed_too(page: FormPage, desk: Desk) -> None:
    page.view.write(Spot("street"), "Абай")
    page.save()
    page.view.write(Spot("street"), "Жамбыл")
    later = again(page)
    assert later.view.filling.value(Spot("street")) == "Жамбыл"
    later.past.undo()
    assert later.view.filling.value(Spot("street")) == "Жамбыл", "it began with it"
    later.keeping.go_back()
    assert later.view.filling.value(Spot("street")) == "Абай"
    assert later.keeping.strip.isHidden() and left_cards(desk) == ()
    later.past.undo()
    assert later.view.filling.value(Spot("street")) == "Жамбыл" and left_cards(desk)


def changed_meanwhile(page: FormPage, desk: Desk) -> Record:
    """Type into a saved card, and let somebody else save it before it is saved."""
    page.view.write(Spot("street"), "Абай")
    child = page.view.write(Spot("children.surname", NEW), "Қасым")
    page.save()
    saved = page.view.filling.record
    page.view.write(Spot("street"), "Жамбыл")
    page.view.write(Spot("house"), "7")
    page.view.write(Spot("children.name", child.row), "Әли")
    page.view.write(Spot("registered_on"), "кеше")
    with desk.store.begin() as work:
        return work.save(saved.replace("phone", "1"), who="secretary", when=desk.now())


def test_a_card_changed_meanwhile_keeps_both_until_somebody_decides(
    page: FormPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed_meanwhile(page, desk)
    page.save()
    view = page.view
    assert view.filling.value(Spot("phone")) == "1" and view.filling.value(Spot("street")) == "Абай"
    assert page.keeping.undecided and not page.keeping.strip.isHidden()
    view.write(Spot("note"), "Кейін")
    page.save()
    later = again(page)
    assert later.keeping.undecided, "typing on and saving did not throw it away"
    marked: list[str] = []

    def choose(dialog: DraftDialog) -> int:
        for difference, mark in dialog._marks:
            marked.append(difference.spot.path)
            mark.setChecked(difference.spot.path != "street")
        return DraftDialog.DialogCode.Accepted

    monkeypatch.setattr(DraftDialog, "exec", choose)
    later.keeping.decide()
    filling = later.view.filling
    assert {"street", "house", "children.name", "registered_on"} <= set(marked)
    assert filling.value(Spot("street")) == "Абай" and filling.value(Spot("house")) == "7"
    assert filling.record.rows("children")[0].get("name") == "Әли"
    assert filling.unread.keys() == {Spot("registered_on")}
    assert filling.value(Spot("phone")) == "1", "what was not typed then stays as saved"
    later.save()
    assert not again(later).keeping.undecided


def test_a_refused_choice_keeps_both(
    page: FormPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed_meanwhile(page, desk)
    later = again(page)
    monkeypatch.setattr(DraftDialog, "exec", lambda _: DraftDialog.DialogCode.Rejected)
    later.keeping.decide()
    assert later.keeping.undecided and left_cards(desk)[0].moved


def test_what_was_typed_into_an_annulled_card_waits_for_its_restoration(
    page: FormPage, desk: Desk
) -> None:
    page.view.write(Spot("street"), "Абай")
    page.save()
    page.view.write(Spot("street"), "Жамбыл")
    record, reason = page.view.filling.record, code("annul_reason", "1")
    operations.annul_record(desk, "family", record.id, reason)
    later = again(page)
    assert later.view.filling.locked and not later.keeping.strip.isHidden()
    assert later.view.filling.value(Spot("street")) == "Абай"
    later.take_annulment_back()
    assert later.keeping.undecided


def test_a_vault_that_fails_is_told_once_and_tried_again(
    page: FormPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    page.told.connect(told.append)

    def full(*_: object, **__: object) -> None:
        raise VaultFault(Finding("V10", Severity.HARD, "The disk is full."))

    with monkeypatch.context() as patch:
        patch.setattr(Work, "keep_typing", full)
        page.view.write(Spot("street"), "Абай")
        page.view.write(Spot("house"), "7")
    assert len(told) == 1 and left_cards(desk) == ()
    page.view.write(Spot("phone"), "1")
    assert left_cards(desk)[0].places == 3


@pytest.fixture
def listed(desk: Desk, page: FormPage, qtbot: QtBot) -> LeftList:
    """Give the list of the first page with a new family and a changed one."""
    page.view.write(Spot("street"), "Абай")
    page.view.write(Spot("parents.surname", NEW), "Иманова")
    page.save()
    page.view.write(Spot("street"), "Жамбыл")
    other = show(desk, FAMILY)
    other.view.write(Spot("house"), "7")
    found = LeftList(desk)
    qtbot.addWidget(found)
    found.resize(1005, 300)
    found.tell()
    found.show()
    return found


def test_the_first_page_tells_what_and_when_and_leads_on(
    listed: LeftList, page: FormPage, press: Press
) -> None:
    names = [row.accessibleName() for row in listed.rows]
    (known,) = [row for row in listed.rows if "Иманова" in row.accessibleName()]
    assert len(names) == 2 and page.view.filling.record.number in known.accessibleName()
    asked: list[tuple[str, str]] = []
    listed.opened.connect(lambda form, id: asked.append((form, id)))
    known.setFocus()
    press(Qt.Key.Key_Return)
    assert asked == [("family", page.view.filling.record.id)]


def test_throwing_away_asks_and_leaves_what_was_saved(
    listed: LeftList, page: FormPage, desk: Desk, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer, left in ((False, 2), (True, 1)):
        monkeypatch.setattr(
            "desktop.day.left_list.ask", lambda *_, careful, answer=answer: careful and answer
        )
        known = next(row for row in listed.rows if "Иманова" in row.accessibleName())
        known.setFocus()
        press(Qt.Key.Key_Delete)
        listed.tell()
        assert len(listed.rows) == left
    assert kept(desk, page.view.filling.record).get("street") == "Абай"


@pytest.mark.parametrize("lang", Language)
def test_what_is_told_of_drafts_fits_in_every_language(
    listed: LeftList, page: FormPage, desk: Desk, lang: Language
) -> None:
    language.use(lang)
    listed.tell()
    later = again(page)
    later.resize(936, 560)
    later.fit(narrow=True)
    QApplication.processEvents()
    assert clipped(listed) == [] and clipped(later) == []
    left = next(one for one in left_cards(desk) if one.saved is not None)
    for choosing in (True, False):
        dialog = DraftDialog(listed, left, lines_of(desk, left), choosing)
        dialog.show()
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        assert any("Жамбыл" in text for text in texts) and any("Абай" in text for text in texts)
        assert clipped(dialog) == []
        dialog.close()
