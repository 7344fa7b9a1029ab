"""Settings: the screens, what is printed of the office, and the way to the register."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import language
from desktop.choices import Choices
from desktop.language import keep, keep_spoken, tr
from desktop.page import Command, Hint, Page
from desktop.parts.buttons import Button, Segmented
from desktop.parts.chips import KeyCap
from desktop.parts.choices import CheckBox
from desktop.parts.fields import FieldBox, LineEdit
from desktop.parts.findings import FindingLine
from desktop.parts.panels import Column, SectionHead
from desktop.parts.texts import Frame, Label
from desktop.rights_words import whose
from desktop.settings_guard import GuardLines
from desktop.theme import Mode
from forms.findings import Severity
from forms.rights import Right
from forms.words import N_, Language

OFFICE = {
    "address": N_("Address of the office"),
    "phone": N_("Telephone"),
    "email": N_("E-mail"),
    "executor": N_("Prepared by (name)"),
    "head": N_("Head or acting head (name)"),
    "due_day": N_("Due on this day of the month after the quarter"),
}
"""What is kept in the vault and printed on returns: key -> marked label, in their order."""

MODES = {
    Mode.SYSTEM: N_("As the system"),
    Mode.LIGHT: N_("Light"),
    Mode.DARK: N_("Dark"),
}
REGISTER_HELP = N_(
    "Commissions are added, renamed, moved and closed there, each from a day on. Lists of parts, "
    "choices and printed names follow at once."
)
DUE_WRONG = N_("The due day is a number from 1 to 28. Type for example 5, or leave it empty.")


class SettingsPage(Page):
    """load gives what is kept of the office, save keeps it; values are text, empty if unknown.

    count gives what stands in the register of commissions, in words, backups how those stand and
    people how many open the vault, due what was destroyed; register_wanted(), backups_wanted(),
    people_wanted() and due_wanted() ask for the pages that show them.
    """

    changed = Signal()
    register_wanted = Signal()
    backups_wanted = Signal()
    people_wanted = Signal()
    due_wanted = Signal()

    def __init__(
        self,
        choices: Choices,
        load: Callable[[], Mapping[str, str]],
        save: Callable[[Mapping[str, str]], object],
        count: Callable[[], str] = str,
        backups: Callable[[], str] = str,
        people: Callable[[], str] = str,
        may: Callable[[Right], bool] = lambda _right: True,
        due: Callable[[], str] = str,
    ) -> None:
        super().__init__()
        self._may = may
        self._choices, self._load, self._save, self._count = choices, load, save, count
        self._backed_up, self._people, self._destroyed = backups, people, due
        self._kept: dict[str, str] = {}
        self.lines: dict[str, LineEdit] = {}
        self._finding = FindingLine()
        self._langs = Segmented([(lang.value, name) for lang, name in language.NAMES.items()])
        self._modes = Segmented([(mode.value, tr(words)) for mode, words in MODES.items()])
        self.hints_box, self.guard = CheckBox(), GuardLines(choices)
        self.register = Button("", self.register_wanted.emit, "plain", "action.list")
        self._register_facts = Label("", "body", wrap=True)
        self.backups = Button("", self.backups_wanted.emit, "plain", "fact.safe")
        self._backup_facts = Label("", "body", wrap=True)
        self.people = Button("", self.people_wanted.emit, "plain", "fact.people")
        self._people_facts = Label("", "body", wrap=True)
        self.due = Button("", self.due_wanted.emit, "plain", "state.term")
        self._due_facts = Label("", "body", wrap=True)
        self._lay_out()
        self._connect()
        self.refresh()

    def title(self) -> str:
        """Give the title."""
        return tr("Settings")

    def facts(self) -> str:
        """Say where what is kept."""
        return tr("The office is kept in the vault; the rest on this computer")

    def buttons(self) -> Sequence[Command]:
        """Give the one button, usable once something changed."""
        return (
            Command(
                tr("Save"),
                self.save,
                "Ctrl+S",
                "action.check",
                "file",
                primary=True,
                enabled=self._typed() != self._kept,
                reason=tr("Nothing is changed"),
                right=Right.OFFICE,
            ),
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys that work here."""
        return (
            Hint("Ctrl+S", tr("save")),
            Hint("Tab", tr("next field")),
            Hint("Ctrl+G", tr("register of commissions")),
            Hint("Ctrl+B", tr("backups")),
        )

    def commands(self) -> Sequence[Command]:
        """Give the button and the way to the register."""
        words = tr("Register of commissions…")
        wanted = Command(words, self.register_wanted.emit, "Ctrl+G", "action.list", "edit")
        kept = Command(tr("Backups…"), self.backups_wanted.emit, "Ctrl+B", "fact.safe", "file")
        users = Command(tr("Users…"), self.people_wanted.emit, "Ctrl+J", "fact.people", "edit")
        terms = Command(
            tr("Terms of keeping…"), self.due_wanted.emit, "Ctrl+D", "state.term", "edit"
        )
        return (*self.buttons(), wanted, kept, users, terms)

    def first_focus(self) -> QWidget:
        """The first line of the office, or the first way on where that may not be changed."""
        return self.lines["address"] if self._may(Right.OFFICE) else self.register

    def refresh(self, changed: object = None) -> None:
        """Read again what is kept, unless something typed is not saved yet."""
        self._tell_facts()
        if self._kept and self._typed() != self._kept:
            return
        loaded = self._load()
        self._kept = {key: loaded.get(key, "") for key in OFFICE}
        for key, line in self.lines.items():
            line.setText(self._kept[key])
        self._show_choices()

    def retranslate(self) -> None:
        """Speak the choices again."""
        for mode, words in MODES.items():
            self._modes.tell(mode.value, tr(words))
        self._show_choices()
        self._tell_facts()

    def save(self) -> bool:
        """Keep what is typed; False when the due day is no day."""
        typed = self._typed()
        wrong = bool(typed["due_day"]) and not _is_day(typed["due_day"])
        self._finding.tell(tr(DUE_WRONG) if wrong else "", Severity.FORMAT)
        self.lines["due_day"].set_state("error" if wrong else "")
        if wrong:
            self.lines["due_day"].setFocus()
            return False
        if typed != self._kept:
            self._save(typed)
            self._kept = typed
            self.saved.emit()
        self.header_changed.emit()
        return True

    def leave(self) -> bool:
        """Save what was typed; stay when it cannot be saved."""
        return self.save()

    def where(self) -> object:
        """Give what is typed of the office and not saved."""
        return self._typed() if self._typed() != self._kept else None

    def come_back(self, where: object) -> None:
        """Put what was typed into its lines again."""
        if isinstance(where, dict):
            for key, text in where.items():
                self.lines[key].setText(text)
            self.header_changed.emit()

    def _typed(self) -> dict[str, str]:
        return {key: line.text().strip() for key, line in self.lines.items()}

    def _tell_facts(self) -> None:
        self._register_facts.setText(self._count())
        self._backup_facts.setText(self._backed_up())
        self._people_facts.setText(self._people())
        self._due_facts.setText(self._destroyed())

    def _show_choices(self) -> None:
        self._langs.pick(language.current().value)
        self._modes.pick(self._choices.theme().value)
        self.guard.show_choices()
        self.hints_box.blockSignals(True)
        self.hints_box.setChecked(self._choices.hints())
        self.hints_box.blockSignals(False)

    def _connect(self) -> None:
        self._langs.picked.connect(lambda key: self._choices.pick_language(Language(key)))
        self._modes.picked.connect(lambda key: self._choices.pick_theme(Mode(key)))
        self.hints_box.toggled.connect(self._choices.show_hints)
        for line in self.lines.values():
            line.textEdited.connect(lambda _text: self.header_changed.emit())

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        sheet = Frame("sheet")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        column = Column(margins=(16, 14, 16, 16))
        inner.addWidget(column)
        outer.addWidget(sheet)
        body = column.body
        body.setSpacing(14)
        body.addWidget(self._head("1", N_("Screens")))
        body.addLayout(self._screens())
        body.addWidget(self._head("2", N_("The office on returns")))
        body.addLayout(self._office())
        body.addWidget(self._head("3", N_("Register of commissions")))
        body.addLayout(self._register_lines())
        body.addWidget(self._head("4", N_("Backups")))
        body.addLayout(
            self._way(self._backup_facts, self.backups, N_("Open the backups…"), "Ctrl+B")
        )
        body.addWidget(self._head("5", N_("Users")))
        body.addLayout(self._way(self._people_facts, self.people, N_("Open the users…"), "Ctrl+J"))
        body.addWidget(self._head("6", N_("Terms of keeping")))
        body.addLayout(self._way(self._due_facts, self.due, N_("Open what is due…"), "Ctrl+D"))
        body.addStretch(1)

    @staticmethod
    def _head(number: str, title: str) -> SectionHead:
        head = SectionHead(number, "")
        keep(head, head.tell, title)
        return head

    def _screens(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(26, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for row, (words, part) in enumerate(
            ((N_("Language"), self._langs), (N_("Colours"), self._modes))
        ):
            label = Label("", "label")
            keep(label, label.setText, words)
            keep(part, part.setAccessibleName, words)
            grid.addWidget(label, row, 0)
            grid.addWidget(part, row, 1)
        keep(self.hints_box, self.hints_box.setText, N_("Show keys beside what they do"))
        grid.addWidget(self.hints_box, 2, 1)
        self.guard.lay_into(grid, 3)
        grid.setColumnStretch(2, 1)
        return grid

    def _office(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(26, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for number, (key, words) in enumerate(OFFICE.items()):
            line = LineEdit()
            line.setMaxLength(2 if key == "due_day" else 200)
            line.setEnabled(self._may(Right.OFFICE))
            box = FieldBox(f"2.{number + 1}", "", line)
            keep(box, box.set_words, words)
            self.lines[key] = line
            grid.addWidget(box, number // 2, number % 2)
        grid.addWidget(self._finding, 3, 0, 1, 2)
        if not self._may(Right.OFFICE):
            theirs = Label("", "caption", wrap=True)
            keep_spoken(theirs, theirs.setText, lambda: whose(Right.OFFICE, language.current()))
            grid.addWidget(theirs, 4, 0, 1, 2)
        return grid

    def _register_lines(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(26, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._register_facts)
        help_ = Label("", "caption", wrap=True)
        keep(help_, help_.setText, REGISTER_HELP)
        column.addWidget(help_)
        row = QHBoxLayout()
        row.setSpacing(8)
        keep(self.register, self.register.set_text, N_("Open the register…"))
        row.addWidget(self.register)
        row.addWidget(KeyCap("Ctrl+G"))
        row.addStretch(1)
        column.addLayout(row)
        return column

    @staticmethod
    def _way(facts: Label, button: Button, words: str, key: str) -> QVBoxLayout:
        """Lay out what is known of another page, and the way there."""
        column = QVBoxLayout()
        column.setContentsMargins(26, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(facts)
        row = QHBoxLayout()
        row.setSpacing(8)
        keep(button, button.set_text, words)
        row.addWidget(button)
        row.addWidget(KeyCap(key))
        row.addStretch(1)
        column.addLayout(row)
        return column


def _is_day(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= 28
