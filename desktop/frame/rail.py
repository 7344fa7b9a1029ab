"""The rail at the left: the places of the program, each with its key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout

from desktop import icons, theme
from desktop.guarded import guarded
from desktop.language import keep
from desktop.page import Place
from desktop.parts.texts import Frame

WIDTH = 88
HEIGHT = 58
HEIGHT_NARROW = 54


class PlaceButton(QAbstractButton):
    """A place: its icon over its name; the chosen one lies on the sheet with a bar at its left."""

    def __init__(self, icon: str, shortcut: str) -> None:
        super().__init__()
        self._icon = icon
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(WIDTH - 1, HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(shortcut)

    def tell(self, words: str) -> None:
        """Write the name."""
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the width of the rail."""
        return QSize(WIDTH - 1, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mouse is over it."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the mouse left it."""
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, bar, icon and name, and the focus frame."""
        painter = QPainter(self)
        here = self.isChecked()
        if here or self.underMouse():
            painter.fillRect(self.rect(), theme.color("surface" if here else "hover"))
        if here:
            painter.fillRect(0, 0, 3, self.height(), theme.color("accent"))
        tone = "accent" if here else "ink2"
        top = (self.height() - 44) / 2
        icons.paint(painter, self._icon, QRectF((self.width() - 20) / 2, top + 3, 20, 20), tone)
        painter.setFont(theme.font("small", strong=here))
        painter.setPen(theme.color(tone))
        words = QRectF(0, top + 25, self.width(), 18)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class Rail(Frame):
    """The places under each other, settings at the foot; chosen(key) tells where to go."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__("rail")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, PlaceButton] = {}
        for place in places:
            if place.key == "settings":
                column.addStretch(1)
            button = PlaceButton(place.icon, place.shortcut)
            keep(button, button.tell, place.title)
            button.clicked.connect(self._teller(place.key))
            self._group.addButton(button)
            column.addWidget(button)
            self._buttons[place.key] = button
        if "settings" not in self._buttons:
            column.addStretch(1)

    def show_place(self, key: str) -> None:
        """Mark where the person is."""
        self._buttons[key].setChecked(True)

    def fit(self, narrow: bool) -> None:
        """Give the places less height in a small window."""
        for button in self._buttons.values():
            button.setFixedHeight(HEIGHT_NARROW if narrow else HEIGHT)

    def _teller(self, key: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(key)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the window decides."""
        return QSize(WIDTH, 100)
