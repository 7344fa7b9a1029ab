"""The page of backups: the list, what differs, the second place, and bringing one back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import clock, jobs, language, safekeeping
from desktop.app import Pana
from desktop.backup.backups_table import CARDS, PEOPLE, STATE
from desktop.backups_page import BackupsPage
from desktop.day.safety_line import SafetyLine, safety_words
from desktop.desk import Desk
from desktop.entrance import opening
from desktop.entrance.doors import Opened
from desktop.entrance.opening import doors
from desktop.places import places
from desktop.safekeeping import Safety, back_up, safety
from desktop.settings import Settings
from desktop.settings_place import SettingsPlace
from forms.store.backups import backups_in
from forms.store.restoring import PAUSED
from forms.words import Language
from tests.desktop.clipping import clipped
from tests.desktop.offices import OFFICE, PASSPHRASE, TODAY, empty_office, send
from tests.forms.store.stores import family, save

BODY, SMALL = (1278, 560), (1005, 420)


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Desk]:
    with empty_office(tmp_path, OFFICE, TODAY) as made:
        save(made.store, family("Өтегенов Ұлан"))
        back_up(made)
        save(made.store, family("Қайратов Ерлан", "Қайратова Айна"))
        yield made


class Asked:
    """Keeps what a page asked of the program, and chooses a folder for it."""

    def __init__(self, folder: Path) -> None:
        self.folder: Path | None = folder
        self.exchanged: list[Path] = []
        self.days: list[date] = []
        self.told: list[str] = []


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return Asked(tmp_path / "stick")


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, asked: Asked) -> Iterator[BackupsPage]:
    made = BackupsPage(
        desk,
        lambda: None,
        asked.exchanged.append,
        asked.days.append,
        lambda _parent, _title: asked.folder,
    )
    made.told.connect(asked.told.append)
    qtbot.addWidget(made)
    made.resize(*BODY)
    made.fit(False)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.table.current() is not None)
    made.activateWindow()
    made.table.setFocus()
    QApplication.processEvents()
    yield made
    jobs.wait_for_all()


def rows(page: BackupsPage) -> int:
    return page.table.model().rowCount()


def cell(page: BackupsPage, row: int, column: int) -> str:
    return str(page.table.model().index(row, column).data())


def said(widget: QWidget) -> str:
    labels = (one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))
    return "\n".join(one.text() for one in labels)


def answer(yes: bool, seen: Callable[[QDialog], object] = id) -> None:
    """Answer the next question."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(10, act)
            return
        seen(dialog)
        dialog.accept() if yes else dialog.reject()

    QTimer.singleShot(0, act)


def test_the_list_tells_what_each_holds(page: BackupsPage, qtbot: QtBot) -> None:
    assert (rows(page), cell(page, 0, CARDS), cell(page, 0, PEOPLE)) == (1, "1", "1")
    page.back_up()
    qtbot.waitUntil(lambda: rows(page) == 2)
    assert cell(page, 0, CARDS) == "2"
    assert cell(page, 0, PEOPLE) == "3"


def test_damage_and_an_earlier_passphrase_are_seen_and_not_restored(
    page: BackupsPage, desk: Desk, qtbot: QtBot
) -> None:
    folder = safekeeping.folder_for(desk)
    good = next(folder.glob("*.pana"))
    (folder / good.name.replace("20", "19", 1)).write_bytes(b"")
    desk.store.vault.change_passphrase("тоғыз тал су ішеді")
    page.refresh()
    qtbot.waitUntil(lambda: rows(page) == 2)
    states = {cell(page, row, STATE) for row in range(2)}
    assert len(states) == 2
    assert not page.buttons()[0].enabled
    page.restore()
    assert not any(folder.parent.glob("* restored *"))


def test_enter_tells_what_differs(page: BackupsPage, desk: Desk, qtbot: QtBot) -> None:
    send(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.found is not None)
    assert "Қайратов Ерлан" in said(page.panel)
    assert "Өтегенов Ұлан" not in said(page.panel)


def test_every_page_of_a_backup_is_checked_anew(
    page: BackupsPage, desk: Desk, asked: Asked, qtbot: QtBot
) -> None:
    page.check()
    qtbot.waitUntil(lambda: len(asked.told) == 1)
    path = next(safekeeping.folder_for(desk).glob("*.pana"))
    good = path.read_bytes()
    path.write_bytes(good[:-4000] + bytes(64) + good[-3936:])  # in the last page
    heard: list[str] = []
    answer(False, lambda dialog: heard.append(said(dialog)))
    page.check()
    qtbot.waitUntil(lambda: bool(heard))


