"""Places for other parts: cards, scrolling columns, section heads and the empty page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.parts.buttons import KeyedLink, WayCard
from desktop.parts.texts import Frame, IconView, Label, hairline

MARGIN = 26
"""The sheet's margin, in which the numbers of its sections stand."""


class Card(Frame):
    """A bordered panel with an optional head (title, and at its right whatever is put there)."""

    def __init__(self, title: str = "", role: str = "card") -> None:
        super().__init__(role)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.title = Label(title, "head")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 8, 12, 8)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self._line = hairline()
        outer.addLayout(self.head)
        outer.addWidget(self._line)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(14, 8, 14, 10)
        outer.addLayout(self.body, 1)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Write the title; without one the card has no head."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self._line.setVisible(bool(title))
        if not title:
            self.head.setContentsMargins(0, 0, 0, 0)
        else:
            self.head.setContentsMargins(14, 8, 12, 8)


ROUND = 16
"""So much is seen at both sides of what is scrolled to."""


class Column(QScrollArea):
    """A column that scrolls on its own and asks for little height; body takes its parts."""

    def __init__(self, width: int = 0, margins: tuple[int, int, int, int] = (16, 12, 16, 12)):
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = Frame("clear")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(8)
        self.setWidget(inside)
        if width:
            self.setFixedWidth(width)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: it scrolls."""
        return QSize(80, 60)

    def empty(self) -> None:
        """Take everything out of the column."""
        empty(self.body)


def show_across(part: QWidget, area: QRect) -> None:
    """Scroll what lies around a part so that an area of it is seen from its left end on: where a
    screen is too narrow for a page, the caret must not leave it."""
    outer = part.parentWidget()
    while outer is not None:
        inside = outer.widget() if isinstance(outer, QScrollArea) else None
        if isinstance(outer, QScrollArea) and inside is not None and inside.isAncestorOf(part):
            bar, seen = outer.horizontalScrollBar(), outer.viewport().width()
            left = part.mapTo(inside, area.topLeft()).x()
            bar.setValue(max(bar.value(), left + area.width() + ROUND - seen))
            bar.setValue(min(bar.value(), left - ROUND))
        outer = outer.parentWidget()


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


class SectionHead(QWidget):
    """The head of a section: number in the margin, title, facts, and a link with its key."""

    def __init__(self, number: str, title: str, facts: str = "") -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(4)
        self._number = Label(number, "number")
        self._number.setFixedWidth(MARGIN)
        grid.addWidget(self._number, 0, 0)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._title = Label(title, "head")
        self._facts = Label(facts, "caption")
        self._row.addWidget(self._title)
        self._row.addWidget(self._facts, 1)
        grid.addLayout(self._row, 0, 1)
        grid.addWidget(hairline(), 1, 1)

    def tell(self, title: str, facts: str = "") -> None:
        """Write another title and facts."""
        self._title.setText(title)
        self._facts.setText(facts)

    def add(self, link: KeyedLink) -> None:
        """Put a link at the right."""
        self._row.addWidget(link)


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from an empty page: Way(tr("New card"), tr("…"), "action.write", "Ctrl+N", run)."""

    text: str
    help: str
    icon: str
    key: str
    run: Callable[[], object]


class EmptyState(QWidget):
    """An empty page: icon, a sentence of fact, one of help, at most three ways on, and a note."""

    def __init__(
        self, icon: str, sentence: str, help_: str = "", ways: Sequence[Way] = (), note: str = ""
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconView(icon, 40, "accent"), 0, middle)
        for text, role in ((sentence, "title"), (help_, "fact")):
            label = Label(text, role, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setVisible(bool(text))
            column.addWidget(label)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        self.cards = [WayCard(way.text, way.help, way.icon, way.key, way.run) for way in ways[:3]]
        for card in self.cards:
            row.addWidget(card)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(8)
        last = Label(note, "caption", wrap=True)
        last.setAlignment(Qt.AlignmentFlag.AlignCenter)
        last.setVisible(bool(note))
        column.addWidget(last)
        column.addStretch(2)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(help_)

    def first_focus(self) -> QWidget | None:
        """Give the first way on: it has the focus when the page is shown."""
        return self.cards[0] if self.cards else None
