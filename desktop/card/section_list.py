"""The list of sections at the left of a card: number, title, and how each one stands."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.card.filling import Filling, Spot, spot_of
from desktop.language import tr
from desktop.parts.panels import Column
from desktop.parts.texts import Frame, IconView, Label, hairline, mark
from forms.fields import Field, Repeat
from forms.findings import Finding, Severity
from forms.form import Section
from forms.words import N_

WIDE, NARROW = 182, 56


class Standing(Enum):
    """How a section stands: icon, tone, and what it means."""

    FULL = ("state.ok", "ok", N_("filled in"))
    MEND = ("state.hard", "err", N_("to be mended"))
    CONFIRM = ("state.soft", "soft", N_("to be confirmed"))
    EMPTY = ("state.empty", "ink3", N_("not begun"))
    NONE = ("state.none", "ink3", N_("does not apply"))


def standing(section: Section, filling: Filling, findings: Sequence[Finding]) -> Standing:
    """Say how a section stands, by what is entered in it and what was found."""
    names = {each.name for each in section.fields}
    mine = [one for one in findings if spot_of(one).path.split(".")[0] in names]
    begun = any(filling.record.get(name) is not None for name in names) or any(
        spot.path.split(".")[0] in names for spot in filling.unread
    )
    stops = [one for one in mine if one.severity.stops]
    if any(begun or not filling.waits(one) for one in stops):
        return Standing.MEND
    if any(one.severity is Severity.SOFT for one in mine):
        return Standing.CONFIRM
    if begun:
        return Standing.FULL
    return (
        Standing.EMPTY
        if stops or any(_asked(filling, one) for one in section.fields)
        else (Standing.NONE)
    )


def _asked(filling: Filling, each: Field | Repeat) -> bool:
    return filling.shows(each) if isinstance(each, Repeat) else filling.asked(Spot(each.name))


class SectionRow(Frame):
    """One section: a click goes to it."""

    chosen = Signal()

    def __init__(self, number: str) -> None:
        super().__init__("row")
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 5, 10, 5)
        row.setSpacing(6)
        self._number = Label(number, "body", "ink2")
        self._number.setFixedWidth(14)
        self._title = Label("", "body", wrap=True)
        self._icon = IconView(size=14, top=2)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._number, 0, top)
        row.addWidget(self._title, 1)
        row.addWidget(self._icon, 0, top)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tell(self, title: str, standing: Standing, current: bool) -> None:
        """Show title, standing, and whether the focus is in this section."""
        icon, tone, words = standing.value
        self._title.setText(title)
        self._icon.show_icon(icon, tone, tr(words))
        mark(self._title, role="strong" if current else "body")
        mark(self._title, tone="ink3" if standing is Standing.NONE else "")
        mark(self, chosen="true" if current else "false")
        self.setAccessibleName(f"{title}: {tr(words)}")
        self.setToolTip(f"{title}: {tr(words)}")

    def fit(self, narrow: bool) -> None:
        """Show number and icon only."""
        self._title.setVisible(not narrow)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the section."""
        self.chosen.emit()


class SectionList(Frame):
    """All sections with their standing, and below them what the signs mean."""

    chosen = Signal(int)

    def __init__(self, count: int) -> None:
        super().__init__("side", edge="right")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        column = Column(margins=(0, 10, 0, 8))
        column.body.setSpacing(0)
        self._rows = [SectionRow(str(at)) for at in range(1, count + 1)]
        for at, row in enumerate(self._rows):
            row.chosen.connect(lambda at=at: self.chosen.emit(at))
            column.body.addWidget(row)
        column.body.addStretch(1)
        outer.addWidget(column, 1)
        self._legend = Frame("clear")
        self._signs: list[tuple[Label, Standing]] = []
        outer.addWidget(self._legend)
        self._fill_legend()
        self.fit(False)

    def tell(self, rows: Sequence[tuple[str, Standing]], current: int) -> None:
        """Show titles and standings; current is the section of the focus, -1 for none."""
        for at, (title, standing_) in enumerate(rows):
            self._rows[at].tell(title, standing_, at == current)
        for label, sign in self._signs:
            label.setText(tr(sign.value[2]))

    def fit(self, narrow: bool) -> None:
        """Shrink to number and sign."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._legend.setVisible(not narrow)
        for row in self._rows:
            row.fit(narrow)

    def _fill_legend(self) -> None:
        column = QVBoxLayout(self._legend)
        column.setContentsMargins(14, 0, 12, 10)
        column.setSpacing(2)
        column.addWidget(hairline())
        column.addSpacing(6)
        for sign in (Standing.FULL, Standing.MEND, Standing.CONFIRM, Standing.EMPTY):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconView(sign.value[0], 14, sign.value[1]))
            label = Label("", "caption")
            self._signs.append((label, sign))
            row.addWidget(label, 1)
            column.addLayout(row)
