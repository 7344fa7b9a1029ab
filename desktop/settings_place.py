"""The place of the settings: their page, and over it the register and the backups."""

from collections.abc import Callable

from desktop.page import Page
from desktop.page_stack import PageStack
from desktop.settings_page import SettingsPage


class SettingsPlace(PageStack):
    """Shows the settings, the register or the backups; make(back) makes each when first asked."""

    def __init__(
        self,
        settings: SettingsPage,
        make_register: Callable[[Callable[[], object]], Page],
        make_backups: Callable[[Callable[[], object]], Page],
    ) -> None:
        super().__init__(settings)
        self.settings = settings
        self._make, self._make_backups = make_register, make_backups
        self._register: Page | None = None
        self._backups: Page | None = None
        settings.register_wanted.connect(self.open_register)
        settings.backups_wanted.connect(self.open_backups)

    def open_register(self) -> None:
        """Show the register of commissions, unless the settings do not let go."""
        if not self.settings.leave():
            return
        if self._register is None:
            self._register = self._make(self.close_register)
            self._lay(self._register)
        self._register.refresh()
        self._turn_to(self._register)

    def open_backups(self) -> None:
        """Show the page of backups, unless the settings do not let go."""
        if not self.settings.leave():
            return
        if self._backups is None:
            self._backups = self._make_backups(self.close_register)
            self._lay(self._backups)
        self._backups.refresh()
        self._turn_to(self._backups)

    def close_register(self) -> None:
        """Go back to the settings."""
        self.settings.refresh()
        self._turn_to(self.settings)

    def where(self) -> object:
        """Say which page lies on top; what is typed into the settings comes along."""
        if self.page is self._register:
            return "register"
        return "backups" if self.page is self._backups else self.settings.where()

    def come_back(self, where: object) -> None:
        """Show the page that lay on top."""
        if isinstance(where, str):
            self.show_what(where)
        else:
            self.settings.come_back(where)

    def show_what(self, what: object) -> None:
        """Open the register when "register" is asked for, the backups when "backups" are."""
        if what == "register":
            self.open_register()
        elif what == "backups":
            self.open_backups()
