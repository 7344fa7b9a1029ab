"""Fields: line, choice and day editors, and the box that gives them a number and a label."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import icons, theme
from desktop.guarded import guarded
from desktop.parts.choice_list import ROWS, ChoiceList
from desktop.parts.texts import Label, mark

BESIDE = 14
"""Room for the scroll bar of an opened list."""

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
STATES = {"copied": ("state.copied", "info"), "locked": ("state.locked", "ink3")}
"""State of an editor -> icon and tone at its right end."""


class LineEdit(QLineEdit):
    """A line that ends in … where it does not fit, until it is typed in; the tip shows it whole."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._trailing = ("", "")

    def set_state(self, state: str) -> None:
        """Dress it: "", error, soft, copied or locked (read-only, still focusable)."""
        self.setReadOnly(state == "locked")
        self._trailing = STATES.get(state, ("", ""))
        self.setTextMargins(0, 0, 22 if self._trailing[0] else 0, 0)
        mark(self, state=state, readOnly=self.isReadOnly())

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+E to the menus: on Linux Qt would go to the end of the line by it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held, key = event.modifiers(), event.key()
            if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_E:
                return False
        return super().event(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, cut with … while the caret is elsewhere."""
        if self.hasFocus() or not self._is_cut():
            self.setToolTip("")
            super().paintEvent(event)
        else:
            self.setToolTip(self.text())
            self._paint_cut()
        if self._trailing[0]:
            place = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
            icons.paint(QPainter(self), self._trailing[0], place, self._trailing[1])

    def _room(self) -> QRect:
        from PySide6.QtWidgets import QStyle, QStyleOptionFrame  # 15 ms: not at the start

        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return room.marginsRemoved(self.textMargins()).adjusted(2, 0, -2, 0)

    def _is_cut(self) -> bool:
        if self.echoMode() != QLineEdit.EchoMode.Normal or not self.text():
            return False
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()

    def _paint_cut(self) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionFrame

        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        room = self._room()
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(theme.color("ink2" if self.isReadOnly() else "ink"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)


OPENS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
"""Keys that would choose another line of a closed choice unseen: they open its list."""


class ComboBox(QComboBox):
    """A closed choice: cut with … when it does not fit.

    The wheel, arrows and letters never change it by accident: arrows open its list, letters open
    it at the line they begin, and only Enter chooses.
    """

    def __init__(self) -> None:
        super().__init__()
        self._locked = False
        self._trailing = ("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setView(ChoiceList())
        self.setMaxVisibleItems(ROWS)

    def showPopup(self) -> None:
        """Open the list, as wide as its lines need."""
        view, scrolls = self.view(), self.count() > self.maxVisibleItems()
        wanted = view.sizeHintForColumn(0) + (BESIDE if scrolls else 0)
        view.setMinimumWidth(min(wanted, self.window().width() - 16))
        super().showPopup()

    def set_state(self, state: str) -> None:
        """Dress it: "", error, soft, copied or locked."""
        self._locked = state == "locked"
        self._trailing = STATES.get(state, ("", ""))
        mark(self, state=state)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with F4 and Space as Qt does, with arrows and letters; a locked one only lets the
        focus go on."""
        text = event.text()
        if self._locked and event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        elif event.key() in OPENS:
            self.showPopup()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        elif text.isprintable() and text.strip() and not event.modifiers() & COMMANDS:
            self.showPopup()
            self.view().keyboardSearch(text)
        else:
            super().keyPressEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, text and a caret of our own; the text is cut with … where it must be."""
        text = self.currentText() or self.placeholderText()
        room = QRect(13, 0, self.width() - 45, self.height())
        fits = self.fontMetrics().horizontalAdvance(text) <= room.width()
        self.setToolTip("" if fits else text)
        if fits and not self._locked and self.currentText():
            super().paintEvent(event)
        else:
            self._paint_cut(text, room)
        name, tone = self._trailing if self._trailing[0] else ("fold.open", "ink2")
        place = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        icons.paint(QPainter(self), name, place, tone)

    def _paint_cut(self, text: str, room: QRect) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        whole = QStyle.ComplexControl.CC_ComboBox
        self.style().drawComplexControl(whole, option, painter, self)
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(theme.color(self._tone()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)

    def _tone(self) -> str:
        if not self.isEnabled():
            return "disabled"
        return "ink3" if not self.currentText() else "ink2" if self._locked else "ink"


class DateEdit(LineEdit):
    """A day typed as 31032026, 31.3.26 or 31/03/2026 and shown as 31.03.2026 when left."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.editingFinished.connect(self._settle)
        self.setMaxLength(10)

    def _settle(self) -> None:
        written = spell_day(self.text())
        if written != self.text():
            self.setText(written)


def spell_day(text: str) -> str:
    """Write a typed day as dd.mm.yyyy where its digits allow it, else give the text unchanged.

    Whether such a day exists is for the field to say; two-digit years are left to it as well.
    """
    parts = text.replace("/", ".").replace("-", ".").replace(",", ".").split(".")
    if len(parts) == 1 and len(text) == 8 and text.isdigit():
        parts = [text[:2], text[2:4], text[4:]]
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or len(parts[2]) != 4:
        return text
    return f"{parts[0]:0>2}.{parts[1]:0>2}.{parts[2]}"


class TextArea(QPlainTextEdit):
    """Some lines of text; Tab goes on to the next field."""

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)

    def set_state(self, state: str) -> None:
        """Dress it: "", error, soft, copied or locked."""
        self.setReadOnly(state == "locked")
        mark(self, state=state, readOnly=self.isReadOnly())


