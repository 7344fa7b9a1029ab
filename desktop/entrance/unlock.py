"""The unlock page: which vault, its passphrase, and three other ways in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import language
from desktop.entrance.countdown import Countdown
from desktop.entrance.doors import Doors, Opened
from desktop.entrance.steps import Step
from desktop.language import keep, tr, watch
from desktop.parts.buttons import Link, WayRow
from desktop.parts.fields import ComboBox, FieldBox
from desktop.parts.findings import FindingLine
from desktop.parts.passphrase import PassphraseEdit, keyboard
from desktop.parts.texts import Label, LineLabel, hairline
from desktop.settings import Recent
from forms.disks import place_finding
from forms.findings import Finding, Severity
from forms.words import N_

NOTHING_CHOSEN = Finding(
    "U01", Severity.HARD, N_("No vault is chosen. Choose a file whose name ends in .pana.")
)
NOTHING_TYPED = Finding("U02", Severity.HARD, N_("The passphrase is empty. Type it here."))


class UnlockStep(Step):
    """Signals: opened(Opened), forgotten(path), and the other ways in: new, restore, practice.

    chosen(recent) tells the vault of the chooser, so that the gate can say when it was backed up.
    """

    opened = Signal(object)
    chosen = Signal(object)
    forgotten = Signal(object)
    new = Signal()
    restore = Signal()
    practice = Signal()

    def __init__(self, doors: Doors, recent: Sequence[Recent], path: Path | None = None) -> None:
        super().__init__(N_("Open the vault"), on=N_("Open"))
        self._doors = doors
        self._recent = list(recent)
        if path is not None and all(one.path != path for one in recent):
            self._recent.insert(0, Recent(path))
        self.vaults = ComboBox()
        self.rows: list[WayRow] = []
        self.passphrase = PassphraseEdit()
        self._where = LineLabel("", "caption")
        self._caps = FindingLine(severity=Severity.SOFT)
        self.place = FindingLine(severity=Severity.SOFT)
        self._keyboard = Label("", "caption")
        self.countdown = Countdown(self, doors.must_wait)
        self._lay_out()
        self._fill(path)
        self._connect()

    def first_focus(self) -> QWidget:
        """The passphrase where a vault is chosen already, else the first other way in."""
        return self.passphrase if self._recent else self.rows[0]

    def go_on(self) -> None:
        """Open the chosen vault with what was typed."""
        recent, typed = self.recent(), self.passphrase.text()
        if recent is None:
            self._refuse(NOTHING_CHOSEN)
        elif not typed:
            self._refuse(NOTHING_TYPED)
        else:
            self._refuse(None)
            self.work(lambda: self._doors.open_vault(recent.path, typed), self._answered)

    def choose_file(self) -> None:
        """Ask for a vault that is not in the chooser."""
        from PySide6.QtWidgets import QFileDialog

        start = str(self._recent[0].path.parent if self._recent else self._doors.home())
        name, _kind = QFileDialog.getOpenFileName(
            self, tr("Choose a vault"), start, tr("Vaults of Pana") + " (*.pana)"
        )
        if name:
            self.show_vault(Path(name))
        else:
            self.vaults.setCurrentIndex(0)

    def show_vault(self, path: Path) -> None:
        """Show a vault as chosen, adding it to the chooser when it is new there."""
        if all(one.path != path for one in self._recent):
            self._recent.insert(0, Recent(path))
        self._fill(path)
        self.passphrase.setFocus()

    def _answered(self, answer: object) -> None:
        if isinstance(answer, Opened):
            self.passphrase.clear()
            self.opened.emit(answer)
        elif isinstance(answer, Finding):
            self._refuse(answer)
            self.passphrase.selectAll()
            self._count_down()

    def _count_down(self) -> None:
        """Tell how long the chosen vault waits after several wrong tries, if it does."""
        recent = self.recent()
        self.countdown.watch(recent.path if recent is not None else None)

    def _refuse(self, finding: Finding | None) -> None:
        self.passphrase.set_state("error" if finding is not None else "")
        self.refuse(finding, self.passphrase)

    def recent(self) -> Recent | None:
        """Give the chosen vault."""
        number = self.vaults.currentIndex()
        return self._recent[number] if 0 <= number < len(self._recent) else None

    def _fill(self, path: Path | None = None) -> None:
        here = path or (recent.path if (recent := self.recent()) else None)
        self.vaults.blockSignals(True)
        self.vaults.clear()
        for recent in self._recent:
            self.vaults.addItem(recent.say(language.current()))
        self.vaults.addItem(tr("Open another file…"))
        numbers = [n for n, recent in enumerate(self._recent) if recent.path == here]
        first = 0 if self._recent else -1
        self.vaults.setCurrentIndex(numbers[0] if numbers else first)
        self.vaults.setPlaceholderText(tr("No vault is chosen"))
        self.vaults.blockSignals(False)
        self._show_chosen()

    def _picked(self, number: int) -> None:
        if number == len(self._recent):
            self.choose_file()
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        recent = self.recent()
        self._where.setText(str(recent.path) if recent else "")
        self._where.setVisible(recent is not None)
        unfit = place_finding(recent.path) if recent is not None else None
        self.place.tell(language.told(unfit) if unfit is not None else "", Severity.SOFT)
        self._count_down()
        self.chosen.emit(recent)

    def _show_keyboard(self, words: str) -> None:
        self._keyboard.setText(tr("keyboard: {layout}", layout=words) if words else "")

    def _show_caps(self, on: bool) -> None:
        self._caps.tell(tr("Caps Lock is on") if on else "", Severity.SOFT)

    def _say_all_again(self) -> None:
        self._fill()
        self._show_keyboard(keyboard())

    def _connect(self) -> None:
        self.vaults.activated.connect(self._picked)
        self.passphrase.returnPressed.connect(self.go_on)
        self.passphrase.keyboard_changed.connect(self._show_keyboard)
        self.passphrase.caps_changed.connect(self._show_caps)
        self.passphrase.textEdited.connect(lambda _text: self._refuse_nothing())
        watch.changed.connect(self._say_all_again)

    def _refuse_nothing(self) -> None:
        if self.finding.text():
            self._refuse(None)
            self._count_down()

    def _lay_out(self) -> None:
        vault_box = FieldBox("", "", self.vaults)
        keep(vault_box, vault_box.set_words, N_("Vault"))
        self.body.addWidget(vault_box)
        self.body.addWidget(self._where)
        self.body.addWidget(self.place)
        pass_box = FieldBox("", "", self.passphrase)
        pass_box.add_right(self._keyboard)
        keep(pass_box, pass_box.set_words, N_("Passphrase"))
        self.body.addWidget(pass_box)
        self.body.addWidget(self._caps)
        forgotten = Link("", lambda: self.forgotten.emit(self.recent()))
        keep(forgotten, forgotten.set_text, N_("I forgot the passphrase"))
        self.foot.addWidget(forgotten)
        column = self.layout()
        assert column is not None
        ways = QWidget()
        rows = QVBoxLayout(ways)
        rows.setContentsMargins(0, 10, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(hairline())
        rows.addSpacing(4)
        for icon, title, help_, run in self._ways():
            row = WayRow(icon, run)
            keep(row, row.tell_title, title)
            keep(row, row.tell_help, help_)
            rows.addWidget(row)
            self.rows.append(row)
        column.addWidget(ways)

    def _ways(self) -> Sequence[tuple[str, str, str, Callable[[], object]]]:
        return (
            (
                "action.new",
                N_("Make a new vault"),
                N_("you choose the commission and set a passphrase"),
                self.new.emit,
            ),
            (
                "action.restore",
                N_("Restore from a backup"),
                N_("the earlier vault stays as it is"),
                self.restore.emit,
            ),
            (
                "action.practise",
                N_("Practice vault"),
                N_("made-up people, not in any return"),
                self.practice.emit,
            ),
        )
