"""The page of the day: terms by law, what the quarter lacks, drafts; all of it leads on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop import jobs, language
from desktop.card.record_row import RecordRow
from desktop.day.day_digest import digest, lacks_of
from desktop.day.day_rows import TermRow, left_pill
from desktop.day.long_day import long_day
from desktop.day_page import DayPage
from desktop.desk import Desk
from desktop.returning import prepare
from desktop.returns.period_picker import DUE_SETTING, due_on, due_words, quarter_to_report
from forms.findings import Finding, Severity
from forms.record import Record
from forms.words import Language
from reports.period import Period
from tests.desktop.clipping import clipped
from tests.desktop.offices import OFFICE, PERIOD, add_draft, empty_office, practice_office, send

TODAY = date(2026, 9, 22)
BODY, SMALL = (1278, 560), (1005, 420)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_office(tmp_path, TODAY) as made:
        add_draft(made)
        taken = Record.blank("court_case").replace("act_on", date(2026, 9, 15))
        taken = taken.add_row("respondents", {"surname": "Серікова", "name": "Айна"})
        with made.store.begin() as work:
            work.save(taken, who="secretary", when=datetime(2026, 9, 21, 6, tzinfo=UTC))
        yield made


@pytest.fixture
def page(dressed: QApplication, qtbot: QtBot, desk: Desk) -> Iterator[DayPage]:
    yield from shown(DayPage(desk), qtbot)


@pytest.fixture
def empty_page(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[DayPage]:
    with empty_office(tmp_path, OFFICE, TODAY) as made:
        yield from shown(DayPage(made), qtbot)


def shown(page: DayPage, qtbot: QtBot) -> Iterator[DayPage]:
    qtbot.addWidget(page)
    page.resize(*BODY)
    page.show()
    page.activateWindow()
    page.refresh()
    qtbot.waitUntil(lambda: page._digest is not None)
    yield page
    page.hide()
    jobs.wait_for_all()


def term_rows(page: DayPage) -> list[TermRow]:
    return [row for row in page._rows if isinstance(row, TermRow)]


def test_the_removal_of_a_week_ago_is_due_today(page: DayPage) -> None:
    names = [row.accessibleName() for row in term_rows(page)]
    today = [name for name in names if name.startswith("22.09 ")]
    assert len(today) == 1 and left_pill(0).text in today[0] and "Серікова А." in today[0]
    assert any(left_pill(-7).text in name for name in names), "the prosecutor was not told"


def test_enter_on_a_term_opens_its_card(page: DayPage, qtbot: QtBot) -> None:
    assert page._digest is not None
    term = next(one for one in page._digest.terms if one.last == TODAY)
    row = next(row for row in term_rows(page) if row.accessibleName().startswith("22.09 "))
    row.setFocus()
    with qtbot.waitSignal(page.wanted) as asked:
        send(Qt.Key.Key_Return)
    assert asked.args == ["cases", term.record]


def test_the_first_row_has_the_focus_and_arrows_go_on(page: DayPage, qtbot: QtBot) -> None:
    rows = term_rows(page)
    qtbot.waitUntil(rows[0].hasFocus)
    send(Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    send(Qt.Key.Key_Up)
    assert rows[0].hasFocus()


def test_drafts_are_listed_with_what_keeps_them(page: DayPage, qtbot: QtBot) -> None:
    assert page._digest is not None
    drafts = page._digest.drafts
    assert {one.form for one in drafts} == {"family", "court_case"}
    assert all(one.findings for one in drafts if one.form == "family")
    row = next(
        one
        for one in page._rows
        if isinstance(one, RecordRow) and "Нұрмұхамбетова Г." in one.accessibleName()
    )
    row.setFocus()
    with qtbot.waitSignal(page.wanted) as asked:
        send(Qt.Key.Key_Return)
    assert asked.args[0] == "families"


def test_later_terms_are_shown_when_asked_for(page: DayPage) -> None:
    before = len(term_rows(page))
    page._turn_terms()
    assert page._digest is not None
    assert len(term_rows(page)) == len(page._digest.terms) + 1 >= before


def test_new_cards_begin_from_here(page: DayPage, qtbot: QtBot) -> None:
    for command, place in zip(page.buttons(), ("cases", "families"), strict=True):
        with qtbot.waitSignal(page.wanted) as asked:
            command.run()
        assert asked.args == [place, "new"]


def test_an_empty_vault_shows_ways_to_begin(empty_page: DayPage) -> None:
    focus = empty_page.first_focus()
    assert focus is not None and focus.accessibleName() == empty_page.buttons()[-1].text
    assert clipped(empty_page) == []


def test_lacks_follow_the_findings_of_the_returns(desk: Desk) -> None:
    prepared = prepare(desk, "1-QO", PERIOD)
    kinds = [one.severity for one in lacks_of(prepared)]
    assert kinds[0] is None, "the quarter goes on from the one before"
    drafts = next(one for one in lacks_of(prepared) if one.count)
    assert drafts.severity is Severity.HARD and drafts.place == "1-QO"
    clean = replace(prepared, findings=())
    assert all(one.done for one in lacks_of(clean))
    wrong = Finding("K4", Severity.HARD, "", {"table": "Q", "line": "01", "column": "1"})
    carried = next(iter(lacks_of(replace(prepared, findings=(wrong,)))))
    assert not carried.done and carried.place == "1-QO"
    handed = list(lacks_of(replace(prepared, handed=1)))
    assert len(handed) == 1 and handed[0].done


def test_the_digest_is_of_the_quarter_to_report(desk: Desk) -> None:
    found = digest(desk, PERIOD)
    assert found.period == PERIOD and found.cards > 20
    assert [one.last for one in found.terms] == sorted(one.last for one in found.terms)


def test_the_due_day_is_a_setting(desk: Desk) -> None:
    assert due_on(desk, PERIOD) == date(2026, 10, 5)
    with desk.store.begin() as work:
        work.set_setting(DUE_SETTING, "10")
    assert due_on(desk, PERIOD) == date(2026, 10, 10)


def test_the_quarter_to_report_is_the_last_one_until_its_month_is_over() -> None:
    assert quarter_to_report(date(2026, 9, 22)) == Period(2026, 3)
    assert quarter_to_report(date(2026, 10, 2)) == Period(2026, 3)
    assert quarter_to_report(date(2026, 11, 1)) == Period(2026, 4)
    assert quarter_to_report(date(2027, 1, 10)) == Period(2026, 4)


def test_days_left_are_told_before_on_and_after_the_day(dressed: QApplication) -> None:
    language.use(Language.EN)
    due = date(2026, 10, 5)
    assert due_words(due, date(2026, 10, 2)) == "Due 05.10.2026 · 3 days left"
    assert due_words(due, due) == "Due 05.10.2026 · today"
    assert due_words(due, date(2026, 10, 6)) == "Due 05.10.2026 · 1 day ago"
    assert [left_pill(n).tone for n in (-1, 0, 2, 3)] == ["err", "soft", "soft", "plain"]


def test_the_day_is_named_in_each_language(dressed: QApplication, marked: None) -> None:
    for lang in Language:
        language.use(lang)
        assert long_day(TODAY).count(f"{lang.value}:") == 2
    language.use(Language.RU)
    assert long_day(TODAY) == "ru:Tuesday, ru:22 September"


def test_no_text_is_cut(page: DayPage) -> None:
    for lang in Language:
        language.use(lang)
        page.retranslate()
        for size in (BODY, SMALL):
            page.resize(*size)
            page.fit(size == SMALL)
            assert clipped(page) == [], (lang, size)


def test_every_word_follows_the_language(page: DayPage, marked: None) -> None:
    for lang in (Language.RU, Language.KK):
        language.use(lang)
        page.retranslate()
        heads = [card.title.text() for card in (page._terms, page._lacks, page._drafts)]
        assert all(text.startswith(f"{lang.value}:") for text in heads)
    assert page.findChildren(QLabel)
