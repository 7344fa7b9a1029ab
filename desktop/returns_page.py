"""The returns of this office: choose one, see why each number, rehearse, hand in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.explaining import Explanation, explain
from desktop.filing import file_away
from desktop.folders import ChooseFolder, choose_folder, written
from desktop.language import current, told, tr
from desktop.lookup import look_up
from desktop.page import PLACE_OF, Command, Hint, Page, PillText
from desktop.parts.texts import Frame
from desktop.returning import Prepared, confirm, hand_in, prepare, revise
from desktop.returns.balance import ReturnBalance
from desktop.returns.hand_in_dialog import HandInDialog, HandingDoors, Written
from desktop.returns.period_picker import due_on, due_words, quarter_to_report
from desktop.returns.rehearsal import Rehearsal
from desktop.returns.rehearsing import count_passed, lock_reason, place_of
from desktop.returns.return_choice import ReturnChoice
from desktop.returns.return_reasons import ask_confirmation, ask_revision
from desktop.returns.return_table import ReturnTable
from desktop.returns.why_panel import WhyPanel, why_no_cards
from forms.findings import Finding
from forms.rights import Right
from reports.catalogue import return_of
from reports.definition import Cell
from reports.period import Period

ROOMY = 8
"""Up to so many columns stand beside the side panel in a narrow window; it hides for more."""

PATIENCE = 120
"""Milliseconds the current cell must rest before its cards are looked up."""


class ReturnsPage(Page):
    """One return of one quarter at a time; numbers are counted anew whenever the page is shown."""

    def __init__(self, desk: Desk, choose: ChooseFolder = choose_folder) -> None:
        super().__init__()
        self._desk = desk
        self._choose_folder = choose
        self._narrow = False
        self._prepared: Prepared | None = None
        self._wanted: tuple[str, Period] | None = None
        self._folder: Path | None = None
        self._aim: Cell | None = None
        self.choice = ReturnChoice(quarter_to_report(desk.today()))
        self.balance, self.table = ReturnBalance(), ReturnTable()
        self.why, self.rehearsal = WhyPanel(), Rehearsal()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PATIENCE)
        self._lay_out()
        self._connect()

    @property
    def prepared(self) -> Prepared | None:
        """The return that is shown; None before the first was counted."""
        return self._prepared

    def title(self) -> str:
        """Give the index of the return and its quarter."""
        index = return_of(self.choice.code()).definition.index
        return f"{index} · {self.choice.period.period().say(current())}"

    def facts(self) -> str:
        """Give the title on paper and when the return is due."""
        period = self.choice.period.period()
        due = due_words(due_on(self._desk, period), self._desk.today())
        name = self._prepared.filled.definition.say(current()) if self._prepared else ""
        both = (due, name) if self._narrow else (name, due)
        return " · ".join(part for part in both if part)

    def pills(self) -> Sequence[PillText]:
        """Say whether it is a draft or handed in, and which revision."""
        if self._prepared is None:
            return ()
        number = self._prepared.filled.revision
        if self._prepared.handed is not None:
            return (PillText(tr("Handed in, revision {number}", number=number), "ok", "state.ok"),)
        return (PillText(tr("Draft, revision {number}", number=number), "draft", "state.draft"),)

    def buttons(self) -> Sequence[Command]:
        """Offer the files and handing in; the latter says why it is locked."""
        handing = self._handing()
        return (handing,) if self._narrow else (self._writing(), handing)

    def commands(self) -> Sequence[Command]:
        """Give everything of the menus."""
        ready = self._prepared is not None
        period, turn = self.choice.period, self.choice
        behind, reason = tr("Records behind this number"), tr("Confirm with a reason…")
        return (
            self._writing(),
            self._handing(),
            Command(tr("Print or preview…"), self.print, "Ctrl+P", "action.print", "return"),
            Command(tr("Other return"), turn.other_return, "Ctrl+R", menu="return"),
            Command(tr("Quarter before"), period.back, "Alt+Left", menu="return"),
            Command(tr("Quarter after"), period.on, "Alt+Right", menu="return"),
            Command(tr("Quarter or year"), turn.other_table, "Ctrl+T", menu="return"),
            Command(tr("Next part"), lambda: turn.step_part(1), "Ctrl+PgDown", menu="return"),
            Command(tr("Part before"), lambda: turn.step_part(-1), "Ctrl+PgUp", menu="return"),
            Command(tr("Next finding"), lambda: self.step(1), "F8", menu="edit", enabled=ready),
            Command(tr("Finding before"), lambda: self.step(-1), "Shift+F8", menu="edit"),
            Command(reason, self.confirm_current, "F9", menu="edit", right=Right.CONFIRM),
            Command(tr("Show findings"), self.rehearsal.toggle, "Ctrl+M", menu="view"),
            Command(behind, self.go_to_records, "Ctrl+D", menu="return", right=Right.LOOK),
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys of this page."""
        return (
            Hint("↑↓←→", tr("cell")),
            Hint("Enter", tr("records")),
            Hint("F8", tr("next finding")),
            Hint("F9", tr("confirm")),
        )

    def fit(self, narrow: bool) -> None:
        """Narrow the side panel, shrink the rehearsal to a strip."""
        self._narrow = narrow
        for part in (self.choice, self.balance, self.why, self.rehearsal):
            part.fit(narrow)
        self._fit_panel()
        self._show_balance()

    def refresh(self, changed: object = None) -> None:
        """Count again."""
        self._prepare()

    def retranslate(self) -> None:
        """Speak again."""
        self.choice.retranslate()
        self._show()

    def show_what(self, what: object) -> None:
        """Show a return, (code, period), or one of its cells, (code, period, cell)."""
        if isinstance(what, tuple) and len(what) >= 2:
            code, period = what[:2]
            self.choice.pick(code, period)
            self._fit_panel()
            if len(what) > 2:
                self._aim = what[2]
        self._prepare()

    def where(self) -> object:
        """Say which return of which quarter is shown, and its current cell."""
        shown, cell = (self.choice.code(), self.choice.period.period()), self.table.cell()
        return (*shown, cell) if cell is not None else shown

    def come_back(self, where: object) -> None:
        """Show that return again."""
        self.show_what(where)

    def first_focus(self) -> QWidget:
        """Give the table the focus."""
        return self.table

    def hideEvent(self, event: QHideEvent) -> None:
        """Look nothing up while another page is shown, or when the vault is about to close."""
        self._rest.stop()
        super().hideEvent(event)

    def step(self, way: int) -> None:
        """Go to the next or previous finding and to its cell."""
        found = self.rehearsal.step(way)
        if found is not None:
            self.go_to(found)
            self.told.emit(told(found))

    def go_to(self, finding: Finding) -> None:
        """Show the cell a finding speaks of."""
        cell = place_of(finding)
        if cell is not None and self._prepared is not None:
            self.choice.pick_place(cell.table, cell.line)
            self._show_table()
            self.table.go(cell.line, cell.column)
            self.table.setFocus()

    def go_to_records(self) -> None:
        """Give the focus to the cards behind the current cell, looking them up if need be."""
        self._rest.stop()
        self._explain(focus=True)

    def confirm_current(self) -> None:
        """Ask for the reason of the soft finding gone to last."""
        found = self.rehearsal.current()
        if found is not None:
            self._confirm(found)

    def _confirm(self, finding: Finding) -> None:
        if self._prepared is None:
            return
        self._desk.require(Right.CONFIRM)
        answer = ask_confirmation(self, finding)
        if answer is not None:
            self._prepared = confirm(
                self._desk, self._prepared, [finding], answer.code, answer.words
            )
            self.saved.emit()
            self._show()
            self.table.setFocus()

    def _revise(self, finding: Finding) -> None:
        if self._prepared is None:
            return
        self._desk.require(Right.HAND_IN)
        code, _, period = self._prepared.filled.key
        reason = ask_revision(self, finding)
        if reason is not None:
            revise(self._desk, code, period, reason)
            self.saved.emit()
            self._prepare()

    def hand_in(self) -> None:
        """Hand the return in and write its files."""
        if self._prepared is None:
            return
        self._desk.require(Right.HAND_IN)
        prepared = self._prepared
        doors = HandingDoors(
            lambda reason: hand_in(self._desk, prepared, reason), self._write, self._choose_folder
        )
        dialog = HandInDialog(self, prepared, self._folder or Path.home(), doors)
        dialog.exec()
        if dialog.handed is not None:
            self._prepared = dialog.handed
            self.saved.emit()
            self._show()
        if dialog.paths:
            self._folder = dialog.paths[0].parent
            self.told.emit(written(dialog.paths))

    def print(self) -> None:
        """Show the return as it is printed."""
        from desktop.printing.opening import preview_return

        preview_return(self, self._desk, self._prepared)

    def write(self) -> None:
        """Ask for a folder and write the return as workbook and PDF."""
        prepared = self._prepared
        folder = self._choose_folder(self, tr("Folder for the files"))
        if prepared is None or folder is None:
            return
        self._folder = folder
        self.told.emit(tr("Writing the return…"))
        file_away(self, lambda: self._write(prepared, folder), self.write)

    def _write(self, prepared: Prepared, folder: Path) -> Written:
        from desktop.exporting import export_own  # its libraries load when first needed

        return export_own(self._desk, prepared, folder)

    def _prepare(self) -> None:
        wanted = self.choice.code(), self.choice.period.period()
        self._wanted = wanted
        look_up(self, lambda: prepare(self._desk, *wanted), self._take)

    def _take(self, prepared: object) -> None:
        if not isinstance(prepared, Prepared):
            return
        code, _, period = prepared.filled.key
        if (code, period) == self._wanted:
            self._prepared = prepared
            self._show()

    def _show(self) -> None:
        if self._prepared is not None:
            filled, findings = self._prepared.filled, self._prepared.findings
            self.rehearsal.tell(count_passed(filled.definition.code, findings), findings)
            self._show_table()
            self._aim_at()
        self.header_changed.emit()

    def _aim_at(self) -> None:
        aim, self._aim = self._aim, None
        if aim is not None and aim.line:
            self.choice.pick_place(aim.table, aim.line)
            self._show_table()
            self.table.go(aim.line, aim.column)

    def _show_table(self) -> None:
        if self._prepared is not None:
            table, part = self.choice.table.current(), self.choice.part()
            self.table.tell(self._prepared.filled, table, part, self._prepared.findings)

    def _show_balance(self) -> None:
        cell, prepared = self.table.cell(), self._prepared
        if cell is not None and prepared is not None:
            before = prepared.past.get(prepared.filled.period.previous())
            part = self.choice.part()
            self.balance.tell_return(prepared.filled, before, cell.table, part, cell.column)

    def _moved(self, cell: Cell) -> None:
        if self._prepared is not None:
            index = self.table.currentIndex()
            number = index.data() if index.column() >= 2 else ""
            self.why.tell_cell(self._prepared.filled, cell, str(number or ""))
            self._show_balance()
            if note := self._note(self._prepared, cell):
                self.why.tell_note(note)
            else:
                self._rest.start()

    def _note(self, prepared: Prepared, cell: Cell) -> str:
        line = prepared.filled.definition.line(cell.line)
        return why_no_cards(line, cell.column, self._desk.user)

    def _explain(self, focus: bool = False) -> None:
        prepared, cell = self._prepared, self.table.cell()
        if prepared is None or cell is None or self._note(prepared, cell):
            return
        before = prepared.past.get(prepared.filled.period.previous())

        def take(explanation: object) -> None:
            if isinstance(explanation, Explanation) and self.table.cell() == explanation.cell:
                self.why.tell(explanation)
                if focus:
                    self.why.show()
                    self.why.focus_records()

        look_up(self, lambda: explain(self._desk, prepared.filled, cell, before), take)

    def _open(self, form: str, record: str) -> None:
        self.wanted.emit(PLACE_OF[form], record)

    def _writing(self) -> Command:
        text, ready = tr("Excel, PDF…"), self._prepared is not None
        return Command(text, self.write, "Ctrl+E", "action.excel", "return", enabled=ready)

    def _handing(self) -> Command:
        prepared, key = self._prepared, "Ctrl+Return"
        reason = lock_reason(prepared.findings) if prepared else ""
        if prepared is not None and prepared.handed is not None:
            reason = tr("Handed in already; nothing changed since.")
        free = prepared is not None and not reason
        return Command(
            tr("Hand in…"),
            self.hand_in,
            key,
            "action.hand_in" if free else "state.locked",
            "return",
            primary=True,
            enabled=free,
            reason=reason,
            right=Right.HAND_IN,
        )

    def _connect(self) -> None:
        self.choice.picked.connect(self._rechosen)
        self.choice.turned.connect(self._show_table)
        self.table.moved.connect(self._moved)
        self.table.asked.connect(lambda _cell: self.go_to_records())
        self._rest.timeout.connect(self._explain)
        self.why.opened.connect(self._open)
        self.why.left.connect(self._leave_panel)
        self.rehearsal.chosen.connect(self.go_to)
        self.rehearsal.confirming.connect(self._confirm)
        self.rehearsal.asked.connect(self._revise)

    def _leave_panel(self) -> None:
        self.table.setFocus()
        self._fit_panel()

    def _fit_panel(self) -> None:
        """Hide the side panel where the columns need its room; Enter shows it, Esc hides it."""
        columns = len(return_of(self.choice.code()).definition.columns)
        self.why.setVisible(not self._narrow or columns <= ROOMY)

    def _rechosen(self) -> None:
        self._prepared = None
        self._fit_panel()
        self.header_changed.emit()
        self._prepare()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addWidget(self.balance)
        sheet = Frame("card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.table)
        column.addWidget(sheet, 1)
        column.addWidget(self.rehearsal)
        row.addLayout(column, 1)
        row.addWidget(self.why)
