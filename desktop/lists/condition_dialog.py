"""Asks for one condition of a list: a field, how it must stand, and a value read as on the card."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.card.editor_lines import ENTER
from desktop.card.editor_picks import PickEditor
from desktop.card.typed import Offer, Reader
from desktop.desk import Desk
from desktop.editors import Editor, make_editor
from desktop.language import current, told, tr
from desktop.lists.arrangement import RELATIONS, WITHOUT_VALUE
from desktop.lists.list_columns import field_name
from desktop.parts.fields import ComboBox, FieldBox
from desktop.parts.findings import FindingLine
from desktop.parts.panels import empty
from desktop.parts.texts import Frame, Label
from desktop.parts.veil import VeiledDialog
from forms.codes import Code
from forms.fields import Choice, Choices, Context, Field, IinField, Member, Text, Value
from forms.findings import Finding, Severity
from forms.form import Form
from forms.letters import fold
from forms.store.conditions import relations_of
from forms.store.store import Relation, Where
from forms.words import N_

NO_FIELD = N_("“{text}” names no field of the card. Type part of its name and choose.")
NO_VALUE = N_("The filter has no value yet. Type one, or choose another relation.")


class RelationBox(ComboBox):
    """The choice of the relation; Enter goes on: on() tells it."""

    on = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter."""
        if event.key() in ENTER:
            self.on.emit()
        else:
            super().keyPressEvent(event)


class ConditionDialog(VeiledDialog):
    """Asks for a condition; after exec(), condition is what was asked for, None when refused."""

    def __init__(self, parent: QWidget | None, desk: Desk, form: Form) -> None:
        super().__init__(parent, tr("Add a filter"))
        self._desk, self._form = desk, form
        self.condition: Where | None = None
        self._path = ""
        self._relations: tuple[Relation, ...] = ()
        text = tr("The list keeps to the cards for which all filters hold.")
        self.body.addWidget(Label(text, "fact", wrap=True))
        self.field = PickEditor(self._fields)
        self.relation = RelationBox()
        self.value: Editor | None = None
        self._value_box = Frame("clear")
        place = QVBoxLayout(self._value_box)
        place.setContentsMargins(0, 0, 0, 0)
        self._trouble = FindingLine()
        self.body.addWidget(FieldBox("", tr("Field"), self.field))
        self._relation_box = FieldBox("", tr("How it stands"), self.relation)
        self._relation_box.hide()  # it has nothing to choose from before there is a field
        self.body.addWidget(self._relation_box)
        self.body.addWidget(self._value_box)
        self.body.addWidget(self._trouble)
        self.body.addStretch(1)
        self.add_hint("Esc", tr("go back"))
        self.yes = self.add_button(tr("Add the filter"), self.accept, "primary", "action.filter")
        self.add_button(tr("Cancel"), self.reject)
        self.field.taken.connect(self._take_field)
        self.field.left.connect(self._take_field)
        self.field.stepped.connect(self._from_field)
        self.relation.currentIndexChanged.connect(lambda _at: self._show_value())
        self.relation.on.connect(self._from_relation)
        self._say("")
        self.field.setFocus()

    def accept(self) -> None:
        """Read the value as the card does; stay with a sentence where it cannot be read."""
        self._take_field()
        found = self._read()
        if isinstance(found, Finding):
            self._say(told(found))
            (self.value if self._path and self.value is not None else self.field).setFocus()
            return
        self.condition = found
        super().accept()

    def _fields(self, typed: str) -> Sequence[Offer]:
        words = fold(typed).split()
        offers = [
            Offer(path, f"{self._form.address(path)} · {field_name(self._form, path)}")
            for path, field in self._form.paths()
            if not field.sensitive  # a list of those who answer would tell of them
        ]
        by_number = [one for one in offers if typed and one.shown.startswith(typed)]
        named = [one for one in offers if all(word in fold(one.shown) for word in words)]
        begun = " ".join(words)
        named.sort(key=lambda one: not fold(field_name(self._form, one.key)).startswith(begun))
        return by_number or named

    def _take_field(self) -> None:
        text = self.field.text()
        known = dict(self._form.paths())
        if text not in known and text.strip():
            offers = self._fields(text)
            text = offers[0].key if len(offers) == 1 else self._path if self._stands() else ""
        if text != self._path and text in known:
            self._path = text
            offer = next(one for one in self._fields("") if one.key == text)
            self.field.put(offer)
            self._relations = relations_of(known[text])
            self.relation.clear()
            self.relation.addItems([tr(RELATIONS[one]) for one in self._relations])
            self.relation.setCurrentIndex(0)
            self._show_value()
        elif text not in known:
            self._path = ""
            self._show_value()
        self._relation_box.setVisible(bool(self._path))

    def _stands(self) -> bool:
        """True while the field shows what was taken."""
        shown = self.field.part()
        return any(one.key == self._path and one.shown == shown for one in self._fields(""))

    def _from_field(self, way: int) -> None:
        self._take_field()
        (self.relation if way > 0 and self._path else self.yes).setFocus()

    def _from_relation(self) -> None:
        (self.value if self.value is not None else self.yes).setFocus()

    def _from_value(self, way: int) -> None:
        (self.yes if way > 0 else self.relation).setFocus()

    def _show_value(self) -> None:
        layout = self._value_box.layout()
        assert layout is not None
        empty(layout)
        self.value = None
        self._say("")
        relation = self._asked()
        if relation is None or relation in WITHOUT_VALUE:
            return
        field = self._field(relation)
        self.value = make_editor(field, self._reader)
        self.value.stepped.connect(self._from_value)
        box = FieldBox("", tr("Value"), self.value)
        layout.addWidget(box)
        box.show()
        QWidget.setTabOrder(self.relation, self.value)
        QWidget.setTabOrder(self.value, self.yes)

    def _asked(self) -> Relation | None:
        at = self.relation.currentIndex()
        return self._relations[at] if self._path and 0 <= at < len(self._relations) else None

    def _field(self, relation: Relation) -> Field:
        """Give the field that reads the value: of several codes, of part of a text, or itself."""
        field = self._form.field(self._path)
        if isinstance(field, Choice | Choices):
            return Choices(name=field.name, label=field.label, list=field.list)
        part = isinstance(field, IinField) and relation is Relation.BEGINS
        if part or isinstance(field, Text | Member):
            return Text(name=field.name, label=field.label, limit=200)
        return field

    def _reader(self) -> Reader:
        return Reader(self._desk.register, Context(self._desk.today()), current())

    def _read(self) -> Where | Finding:
        relation = self._asked()
        if relation is None:
            typed = self.field.part()
            return _finding(NO_FIELD, text=typed)
        if relation in WITHOUT_VALUE or self.value is None:
            return Where(self._path, relation)
        text = self.value.text()
        value: Value | Finding = self._reader().read(self._field(relation), text)
        if isinstance(value, Finding):
            return value
        if value is None or (isinstance(value, str) and not fold(value)):
            return _finding(NO_VALUE)
        if isinstance(value, tuple):
            value = tuple(one for one in value if isinstance(one, Code))
        return Where(self._path, relation, value)

    def _say(self, text: str) -> None:
        self._trouble.tell(text, Severity.FORMAT)


def _finding(sentence: str, **values: object) -> Finding:
    return Finding("L02", Severity.FORMAT, sentence, values=values)
