"""What the rules of people on one card look for: ages against each other, somebody typed twice."""

from collections.abc import Callable, Iterable
from datetime import date

from forms.dates import PartialDate, age_on, birthday
from forms.fields import Entry, Values
from forms.identity import identity, same
from forms.person import birth_of, called, iin_of
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day, earlier, key, rows

YOUNG_PARENT = 16
OLD_PARENT = {"1": 55, "2": 80}  # a mother, a father: more years than that are rare
OF_AGE = 18
SAME_BIRTH = 2  # days: twins may be born around midnight
NEXT_BIRTH = 180  # days: no mother has her next child sooner
MOTHER, STEP_PARENT, ADOPTED = "1", "9", "4"
NEWBORN = "4"
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


def much_older(scene: Scene) -> Broken:
    """A mother or father is older than the youngest child by more years than people are.

    Whose ИИН tells the birth is held: it passed its check digit.
    """
    most = OLD_PARENT.get(key(scene.row, "role"))
    mine, births = birth_of(scene.row), _births(scene)
    if most is None or mine is None or not births or iin_of(scene.row) is not None:
        return None
    years = age_on(mine, max(births)) if mine < max(births) else 0
    return {"who": called(scene.row), "years": years} if years > most else None


def born_too_close(parents: str) -> Predicate:
    """Make the predicate that a child was born some days or months beside an earlier one of its
    mother: neither her twin nor her next child.  parents names the table of the adults."""

    def broken(scene: Scene) -> Broken:
        roles = [key(row.values, "role") for row in rows(scene.card, parents)]
        mine = _exact_birth(scene.row)
        if mine is None or roles.count(MOTHER) != 1 or STEP_PARENT in roles:
            return None
        for row in earlier(scene, "children"):
            other = _exact_birth(row.values)
            days = abs((mine - other).days) if other is not None else 0
            if SAME_BIRTH < days < NEXT_BIRTH:
                return {"who": called(scene.row), "days": days}
        return None

    return broken


def newborn_adult(scene: Scene) -> Broken:
    """An adult is said to have no number because of being newborn."""
    reason = scene.row.get("no_iin")
    return {"reason": reason} if key(scene.row, "no_iin") == NEWBORN else None


def two_roles(parents: str) -> Predicate:
    """Make the predicate that a child of the card is also one of its adults: one role a card."""

    def broken(scene: Scene) -> Broken:
        number = scene.row.get("iin")
        adults = {row.get("iin") for row in rows(scene.card, parents)}
        return {"value": number} if number is not None and number in adults else None

    return broken


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


def role_twice(table: str, spans: Spans, roles: frozenset[str] = BY_BIRTH) -> Predicate:
    """Make the predicate that two mothers, or two fathers, are on the card on the same day."""

    def broken(scene: Scene) -> Broken:
        role = key(scene.row, "role")
        if role not in roles:
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
    return birth_of(scene.row), min(_births(scene), default=None)


def _births(scene: Scene) -> list[date]:
    births = (birth_of(row.values) for row in rows(scene.card, "children"))
    return [one for one in births if one is not None]


def _exact_birth(row: Values) -> date | None:
    """Give a birth date known to the day; who joined by adoption has another mother."""
    typed = row.get("birth")
    guessed = isinstance(typed, PartialDate) and not typed.exact
    return None if guessed or key(row, "joined_how") == ADOPTED else birth_of(row)
