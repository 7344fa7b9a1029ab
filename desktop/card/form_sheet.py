"""The sheet: every section of a form below the other, drawn from its declaration."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.card.editor_picks import PickEditor
from desktop.card.entry_table import EntryTable
from desktop.card.field_grid import FieldGrid, Scene
from desktop.card.filling import NEW, Spot
from desktop.card.hand import Hand
from desktop.language import tr
from desktop.parts.buttons import KeyedLink
from desktop.parts.panels import MARGIN, SectionHead, show_across
from desktop.parts.texts import Frame, Label
from forms.fields import Field, Repeat
from forms.form import Form, Section
from forms.words import say

ADD_KEY = "Ctrl+Ins"


class PartHead(Frame):
    """The head of a table that shares its section with others: name, facts, and its link."""

    def __init__(self, add: KeyedLink) -> None:
        super().__init__("clear")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        self._name = Label("", "strong")
        self._facts = Label("", "caption", wrap=True)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._name)
        row.addWidget(self._facts, 1)
        row.addWidget(add)

    def tell(self, name: str, facts: str) -> None:
        """Write the name, and how many rows there are or why there can be none."""
        self._name.setText(name)
        self._facts.setText(facts)


class SectionPart(QWidget):
    """One section: its head, its grid of fields, and its tables.

    It is made inside the paper: a widget that is filled first and put into its place afterwards
    is dressed twice over.
    """

    def __init__(
        self, number: str, section: Section, form: Form, hand: Hand, paper: QWidget
    ) -> None:
        super().__init__(paper)
        self.section = section
        self.grids: list[FieldGrid] = []
        self.tables: list[EntryTable] = []
        self._numbers = {path: form.address(path) for path, _ in form.paths()}
        self.head = SectionHead(number, "")
        self._heads: dict[EntryTable, PartHead] = {}
        self._adds: list[tuple[KeyedLink, EntryTable]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        inner = QVBoxLayout()
        inner.setContentsMargins(MARGIN, 0, 0, 0)
        inner.setSpacing(8)
        column.addLayout(inner)
        for each in self._parts(hand):
            inner.addWidget(each)
        for table in self.tables:
            if table not in self._heads:  # it is called as the section is
                self.head.add(self._add(table))

    def show_scene(self, scene: Scene) -> None:
        """Show the card's values, states and findings."""
        for grid in self.grids:
            grid.show_scene(scene)
        self.head.tell(say(self.section.title, scene.lang))
        for table in self.tables:
            there = scene.filling.shows(table.table)
            table.setVisible(there)
            if there:
                table.show_scene(scene)
            head = self._heads.get(table, self.head)
            head.tell(say(table.table.label, scene.lang), _facts(table.table, scene))
        self._show_adds(scene)

    def retranslate(self, scene: Scene) -> None:
        """Write titles and labels in another language."""
        for grid in self.grids:
            grid.retranslate(scene.lang)
        for table in self.tables:
            table.retranslate(scene)

    def _show_adds(self, scene: Scene) -> None:
        for link, table in self._adds:
            link.set_text(tr("Add: {what}", what=say(table.table.one, scene.lang)))
            link.setVisible(scene.filling.shows(table.table) and not scene.filling.locked)

    def _add(self, table: EntryTable) -> KeyedLink:
        """Make the link that begins a row of a table."""
        add = KeyedLink(partial(new_row, table), "action.add", ADD_KEY)
        add.link.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Ctrl+Ins is its key
        self._adds.append((add, table))
        return add

    def _parts(self, hand: Hand) -> Iterator[QWidget]:
        fields: list[tuple[str, Field]] = []
        for each in self.section.fields:
            if isinstance(each, Field):
                fields.append((each.name, each))
                continue
            if fields:
                yield self._grid(fields, hand)
                fields = []
            table = EntryTable(each, self._numbers, hand, self)
            self.tables.append(table)
            if len(self.section.fields) > 1 and each.label != self.section.title:
                self._heads[table] = PartHead(self._add(table))
                yield self._heads[table]
            yield table
        if fields:
            yield self._grid(fields, hand)

    def _grid(self, fields: list[tuple[str, Field]], hand: Hand) -> FieldGrid:
        grid = FieldGrid(fields, self._numbers, hand, parent=self)
        self.grids.append(grid)
        return grid


def _facts(table: Repeat, scene: Scene) -> str:
    """Say how many rows a table has, or why it does not apply."""
    if table.only_if is not None and not scene.filling.shows(table):
        return say(table.only_if.because, scene.lang)
    total = len(scene.filling.record.rows(table.name))
    return tr("{n} in all", n=total) if total else ""


