"""A table inside a card: rows typed like cells of a workbook, and boxes for what does not fit.

Typing replaces a cell, F2 edits it, Esc restores it; Enter and Tab go on by the paper.  Typing
in the last row, the one with +, makes a row.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from desktop import theme
from desktop.card.cell_clipboard import cells_on, put_cells
from desktop.card.editor_lines import LineEditor
from desktop.card.editor_picks import PickEditor
from desktop.card.entry_model import EntryModel
from desktop.card.entry_view import EntryView
from desktop.card.field_grid import FieldGrid, Scene
from desktop.card.filling import NEW, Spot
from desktop.card.hand import Hand
from desktop.card.pasting import cell_text, row_text
from desktop.card.row_lines import RowLines
from desktop.delegate import longest_part
from desktop.editors import Editor, make_editor
from desktop.parts.texts import Frame, Label
from desktop.tables import HEAD_MARGIN
from forms.fields import Field, Repeat
from forms.person import called
from forms.words import N_, say

ROW_OF = N_("Row {at} of {total}")
PADDING = 18


class EntryTable(QWidget):
    """One table of a card with its lines of findings and the boxes of the current row."""

    def __init__(
        self,
        table: Repeat,
        numbers: Mapping[str, str],
        hand: Hand,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._hand = hand
        self._scene: Scene | None = None
        self._shown: object = None
        self._editor: Editor | None = None
        self.model = EntryModel(table)
        self._frame = Frame("card")
        self._frame.setParent(self)
        self.view = EntryView(self._frame)
        self.view.setModel(self.model)
        rest = [
            (f"{table.name}.{each.name}", each)
            for each in table.fields
            if f"{table.name}.{each.name}" not in self.model.paths()
        ]
        self.lines = RowLines()
        self.strip = Frame("note", tone="plain")
        self.strip.setParent(self)
        self.grid = FieldGrid(rest, numbers, hand, True, self.strip) if rest else None
        self._which = Label("", "caption")
        self._lay_out()
        self._listen()

    def show_scene(self, scene: Scene) -> None:
        """Show rows, findings and the boxes of the current row, if any of them changed."""
        self._scene = scene
        self.model.take(scene)
        shown = scene.part(self.table)
        if shown == self._shown:
            return
        self._shown = shown
        at = self.view.currentIndex()
        kept = (at.row(), at.column()) if at.isValid() else None
        self.model.show_rows()
        if kept is not None and self.model.rowCount():
            row = min(kept[0], self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row, kept[1]))
        self._fit()
        columns = self.model.paths()
        rest = [f for f in scene.findings if f.where.get("field", "") in columns]
        self.lines.tell([scene.line(one) for one in rest])
        self._show_strip()

    def begin(self) -> None:
        """Stand on no row: another card is shown."""
        self.close_editor()
        self.view.setCurrentIndex(QModelIndex())
        self._shown = None

    def focus(self, spot: Spot) -> None:
        """Go to a cell, or to the box of a field that has no column."""
        self.close_editor()
        cell = self.model.place(spot)
        if cell.isValid():
            self.view.setCurrentIndex(cell)
            self._show_strip()
            self.view.setFocus()
        elif self.grid is not None and spot.path in self.grid.boxes:
            self.view.setCurrentIndex(self.model.index(self._row_number(spot.row), 0))
            self._show_strip()
            self.grid.focus(spot.path)

    def spot_at(self, widget: QWidget) -> Spot | None:
        """Give the spot that a widget with the focus stands for."""
        if widget is self.view:
            return self.model.spot(self.view.currentIndex())
        if widget is self._editor:
            return self.model.typed_at
        return self.grid.spot_at(widget) if self.grid is not None else None

    def current_row(self) -> str:
        """Give the id of the row on which the focus stands, "" for none."""
        row = self.model.row_id(self.view.currentIndex())
        return "" if row == NEW else row

    def commit(self) -> Spot | None:
        """Hand over what is being typed in a cell; give the spot where it stands now."""
        editor, spot = self._editor, self.model.typed_at
        if editor is None or spot is None:
            return None
        text, changed = editor.text(), editor.changed()
        self.close_editor()
        return self._hand.write(spot, text) if changed else spot

    def close_editor(self) -> None:
        """Take the editor of a cell away without a word."""
        editor, self._editor = self._editor, None
        self.model.typed_at = None
        if editor is not None:
            if isinstance(editor, PickEditor):
                editor.close_list()
            if editor.hasFocus():
                self.view.setFocus()
            editor.hide()
            editor.deleteLater()
            self.view.viewport().update()

    def put_below(self, widget: QWidget) -> None:
        """Let something stand in the flow right below the rows."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.lines), widget)

    def retranslate(self, scene: Scene) -> None:
        """Write head and labels in another language."""
        if self.grid is not None:
            self.grid.retranslate(scene.lang)
        self.view.setAccessibleName(say(self.table.label, scene.lang))

    def area(self, spot: Spot) -> QRect:
        """Give where a spot lies, in the coordinates of this table."""
        cell = self.model.place(spot)
        if cell.isValid():
            return self._cell_area(cell)
        if self.grid is not None and spot.path in self.grid.boxes:
            box = self.grid.boxes[spot.path]
            return QRect(box.mapTo(self, QPoint(0, 0)), box.size())
        return self.rect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the new width; the height follows from the rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        column.addWidget(self._frame)
        column.addWidget(self.lines)
        boxes = QVBoxLayout(self.strip)
        boxes.setContentsMargins(12, 6, 12, 10)
        boxes.setSpacing(4)
        boxes.addWidget(self._which)
        if self.grid is not None:
            boxes.addWidget(self.grid)
        column.addWidget(self.strip)
        self.strip.hide()
        self.setFocusProxy(self.view)

    def _listen(self) -> None:
        self.view.typed.connect(lambda text: self._open(text))
        self.view.edit_wanted.connect(lambda listed: self._open(None, listed))
        self.view.accepted.connect(self._accept)
        self.view.stepped.connect(self._step)
        self.view.copied.connect(self._copy)
        self.view.pasted.connect(self._paste)
        self.view.emptied.connect(self._empty)
        self.view.moved.connect(self._show_strip)
        self.view.clicked.connect(lambda _index: self._show_strip())

    def _open(self, text: str | None, listed: bool = False) -> None:
        spot = self.model.spot(self.view.currentIndex())
        if spot is None or self._scene is None or self._scene.filling.locked:
            return
        filling = self._scene.filling
        if spot.row != NEW and not filling.asked(spot):
            return
        if spot.row != NEW and filling.hides(spot):
            self._hand.show_hidden()  # nobody types over what they do not see
            return
        editor = self._make(spot, filling.field(spot))
        editor.set_text("" if spot.row == NEW else self._text(spot))
        editor.show()
        editor.setFocus(Qt.FocusReason.MouseFocusReason)
        if text is not None and isinstance(editor, LineEditor):
            editor.selectAll()
            editor.insert(text)
            editor.textEdited.emit(text)
        elif isinstance(editor, PickEditor) and listed:
            editor.selectAll()
            editor.open_list()
        else:
            editor.edit()
        self.view.viewport().update()

    def _make(self, spot: Spot, declared: Field) -> Editor:
        self.close_editor()
        editor = make_editor(declared, lambda: self._hand.reader(spot.path))
        editor.setParent(self)
        number = self._scene.numbers.get(spot.path, "") if self._scene else ""
        words = say(declared.label, self._scene.lang) if self._scene else ""
        editor.setAccessibleName(f"{number} {words}")
        editor.setGeometry(self._cell_area(self.view.currentIndex()).adjusted(-1, -1, 0, 0))
        editor.edited.connect(self._hand.touch)
        editor.accepted.connect(lambda: self._hand.accept(spot))
        editor.stepped.connect(self._step)
        editor.left.connect(self._left)
        editor.installEventFilter(self)
        self._editor = editor
        self.model.typed_at = spot
        return editor

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Esc in a cell's editor that changed nothing closes it."""
        if (
            watched is self._editor
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            if isinstance(self._editor, PickEditor) and self._editor.is_open():
                self._editor.close_list()
            else:
                self.close_editor()
            return True
        return False

    def _left(self) -> None:
        if self._editor is not None and not self._editor.hasFocus():
            self.commit()  # an editor that was closed already has nothing more to say

    def _text(self, spot: Spot) -> str:
        assert self._scene is not None
        return self._scene.filling.text(spot, self._scene.today, self._scene.lang)

    def _step(self, way: int) -> None:
        spot = self.commit() or self.model.spot(self.view.currentIndex())
        if spot is None:
            at = self.view.currentIndex()
            spot = self.model.spot(self.model.index(at.row(), at.column() + 1))
        if spot is not None:
            self._hand.step(spot, way)

    def _accept(self) -> None:
        spot = self.model.spot(self.view.currentIndex())
        if spot is not None:
            self._hand.accept(spot)

    def _copy(self, whole_row: bool) -> None:
        scene, row = self._scene, self.current_row()
        if scene is None or not row:
            return
        spot = self.model.spot(self.view.currentIndex())
        text = (
            row_text(scene.filling, self.table, row, scene.today, scene.lang)
            if whole_row or spot is None
            else cell_text(scene.filling, spot, scene.today, scene.lang)
        )
        put_cells(QGuiApplication.clipboard(), text)

    def _paste(self) -> None:
        spot = self.model.spot(self.view.currentIndex())
        text = cells_on(QGuiApplication.clipboard())
        if spot is not None and text.strip() and self._scene and not self._scene.filling.locked:
            self._hand.paste(spot, text)

    def _empty(self) -> None:
        spot = self.model.spot(self.view.currentIndex())
        filling = self._scene.filling if self._scene else None
        if spot is None or spot.row == NEW or filling is None or filling.locked:
            return
        if filling.hides(spot):
            self._hand.show_hidden()
        else:
            self._hand.write(spot, "")

    def _cell_area(self, cell: QModelIndex) -> QRect:
        area = self.view.visualRect(cell)
        corner = self.view.viewport().mapTo(self, area.topLeft())
        return QRect(corner, area.size())

    def _row_number(self, row: str) -> int:
        rows = [self.model.row_id(self.model.index(at, 0)) for at in range(self.model.rowCount())]
        return rows.index(row) if row in rows else 0

    def _show_strip(self) -> None:
        scene = self._scene
        if scene is None:
            return
        values = {row.id: row.values for row in scene.filling.record.rows(self.table.name)}
        rows = list(values)
        row = self.current_row() or (rows[-1] if rows else "")
        self.model.current_row = row if self.grid is not None else ""
        self.strip.setVisible(bool(row) and self.grid is not None)
        if self.grid is not None and row:
            total = {"at": rows.index(row) + 1, "total": len(rows)}
            which = (say(ROW_OF, scene.lang, total), called(values[row]))
            self._which.setText(" · ".join(filter(None, which)))
            self.grid.show_scene(scene, row)
        self.view.viewport().update()

    def _fit(self) -> None:
        """Share the width: names and other words take what numbers and dates leave."""
        head = self.view.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        widths = self._widths(max(self.width() - 4, 300))
        for at, width in enumerate(widths):
            head.resizeSection(at, width)
        self.view.grow_rows()
        self.view.setFixedHeight(self.view.whole_height())

    def _widths(self, room: int) -> list[int]:
        least = [self._least(at) for at in range(len(self.model.columns))]
        wanted = [max(one.width, at) for one, at in zip(self.model.columns, least, strict=True)]
        wide = [at for at, one in enumerate(self.model.columns) if one.width > 112] or [
            len(wanted) - 1
        ]
        over = sum(wanted) - room
        for at in wide:  # where one name is long, others give of what their words do not need
            given = max(min(wanted[at] - least[at], over), 0)
            wanted[at], over = wanted[at] - given, over - given
        spare = room - sum(wanted)
        for at in wide:
            wanted[at] += spare // len(wide)
        wanted[wide[-1]] += room - sum(wanted)
        return wanted

    def _least(self, at: int) -> int:
        """Give the width at which no word of a column is broken."""
        metrics = QFontMetrics(theme.font("body"))
        bold = QFontMetrics(theme.font("small", strong=True))
        rows = range(max(self.model.rowCount() - 1, 0))
        texts = (str(self.model.index(row, at).data() or "") for row in rows)
        longest = max((longest_part(metrics, text) for text in texts), default=0)
        head = str(self.model.headerData(at, Qt.Orientation.Horizontal, 0) or "")
        return max(longest + PADDING, longest_part(bold, head) + HEAD_MARGIN + 2)
