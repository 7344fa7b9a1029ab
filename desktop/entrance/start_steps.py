"""The answers a new vault needs: language, commission, place and first quarter, passphrase."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop import jobs, language
from desktop.delegate import Cell
from desktop.entrance.doors import Doors, Office
from desktop.entrance.steps import Step
from desktop.guarded import guarded
from desktop.language import keep, tr, watch
from desktop.parts.buttons import Button
from desktop.parts.choices import RadioButton
from desktop.parts.fields import ComboBox, FieldBox, LineEdit, SearchBox
from desktop.parts.findings import FindingLine
from desktop.parts.passphrase import PassphraseEdit
from desktop.parts.texts import Label
from desktop.tables import Table
from forms.disks import place_finding
from forms.findings import Finding, Severity
from forms.words import N_, Language

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
NO_OFFICE = Finding(
    "U03", Severity.HARD, N_("No commission is chosen. Type a part of its name and choose one.")
)
NO_FILE = Finding("U04", Severity.HARD, N_("No file is named. Say where the vault shall lie."))
EXISTS = N_("The file {file} exists already. Choose another name; nothing was changed.")
DIFFERENT = Finding(
    "U06",
    Severity.HARD,
    N_("The two passphrases differ. Type the second one again, exactly like the first."),
)


class LanguageStep(Step):
    """The first thing ever asked; the answer is in force at once: picked(language)."""

    picked = Signal(Language)
    answered = Signal()

    def __init__(self) -> None:
        super().__init__(
            N_("Which language shall the screens speak?"),
            N_("It can be changed at any time, at the top right."),
        )
        self._buttons: dict[Language, RadioButton] = {}
        for lang, word in language.NAMES.items():
            button = RadioButton(word)
            button.setChecked(lang is language.current())
            button.toggled.connect(lambda on, lang=lang: self.picked.emit(lang) if on else None)
            self.body.addWidget(button)
            self._buttons[lang] = button

    def first_focus(self) -> QWidget:
        """The language of now."""
        return self._buttons[language.current()]

    def go_on(self) -> None:
        """Go on in the language of now."""
        self.answered.emit()


class _Offices(QAbstractListModel):
    """The commissions found, name over what they lie within."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Office] = []

    def show_found(self, found: Sequence[Office]) -> None:
        """Show other commissions."""
        self.beginResetModel()
        self.found = list(found)
        self.endResetModel()

    def say_again(self) -> None:
        """Name the same commissions in the language of now."""
        self.show_found(self.found)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Give how many were found."""
        return len(self.found)

    @guarded
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give name and place of one."""
        office = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{office.say(language.current())} · {office.code}"
        if role == Cell.SECOND:
            return office.within.say(language.current())
        return None


class OfficeStep(Step):
    """The commission, found by typing a part of its name; answered(office)."""

    answered = Signal(object)

    def __init__(self, doors: Doors) -> None:
        super().__init__(
            N_("Whose vault is it?"),
            N_("Type a part of the commission's name in Kazakh or Russian, or its code."),
        )
        self._doors = doors
        self._asked = ""
        self._model = _Offices()
        self.line = SearchBox()
        self.list = Table(42, whole_rows=True)
        self.list.setModel(self._model)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setFixedHeight(4 * 42 + 2)
        box = FieldBox("", "", self.line)
        keep(box, box.set_words, N_("Commission"))
        keep(self.list, self.list.setAccessibleName, N_("Commissions found"))
        self.body.addWidget(box)
        self.body.addWidget(self.list)
        self._none = Label("", "caption", wrap=True)
        self.body.addWidget(self._none)
        self.line.textChanged.connect(self._ask)
        self.line.returnPressed.connect(self.go_on)
        self.line.down.connect(self.list.setFocus)
        self.list.activated.connect(lambda _index: self.go_on())
        watch.changed.connect(self._model.say_again)

    def first_focus(self) -> QWidget:
        """The line to type in."""
        return self.line

    def go_on(self) -> None:
        """Go on with the chosen commission, or with the only one found."""
        number = self.list.currentIndex().row()
        found = self._model.found
        if 0 <= number < len(found):
            self.answered.emit(found[number])
        elif len(found) == 1:
            self.answered.emit(found[0])
        else:
            self.refuse(NO_OFFICE, self.line)

    def _ask(self, text: str) -> None:
        """Look for what is typed; an answer to an older question is not shown."""
        self._asked = text.strip()
        self.refuse(None)
        if len(self._asked) < 2:
            self._show("", ())
            return
        asked = self._asked
        jobs.run(
            self,
            lambda: (asked, tuple(self._doors.find_commissions(asked))),
            lambda answer: self._show(*answer),  # type: ignore[misc]
        )

    def _show(self, asked: str, found: Sequence[Office]) -> None:
        if asked and asked != self._asked:
            return
        self._model.show_found(found)
        if found:
            self.list.setCurrentIndex(self._model.index(0, 0))
        nothing = bool(asked) and not found
        self._none.setText(tr("Nothing is found. Try fewer letters.") if nothing else "")


