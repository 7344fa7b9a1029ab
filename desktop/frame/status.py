"""The status line: what was saved and when, the keys that work here, and the commission."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.language import tr
from desktop.page import Hint
from desktop.parts.chips import KeyHints
from desktop.parts.findings import announce
from desktop.parts.texts import Frame, IconView, Label, LineLabel

HEIGHT = 28
BESIDE = 80
"""Margins, icon and gaps of the line in px."""


class StatusLine(Frame):
    """Results stay here until the next one; nothing pops up and nothing fades."""

    def __init__(self) -> None:
        super().__init__("status")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        self._icon = IconView(size=14)
        self._text = LineLabel("", "caption", "ink2")
        self._keys = KeyHints()
        self._office = Label("", "caption", "ink2")
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addSpacing(12)
        row.addWidget(self._keys)
        row.addStretch(1)
        row.addWidget(self._office)
        self._saved: datetime | None = None
        self._told = ""
        self._warning = ""

    def tell(self, text: str) -> None:
        """Show a result; it is announced politely and stays until the next."""
        self._told = text
        self.retranslate()
        if text:
            announce(self, text)

    def warn(self, text: str) -> None:
        """Show a warning over whatever was told; "" takes it away, and that stands there again."""
        self._warning = text
        self.retranslate()
        if text:
            announce(self, text)

    def tell_saved(self, moment: datetime) -> None:
        """Show that everything is saved since that moment."""
        self._saved = moment
        self._told = ""
        self.retranslate()

    def tell_keys(self, hints: Sequence[Hint]) -> None:
        """Show the keys that work here; none hides them."""
        self._keys.show_hints(hints)
        self._make_room()

    def tell_office(self, text: str) -> None:
        """Show whose cabinet is open."""
        self._office.setText(text)
        self._make_room()

    def retranslate(self) -> None:
        """Speak again in the current language."""
        saved = ""
        if self._saved is not None:
            saved = tr("Saved {time}", time=self._saved.astimezone().strftime("%H:%M"))
        self._text.setText(self._warning or self._told or saved)
        name, tone = ("state.info", "info") if self._told else ("state.saved", "ok")
        if self._warning:
            name, tone = "state.soft", "soft"
        self._icon.show_icon(name if self._text.text() else "", tone)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Weigh text and keys again at the new width."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave the keys out where a warning, or what was told, would be cut for their sake."""
        need = self._text.sizeHint().width() + self._keys.sizeHint().width()
        room = self.width() - self._office.sizeHint().width() - BESIDE
        self._keys.setVisible(not self._warning and (not self._told or need <= room))

    def minimumSizeHint(self) -> QSize:
        """Ask for little: texts are cut, not the window stretched."""
        return QSize(300, HEIGHT)
