"""Who on another card is likely the person that is being typed: by number, birth date and names.

A handful of looks into the indexes of people gives the candidates; only they are compared letter
by letter, on folded names, so that spelling in another alphabet makes no difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein
from sqlalchemy import Connection

from forms.dates import PartialDate
from forms.iin import Iin, read_iin
from forms.letters import fold
from forms.record import State
from forms.store import apart
from forms.store.finding_records import Standing
from forms.words import N_

ALIKE = 0.75
"""Names less alike than this are other names."""

SURE = 0.9
"""Names at least so alike are hints also where the birth dates are only alike."""


class Likeness(StrEnum):
    """Why two people are likely one; sentence is a marked sentence that says so."""

    SAME_IIN = "same iin"
    SAME_NAME_AND_BIRTH = "same name and birth"
    NAME_ALIKE_SAME_BIRTH = "name alike, same birth"
    SURNAME_CHANGED = "name, patronymic and birth"
    SAME_NAME_BIRTH_ALIKE = "same name, birth alike"
    SAME_NAME = "same name"

    @property
    def sentence(self) -> str:
        """Give the marked sentence."""
        return _SENTENCES[self]


_SENTENCES = {
    Likeness.SAME_IIN: N_("The ИИН is the same."),
    Likeness.SAME_NAME_AND_BIRTH: N_("Name and birth date are the same."),
    Likeness.NAME_ALIKE_SAME_BIRTH: N_("The birth date is the same, the names are alike."),
    Likeness.SURNAME_CHANGED: N_(
        "First name, patronymic and birth date are the same, the last name is another."
    ),
    Likeness.SAME_NAME_BIRTH_ALIKE: N_("The names are the same, the birth dates are alike."),
    Likeness.SAME_NAME: N_("The names are the same; one birth date is not known."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is being typed; what is not typed yet is empty or None."""

    surname: str
    name: str
    patronymic: str
    iin: str | None = None
    birth: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody on a card who is likely the one asked about; score goes from 0 to 1."""

    standing: Standing
    why: Likeness
    score: float


_PERSON = (
    "SELECT cards.form, cards.id, cards.number, cards.state, people.repeat, people.row,"
    " people.surname, people.name, people.patronymic, people.iin, people.birth"
    " FROM people JOIN cards ON cards.place = people.card WHERE cards.annulled IS NULL AND "
)
BY_IIN = _PERSON + "people.iin = ?"
BY_BIRTH = _PERSON + "people.birth = ?"
BY_NAMES = _PERSON + "people.surname = ? AND people.name = ?"
BY_ROW = _PERSON + "people.row = ?"


def likely(
    connection: Connection, asked: Asked, *, besides: str = "", row: str = "", limit: int = 5
) -> tuple[Likely, ...]:
    """Give at most limit people on other cards who are likely the one asked about, best first.

    besides is the card that is being typed, row the row on it: its own people are never hints,
    and neither is anybody whom somebody told apart from that row.
    """
    names = (fold(asked.surname), fold(asked.name), fold(asked.patronymic))
    strangers = apart.rows_apart(connection, row)
    best: dict[tuple[str, str], Likely] = {}
    for statement, keys in look_ups(asked):
        for found in connection.exec_driver_sql(statement, keys):
            if found[1] == besides or found[5] in strangers:
                continue
            who = _standing(found)
            said = _compared(asked, names, who)
            if said is not None:
                best[(who.id, who.row)] = Likely(who, *said)
    return tuple(sorted(best.values(), key=lambda one: -one.score)[:limit])


def standing_of(connection: Connection, row: str) -> Standing | None:
    """Give who stands in a row of any card that is not annulled, None for an unknown row."""
    found = connection.exec_driver_sql(BY_ROW, (row,)).first()
    return _standing(found) if found is not None else None


def look_ups(asked: Asked) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the looks into the indexes that find every candidate, each with its keys."""
    surname, name = fold(asked.surname), fold(asked.name)
    if asked.iin is not None:
        yield BY_IIN, (asked.iin,)
    for born in _births(asked):
        yield BY_BIRTH, (born,)
    if surname and name:
        yield BY_NAMES, (surname, name)
        if surname != name:
            yield BY_NAMES, (name, surname)


