"""Editors that offer a list below the field while one types: codes, places, rows of the card."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop import icons
from desktop.card.editor_lines import ENTER, LineEditor
from desktop.card.typed import Offer
from desktop.guarded import guarded

MOST = 9
"""How many lines the list shows at once."""

ROW = 28
CARET = 26
NOTHING = -1
"""The row of a list in which no line is marked."""


class OfferList(QListWidget):
    """The list below a field; it lies in the window and never takes the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_below(self, field: QWidget, offers: Sequence[Offer], current: int) -> None:
        """Show the offers under a field, or above it where there is no room."""
        self.clear()
        for offer in offers:
            item = QListWidgetItem(f"{offer.shown} · {offer.note}" if offer.note else offer.shown)
            item.setData(Qt.ItemDataRole.UserRole, offer)
            item.setSizeHint(QSize(0, ROW))
            item.setToolTip(offer.shown)
            self.addItem(item)
        self.setCurrentRow(current)
        self._place(field)
        self.raise_()
        self.show()
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def _place(self, field: QWidget) -> None:
        window = field.window()
        metrics = self.fontMetrics()
        texts = (self.item(at).text() for at in range(self.count()))
        wanted = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 60
        width = min(max(field.width(), wanted), window.width() - 16)
        height = min(self.count(), MOST) * ROW + 4
        corner = field.mapTo(window, QPoint(0, field.height() + 1))
        if corner.y() + height > window.height() - 4:
            above = field.mapTo(window, QPoint(0, -1)).y() - height
            if above >= 0:
                corner.setY(above)
            else:
                height = max(window.height() - 4 - corner.y(), 2 * ROW)
        corner.setX(max(min(corner.x(), window.width() - width - 8), 0))
        self.setGeometry(corner.x(), corner.y(), width, height)