def test_a_chosen_second_place_is_used_at_once(
    page: BackupsPage, desk: Desk, asked: Asked, qtbot: QtBot
) -> None:
    assert asked.folder is not None
    asked.folder.mkdir()
    page.choose_second()
    qtbot.waitUntil(lambda: safety(desk).second_at is not None)
    assert len(list(asked.folder.glob("*.pana"))) == 1
    qtbot.waitUntil(lambda: str(asked.folder) in said(page.second))
    asked.folder = safekeeping.folder_for(desk)
    heard: list[str] = []
    answer(False, lambda dialog: heard.append(said(dialog)))
    page.choose_second()
    assert str(asked.folder) in heard[0]


def test_a_refused_question_restores_nothing(
    page: BackupsPage, desk: Desk, asked: Asked, qtbot: QtBot
) -> None:
    heard: list[str] = []
    answer(False, lambda dialog: heard.append(said(dialog)))
    page.restore()
    qtbot.waitUntil(lambda: bool(heard))
    jobs.wait_for_all()
    assert not asked.exchanged
    assert not any(desk.store.vault.path.parent.glob("* restored *"))


def test_what_is_restored_is_handed_to_the_program(
    page: BackupsPage, desk: Desk, asked: Asked, qtbot: QtBot
) -> None:
    answer(True)
    page.restore()
    qtbot.waitUntil(lambda: bool(asked.exchanged))
    assert asked.exchanged[0].name.startswith(f"{desk.store.vault.path.stem} restored ")
    folder = safekeeping.folder_for(desk)
    assert len(backups_in(folder, desk.store.vault.path.stem)) == 2  # what was entered since


def test_the_word_that_it_is_the_right_one(
    page: BackupsPage, desk: Desk, asked: Asked, qtbot: QtBot
) -> None:
    with desk.store.begin() as work:
        work.set_setting(PAUSED, True)
    page.refresh()
    assert page.paused.isVisibleTo(page)
    page.confirm_restored()
    qtbot.waitUntil(lambda: not page.paused.isVisibleTo(page))
    assert not safety(desk).paused
    assert asked.days == [TODAY]
    qtbot.waitUntil(lambda: rows(page) == 2)


@pytest.mark.parametrize("lang", list(Language))
def test_nothing_is_cut(page: BackupsPage, lang: Language, qtbot: QtBot) -> None:
    before = language.current()
    try:
        language.use(lang)
        page.retranslate()
        for size in (BODY, SMALL):
            page.resize(*size)
            page.fit(size == SMALL)
            QApplication.processEvents()
            jobs.wait_for_all()
            QApplication.processEvents()
            assert clipped(page) == []
    finally:
        language.use(before)


def test_the_whole_way_through_the_program(
    desk: Desk, qtbot: QtBot, tmp_path: Path, dressed: QApplication
) -> None:
    """Settings, backups, restore: the program locks, and opens the restored vault."""
    path = desk.store.vault.path
    pana = Pana(dressed, Settings(tmp_path / "pana.ini"), doors(), places)
    pana.prepare(Language.RU)
    pana.window.resize(*BODY)
    pana.window.show()
    pana.enter(Opened(desk, opening._opened(desk).recent))
    frame = pana.window.workplace()
    assert frame is not None
    frame.go("settings", "backups")
    place = frame.page()
    assert isinstance(place, SettingsPlace)
    page = place.page
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.table.current() is not None)
    answer(True)
    page.restore()
    qtbot.waitUntil(lambda: pana.window.workplace() is None)
    assert list(path.parent.glob("* replaced *.pana"))
    found = opening.open_vault(path, PASSPHRASE)
    assert isinstance(found, Opened), found
    assert isinstance(found.desk, Desk)
    with found.desk.store.vault:
        assert safety(found.desk).paused
        with found.desk.store.reading() as reading:
            assert len(list(reading.drafts("family"))) == 1
    pana.window.hide()
    pana.window.deleteLater()


# ---- the line of the day -------------------------------------------------------------------------


def test_the_line_of_the_day_says_what_counts_most(desk: Desk, qtbot: QtBot) -> None:
    line = SafetyLine(desk, lambda: None)
    qtbot.addWidget(line)
    line.tell()
    calm = line.text.text()
    now = clock.now()
    kept = Safety(now, 1284, None, None, None, False, False)
    today = now.astimezone().date()
    assert "1\u00a0284" in safety_words(kept, today)
    told = {calm}
    for changed in (
        Safety(None, 0, None, None, None, False, False),
        Safety(now, 3, now, None, None, True, True),
        Safety(now, 3, None, None, None, True, True),
        Safety(now, 3, None, None, None, True, False),
        Safety(now, 3, None, None, now - timedelta(days=9), True, False),
    ):
        told.add(safety_words(changed, today))
    assert len(told) == 6
