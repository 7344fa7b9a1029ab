"""The frame shows what pages say, follows keys and languages, and lets no page be lost."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import language, theme
from desktop.app import Pana
from desktop.choices import Choices
from desktop.entrance.doors import Opened
from desktop.frame.status import StatusLine
from desktop.frame.workplace import Workplace
from desktop.language import tr
from desktop.page import Command, Hint, Page, PillText, Place
from desktop.parts.fields import LineEdit
from desktop.settings import Recent, Settings
from desktop.settings_page import SettingsPage
from desktop.theme import Mode
from forms.words import Language
from tests.desktop.clipping import clipped
from tests.desktop.fakes import AKKOL, FakeDoors


class Sheet(Page):
    """A page that keeps what happened to it."""

    made = 0

    def __init__(self) -> None:
        super().__init__()
        Sheet.made += 1
        self.lets_go = True
        self.narrow: list[bool] = []
        self.shown: list[object] = []
        self.pressed: list[str] = []
        self.line = LineEdit()
        self.line.setParent(self)

    def title(self) -> str:
        """Give a title in the language of now."""
        return tr("Families")

    def pills(self) -> Sequence[PillText]:
        """Give one state."""
        return (PillText("Нобай", "draft", "state.draft"),)

    def buttons(self) -> Sequence[Command]:
        """Give one button that works and one that says why it does not."""
        return (
            Command("Тапсыру…", lambda: None, "Ctrl+T", enabled=False, reason="1 түзету қалды"),
            Command("Жаңа карта", lambda: self.pressed.append("new"), "Ctrl+N", primary=True),
        )

    def hints(self) -> Sequence[Hint]:
        """Give one key."""
        return (Hint("F8", "келесі мәселе"),)

    def first_focus(self) -> QWidget:
        """Give the line."""
        return self.line

    def fit(self, narrow: bool) -> None:
        """Keep whether the window is narrow."""
        self.narrow.append(narrow)

    def show_what(self, what: object) -> None:
        """Keep what was asked for."""
        self.shown.append(what)

    def leave(self) -> bool:
        """Let go, or not."""
        return self.lets_go


class Desk:
    """The program behind fake doors, a vault opened, two sheets and the settings as its places."""

    def __init__(self, app: QApplication, qtbot: QtBot, home: Path) -> None:
        self.kept: dict[str, str] = {"phone": "8 (71643) 0-00-00"}
        self.settings = Settings(home / "pana.ini")
        self.settings.theme = Mode.LIGHT
        self.fakes = FakeDoors(home)
        self.pana = Pana(app, self.settings, self.fakes.doors(), self._places)
        qtbot.addWidget(self.pana.window)
        self.pana.prepare()
        self.pana.window.resize(1366, 688)
        with qtbot.waitActive(self.pana.window):
            self.pana.window.show()
            self.pana.window.activateWindow()
        self.pana.enter(self.fakes.opened(home / "akkol.pana"))

    def _places(self, opened: Opened, choices: Choices) -> Sequence[Place]:
        return (
            Place("families", "place.families", "Families", Sheet, "Ctrl+2"),
            Place("cases", "place.cases", "Cases", Sheet, "Ctrl+3"),
            Place(
                "settings",
                "place.settings",
                "Settings",
                lambda: SettingsPage(choices, lambda: self.kept, self.kept.update),
                "Ctrl+7",
            ),
        )

    @property
    def frame(self) -> Workplace:
        """Give the frame."""
        found = self.pana.window.workplace()
        assert found is not None
        return found

    def sheet(self) -> Sheet:
        """Give the page of now."""
        page = self.frame.page()
        assert isinstance(page, Sheet)
        return page

    def texts(self) -> list[str]:
        """Give every visible text of a label."""
        return [
            label.text()
            for label in self.pana.window.findChildren(QLabel)
            if label.isVisible() and label.text()
        ]


@pytest.fixture
def desk(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Desk:
    Sheet.made = 0
    return Desk(dressed, qtbot, tmp_path)


def test_a_page_is_made_when_it_is_first_shown(desk: Desk) -> None:
    assert Sheet.made == 1
    desk.frame.go("cases")
    desk.frame.go("families")
    assert Sheet.made == 2


def test_the_page_has_the_focus_where_it_wants_it(desk: Desk) -> None:
    assert desk.sheet().line.hasFocus()


def test_the_header_says_why_a_button_does_not_work(desk: Desk) -> None:
    assert "1 түзету қалды" in desk.texts()
    button = desk.frame.header.button("Ctrl+T")
    assert button is not None
    assert not button.isEnabled()
    assert button.accessibleDescription() == "1 түзету қалды"


def test_every_command_has_its_key_in_a_menu(desk: Desk, qtbot: QtBot) -> None:
    keys = [key for key, _ in desk.frame.key_list()]
    assert {"Ctrl+N", "Ctrl+F", "Ctrl+L", "Ctrl+Q", "Ctrl+2", "Ctrl+3", "Ctrl+7", "F1"} <= set(keys)
    assert len(keys) == len(set(keys))
    QTest.keyClick(desk.pana.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert desk.sheet().pressed == ["new"]


def test_keys_go_to_places_and_to_the_search(desk: Desk, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    first = desk.sheet()
    QTest.keyClick(desk.pana.window, Qt.Key.Key_3, control)
    assert desk.sheet() is not first
    QTest.keyClick(desk.pana.window, Qt.Key.Key_F, control)
    assert desk.frame.strip.search.hasFocus()


def test_a_page_that_does_not_let_go_stays(desk: Desk) -> None:
    desk.sheet().lets_go = False
    assert not desk.frame.go("cases")
    assert not desk.pana.window.close()
    desk.pana.lock()
    assert desk.pana.window.workplace() is None, "nothing holds the lock up"


def test_a_page_asks_for_another_place(desk: Desk) -> None:
    desk.sheet().wanted.emit("cases", 47)
    assert desk.sheet().shown == [47]


def test_the_breakpoint_is_told_once(desk: Desk, qtbot: QtBot) -> None:
    before = len(desk.sheet().narrow)
    desk.pana.window.resize(1093, 542)
    qtbot.waitUntil(lambda: len(desk.sheet().narrow) > before)
    desk.pana.window.resize(1100, 542)
    assert desk.sheet().narrow[before:] == [True]


def test_the_title_wins_over_the_second_button(desk: Desk, qtbot: QtBot) -> None:
    """At 1024 a long name stands whole: what is left out stays in the menu with its key."""
    desk.sheet().title = lambda: "Нұрмұхамбетова Гүлбаршын Әбдіғаппарқызы, Ақкөл ауданы, Азат ауылы"  # type: ignore[method-assign]
    desk.pana.window.resize(1024, 520)
    qtbot.waitUntil(lambda: desk.pana.window.width() == 1024)
    desk.sheet().header_changed.emit()
    second, first = desk.frame.header.button("Ctrl+T"), desk.frame.header.button("Ctrl+N")
    assert first is not None
    assert second is not None
    assert first.isVisible()
    assert not second.isVisible()
    assert "Ctrl+T" in [key for key, _ in desk.frame.key_list()]


def test_a_backup_is_told_at_the_gate(desk: Desk, qtbot: QtBot) -> None:
    desk.pana.remember_backup(date(2026, 9, 21))
    desk.pana.lock()
    qtbot.waitUntil(lambda: any("21.09.2026" in text for text in desk.texts()))


def test_a_backup_made_at_the_lock_is_told_at_the_gate(desk: Desk, qtbot: QtBot) -> None:
    desk.fakes.backs_up = True
    desk.pana.lock()
    qtbot.waitUntil(lambda: any("22.09.2026" in text for text in desk.texts()))
    assert desk.settings.recent[0].backed_up == date(2026, 9, 22)


def test_the_lock_closes_the_vault_and_shows_the_gate(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.frame.strip.locked.emit()
    assert desk.pana.window.workplace() is None
    qtbot.waitUntil(lambda: ("close", tmp_path / "akkol.pana") in desk.fakes.asked)
    assert desk.settings.recent == (Recent(tmp_path / "akkol.pana", "KDN-1132", AKKOL),)


@pytest.mark.usefixtures("marked")
def test_another_language_speaks_in_the_frame_at_once(desk: Desk) -> None:
    desk.pana.pick_language(Language.RU)
    assert "ru:Families" in desk.texts()
    assert not any(text.startswith("kk:") for text in desk.texts())
    assert any(words.startswith("ru:") for _, words in desk.frame.key_list())
    assert desk.settings.language is Language.RU
    assert any("Аккольский район" in text for text in desk.texts())


def test_results_stay_on_the_status_line(desk: Desk) -> None:
    desk.sheet().told.emit("Есеп жазылды")
    assert "Есеп жазылды" in desk.texts()
    desk.sheet().saved.emit()
    assert "Есеп жазылды" not in desk.texts()


def test_hints_are_hidden_by_one_setting(desk: Desk) -> None:
    assert "келесі мәселе" in desk.texts()
    desk.pana.show_hints(False)
    assert "келесі мәселе" not in desk.texts()
    assert desk.settings.hints is False


@pytest.mark.parametrize("place", ["families", "settings"])
@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize(("width", "scale"), [(1366, 1.0), (1024, 1.0), (1366, 1.25)])
def test_no_text_is_cut(
    desk: Desk,
    place: str,
    lang: Language,
    width: int,
    scale: float,
    monkeypatch: pytest.MonkeyPatch,
    dressed: QApplication,
) -> None:
    monkeypatch.setattr(theme, "text_scale", lambda: scale)
    theme.apply(dressed, Mode.LIGHT)
    desk.pana.window.resize(width, 520)
    desk.frame.go(place)
    language.use(lang)
    assert clipped(desk.pana.window) == []
    assert desk.pana.window.width() == width


def test_the_settings_page_keeps_what_is_typed(desk: Desk) -> None:
    desk.frame.go("settings")
    page = desk.frame.page()
    assert isinstance(page, SettingsPage)
    assert page.lines["phone"].text() == "8 (71643) 0-00-00"
    page.lines["due_day"].setText("31")
    assert not page.leave()
    page.lines["due_day"].setText("5")
    assert page.leave()
    assert desk.kept["due_day"] == "5"


def test_what_is_remembered_is_typed_again_after_a_restart(tmp_path: Path) -> None:
    first = Settings(tmp_path / "pana.ini")
    recent = Recent(tmp_path / "а б.pana", "KDN-1132", AKKOL, date(2026, 9, 21), True)
    first.opened(recent)
    first.hints, first.theme, first.language = False, Mode.DARK, Language.RU
    first.sync()
    again = Settings(tmp_path / "pana.ini")
    assert again.recent == (recent,)
    assert (again.hints, again.theme, again.language) == (False, Mode.DARK, Language.RU)


def test_a_spoilt_file_of_settings_gives_what_is_usual(tmp_path: Path) -> None:
    (tmp_path / "pana.ini").write_text("[General]\nlanguage=xx\ntheme=7\n", encoding="utf-8")
    found = Settings(tmp_path / "pana.ini")
    assert (found.language, found.theme, found.hints) == (Language.KK, Mode.SYSTEM, True)


def test_what_is_told_is_not_cut_for_the_sake_of_the_keys(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(1000, 28)
    line.show()
    line.tell_keys([Hint("F8", "келесі мәселе")])
    line.tell_office("KDN-1132 · Ақкөл ауданы")
    for text, keys in (("Қысқа.", True), ("Ұзын сөйлем " * 12, False), ("Қысқа.", True)):
        line.tell(text)
        assert line._keys.isVisible() == keys
    line.tell("Ұзын сөйлем " * 12)
    line.resize(2400, 28)
    assert line._keys.isVisible()
    line.warn("Назар аударыңыз")
    assert not line._keys.isVisible()
