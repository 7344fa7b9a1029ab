"""A new passphrase typed twice in a dialog, judged in words while one types."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.entrance.start_steps import DIFFERENT
from desktop.language import told, tr
from desktop.parts.fields import FieldBox
from desktop.parts.findings import FindingLine
from desktop.parts.passphrase import PassphraseEdit
from desktop.parts.texts import Label
from forms.findings import Finding, Severity

Judge = Callable[[str], Finding | None]
"""Says what is wrong with a passphrase as far as its letters tell, None when nothing is."""


class SecretLines(QWidget):
    """Two lines side by side, and below them what is wrong so far, or that it will do."""

    def __init__(self, judge: Judge, words: str) -> None:
        super().__init__()
        self._judge = judge
        self.first, self.second = PassphraseEdit(), PassphraseEdit()
        self._judged, self._caps = FindingLine(), FindingLine(severity=Severity.SOFT)
        self._keyboard = Label("", "caption")
        top = FieldBox("", words, self.first)
        top.add_right(self._keyboard)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(top, 1)
        row.addWidget(FieldBox("", tr("The same once more"), self.second), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._judged)
        column.addWidget(self._caps)
        self.first.textChanged.connect(lambda _text: self._tell())
        for line in (self.first, self.second):
            self.listen_to(line)

    def listen_to(self, line: PassphraseEdit) -> None:
        """Tell the keyboard's language and Caps Lock of one more line."""
        line.caps_changed.connect(self._show_caps)
        line.keyboard_changed.connect(self._show_keyboard)

    def text(self) -> str:
        """Give what was typed."""
        return self.first.text()

    def problem(self) -> Finding | None:
        """Say why it will not do, and go to the line where that is mended."""
        wrong = self._judge(self.text())
        if wrong is not None:
            self.first.setFocus()
            return wrong
        if self.text() == self.second.text():
            return None
        self.second.clear()
        self.second.setFocus()
        return DIFFERENT

    def waits_for_second(self) -> bool:
        """Go on to the second line when Enter is pressed in the first; True when that was so."""
        waits = self.first.hasFocus() and bool(self.text()) and not self.second.text()
        if waits:
            self.second.setFocus()
        return waits

    def _tell(self) -> None:
        wrong = self._judge(self.text()) if self.text() else None
        if wrong is not None:
            self._judged.tell(told(wrong), Severity.SOFT)
        else:
            self._judged.tell(tr("This passphrase will do.") if self.text() else "", Severity.INFO)

    def _show_caps(self, on: bool) -> None:
        self._caps.tell(tr("Caps Lock is on") if on else "", Severity.SOFT)

    def _show_keyboard(self, words: str) -> None:
        self._keyboard.setText(tr("keyboard: {layout}", layout=words) if words else "")
