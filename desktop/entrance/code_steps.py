"""The recovery code: shown once, printed, confirmed by typing, used when words are forgotten."""

import re
import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.entrance.countdown import Countdown
from desktop.entrance.doors import Doors, Opened
from desktop.entrance.steps import Step
from desktop.language import keep, tr
from desktop.parts.buttons import Button
from desktop.parts.code_grid import CodeGrid
from desktop.parts.fields import FieldBox, LineEdit
from desktop.parts.findings import FindingLine, Note
from desktop.parts.passphrase import PassphraseEdit
from desktop.parts.texts import Label
from forms.findings import Finding, Severity
from forms.words import N_

OTHER_GROUP = N_(
    "Group {n} is not the one on the paper. Compare it letter by letter and type it again."
)
NO_CODE = Finding("U08", Severity.HARD, N_("The recovery code is empty. Type it from the paper."))
NO_BACKUP = Finding(
    "U09",
    Severity.HARD,
    N_("Three answers are needed: the backup, the new file and the passphrase."),
)


def place_for(backup: Path, home: Path) -> Path:
    """Propose the place of the vault that a backup was made of, as its name tells it."""
    made = re.fullmatch(r"(.+) \d{4}-\d{2}-\d{2} \d{2}-\d{2}( \d+)?", backup.stem)
    if made and backup.parent.name == "backups":
        return backup.parent.parent / f"{made[1]}.pana"
    return home / f"{made[1] if made else backup.stem + '-restored'}.pana"


def groups(code: str) -> list[str]:
    """Give the groups of a recovery code, however they are parted."""
    letters = "".join(code.replace("-", " ").split())
    return [letters[start : start + 4] for start in range(0, len(letters), 4)]


class CodeStep(Step):
    """Shows the code in groups of four, big enough to copy by hand; answered() goes on."""

    answered = Signal()
    print_asked = Signal(str)

    def __init__(self, code: str) -> None:
        super().__init__(
            N_("Recovery code"),
            N_(
                "It opens the vault when the passphrase is forgotten. It is shown only now: print "
                "it or write it down, and keep the paper in the safe of the office."
            ),
            on=N_("I have it on paper"),
        )
        self._code = code
        self.body.addWidget(CodeGrid(groups(code)))
        note = Note("", "soft", "state.soft")
        keep(
            note,
            note.tell,
            N_(
                "Whoever has this code can open the vault. Do not send it and do not photograph it."
            ),
        )
        self.body.addWidget(note)
        print_it = Button("", lambda: self.print_asked.emit(self._code), icon="action.print")
        keep(print_it, print_it.set_text, N_("Print…"))
        self.foot.addWidget(print_it)
        self.print_button = print_it

    def first_focus(self) -> QWidget:
        """Printing comes first."""
        return self.print_button

    def go_on(self) -> None:
        """Go on to the confirmation."""
        self.answered.emit()


