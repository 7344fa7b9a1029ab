"""Texts, icons and lines: the smallest parts, dressed by the style sheet through properties."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop import icons
from desktop.guarded import guarded


def mark(widget: QWidget, **properties: object) -> None:
    """Set roles and states the style sheet asks for, and dress the widget again if one changed."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    # One that was never dressed will be when it is shown; asking for its style costs the start.
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def polish(widget: QWidget) -> None:
    """Dress a widget and all in it before it is laid out.

    Qt dresses children only when they are shown; a layout asked before takes undressed heights
    for wrapped texts and keeps them, and fields lose their lower border.
    """
    widget.ensurePolished()
    for child in widget.findChildren(QWidget):
        child.ensurePolished()


class Label(QLabel):
    """A plain text of a role (title, head, body, label, caption, code, strong, figure …).

    A wrapped one asks for one line at least, so that a page of them never makes the window grow;
    the layout still gives it the height that its width needs.
    """

    def __init__(self, text: str = "", role: str = "body", tone: str = "", wrap: bool = False):
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if wrap:
            self.setWordWrap(True)
            self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Ask for one line only when wrapped: see the class."""
        asked = super().minimumSizeHint()
        return QSize(40, self.fontMetrics().height()) if self.wordWrap() else asked


class LineLabel(Label):
    """A text on one line that is cut with … rather than make the window grow; the tip shows it."""

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters only."""
        return QSize(min(60, super().sizeHint().width()), super().sizeHint().height())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, cut where it must be."""
        metrics, room = self.fontMetrics(), self.contentsRect()
        cut = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self.text() if cut != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), cut)


class IconView(QWidget):
    """One icon by its meaning, in the colour of a token; it follows the theme by itself."""

    def __init__(self, name: str = "", size: int = 16, tone: str = "ink2", top: int = 0):
        super().__init__()
        self._name = name
        self._tone = tone
        self._side = size
        self._top = top
        self.setFixedSize(size, size + top)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, tone: str, words: str = "") -> None:
        """Show another icon; words say its meaning to those who cannot see it."""
        self._name = name
        self._tone = tone
        self.setAccessibleName(words)
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon below its inset, so that it sits on the first line of a text."""
        if self._name:
            painter = QPainter(self)
            icons.paint(
                painter, self._name, QRectF(0, self._top, self._side, self._side), self._tone
            )


class Frame(QFrame):
    """A container of a role: card, side, strip, header, status, note, row, clear …"""

    def __init__(self, role: str = "clear", **properties: object) -> None:
        super().__init__()
        self.setProperty("role", role)
        for name, value in properties.items():
            self.setProperty(name, value)


def hairline() -> Frame:
    """Give a level line of one px."""
    return Frame("hairline")


def upright() -> Frame:
    """Give an upright line of one px."""
    return Frame("upright")
