"""Fields side by side on twelve columns, as wide as the form says, with their findings below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.card.card_words import place_of
from desktop.card.editor_lines import LineEditor
from desktop.card.filling import Filling, Spot, spot_of
from desktop.card.hand import Hand
from desktop.card.row_lines import Line, RowLines, worst
from desktop.editors import Editor, make_editor, show_in
from desktop.parts.fields import FieldBox
from forms.fields import Field, Member, Repeat
from forms.findings import Finding
from forms.person import called
from forms.sensitive import HIDDEN
from forms.words import N_, Language, say

COLUMNS = 12
COMPACT = 15
"""Columns of the boxes below a table: five dates or codes lie side by side."""

ROOMY = 10
"""So many columns share the width where such boxes take more than one row: labels fit on a line."""

HOW = N_("Hidden. Ctrl+Shift+H or a click shows it, and the journal keeps that you asked.")
DOES_NOT_APPLY = "×"
"""Stands where a field does not apply: neither empty nor nought; why, says the line below."""

GAP = 12
FINE = 60
"""Columns of the grid itself, so that rows of any width can be spread over it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown: the card, the findings to show at fields, the day and the language."""

    filling: Filling
    findings: tuple[Finding, ...]
    today: date
    lang: Language
    numbers: Mapping[str, str] = field(default_factory=dict)  # path → number on the paper

    def at(self, spot: Spot) -> list[Finding]:
        """Give the findings of one spot."""
        return [one for one in self.findings if spot_of(one) == spot]

    def part(self, table: Repeat) -> object:
        """Give all that a table of the card shows: what is equal looks the same."""
        filling = self.filling
        rows = filling.record.rows(table.name)
        paths = {f"{table.name}.{each.name}": each for each in table.fields}
        spots = [Spot(path, row.id) for row in rows for path in paths]
        others = {each.of for each in table.fields if isinstance(each, Member)}
        return (
            id(filling),
            self.today,
            self.lang,
            filling.locked,
            filling.hiding.shown,
            rows,
            [filling.asked(spot) for spot in spots if paths[spot.path].only_if is not None],
            {spot: one.text for spot, one in filling.unread.items() if spot.path in paths},
            {spot for spot in filling.copied if spot.path in paths},
            [one for one in self.findings if one.where.get("field", "") in paths],
            [called(row.values) for other in others for row in filling.record.rows(other)],
        )

    def line(self, finding: Finding) -> Line:
        """Speak a finding with the number and name of its field, and whose row it is."""
        place = place_of(self.filling, self.numbers, spot_of(finding))
        return Line(f"{place}: {finding.say(self.lang)}", finding.severity)


class FieldGrid(QWidget):
    """Draws fields by their declaration.

    A compact one, for the boxes of a row of a table, is columns wide and shows only what applies;
    what does not is named with its reason in one line.
    """

    def __init__(
        self,
        fields: Sequence[tuple[str, Field]],
        numbers: Mapping[str, str],
        hand: Hand,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hand = hand
        self._row = ""
        self._compact = compact
        self._hidden: frozenset[str] = frozenset()
        self._columns = COMPACT if compact else COLUMNS
        self._fields = dict(fields)
        self.boxes = {
            path: FieldBox(numbers.get(path, ""), "", self._editor(path)) for path in self._fields
        }
        for box in self.boxes.values():
            box.setParent(self)  # shown without a parent it would be a window of its own
        self._rows: list[list[str]] = []
        self._lines: list[RowLines] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setHorizontalSpacing(0)
        for column in range(FINE):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 4)
        self._place(list(self._fields))

    def show_scene(self, scene: Scene, row: str = "") -> None:
        """Show the values, states and findings of the card, or of one row of a table."""
        self._row = row
        if self._compact:
            self._place([p for p in self._fields if scene.filling.asked(Spot(p, row))])
        for path in self.boxes:
            self._show_box(scene, Spot(path, row))
        for paths, lines in zip(self._rows, self._lines, strict=False):
            spots = [Spot(path, row) for path in paths]
            found = [scene.line(one) for spot in spots for one in scene.at(spot)]
            last = self._compact and paths is self._rows[-1]
            silent = [Spot(path, row) for path in self._fields] if last else spots
            lines.tell(found, self._reasons(scene, () if self._compact and not last else silent))

    def focus(self, path: str) -> None:
        """Put the caret into a field, its text chosen."""
        editor = self.editor(path)
        editor.setFocus()
        if isinstance(editor, LineEditor):
            editor.selectAll()

    def editor(self, path: str) -> Editor:
        """Give the editor of a field; KeyError for a field that does not stand here."""
        editor = self.boxes[path].editor
        assert isinstance(editor, Editor)
        return editor

    def lines(self) -> Sequence[RowLines]:
        """Give the lines below the rows."""
        return self._lines

    def spot_at(self, widget: QWidget) -> Spot | None:
        """Give the spot an editor stands for, None for another widget."""
        found = (path for path, box in self.boxes.items() if box.editor is widget)
        return next((Spot(path, self._row) for path in found), None)

    def retranslate(self, lang: Language) -> None:
        """Write the labels in another language."""
        for path, box in self.boxes.items():
            box.set_words(say(self._fields[path].label, lang))

    def _place(self, paths: list[str]) -> None:
        """Lay the boxes of these fields into rows, unless they lie so already."""
        rows = self._even([(path, self._fields[path]) for path in paths])
        if rows == self._rows:
            return
        # removeWidget and not takeAt: an item that Python still holds keeps a stale height.
        for part in (*self.boxes.values(), *self._lines):
            self._grid.removeWidget(part)
        for path, box in self.boxes.items():
            box.setVisible(path in paths)
        for lines in self._lines[len(rows) :]:
            lines.tell(())
        self._rows = rows
        for at, row in enumerate(rows):
            self._lay_row(at, row)

    def _even(self, fields: Sequence[tuple[str, Field]]) -> list[list[str]]:
        """Break fields into rows; boxes below a table into even ones, so that none stands alone."""
        rows = list(_rows(fields, self._columns))
        columns = self._columns
        while self._compact and len(rows) > 1 and columns > COLUMNS // 2:
            columns -= 1
            closer = list(_rows(fields, columns))
            if len(closer) > len(rows):
                break
            rows = closer
        return rows

    def _lay_row(self, at: int, row: list[str]) -> None:
        widest = max(sum(map(self._span, each)) for each in self._rows)
        whole = max(widest, ROOMY if self._compact and len(self._rows) > 1 else COLUMNS)
        used = left = 0
        for path in row:
            used += self._span(path)
            right = FINE * used // whole
            self.boxes[path].setContentsMargins(0, 0, 0 if right >= FINE else GAP, 0)
            self._grid.addWidget(self.boxes[path], 2 * at, left, 1, right - left)
            left = right
        while len(self._lines) <= at:
            self._lines.append(RowLines())
        self._grid.addWidget(self._lines[at], 2 * at + 1, 0, 1, FINE)

    def _span(self, path: str) -> int:
        return min(self._fields[path].span, self._columns)

    def _editor(self, path: str) -> Editor:
        declared = self._fields[path]
        editor = make_editor(declared, lambda: self._hand.reader(path))
        editor.edited.connect(self._hand.touch)
        editor.left.connect(lambda: self.write(path))
        editor.accepted.connect(lambda: self._hand.accept(Spot(path, self._row)))
        editor.stepped.connect(lambda way: self._step(path, way))
        return editor

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a hidden field asks for it: its editor is shut, so the click comes here."""
        at = event.position().toPoint()
        if any(self.boxes[path].geometry().contains(at) for path in self._hidden):
            self._hand.show_hidden()
        else:
            super().mousePressEvent(event)

    def write(self, path: str) -> Spot:
        """Hand over what is typed in a field, if it changed; give the spot where it stands now."""
        editor, spot = self.editor(path), Spot(path, self._row)
        if not editor.changed():
            return spot
        text = editor.text()
        editor.keep()
        return self._hand.write(spot, text)

    def _step(self, path: str, way: int) -> None:
        self._hand.step(self.write(path), way)

    def _show_box(self, scene: Scene, spot: Spot) -> None:
        box, filling = self.boxes[spot.path], scene.filling
        show_in(box.editor, filling.text(spot, scene.today, scene.lang))
        found = scene.at(spot)
        asked, hidden = filling.asked(spot), filling.hides(spot)
        box.editor.setEnabled(asked and not hidden)
        words = say(HIDDEN, scene.lang) if hidden else "" if asked else DOES_NOT_APPLY
        self.editor(spot.path).setPlaceholderText(words)
        self._hidden = self._hidden | {spot.path} if hidden else self._hidden - {spot.path}
        state = worst(one.severity for one in found)
        if filling.locked:
            state = "locked"
        elif not state and spot in filling.copied:
            state = "copied"
        elif not state and filling.told(spot) is not None:
            state = "told"
        box.set_state(state, " ".join(one.say(scene.lang) for one in found))

    def _reasons(self, scene: Scene, spots: Sequence[Spot]) -> str:
        """Say once for all fields of a row why they do not apply."""
        why: dict[str, list[str]] = {}
        for spot in spots:
            condition = scene.filling.field(spot).only_if
            if condition is not None and not scene.filling.asked(spot):
                sentence = say(condition.because, scene.lang)
                why.setdefault(sentence, []).append(scene.numbers.get(spot.path, ""))
        hidden = [scene.numbers.get(s.path, "") for s in spots if scene.filling.hides(s)]
        if hidden:
            why[say(HOW, scene.lang)] = hidden
        told = (f"{', '.join(numbers)}\u00a0·\u00a0{text}" for text, numbers in why.items())
        return ("  " if self._compact else "\n").join(told)


def _rows(fields: Sequence[tuple[str, Field]], columns: int) -> Iterator[list[str]]:
    """Break fields into rows of at most so many columns."""
    row: list[str] = []
    wide = 0
    for path, each in fields:
        if row and wide + each.span > columns:
            yield row
            row, wide = [], 0
        row.append(path)
        wide += each.span
    if row:
        yield row
