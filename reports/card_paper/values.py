"""Writes the values of a card as its paper shows them, in the languages of the paper."""

from forms.codes import Code
from forms.fields import Field, Member, Place, Values
from forms.person import called
from forms.record import Record
from forms.sensitive import HIDDEN, neutral
from forms.told import told
from forms.words import Language
from reports.card_paper.printing import Printing


def shown(field: Field, values: Values, record: Record, printing: Printing) -> str:
    """Give the text of a field: its value in values, else what the row's ИИН tells, else ""."""
    value = values.get(field.name)
    if value is not None and field.sensitive and printing.hides:
        value = neutral(field, value)
        if value is None:
            return printing.tongue.say(HIDDEN)
    if value is None:
        value = told(field, values)
    match field:
        case Place() if isinstance(value, str):
            return printing.tongue.beside(lambda lang: _place(field, value, printing, lang))
        case Member() if isinstance(value, str):
            return _member(field, value, record)
    if isinstance(value, Code):
        return f"{value.key} · {printing.tongue.beside(value.say)}"
    if isinstance(value, tuple):
        chosen = [one for one in value if isinstance(one, Code)]
        return "; ".join(f"{one.key} · {printing.tongue.beside(one.say)}" for one in chosen)
    return printing.tongue.beside(lambda lang: field.format(value, lang))


def _place(field: Place, key: str, printing: Printing, lang: Language) -> str:
    """Name a place as it is called on the day of printing; a strange key stands as it is."""
    register, day = printing.register, printing.today
    if field.kind == "commission":
        office = register.commission(key, day) or next(reversed(register.history(key)), None)
        return office.say(lang) if office else key
    place = register.territory(key, day)
    return place.say(lang) if place else key


def _member(field: Member, key: str, record: Record) -> str:
    """Name a row of the card by its number and by what it is called."""
    for number, row in enumerate(record.rows(field.of), start=1):
        if row.id == key:
            return f"{number} · {called(row.values)}".rstrip(" ·")
    return ""
