"""The head of a page: way back, title, states, one line of facts, and at most two buttons."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.page import Command, Page
from desktop.parts.buttons import Button, Link
from desktop.parts.chips import KeyCap, Pill
from desktop.parts.panels import empty
from desktop.parts.texts import Frame, Label, LineLabel

HEIGHT = 62
BEFORE_NUMBER = re.compile(r" (?=\d)")
"""The space before a number: it stays on the line of the word that it belongs to."""

LINK_EDGE = 5
"""Border and padding of a link: without them the way back stands over the facts."""


class Header(Frame):
    """Shows what a page says of itself; the page is asked again when it says that it changed."""

    def __init__(self) -> None:
        super().__init__("header")
        self.setFixedHeight(HEIGHT)
        self._narrow = False
        self._hints = True
        self._buttons: list[tuple[Command, Button]] = []
        self._pills: list[Pill] = []
        self._title = LineLabel("", "title")
        self._facts = LineLabel("", "fact")
        self._top = QHBoxLayout()
        self._right = QHBoxLayout()
        self._lay_out()

    def show_page(self, page: Page, buttons: Sequence[Command]) -> None:
        """Show what the page says of itself, and those of its buttons that somebody may press."""
        self._title.setText(page.title())
        self._facts.setText(page.facts())
        self._fill_top(page)
        self._fill_right(buttons)
        self._make_room()

    def fit(self, narrow: bool) -> None:
        """Leave out the way back and, where the title would be cut, all but the primary button.

        What is left out stays in the menus, with its key.
        """
        self._narrow = narrow

    def show_hints(self, shown: bool) -> None:
        """Show or hide keycaps beside the buttons."""
        self._hints = shown

    def button(self, key: str) -> Button | None:
        """Give the button whose command has that key sequence."""
        return next((button for command, button in self._buttons if command.key == key), None)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: texts are cut, not the window stretched."""
        return QSize(300, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Weigh title and buttons again at the new width."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        for _command, button in self._buttons:
            button.setVisible(True)
        pills = sum(pill.sizeHint().width() + 8 for pill in self._pills)
        need = self._title.sizeHint().width() + pills + self._right.sizeHint().width() + 60
        if self._narrow and need > self.width():
            for command, button in self._buttons:
                button.setVisible(command.primary)

    def _fill_top(self, page: Page) -> None:
        while self._top.count() > 1:
            first = self._top.itemAt(0)
            is_title = first is not None and first.widget() is self._title
            item = self._top.takeAt(1 if is_title else 0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        crumbs = () if self._narrow else page.crumbs()
        for number, crumb in enumerate(crumbs):
            link = Link(crumb.text, crumb.go)
            self._top.insertWidget(2 * number, link)
            self._top.insertWidget(2 * number + 1, Label("›", "fact"))
        self._top.setContentsMargins(0 if crumbs else LINK_EDGE, 0, 0, 0)
        self._pills = [Pill(pill) for pill in page.pills()]
        for pill in self._pills:
            self._top.addWidget(pill)
        self._top.addStretch(1)

    def _fill_right(self, commands: Sequence[Command]) -> None:
        empty(self._right)
        self._buttons = []
        for command in commands[:3]:
            if not command.enabled and command.reason:
                words = BEFORE_NUMBER.sub("\u00a0", command.reason)
                reason = Label(words, "caption", wrap=True)
                reason.setFixedWidth(140)
                reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._right.addWidget(reason)
            button = Button(
                command.text, command.run, "primary" if command.primary else "plain", command.icon
            )
            button.setEnabled(command.enabled)
            button.setAccessibleName(command.text)
            button.setAccessibleDescription(command.reason or command.key)
            button.setToolTip(command.key)
            self._right.addWidget(button)
            self._buttons.append((command, button))
        if self._hints and len(self._buttons) == 1 and (key := self._buttons[0][0].key):
            self._right.addWidget(KeyCap(key))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16 - LINK_EDGE, 0, 12, 0)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setContentsMargins(0, 6, 0, 6)
        words.setSpacing(0)
        self._top.setSpacing(8)
        self._top.addWidget(self._title)
        words.addLayout(self._top)
        self._facts.setContentsMargins(LINK_EDGE, 0, 0, 0)
        words.addWidget(self._facts)
        row.addLayout(words, 1)
        self._right.setSpacing(10)
        row.addLayout(self._right)
