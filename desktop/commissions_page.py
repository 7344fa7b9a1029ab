"""The register of commissions as it stands on a day: searched, and edited by this office."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.language import current, day, told, tr, tr_n
from desktop.page import Command, Crumb, Hint, Page
from desktop.parts.fields import ComboBox, DateEdit, SearchBox
from desktop.parts.findings import FindingLine
from desktop.parts.texts import Frame, IconView, Label
from desktop.register.commission_dialogs import AddDialog, CloseDialog, RenameDialog
from desktop.register.commission_form import EditDialog
from desktop.register.commission_panel import CommissionPanel, shown_on
from desktop.register.commissions_table import CommissionRow, CommissionsTable
from desktop.register_edits import OwnEdit, edit_register, in_order, own_edits
from forms.fields import Context, Date
from forms.findings import Finding, Severity
from forms.register_changes import RegisterChange
from forms.rights import Right
from forms.territories import REPUBLIC, Register
from forms.territory import TOP_OFFICE, Commission
from forms.words import N_, Name

EVERYWHERE = ""
EDITED = N_("The register is edited: {code}, first day {date}")
_DAY = Date(name="day", label="")


class CommissionsPage(Page):
    """Reached from the settings; back() is the way there.

    edited() tells that the register was edited; the desk has turned to it by then.
    """

    edited = Signal()

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._back = desk, back
        self._day = desk.today()
        self._last: RegisterChange | None = None
        self._edits: tuple[OwnEdit, ...] = ()
        self._rows: tuple[CommissionRow, ...] = ()
        self.box, self.day_edit, self.oblast = SearchBox(), DateEdit(), ComboBox()
        self._day_label, self._count = Label("", "label"), Label("", "fact")
        self._wrong, self._legend = FindingLine(), Label("", "caption")
        self._pencil = IconView("action.write", 14, "accent")
        self.table, self.panel = CommissionsTable(), CommissionPanel()
        self._lay_out()
        self._connect()
        self.refresh()

    # ---- what every page offers ----------------------------------------------------------------

    def title(self) -> str:
        """Give the title."""
        return tr("Register of commissions")

    def facts(self) -> str:
        """Say how many stand on the day, and how many edits of this office there are."""
        return facts(self._desk.register, self._day, len(self._edits))

    def crumbs(self) -> Sequence[Crumb]:
        """Give the way back."""
        return (Crumb(tr("Settings"), self._back),)

    def buttons(self) -> Sequence[Command]:
        """Offer a new commission."""
        add, right = tr("Add…"), Right.REGISTER
        return (Command(add, self.add, "Ctrl+N", "action.add", "edit", primary=True, right=right),)

    def commands(self) -> Sequence[Command]:
        """Give everything that can be done with the register."""
        may = self._editable() is not None
        reason = "" if may else tr("Choose a commission that is not closed.")
        edit = partial(Command, menu="edit", enabled=may, reason=reason, right=Right.REGISTER)
        return (
            *self.buttons(),
            edit(tr("Rename or move…"), self.rename, "F2"),
            edit(tr("Close…"), self.close_one, "Del"),
            Command(tr("Back to settings"), self._back, "Alt+Left", "action.back", "view"),
        )

    def hints(self) -> Sequence[Hint]:
        """Give the keys that work here."""
        return (
            Hint("Ctrl+N", tr("add")),
            Hint("F2", tr("rename")),
            Hint("Del", tr("close it down")),
            Hint("Esc", tr("settings")),
        )

    def fit(self, narrow: bool) -> None:
        """Narrow the panel and leave a column out."""
        self.panel.fit(narrow)
        self.table.fit_narrow(narrow)
        for part in (self._pencil, self._legend):
            part.setVisible(not narrow)
        self.table.fit_words()

    def first_focus(self) -> QWidget:
        """The search: most often one commission is looked for."""
        return self.box

    def search(self, text: str) -> bool:
        """Look for a commission typed into the box of the strip."""
        self.box.setText(text)
        return True

    def retranslate(self) -> None:
        """Speak again."""
        self._speak()
        self.refresh()

    def refresh(self, changed: object = None) -> None:
        """Read the register and the own edits again."""
        self._edits = own_edits(self._desk)
        self._fill_oblasts()
        self.panel.tell_edits(self._edits, self._desk.register)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the settings."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    # ---- the edits -----------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new commission, beneath the oblast chosen or the office's own if it has others
        beneath it."""
        self._desk.require(Right.REGISTER)
        register, today = self._desk.register, self._desk.today()
        beneath = any(one.parent_code == self._desk.office for one in register.commissions(today))
        own = self._desk.office if beneath else EVERYWHERE
        above = str(self.oblast.currentData() or own)
        self._run(AddDialog(self, register, today, self._edit, above))

    def rename(self) -> None:
        """Ask for other names or another place of the current commission."""
        self._desk.require(Right.REGISTER)
        one = self._editable()
        if one is not None:
            register, today = self._desk.register, self._desk.today()
            self._run(RenameDialog(self, register, today, self._edit, one))

    def close_one(self) -> None:
        """Ask from which day the current commission is closed."""
        self._desk.require(Right.REGISTER)
        one = self._editable()
        if one is not None:
            register, today = self._desk.register, self._desk.today()
            self._run(CloseDialog(self, register, today, self._edit, one))

    def show_commission(self, code: str, on: object) -> None:
        """Show a commission on a day."""
        if isinstance(on, date):
            self._day = on
        self.day_edit.setText(day(self._day))
        self.box.clear()
        self.oblast.setCurrentIndex(0)
        self._fill_oblasts()
        self._show(code)
        self.table.setFocus()

    def clear(self) -> None:
        """Show all commissions of the day again."""
        self.oblast.setCurrentIndex(0)
        self.box.clear()
        self.box.setFocus()

    def _edit(self, change: RegisterChange) -> tuple[Finding, ...]:
        made = edit_register(self._desk, change)
        if not isinstance(made, Desk):
            return made
        self._last = change
        return ()

    def _run(self, dialog: EditDialog) -> None:
        """Show the dialog; after an edit show what it did, on the day on which that is seen."""
        dialog.exec()
        change = self._last
        if not dialog.made or change is None:
            return
        self.refresh()
        self.show_commission(change.code, shown_on(change))
        self.saved.emit()
        self.edited.emit()
        self.told.emit(tr(EDITED, code=change.code, date=day(change.on)))

    def _editable(self) -> Commission | None:
        """Give the last version of the current commission, None where it is closed."""
        history = self._desk.register.history(self.table.code())
        return history[-1] if history and history[-1].until is None else None

    # ---- what is shown -------------------------------------------------------------------------

    def _show(self, code: str = "") -> None:
        self._rows = tuple(self._found())
        self.table.tell(self._rows, code)
        shown = len(self._rows)
        self._count.setText(tr_n("{n} commission", "{n} commissions", shown))
        self._show_one()
        self.header_changed.emit()

    def _found(self) -> list[CommissionRow]:
        register, text = self._desk.register, self.box.text().strip()
        top = str(self.oblast.currentData() or EVERYWHERE)
        tree = in_order(register, self._day)
        if text:
            deep = dict.fromkeys((one.code for _, one in tree), 0)
            found = register.find_commissions(text, self._day, len(tree))
            tree = tuple((deep[one.code], one) for one in found if one.code in deep)
        own = {edit.change.code for edit in self._edits}
        return [
            CommissionRow(one, self._within(one), deep, one.code in own)
            for deep, one in tree
            if not top or register.within(one.code, top, self._day)
        ]

    def _within(self, one: Commission) -> Name:
        above = self._desk.register.commission(one.parent_code, self._day)
        return (above or TOP_OFFICE).short

    def _show_one(self) -> None:
        register = self._desk.register
        one = register.commission(self.table.code(), self._day)
        self.panel.tell(register, one, self._editable() is not None)

    def _fill_oblasts(self) -> None:
        chosen = self.oblast.currentData()
        self.oblast.blockSignals(True)
        self.oblast.clear()
        self.oblast.addItem(tr("All oblasts"), EVERYWHERE)
        for one in self._desk.register.commissions(self._day):
            if one.parent_code == REPUBLIC:
                self.oblast.addItem(one.short.say(current()), one.code)
        self.oblast.setCurrentIndex(max(self.oblast.findData(chosen), 0))
        self.oblast.blockSignals(False)

    def _pick_day(self) -> None:
        read = _DAY.parse(self.day_edit.text(), Context(self._desk.today()))
        wrong = read if isinstance(read, Finding) else None
        self._wrong.tell(told(wrong) if wrong else "", Severity.FORMAT)
        self.day_edit.set_state("error" if wrong else "")
        if wrong:
            return
        picked = read if isinstance(read, date) else self._desk.today()
        self.day_edit.setText(day(picked))
        if picked != self._day:
            self._day = picked
            self._fill_oblasts()
            self._show()

    def _connect(self) -> None:
        self.box.textChanged.connect(lambda _text: self._show())
        self.box.down.connect(self.table.setFocus)
        self.oblast.currentIndexChanged.connect(lambda _at: self._show())
        self.day_edit.editingFinished.connect(self._pick_day)
        self.table.moved.connect(lambda _code: self._current_moved())
        self.table.activated.connect(lambda _index: self.rename())
        self.panel.renaming.connect(self.rename)
        self.panel.closing.connect(self.close_one)
        self.panel.asked.connect(self.show_commission)
        self.panel.cleared.connect(self.clear)

    def _current_moved(self) -> None:
        self._show_one()
        self.header_changed.emit()

    def _speak(self) -> None:
        self.box.setPlaceholderText(tr("Name or code"))
        self.table.setAccessibleName(tr("Commissions"))
        self.box.setAccessibleName(tr("Name or code of the commission"))
        self._day_label.setText(tr("On the day"))
        self.day_edit.setAccessibleName(tr("On the day"))
        self.oblast.setAccessibleName(tr("Oblast or city"))
        self._legend.setText(tr("changed by this office"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = Frame("sheet")
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(self._bar())
        column.addWidget(self._wrong)
        sheet = Frame("card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.table)
        column.addWidget(sheet, 1)
        row.addWidget(left, 1)
        row.addWidget(self.panel)
        self.day_edit.setText(day(self._day))
        self._speak()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self.box.setFixedWidth(190)
        self.day_edit.setFixedWidth(104)
        self.oblast.setMinimumWidth(196)
        for widget in (self.box, self._day_label, self.day_edit, self.oblast, self._count):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self._pencil)
        bar.addWidget(self._legend)
        return bar


def facts(register: Register, on: date, edits: int) -> str:
    """Say how many commissions stand on a day, how many keep cards, and how many own edits."""
    standing = register.commissions(on)
    keeping = sum(one.keeps_cards for one in standing)
    return " · ".join(
        (
            tr("On {date}", date=day(on)),
            tr_n("{n} commission", "{n} commissions", len(standing)),
            tr("keep cards: {n}", n=keeping),
            tr("own edits: {n}", n=edits),
        )
    )
