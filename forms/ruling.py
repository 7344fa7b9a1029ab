"""Makes the predicates that edit rules share: dates in order, codes in force, agreeing ИИН."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import takewhile

from forms.codes import Code
from forms.dates import PartialDate
from forms.fields import Entry, Values
from forms.iin import Flaw, read_iin
from forms.person import iin_of
from forms.rules import Broken, Scene

Predicate = Callable[[Scene], Broken]


def day(values: Values, name: str) -> date | None:
    """Give an event's date; None where it is not entered."""
    value = values.get(name)
    return value if isinstance(value, date) else None


def key(values: Values, name: str) -> str:
    """Give the key of a chosen code, "" where none is chosen."""
    value = values.get(name)
    return value.key if isinstance(value, Code) else ""


def rows(values: Values, table: str) -> tuple[Entry, ...]:
    """Give the rows of a table of the card."""
    value = values.get(table)
    return tuple(row for row in value if isinstance(row, Entry)) if isinstance(value, tuple) else ()


def not_before(later: str, earlier: str, *, strictly: bool = False) -> Predicate:
    """The date later must not lie before earlier; names begin with ^ for a field of the card
    where the rule looks at rows."""

    def broken(scene: Scene) -> Broken:
        last, first = _at(scene, later), _at(scene, earlier)
        if last is None or first is None or first < last or (first == last and not strictly):
            return None
        return {"later": last, "earlier": first}

    return broken


def not_ahead(name: str = "") -> Predicate:
    """The date must not lie after the day of the check; without a name it is that of the field
    that the scene looks at."""

    def broken(scene: Scene) -> Broken:
        on = _at(scene, name or scene.field)
        return {"date": on, "today": scene.today} if on is not None and on > scene.today else None

    return broken


def code_in_force(choice: str, on: str) -> Predicate:
    """The chosen code must have been in force on the date."""

    def broken(scene: Scene) -> Broken:
        value, happened = _value(scene, choice), _at(scene, on)
        if not isinstance(value, Code) or happened is None or value.in_force(happened):
            return None
        return {"code": value, "date": happened}

    return broken


def bad_iin(scene: Scene) -> Broken:
    """The ИИН of a row fails its check digit, century or date."""
    typed = scene.row.get("iin")
    if not isinstance(typed, str) or not isinstance(read_iin(typed), Flaw):
        return None
    return {"iin": typed}


def birth_disagrees(scene: Scene) -> Broken:
    """The typed birth date and the one in the ИИН are two."""
    number, typed = iin_of(scene.row), scene.row.get("birth")
    if number is None or not isinstance(typed, PartialDate):
        return None
    told = PartialDate(number.birth.year, number.birth.month, number.birth.day)
    agree = told.iso().startswith(typed.iso())
    return None if agree else {"told": told, "typed": typed}


def sex_disagrees(scene: Scene) -> Broken:
    """The typed sex and the one in the ИИН are two."""
    number, typed = iin_of(scene.row), scene.row.get("sex")
    if number is None or not isinstance(typed, Code) or (typed.key == "1") == number.male:
        return None
    return {"typed": typed}


def twice(table: str, *names: str) -> Predicate:
    """An earlier row of the table has the same values; the first of them is not told."""

    def broken(scene: Scene) -> Broken:
        mine = tuple(scene.row.get(name) for name in names)
        if any(part is None for part in mine):
            return None
        before = (tuple(row.get(name) for name in names) for row in earlier(scene, table))
        return {"value": mine[0]} if mine in before else None

    return broken


def earlier(scene: Scene, table: str) -> Iterator[Entry]:
    """Give the rows of a table that stand before the one that is looked at."""
    return takewhile(lambda row: row.id != scene.row_id, rows(scene.card, table))


def _value(scene: Scene, name: str) -> object:
    return scene.card.get(name[1:]) if name.startswith("^") else (scene.row or scene.card).get(name)


def _at(scene: Scene, name: str) -> date | None:
    value = _value(scene, name)
    if isinstance(value, PartialDate):
        return value.on()
    return value if isinstance(value, date) else None
