"""One card on the screen: sections, sheet and panel; it shows the filling and takes what is typed.

A typed text goes to the filling, comes back as a new record or a finding, and one function
shows everything again.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.card.card_words import instruction_of, pasted_words, place_of, problems_of
from desktop.card.copying import accept
from desktop.card.field_grid import Scene
from desktop.card.filling import NEW, Filling, Spot, spot_of
from desktop.card.form_sheet import FormSheet
from desktop.card.go_bar import GoBar
from desktop.card.pasting import paste
from desktop.card.problem_panel import WIDTH, ProblemStrip, SidePanel
from desktop.card.section_list import SectionList, standing
from desktop.card.typed import Reader
from desktop.card.walking import with_spot
from desktop.desk import Desk
from desktop.drafts import Draft
from desktop.language import current
from forms.findings import Finding
from forms.form import Form
from forms.record import Record
from forms.rights import Right
from forms.sensitive import is_veiled
from forms.store.presences import Presences
from forms.words import say

PROBLEMS, INSTRUCTION, HISTORY = range(3)


class CardView(QWidget):
    """Built once for a form; it shows one card of it at a time.

    shown() tells that everything was shown again, touched() that something is being typed,
    history_wanted() that the history is looked at, hidden_wanted() that what is hidden is asked
    for, told(text) what is to be said in passing.
    """

    shown = Signal()
    told = Signal(str)
    touched = Signal()
    history_wanted = Signal()
    hidden_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        form: Form,
        confirm: Callable[[Finding], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._desk = desk
        self.numbers = {path: form.address(path) for path, _ in form.paths()}
        self.findings: tuple[Finding, ...] = ()
        self.current: Finding | None = None
        self.filling = self._filling(Record.blank(form.code))
        self._narrow = False
        self._before: Spot | None = None
        self.sections = SectionList(len(form.sections))
        self.bar = GoBar(form)
        self.sheet = FormSheet(form, self, self)
        self.side = SidePanel(confirm)
        self.strip = ProblemStrip()
        self._lay_out()
        self._listen()

    def show_card(self, record: Record, draft: Draft | None = None) -> None:
        """Show another card from its beginning, with what was typed into it and not saved."""
        self.filling = self._filling(record)
        if draft is not None:
            self.filling.take_draft(draft, self._desk.today(), current())
        self.current = None
        self.side.open(PROBLEMS)
        self.sheet.begin()
        self.show_all()

    def show_all(self) -> None:
        """Show the record: the one way from a record to the screen."""
        today = self._desk.today()
        self.findings = self.filling.findings(today)
        if self.current not in self.findings:
            self.current = None
        seen = self.filling.seen(self.findings)
        self.sheet.show_scene(Scene(self.filling, seen, today, current()))
        self.show_problems()
        self.shown.emit()

    def show_problems(self) -> None:
        """Show the findings in the panel, and how the sections stand."""
        problems = problems_of(self.filling, self.numbers, self.findings)
        self.side.tell(problems, self.current)
        self.strip.tell(problems, self.current)
        self._show_sections()

    def retranslate(self) -> None:
        """Speak again in the current language; what is being typed is taken first."""
        self.take_typed()
        self.side.retranslate()
        self.bar.speak(current())
        self.show_all()
        self._write_instruction()

    def fit(self, narrow: bool) -> None:
        """Lay the card out for a small screen or a wide one."""
        self._narrow = narrow
        self.sections.fit(narrow)
        self._row.removeWidget(self.side)
        if not narrow:
            self._row.addWidget(self.side)
        self.side.setVisible(not narrow)
        self.strip.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the opened panel of a small screen at the right."""
        super().resizeEvent(event)
        self._place_side()

    # ---- what the sheet hands over -------------------------------------------------------------

    def write(self, spot: Spot, text: str) -> Spot:
        """Take a typed text; everything is checked and shown again."""
        now = self.filling.write(spot, text, self._desk.today(), current())
        self.show_all()
        return now

    def step(self, spot: Spot, way: int) -> None:
        """Go to the next or previous spot of the paper; at its ends leave the sheet."""
        walk = with_spot(list(self.filling.walk()), spot, list(self.numbers))
        at = walk.index(spot) + way
        if spot not in self.filling.visited:
            self.filling.visited.add(spot)
            self.show_all()
        if 0 <= at < len(walk):
            self.focus(walk[at])
        else:
            self._leave_sheet(way)

    def paste(self, spot: Spot, text: str) -> None:
        """Take rows of cells from the clipboard, and say how many were read."""
        done = paste(self.filling, spot, text, self._desk.today(), current())
        if done is not None:
            self.show_all()
            self.focus(done.spot)
            self.told.emit(pasted_words(done))

    def accept(self, spot: Spot) -> None:
        """Let what was copied to a spot be confirmed, because Enter was pressed there."""
        if accept(self.filling, spot):
            self.show_all()

    def reader(self, path: str) -> Reader:
        """Give what reads and shows the values of a field just now, and knows what was typed into
        it before."""
        field = self.filling.field(Spot(path))
        reader = self.filling.reader(field, self._desk.today(), current())
        return replace(reader, recalled=partial(self._recall, path))

    def show_hidden(self) -> None:
        """Ask for what is hidden on the card."""
        self.hidden_wanted.emit()

    def touch(self) -> None:
        """Know that something is being typed: it waits for the field to be left."""
        self.touched.emit()

    def take_typed(self) -> None:
        """Take what is typed in the field that has the focus, without leaving it."""
        widget = QApplication.focusWidget()
        if widget is not None and self.sheet.isAncestorOf(widget):
            self.sheet.take_typed(widget)

    # ---- going about ---------------------------------------------------------------------------

    def spot(self) -> Spot | None:
        """Give the spot that has the focus, None when none has."""
        widget = QApplication.focusWidget()
        return self.sheet.spot_at(widget) if widget is not None else None

    def focus(self, spot: Spot) -> None:
        """Go to a spot and bring it into view; where it is hidden it is asked for by that."""
        if self.filling.hides(spot) and not is_veiled(self.filling.field(spot)):
            self.show_hidden()
        self.sheet.focus(spot)

    def focus_first(self) -> None:
        """Go to the first field of the paper."""
        first = next(self.filling.walk(), None)
        if first is not None:
            self.focus(first)

    def next_finding(self, way: int) -> bool:
        """Go to the next finding after the one shown last, round and round; False without any."""
        self.take_typed()
        found = self.findings
        if not found:
            return False
        at = 0 if way > 0 else len(found) - 1
        if self.current in found:
            at = (found.index(self.current) + way) % len(found)
        self.go_to_finding(found[at])
        return True

    def go_to_finding(self, finding: Finding) -> None:
        """Go to the field of a finding and mark it in the panel."""
        self.take_typed()
        if self._narrow and not self.side.isHidden():
            self.toggle_panel()  # it would lie over the field
        self.current = finding
        self.focus(self.landing(finding))
        self.show_problems()

    def go_to(self, path: str) -> None:
        """Go to a field by its path; in a table to its current row, else to the new one."""
        if "." not in path:
            self.focus(Spot(path))
            return
        table = self.sheet.table(path.split(".")[0])
        rows = self.filling.record.rows(table.table.name)
        row = table.current_row() or (rows[0].id if rows else "")
        first = f"{table.table.name}.{table.table.fields[0].name}"
        begun = path if path in table.model.paths() else first
        self.focus(Spot(path, row) if row else Spot(begun, NEW))

    def go_to_section(self, at: int) -> None:
        """Go to the first field of a section and bring its head to the top."""
        self.take_typed()
        names = {each.name for each in self.form.sections[at].fields}
        walk = self.filling.walk()
        spot = next((one for one in walk if one.path.split(".")[0] in names), None)
        if spot is not None:
            self.focus(spot)
        self.sheet.reveal_section(at)

    def next_section(self, way: int) -> None:
        """Go to the first field of the next or previous section that has one to type in."""
        self.take_typed()
        spot = self.spot()
        here = self._section(spot) if spot is not None else -1
        first: dict[int, Spot] = {}
        for one in self.filling.walk():
            first.setdefault(self._section(one), one)
        ahead = [at for at in first if (at - here) * way > 0]
        if ahead:
            at = min(ahead) if way > 0 else max(ahead)
            self.focus(first[at])
            self.sheet.reveal_section(at)

    def landing(self, finding: Finding) -> Spot:
        """Give the spot at which a finding is mended: of a table without a row, its new row."""
        spot = spot_of(finding)
        if "." not in spot.path or spot.row:
            return spot
        table = self.form.repeat(spot.path.split(".")[0])
        rows = self.filling.record.rows(table.name)
        if rows:
            return Spot(spot.path, rows[0].id)
        return Spot(f"{table.name}.{table.fields[0].name}", NEW)

    def table_near(self) -> str:
        """Name the table in which the focus is, or the nearest one after it, or the last."""
        tables = [one.name for one in self.form.repeats() if self.filling.shows(one)]
        spot = self.spot()
        if spot is None:
            return next(iter(tables), "")
        order = list(dict.fromkeys(path.split(".")[0] for path in self.numbers))
        here = order.index(spot.path.split(".")[0])
        after = [name for name in tables if order.index(name) >= here]
        return next(iter(after or tables[-1:]), "")

    def open_bar(self) -> None:
        """Open the line that goes to a field."""
        self.take_typed()
        self._before = self.spot()
        self.bar.open(current())

    def toggle_panel(self) -> None:
        """Show the panel of problems on a small screen, or hide it again."""
        wanted = not self._narrow or self.side.isHidden()
        self.side.setVisible(wanted)
        self.strip.setVisible(self._narrow and not wanted)
        self._place_side()

    def show_leaf(self, leaf: int) -> None:
        """Open a leaf of the panel, and the panel with it."""
        if self.side.isHidden():
            self.toggle_panel()
        self._write_instruction()
        self.side.open(leaf)

    # ---- inside --------------------------------------------------------------------------------

    def _place_side(self) -> None:
        """On a small screen the panel lies over the sheet, so that no column gets narrower."""
        if self._narrow:
            self.side.setGeometry(self.width() - WIDTH, 0, WIDTH, self.height())
            self.side.raise_()

    def _recall(self, path: str, begins: str) -> tuple[str, ...]:
        with self._desk.looking() as reading:
            return reading.texts(self.form.code, path, begins)

    def _filling(self, record: Record) -> Filling:
        others = Presences(self._desk.looking)
        made = Filling(self.form, record, self._desk.register, self._desk.office, others)
        made.reads_only = not self._desk.user.may(Right.CHANGE)
        return made

    def _leave_sheet(self, way: int) -> None:
        """Beyond the last field the focus goes to the panel, before the first to the frame."""
        if way < 0:
            self.focusNextPrevChild(False)
        elif self.side.isVisible():
            self.side.take_focus()
        else:
            self.strip.take_focus()

    def _section(self, spot: Spot) -> int:
        return int(self.numbers[spot.path].split(".")[0]) - 1

    def _show_sections(self) -> None:
        spot = self.spot()
        titles = [
            (say(one.title, current()), standing(one, self.filling, self.findings))
            for one in self.form.sections
        ]
        at = self._section(spot) if spot else -1
        self.sections.tell(titles, at)

    def _write_instruction(self) -> None:
        spot = self.spot()
        shown = instruction_of(self.filling, self.numbers, spot) if spot else None
        self.side.instruction.tell(shown)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isVisible() or not self.sheet.isAncestorOf(new):
            return
        spot = self.spot()
        self._show_sections()
        if spot is not None:
            self.sheet.reveal(spot)
        if self.side.tabs.currentIndex() == INSTRUCTION:
            self._write_instruction()

    def _leaf_opened(self, leaf: int) -> None:
        if leaf == HISTORY:
            self.history_wanted.emit()
        elif leaf == INSTRUCTION:
            self._write_instruction()

    def _bar_closed(self) -> None:
        if self._before is not None:
            self.focus(self._before)
        else:
            self.focus_first()

    def _listen(self) -> None:
        self.sections.chosen.connect(self.go_to_section)
        self.bar.asked.connect(self.go_to)
        self.bar.closed.connect(self._bar_closed)
        self.side.problems.chosen.connect(self.go_to_finding)
        self.side.opened.connect(self._leaf_opened)
        self.strip.wanted.connect(self.toggle_panel)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sections)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        for part in (self.bar, self.sheet, self.strip):
            middle.addWidget(part, int(part is self.sheet))
        self.strip.hide()
        row.addLayout(middle, 1)
        row.addWidget(self.side)


def places(view: CardView, spots: Sequence[Spot]) -> list[str]:
    """Name spots of the card that a view shows."""
    return [place_of(view.filling, view.numbers, spot) for spot in spots]
