"""The rows of a table in a card as a table model: what each cell says, and which field it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.card.field_grid import DOES_NOT_APPLY, HOW, Scene
from desktop.card.filling import NEW, Spot
from desktop.card.row_lines import worst
from desktop.delegate import Cell
from desktop.guarded import guarded
from forms.codes import Code
from forms.fields import Birth, Choice, Choices, Date, Field, IinField, Member, Number, Repeat, Text
from forms.sensitive import HIDDEN, is_veiled
from forms.told import age
from forms.words import N_, say

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NUMBER = "№"
AGE = N_("Age")
TYPE_HERE = N_("Type here: {what}")
ROOM = 706
"""How wide the columns of a table may be together, at the usual width of a window."""

NUMBER_WIDTH = 36
AGE_WIDTH = 46
NAME_WIDTH = 124
TINTS = {"error": ("err_soft", "err"), "soft": ("soft_soft", "soft")}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field of the rows, or what is worked out of them ("number", "age")."""

    kind: str
    width: int
    path: str = ""
    field: Field | None = None


def columns_of(table: Repeat) -> tuple[Column, ...]:
    """Give the columns of a table: all its fields where they fit, else the first ones that are
    always asked; the rest stands in the boxes below the rows."""
    number = Column("number", NUMBER_WIDTH)
    every = [_columns(table, each) for each in table.fields]
    if sum(column.width for group in every for column in group) <= ROOM:
        return (number, *(column for group in every for column in group))
    kept: list[Column] = []
    for each, group in zip(table.fields, every, strict=True):
        if each.only_if is not None:
            continue
        fitting = group
        while fitting and sum(column.width for column in (*kept, *fitting)) > ROOM:
            fitting = fitting[:-1]
        kept += fitting
        if fitting != group:
            break
    return (number, *kept)


def _columns(table: Repeat, each: Field) -> list[Column]:
    column = Column("field", _width(each), f"{table.name}.{each.name}", each)
    return [column, Column("age", AGE_WIDTH)] if isinstance(each, Birth) else [column]


def _width(each: Field) -> int:
    match each:
        case IinField():
            return 112
        case Date() | Birth():
            return 104
        case Number():
            return 70
        case Choice() | Choices() if each.span <= 2:
            return 72
        case Member():
            return 150
        case Text() if each.span <= 4:
            return NAME_WIDTH
        case _:
            return max(each.span * 36, 100)