def new_row(table: EntryTable) -> None:
    """Go to the row of a table that is not there yet."""
    table.focus(Spot(f"{table.table.name}.{table.table.fields[0].name}", NEW))


class FormSheet(QScrollArea):
    """All sections on one white sheet that scrolls; it is built once for a form and shows any
    card of it."""

    def __init__(self, form: Form, hand: Hand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        paper = Frame("sheet")
        self.setWidget(paper)
        column = QVBoxLayout(paper)
        column.setContentsMargins(14, 12, 16, 40)
        column.setSpacing(14)
        self.sections = [
            SectionPart(str(at), section, form, hand, paper)
            for at, section in enumerate(form.sections, 1)
        ]
        for part in self.sections:
            column.addWidget(part)
        column.addStretch(1)
        self._paper = paper
        self._spoken = ""
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._close_list())
        self._numbers = {path: form.address(path) for path, _ in form.paths()}

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the sheet scrolls."""
        return QSize(320, 120)

    def show_scene(self, scene: Scene) -> None:
        """Show the card; labels are written again only when the language changed."""
        scene = replace(scene, numbers=self._numbers)
        if self._spoken != scene.lang:
            self._spoken = scene.lang
            for part in self.sections:
                part.retranslate(scene)
        for part in self.sections:
            part.show_scene(scene)

    def begin(self) -> None:
        """Let nothing of the card shown before stay: go to the top, and stand on no row."""
        for table in self.tables():
            table.begin()
        self.verticalScrollBar().setValue(0)

    def grids(self) -> Iterator[FieldGrid]:
        """Give the grids of the card's own fields."""
        for part in self.sections:
            yield from part.grids

    def tables(self) -> Iterator[EntryTable]:
        """Give the tables of the card."""
        for part in self.sections:
            yield from part.tables

    def take_typed(self, widget: QWidget) -> None:
        """Hand over what is typed in the widget that has the focus."""
        for table in self.tables():
            table.commit()
        grids = [*self.grids(), *(table.grid for table in self.tables() if table.grid)]
        for grid in grids:
            spot = grid.spot_at(widget)
            if spot is not None:
                grid.write(spot.path)

    def close_editors(self) -> None:
        """Let go of what is being typed in cells."""
        for table in self.tables():
            table.close_editor()

    def table(self, name: str) -> EntryTable:
        """Give one table; KeyError for an unknown name."""
        return {one.table.name: one for one in self.tables()}[name]

    def focus(self, spot: Spot) -> None:
        """Go to a spot and bring it into view."""
        name = spot.path.split(".")[0]
        if "." in spot.path:
            self.table(name).focus(spot)
        else:
            next(grid for grid in self.grids() if spot.path in grid.boxes).focus(spot.path)
        self.reveal(spot)

    def reveal(self, spot: Spot) -> None:
        """Scroll so that a spot and the line below it can be seen."""
        part, area = self._area(spot)
        corner = part.mapTo(self._paper, area.topLeft())
        place = QRect(corner, area.size()).adjusted(0, -44, 0, 52)
        bar = self.verticalScrollBar()
        seen = self.viewport().height()
        if place.top() < bar.value():
            bar.setValue(place.top())
        elif place.bottom() > bar.value() + seen:
            bar.setValue(place.bottom() - seen)
        show_across(part, area)

    def reveal_section(self, at: int) -> None:
        """Bring the head of a section to the top."""
        self.verticalScrollBar().setValue(self.sections[at].pos().y() - 8)

    def spot_at(self, widget: QWidget) -> Spot | None:
        """Give the spot for which a widget with the focus stands."""
        parts: list[FieldGrid | EntryTable] = [*self.grids(), *self.tables()]
        found = (part.spot_at(widget) for part in parts)
        return next((spot for spot in found if spot is not None), None)

    @staticmethod
    def _close_list() -> None:
        """A list hangs on its field; when the sheet scrolls it would hang on another one."""
        field = QApplication.focusWidget()
        if isinstance(field, PickEditor):
            field.close_list()

    def _area(self, spot: Spot) -> tuple[QWidget, QRect]:
        if "." in spot.path:
            table = self.table(spot.path.split(".")[0])
            return table, table.area(spot)
        box = next(grid for grid in self.grids() if spot.path in grid.boxes).boxes[spot.path]
        return box, QRect(QPoint(0, 0), box.size())
