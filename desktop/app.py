"""Puts the parts together: settings, language, colours, the gate, and the frame of its pages."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

import resources
from desktop import jobs, language, theme
from desktop.choices import Choices
from desktop.collecting import Collector
from desktop.entrance.doors import Doors, Opened
from desktop.entrance.first_start import Entrance
from desktop.entrance.gate import VERSION, Gate
from desktop.language import tr
from desktop.only_window import OnlyWindow
from desktop.settings import Recent, Settings
from desktop.theme import Mode
from desktop.window import Window
from forms.findings import Finding
from forms.words import Language, Name

if TYPE_CHECKING:
    from desktop.backup_watch import BackupWatch
    from desktop.frame.workplace import Workplace
    from desktop.journal.journal_memory import JournalMemory
    from desktop.locking.guarding import Guards
    from desktop.locking.left import Left
    from desktop.locking.lock import Lock
    from desktop.page import Command, Place

Places = Callable[[Opened, Choices], "Sequence[Place]"]
SIZE = (1366, 768)
PAUSE = 200
"""So many milliseconds after the first window what an opened vault needs begins to be loaded."""


def open_window(lang: Language | None = None, vault: Path | None = None) -> int:
    """Open the window and stay until it is closed; gives the exit code.

    lang is that of this call only; vault is shown as chosen at the gate.
    """
    from desktop.entrance.opening import doors
    from desktop.no_dumps import forbid_dumps

    forbid_dumps()
    app = application()
    settings, only = Settings(config_file()), OnlyWindow(config_file().parent)
    if only.shows_other():
        return 0
    pana = Pana(app, settings, doors(), _places)
    pana.start(lang, vault)
    only.answer(pana.window)
    _catch_trouble(pana)
    code = app.exec()
    jobs.wait_for_all()
    settings.sync()
    return code


def _places(opened: Opened, choices: Choices) -> "Sequence[Place]":
    """Load the table of places when a vault is open."""
    from desktop.places import places

    return places(opened, choices)


def _catch_trouble(pana: "Pana") -> None:
    from desktop.last_resort import LastResort
    from desktop.trouble import keep_typing, tell_again, tell_refused, tell_trouble

    LastResort(
        log_folder(),
        partial(tell_trouble, pana.window, pana.diagnose),
        partial(tell_again, pana.window),
        partial(keep_typing, pana.window),
        partial(tell_refused, pana.window),
    ).install()


def application() -> QApplication:
    """Make the application with its name, or give the one there is."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["pana"])
    app.setApplicationName("Pana")
    return app


def config_file() -> Path:
    """Give the file of remembered choices."""
    return _folder(QStandardPaths.StandardLocation.GenericConfigLocation) / "pana.ini"


def log_folder() -> Path:
    """Give the folder of the log of our own errors, which stays on this computer."""
    return _folder(QStandardPaths.StandardLocation.GenericCacheLocation) / "log"


def _folder(kind: QStandardPaths.StandardLocation) -> Path:
    """Give our folder of a kind as Qt knows it: platformdirs would cost the start 30 ms."""
    return Path(QStandardPaths.writableLocation(kind)) / "Pana"


