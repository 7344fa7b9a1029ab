"""The menu strip: a real menu bar, the search box, the language and the lock."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy

from desktop import language
from desktop.frame.tongues import Tongues
from desktop.language import keep, keep_spoken, tr
from desktop.parts.buttons import Button
from desktop.parts.chips import KeyCap
from desktop.parts.fields import SearchBox
from desktop.parts.texts import Frame
from forms.words import N_

HEIGHT = 36
ROOMY = 1000


class Strip(Frame):
    """Signals: locked().  What the search box finds is the matter of desktop.finding.

    Without searches there is no box: somebody who may not look at cards has nothing to find.
    """

    locked = Signal()

    def __init__(self, *, searches: bool = True) -> None:
        super().__init__("strip")
        self._searches = searches
        self.setFixedHeight(HEIGHT)
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.search = SearchBox()
        self.search.setProperty("role", "strip")
        self.search.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        keep(self, self.search.setAccessibleName, N_("Search all cards"))
        self.tongues = Tongues(language.SHORT)
        self._cap = KeyCap("Ctrl+F")
        self._hints = True
        self._lock = Button("", self.locked.emit, "strip", "action.lock")
        self._lock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lock.setToolTip("Ctrl+L")
        keep(self, self._lock.set_text, N_("Lock"))
        self._lay_out()
        keep_spoken(self, self.search.setPlaceholderText, self._search_words)

    def fit(self, narrow: bool) -> None:
        """Give the search box less room in a small window."""
        self.search.setMaximumWidth(272 if narrow else 330)

    def show_hints(self, shown: bool) -> None:
        """Show or hide the keycap; in the least window there is no room for it."""
        self._hints = shown
        self._cap.setVisible(shown and self._searches and self.width() >= ROOMY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the keycap and say what is found where there is room."""
        super().resizeEvent(event)
        self.show_hints(self._hints)
        self.search.setPlaceholderText(self._search_words())

    def _search_words(self) -> str:
        short = self.width() < ROOMY
        return tr("Search") if short else tr("Search: name, IIN, card number")

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the window decides."""
        return QSize(600, HEIGHT)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 0, 10, 1)
        row.setSpacing(8)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.search.setMinimumWidth(180)
        if not self._searches:
            self.search.hide()
        row.addWidget(self.search, 3)
        row.addWidget(self._cap)
        row.addSpacing(8)
        row.addWidget(self.tongues)
        row.addSpacing(8)
        row.addWidget(self._lock)
        self.fit(narrow=False)
