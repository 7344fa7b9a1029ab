"""Every meaning has its icon, and the icon wears the colours in force."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import desktop
from desktop import icons, theme
from desktop.theme import Mode


@pytest.mark.parametrize("name", icons.NAMES)
def test_every_name_is_in_the_font(dressed: QApplication, name: str) -> None:
    picture = icons.pixmap(name, 16, 2.0, "ink").toImage()
    drawn = [
        picture.pixelColor(x, y).alpha()
        for x in range(picture.width())
        for y in range(picture.height())
    ]
    assert len(icons.sign(name)) == 1
    assert any(drawn)


def test_every_name_written_on_a_screen_is_known() -> None:
    kinds = {name.partition(".")[0] for name in icons.NAMES}
    written = re.compile(rf'"((?:{"|".join(sorted(kinds))})\.[a-z_]+)"')
    for file in Path(desktop.__file__).parent.rglob("*.py"):
        for name in written.findall(file.read_text(encoding="utf-8")):
            assert name in icons.NAMES, (file.name, name)


def test_an_unknown_name_is_our_error() -> None:
    with pytest.raises(KeyError):
        icons.icon("state.unknown")


def test_an_icon_follows_the_theme(dressed: QApplication) -> None:
    icon = icons.icon("state.hard", "err")
    light = icon.pixmap(16, 16).toImage()
    theme.apply(dressed, Mode.DARK)
    dark = icon.pixmap(16, 16).toImage()
    assert light != dark


def test_a_button_that_cannot_be_used_has_a_pale_icon(dressed: QApplication) -> None:
    icon = icons.icon("action.print", "ink")
    assert icon.pixmap(16, QIcon.Mode.Disabled).toImage() != icon.pixmap(16).toImage()
