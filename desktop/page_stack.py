"""Pages over each other in one place of the rail: what a page offers, the one on top offers."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.page import Command, Crumb, Hint, Page, PillText


class PageStack(Page):
    """Shows one of its pages and answers the frame as that page does.

    The ground is there from the start; others are laid over it when they are first asked for.
    """

    def __init__(self, ground: Page) -> None:
        super().__init__()
        self._ground = ground
        self._laid: list[Page] = []
        self._narrow = False
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._lay(ground)

    @property
    def page(self) -> Page:
        """Give the page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else self._ground

    def title(self) -> str:
        """Give the title of the page of now."""
        return self.page.title()

    def facts(self) -> str:
        """Give its facts."""
        return self.page.facts()

    def pills(self) -> Sequence[PillText]:
        """Give its states."""
        return self.page.pills()

    def crumbs(self) -> Sequence[Crumb]:
        """Give its way back."""
        return self.page.crumbs()

    def buttons(self) -> Sequence[Command]:
        """Give its buttons."""
        return self.page.buttons()

    def commands(self) -> Sequence[Command]:
        """Give its commands."""
        return self.page.commands()

    def hints(self) -> Sequence[Hint]:
        """Give its keys."""
        return self.page.hints()

    def fit(self, narrow: bool) -> None:
        """Lay every page out for a small screen or a wide one."""
        self._narrow = narrow
        for page in self._laid:
            page.fit(narrow)

    def least_width(self) -> int:
        """Give the least width of the page of now."""
        return self.page.least_width()

    def help(self) -> bool:
        """Show the instruction of the field that has the focus."""
        return self.page.help()

    def refresh(self, changed: object = None) -> None:
        """Read again what the page of now shows."""
        self.page.refresh(changed)

    def retranslate(self) -> None:
        """Let every page speak again in the current language."""
        for page in self._laid:
            page.retranslate()

    def first_focus(self) -> QWidget | None:
        """Give the first place of the page of now."""
        return self.page.first_focus()

    def search(self, text: str) -> bool:
        """Let the page of now search."""
        return self.page.search(text)

    def where(self) -> object:
        """Say where one stands on the page of now."""
        return self.page.where()

    def come_back(self, where: object) -> None:
        """Show on the page of now what was left."""
        self.page.come_back(where)

    def keep_typing(self) -> object:
        """Let the page of now keep what is half typed."""
        return self.page.keep_typing()

    def leave(self) -> bool:
        """Let the page of now settle what is unsaved."""
        return self.page.leave()

    def _lay(self, page: Page) -> None:
        """Lay a page over the others, not shown yet; what it tells goes on to the frame."""
        self._laid.append(page)
        self._stack.addWidget(page)
        if page is not self._ground:
            page.fit(self._narrow)
        page.header_changed.connect(self.header_changed)
        page.told.connect(self.told)
        page.saved.connect(self.saved)
        page.wanted.connect(self.wanted)

    def _turn_to(self, page: Page) -> None:
        """Show a page and give it the focus."""
        self._stack.setCurrentWidget(page)
        self.header_changed.emit()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus()
