"""What lists show of a card and who stands on it, worked out when it is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from forms.codes import Code
from forms.court_life import court_life
from forms.dates import PartialDate
from forms.family_life import family_life
from forms.fields import Entry, Values
from forms.form import Form
from forms.letters import fold, sort_key
from forms.person import birth_of, called
from forms.record import Record
from forms.ruling import day, rows
from forms.store.found_by import NAMES, people_tables

Day = date  # the fields below are called date themselves


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a card: the table and row, the names folded, ИИН and birth where known, and
    what the person is called there as it was typed."""

    repeat: str
    row: str
    surname: str
    name: str
    patronymic: str
    iin: str | None
    birth: str | None
    called: str


@dataclass(frozen=True, slots=True)
class Face:
    """A card as lists show it.

    title is the first parent as typed, else the first child; kind is the kind of a claim; date
    is the day by which the card is sorted; removed_on is when the family left the register (also
    by itself) or the claim ended.
    """

    title: str
    subtitle: str
    kind: Code | None
    children: int
    date: Day | None
    removed_on: Day | None
    in_force_on: Day | None

    @property
    def sort_key(self) -> str:
        """Give the key that sorts titles as the Kazakh alphabet does."""
        return sort_key(self.title)

    def columns(self) -> dict[str, str | int | None]:
        """Give what the table of cards keeps of it."""
        return {
            "title": self.title,
            "sort_key": self.sort_key,
            "subtitle": self.subtitle,
            "kind": f"{self.kind.list}/{self.kind.key}" if self.kind else None,
            "children": self.children,
            "date": _iso(self.date),
            "removed_on": _iso(self.removed_on),
            "in_force_on": _iso(self.in_force_on),
        }


def _iso(day: Day | None) -> str | None:
    return day.isoformat() if day is not None else None


def face(form: Form, record: Record) -> Face:
    """Give the face of a card; raises KeyError for a form that no list was thought out for."""
    return _FACES[form.code](record.values)


def _family(card: Values) -> Face:
    life = family_life(card)
    return Face(
        _title(card, "parents", "children"),
        _line(card, "settlement", "street", "house") or _line(card, "okrug"),
        None,
        sum(row.get("left_on") is None for row in rows(card, "children")),
        day(card, "registered_on"),
        life.removed if life else day(card, "removed_on"),
        None,
    )


def _court_case(card: Values) -> Face:
    life, kind = court_life(card), card.get("kind")
    return Face(
        _title(card, "respondents", "children"),
        _line(card, "court_name", "case_number"),
        kind if isinstance(kind, Code) else None,
        len(rows(card, "children")),
        day(card, "came_on") or day(card, "act_on"),
        life.out if life else day(card, "ended_on"),
        day(card, "in_force_on"),
    )


_FACES: Mapping[str, Callable[[Values], Face]] = {"family": _family, "court_case": _court_case}


def _title(card: Values, *tables: str) -> str:
    names = (called(row.values) for table in tables for row in rows(card, table))
    return next((name for name in names if name), "")


def _line(card: Values, *names: str) -> str:
    return ", ".join(str(card[name]) for name in names if card.get(name))


def people(form: Form, record: Record) -> tuple[Person, ...]:
    """Give everybody who stands in a table of the card with a name or a number."""
    return tuple(
        _person(repeat.name, row)
        for repeat in form.repeats()
        if repeat.name in people_tables(form.code)
        for row in record.rows(repeat.name)
        if any(row.get(name) for name in (*NAMES, "iin"))
    )


def _person(repeat: str, row: Entry) -> Person:
    iin, birth = row.get("iin"), row.get("birth")
    told = birth_of(row.values)
    if isinstance(birth, PartialDate):
        born: str | None = birth.iso()
    else:
        born = told.isoformat() if told else None
    surname, name, patronymic = (fold(str(row.get(part) or "")) for part in NAMES)
    number = iin if isinstance(iin, str) else None
    whole = called(row.values)
    return Person(repeat, row.id, surname, name, patronymic, number, born, whole)
