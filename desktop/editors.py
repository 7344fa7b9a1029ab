"""Kind of field → editor: the only place that knows which widget a kind of field is typed into."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.card.editor_lines import DayEditor, LineEditor, LinesEditor
from desktop.card.editor_picks import ManyPickEditor, PickEditor, RecallEditor
from desktop.card.typed import Offer, Reader
from forms.codes import Code, codes
from forms.fields import (
    Birth,
    Choice,
    Choices,
    Date,
    Field,
    IinField,
    Member,
    Number,
    Place,
    Text,
    choose,
)
from forms.findings import Finding
from forms.words import Language

Editor = LineEditor | LinesEditor
ReaderOf = Callable[[], Reader]


class Maker(Protocol):
    """Makes the editor of a field; reader gives, whenever asked, what reads on this card now."""

    def __call__(self, field: Field, reader: ReaderOf) -> Editor: ...


def make_editor(field: Field, reader: ReaderOf) -> Editor:
    """Make the editor of a field; KeyError for a kind that has none."""
    editor = EDITORS[type(field)](field, reader)
    editor.setObjectName(field.name)
    return editor


def _line(field: Field, reader: ReaderOf) -> Editor:
    return LineEditor()


def _text(field: Field, reader: ReaderOf) -> Editor:
    assert isinstance(field, Text)
    if field.lines > 1:
        return LinesEditor(field.lines)
    if field.remembered:
        return RecallEditor(lambda typed: [Offer(one, one) for one in reader().recalled(typed)])
    return LineEditor()


def _day(field: Field, reader: ReaderOf) -> Editor:
    def reading(typed: str) -> str:
        read = reader().read(field, typed)
        return "" if read is None or isinstance(read, Finding) else reader().show(field, read)

    return DayEditor(reading)


def _choice(field: Field, reader: ReaderOf) -> Editor:
    assert isinstance(field, Choice)
    return PickEditor(lambda typed: _codes(field.list, typed, reader().lang))


def _choices(field: Field, reader: ReaderOf) -> Editor:
    assert isinstance(field, Choices)
    return ManyPickEditor(lambda typed: _codes(field.list, typed, reader().lang))


def _place(field: Field, reader: ReaderOf) -> Editor:
    assert isinstance(field, Place)
    return PickEditor(lambda typed: reader().offers(field, typed))


def _member(field: Field, reader: ReaderOf) -> Editor:
    return PickEditor(lambda typed: _fitting(reader().members(), typed))


EDITORS: Mapping[type[Field], Maker] = {
    Text: _text,
    Number: _line,
    Date: _day,
    Birth: _day,
    IinField: _line,
    Choice: _choice,
    Choices: _choices,
    Place: _place,
    Member: _member,
}
"""Every kind of field; a test proves that none is missing."""


def _codes(name: str, typed: str, lang: Language) -> Sequence[Offer]:
    begun = tuple(
        one for one in codes(name) if typed and one.key.casefold().startswith(typed.casefold())
    )
    found = choose(name, typed) if typed else codes(name)
    unique = (*found, *(one for one in begun if one not in found))
    return tuple(Offer(one.key, _shown(one, lang)) for one in unique)


def _shown(one: Code, lang: Language) -> str:
    return f"{one.key} · {one.say(lang)}"


def _fitting(offers: Sequence[Offer], typed: str) -> Sequence[Offer]:
    words = typed.casefold().split()
    return [one for one in offers if all(word in one.shown.casefold() for word in words)]


def show_in(editor: QWidget, text: str) -> None:
    """Show a text in an editor, unless somebody is typing in it just now."""
    if isinstance(editor, LineEditor | LinesEditor) and not (
        editor.hasFocus() and editor.changed()
    ):
        editor.set_text(text)
