"""A dialog over a veil: it covers the whole window, so nothing behind it can be touched."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import (
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.guarded import guarded
from desktop.latin_keys import listen
from desktop.page import Hint
from desktop.parts.buttons import Button, Link
from desktop.parts.chips import KeyHints
from desktop.parts.panels import Column
from desktop.parts.texts import Frame, Label, polish
from desktop.window import Window

FOOTER = 56
EDGE = 16
"""The least distance between dialog and window, above and below."""


class VeiledDialog(QDialog):
    """A title, a body that takes parts, and a footer band with buttons; 560 to 640 wide.

    The picture of the window is drawn below the veil, so no compositor is needed and the dialog is
    truly modal.  Esc refuses; Enter presses the primary button unless a field takes it.
    """

    def __init__(self, parent: QWidget | None, title: str, width: int = 560) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setWindowTitle(title)
        self._behind = QPixmap()
        self.panel = Frame("dialog")
        self.panel.setParent(self)
        self.panel.setFixedWidth(width)
        self.title = Label(title, "title", wrap=True)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)  # the border keeps its own px
        column.setSpacing(0)
        self._scroll = Column(margins=(23, 20, 23, 16))
        self.body = self._scroll.body
        self.body.addWidget(self.title)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._footer())
        # The menus, and with them their keys, wait while a dialog is open; the lock may not.
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.activated.connect(self._lock)
        if parent is not None:
            parent.window().installEventFilter(self)
        inside = self._scroll.widget()
        if inside is not None:
            inside.installEventFilter(self)

    def add_button(
        self, text: str, run: Callable[[], object], role: str = "plain", icon: str = ""
    ) -> Button:
        """Put a button at the right of the footer; the primary one is pressed by Enter."""
        button = Button(text, run, role, icon)
        button.setDefault(role == "primary")
        self._buttons.addWidget(button)
        return button

    def add_link(self, text: str, run: Callable[[], object], icon: str = "action.back") -> Link:
        """Put a link at the left of the footer."""
        link = Link(text, run, icon)
        self._left.addWidget(link)
        return link

    def add_hint(self, key: str, words: str) -> None:
        """Put a key with its words at the left of the footer."""
        self._left.addWidget(KeyHints((Hint(key, words),)))

    def place_panel(self) -> None:
        """Give the panel the height its texts need at its width, and stand it in the middle."""
        layout = self.body
        room = self.panel.width() - 2
        need = layout.totalHeightForWidth(room) if layout.hasHeightForWidth() else -1
        need = max(need, layout.sizeHint().height() if need < 0 else 0) + FOOTER + 2
        height = min(need, max(self.height() - 2 * EDGE, 200))
        # A bar that showed once takes width, which keeps it needed: Qt would never take it away.
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if need <= height:
            bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._scroll.setVerticalScrollBarPolicy(bar)
        self.panel.resize(self.panel.width(), height)
        left = (self.width() - self.panel.width()) // 2
        self.panel.move(left, max((self.height() - height) // 2, EDGE))
        self.update()  # the shadow of the panel goes with it

    def showEvent(self, event: QShowEvent) -> None:
        """Cover the window and take its picture."""
        self._cover()
        polish(self)
        super().showEvent(event)
        listen(self)
        self.place_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel in the middle."""
        super().resizeEvent(event)
        self.place_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window when it is moved; measure again after a text changed."""
        if watched is self._scroll.widget():
            if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
                self.place_panel()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._cover()
        return False

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the window's picture, the veil and the shadow of the panel."""
        painter = QPainter(self)
        if not self._behind.isNull():
            painter.drawPixmap(0, 0, self._behind)
        else:
            painter.fillRect(self.rect(), theme.color("canvas"))
        painter.fillRect(self.rect(), theme.color("shadow", theme.VEIL))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.panel.geometry())
        for step in range(12, 0, -2):
            painter.setBrush(theme.color("shadow", 0.025))
            painter.drawRoundedRect(
                box.adjusted(-step, 4 - step, step, 4 + step), 8 + step, 8 + step
            )

    def _lock(self) -> None:
        """Ask the window behind all dialogs to lock."""
        behind: QWidget = self
        while (parent := _parent(behind)) is not None:
            behind = parent
        if isinstance(behind, Window):
            behind.lock_wanted.emit()

    def _cover(self) -> None:
        parent = self.parentWidget()
        window = parent.window() if parent is not None else None
        if window is None or not window.isVisible():
            self.resize(max(self.panel.width() + 2 * EDGE, 400), 560)
            return
        self._behind = window.grab()
        self.setGeometry(window.geometry())
        self.move(window.mapToGlobal(QPoint(0, 0)))

    def _footer(self) -> Frame:
        band = Frame("footer")
        band.setFixedHeight(FOOTER)
        row = QHBoxLayout(band)
        row.setContentsMargins(23, 0, 23, 0)
        row.setSpacing(8)
        self._left = QHBoxLayout()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addLayout(self._buttons)
        return band


def _parent(widget: QWidget) -> QWidget | None:
    return widget.parentWidget()  # None for the last of them: the stubs forget that
