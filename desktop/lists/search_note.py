"""Notes that a list was searched: once for a search, however many letters are typed."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.looking import searched
from desktop.lookup import look_up


class SearchNote(QObject):
    """Hears what stands in the search box of a list; an empty box ends a search."""

    def __init__(self, owner: QWidget, desk: Desk, form: str) -> None:
        super().__init__(owner)
        self._owner, self._desk, self._form = owner, desk, form
        self._noted = False

    def hear(self, text: str) -> None:
        """Note a search when its first letter stands there; written beside the screen."""
        begins, self._noted = bool(text) and not self._noted, bool(text)
        if begins:
            look_up(self._owner, partial(searched, self._desk, self._form), lambda _done: None)
