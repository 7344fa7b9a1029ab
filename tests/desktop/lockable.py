"""The program on a practice vault, with the doors that really open and close it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
)

from desktop import jobs
from desktop.app import Pana
from desktop.desk import Desk
from desktop.entrance.doors import Opened
from desktop.entrance.opening import doors
from desktop.form_page import FormPage
from desktop.frame.workplace import Workplace
from desktop.places import places
from desktop.records_page import RecordsPage
from desktop.settings import Settings
from desktop.theme import Mode
from forms.store.store import Query
from forms.words import Language
from tests.desktop.offices import PASSPHRASE, TODAY
from tests.desktop.windows import settle

Type = Callable[[str], None]
Press = Callable[[Qt.Key], None]


class Office:
    """One window, one vault; locked and unlocked as often as a test wants."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self._path = home / "practice.pana"
        settings = Settings(home / "pana.ini")
        settings.theme = Mode.LIGHT
        self.pana = Pana(app, settings, doors(), places)
        self.pana.prepare(Language.KK)
        self.pana.window.resize(1366, 688)
        self.pana.window.show()
        self.desk = self.unlock()

    def unlock(self) -> Desk:
        """Open the vault as the gate opens it, and show its pages."""
        opened = self.pana._doors.open_vault(self._path, PASSPHRASE)
        assert isinstance(opened, Opened) and isinstance(opened.desk, Desk)
        object.__setattr__(opened.desk, "today", lambda: TODAY)
        self.pana.enter(opened)
        self.pana.window.activateWindow()
        settle()
        self.desk = opened.desk
        return opened.desk

    def lock(self) -> None:
        """Lock, and wait until the vault is closed."""
        self.pana.lock()
        assert jobs.wait_for_all()
        settle()

    @property
    def frame(self) -> Workplace:
        """Give the frame round the pages."""
        found = self.pana.window.workplace()
        assert found is not None
        return found

    def card(self) -> FormPage:
        """Give the card that is open."""
        page = self.frame.page()
        assert isinstance(page, RecordsPage) and isinstance(page.page, FormPage)
        return page.page

    def ids(self, form: str = "family") -> list[str]:
        """Give the ids of the cards of a form."""
        with self.desk.store.reading() as reading:
            return list(reading.ids(form, Query()))


def shown_texts() -> list[str]:
    """Give every text that any window of the program shows."""
    return [
        label.text()
        for window in QApplication.topLevelWidgets()
        for label in window.findChildren(QLabel)
        if label.isVisible() and not label.visibleRegion().isEmpty()
    ]