class ConfirmStep(Step):
    """Asks for two groups of the code, so that it surely is on paper; answered()."""

    answered = Signal()

    def __init__(self, code: str) -> None:
        super().__init__(
            N_("Type two groups from the paper"),
            N_("So it is certain that the paper can be read."),
        )
        self._groups = groups(code)
        self._asked = sorted(secrets.SystemRandom().sample(range(len(self._groups)), 2))
        self._lines: list[LineEdit] = []
        row = QHBoxLayout()
        row.setSpacing(12)
        for place in self._asked:
            line = LineEdit()
            line.setMaxLength(8)
            box = FieldBox("", "", line)
            keep(box, box.set_words, N_("Group {n}"), n=place + 1)
            line.returnPressed.connect(self._entered)
            line.textEdited.connect(lambda _text: self.refuse(None))
            row.addWidget(box)
            self._lines.append(line)
        self.body.addLayout(row)

    def asked(self) -> list[int]:
        """Give which groups are asked for, from 0."""
        return list(self._asked)

    def lines(self) -> list[LineEdit]:
        """Give the two lines, in the order of the groups."""
        return list(self._lines)

    def first_focus(self) -> QWidget:
        """The first group."""
        return self._lines[0]

    def go_on(self) -> None:
        """Go on when both groups are as on the paper; small letters do as well."""
        for place, line in zip(self._asked, self._lines, strict=True):
            if line.text().strip().upper() != self._groups[place].upper():
                values = {"n": place + 1}
                self.refuse(Finding("U07", Severity.HARD, OTHER_GROUP, {}, values), line)
                return
        self.answered.emit()

    def _entered(self) -> None:
        empty = next((line for line in self._lines if not line.text()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self.go_on()


class RecoverStep(Step):
    """Opens a vault with its recovery code; opened(Opened): a new passphrase is asked next."""

    opened = Signal(object)

    def __init__(self, doors: Doors, path: Path) -> None:
        super().__init__(
            N_("Open with the recovery code"),
            N_(
                "Seven groups of four letters from the paper in the safe. A new passphrase follows."
            ),
            on=N_("Open"),
        )
        self._doors, self._path = doors, path
        self.code = LineEdit()
        box = FieldBox("", "", self.code)
        keep(box, box.set_words, N_("Recovery code"))
        self.body.addWidget(box)
        self.body.addWidget(Label(path.name, "caption"))
        self.code.returnPressed.connect(self.go_on)
        self.code.textEdited.connect(lambda _text: self._typed())
        self.countdown = Countdown(self, doors.must_wait)
        self.countdown.watch(path)

    def first_focus(self) -> QWidget:
        """The line for the code."""
        return self.code

    def go_on(self) -> None:
        """Open with what was typed."""
        typed = self.code.text().strip()
        if not typed:
            self.refuse(NO_CODE, self.code)
            return
        self.work(lambda: self._doors.open_with_code(self._path, typed), self._answered)

    def _answered(self, answer: object) -> None:
        if isinstance(answer, Opened):
            self.code.clear()
            self.opened.emit(answer)
        elif isinstance(answer, Finding):
            self.refuse(answer, self.code)
            self.countdown.watch(self._path)

    def _typed(self) -> None:
        self.refuse(None)
        self.countdown.watch(self._path)


class RestoreStep(Step):
    """Restores a backup into a new file; restored(path).

    vault is the one chosen at the gate, if any: its newest backup is proposed, in its own place.
    """

    restored = Signal(object)

    def __init__(self, doors: Doors, vault: Path | None = None) -> None:
        super().__init__(
            N_("Restore from a backup"),
            N_(
                "The backup is checked and becomes a new vault. A vault that lies there already is "
                "not overwritten: it is kept under another name, with the word “replaced”."
            ),
            on=N_("Restore"),
        )
        self._doors, self._vault = doors, vault
        self.backup, self.to, self.passphrase = LineEdit(), LineEdit(), PassphraseEdit()
        self._row(self.backup, N_("File of the backup"), self._choose_backup)
        self._row(self.to, N_("New file of the vault"), self._choose_target)
        box = FieldBox("", "", self.passphrase)
        keep(box, box.set_words, N_("Passphrase of the backup"))
        self._keyboard, self._caps = Label("", "caption"), FindingLine(severity=Severity.SOFT)
        box.add_right(self._keyboard)
        self.body.addWidget(box)
        self.body.addWidget(self._caps)
        self.passphrase.keyboard_changed.connect(self._show_keyboard)
        self.passphrase.caps_changed.connect(self._show_caps)
        self.passphrase.textEdited.connect(lambda _text: self.refuse(None))
        self.passphrase.returnPressed.connect(self.go_on)
        newest = doors.newest_backup(vault) if vault is not None else None
        if newest is not None:
            self.backup.setText(str(newest))
            self.to.setText(str(vault))

    def first_focus(self) -> QWidget:
        """The passphrase where a backup is proposed already, else the file of the backup."""
        return self.passphrase if self.backup.text() else self.backup

    def go_on(self) -> None:
        """Restore, when both files are named."""
        backup, to = self.backup.text().strip(), self.to.text().strip()
        typed = self.passphrase.text()
        for line in (self.backup, self.to, self.passphrase):
            if not line.text().strip():
                self.refuse(NO_BACKUP, line)
                return
        self.work(
            lambda: self._doors.restore(Path(backup), Path(to), typed),
            lambda answer: self._answered(answer, Path(to)),
        )

    def _answered(self, answer: object, to: Path) -> None:
        if not isinstance(answer, Finding):
            self.restored.emit(to)
        elif answer.rule in ("V10", "V38"):
            self.refuse(answer, self.passphrase)
            self.passphrase.selectAll()
        else:
            self.refuse(answer, self.backup)

    def _show_keyboard(self, words: str) -> None:
        self._keyboard.setText(tr("keyboard: {layout}", layout=words) if words else "")

    def _show_caps(self, on: bool) -> None:
        self._caps.tell(tr("Caps Lock is on") if on else "", Severity.SOFT)

    def _row(self, line: LineEdit, words: str, choose: Callable[[], object]) -> None:
        box = FieldBox("", "", line)
        keep(box, box.set_words, words)
        row = QHBoxLayout()
        row.addWidget(box, 1)
        button = Button("", choose)
        keep(button, button.set_text, N_("Choose…"))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        line.returnPressed.connect(self.go_on)
        line.textEdited.connect(lambda _text: self.refuse(None))

    def _start(self) -> Path:
        """Give the folder where backups are looked for first: beside the vault opened last."""
        if self._vault is not None and (self._vault.parent / "backups").is_dir():
            return self._vault.parent / "backups"
        return self._doors.home()

    def _choose_backup(self) -> None:
        start = self.backup.text() or str(self._start())
        kind = tr("Vaults of Pana") + " (*.pana)"
        name, _kind = QFileDialog.getOpenFileName(self, tr("Choose a backup"), start, kind)
        if name:
            self.backup.setText(name)
            if not self.to.text():
                self.to.setText(str(place_for(Path(name), self._doors.home())))

    def _choose_target(self) -> None:
        kind = tr("Vaults of Pana") + " (*.pana)"
        name, _kind = QFileDialog.getSaveFileName(
            self, tr("Where the vault shall lie"), self.to.text(), kind
        )
        if name:
            self.to.setText(name)
