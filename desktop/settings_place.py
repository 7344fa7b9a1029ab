"""The place of the settings: their page, and over it the register, the backups, the users and
what is due."""

from collections.abc import Callable

from desktop.page import Page
from desktop.page_stack import PageStack
from desktop.settings_page import SettingsPage


class SettingsPlace(PageStack):
    """Shows the settings or a page over them; make(back) makes each when first asked."""

    def __init__(
        self,
        settings: SettingsPage,
        make_register: Callable[[Callable[[], object]], Page],
        make_backups: Callable[[Callable[[], object]], Page],
        make_people: Callable[[Callable[[], object]], Page],
        make_due: Callable[[Callable[[], object]], Page],
    ) -> None:
        super().__init__(settings)
        self.settings = settings
        self._makes = {
            "register": make_register,
            "backups": make_backups,
            "people": make_people,
            "due": make_due,
        }
        self._over: dict[str, Page] = {}
        settings.register_wanted.connect(self.open_register)
        settings.backups_wanted.connect(self.open_backups)
        settings.people_wanted.connect(self.open_people)
        settings.due_wanted.connect(self.open_due)

    def open_register(self) -> None:
        """Show the register of commissions, unless the settings do not let go."""
        self._open("register")

    def open_backups(self) -> None:
        """Show the page of backups, unless the settings do not let go."""
        self._open("backups")

    def open_people(self) -> None:
        """Show the users of the vault, unless the settings do not let go."""
        self._open("people")

    def open_due(self) -> None:
        """Show the cards whose term has run out, unless the settings do not let go."""
        self._open("due")

    def _open(self, key: str) -> None:
        if not self.settings.leave():
            return
        if key not in self._over:
            self._over[key] = self._makes[key](self.close_register)
            self._lay(self._over[key])
        self._over[key].refresh()
        self._turn_to(self._over[key])

    def close_register(self) -> None:
        """Go back to the settings."""
        self.settings.refresh()
        self._turn_to(self.settings)

    def where(self) -> object:
        """Say which page lies on top; what is typed into the settings comes along."""
        shown = (key for key, page in self._over.items() if page is self.page)
        return next(shown, None) or self.settings.where()

    def come_back(self, where: object) -> None:
        """Show the page that lay on top."""
        if isinstance(where, str):
            self.show_what(where)
        else:
            self.settings.come_back(where)

    def show_what(self, what: object) -> None:
        """Open one of the pages over the settings when it is asked for."""
        if what in self._makes:
            self._open(str(what))
