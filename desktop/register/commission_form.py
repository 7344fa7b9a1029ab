"""The body of a dialog of the register: rows of fields with the findings of each beneath it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.card.editor_lines import ENTER, LineEditor, LinesEditor, step_of
from desktop.card.editor_picks import PickEditor
from desktop.card.typed import Offer, Reader
from desktop.language import current, day, told, tr
from desktop.parts.fields import FieldBox, spell_day
from desktop.parts.findings import FindingLine
from desktop.parts.texts import Label
from desktop.parts.veil import VeiledDialog
from forms.fields import Context, Date, Place
from forms.findings import Finding, Severity
from forms.letters import fold
from forms.register_changes import RegisterChange
from forms.territories import REPUBLIC, Register
from forms.territory import TOP_OFFICE
from forms.words import N_

Checked = tuple[Finding, ...]
Offers = Callable[[str], Sequence[Offer]]
NO_DAY = N_("The first day is empty. Type day, month and year, for example 01012027.")
PLACES = {
    **dict.fromkeys(("T10", "T11"), "code"),
    "T12": "name.kk",
    **dict.fromkeys(("T14", "T15"), "on"),
    **dict.fromkeys(("T16", "T17"), "parent"),
    "T18": "territory",
    "T20": "successor",
}
"""Rule of a refusal -> the field beside which it is told; any other stands above the buttons."""

_ON = Date(name="on", label="")
_OFFICE = Place(name="office", label="", kind="commission")
_TERRITORY = Place(name="territory", label="", kind="territory")


class NameEditor(LinesEditor):
    """A long name on two lines, so that all of it is seen; Enter goes on, as on one line."""

    def __init__(self) -> None:
        super().__init__(2)

    def text(self) -> str:
        """Give the name on one line, whatever was pasted."""
        return " ".join(super().text().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field."""
        if event.key() in ENTER:
            self.stepped.emit(step_of(event))
        else:
            super().keyPressEvent(event)


