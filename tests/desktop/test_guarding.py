"""Nobody at the screen: the idle time, sleep, a locked session, and captures of the screen."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import SLOT, QEvent, QPoint, Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import language
from desktop.app import Pana
from desktop.locking import session_linux, session_windows
from desktop.locking.captures import WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR, WDA_NONE, CaptureGuard
from desktop.locking.idle import IdleWatch
from desktop.locking.session import watch_session
from desktop.locking.sleep import asleep_for
from desktop.page import Page, Place
from desktop.settings import MINUTES, Settings
from desktop.settings_guard import GuardLines
from desktop.settings_page import SettingsPage
from desktop.theme import Mode
from forms.words import Language
from tests.desktop.fakes import FakeDoors


class Clock:
    """Two clocks that a test turns on: one of the waking hours, one of sleep."""

    def __init__(self) -> None:
        self.awake = self.asleep = 0.0

    def watch(self, minutes: int = 4) -> IdleWatch:
        """Give a watch by these clocks."""
        return IdleWatch(lambda: minutes, None, lambda: self.awake, lambda: self.asleep)


class Heard:
    """What a watch told, in its order."""

    def __init__(self, watch: IdleWatch) -> None:
        self.all: list[str] = []
        watch.warned.connect(lambda seconds: self.all.append(f"warned {seconds}"))
        watch.eased.connect(lambda: self.all.append("eased"))
        watch.left.connect(lambda: self.all.append("left"))


@pytest.mark.parametrize("minutes", MINUTES)
def test_the_minutes_lock_and_half_a_minute_before_it_is_told(
    qapp: QApplication, minutes: int
) -> None:
    clock = Clock()
    watch = clock.watch(minutes)
    heard = Heard(watch)
    told: dict[tuple[str, ...], int] = {}
    for second in range(1, 60 * minutes + 1):
        clock.awake = second
        watch.look()
        told.setdefault(tuple(heard.all), second)
    assert told[("warned 30",)] == 60 * minutes - 30
    assert told[("warned 30", "left")] == 60 * minutes


def test_a_touch_begins_anew_and_takes_the_warning_away(qapp: QApplication) -> None:
    clock = Clock()
    watch = clock.watch()
    heard = Heard(watch)
    clock.awake = 210
    watch.look()
    watch.touch()
    clock.awake = 420
    watch.look()
    assert heard.all == ["warned 30", "eased", "warned 30"]


def test_sleep_is_leaving_and_two_clocks_apart_by_little_are_not(qapp: QApplication) -> None:
    clock = Clock()
    watch = clock.watch()
    heard = Heard(watch)
    for asleep, expected in ((1.5, []), (60.0, ["left"]), (60.5, ["left"]), (0.0, ["left"])):
        clock.asleep = asleep
        watch.look()
        assert heard.all == expected
    assert abs(asleep_for() - asleep_for()) < 2


def test_every_key_and_mouse_in_any_window_is_a_touch(dressed: QApplication, qtbot: QtBot) -> None:
    window, line = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    line.setParent(window)
    dialog = QDialog(window)
    clock = Clock()
    window.show()
    watch = clock.watch()
    dialog.show()
    watch.look()
    acts: tuple[Callable[[QWindow], object], ...] = (
        lambda handle: QTest.keyClick(handle, Qt.Key.Key_Shift),
        lambda handle: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(3, 3)),
        lambda handle: QTest.mouseMove(handle, QPoint(5, 5)),
        lambda handle: QTest.wheelEvent(handle, QPoint(5, 5), QPoint(0, 120)),
    )
    for widget in (window, dialog):
        for act in acts:
            clock.awake += 100
            act(widget.windowHandle())
            QApplication.processEvents()
            assert watch._touched == clock.awake
    clock.awake += 100
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
    line.setText("what the program does by itself")
    assert watch._touched < clock.awake


class Office:
    """The program behind fake doors, with one place."""

    def __init__(self, app: QApplication, qtbot: QtBot, home: Path) -> None:
        self.settings = Settings(home / "pana.ini")
        self.settings.theme = Mode.LIGHT
        self.fakes = FakeDoors(home)
        settings = Place("settings", "place.settings", "Settings", Page, "Ctrl+7")
        self.pana = Pana(
            app, self.settings, self.fakes.doors(), lambda _opened, _choices: [settings]
        )
        qtbot.addWidget(self.pana.window)
        self.pana.prepare()
        self.pana.window.show()
        self.pana.enter(self.fakes.opened(home / "akkol.pana"))


@pytest.fixture
def office(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Office:
    return Office(dressed, qtbot, tmp_path)


def test_the_program_warns_in_the_status_line_and_locks(office: Office) -> None:
    frame = office.pana.window.workplace()
    assert frame is not None
    (watch,) = frame.findChildren(IdleWatch)
    assert watch._minutes() == 10, "ten minutes are usual"
    office.settings.lock_after = 1
    frame.status.tell("Сақталды")
    watch._clock = lambda: watch._touched + 40
    watch.look()
    assert frame.status._text.text() == language.tr("Locks in {n} s; any key keeps it open", n=20)
    QTest.keyClick(office.pana.window.windowHandle(), Qt.Key.Key_Shift)
    assert frame.status._text.text() == "Сақталды"
    start = watch._touched
    watch._clock = lambda: start + 61
    watch.look()
    assert office.pana.window.workplace() is None


# ---- the session -------------------------------------------------------------------------------

MESSAGES = (
    (0x02B1, 7, True),  # WM_WTSSESSION_CHANGE: locked
    (0x02B1, 8, False),  # unlocked
    (0x02B1, 2, True),  # another user at this computer
    (0x02B1, 4, True),  # a remote session cut off
    (0x0218, 4, True),  # WM_POWERBROADCAST: goes to sleep
    (0x0218, 18, False),  # wakes up
    (0x0112, 0xF141, True),  # WM_SYSCOMMAND: the screen saver begins
    (0x0112, 0xF020, False),  # made small
    (0x0100, 7, False),  # a key
)


@pytest.mark.parametrize(("message", "meaning", "away"), MESSAGES)
def test_messages_of_windows_are_read(
    qapp: QApplication, message: int, meaning: int, away: bool
) -> None:
    told: list[bool] = []
    messages = session_windows.Messages(lambda: told.append(True))
    sent = wintypes.MSG(message=message, wParam=meaning)
    answer = messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent))
    assert answer == (False, 0) and bool(told) is away
    assert messages.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)


@pytest.mark.parametrize(
    ("session", "path"),
    [
        ("", ""),
        ("c2", "/org/freedesktop/login1/session/c2"),
        ("2", "/org/freedesktop/login1/session/_32"),
        ("a-1", "/org/freedesktop/login1/session/a_2d1"),
    ],
)
def test_the_path_of_a_session_is_spelled_as_logind_spells_it(session: str, path: str) -> None:
    assert session_linux.session_path(session) == path


@pytest.fixture
def bus() -> Iterator[str]:
    """Give the address of a bus that nobody else listens to."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon here: the signals of a Linux session cannot be sent")
    with subprocess.Popen(
        [program, "--session", "--print-address", "--nofork", "--nopidfile"],
        stdout=subprocess.PIPE,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


SIGNALS: tuple[tuple[str, str, str, list[bool], int], ...] = (
    ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", [True], 1),
    ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", [False], 0),
    ("/org/freedesktop/login1/session/c2", "org.freedesktop.login1.Session", "Lock", [], 1),
    ("/org/freedesktop/login1/session/c3", "org.freedesktop.login1.Session", "Lock", [], 0),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True], 1),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [False], 0),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True], 1),
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no D-Bus")
def test_the_signals_of_a_linux_session_are_heard(
    qapp: QApplication, qtbot: QtBot, bus: str
) -> None:
    told: list[str] = []
    here = QDBusConnection.connectToBus(bus, "here")
    there = QDBusConnection.connectToBus(bus, "there")
    assert here.isConnected() and there.registerService(session_linux.LOGIND)
    path = session_linux.session_path("c2")
    listener = session_linux.LinuxSession(here, here, path, lambda: told.append("away"))
    ends: list[str] = []
    here.connect("", "/end", "kz.pana.Test", "Ended", listener, SLOT("locked()"))  # type: ignore[call-overload]
    for place, interface, name, given, away in SIGNALS:
        told.clear()
        message = QDBusMessage.createSignal(place, interface, name)
        message.setArguments(given)
        assert there.send(message)
        # Signals of one sender arrive in their order: when the last one is here, all are.
        assert there.send(QDBusMessage.createSignal("/end", "kz.pana.Test", "Ended"))
        qtbot.waitUntil(lambda: bool(told))
        QApplication.processEvents()
        assert len(told) == away + 1, (interface, name, given)
    ends.clear()
    QDBusConnection.disconnectFromBus("here")
    QDBusConnection.disconnectFromBus("there")


