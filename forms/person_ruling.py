"""What the rules of people on one card look for: ages against each other, somebody typed twice."""

from collections.abc import Callable, Iterable
from datetime import date

from forms.dates import age_on, birthday
from forms.fields import Entry, Values
from forms.identity import identity, same
from forms.person import birth_of, called
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, earlier, key, rows

YOUNG_PARENT = 16
OF_AGE = 18
BY_BIRTH = frozenset({"1", "2"})  # mother and father; who adopted may be of any age

Spans = Callable[[Values], tuple[date, date]]


def not_older(scene: Scene) -> Broken:
    """A mother or father was not born before the eldest child."""
    mine, eldest = _mine_and_eldest(scene)
    if mine is None or eldest is None or mine < eldest:
        return None
    return {"who": called(scene.row), "birth": mine, "child": eldest}


def close_in_age(scene: Scene) -> Broken:
    """A mother or father is less than 16 years older than the eldest child."""
    mine, eldest = _mine_and_eldest(scene)
    if mine is None or eldest is None or mine >= eldest:
        return None
    years = age_on(mine, eldest)
    return {"who": called(scene.row), "years": years} if years < YOUNG_PARENT else None


def too_young(name: str) -> Predicate:
    """Make the predicate that who adopted or was appointed was a child on the day of joining,
    or on that of the card."""

    def broken(scene: Scene) -> Broken:
        birth, on = birth_of(scene.row), day(scene.row, "joined_on") or day(scene.card, name)
        role = key(scene.row, "role")
        if birth is None or on is None or not role or role in BY_BIRTH | {"9"}:
            return None
        if birthday(birth, OF_AGE) <= on:
            return None
        return {"who": called(scene.row), "role": scene.row.get("role"), "date": on}

    return broken


def stay_of(joined: str, left: str) -> Spans:
    """Make what reads the span of a row from two of its dates; an open end is the far one."""
    return lambda row: (day(row, joined) or date.min, day(row, left) or date.max)


def here_twice(table: str, spans: Spans) -> Predicate:
    """Make the predicate that one ИИН stands in two rows on the same day.

    Who left and came back has two rows that follow each other: that counts twice (rule R2).
    """

    def broken(scene: Scene) -> Broken:
        number = scene.row.get("iin")
        if number is None:
            return None
        others = (row for row in earlier(scene, table) if row.get("iin") == number)
        return {"value": number} if _met(scene, others, spans) else None

    return broken


def typed_twice(table: str, spans: Spans) -> Predicate:
    """Make the predicate that two rows of one day have the same names and full birth date, one
    of them without an ИИН."""

    def broken(scene: Scene) -> Broken:
        birth = birth_of(scene.row)
        twins = [row for row in earlier(scene, table) if birth_of(row.values) == birth]
        if birth is None or not twins:
            return None  # spares the folding of names
        mine, alike = identity(scene.row), []
        for row in twins:
            other = identity(row.values)
            if mine.named and not (mine.iin and other.iin) and same(mine, other):
                alike.append(row)
        return {"who": called(scene.row)} if _met(scene, alike, spans) else None

    return broken


def role_twice(table: str, spans: Spans) -> Predicate:
    """Make the predicate that two mothers, or two fathers, are on the card on the same day."""

    def broken(scene: Scene) -> Broken:
        role = key(scene.row, "role")
        if role not in BY_BIRTH:
            return None
        others = (row for row in earlier(scene, table) if key(row.values, "role") == role)
        return {"role": scene.row.get("role")} if _met(scene, others, spans) else None

    return broken


def _met(scene: Scene, others: Iterable[Entry], spans: Spans) -> bool:
    mine = spans(scene.row)
    return any(start < mine[1] and mine[0] < end for start, end in map(_values(spans), others))


def _values(spans: Spans) -> Callable[[Entry], tuple[date, date]]:
    return lambda row: spans(row.values)


def _mine_and_eldest(scene: Scene) -> tuple[date | None, date | None]:
    if key(scene.row, "role") not in BY_BIRTH:
        return None, None
    births = (birth_of(row.values) for row in rows(scene.card, "children"))
    return birth_of(scene.row), min((one for one in births if one is not None), default=None)
