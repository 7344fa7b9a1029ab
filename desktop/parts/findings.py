"""A finding in its sizes: the line at a field, the row of a panel, the note in the flow."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.parts.buttons import Button, Link
from desktop.parts.chips import KeyCap
from desktop.parts.rows import KeyRow
from desktop.parts.texts import Frame, IconView, Label, mark
from forms.findings import Severity
from forms.words import N_

SIGNS = {
    Severity.FORMAT: ("state.hard", "err"),
    Severity.HARD: ("state.hard", "err"),
    Severity.SOFT: ("state.soft", "soft"),
    Severity.INFO: ("state.info", "info"),
}
"""Severity -> icon and tone, the same wherever a finding is shown."""

GROUPS = {
    Severity.FORMAT: N_("Must be corrected"),
    Severity.HARD: N_("Must be corrected"),
    Severity.SOFT: N_("To be confirmed"),
    Severity.INFO: N_("For information"),
}
"""Severity -> the head under which a panel lists it; also what a screen reader says."""


def announce(widget: QWidget, text: str) -> None:
    """Say a text politely to screen readers; the focus stays where it is."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # not at the start

    event = QAccessibleAnnouncementEvent(widget, text)
    QAccessible.updateAccessibility(event)


class FindingLine(QWidget):
    """A finding under a row of fields: icon, number of the field and sentence on 12 px lines."""

    def __init__(self, text: str = "", severity: Severity = Severity.HARD) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(6)
        self._icon = IconView(size=14, top=2)
        self._text = Label("", "finding", wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.tell(text, severity)

    def tell(self, text: str, severity: Severity = Severity.HARD) -> None:
        """Show another finding, already spoken; an empty text hides the line."""
        name, tone = SIGNS[severity]
        self._icon.show_icon(name, tone, tr(GROUPS[severity]))
        mark(self._text, tone=tone)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Give the sentence shown."""
        return self._text.text()


class FindingRow(KeyRow):
    """A finding in the panel: bold place, sentence, and an action when it offers one.

    chosen() tells that Enter, Space or the mouse took it: the page then goes to its field.
    """

    chosen = Signal()

    def __init__(
        self,
        place: str,
        sentence: str,
        severity: Severity,
        action: tuple[str, str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__(f"{place}. {sentence}")
        self.setAccessibleDescription(tr(GROUPS[severity]))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 8)
        row.setSpacing(8)
        name, tone = SIGNS[severity]
        row.addWidget(IconView(name, 14, tone, 2), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(place, "strong", wrap=True))
        words.addWidget(Label(sentence, "fact", wrap=True))
        if action is not None:
            words.addLayout(self._action(*action))
        row.addLayout(words, 1)

    @staticmethod
    def _action(text: str, key: str, run: Callable[[], object]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(Button(text, run, "small"))
        if key:
            line.addWidget(KeyCap(key))
        line.addStretch(1)
        return line

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it with the mouse."""
        self.setFocus()
        self.take()

    def take(self) -> None:
        """Tell that it was taken."""
        self.chosen.emit()


class Note(Frame):
    """A tinted strip with a bar at its left: tone err, soft, info or ok; bold head if given."""

    def __init__(self, text: str, tone: str = "info", icon: str = "state.info", head: str = ""):
        super().__init__("note", tone=tone)
        self._text = Label(text, "body", wrap=True)
        self._head = Label(head, "strong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._icon = IconView(icon, 14, tone, 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._head)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        self.tell(text, head)

    def tell(self, text: str, head: str = "") -> None:
        """Write other words; the head disappears when it is empty."""
        self._text.setText(text)
        self._head.setText(head)
        self._head.setVisible(bool(head))
        self.setAccessibleName(f"{head} {text}".strip())


class InfoStrip(Frame):
    """A strip in the flow with links at its right: a likely duplicate to compare.

    It takes no focus and opens nothing; showing it is announced politely.
    """

    def __init__(self, icon: str = "fact.people", tone: str = "info") -> None:
        super().__init__("note", tone=tone)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 0, 6, 0)
        self._row.setSpacing(8)
        self._row.addWidget(IconView(icon, 14, tone))
        self._text = Label("", "body", wrap=True)
        self._row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._links: list[Link] = []
        self.setMinimumHeight(24)
        self.hide()

    def tell(self, text: str, links: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show a sentence with its links; an empty one hides the strip."""
        for old in self._links:
            old.deleteLater()
        self._links = [Link(words, run) for words, run in links]
        for link in self._links:
            self._row.addWidget(link)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            announce(self, text)
