"""The frame of every page; it shows what pages say of themselves and decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import language
from desktop.clock import now
from desktop.finding.searching import Finder, Searching
from desktop.frame.header import Header
from desktop.frame.menus import Menus
from desktop.frame.rail import Rail
from desktop.frame.status import StatusLine
from desktop.frame.strip import Strip
from desktop.language import tr
from desktop.page import LEAST_WIDTH, Command, Page, Place
from desktop.parts.panels import show_across
from desktop.parts.texts import Frame, polish
from desktop.rights_words import whose
from forms.rights import Right
from forms.words import Language

NARROW = 1200
"""Logical width below which pages lay themselves out for a small screen."""

May = Callable[[Right], bool]
"""Says whether whoever opened the vault has a right."""

LEAST_HEIGHT = 390
"""The least height a page is laid out in; a laptop's screen at 150 % shows less and scrolls."""


class _Stack(QStackedWidget):
    """Pages on top of each other; none of them is laid out in less room than its least."""

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room of the page of now."""
        page = self.currentWidget()
        wide = page.least_width() if isinstance(page, Page) else LEAST_WIDTH
        return QSize(wide, LEAST_HEIGHT)


class _Room(QScrollArea):
    """The room of the pages: where the window has less than the least, they scroll in it."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(stack)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: a page never makes the window grow."""
        return QSize(200, 100)

    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Go where the focus goes, on a screen too narrow for the page."""
        if new is None or not self.isAncestorOf(new):
            return
        if not isinstance(new, QAbstractItemView):
            show_across(new, new.rect())
        elif (cell := new.currentIndex()).isValid():
            show_across(new.viewport(), new.visualRect(cell))


class Workplace(Frame):
    """The frame round the pages of an opened vault.

    Signals: locked(), language_picked(language), closing() when the menu asks to quit.
    find answers the search box; extra are commands of the menus that app.py adds (about, keys …);
    may says what whoever is here may do: the rest is not offered, and refused by its operation.
    """

    locked = Signal()
    language_picked = Signal(Language)
    closing = Signal()

    def __init__(
        self,
        places: Sequence[Place],
        office: str,
        find: Finder,
        extra: Sequence[Command] = (),
        may: May = lambda _right: True,
    ) -> None:
        super().__init__("canvas")
        self._may = may
        self._places = {place.key: place for place in places}
        self._pages: dict[str, Page] = {}
        self._here = ""
        self._extra: Sequence[Command] = extra
        self._hints = True
        self._narrow: bool | None = None
        self.strip, self.rail = Strip(searches=may(Right.LOOK)), Rail(places)
        self.header, self.status = Header(), StatusLine()
        self.searching = Searching(self.strip.search, self, find)
        self._stack = _Stack()
        self._room = _Room(self._stack)
        self._menus = Menus(self.strip.menus)
        self._lay_out()
        self._connect()
        self.status.tell_office(office)

    def set_extra(self, extra: Sequence[Command]) -> None:
        """Give other commands of the menus, already spoken in the language of now."""
        self._extra = extra
        self._show_head()

    def page(self) -> Page | None:
        """Give the page that is shown."""
        return self._pages.get(self._here)

    def go(self, key: str, what: object = None) -> bool:
        """Show a place, making its page when it is first asked for; what is handed to the page.

        False when the page of now does not let go.  KeyError when there is no such place.
        """
        here = self.page()
        if key != self._here:
            self.status.tell("")  # what was told there would be read as told of this page
        if here is not None and key != self._here and not here.leave():
            self.rail.show_place(self._here)
            return False
        page = self._pages.get(key) or self._make(key)
        self._here = key
        self._stack.setCurrentWidget(page)
        self.rail.show_place(key)
        if what is not None:
            page.show_what(what)
        else:
            page.refresh(None)
        self._show_head()
        self.focus_page()
        return True

    def focus_page(self) -> None:
        """Give the first place of the page of now the focus."""
        here = self.page()
        focus = here.first_focus() if here is not None else None
        if focus is not None:
            focus.setFocus()

    def refresh(self, changed: object) -> None:
        """Let every page that was made read again what it shows."""
        for page in self._pages.values():
            page.refresh(changed)

    def refresh_place(self, key: str) -> None:
        """Let one place read again what it shows, if it was made."""
        if key in self._pages:
            self._pages[key].refresh(None)

    def leave(self) -> bool:
        """Ask the page of now to let go; False when it does not."""
        here = self.page()
        return here is None or here.leave()

    def where(self) -> tuple[str, object]:
        """Say at which place one stands, and where on its page."""
        here = self.page()
        return self._here, here.where() if here is not None else None

    def come_back(self, key: str, where: object) -> None:
        """Show a place as it was left; one that is not there any more leaves the frame as it is."""
        if key in self._places and self.go(key) and where is not None:
            self._pages[key].come_back(where)
            self._show_head()

    def keep_typing(self) -> object:
        """Let the page of now keep what is half typed; gives what could not be kept."""
        here = self.page()
        return here.keep_typing() if here is not None else None

    def show_hints(self, shown: bool) -> None:
        """Show or hide the keys beside what they do."""
        self._hints = shown
        self.strip.show_hints(shown)
        self.header.show_hints(shown)
        self._show_head()

    def key_list(self) -> list[tuple[str, str]]:
        """Give every key that works now, as (key, words)."""
        return self._menus.commands()

    def search_here(self) -> None:
        """Put the focus into the search box; what was being typed elsewhere is taken."""
        if self._may(Right.LOOK):
            self.searching.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out anew when the breakpoint is crossed."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            for part in (self.strip, self.rail, self.header):
                part.fit(narrow)
            for page in self._pages.values():
                page.fit(narrow)
            self._show_head()

    def minimumSizeHint(self) -> QSize:
        """Ask for little, whatever a page holds: the window has a least size of its own."""
        return QSize(600, 300)

    def _make(self, key: str) -> Page:
        page = self._places[key].factory()
        self._pages[key] = page
        polish(page)
        self._stack.addWidget(page)
        page.header_changed.connect(self._show_head)
        page.told.connect(self.status.tell)
        page.saved.connect(lambda: self.status.tell_saved(now()))
        page.wanted.connect(self.go)
        page.fit(bool(self._narrow))
        return page

    def _show_head(self) -> None:
        self._stack.updateGeometry()  # another page may need another width
        here = self.page()
        if here is None:
            return
        self.header.show_page(here, [one for one in here.buttons() if self._allowed(one)])
        self.status.tell_keys(here.hints() if self._hints else ())
        self._menus.fill([self._closed(one) for one in here.commands()], self._general())
        # The place, not the page: a card is called by names, and the system shows this title in
        # its bar of windows, in its records of what was used, and to whoever shares the screen.
        program, place = tr("Pana"), tr(self._places[self._here].title)
        self.window().setWindowTitle(f"{program} · {place}")

    def _general(self) -> list[Command]:
        places = [
            Command(tr(place.title), partial(self.go, place.key), place.shortcut, menu="view")
            for place in self._places.values()
        ]
        finds = Command(
            tr("Find"), self.search_here, "Ctrl+F", "action.find", "edit", right=Right.LOOK
        )
        return [
            *([finds] if self._allowed(finds) else ()),
            Command(tr("Lock"), self.locked.emit, "Ctrl+L", "action.lock", "file"),
            *places,
            *self._extra,
            Command(tr("Quit"), self.closing.emit, "Ctrl+Q", "", "file"),
        ]

    def _allowed(self, command: Command) -> bool:
        return command.right is None or self._may(command.right)

    def _closed(self, command: Command) -> Command:
        """Give a line of a menu, closed and with whose it is where it is not allowed."""
        if command.right is None or self._may(command.right):
            return command
        return replace(command, enabled=False, reason=whose(command.right, language.current()))

    def _list(self, key: str, text: str) -> None:
        """Show all that the search found in the list of a place."""
        if self.go(key):
            self._pages[key].search(text)

    def _retranslate(self) -> None:
        for page in self._pages.values():
            page.retranslate()
        self.status.retranslate()
        self.searching.retranslate()
        self._show_head()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.searching.wanted.connect(self.go)
        self.searching.listed.connect(self._list)
        self.strip.locked.connect(self.locked)
        self.strip.tongues.picked.connect(self.language_picked)
        language.watch.changed.connect(self._retranslate)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._room.follow)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.strip)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._room, 1)
        middle.addLayout(column, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
