"""The journal in the window: rows, filters, the check, and an earlier copy of the file."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import language, looking, notices
from desktop.admission import SET_BACK
from desktop.desk import Desk
from desktop.frame.workplace import Workplace
from desktop.history_page import HistoryPage
from desktop.history_place import JOURNAL, SAVINGS, HistoryPlace
from desktop.journal.journal_filters import JournalFilters
from desktop.journal.journal_memory import JournalMemory
from desktop.journal.journal_model import JournalModel
from desktop.journal.journal_words import GROUPS, about_words, sign_of
from desktop.journal_page import JournalPage
from desktop.settings import Settings
from forms.findings import Finding, Severity
from forms.record import Record
from forms.store.deeds import SPOKEN, Deed
from forms.store.journal import Mark
from forms.store.journal_pages import Noted, Sought
from forms.store.vault_refusals import RECOVERED
from tests.desktop.deeds import OPERATIONS
from tests.desktop.offices import add_draft, answer, practice_office, texts
from tests.desktop.windows import program, settle


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    with practice_office(tmp_path) as made:
        yield made


@pytest.fixture
def card(desk: Desk) -> Record:
    """Give a card that was saved and looked at."""
    saved = add_draft(desk)
    assert looking.open_card(desk, "family", saved.id) is not None
    looking.searched(desk)
    return saved


@pytest.fixture
def page(desk: Desk, card: Record, qtbot: QtBot) -> JournalPage:
    made = JournalPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 500)
    made.refresh()
    made.show()
    return made


def deeds(page: JournalPage) -> list[str]:
    """Give the deeds of the rows shown."""
    rows = (page.model.row(at) for at in range(page.model.rowCount()))
    return [row.deed for row in rows if row is not None]


def test_every_deed_is_in_one_group() -> None:
    grouped = [deed for _words, _icon, deeds in GROUPS.values() for deed in deeds]
    assert sorted(grouped) == sorted(Deed)
    assert sign_of(Deed.FAILED_LOGIN) != sign_of(Deed.LOGIN)
    assert sign_of("of a later Pana") == ("state.info", "ink2")


def test_the_newest_stands_first_with_the_number_of_its_card(
    page: JournalPage, card: Record
) -> None:
    assert deeds(page)[:3] == [Deed.SEARCHED, Deed.CARD_OPENED, Deed.CARD_NEW]
    told = [str(page.model.index(1, at).data()) for at in range(page.model.columnCount())]
    assert told[2:] == ["хатшы", "Карта қаралды", f"№ {card.number}"]
    assert not any("Нұрмұхамбетова" in text for text in told)


@pytest.mark.parametrize("name", ["change the office", "choose the second place", "save a view"])
def test_a_setting_is_said_in_words(name: str, desk: Desk, tmp_path: Path) -> None:
    OPERATIONS[name].case(desk, tmp_path)()
    assert about_words(_newest(desk))
    assert about_words(_newest(desk)) != _newest(desk).record


def test_a_row_about_a_user_names_the_user_whom_the_vault_knows(desk: Desk, tmp_path: Path) -> None:
    OPERATIONS["take a user away"].case(desk, tmp_path)()
    row = _newest(desk)
    assert (row.deed, row.record, about_words(row)) == (Deed.USER_REVOKED, "1", "Қ. Үлгі")
    with desk.store.reading() as reading:
        cards = reading.journal(Sought(frozenset({Deed.CARD_NEW})), limit=1)
    assert cards[0].user == "" and cards[0].number


def test_a_wrong_code_is_told_from_a_wrong_passphrase(desk: Desk) -> None:
    for about, words in (("", ""), ("code", language.tr("Recovery code"))):
        with desk.store.begin() as work:
            work.note(Deed.FAILED_LOGIN, who="", when=desk.now(), about=about)
        assert about_words(_newest(desk)) == words


def _newest(desk: Desk) -> Noted:
    with desk.store.reading() as reading:
        return reading.journal(limit=1)[0]


def test_enter_opens_the_card_of_a_row(page: JournalPage, card: Record, qtbot: QtBot) -> None:
    page.table.setCurrentIndex(page.model.index(1, 0))
    with qtbot.waitSignal(page.wanted) as heard:
        page.table.activated.emit(page.table.currentIndex())
    assert heard.args == ["families", card.id]
    page.table.setCurrentIndex(page.model.index(0, 0))
    with qtbot.assertNotEmitted(page.wanted):
        page.table.activated.emit(page.table.currentIndex())


def test_each_filter_asks(page: JournalPage, card: Record, desk: Desk) -> None:
    filters = page.filters
    choose(filters, "looks")
    assert set(deeds(page)) == {Deed.SEARCHED, Deed.CARD_OPENED}
    choose(filters, Deed.SEARCHED.value)
    assert deeds(page) == [Deed.SEARCHED]
    choose(filters, "")
    filters.card.setText(card.number)
    filters.card.editingFinished.emit()
    assert deeds(page) == [Deed.CARD_OPENED, Deed.CARD_NEW]
    filters.first.setText("01.01.1900")
    filters.last.setText("02.01.1900")
    filters.last.editingFinished.emit()
    assert deeds(page) == []
    way = page.first_focus()
    assert way is not None
    filters.clear()
    assert len(deeds(page)) == min(100, len(deeds(page))) > 3


def choose(filters: JournalFilters, key: str) -> None:
    at = filters.deed.findData(key)
    assert at >= 0
    filters.deed.setCurrentIndex(at)
    filters.deed.activated.emit(at)


@pytest.mark.parametrize(
    ("line", "text", "begins"),
    [
        ("first", "32.01.2026", "«32.01.2026»"),
        ("card", "9999", "«9999»"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_asked(
    page: JournalPage, line: str, text: str, begins: str
) -> None:
    before = deeds(page)
    editor = getattr(page.filters, line)
    editor.setText(text)
    editor.editingFinished.emit()
    told = page.filters.now()
    assert isinstance(told, str) and text in told
    assert deeds(page) == before


def test_days_the_wrong_way_round_are_told(page: JournalPage) -> None:
    page.filters.first.setText("02.01.2026")
    page.filters.last.setText("01.01.2026")
    assert isinstance(page.filters.now(), str)


def test_more_rows_are_read_when_they_come_into_sight(desk: Desk, qtbot: QtBot) -> None:
    with desk.store.begin() as work:
        for n in range(250):
            work.note(Deed.SEARCHED, who="a", when=desk.now() + timedelta(seconds=n))
    model = JournalModel(desk)
    model.ask(Sought(frozenset({Deed.SEARCHED})))
    counts = [model.rowCount()]
    while model.canFetchMore():
        model.fetchMore()
        counts.append(model.rowCount())
    assert counts == [100, 200, 250]


def test_the_check_says_that_all_is_whole(page: JournalPage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.header_changed, timeout=10_000):
        page.check()
        qtbot.waitUntil(lambda: not page.strip.isHidden(), timeout=10_000)
    assert "бүтін" in page.strip.words()
    assert page.strip.found.isHidden()
    assert deeds(page)[0] == Deed.JOURNAL_CHECKED
    assert "тексерілді" in page.facts()


def test_the_check_says_what_was_altered(page: JournalPage, desk: Desk, qtbot: QtBot) -> None:
    with desk.store.vault.writing() as connection:
        connection.exec_driver_sql("UPDATE journal SET who = 'nobody' WHERE entry IN (3, 5)")
    page.check()
    qtbot.waitUntil(lambda: not page.strip.isHidden(), timeout=10_000)
    assert not page.strip.found.isHidden()
    from desktop.parts.findings import FindingLine

    lines = [one.text() for one in page.strip.findChildren(FindingLine)]
    assert len(lines) == 2 and "3-жол" in lines[0] and "5-жол" in lines[1]


def test_the_place_turns_between_savings_and_journal(
    desk: Desk, card: Record, qtbot: QtBot, press: Callable[[Qt.Key], None]
) -> None:
    place = HistoryPlace(HistoryPage(desk), lambda: JournalPage(desk))
    qtbot.addWidget(place)
    place.resize(1200, 500)
    place.refresh()
    place.show()
    turn = next(one for one in place.commands() if one.key == "Ctrl+T")
    turn.run()
    assert place.views.current() == JOURNAL and isinstance(place.page, JournalPage)
    place.retranslate()
    next(one for one in place.commands() if one.key == "Ctrl+T").run()
    assert place.views.current() == SAVINGS and isinstance(place.page, HistoryPage)
    place.show_what("journal")
    assert isinstance(place.page, JournalPage)


def test_an_earlier_copy_is_told_once_and_stays_in_the_journal(desk: Desk, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "pana.ini")
    path = desk.store.vault.path
    assert JournalMemory(desk, settings).meet() is None  # never seen before
    first = settings.journal_mark(path)
    settings.sync()
    assert first is not None and str(path) not in (tmp_path / "pana.ini").read_text("utf-8")
    assert JournalMemory(desk, settings).meet() is None
    settings.remember_journal(path, first[0] + 50, "f" * 64)
    memory = JournalMemory(desk, settings)
    found = memory.meet()
    assert found is not None and found.rule == "J08"
    assert memory.remembered == Mark(first[0] + 50, "f" * 64)
    assert JournalMemory(desk, settings).meet() is None
    with desk.store.reading() as reading:
        assert reading.journal(limit=1)[0].deed == Deed.JOURNAL_BEHIND
    settings.remember_journal(path, 2, "f" * 64)
    other = JournalMemory(desk, settings).meet()
    assert other is not None and other.sentence != found.sentence


def test_every_deed_is_offered_by_its_words(page: JournalPage) -> None:
    offered = [page.filters.deed.itemData(at) for at in range(page.filters.deed.count())]
    assert {one.value for one in SPOKEN} <= set(offered)


def test_what_an_opening_noticed_is_told_in_a_dialog(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "SETTLED", 0)
    seen: list[str] = []
    with program(dressed, tmp_path) as shown:
        shown.desk.store.vault.notices = (
            Finding("V26", Severity.INFO, RECOVERED),
            Finding("J10", Severity.SOFT, SET_BACK, {}, {"now": "1", "last": "2"}),
        )
        shown.pana.enter(shown.opened)
        back: list[int] = []  # how many dialogs were read when the page got the focus
        monkeypatch.setattr(Workplace, "focus_page", lambda _frame: back.append(len(seen)))
        answer([Qt.Key.Key_Escape], lambda dialog: seen.append(texts(dialog)))
        settle()
    assert back == [1], "else the first button of the window would have it"
    assert len(seen) == 1 and "Компьютердің сағаты артқа жылжытылған" in seen[0]
