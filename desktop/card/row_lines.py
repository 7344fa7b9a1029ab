"""The lines under a row of fields: why some do not apply, and what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.findings import FindingLine
from desktop.parts.texts import Label
from forms.findings import Severity


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it stands under a row: already spoken, with its weight."""

    text: str
    severity: Severity


class RowLines(QWidget):
    """Shows any number of lines; without one it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._reasons = Label("", "caption", wrap=True)
        self._reasons.hide()
        self._column.addWidget(self._reasons)
        self._lines: list[FindingLine] = []
        self.hide()

    def tell(self, lines: Sequence[Line], reasons: str = "") -> None:
        """Show these lines and no others."""
        while len(self._lines) < len(lines):
            self._lines.append(FindingLine())
            self._column.addWidget(self._lines[-1])
        for at, widget in enumerate(self._lines):
            if at < len(lines):
                widget.tell(lines[at].text, lines[at].severity)
            else:
                widget.hide()
        self._reasons.setText(reasons)
        self._reasons.setVisible(bool(reasons))
        self.setVisible(bool(lines or reasons))

    def texts(self) -> Iterable[str]:
        """Give the sentences on the screen."""
        return [one.text() for one in self._lines if not one.isHidden()]


def worst(severities: Iterable[Severity]) -> str:
    """Give the state in which a field with these findings is dressed."""
    found = set(severities)
    if any(one.stops for one in found):
        return "error"
    return "soft" if Severity.SOFT in found else ""