class PickEditor(LineEditor):
    """A line with a list: type a code or any word, Down opens it, Enter takes, Esc closes.

    offers(text) gives what fits a typed text, and everything for an empty one.  text() is the key
    of what was taken, else what was typed, for the field to read.
    """

    taken = Signal()

    def __init__(self, offers: Callable[[str], Sequence[Offer]]) -> None:
        super().__init__()
        self._offers = offers
        self._taken: Offer | None = None
        self._list: OfferList | None = None
        self._watched: QObject | None = None
        self.setTextMargins(0, 0, CARET - 6, 0)
        self.textEdited.connect(lambda _text: self._narrow())

    def text(self) -> str:
        """Give the key of what was taken from the list while it stands here, else what is typed."""
        typed = super().text()
        taken = self._taken
        return taken.key if taken is not None and taken.shown == typed else typed

    def set_text(self, text: str) -> None:
        """Show the text of a value."""
        self._taken = None
        super().set_text(text)

    def set_state(self, state: str) -> None:
        """Dress it; a sign of a state takes the place of the caret."""
        super().set_state(state)
        self.setTextMargins(0, 0, CARET - 6, 0)

    def is_open(self) -> bool:
        """True while the list is on the screen."""
        return self._list is not None and self._list.isVisible()

    def open_list(self, typed: str = "") -> None:
        """Show the list: what fits the typed text, all of it for none."""
        if self.isReadOnly():
            return
        offers = self._offers(typed)
        if not offers:
            self.close_list()
            return
        shown = self.part()
        at = next((n for n, one in enumerate(offers) if one.shown == shown), 0)
        self._popup().show_below(self, offers, at)

    def close_list(self) -> None:
        """Hide the list."""
        if self._list is not None:
            self._list.hide()

    def part(self) -> str:
        """Give the part of the text that is being typed."""
        return super().text().strip()

    def take(self) -> bool:
        """Take what is marked in the list; False when it is closed."""
        item = self._list.currentItem() if self._list is not None and self.is_open() else None
        self.close_list()
        if item is None:
            return False
        self.put(item.data(Qt.ItemDataRole.UserRole))
        self.taken.emit()
        return True

    def put(self, offer: Offer) -> None:
        """Show what was taken."""
        self._taken = offer
        self.setText(offer.shown)

    def event(self, event: QEvent) -> bool:
        """Keep PgUp and PgDn while the list is open: else they go to another section."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.is_open()
            and Qt.Key(event.key()) in MOVES
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and F4 open the list, Up and Down walk in it, Esc closes it."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.is_open():
            self.close_list()
            self.restore()
        elif self.is_open() and (by := MOVES.get(Qt.Key(key))):
            self._move(by)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open_list()
        else:
            super().keyPressEvent(event)

    def step(self, way: int) -> None:
        """Take what is marked before going on."""
        self.take()
        super().step(way)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The caret at the right end opens the list."""
        super().mousePressEvent(event)
        if event.position().x() > self.width() - CARET:
            if self.is_open():
                self.close_list()
            else:
                self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list with the field."""
        self.close_list()
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list when what lies under it moves."""
        if event.type() in (QEvent.Type.Wheel, QEvent.Type.Move, QEvent.Type.Resize):
            self.close_list()
        return False

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the caret that opens the list."""
        super().paintEvent(event)
        if self.isEnabled() and not self.isReadOnly() and not self._trailing[0]:
            place = self.rect().adjusted(self.width() - CARET, 0, -10, 0)
            icons.paint(QPainter(self), "fold.open", place.adjusted(0, 7, 0, -7), "ink2")

    def _narrow(self) -> None:
        typed = self.part()
        if typed:
            self.open_list(typed)
        else:
            self.close_list()

    def _move(self, by: int) -> None:
        assert self._list is not None
        last = self._list.count() - 1
        self._list.setCurrentRow(max(0, min(self._list.currentRow() + by, last)))

    def _popup(self) -> OfferList:
        if self._list is None or self._list.parentWidget() is not self.window():
            self._list = OfferList(self.window())
            self._list.itemPressed.connect(lambda _item: self._clicked())
            self.window().installEventFilter(self)
            self.destroyed.connect(self._list.deleteLater)
        return self._list

    def _clicked(self) -> None:
        self.take()
        self.setFocus()


class RecallEditor(PickEditor):
    """Free text with a list of what was typed before: Down marks a line, Enter takes it; without
    a marked line what is typed stays as it is."""

    def set_state(self, state: str) -> None:
        """Dress it as a plain line."""
        LineEditor.set_state(self, state)

    def open_list(self, typed: str = "") -> None:
        """Show what was typed before and begins so, no line marked; nothing for the very same."""
        if self.isReadOnly():
            return
        offers = self._offers(typed)
        if any(one.shown != typed for one in offers):
            self._popup().show_below(self, offers, NOTHING)
        else:
            self.close_list()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the caret: there is no sign to press."""
        LineEditor.mousePressEvent(self, event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line alone."""
        LineEditor.paintEvent(self, event)


class ManyPickEditor(PickEditor):
    """Several codes one after another, separated by semicolons; Enter takes one and waits for the
    next, Tab takes one and goes on, Enter on nothing goes on."""

    def part(self) -> str:
        """Give what is typed after the last semicolon."""
        return super(PickEditor, self).text().rpartition(";")[2].strip()

    def text(self) -> str:
        """Give the whole line."""
        return super(PickEditor, self).text()

    def put(self, offer: Offer) -> None:
        """Add what was taken behind what stands there already."""
        before = self.text().rpartition(";")[0]
        self.setText(f"{before}; {offer.shown}; " if before else f"{offer.shown}; ")
        self.edited.emit()

    def step(self, way: int) -> None:
        """Take what is marked for what is being typed, and go on."""
        if self.part():
            self.take()
        self.close_list()
        self.stepped.emit(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the opened list takes a code even when nothing was typed."""
        if event.key() in ENTER and self.is_open():
            self.take()
        else:
            super().keyPressEvent(event)


MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST,
    Qt.Key.Key_PageUp: -MOST,
}