class SearchBox(LineEdit):
    """A line with a magnifier; Esc empties it, Down goes to the list: down() tells it."""

    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextMargins(26, 0, 0, 0)
        self.setClearButtonEnabled(False)
        self.textChanged.connect(lambda _text: self.update())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, Down leaves for what was found."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the magnifier."""
        super().paintEvent(event)
        place = QRectF(9, (self.height() - 16) / 2, 16, 16)
        icons.paint(QPainter(self), "action.find", place, "ink2")


class FieldBox(QWidget):
    """One numbered field: label with buddy over its editor, and a caption below when needed.

    The editor takes the whole width.  The box gives it an accessible name and dresses it with
    set_state when it offers that (LineEdit, ComboBox, DateEdit, TextArea of this file do).
    """

    def __init__(self, number: str, words: str, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self.number = number
        self._number = Label(number, "code")
        self._words = Label(words, "label", wrap=True)
        self._caption = Label("", "caption", wrap=True)
        self._words.setBuddy(editor)
        self._lay_out()
        self._caption.hide()
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Write another label; the editor is called by it, with its number."""
        self._words.setText(words)
        self.editor.setAccessibleName(f"{self.number} {words}".strip())

    def words(self) -> str:
        """Give the label."""
        return self._words.text()

    def add_right(self, part: QWidget) -> None:
        """Put a small part at the right end of the label's line."""
        self._top.addWidget(part)

    def set_caption(self, text: str) -> None:
        """Show a line below: the full name of a cut code, or what is expected."""
        self._caption.setText(text)
        self._caption.setVisible(bool(text))

    def set_state(self, state: str, description: str = "") -> None:
        """Dress the editor: "", error, soft, copied or locked; description is read out with it."""
        dress = getattr(self.editor, "set_state", None)
        if dress is not None:
            dress(state)
        else:
            mark(self.editor, state=state)
        self.editor.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        """Ask for no width of its own: the grid gives it its share."""
        return QSize(80, super().sizeHint().height())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        self._number.setMargin(0)
        top.addWidget(self._words, 1)
        self._top = top
        column.addLayout(top)
        column.addWidget(self.editor)
        column.addWidget(self._caption)
        self._number.setVisible(bool(self.number))  # earlier it would be a window of its own
        self.setFocusProxy(self.editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