def test_a_system_without_any_bus_is_no_trouble(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    none = QDBusConnection("no such bus")
    monkeypatch.setattr(session_linux, "buses", lambda: (none, none, ""))
    assert watch_session(window, lambda: None).parent() is window


# ---- captures and settings ---------------------------------------------------------------------


def test_every_window_is_kept_out_of_captures_while_the_setting_says_so(
    qapp: QApplication, qtbot: QtBot
) -> None:
    asked: list[tuple[int, int]] = []
    hides, knows = [True], [True]

    def set_affinity(handle: int, affinity: int) -> bool:
        asked.append((handle, affinity))
        return knows[0] or affinity != WDA_EXCLUDEFROMCAPTURE

    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    guard = CaptureGuard(lambda: hides[0], window, set_affinity)
    first = window.windowHandle().winId()
    assert (first, WDA_EXCLUDEFROMCAPTURE) in asked
    asked.clear()
    guard.look()
    assert (first, WDA_EXCLUDEFROMCAPTURE) not in asked, "once is enough"
    hides[0] = False
    guard.look()
    assert asked[-1] == (first, WDA_NONE)
    hides[0], knows[0] = True, False
    asked.clear()
    guard.look_at(window.windowHandle())
    assert asked == [(first, WDA_EXCLUDEFROMCAPTURE), (first, WDA_MONITOR)]
    guard.look_at(None)


def test_the_settings_offer_minutes_and_keep_them(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(tmp_path / "pana.ini")
    pana = Pana(dressed, settings, FakeDoors(tmp_path).doors(), lambda _opened, _choices: ())
    qtbot.addWidget(pana.window)
    page = SettingsPage(pana._choices(), dict, print)
    qtbot.addWidget(page)
    lines: GuardLines = page.guard
    offered = [lines.minutes.itemData(at) for at in range(lines.minutes.count())]
    assert offered == list(range(1, 11)) and lines.minutes.currentData() == 10
    lines.minutes.setCurrentIndex(3)
    lines.minutes.activated.emit(3)
    lines.uncaptured.setChecked(False)
    again = Settings(tmp_path / "pana.ini")
    assert (again.lock_after, again.uncaptured) == (4, False)
    language.use(Language.EN)
    page.retranslate()
    assert lines.minutes.currentText() == "4 min"


@pytest.mark.parametrize("kept", ["0", "11", "600", "-1", "ten", ""])
def test_minutes_that_are_none_are_ten(tmp_path: Path, kept: str) -> None:
    (tmp_path / "pana.ini").write_text(f"[General]\nlock_after={kept}\n", encoding="utf-8")
    assert Settings(tmp_path / "pana.ini").lock_after == 10
