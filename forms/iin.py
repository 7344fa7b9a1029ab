"""Checks an individual identification number (ЖСН, ИИН) and reads birth and sex from it.

Source: Government resolutions No. 565 of 11.06.2003 and No. 406 of 26.05.2007.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


class Flaw(Enum):
    """What is wrong with a typed number."""

    LENGTH = auto()
    BIRTH = auto()
    CENTURY = auto()
    CHECK = auto()


@dataclass(frozen=True, slots=True)
class Iin:
    """A number that passed its check, with the birth date and sex it tells."""

    digits: str
    birth: date
    male: bool


def read_iin(digits: str) -> Iin | Flaw:
    """Read twelve digits: YYMMDD, century and sex, serial, check digit."""
    if len(digits) != 12 or not (digits.isascii() and digits.isdigit()):
        return Flaw.LENGTH
    century = int(digits[6])
    if not 1 <= century <= 6:
        return Flaw.CENTURY
    year = 1800 + (century - 1) // 2 * 100 + int(digits[:2])
    try:
        birth = date(year, int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return Flaw.BIRTH
    if check_digit(digits[:11]) != int(digits[11]):
        return Flaw.CHECK
    return Iin(digits, birth, male=century % 2 == 1)


def check_digit(eleven: str) -> int | None:
    """Give the check digit of the first eleven; None when such a number is never issued."""
    for weights in (_FIRST, _SECOND):
        rest = sum(int(d) * w for d, w in zip(eleven, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None
