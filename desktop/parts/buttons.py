"""Buttons: primary, plain, link and decision; the segmented choice; the ways on."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import icons, theme
from desktop.guarded import guarded
from desktop.parts.chips import KeyCap
from desktop.parts.texts import IconView, Label, mark


class Button(QPushButton):
    """A push button of a role: plain, primary, small, link or decision."""

    def __init__(
        self,
        text: str = "",
        run: Callable[[], object] | None = None,
        role: str = "plain",
        icon: str = "",
    ) -> None:
        super().__init__(text)
        self._icon = icon
        self.setAutoDefault(True)  # Enter presses what has the focus
        self.set_role(role)
        if run is not None:
            self.clicked.connect(lambda: run())

    def set_role(self, role: str) -> None:
        """Make it another kind of button; its icon takes the fitting colour."""
        tone = {"primary": "on_accent", "link": "accent"}.get(role, "ink2")
        mark(self, role=role)
        if self._icon:
            self.setIcon(icons.icon(self._icon, tone))
            self.setIconSize(QSize(16, 16))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it; on the filled one the focus is a line of its own: a darker edge is not seen."""
        super().paintEvent(event)
        if self.hasFocus() and self.property("role") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("on_accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)

    def set_text(self, text: str) -> None:
        """Write other words on it, for those who hear as for those who see."""
        self.setText(text)
        self.setAccessibleName(text)


class Link(Button):
    """A button that looks like a link and takes no more room than its words."""

    def __init__(
        self, text: str = "", run: Callable[[], object] | None = None, icon: str = ""
    ) -> None:
        super().__init__(text, run, "link", icon)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class KeyedLink(QWidget):
    """A link with its key beside it; they come and go together."""

    def __init__(self, run: Callable[[], object], icon: str, key: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.link = Link("", run, icon)
        row.addWidget(self.link)
        row.addWidget(KeyCap(key))

    def set_text(self, text: str) -> None:
        """Write other words on the link."""
        self.link.set_text(text)


class Segmented(QWidget):
    """Two or three choices side by side, one of them pressed; picked(key) tells which."""

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for number, (key, text) in enumerate(choices):
            button = Button(text, partial(self.picked.emit, key), "segment")
            button.setCheckable(True)
            last = number == len(choices) - 1
            button.setProperty("place", "first" if not number else "last" if last else "middle")
            self._group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button
        if choices:
            self.pick(choices[0][0])

    def tell(self, key: str, text: str) -> None:
        """Write other words on one choice."""
        self._buttons[key].setText(text)

    def pick(self, key: str) -> None:
        """Press one choice without telling it."""
        self._buttons[key].setChecked(True)

    def current(self) -> str:
        """Give the key of the pressed choice."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")


class _Rich(QPushButton):
    """A push button that holds labels of its own and is as large as they are."""

    def __init__(self, run: Callable[[], object] | None) -> None:
        super().__init__()
        self.setAutoDefault(True)  # Enter presses what has the focus
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if run is not None:
            self.clicked.connect(lambda: run())

    def sizeHint(self) -> QSize:
        """Ask for what the labels need."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never be smaller than the labels at the width of now."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """True: help may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that the wrapped help needs."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1


class WayCard(_Rich):
    """A way on from an empty page: icon, key, title and a line of help on a card."""

    def __init__(
        self,
        text: str,
        help_: str,
        icon: str,
        key: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(run)
        self.setProperty("role", "way")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(IconView(icon, 20, "accent"))
        top.addStretch(1)
        if key:
            top.addWidget(KeyCap(key))
        column.addLayout(top)
        column.addSpacing(6)
        self._title = Label(text, "head", wrap=True)
        self._help = Label(help_, "fact", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._help)
        column.addStretch(1)
        for label in (self._title, self._help):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(264)
        self.setMinimumHeight(122)
        self.setAccessibleName(text)
        self.setAccessibleDescription(help_)


class WayRow(_Rich):
    """A way on in a list: icon, title over help, and a caret at the right."""

    def __init__(self, icon: str, run: Callable[[], object] | None = None) -> None:
        super().__init__(run)
        self.setProperty("role", "wayrow")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 3, 6, 3)
        row.setSpacing(12)
        row.addWidget(IconView(icon, 18, "accent"))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Label("", "strong", "accent")
        self._help = Label("", "caption", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._help)
        row.addLayout(words, 1)
        row.addWidget(IconView("fold.closed", 14, "ink3"))
        for label in (self._title, self._help):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def tell(self, text: str, help_: str) -> None:
        """Write the words."""
        self._title.setText(text)
        self._help.setText(help_)
        self.setAccessibleName(text)
        self.setAccessibleDescription(help_)

    def tell_title(self, text: str) -> None:
        """Write the title."""
        self.tell(text, self._help.text())

    def tell_help(self, text: str) -> None:
        """Write the line of help."""
        self.tell(self._title.text(), text)
