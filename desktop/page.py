"""A page of the frame: what every page offers; the window asks, the page never calls it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.rights import Right

PLACE_OF = {"family": "families", "court_case": "cases"}
"""Code of a form → the place of the rail where its cards are."""

LEAST_WIDTH = 972
"""What a page asks for by itself; a laptop's screen at 150 % shows less and scrolls."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a page can do: a line of a menu, and a button when the page puts it in buttons().

    text is already spoken; key is a Qt key sequence ("Ctrl+N"); menu is one of file, edit, view,
    card, return; reason says in words why it is not enabled.  right is what the operation behind
    it asks for: whoever lacks it finds no button in the header and a closed line in the menu.
    """

    text: str
    run: Callable[[], object]
    key: str = ""
    icon: str = ""
    menu: str = "card"
    primary: bool = False
    enabled: bool = True
    reason: str = ""
    right: Right | None = None


@dataclass(frozen=True, slots=True)
class PillText:
    """A state in words: tone is err, soft, info, ok, draft, accent or plain."""

    text: str
    tone: str = "plain"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step back shown before the title."""

    text: str
    go: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Hint:
    """A key that works here and what it does: Hint("F8", tr("next problem"))."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the rail: key, icon, marked title, what makes its page, and its shortcut.

    The page is made when it is first shown.
    """

    key: str
    icon: str
    title: str
    factory: "Callable[[], Page]"
    shortcut: str


class Page(QWidget):
    """A page; the frame reads its header, keys and menus and shows the widget between them.

    Signals: header_changed when any answer below changed; told(text) for the status line, where
    it stays; saved() when something was just saved; wanted(place, what) to go to another place,
    for example wanted.emit("families", card_id): the frame then calls that page's show_what.
    """

    header_changed = Signal()
    told = Signal(str)
    saved = Signal()
    wanted = Signal(str, object)

    def title(self) -> str:
        """Give the title; names are data and stand as they are."""
        return ""

    def facts(self) -> str:
        """Give the one line of facts under the title."""
        return ""

    def pills(self) -> Sequence[PillText]:
        """Give the states shown after the title."""
        return ()

    def crumbs(self) -> Sequence[Crumb]:
        """Give the way back, outermost first."""
        return ()

    def buttons(self) -> Sequence[Command]:
        """Give at most two buttons of the header, at most one of them primary."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Give everything the menus offer on this page; by itself the buttons of the header."""
        return self.buttons()

    def hints(self) -> Sequence[Hint]:
        """Give at most four keys for the status line."""
        return ()

    def fit(self, narrow: bool) -> None:
        """Lay the page out for a window narrower than 1200 logical px, or for a wide one."""

    def least_width(self) -> int:
        """Give the least width the page is laid out in; where the window has less, it scrolls."""
        return LEAST_WIDTH

    def help(self) -> bool:
        """Show the official instruction of the field that has the focus; False: there is none."""
        return False

    def refresh(self, changed: object = None) -> None:
        """Read again what is shown; changed is what operations answered, None for everything."""

    def retranslate(self) -> None:
        """Speak again in the current language what desktop.language.keep does not keep."""

    def show_what(self, what: object) -> None:
        """Show one thing that another page asked for: a card, a return, a period."""

    def first_focus(self) -> QWidget | None:
        """Give the widget that shall have the focus when the page is shown."""
        return None

    def search(self, text: str) -> bool:
        """Show all that a text of the search box finds; False when this page does not search."""
        return False

    def where(self) -> object:
        """Give what come_back() needs to show the same again: ids and numbers, no names."""
        return None

    def come_back(self, where: object) -> None:
        """Show again what where() told when the vault was locked; None: nothing but the page."""

    def keep_typing(self) -> object:
        """Keep what is half typed as it stands, without a question: the vault is being locked.

        Gives what could not be kept, None when all was.
        """
        return None

    def leave(self) -> bool:
        """Make the page ready to be left; False when something unsaved must be settled first."""
        return True
