"""The gate: petrol with arches at the left, at the right one step of opening or making a vault."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import language, theme
from desktop.frame.tongues import Tongues
from desktop.guarded import guarded
from desktop.language import day, keep, keep_spoken, tr
from desktop.parts.panels import Column
from desktop.parts.texts import Frame, IconView, Label, polish
from forms.words import N_, Language

FORM = 420
VERSION = "0.1.0"
SIDE = 64
ARCHES = ((100, 10), (170, 9), (239, 8), (308, 7), (377, 6))
"""Radius and stroke of each arch, from the inside out."""


class ArchPanel(QWidget):
    """Two fifths of the window: the mark, the name, and three facts that need trust."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 40, 28)
        column.setSpacing(0)
        column.addWidget(Mark())
        column.addSpacing(22)
        name = Label("", "mark", "on_arch")
        keep(name, name.setText, N_("Pana"))
        column.addWidget(name)
        column.addSpacing(10)
        whose = Label("", "subtitle", "on_arch", wrap=True)
        whose.setMaximumWidth(400)
        keep(
            whose,
            whose.setText,
            N_("Commission on juvenile affairs and protection of their rights"),
        )
        column.addWidget(whose)
        column.addStretch(1)
        self._backup = Label("", "body", "on_arch", wrap=True)
        self._backup_row = self._fact("place.history", self._backup)
        for icon, sentence in (
            ("fact.disk", N_("Data is kept on this computer, in an encrypted vault")),
            ("fact.offline", N_("No internet is needed")),
        ):
            label = Label("", "body", "on_arch", wrap=True)
            keep(label, label.setText, sentence)
            column.addWidget(self._fact(icon, label))
        column.addWidget(self._backup_row)
        self._day: date | None = None
        keep_spoken(self, self._backup.setText, self._backup_words)
        self.tell_backup(None)

    def tell_backup(self, made: date | None) -> None:
        """Say when the chosen vault was last backed up; unknown hides the line."""
        self._day = made
        self._backup.setText(self._backup_words())
        self._backup_row.setVisible(made is not None)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw petrol and arches: they stand on the ground, three quarters to the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("arch"))
        middle, ground = self.width() * 0.74, self.height() + 4.0
        spring = self.height() - 148.0
        for radius, stroke in ARCHES:
            painter.setPen(QPen(theme.color("arch_line"), stroke))
            box = QRectF(middle - radius, spring - radius, 2 * radius, 2 * radius)
            painter.drawArc(box, 0, 180 * 16)
            for side in (box.left(), box.right()):
                painter.drawLine(round(side), round(spring), round(side), round(ground))

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the window decides."""
        return QSize(360, 300)

    def _backup_words(self) -> str:
        return tr("Last backup: {day}, checked", day=day(self._day))

    @staticmethod
    def _fact(icon: str, label: Label) -> Frame:
        line = Frame("clear")
        row = QHBoxLayout(line)
        row.setContentsMargins(2, 5, 0, 5)
        row.setSpacing(12)
        row.addWidget(IconView(icon, 16, "on_arch", 2), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        return line


class Gate(QWidget):
    """Holds one step at a time, 420 wide and in the middle; picked(language) tells the switch."""

    picked = Signal(Language)

    def __init__(self) -> None:
        super().__init__()
        self.arches = ArchPanel()
        self.tongues = Tongues(language.NAMES)
        self.tongues.picked.connect(self.picked)
        self._step: QWidget | None = None
        self._column = Column(margins=(24, 8, 24, 24))
        self._column.body.setSpacing(0)
        # A row with stretches and no alignment: an aligned item is measured at the full width,
        # at which its wrapped texts need less height than they then have.
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addStretch(1)
        self._column.body.addStretch(1)
        self._column.body.addLayout(self._row)
        self._column.body.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self.arches, 2)
        halves.addWidget(self._right(), 3)
        outer.addLayout(halves, 1)
        outer.addWidget(self._foot())

    def show_step(self, step: QWidget) -> None:
        """Show a step in place of the one before, which is let go."""
        if self._step is not None:
            self._step.hide()
            self._row.removeWidget(self._step)
            self._step.deleteLater()
        step.setFixedWidth(FORM)
        if self.isVisible():
            polish(step)
        self._step = step
        self._row.insertWidget(1, step)
        step.show()
        focus = getattr(step, "first_focus", None)
        if focus is not None:
            focus().setFocus()

    def step(self) -> QWidget | None:
        """Give the step that is shown."""
        return self._step

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the window decides."""
        return QSize(900, 400)

    def _right(self) -> QWidget:
        side = Frame("canvas")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addStretch(1)
        top.addWidget(self.tongues)
        column.addLayout(top)
        column.addWidget(self._column, 1)
        return side

    @staticmethod
    def _foot() -> Frame:
        foot = Frame("status")
        foot.setFixedHeight(28)
        row = QHBoxLayout(foot)
        row.setContentsMargins(10, 0, 10, 0)
        row.addStretch(1)
        words = Label("", "caption", "ink2")
        keep(words, words.setText, N_("Pana {version} · offline"), version=VERSION)
        row.addWidget(words)
        return foot


class Mark(QWidget):
    """The mark, an arch over one small person, drawn as in mark.svg.

    Reading the picture file would load every picture plugin of Qt before the first window.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(SIDE, SIDE)
        keep(self, self.setAccessibleName, N_("Pana"))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, arch, head and shoulders."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("mark"))
        painter.drawRoundedRect(self.rect(), 14, 14)
        painter.setBrush(theme.color("on_arch"))
        painter.drawEllipse(QPointF(32, 34.5), 6.6, 6.6)
        shoulders = QPainterPath(QPointF(22.6, 50.5))
        shoulders.cubicTo(24.5, 45.2, 28, 43.6, 32, 43.6)
        shoulders.cubicTo(36, 43.6, 39.5, 45.2, 41.4, 50.5)
        painter.drawPath(shoulders)
        arch = QPainterPath(QPointF(13.5, 48))
        arch.lineTo(13.5, 31.5)
        arch.arcTo(13.5, 13, 37, 37, 180, -180)
        arch.lineTo(50.5, 48)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.MiterJoin
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("on_arch"), 6.6, Qt.PenStyle.SolidLine, cap, join))
        painter.drawPath(arch)
