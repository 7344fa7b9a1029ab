"""The page of all keys: place by place, first those of here; part of a name or a key finds one."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.keys import KeyGroup, KeyLine, groups
from desktop.language import tr
from desktop.parts.chips import KeyCap
from desktop.parts.fields import SearchBox
from desktop.parts.texts import Frame, Label
from desktop.parts.veil import VeiledDialog
from forms.letters import fold

STEPS = {
    Qt.Key.Key_Up: -40,
    Qt.Key.Key_Down: 40,
    Qt.Key.Key_PageUp: -300,
    Qt.Key.Key_PageDown: 300,
}
"""By how many px a key scrolls."""


class KeysDialog(VeiledDialog):
    """Shows every key; here are the spoken commands of the page from which it was asked for."""

    def __init__(self, parent: QWidget | None, here: Collection[str]) -> None:
        super().__init__(parent, tr("Keys"), 640)
        self.box = SearchBox()
        self.box.setPlaceholderText(tr("Part of a name, or a key"))
        self.box.setAccessibleName(tr("Part of a name, or a key"))
        self.body.addWidget(self.box)
        self.none = Label(tr("No key is called so."), "fact")
        self.none.hide()
        self.body.addWidget(self.none)
        self._groups = [_Group(one) for one in groups(here)]
        for shown in self._groups:
            self.body.addWidget(shown)
        self.body.addStretch(1)
        self.box.textChanged.connect(self._narrow)
        self.box.down.connect(lambda: self._scroll_by(STEPS[Qt.Key.Key_Down]))
        self.add_hint("Esc", tr("go back"))
        self.add_button(tr("Close"), self.accept, "primary")
        self.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and PgUp, PgDown scroll, wherever the focus is."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._scroll_by(step)
        else:
            super().keyPressEvent(event)

    def _scroll_by(self, step: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + step)

    def _narrow(self, typed: str) -> None:
        found = [shown.narrow(typed) for shown in self._groups]
        self.none.setVisible(not any(found))


class _Group(Frame):
    """The keys of one place under its name."""

    def __init__(self, group: KeyGroup) -> None:
        super().__init__("clear")
        self._title = group.title
        self._rows: list[tuple[KeyLine, QWidget, QWidget]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.addWidget(Label(tr(group.title), "head"), 0, 0, 1, 2)
        for row, line in enumerate(group.lines, 1):
            caps, words = _caps(line), Label(tr(line.words), "fact", wrap=True)
            grid.addWidget(caps, row, 0)
            grid.addWidget(words, row, 1)
            self._rows.append((line, caps, words))
        grid.setColumnMinimumWidth(0, 200)
        grid.setColumnStretch(1, 1)

    def narrow(self, typed: str) -> bool:
        """Show what answers a typed text; False when nothing does."""
        whole = fold(typed) in fold(tr(self._title))
        some = False
        for line, *shown in self._rows:
            fits = whole or _answers(line, typed)
            some = some or fits
            for part in shown:
                part.setVisible(fits)
        self.setVisible(some)
        return some


def _answers(line: KeyLine, typed: str) -> bool:
    spoken = fold(typed) in fold(tr(line.words)) if fold(typed) else not typed.strip()
    return spoken or any(typed.strip().casefold() in key.casefold() for key in line.keys)


def _caps(line: KeyLine) -> Frame:
    found = Frame("clear")
    row = QHBoxLayout(found)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for key in line.keys:
        row.addWidget(KeyCap(key))
    row.addStretch(1)
    return found
