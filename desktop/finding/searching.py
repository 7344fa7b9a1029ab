"""Ties the search box to its panel: typing asks the vault, keys walk and open, Esc goes back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.card.editor_lines import STAYS
from desktop.desk import Desk
from desktop.finding.found_lines import Kind, Line, lines_of
from desktop.finding.latest import Latest
from desktop.finding.search_panel import PAGE, SearchPanel
from desktop.looking import searched
from desktop.page import PLACE_OF
from desktop.parts.fields import SearchBox
from forms.store.store import Found

WIDTH = 620
MARGIN = 8

Finder = Callable[[str, bool], Found]
"""Asks the vault for what a text finds; it is called beside the screen.  True begins a search: the
journal gets one row for it, however many letters are typed."""


def finder(desk: object) -> Finder:
    """Give what asks the vault of a desk; raises TypeError, when asked, for what is no desk."""

    def find(text: str, begins: bool) -> Found:
        if not isinstance(desk, Desk):
            raise TypeError("a vault opens to a desk")
        if begins:
            searched(desk)
        with desk.looking() as reading:
            return reading.find(text)

    return find


class Searching(QObject):
    """The search over everything, in a frame of pages.

    wanted(place, what) tells where to go: a card by its id, or one that is begun (Begun);
    listed(place, text) that all that was found is wanted in the list of a form.
    """

    wanted = Signal(str, object)
    listed = Signal(str, str)

    def __init__(self, box: SearchBox, frame: QWidget, find: Finder) -> None:
        super().__init__(frame)
        self._box, self._frame, self._find = box, frame, find
        self._back: list[QWidget] = []
        self._answered = ""
        self._begun = False
        self._then: Callable[[], object] | None = None
        self.panel = SearchPanel()
        self.panel.setParent(frame)
        self.latest = Latest(box)
        self._keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Down: lambda: self._walk(1),
            Qt.Key.Key_Up: lambda: self._walk(-1),
            Qt.Key.Key_PageDown: lambda: self._walk(PAGE),
            Qt.Key.Key_PageUp: lambda: self._walk(-PAGE),
            Qt.Key.Key_Return: lambda: self._when_answered(self._open),
            Qt.Key.Key_Enter: lambda: self._when_answered(self._open),
            Qt.Key.Key_Escape: self.go_back,
        }
        box.textChanged.connect(lambda _text: self._ask())
        self.panel.chosen.connect(self._take)
        box.installEventFilter(self)
        frame.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._remember)

    def begin(self) -> None:
        """Put the focus into the search box; what it finds is shown again."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        self._ask()

    def go_back(self) -> None:
        """Close the panel and give the focus back to where it was."""
        self._box.clear()
        self.close()
        place = next((one for one in self._back if _takes_focus(one)), None)
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Close the panel; an answer that is to come is not wanted any more."""
        self.latest.forget()
        self._then = None
        self._answered = ""
        self._begun = False
        self.panel.hide()

    def retranslate(self) -> None:
        """Speak again in the current language: what was found is asked anew."""
        self.panel.retranslate()
        if self.panel.isVisible():
            self._answered = ""
            self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the box that concern the panel; follow the window's size."""
        kind = event.type()
        if watched is self._frame:
            if kind == QEvent.Type.Resize:
                self._place()
            return False
        if kind == QEvent.Type.FocusOut:
            if event.reason() not in STAYS:  # type: ignore[attr-defined]
                self.close()
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.ShortcutOverride and _enter(event):
            event.accept()  # on a card Ctrl+Enter would mark it as complete
            return True
        return kind == QEvent.Type.KeyPress and self._key(event)

    def _remember(self, old: QWidget | None, new: QWidget | None) -> None:
        """Know where the focus was, however it came into the box."""
        if new is self._box and old is not None:
            self._back = _chain(old)

    def _key(self, event: QKeyEvent) -> bool:
        if _enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._when_answered(self._list_all)
            return True
        call = self._keys.get(event.key())
        if call is not None:
            call()
        return call is not None

    def _ask(self) -> None:
        typed = self._box.text().strip()
        self._then = None
        if not typed or not self._box.hasFocus():
            self.close()
            return
        if typed == self._answered:
            return
        self.panel.mark_late(True)
        self.latest.ask(lambda: self._look(typed), lambda found: self._show(typed, found))

    def _look(self, typed: str) -> Found:
        """Ask the vault; runs beside the screen, one question at a time."""
        begins, self._begun = not self._begun, True
        return self._find(typed, begins)

    def _show(self, typed: str, found: object) -> None:
        if not isinstance(found, Found) or not self._box.hasFocus():
            return
        self._answered = typed
        self.panel.mark_late(False)
        self.panel.tell(lines_of(found, typed), typed, found.more)
        self.panel.show()
        self._place()
        self.panel.raise_()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _walk(self, by: int) -> None:
        if self.panel.isVisible():
            self.panel.walk(by)
        else:
            self._ask()

    def _when_answered(self, do: Callable[[], object]) -> None:
        """Do something with what the typed text finds, now or as soon as that is known."""
        typed = self._box.text().strip()
        if typed and typed == self._answered:
            do()
        elif typed:
            self._ask()
            self._then = do

    def _open(self) -> None:
        """Take the current line, else the first card; a new card only when somebody chose it."""
        first = next((line for line in self.panel.lines() if line.kind is Kind.CARD), None)
        line = self.panel.current() or first
        if line is not None:
            self._take(line)

    def _list_all(self) -> None:
        line = self.panel.current() or next(iter(self.panel.lines()), None)
        if line is not None and line.kind is not Kind.NEW:
            self._show_list(line.form)

    def _show_list(self, form: str) -> None:
        typed = self._box.text().strip()
        self.close()
        self.listed.emit(PLACE_OF[form], typed)

    def _take(self, line: Line) -> None:
        if line.kind is Kind.ALL:
            self._show_list(line.form)
            return
        self.close()
        what = line.begun if line.kind is Kind.NEW else line.id
        self.wanted.emit(PLACE_OF[line.form], what)

    def _place(self) -> None:
        """Lie below the box, its right edge under the box's; no larger than the frame."""
        if self.panel.isHidden():
            return
        corner = self._box.mapTo(self._frame, QPoint(self._box.width(), self._box.height() + 4))
        width = min(WIDTH, corner.x() - MARGIN)
        most = self._frame.height() - corner.y() - MARGIN
        height = min(self.panel.whole_height(width), most)
        self.panel.setGeometry(QRect(corner.x() - width, corner.y(), width, height))


def _enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _chain(widget: QWidget | None) -> list[QWidget]:
    """Give a widget and what it stands in: an editor of a cell goes when it is left, the table
    stays."""
    found = []
    while widget is not None and not widget.isWindow():
        found.append(widget)
        widget = widget.parentWidget()
    return found


def _takes_focus(widget: QWidget) -> bool:
    if not isValid(widget) or not widget.isVisible() or not widget.isEnabled():
        return False
    proxy = widget.focusProxy() or widget
    return proxy.focusPolicy() != Qt.FocusPolicy.NoFocus
