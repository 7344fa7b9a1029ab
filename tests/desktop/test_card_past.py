"""Undo over the whole card, earlier values from the history, confirmations and the annulment."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from desktop import language, operations
from desktop.card.annulling import AnnulDialog
from desktop.card.content import NEW, Spot
from desktop.card.copying import repeat
from desktop.card.filling import Filling
from desktop.card.history_view import HeadRow, LineRow
from desktop.card.problem_panel import ConfirmedRow
from desktop.card.undoing import Trail
from desktop.desk import Desk
from desktop.form_page import FormPage
from desktop.language import tr
from forms.checking import complete
from forms.codes import codes
from forms.family import FAMILY
from forms.findings import Severity
from forms.record import Record, State
from forms.store.store import What
from forms.territories import Register
from forms.words import Language
from reports.catalogue import return_of
from reports.period import Period
from tests.desktop.cards import OFFICE, TODAY, fill_family, kept, practice_desk, show
from tests.desktop.clipping import clipped
from tests.desktop.offices import PERIOD, answer, practice_office

Type = Callable[[str], None]
Press = Callable[[Qt.Key], None]

STREET, HOUSE, DAY = Spot("street"), Spot("house"), Spot("registered_on")


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    """Give a desk."""
    with practice_desk(tmp_path) as found:
        yield found


@pytest.fixture
def page(desk: Desk) -> FormPage:
    """Give the shown page of an empty family card."""
    return show(desk, FAMILY)


@pytest.fixture
def told(page: FormPage) -> list[str]:
    """Give what the status line is told."""
    found: list[str] = []
    page.told.connect(found.append)
    return found


def taken_by_the_line(key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
    """True when the field in focus takes a key for itself before the menu can."""
    widget = QApplication.focusWidget()
    assert widget is not None
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


# ---- undo ------------------------------------------------------------------------------------

TEXTS = st.sampled_from(["", "28082026", "кеше", "54", "Ғани", "7"])
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["registered_on", "street", "register_basis"]), TEXTS),
        st.tuples(st.sampled_from(["children.surname", "children.birth", "parents.name"]), TEXTS),
        st.tuples(st.sampled_from(["drop", "repeat", "save"]), st.just("")),
    ),
    max_size=12,
)


def do(filling: Filling, what: str, text: str) -> None:
    """Do one thing to a card, as a page would."""
    rows = filling.record.rows("children")
    if what == "drop" and rows:
        filling.drop_row("children", rows[0].id)
    elif what == "repeat" and rows:
        repeat(filling, Spot("children.surname", NEW), None)
    elif what == "save":
        filling.take_saved(filling.without_blank_rows())
    elif "." in what:
        table = filling.record.rows(what.split(".")[0])
        spot = Spot(what, table[-1].id if table and text != "Ғани" else NEW)
        filling.write(spot, text, TODAY, Language.KK)
    elif what in ("registered_on", "street", "register_basis"):
        filling.write(Spot(what), text, TODAY, Language.KK)


@given(DEEDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_everything_is_undone_to_the_beginning_and_redone_to_the_end(
    deeds: list[tuple[str, str]],
) -> None:
    filling = Filling(FAMILY, Record.blank("family"), Register.shipped(), OFFICE)
    heard: list[int] = []
    filling.heard = lambda: heard.append(1)
    for what, text in deeds:
        do(filling, what, text)
    end = filling.content()
    steps = 0
    while filling.undo() is not None:
        steps += 1
    assert filling.record.values == {} and filling.unread == {}
    assert len(heard) == 2 * steps, "every change and every undoing is kept"
    while filling.redo() is not None:
        steps -= 1
    blank_rows_went = ("save", "") in deeds
    assert steps == 0 and (blank_rows_went or filling.content() == end)


def test_a_new_step_cuts_off_what_was_undone() -> None:
    filling = Filling(FAMILY, Record.blank("family"), Register.shipped(), OFFICE)
    for text in ("Абай", "Жамбыл"):
        filling.write(STREET, text, TODAY, Language.KK)
    filling.undo()
    filling.write(HOUSE, "7", TODAY, Language.KK)
    assert filling.redo() is None
    filling.undo()
    assert filling.value(STREET) == "Абай" and filling.value(HOUSE) is None
    assert Trail().back() is None and Trail().forth() is None


def test_undo_goes_to_the_place_and_says_what_it_did(page: FormPage, told: list[str]) -> None:
    page.view.write(DAY, "10.03.2026")
    page.view.write(DAY, "11.03.2026")
    page.save()
    page.view.focus(STREET)
    page.past.undo()
    assert page.view.spot() == DAY
    assert "1.1" in told[-1] and "11.03.2026 → 10.03.2026" in told[-1]
    page.past.redo()
    assert "10.03.2026 → 11.03.2026" in told[-1]
    for _ in range(2):
        page.past.undo()
    page.past.undo()
    assert told[-1] == tr("There is nothing to undo.")
    assert page.view.filling.value(DAY) is None


def test_the_line_undoes_its_own_text_first_then_the_card(
    page: FormPage, type_text: Type, press: Press
) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    assert not taken_by_the_line(Qt.Key.Key_Z, control), "nothing is typed: it is the card's"
    type_text("28")
    assert taken_by_the_line(Qt.Key.Key_Z, control)
    press(Qt.Key.Key_Tab)
    for key, held in ((Qt.Key.Key_Z, control), (Qt.Key.Key_Y, control)):
        assert not taken_by_the_line(key, held)
    assert not taken_by_the_line(Qt.Key.Key_Z, control | shift)


def test_a_row_comes_back_with_its_values_and_the_focus_with_it(
    page: FormPage, told: list[str]
) -> None:
    spot = page.view.write(Spot("children.surname", NEW), "Қасым")
    page.view.write(Spot("children.name", spot.row), "Әли")
    page.view.focus(spot)
    page.drop_row()
    page.past.undo()
    assert page.view.filling.record.rows("children")[0].values == {
        "surname": "Қасым",
        "name": "Әли",
    }
    assert page.view.spot() == spot and language.tr(FAMILY.repeat("children").label) in told[-1]
    for _ in range(2):
        page.past.undo()
    assert page.view.spot() == Spot("children.surname", NEW)


# ---- history ---------------------------------------------------------------------------------


def lines(page: FormPage) -> list[LineRow]:
    """Open the history and unfold everything."""
    page.past.open()
    history = page.view.side.history
    for head in history.findChildren(HeadRow):
        head._fold(False)
    return [row for row in history.findChildren(LineRow) if row.isVisible()]


def restoring(page: FormPage, *words: str) -> LineRow:
    """Give the line that can restore and holds these words."""
    found = [row for row in lines(page) if row.accessibleDescription()]
    texts = [f"{row.accessibleName()} {row.accessibleDescription()}" for row in found]
    fitting = [at for at, text in enumerate(texts) if all(word in text for word in words)]
    assert fitting, texts
    return found[fitting[0]]


def test_an_earlier_value_is_restored_by_enter_and_undone(
    page: FormPage, desk: Desk, press: Press, told: list[str]
) -> None:
    for text in ("Абай", "Жамбыл", "Сәкен"):
        page.view.write(STREET, text)
        page.save()
    for text in ("Жамбыл", "Абай"):
        restoring(page, tr("Restore: {value}", value=text)).setFocus()
        press(Qt.Key.Key_Return)
        assert page.view.filling.value(STREET) == text and page.view.spot() == STREET
        assert text in told[-1]
        assert kept(desk, page.view.filling.record).get("street") == "Сәкен", "not saved by itself"
        page.past.undo()
    assert page.view.filling.value(STREET) == "Сәкен"


def test_a_dropped_row_is_put_back_whole_from_the_history(page: FormPage, press: Press) -> None:
    fill_family(page)
    page.save()
    row = page.view.filling.record.rows("children")[0]
    page.view.filling.drop_row("children", row.id)
    page.view.show_all()
    page.save()
    restoring(page, "Әли", tr("Put the row back")).setFocus()
    press(Qt.Key.Key_Return)
    assert page.view.filling.record.rows("children") == (row,)
    spot = page.view.spot()
    assert spot is not None and spot.row == row.id
    assert not any(tr("Put the row back") == one.accessibleDescription() for one in lines(page))


def test_the_history_names_the_role_and_folds_older_savings(page: FormPage, press: Press) -> None:
    for text in ("Абай", "Жамбыл"):
        page.view.write(STREET, text)
        page.save()
    language.use(Language.RU)
    page.retranslate()
    page.past.open()
    history = page.view.side.history
    heads = [row for row in history.findChildren(HeadRow) if not row.isHidden()]
    assert len(heads) == 2 and all("секретарь" in head.accessibleName() for head in heads)
    shown = [row.accessibleName() for row in history.findChildren(LineRow) if row.isVisible()]
    assert len(shown) == 1 and "Абай → Жамбыл" in shown[0]
    heads[1].setFocus()
    press(Qt.Key.Key_Right)
    assert len([row for row in history.findChildren(LineRow) if row.isVisible()]) == 2


# ---- confirmations ---------------------------------------------------------------------------


@pytest.fixture
def confirmed(page: FormPage, monkeypatch: pytest.MonkeyPatch) -> FormPage:
    """Give a page whose soft findings are confirmed and saved."""
    fill_family(page)
    mother = page.view.filling.record.rows("parents")[0]
    page.view.write(Spot("parents.birth", mother.id), "03.02.2005")
    monkeypatch.setattr("desktop.card.confirming.ask_reason", lambda *_: ("identity", ""))
    while any(one.severity is Severity.SOFT for one in page.view.findings):
        page.confirm()
    return page


def confirmed_rows(page: FormPage) -> list[ConfirmedRow]:
    """Give the confirmed findings on the panel, unfolded."""
    problems = page.view.side.problems
    heads = [row for row in problems.findChildren(HeadRow) if not row.isHidden()]
    for head in heads:
        head._fold(False)
    return [row for row in problems.findChildren(ConfirmedRow) if row.isVisible()]


def test_confirmed_findings_stand_folded_with_why_who_and_when(confirmed: FormPage) -> None:
    rows = confirmed_rows(confirmed)
    texts = [label.text() for row in rows for label in row.findChildren(QLabel)]
    assert rows and tr("Checked against the identity card") in texts
    assert any(tr("secretary") in text and "22.09.2026" in text for text in texts)


def test_a_confirmation_is_taken_back_and_undone(
    confirmed: FormPage, press: Press, told: list[str]
) -> None:
    rows = confirmed_rows(confirmed)
    rows[0].setFocus()
    press(Qt.Key.Key_Delete)
    assert any(one.severity is Severity.SOFT for one in confirmed.view.findings)
    assert len(confirmed_rows(confirmed)) == len(rows) - 1
    confirmed.past.undo()
    assert complete(confirmed.view.findings) and len(confirmed_rows(confirmed)) == len(rows)
    confirmed.view.write(
        Spot("parents.birth", confirmed.view.filling.record.rows("parents")[0].id), "04.02.2005"
    )
    again = {one.rule for one in confirmed.view.findings if one.severity is Severity.SOFT}
    assert "FM30" in again or len(confirmed_rows(confirmed)) < len(rows), "it spoke of another day"


def test_nothing_confirmed_is_told(page: FormPage, told: list[str]) -> None:
    page.past.take_confirmation_back()
    assert told == [tr("Nothing is confirmed here.")]


# ---- annulment -------------------------------------------------------------------------------


def test_a_card_is_annulled_with_a_reason_and_taken_back(page: FormPage, desk: Desk) -> None:
    fill_family(page)
    page.view.write(STREET, "Абай")
    answer(["2", Qt.Key.Key_Return])
    page.annul()
    record = page.view.filling.record
    assert kept(desk, record).state is State.ANNULLED, "what was typed was saved before"
    assert record.get("street") == "Абай" and page.view.filling.locked
    assert codes("annul_reason")[1].say(Language.KK) in page.facts()
    assert tr("secretary") in page.facts()
    _, way = page.buttons()  # beside its paper
    way.run()
    assert kept(desk, record).state is State.DRAFT and not page.view.filling.locked
    with desk.store.reading() as reading:
        whats = [one.what for one in reading.history("family", record.id)]
    assert whats[-2:] == [What.ANNULLED, What.RESTORED]


def test_a_refused_annulment_changes_nothing(page: FormPage, desk: Desk) -> None:
    page.view.write(STREET, "Абай")
    answer([Qt.Key.Key_Escape])
    page.annul()
    assert kept(desk, page.view.filling.record).state is State.DRAFT


def test_an_empty_card_is_not_annulled(page: FormPage, told: list[str]) -> None:
    page.annul()
    assert told == [tr("The card was not saved yet; there is nothing to annul.")]


def test_nothing_is_undone_on_an_annulled_card(page: FormPage, desk: Desk) -> None:
    page.view.write(STREET, "Абай")
    page.save()
    record = page.view.filling.record
    operations.annul_record(desk, "family", record.id, codes("annul_reason")[0])
    page.show_card(kept(desk, record))
    page.past.undo()
    page.past.redo()
    assert page.view.filling.value(STREET) == "Абай"
    assert not any(row.accessibleDescription() for row in lines(page))


@pytest.mark.parametrize("lang", Language)
def test_what_the_past_says_fits_in_every_language(
    confirmed: FormPage, desk: Desk, lang: Language
) -> None:
    language.use(lang)
    confirmed.view.write(STREET, "Абай Құнанбайұлы көшесінің ұзын атауы мен тағы бірнеше сөз")
    confirmed.save()
    confirmed.view.write(STREET, "Жамбыл")
    confirmed.save()
    confirmed.retranslate()
    confirmed_rows(confirmed)
    assert clipped(confirmed.view.side) == []
    lines(confirmed)
    assert clipped(confirmed.view.side) == []
    dialog = AnnulDialog(confirmed, "1132-2026-0047")
    dialog.show()
    assert clipped(dialog) == []
    dialog.close()


def test_a_card_says_in_which_returns_it_was_handed_in(
    dressed: QApplication, tmp_path: Path
) -> None:
    with practice_office(tmp_path) as desk:
        with desk.store.reading() as reading:
            card = next(
                one for one in reading.counted("family") if one.get("registered_on") is not None
            )
            papers = reading.handed_in(return_of("1-QO").definition.code, office=desk.office)
        page = show(desk, FAMILY)
        page.show_card(card)
        assert isinstance(card.get("registered_on"), date)
        handed = {Period(one.year, one.quarter) for one in papers}
        for period in sorted(handed)[-2:]:
            assert period.say(Language.KK) in page.facts()
        assert PERIOD.say(Language.KK) not in page.facts() or PERIOD in handed
        page.view.write(STREET, "Басқа көше")
        assert tr("changes are not saved yet") in page.facts()
        page.view.write(Spot("territory"), "")
        page.save()
        assert page.view.filling.record.state is State.DRAFT
        assert tr("the return counts its last complete version") in page.facts()