class EditDialog(VeiledDialog):
    """After run(): made is True when the edit was kept.

    edit makes a change and gives the findings that stand in the way, none when it is made.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        register: Register,
        today: date,
        edit: Callable[[RegisterChange], Checked],
    ) -> None:
        super().__init__(parent, title, 640)
        self.register, self._today, self._edit = register, today, edit
        self.made = False
        self.editors: dict[str, LineEditor | LinesEditor] = {}
        self.picks: dict[str, PickEditor] = {}
        self.boxes: dict[str, FieldBox] = {}
        self.findings: dict[str, FindingLine] = {}

    # ---- the fields ----------------------------------------------------------------------------

    def line(self, name: str, words: str) -> FieldBox:
        """Make a line of text."""
        return self._box(name, words, LineEditor())

    def long_line(self, name: str, words: str) -> FieldBox:
        """Make two lines for a long name."""
        return self._box(name, words, NameEditor())

    def date_line(self, name: str, words: str) -> FieldBox:
        """Make a line for a day, today proposed."""
        editor = LineEditor()
        box = self._box(name, words, editor)
        editor.set_text(day(self._today))
        editor.left.connect(lambda: editor.setText(spell_day(editor.text())))
        return box

    def pick(self, name: str, words: str, offers: Offers) -> FieldBox:
        """Make a line that is chosen from a list while one types."""
        editor = PickEditor(offers)
        self.picks[name] = editor
        return self._box(name, words, editor)

    def add_row(self, *boxes: FieldBox) -> None:
        """Put fields side by side, and below them the lines for what is wrong with them."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for box in boxes:
            row.addWidget(box, 1)
        self.body.addLayout(row)
        for name, box in self.boxes.items():
            if box in boxes:
                self.body.addWidget(self.findings[name])

    def finish(self, yes: str, change: Callable[[date], RegisterChange]) -> None:
        """Close the form with its buttons; change makes the edit of what is typed."""
        self._ask = change
        self.rest = FindingLine()
        self.body.addWidget(self.rest)
        self._why = Label("", "caption")
        self._left.addWidget(self._why)
        self.yes = self.add_button(yes, self._go, "primary", "action.check")
        self.add_button(tr("Cancel"), self.reject)

    def allow(self, may: bool, why: str = "") -> None:
        """Let the edit be made, or say why it cannot yet."""
        self.yes.setEnabled(may)
        self._why.setText("" if may else why)

    # ---- what is typed -------------------------------------------------------------------------

    def text(self, name: str) -> str:
        """Give the typed text of a field, the key of what was taken from a list."""
        return self.editors[name].text().strip()

    def offer(self, name: str, text: str) -> None:
        """Propose a text where nobody has typed another one."""
        if not self.editors[name].changed():
            self.editors[name].set_text(text)

    def preset(self, name: str, offer: Offer) -> None:
        """Choose a line of a list beforehand."""
        self.picks[name].put(offer)
        self.picks[name].keep()

    def day(self) -> date:
        """Give the first day as far as it can be read, else today."""
        read = _ON.parse(self.text("on"), Context(self._today))
        return read if isinstance(read, date) else self._today

    def chosen(self, name: str) -> str:
        """Give the key that a text of a list means on the first day, "" where it means none."""
        read = self._read(name)
        return read if isinstance(read, str) else ""

    def offices(self, typed: str) -> Sequence[Offer]:
        """Give the commissions of the first day that answer a text; for none the top ones."""
        if typed:
            return self._reader().offers(_OFFICE, typed)
        standing = self.register.commissions(self.day())
        return [
            Offer(one.code, one.say(current()), one.code)
            for one in standing
            if one.parent_code == REPUBLIC
        ]

    def offices_and_top(self, typed: str) -> Sequence[Offer]:
        """Give the same led by the republic."""
        top = Offer(REPUBLIC, TOP_OFFICE.say(current()))
        fits = fold(top.shown).startswith(fold(typed))
        return [*([top] if fits else []), *self.offices(typed)]

    def territories(self, typed: str) -> Sequence[Offer]:
        """Give the territories of the first day that answer a text."""
        return self._reader().offers(_TERRITORY, typed)

    def step(self, way: int) -> None:
        """Go to the next field or the one before, and have it in sight."""
        self.focusNextPrevChild(way > 0)
        self._scroll_to_focus()

    # ---- inside --------------------------------------------------------------------------------

    def _scroll_to_focus(self) -> None:
        inside, here = self._scroll.widget(), self.focusWidget()
        if inside is not None and inside.isAncestorOf(here):
            self._scroll.ensureWidgetVisible(here, 0, 40)

    def _box(self, name: str, words: str, editor: LineEditor | LinesEditor) -> FieldBox:
        editor.stepped.connect(self.step)
        box = FieldBox("", words, editor)
        self.editors[name], self.boxes[name] = editor, box
        self.findings[name] = FindingLine()
        return box

    def _reader(self) -> Reader:
        return Reader(self.register, Context(self.day()), current())

    def _read(self, name: str) -> str | Finding:
        typed = self.text(name)
        if not typed or typed == REPUBLIC:
            return typed
        read = self._reader().read(_TERRITORY if name == "territory" else _OFFICE, typed)
        return read if isinstance(read, Finding) else str(read or "")

    def _go(self) -> None:
        wrong = {name: read for name in self.picks if isinstance(read := self._read(name), Finding)}
        on = _ON.parse(self.text("on"), Context(self._today))
        if not isinstance(on, date):
            empty = Finding("T15", Severity.FORMAT, NO_DAY)
            wrong["on"] = on if isinstance(on, Finding) else empty
            self._tell(wrong, ())
            return
        if wrong:
            self._tell(wrong, ())
            return
        found = self._edit(self._ask(on))
        self._tell({}, found)
        if not found:
            self.made = True
            self.accept()

    def _tell(self, wrong: dict[str, Finding], refused: Checked) -> None:
        """Tell each finding beside its field and put the focus into the first of them."""
        placed = dict(wrong)
        rest: list[Finding] = []
        for finding in refused:
            place = PLACES.get(finding.rule, "")
            if place in self.boxes and place not in placed:
                placed[place] = finding
            else:
                rest.append(finding)
        for name, box in self.boxes.items():
            finding_ = placed.get(name)
            text = told(finding_) if finding_ else ""
            box.set_state("error" if finding_ else "", text)
            self.findings[name].tell(text, finding_.severity if finding_ else Severity.HARD)
        self.rest.tell(" ".join(told(one) for one in rest))
        first = next((name for name in self.boxes if name in placed), "")
        if first:
            self.editors[first].setFocus()
            self._scroll_to_focus()