def _standing(found: Sequence[Any]) -> Standing:
    return Standing(found[0], found[1], found[2], State(found[3]), *found[4:])


def _births(asked: Asked) -> Iterator[str]:
    """Give the birth date as it is kept, and with day and month changed about."""
    birth = _born(asked)
    if birth is None or not birth.exact:
        return
    yield birth.iso()
    about = _about(birth.iso())
    if about != birth.iso() and _is_day(about):
        yield about


def _born(asked: Asked) -> PartialDate | None:
    if asked.birth is not None:
        return asked.birth
    number = read_iin(asked.iin) if asked.iin else None
    if not isinstance(number, Iin):
        return None
    return PartialDate(number.birth.year, number.birth.month, number.birth.day)


def _compared(
    asked: Asked, names: tuple[str, str, str], who: Standing
) -> tuple[Likeness, float] | None:
    """Say why and how much somebody is likely the one asked about; None for somebody else."""
    if asked.iin is not None and asked.iin == who.iin:
        return Likeness.SAME_IIN, 1.0
    theirs = (who.surname, who.name, who.patronymic)
    if not all(names[:2]) or not all(theirs[:2]):
        return None
    alike, born = names_alike(names, theirs), _born(asked)
    mine = born.iso() if born is not None else ""
    if mine and mine == who.birth:
        if alike >= ALIKE:
            same = alike >= 0.99
            why = Likeness.SAME_NAME_AND_BIRTH if same else Likeness.NAME_ALIKE_SAME_BIRTH
            return why, 0.6 + 0.38 * alike
        kept = names[1:] == theirs[1:] and names[2]
        return (Likeness.SURNAME_CHANGED, 0.75) if kept else None
    if alike < SURE:
        return None
    if not mine or not who.birth or _holds(mine, who.birth):
        return Likeness.SAME_NAME, 0.55 + 0.1 * alike
    if _birth_alike(mine, who.birth):
        return Likeness.SAME_NAME_BIRTH_ALIKE, 0.5 + 0.3 * alike
    return None


def names_alike(one: tuple[str, str, str], other: tuple[str, str, str]) -> float:
    """Say from 0 to 1 how alike two folded names are; a patronymic that one of them lacks does
    not count, and last and first name may have changed places."""
    straight = min(_word(one[0], other[0]), _word(one[1], other[1]))
    swapped = min(_word(one[0], other[1]), _word(one[1], other[0]))
    moved = 0.0
    if one[2] and other[2]:
        straight = min(straight, max(_word(one[2], other[2]), ALIKE * straight))
        swapped = min(swapped, _word(one[2], other[2]))
        turned = zip((one[1], one[2], one[0]), other, strict=True)
        back = zip((one[2], one[0], one[1]), other, strict=True)
        moved = max(min(_word(*pair) for pair in turned), min(_word(*pair) for pair in back))
    return max(straight, 0.97 * swapped, 0.95 * moved)


def _word(one: str, other: str) -> float:
    """Say how alike two words are: one letter wrong, missing, doubled or changed about is little,
    two are much."""
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    wrong = DamerauLevenshtein.distance(one, other, score_cutoff=2)
    if longest < 3 or wrong > 2:
        return 0.0
    return 0.92 if wrong == 1 else 0.8 if longest >= 7 else 0.0


def _about(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}-{day}-{month}"


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _holds(one: str, other: str) -> bool:
    """True where one birth date is known less exactly than the other and does not speak against
    it."""
    return len(one) != len(other) and (one.startswith(other) or other.startswith(one))


def _birth_alike(one: str, other: str) -> bool:
    """True for two full dates of which one has day and month changed about, or one digit wrong."""
    if len(one) != len(other) or len(one) < len("2015-03-31"):
        return False
    return _about(one) == other or sum(a != b for a, b in zip(one, other, strict=True)) == 1
