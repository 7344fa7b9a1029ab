"""Figures: the balance strip (01 + 02 - 03 = 04) and the bar of a merge."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.guarded import guarded
from desktop.parts.texts import Frame, IconView, Label, mark, upright

GAP, TIGHT = 14, 8
"""Room between the figures of a balance, and where the strip is narrow."""


class BalanceStrip(Frame):
    """Four figures with their signs between them, and controls said at the right."""

    def __init__(self) -> None:
        super().__init__("card")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(GAP)
        row.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
        self._row = row
        self._figures: list[tuple[Label, Label]] = []
        for sign in ("", "+", "−", "="):
            if sign:
                between = Label(sign, "figure", "ink2")
                row.addWidget(between, 0, Qt.AlignmentFlag.AlignBottom)
            column = QVBoxLayout()
            column.setSpacing(0)
            words, figure = Label("", "caption"), Label("", "figure")
            column.addWidget(words)
            column.addWidget(figure)
            row.addLayout(column)
            self._figures.append((words, figure))
        self._between = upright()
        row.addWidget(self._between)
        self._controls: list[tuple[IconView, Label, Label, QWidget]] = []
        for _ in range(2):
            row.addWidget(self._control())
        row.addStretch(1)

    def tell(self, figures: Sequence[tuple[str, str]], wrong: bool = False) -> None:
        """Write four (words, figure) pairs; the last figure is red when they do not add up."""
        for (words, figure), (text, number) in zip(self._figures, figures, strict=True):
            words.setText(text)
            figure.setText(number)
            figure.setAccessibleName(f"{text}: {number}")
        mark(self._figures[-1][1], tone="err" if wrong else "")

    def tell_control(
        self, place: int, head: str, facts: str, tone: str = "ok", icon: str = "state.ok"
    ) -> None:
        """Write one of the two controls at the right; an empty head hides it."""
        sign, title, line, whole = self._controls[place]
        sign.show_icon(icon, tone)
        title.setText(head)
        line.setText(facts)
        whole.setAccessibleName(f"{head}. {facts}")
        whole.setToolTip(facts)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Weigh figures and controls again at the new width."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show all that fits: figures never give way, controls leave out their facts first."""
        said = [one for one in self._controls if one[1].text()]
        for gap, facts, controls in (
            (GAP, True, said),
            (TIGHT, True, said),
            (TIGHT, False, said),
            (TIGHT, False, said[:1]),
            (TIGHT, False, []),
        ):
            self._row.setSpacing(gap)
            for control in self._controls:
                _, _, line, whole = control
                line.setVisible(facts)
                whole.setVisible(control in controls)
                if (inner := whole.layout()) is not None:
                    inner.invalidate()  # what is asked next must not be what was kept
                whole.updateGeometry()
            self._between.setVisible(bool(controls))
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                return

    def _control(self) -> QWidget:
        whole = Frame("clear")
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 4, 12, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        sign, title, line = IconView(size=14), Label("", "strong"), Label("", "caption")
        grid.addWidget(sign, 0, 0)
        grid.addWidget(title, 0, 1)
        grid.addWidget(line, 1, 0, 1, 2)
        whole.hide()
        self._controls.append((sign, title, line, whole))
        return whole


@dataclass(frozen=True, slots=True)
class Part:
    """A segment of the bar: how many, its tone (ok, err, info, plain) and what it means."""

    count: int
    tone: str
    words: str


HATCH = {
    "ok": Qt.BrushStyle.SolidPattern,
    "err": Qt.BrushStyle.BDiagPattern,
    "info": Qt.BrushStyle.DiagCrossPattern,
    "soft": Qt.BrushStyle.FDiagPattern,
    "plain": Qt.BrushStyle.Dense5Pattern,
}
"""Tone -> hatch: colour is never the only sign."""

INKS = {"ok": "ok", "err": "err", "info": "info", "soft": "soft", "plain": "edge"}


class PartsBar(QWidget):
    """A bar whose segments say how many parts are in which state; each has a hatch of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Part] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, parts: Sequence[Part]) -> None:
        """Show other numbers; empty parts are left out."""
        self._parts = [part for part in parts if part.count]
        self.setAccessibleName(", ".join(f"{part.words}: {part.count}" for part in self._parts))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a bar 20 high."""
        return QSize(200, 20)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each segment in its share of the width, at least wide enough for its number."""
        painter = QPainter(self)
        painter.setFont(theme.font("small", strong=True))
        left = 0.0
        for part, width in zip(self._parts, self._widths(), strict=True):
            self._segment(painter, QRectF(left, 0, width - 1, self.height()), part)
            left += width

    def _widths(self) -> list[float]:
        least = 28.0
        whole = sum(part.count for part in self._parts)
        free = max(self.width() - least * len(self._parts), 0)
        return [least + free * part.count / whole for part in self._parts]

    @staticmethod
    def _segment(painter: QPainter, box: QRectF, part: Part) -> None:
        solid = part.tone == "ok"
        painter.fillRect(box, theme.color("surface"))
        painter.fillRect(box, QBrush(theme.color(INKS[part.tone]), HATCH[part.tone]))
        text = str(part.count)
        wide = QFontMetrics(painter.font()).horizontalAdvance(text) + 10
        if not solid:
            chip = QRectF(box.center().x() - wide / 2, box.top() + 2, wide, box.height() - 4)
            painter.fillRect(chip, theme.color("surface"))
        painter.setPen(theme.color("on_accent" if solid else "ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
