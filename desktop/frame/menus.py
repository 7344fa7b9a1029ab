"""Fills the menu bar: what always works, and what the page of now offers, each with its key."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop import icons
from desktop.language import tr
from desktop.page import Command
from forms.words import N_

MENUS = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "view": N_("&View"),
    "card": N_("&Card"),
    "return": N_("&Return"),
    "help": N_("&Help"),
}
"""Menu of a command -> its marked title, in the order of the bar."""


class Menus:
    """The menus of the strip; fill writes them anew, in the language of now."""

    def __init__(self, bar: QMenuBar) -> None:
        self._bar = bar
        self._menus: dict[str, QMenu] = {}
        for key in MENUS:
            self._menus[key] = bar.addMenu("")

    def fill(self, page: Sequence[Command], frame: Sequence[Command]) -> None:
        """Write every menu: what the page offers, a line between, what the frame offers.

        A key of the page wins over the same key of the frame.
        """
        taken = {command.key for command in page if command.key}
        for key, menu in self._menus.items():
            menu.setTitle(tr(MENUS[key]))
            menu.clear()
            own = [command for command in page if command.menu == key]
            general = [command for command in frame if command.menu == key]
            for command in own:
                menu.addAction(_action(menu, command, command.key))
            if own and general:
                menu.addSeparator()
            for command in general:
                menu.addAction(_action(menu, command, "" if command.key in taken else command.key))
            menu.menuAction().setVisible(bool(own or general))

    def commands(self) -> list[tuple[str, str]]:
        """Give every line of the menus that has a key, as (key, words)."""
        return [
            (action.shortcut().toString(), action.text())
            for menu in self._menus.values()
            for action in menu.actions()
            if not action.shortcut().isEmpty()
        ]


def _action(menu: QMenu, command: Command, key: str) -> QAction:
    action = QAction(command.text, menu)
    if command.icon:
        action.setIcon(icons.icon(command.icon))
    if key:
        action.setShortcut(QKeySequence(key))
    action.setEnabled(command.enabled)
    if command.reason:
        action.setToolTip(command.reason)
    action.triggered.connect(_run(command.run))
    return action


def _run(run: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        run()

    return call
