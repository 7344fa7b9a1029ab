"""Merging: gather the offices' files, decide what cannot be taken as it is, issue the whole."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import jobs
from desktop.desk import Desk
from desktop.filing import file_away
from desktop.folders import ChooseFiles, ChooseFolder, choose_files, choose_folder
from desktop.language import current, day, tr, tr_n
from desktop.merge.deciding import Deciding
from desktop.merge.merge_bar import MergeBar, MergeFilters, fitting
from desktop.merge.merge_desk import (
    MergeDesk,
    Offered,
    PartLine,
    first_office,
    office_name,
    read_noted,
)
from desktop.merge.merge_start import nothing_yet
from desktop.merge.merge_table import MergeTable
from desktop.merge.office_dialog import OfficeDialog
from desktop.merge.part_panel import PartPanel
from desktop.merge.whole_view import WholeView
from desktop.page import Command, Hint, Page
from desktop.parts.buttons import Button, Segmented
from desktop.parts.panels import EmptyState
from desktop.parts.texts import Frame, Label
from desktop.returns.period_picker import PeriodPicker, due_on, quarter_to_report
from forms.findings import Finding
from reports.catalogue import RETURNS, return_of
from reports.merging import Merged
from reports.period import Period


class MergePage(Page):
    """Both returns are merged from the same files; the switch at the top shows one of them."""

    def __init__(
        self,
        desk: Desk,
        ask_folder: ChooseFolder = choose_folder,
        ask_files: ChooseFiles = choose_files,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._ask_folder, self._ask_files = ask_folder, ask_files
        self._narrow = False
        period = quarter_to_report(desk.today())
        into = first_office(desk.register, desk.office, period)
        self.desk = MergeDesk(desk.register, into, period, desk.who)
        self._merged: dict[str, Merged] = {}
        self._lines: tuple[PartLine, ...] = ()
        self._deciding = Deciding(self, self.desk, desk.today, self._decided)
        self._empty: EmptyState | None = None
        self.returns = Segmented([(r.definition.code, r.definition.index) for r in RETURNS])
        self.period = PeriodPicker(period)
        self.office = Button("", self.pick_office, "small", "fold.open")
        self.bar, self.filters = MergeBar(), MergeFilters()
        self.table, self.part, self.whole = MergeTable(), PartPanel(), WholeView()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._merge()

    @property
    def lines(self) -> tuple[PartLine, ...]:
        """The lines of the return that is shown, filtered or not."""
        return self._lines

    def title(self) -> str:
        """Give the return and the quarter."""
        index = return_of(self.returns.current()).definition.index
        period = self.desk.period.say(current())
        return tr("Merging · {index} · {period}", index=index, period=period)

    def facts(self) -> str:
        """Give the office, how many commissions it has and when their returns were due."""
        parts = [one for one in self._lines if one.commission is not None]
        count = tr_n("{n} commission", "{n} commissions", len(parts))
        due = tr("due {date}", date=day(due_on(self._desk, self.desk.period)))
        return " · ".join((self._office_name(), count, due))

    def buttons(self) -> Sequence[Command]:
        """Offer to add files and to issue the consolidated return."""
        return (
            Command(tr("Add files…"), self.add_files, "Ctrl+O", "action.open", "return"),
            self._issuing(),
        )

    def commands(self) -> Sequence[Command]:
        """Give everything of the menus."""
        part = self.part
        decisions = [
            Command(button.text(), partial(part.decide, number), f"Alt+{number}", menu="edit")
            for number, button in enumerate(part.ways, start=1)
            if self.desk.offered
        ]
        return (
            *self.buttons(),
            Command(tr("Add a folder…"), self.add_folder, "Ctrl+Shift+O", menu="return"),
            Command(tr("Look at the sum"), self.turn_whole, "Ctrl+D", menu="return"),
            Command(tr("Other return"), self.other_return, "Ctrl+R", menu="return"),
            Command(tr("Quarter before"), self.period.back, "Alt+Left", menu="return"),
            Command(tr("Quarter after"), self.period.on, "Alt+Right", menu="return"),
            Command(tr("Another office…"), self.pick_office, "Ctrl+J", menu="return"),
            Command(tr("Take all files off the list"), self.clear, menu="return"),
            Command(tr("Next decision"), lambda: self.step(1), "F8", menu="edit"),
            Command(tr("Decision before"), lambda: self.step(-1), "Shift+F8", menu="edit"),
            *decisions,
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys of this page."""
        return (
            Hint("F8", tr("next decision")),
            Hint("Ctrl+O", tr("add files")),
            Hint("Ctrl+D", tr("the sum")),
            Hint("Ctrl+R", tr("other return")),
        )

    def fit(self, narrow: bool) -> None:
        """Narrow the side panel and leave a column out."""
        self._narrow = narrow
        self.part.fit(narrow)
        self.table.fit_narrow(narrow)
        self.bar.fit(narrow)
        self._show()

    def refresh(self, changed: object = None) -> None:
        """Merge anew where the register was edited meanwhile; files are read when they are added.

        One that was refused, perhaps for want of its office in the register, is read once more.
        """
        if self.desk.register is self._desk.register:
            return
        self.desk.register = self._desk.register
        refused = [one.path for one in self.desk.offered if one.received.filled is None]
        self._merge()
        self.add([path for path in refused if path.exists()])

    def retranslate(self) -> None:
        """Speak again."""
        self.period.retranslate()
        self._show()

    def show_what(self, what: object) -> None:
        """Add files or folders that another place hands over."""
        if isinstance(what, list | tuple):
            self.add([Path(one) for one in what])

    def where(self) -> object:
        """Give the files on the desk and what was decided: numbers of offices, no names."""
        return self.desk

    def come_back(self, where: object) -> None:
        """Put the same files and decisions on the desk again."""
        if isinstance(where, MergeDesk):
            self.desk.take_over(where)
            self.period.pick(where.period)
            self._merge()

    def first_focus(self) -> QWidget | None:
        """Give the first way on while there are no files, else the list."""
        return self._empty.first_focus() if self._empty is not None else self.table

    def add_files(self) -> None:
        """Ask for workbooks and read them."""
        self.add(list(self._ask_files(self, tr("Workbooks of the commissions"))))

    def add_folder(self) -> None:
        """Ask for a folder and read the workbooks in it."""
        folder = self._ask_folder(self, tr("Folder with the workbooks"))
        if folder is not None:
            self.add([folder])

    def add(self, paths: Sequence[Path]) -> None:
        """Read files and folders beside the screen and merge with what is there."""
        if not paths:
            return
        job = jobs.Job(lambda progress: read_noted(self._desk, paths, partial(_step, progress)))
        job.progress.stepped.connect(self._tell_progress)
        job.done.connect(self._take)
        job.start()

    def clear(self) -> None:
        """Take every file off the list; the files themselves stay where they are."""
        self.desk.clear()
        self._merge()

    def other_return(self) -> None:
        """Show the other return."""
        codes = [one.definition.code for one in RETURNS]
        at = codes.index(self.returns.current())
        self.returns.pick(codes[(at + 1) % len(codes)])
        self._show()

    def turn_whole(self) -> None:
        """Show the consolidated return in place of the list, and back."""
        back = self._stack.currentWidget() is self.whole
        self._stack.setCurrentIndex(0 if back else 1)
        (self.table if back else self.whole.table).setFocus()

    def step(self, way: int) -> None:
        """Go to the next part to decide."""
        self._stack.setCurrentIndex(0)
        if self.table.step(way):
            self.part.focus_way()
        else:
            self.told.emit(tr("Nothing is left to decide."))

    def pick_office(self) -> None:
        """Ask into which office's return the parts are merged."""
        span = self.desk.period.span
        dialog = OfficeDialog(self, self._desk.register, (span.first, span.last))
        dialog.exec()
        if dialog.chosen is not None and dialog.chosen != self.desk.into:
            self.desk.into = dialog.chosen
            self.desk.ruled = {}
            self._merge()

    def issue(self) -> None:
        """Ask for a folder and write the consolidated returns."""
        folder = self._ask_folder(self, tr("Folder for the consolidated returns"))
        if folder is not None:
            self.told.emit(tr("Writing the consolidated returns…"))
            file_away(self, lambda: self._write(folder), self.issue)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over the page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read dropped files and folders."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _write(self, folder: Path) -> tuple[Path, ...] | Finding:
        from desktop.exporting import export_consolidated  # heavy: loaded when needed

        return export_consolidated(self._desk, self._merged, folder)

    def _tell_progress(self, done: int, whole: int, _words: str) -> None:
        self.told.emit(tr("Reading: {done} of {all}", done=done, all=whole))

    def _take(self, offered: object) -> None:
        if not isinstance(offered, tuple):
            return
        found = [one for one in offered if isinstance(one, Offered)]
        self.desk.add(found)
        self._merge()
        self.table.go(0)  # what came may have to be decided first
        text = tr_n("{n} file read", "{n} files read", len(found))
        others = self.desk.others(self._merged[self.returns.current()])
        if others:
            more = tr_n(
                "{n} of all files is of the other return",
                "{n} of all files are of the other return",
                others,
            )
            text = f"{text} · {more}"
        self.told.emit(text)
        if self.isVisible() and self.first_focus() is self.table:
            self.table.setFocus()

    def _merge(self) -> None:
        self._merged = self.desk.merged(due_on(self._desk, self.desk.period))
        self._show()

    def _show(self) -> None:
        code = self.returns.current()
        merged = self._merged[code]
        self._lines = self.desk.lines(code, merged)
        self.office.set_text(self._office_name())
        self._show_emptiness()
        self.bar.tell(self._lines, merged.filled)
        self.filters.tell_lines(self._lines)
        self._show_lines()
        self.whole.tell(merged)
        self.header_changed.emit()

    def _show_lines(self) -> None:
        shown = fitting(self._lines, self.filters.current())
        self.table.tell(self.returns.current(), shown)
        if not shown:
            self.part.tell_nothing(tr("No part is in this state. Choose “All”."))
        self.header_changed.emit()

    def _show_emptiness(self) -> None:
        """Say how to begin while there is no file."""
        if self._empty is not None:
            self._empty.deleteLater()
            self._empty = None
        for part in (self._inside, self.part):
            part.setVisible(bool(self.desk.offered))
        if not self.desk.offered:
            self._empty = nothing_yet(self.add_files, self.add_folder)
            self._column.addWidget(self._empty, 1)

    def _show_part(self, line: PartLine) -> None:
        decision = self.desk.decided(self.returns.current(), line.office)
        self.part.tell(line, decision, self._deciding.ways(self.returns.current(), line))
        self.header_changed.emit()

    def _decided(self) -> None:
        self._merge()
        self.table.setFocus()

    def _office_name(self) -> str:
        found = office_name(self._desk.register, self.desk.into, self.desk.period.span.last)
        return found.short.say(current()) if found is not None else self.desk.into

    def _issuing(self) -> Command:
        ready = any(one.filled is not None for one in self._merged.values())
        return Command(
            tr("Issue the consolidated return…"),
            self.issue,
            "Ctrl+P",
            "action.report",
            "return",
            primary=True,
            enabled=ready,
            reason="" if ready else tr("No part is taken yet"),
        )

    def _pick_period(self, period: Period) -> None:
        self.desk.period = period
        self.desk.ruled = {}
        self._merge()

    def _connect(self) -> None:
        self.returns.picked.connect(lambda _code: self._show())
        self.period.picked.connect(self._pick_period)
        self.filters.picked.connect(lambda _key: self._show_lines())
        self.table.moved.connect(self._show_part)
        self.table.activated.connect(lambda _index: self.part.focus_way())
        self.whole.left.connect(self.turn_whole)
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QWidget()
        self._column = QVBoxLayout(left)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        for widget in (self.returns, self.period):
            top.addWidget(widget)
        top.addWidget(Label("→", "label"))
        top.addWidget(self.office)
        top.addStretch(1)
        self._column.addLayout(top)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.bar)
        self._stack.addWidget(self._list_sheet())
        self._stack.addWidget(self.whole)
        inside.addWidget(self._stack, 1)
        self._column.addWidget(self._inside, 1)
        row.addWidget(left, 1)
        row.addWidget(self.part)

    def _list_sheet(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filters, 0, Qt.AlignmentFlag.AlignLeft)
        sheet = Frame("card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.table)
        column.addWidget(sheet, 1)
        return whole


def _step(progress: jobs.Progress, done: int, whole: int) -> None:
    progress.step(done, whole)
