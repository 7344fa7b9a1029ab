"""Types people once more as hurried hands do: with a slip, in Latin letters, in another order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from random import Random

from forms.dates import PartialDate
from forms.store.store import Asked

_SPELLED = """
а=a б=b в=v г=g д=d е=e ж=j з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f
х=h ш=sh ы=y і=i ң=n ғ=g ү=u ұ=u қ=q ө=o ә=a
"""
_LATIN = dict(pair.split("=") for pair in _SPELLED.split())
_LETTERS = "абдеклмнорст"


def latin(word: str) -> str:
    """Write a word with Latin letters."""
    return "".join(_LATIN.get(sign, sign) for sign in word.lower()).title()


def slipped(word: str, rng: Random) -> str:
    """Type a word with one letter wrong, missing, doubled, or changed about with the next."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + rng.choice(_LETTERS.replace(word[at].lower(), "")) + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _slip(asked: Asked, rng: Random) -> Asked:
    if rng.random() < 0.5:
        return replace(asked, surname=slipped(asked.surname, rng))
    return replace(asked, name=slipped(asked.name, rng))


def _in_latin(asked: Asked, rng: Random) -> Asked:
    return replace(
        asked,
        surname=latin(asked.surname),
        name=latin(asked.name),
        patronymic=latin(asked.patronymic),
    )


def _day_about(asked: Asked, rng: Random) -> Asked:
    born = asked.birth
    if born is None or born.day is None or born.month is None or born.day > 12:
        return replace(asked, patronymic="")  # a month goes to twelve: another slip then
    return replace(asked, birth=PartialDate(born.year, born.day, born.month))


SLIPS: Mapping[str, Callable[[Asked, Random], Asked]] = {
    "missing patronymic": lambda asked, rng: replace(asked, patronymic=""),
    "swapped words": lambda asked, rng: replace(asked, surname=asked.name, name=asked.surname),
    "one letter": _slip,
    "transliteration": _in_latin,
    "day and month swapped": _day_about,
}
"""What a hurried hand does → how; the number that a paper may have is not typed."""


def new_person(asked: Asked, rng: Random) -> Asked:
    """Give somebody of the same name who is another person: born on another day."""
    born = date(1975, 1, 1).toordinal() + rng.randrange(365 * 45)
    other = date.fromordinal(born)
    return replace(asked, birth=PartialDate(other.year, other.month, other.day))
