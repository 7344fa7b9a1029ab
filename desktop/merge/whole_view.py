"""The consolidated return itself, in the same table as any other, with the findings of its sum."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.parts.buttons import Link, Segmented
from desktop.parts.texts import Frame, Label, LineLabel
from desktop.returns.return_table import ReturnTable
from reports.catalogue import RETURNS
from reports.definition import TABLES
from reports.merging import Merged


class WholeView(QWidget):
    """Shows the sum; left() asks for the list of parts again (Esc)."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._merged: Merged | None = None
        self.table = ReturnTable()
        self.tables = Segmented([(table, table) for table in TABLES])
        parts = [part for one in RETURNS for part, _ in one.definition.parts]
        self.parts = Segmented([(part, part) for part in parts])
        self._back = Link("", self.left.emit, "action.back")
        self._nothing = Label("", "fact", wrap=True)
        self._legend = LineLabel("", "caption")
        self.tables.picked.connect(lambda _key: self._show())
        self.parts.picked.connect(lambda _key: self._show())
        self._lay_out()

    def tell(self, merged: Merged) -> None:
        """Show another consolidated return."""
        self._merged = merged
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        self.tables.tell("Q", tr("Q · quarter"))
        self.tables.tell("Y", tr("Y · since 1 January"))
        self._back.set_text(tr("Parts"))
        self._legend.setText(tr("0 zero   x not filled in   … not reported"))
        self._nothing.setText(tr("No part is taken yet, so there is no sum."))
        filled = self._merged.filled if self._merged is not None else None
        self._nothing.setVisible(filled is None)
        self.table.setVisible(filled is not None)
        if filled is None or self._merged is None:
            return
        known = bool(filled.definition.parts)
        self.parts.setVisible(known)
        part = self.parts.current() if known else ""
        own = [
            one
            for one in self._merged.findings
            if one.where.get("office", filled.office) == filled.office
        ]
        self.table.tell(filled, self.tables.current(), part, own)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        for widget in (self._back, self.tables, self.parts):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self._legend)
        column.addLayout(top)
        sheet = Frame("card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._nothing)
        inner.addWidget(self.table)
        column.addWidget(sheet, 1)
