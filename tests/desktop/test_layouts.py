"""Commands work on every layout of the keyboard: real keys, and what systems send for them."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.latin_keys import meant
from tests.desktop.pressed import every_key
from tests.typist import give_keyboard

HOME = Path(__file__).resolve().parent.parent.parent
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY_S, KEY_F5, KEY_MINUS, KEY_COMMA = 31, 63, 12, 51
KEY_1, KEY_2, KEY_6, KEY_7 = 2, 3, 7, 8

ROWS = {10: "1234567890", 24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
PLACES = {letter: first + at for first, row in ROWS.items() for at, letter in enumerate(row)}
NAMES = {"Ins": "Insert", "Del": "Delete", "PgUp": "Prior", "PgDown": "Next", "Return": "Return"}


@pytest.mark.parametrize(
    ("key", "place", "held", "wanted"),
    [
        ("Ы", KEY_S, CONTROL, "S"),
        ("Ә", KEY_2, CONTROL, "2"),
        ("Ә", KEY_2, ALT, "2"),
        (",", KEY_6, CONTROL, "6"),  # signs lie on digits there
        (".", KEY_7, CONTROL, "7"),
        ('"', KEY_1, ALT, "1"),
        ("!", KEY_1, CONTROL | SHIFT, ""),
        ("1", KEY_1, CONTROL, ""),
        ("-", KEY_MINUS, CONTROL, ""),
        (",", KEY_COMMA, CONTROL, ""),
        ("Ы", KEY_S, NONE, ""),  # a letter that is typed
        ("S", KEY_S, CONTROL, ""),  # Qt found the Latin key itself
        ("Ы", KEY_F5, CONTROL, ""),  # no letter lies there
    ],
)
def test_the_place_of_a_key_tells_which_was_meant(
    key: str, place: int, held: Qt.KeyboardModifier, wanted: str
) -> None:
    assert meant(ord(key), place, held) == (ord(wanted) if wanted else 0)


def test_a_key_without_a_letter_stands_as_it_is() -> None:
    assert meant(Qt.Key.Key_F8.value, KEY_S, CONTROL) == 0


def strokes(key: str) -> str:
    """Give what xdotool presses for a key: letters and digits by their place on the keyboard."""
    *held, last = key.split("+")
    name = str(PLACES[last]) if last in PLACES else NAMES.get(last, last)
    return "+".join([*(one.lower() for one in held), name])


def told(screen: str, layout: str, keys: Iterable[str], *more: str) -> list[str]:
    """Press keys on a layout, one after another; give what the window told of them."""
    desk = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "tests.desktop.pressed", *more]
    program = subprocess.Popen(
        command, env=desk, cwd=HOME, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert program.stdout is not None
        while "ready" not in program.stdout.readline():
            pass
        name = "Dialog" if more else "Keys"
        give_keyboard(name, desk)
        # Only now: a screen that nobody looks at forgets its layout.
        subprocess.run(["setxkbmap", "-layout", layout], env=desk, check=True)
        asked = subprocess.run(["setxkbmap", "-query"], env=desk, capture_output=True, text=True)
        assert asked.stdout.split()[-1] == layout
        press = ["xdotool", "key", "--delay", "25", *keys, "F12"]
        subprocess.run(press, env=desk, check=True, timeout=120)
        return program.communicate(timeout=60)[0].split("\n")[:-1]
    finally:
        program.kill()  # nothing happens to one that ended
        program.wait()


@pytest.mark.screen
@pytest.mark.parametrize("layout", ["us", "kz", "ru", "kz,us"])
def test_every_command_answers_its_key_on_every_layout(screen: str, layout: str) -> None:
    wanted = [key for key in every_key() if "+" in key or key.startswith("F")]
    keys = [key for key in wanted if key != "Ctrl+A"]  # the line that has the focus takes it
    went = told(screen, layout, map(strokes, keys))
    assert went == keys


@pytest.mark.screen
def test_a_line_copies_and_pastes_on_a_layout_without_latin_letters(screen: str) -> None:
    keys = ["ctrl+38", "ctrl+54", "End", "ctrl+55"]  # all of it, copied, pasted behind it
    assert told(screen, "kz", keys) == ["typed ҚҚ"]


@pytest.mark.screen
def test_a_dialog_has_its_own_commands_on_such_a_layout(screen: str) -> None:
    assert told(screen, "kz", ["ctrl+39", "ctrl+57"], "dialog") == ["dialog"]