class PlaceStep(Step):
    """Where the file lies and which quarter is the first to report; answered(path, quarter)."""

    answered = Signal(object, str)

    def __init__(self, doors: Doors, office: Office, practice: bool) -> None:
        super().__init__(
            N_("Where shall the vault lie?"),
            N_("One file on this computer; keep it in a folder that is backed up."),
        )
        self.file = LineEdit(str(_proposed(doors.home(), office, doors.today(), practice)))
        self.quarter = ComboBox()
        self._quarters = quarters(doors.today())
        box = FieldBox("", "", self.file)
        keep(box, box.set_words, N_("File of the vault"))
        row = QHBoxLayout()
        row.addWidget(box, 1)
        choose = Button("", self._choose)
        keep(choose, choose.set_text, N_("Choose…"))
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.place = FindingLine(severity=Severity.SOFT)
        self.body.addWidget(self.place)
        first = FieldBox("", "", self.quarter)
        keep(first, first.set_words, N_("First quarter to be reported with Pana"))
        self.body.addWidget(first)
        self._fill()
        self.quarter.setCurrentIndex(1)
        self._judge_place()
        self.file.textChanged.connect(lambda _text: self._judge_place())
        self.file.returnPressed.connect(self.go_on)
        watch.changed.connect(self._fill)
        watch.changed.connect(self._judge_place)

    def _judge_place(self) -> None:
        """Warn of a network disk or a synchronised folder; the person may go on all the same."""
        typed = self.file.text().strip()
        unfit = place_finding(Path(typed)) if typed else None
        self.place.tell(language.told(unfit) if unfit is not None else "", Severity.SOFT)

    def first_focus(self) -> QWidget:
        """The way on: what is proposed will do for most."""
        return self.primary

    def go_on(self) -> None:
        """Go on with a file that does not exist yet."""
        typed = self.file.text().strip()
        path = Path(typed)
        if not typed:
            self.refuse(NO_FILE, self.file)
            return
        path = path if path.suffix == ".pana" else path.with_name(path.name + ".pana")
        if path.exists():
            refusal = Finding("U05", Severity.HARD, EXISTS, {"field": "file"}, {"file": path.name})
            self.refuse(refusal, self.file)
            return
        self.answered.emit(path, _code(self._quarters[max(self.quarter.currentIndex(), 0)]))

    def _fill(self) -> None:
        here = self.quarter.currentIndex()
        self.quarter.clear()
        for year, number in self._quarters:
            self.quarter.addItem(tr("Quarter {roman} of {year}", roman=ROMAN[number], year=year))
        self.quarter.setCurrentIndex(here)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self,
            tr("Where the vault shall lie"),
            self.file.text(),
            tr("Vaults of Pana") + " (*.pana)",
        )
        if name:
            self.file.setText(name)
            self.refuse(None)


class PassphraseStep(Step):
    """A new passphrase, typed twice and judged in words; answered(passphrase).

    A practice vault takes any: there is nothing secret in it.
    """

    answered = Signal(str)

    def __init__(self, doors: Doors, words: Sequence[str], practice: bool = False) -> None:
        super().__init__(
            N_("Set a passphrase"),
            N_(
                "Four or five words that have nothing to do with each other; spaces and Kazakh "
                "letters are welcome. Nobody can open the vault without it."
            ),
        )
        self._doors, self._context, self._practice = doors, tuple(words), practice
        self.first, self.second = PassphraseEdit(), PassphraseEdit()
        self._judged = FindingLine()
        self._caps = FindingLine(severity=Severity.SOFT)
        self._keyboard = Label("", "caption")
        top, below = FieldBox("", "", self.first), FieldBox("", "", self.second)
        top.add_right(self._keyboard)
        keep(top, top.set_words, N_("Passphrase"))
        keep(below, below.set_words, N_("The same once more"))
        for part in (top, self._judged, below, self._caps):
            self.body.addWidget(part)
        self.first.textChanged.connect(lambda _text: self._judge())
        self.second.textChanged.connect(lambda _text: self.refuse(None))
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.go_on)
        for line in (self.first, self.second):
            line.caps_changed.connect(self._show_caps)
            line.keyboard_changed.connect(self._show_keyboard)
        watch.changed.connect(self._judge)

    def first_focus(self) -> QWidget:
        """The first line."""
        return self.first

    def go_on(self) -> None:
        """Go on when it is good enough and typed twice alike."""
        found = self._found()
        if found:
            self.refuse(found[0], self.first)
        elif self.first.text() != self.second.text():
            self.second.clear()
            self.refuse(DIFFERENT, self.second)
        else:
            self.answered.emit(self.first.text())

    def _found(self) -> Sequence[Finding]:
        typed = self.first.text()
        if self._practice and typed:
            return ()
        return tuple(self._doors.judge_passphrase(typed, self._context))

    def _judge(self) -> None:
        """Say in words what is wrong so far, or that it will do."""
        self.refuse(None)
        if not self.first.text():
            self._judged.tell("")
        elif found := self._found():
            self._judged.tell(language.told(found[0]), Severity.SOFT)
        else:
            self._judged.tell(tr("This passphrase will do."), Severity.INFO)

    def _show_caps(self, on: bool) -> None:
        self._caps.tell(tr("Caps Lock is on") if on else "", Severity.SOFT)

    def _show_keyboard(self, words: str) -> None:
        self._keyboard.setText(tr("keyboard: {layout}", layout=words) if words else "")


def quarters(today: date) -> list[tuple[int, int]]:
    """Give the quarters that may be the first: the one before, the one of today, and two more."""
    here = today.year * 4 + (today.month - 1) // 3
    return [(number // 4, number % 4 + 1) for number in range(here - 1, here + 3)]


def _code(quarter: tuple[int, int]) -> str:
    return f"{quarter[0]}-Q{quarter[1]}"


def _proposed(home: Path, office: Office, today: date, practice: bool) -> Path:
    kind = "practice" if practice else str(today.year)
    return home / f"{office.code}-{kind}.pana"
