"""The place of the settings: their page, and over it the register of commissions."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.page import Command, Crumb, Hint, Page, PillText
from desktop.settings_page import SettingsPage


class SettingsPlace(Page):
    """Shows the settings or the register; make_register(back) makes that page when first asked."""

    def __init__(
        self, settings: SettingsPage, make_register: Callable[[Callable[[], object]], Page]
    ) -> None:
        super().__init__()
        self.settings = settings
        self._make = make_register
        self._register: Page | None = None
        self._narrow = False
        self._stack = QStackedWidget()
        self._stack.addWidget(settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        settings.register_wanted.connect(self.open_register)
        self._pass_on(settings)

    @property
    def page(self) -> Page:
        """Give the page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else self.settings

    def open_register(self) -> None:
        """Show the register of commissions, unless the settings do not let go."""
        if not self.settings.leave():
            return
        if self._register is None:
            self._register = self._make(self.close_register)
            self._stack.addWidget(self._register)
            self._register.fit(self._narrow)
            self._pass_on(self._register)
        self._register.refresh()
        self._turn_to(self._register)

    def close_register(self) -> None:
        """Go back to the settings."""
        self.settings.refresh()
        self._turn_to(self.settings)

    def _turn_to(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        self.header_changed.emit()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus()

    def _pass_on(self, page: Page) -> None:
        page.header_changed.connect(self.header_changed)
        page.told.connect(self.told)
        page.saved.connect(self.saved)
        page.wanted.connect(self.wanted)

    # ---- what every page offers, as the page of now does ---------------------------------------

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
        """Lay both out for a small screen or a wide one."""
        self._narrow = narrow
        self.settings.fit(narrow)
        if self._register is not None:
            self._register.fit(narrow)

    def help(self) -> bool:
        """Show the instruction of the field that has the focus."""
        return self.page.help()

    def refresh(self, changed: object = None) -> None:
        """Read again what the page of now shows."""
        self.page.refresh(changed)

    def retranslate(self) -> None:
        """Speak again in the current language."""
        self.settings.retranslate()
        if self._register is not None:
            self._register.retranslate()

    def show_what(self, what: object) -> None:
        """Open the register when "register" is asked for."""
        if what == "register":
            self.open_register()

    def first_focus(self) -> QWidget | None:
        """Give the first place of the page of now."""
        return self.page.first_focus()

    def search(self, text: str) -> bool:
        """Let the page of now search."""
        return self.page.search(text)

    def leave(self) -> bool:
        """Let the page of now settle what is unsaved."""
        return self.page.leave()