class Pana(QObject):
    """The program: the gate, then the frame of an opened vault, then the gate again when locked."""

    def __init__(self, app: QApplication, settings: Settings, doors: Doors, places: Places) -> None:
        super().__init__()
        self._app, self._settings, self._doors, self._places = app, settings, doors, places
        self._opened: Opened | None = None
        self._backups: BackupWatch | None = None
        self._journal: JournalMemory | None = None
        self._lock: Lock | None = None
        self._left: dict[tuple[Path, str], Left] = {}
        self._guards: Guards | None = None
        self.window = Window()
        self.entrance: Entrance | None = None
        self.setParent(self.window)
        self.window.lock_wanted.connect(self.lock)
        app.aboutToQuit.connect(self._clear_clipboard)
        app.aboutToQuit.connect(self._close_vault)
        language.watch.changed.connect(self._say_again)

    def prepare(self, lang: Language | None = None, vault: Path | None = None) -> None:
        """Make the gate in the language and colours remembered, or asked for."""
        language.use(lang or self._settings.language)
        theme.apply(self._app, self._settings.theme)
        self.show_gate(vault)

    def start(self, lang: Language | None = None, vault: Path | None = None) -> None:
        """Show the gate; on the screen of a laptop it fills the screen."""
        self.prepare(lang, vault)
        self._show_window()
        self._focus_gate()
        QTimer.singleShot(0, self._settle)

    def _settle(self) -> None:
        """Do what could wait for the first painted window: the mark loads all picture plugins."""
        from PySide6.QtGui import QIcon

        from desktop.preloading import preload

        Collector(self)
        QTimer.singleShot(PAUSE, self.window, lambda: preload(self.window))
        self._app.setWindowIcon(QIcon(str(resources.path("icons", "mark-256.png"))))

    def _show_window(self) -> None:
        """Fill a laptop's screen; on a larger one take what the pages were drawn for."""
        room = self._app.primaryScreen().availableSize()
        self.window.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        if room.width() <= SIZE[0] or room.height() <= SIZE[1]:
            self.window.showMaximized()
        else:
            self.window.show()

    def show_gate(self, vault: Path | None = None) -> None:
        """Show the gate; what the frame held is let go."""
        gate = Gate()
        self.entrance = Entrance(gate, self._doors, self._settings)
        self.entrance.language_picked.connect(self.pick_language)
        self.entrance.entered.connect(self.enter)
        self.entrance.begin(vault)
        self.window.show_gate(gate)
        self._focus_gate()

    def enter(self, opened: Opened) -> None:
        """Show the frame of an opened vault at its first place."""
        from desktop.finding.searching import finder
        from desktop.frame.workplace import Workplace

        self._opened = opened
        self._settings.opened(self._remembered(opened))
        places = self._places(opened, self._choices())
        office, find = self._office(opened), finder(opened.desk)
        workplace = Workplace(places, office, find, may=opened.may)
        workplace.locked.connect(self.lock)
        workplace.closing.connect(self.window.close)
        workplace.language_picked.connect(self.pick_language)
        self._watch_backups(opened, workplace)
        self.window.show_workplace(workplace)
        workplace.set_extra(self._extra(workplace))
        workplace.show_hints(self._settings.hints)
        self._begin(opened, workplace, places[0].key)
        self._guard(workplace)

    def _guard(self, workplace: "Workplace") -> None:
        """Lock when nobody is there any more; guard screen and clipboard."""
        from desktop.locking.guarding import Guards

        if self._guards is None:
            self._guards = Guards(self.window, self._settings, self.lock)
        self._guards.watch(workplace)

    def _begin(self, opened: Opened, workplace: "Workplace", first: str) -> None:
        """Show the first place, or what the same person left; then tell what was noticed."""
        from desktop.locking.left import come_back, whose
        from desktop.notices import meet_journal, tell_notices

        left = self._left.pop(whose(opened), None)
        if left is not None:
            come_back(left, opened, workplace)
        if workplace.page() is None:
            workplace.go(first)
        self._journal = meet_journal(opened, self._settings, workplace, self._is_open)
        tell_notices(opened, workplace, self._is_open)

    def _is_open(self) -> bool:
        return self._opened is not None

    def lock(self) -> None:
        """Hide everything at once, keep what is half typed, close the vault and show the gate."""
        from desktop.locking.lock import Lock

        if self._lock is None:
            self._lock = Lock(self.window, self._put_away)
        self._lock.lock()

    def _put_away(self, place: str, where: object, unkept: object) -> None:
        """Show the gate and close the vault; the backup and running work may take a while."""
        from desktop.locking.left import Left, whose
        from desktop.locking.lock import whole

        opened, self._opened = self._opened, None
        if opened is None:
            return
        self._left[whose(opened)] = Left.of(place, where, unkept)
        whole(self._clear_clipboard, None)
        whole(self._remember_journal, None)
        self.show_gate(opened.recent.path)
        ended = jobs.forget_all()

        def close() -> object:
            ended()
            return self._doors.close(opened)

        jobs.run(self, close, lambda day: self._keep_backed_up(opened, day))

    def exchange(self, restored: Path) -> None:
        """Close the vault, put a restored one in its place and lock.

        The moments between closing and naming must not be left to somebody who unlocks already.
        """
        opened, self._opened = self._opened, None
        if opened is None:
            return
        answer = self._doors.exchange(opened, restored)
        self.show_gate(opened.recent.path)
        if isinstance(answer, Finding):
            self.tell_trouble(language.told(answer))

    def tell_trouble(self, text: str) -> None:
        """Say what did not happen at the gate, in a dialog."""
        from desktop.dialogs import TroubleDialog

        title = tr("This step was not carried out")
        TroubleDialog(self.window, title, tr("The earlier vault stays in its place."), text).exec()

    def diagnose(self) -> None:
        """Show what can be given to whoever looks after the program, to be read and saved."""
        from desktop.diagnosis_dialog import show_diagnosis

        show_diagnosis(self.window, self._opened, log_folder(), self._settings.theme.value)

    def pick_language(self, lang: Language) -> None:
        """Speak another language from now on."""
        self._settings.language = lang
        language.use(lang)

    def pick_theme(self, mode: Mode) -> None:
        """Wear other colours from now on."""
        self._settings.theme = mode
        theme.apply(self._app, mode)

    def show_hints(self, shown: bool) -> None:
        """Show or hide the keys beside what they do, from now on."""
        self._settings.hints = shown
        workplace = self.window.workplace()
        if workplace is not None:
            workplace.show_hints(shown)

    def pick_lock_after(self, minutes: int) -> None:
        """Lock after so many minutes without key and mouse, from now on."""
        self._settings.lock_after = minutes

    def keep_uncaptured(self, on: bool) -> None:
        """Keep the windows out of screenshots and shared screens, from now on, or let them in."""
        self._settings.uncaptured = on
        if self._guards is not None:
            self._guards.captures.look()

    def remember_backup(self, day: date) -> None:
        """Remember that the open vault was backed up on a day."""
        if self._opened is not None:
            self._settings.backed_up(self._opened.recent.path, day)

    def rename_office(self, name: Name) -> None:
        """Say from now on, here and at the gate, what the office of the open vault is called."""
        if self._opened is not None and self._opened.recent.name != name:
            self._opened = replace(self._opened, recent=replace(self._opened.recent, name=name))
            self._settings.opened(self._remembered(self._opened))
            self._say_again()

    def _choices(self) -> Choices:
        return Choices(
            theme=lambda: self._settings.theme,
            hints=lambda: self._settings.hints,
            pick_language=self.pick_language,
            pick_theme=self.pick_theme,
            show_hints=self.show_hints,
            backed_up=self.remember_backup,
            renamed=self.rename_office,
            exchange=self.exchange,
            lock_after=lambda: self._settings.lock_after,
            pick_lock_after=self.pick_lock_after,
            uncaptured=lambda: self._settings.uncaptured,
            keep_uncaptured=self.keep_uncaptured,
            remembered=lambda: self._journal.remembered if self._journal is not None else None,
        )

    def _extra(self, workplace: "Workplace") -> "list[Command]":
        from desktop.backup_watch import backup_commands
        from desktop.frame.help_commands import help_commands

        return [*backup_commands(self._backups), *help_commands(workplace, VERSION, self.diagnose)]

    def _say_again(self) -> None:
        workplace = self.window.workplace()
        if workplace is not None and self._opened is not None:
            workplace.status.tell_office(self._office(self._opened))
            workplace.set_extra(self._extra(workplace))

    def _remembered(self, opened: Opened) -> Recent:
        """Keep what was known of the vault before: the day of its last backup."""
        known = [one for one in self._settings.recent if one.path == opened.recent.path]
        if not known or opened.recent.backed_up:
            return opened.recent
        return replace(opened.recent, backed_up=known[0].backed_up)

    @staticmethod
    def _office(opened: Opened) -> str:
        recent = opened.recent
        name = recent.name.say(language.current())
        practice = tr("PRACTICE")
        marked = f"{practice} · " if recent.practice else ""
        return f"{marked}{recent.code} · {name}" if name else marked + recent.path.stem

    def _clear_clipboard(self) -> None:
        if self._guards is not None:
            self._guards.clipboard.clear()

    def _close_vault(self) -> None:
        held = self.entrance.held if self.entrance is not None else None
        opened, self._opened = self._opened or held, None
        if opened is not None:
            self._remember_journal()
            self._keep_backed_up(opened, self._doors.close(opened))

    def _keep_backed_up(self, opened: Opened, day: object) -> None:
        if isinstance(day, date):
            self._settings.backed_up(opened.recent.path, day)
            if self.entrance is not None:
                self.entrance.tell_backup(opened.recent.path, day)

    def _watch_backups(self, opened: Opened, workplace: "Workplace") -> None:
        """Make backups while the vault is open; what came of them stands in the status line."""
        from desktop.backup_watch import BackupWatch
        from desktop.desk import Desk
        from desktop.dialogs import say_no_backup

        if not isinstance(opened.desk, Desk):
            return
        desk = opened.desk
        self._backups = BackupWatch(desk, workplace)
        self._backups.proved.connect(workplace.status.tell)
        self._backups.proved.connect(lambda _words: self.remember_backup(desk.today()))
        self._backups.refused.connect(workplace.status.tell)
        self._backups.denied.connect(lambda why: say_no_backup(self.window, why))
        for place in ("today", "settings"):  # they tell how the backups stand
            self._backups.ended.connect(partial(workplace.refresh_place, place))

    def _remember_journal(self) -> None:
        memory, self._journal = self._journal, None
        if memory is not None:
            memory.remember()

    def _focus_gate(self) -> None:
        if self.entrance is not None:
            self.entrance.focus()
