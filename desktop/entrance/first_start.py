"""The way through the gate: unlock, first start, recovery; each step in its order."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop import language
from desktop.entrance.doors import Created, Doors, NewVault, Office, Opened
from desktop.entrance.gate import Gate
from desktop.entrance.unlock import UnlockStep
from desktop.settings import Recent, Settings
from forms.findings import Finding
from forms.words import Language


class Entrance(QObject):
    """Leads through the steps of the gate; entered(Opened) when a vault is open.

    held is a vault that is open while a step still waits: its code is on no paper yet, or its new
    passphrase is not chosen.  Whoever ends the program closes it.

    Steps other than the unlock page are loaded when they are first needed.
    """

    entered = Signal(object)
    language_picked = Signal(Language)

    def __init__(self, gate: Gate, doors: Doors, settings: Settings) -> None:
        super().__init__(gate)
        self._gate, self._doors, self._settings = gate, doors, settings
        self._office: Office | None = None
        self._practice = False
        self._first_time = False
        self.held: Opened | None = None
        self.entered.connect(lambda _opened: self._let_go())
        gate.picked.connect(self.language_picked)

    def begin(self, path: Path | None = None) -> None:
        """Show the unlock page, or the first start where no vault was ever opened here."""
        if path is None and not self._settings.recent:
            self._first_time = True
            self.ask_language()
        else:
            self.unlock(path)

    def unlock(self, path: Path | None = None) -> None:
        """Show the unlock page, with one vault chosen."""
        step = UnlockStep(self._doors, self._settings.recent, path)
        step.opened.connect(self.entered)
        step.chosen.connect(self._show_backup)
        step.forgotten.connect(self._recover)
        step.new.connect(lambda: self.ask_office(practice=False))
        step.practice.connect(lambda: self.ask_office(practice=True))
        step.restore.connect(self._restore)
        self._show_backup(step.recent())
        self._gate.show_step(step)

    def focus(self) -> None:
        """Put the focus where the step of now wants it, once the window is shown."""
        step = self._gate.step()
        first = getattr(step, "first_focus", None)
        if first is not None:
            first().setFocus()

    def ask_language(self) -> None:
        """Ask for the language, at the very first start."""
        from desktop.entrance.start_steps import LanguageStep

        step = LanguageStep()
        step.picked.connect(self.language_picked)
        step.answered.connect(self.unlock)
        self._gate.show_step(step)

    def ask_office(self, practice: bool) -> None:
        """Ask whose vault it will be."""
        from desktop.entrance.start_steps import OfficeStep

        self._practice = practice
        step = OfficeStep(self._doors)
        step.answered.connect(self._ask_place)
        step.add_back(self.unlock)
        self._gate.show_step(step)

    def _ask_place(self, office: Office) -> None:
        from desktop.entrance.start_steps import PlaceStep

        self._office = office
        step = PlaceStep(self._doors, office, self._practice)
        step.answered.connect(self._ask_passphrase)
        step.add_back(lambda: self.ask_office(self._practice))
        self._gate.show_step(step)

    def _ask_passphrase(self, path: Path, quarter: str) -> None:
        from desktop.entrance.start_steps import PassphraseStep

        office = self._office
        assert office is not None
        words = [*office.name, *office.within, office.code]
        step = PassphraseStep(self._doors, words, self._practice)

        def create(passphrase: str) -> None:
            asked = NewVault(path, office.code, quarter, passphrase, self._practice)
            step.work(lambda: self._doors.create_vault(asked), made)

        def made(answer: object) -> None:
            if isinstance(answer, Created) and answer.code:
                self._show_code(answer.code, answer.opened)
            elif isinstance(answer, Created):
                self.entered.emit(answer.opened)
            elif isinstance(answer, Finding):
                step.refuse(answer, step.first)

        step.answered.connect(create)
        step.add_back(lambda: self._ask_place(office))
        self._gate.show_step(step)

    def _show_code(self, code: str, opened: Opened) -> None:
        from desktop.entrance.code_steps import CodeStep

        self.held = opened
        step = CodeStep(code)
        step.print_asked.connect(lambda text: self._print(text, opened))
        step.answered.connect(lambda: self._confirm(code, opened))
        self._gate.show_step(step)

    def _confirm(self, code: str, opened: Opened) -> None:
        from desktop.entrance.code_steps import ConfirmStep

        step = ConfirmStep(code)
        step.answered.connect(lambda: self.entered.emit(opened))
        step.add_back(lambda: self._show_code(code, opened))
        self._gate.show_step(step)

    def _recover(self, recent: Recent | None) -> None:
        from desktop.entrance.code_steps import RecoverStep

        if recent is None:
            return
        step = RecoverStep(self._doors, recent.path)
        step.opened.connect(self._renew)
        step.add_back(lambda: self.unlock(recent.path))
        self._gate.show_step(step)

    def _renew(self, opened: Opened) -> None:
        from desktop.entrance.start_steps import PassphraseStep

        self.held = opened
        step = PassphraseStep(self._doors, (*opened.recent.name, opened.recent.code))

        def renew(passphrase: str) -> None:
            step.work(lambda: self._doors.renew_passphrase(opened, passphrase), made)

        def made(answer: object) -> None:
            if isinstance(answer, Finding):
                step.refuse(answer, step.first)
            else:
                self._show_code(str(answer), opened)

        step.answered.connect(renew)
        self._gate.show_step(step)

    def _restore(self) -> None:
        from desktop.entrance.code_steps import RestoreStep

        shown = self._gate.step()
        chosen = shown.recent() if isinstance(shown, UnlockStep) else None
        step = RestoreStep(self._doors, chosen.path if chosen else None)
        step.restored.connect(self.unlock)
        step.add_back(self.unlock)
        self._gate.show_step(step)

    def _let_go(self) -> None:
        self.held = None

    def tell_backup(self, path: Path, made: date) -> None:
        """Tell a backup made while the gate is shown already."""
        step = self._gate.step()
        recent = step.recent() if isinstance(step, UnlockStep) else None
        if recent is not None and recent.path == path:
            self._gate.arches.tell_backup(made)

    def _show_backup(self, recent: Recent | None) -> None:
        self._gate.arches.tell_backup(recent.backed_up if recent else None)

    def _print(self, code: str, opened: Opened) -> None:
        from desktop.entrance.code_paper import print_code

        print_code(self._gate, code, opened.recent.say(language.current()))