class EntryModel(QAbstractTableModel):
    """Speaks of the last scene it was shown; it changes nothing."""

    def __init__(self, table: Repeat) -> None:
        super().__init__()
        self.table = table
        self.columns: Sequence[Column] = columns_of(table)
        self.typed_at: Spot | None = None
        self.current_row = ""
        self._scene: Scene | None = None
        self._rows: list[str] = []
        wide = (one for one in self.columns if one.path and one.width >= NAME_WIDTH)
        first = next(one for one in self.columns if one.path)
        self._hinted = next(wide, first).path

    def take(self, scene: Scene) -> None:
        """Speak of another scene in which nothing of this table is different."""
        self._scene = scene

    def show_rows(self) -> None:
        """Show the rows as the scene taken last has them."""
        assert self._scene is not None
        self.beginResetModel()
        filling = self._scene.filling
        self._rows = [row.id for row in filling.record.rows(self.table.name)]
        self._rows += [] if filling.locked else [NEW]
        self.endResetModel()

    def spot(self, index: Index) -> Spot | None:
        """Give the spot of a cell, None for a worked-out one or outside the table."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        path = self.columns[index.column()].path
        return Spot(path, self._rows[index.row()]) if path else None

    def place(self, spot: Spot) -> QModelIndex:
        """Give the cell of a spot, an invalid index where it has none."""
        column = next((at for at, one in enumerate(self.columns) if one.path == spot.path), -1)
        row = self._rows.index(spot.row) if spot.row in self._rows else -1
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def row_id(self, index: Index) -> str:
        """Give the row of a cell."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else ""

    def paths(self) -> set[str]:
        """Give the fields that have a column."""
        return {one.path for one in self.columns if one.path}

    def rowCount(self, parent: Index = ROOT) -> int:
        """Give the rows and the one that is not there yet."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Give the columns."""
        return 0 if parent.isValid() else len(self.columns)

    @guarded
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Give number and name of a column."""
        if orientation is not Qt.Orientation.Horizontal or self._scene is None:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = column.kind == "age"
            return int(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if column.field is None:
            return NUMBER if column.kind == "number" else say(AGE, self._scene.lang)
        number = self._scene.numbers.get(column.path, "")
        return f"{number} {say(column.field.label, self._scene.lang)}"

    @guarded
    def data(self, index: Index, role: int = 0) -> object:
        """Say what a cell shows and how it is dressed."""
        if self._scene is None or not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(column, index.row())
        if column.kind != "field":
            return self._dress_worked_out(column, row, role)
        return self._dress(Spot(column.path, row), role)

    def _text(self, column: Column, row: int) -> str:
        assert self._scene is not None
        here = self._rows[row]
        if column.kind == "number":
            return NEW if here == NEW else str(row + 1)
        if here == NEW:
            hint = column.path == self._hinted and self.typed_at != Spot(column.path, NEW)
            what = say(self.table.one, self._scene.lang)
            return say(TYPE_HERE, self._scene.lang, {"what": what}) if hint else ""
        if column.kind == "age":
            values = self._scene.filling.row(Spot(f"{self.table.name}.", here))
            years = age(values, self._scene.today)
            return "" if years is None else str(years)
        spot = Spot(column.path, here)
        if not self._scene.filling.asked(spot):
            return DOES_NOT_APPLY
        return "" if spot == self.typed_at else self._shown(spot)

    def _shown(self, spot: Spot) -> str:
        """Give the text of a cell: codes by their name alone, there is no room for more."""
        scene = self._scene
        assert scene is not None
        if scene.filling.hides(spot) and scene.filling.seen_value(spot) is None:
            return say(HIDDEN, scene.lang)
        value = scene.filling.seen_value(spot) or scene.filling.told(spot)
        if isinstance(value, Code) and spot not in scene.filling.unread:
            return value.say(scene.lang)
        if isinstance(value, tuple) and spot not in scene.filling.unread:
            return "; ".join(one.say(scene.lang) for one in value if isinstance(one, Code))
        return scene.filling.text(spot, scene.today, scene.lang)

    def _dress_worked_out(self, column: Column, row: str, role: int) -> object:
        current = row == self.current_row and column.kind == "number"
        match role:
            case Cell.TONE:
                return "accent" if current else "ink2"
            case Cell.TINT:
                return "sel" if current else None
            case Qt.ItemDataRole.TextAlignmentRole:
                right = column.kind == "age"
                return int(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        return None

    def _dress(self, spot: Spot, role: int) -> object:
        scene = self._scene
        assert scene is not None
        if spot.row == NEW:
            return "ink3" if role == Cell.TONE else None
        state = worst(one.severity for one in scene.at(spot))
        tint, triangle = TINTS.get(state, (None, None))
        asked = scene.filling.asked(spot)
        is_told = scene.filling.told(spot) is not None
        match role:
            case Cell.TINT:
                copied = "info_soft" if spot in scene.filling.copied else None
                return tint or copied or (None if asked and not is_told else "readonly")
            case Cell.TRIANGLE:
                return triangle
            case Cell.TONE:
                faint = not asked or (
                    scene.filling.hides(spot) and not is_veiled(scene.filling.field(spot))
                )
                return "ink2" if is_told else "ink3" if faint else None
            case Qt.ItemDataRole.ToolTipRole:
                condition = scene.filling.field(spot).only_if
                if scene.filling.hides(spot):
                    return say(HOW, scene.lang)
                reason = say(condition.because, scene.lang) if condition and not asked else ""
                return " ".join(one.say(scene.lang) for one in scene.at(spot)) or reason
        return None
