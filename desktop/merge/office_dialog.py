"""Asks into which office's return the parts are merged: typed by name or code, or one above."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.language import current, tr
from desktop.parts.fields import SearchBox
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from forms.territories import REPUBLIC, Register
from forms.territory import TOP_OFFICE, Commission

MOST = 30


def offices(register: Register, text: str, span: tuple[date, date]) -> Sequence[Commission]:
    """Give the offices with others beneath them that fit a typed text, the republic first.

    Without a text: the republic and the offices right beneath it.
    """
    first, last = span
    if text.strip():
        found = register.find_commissions(text, last, 200)
    else:
        found = [one for one in register.commissions(last) if one.parent_code == REPUBLIC]
    above = [one for one in found if register.parts(one.code, first, last)]
    wanted = text.strip().lower()
    names = (REPUBLIC, *(name.lower() for name in TOP_OFFICE.short))
    top = [TOP_OFFICE] if any(name.startswith(wanted) for name in names) else []
    return [*top, *above][:MOST]


class OfficeDialog(VeiledDialog):
    """After run(): chosen is the code of the office, None when the person thought better of it."""

    def __init__(self, parent: QWidget | None, register: Register, span: tuple[date, date]) -> None:
        super().__init__(parent, tr("Merge into the return of which office?"))
        self.chosen: str | None = None
        self._register, self._span = register, span
        self.search = SearchBox()
        self.search.setAccessibleName(tr("Name or code of the office"))
        self.search.setPlaceholderText(tr("Name or code of the office"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Offices"))
        self.list.setFixedHeight(280)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.body.addWidget(
            Label(tr("Only offices with commissions beneath them are shown."), "caption", wrap=True)
        )
        self.add_hint("Esc", tr("go back"))
        self.add_button(tr("Choose"), self.accept, "primary", "action.check")
        self.search.textChanged.connect(self._fill)
        self.search.down.connect(self.list.setFocus)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self._fill("")
        self.search.setFocus()

    def accept(self) -> None:
        """Take the office of the chosen row."""
        item = self.list.currentItem()
        if item is not None:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses wherever the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def _fill(self, text: str) -> None:
        self.list.clear()
        for one in offices(self._register, text, self._span):
            code = "" if one.code == REPUBLIC else f"  {one.code}"
            item = QListWidgetItem(f"{one.short.say(current())}{code}")
            item.setData(Qt.ItemDataRole.UserRole, one.code)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
