"""Reads digits that were typed by the number row of the Kazakh layout, where letters lie.

A laptop without a keypad has no other digits while it writes Kazakh: 2 is ә, 3 is і.  6 and 7 are
the comma and the point, so a day may be read in several ways; it is read when one of them is a day.
"""

import re
from itertools import product

ROW = dict(zip('"әіңғ,.үұқ', "1234567890", strict=True))
"""What the keys 1 to 0 say on that layout → the digit of the key."""

SIGNS = ",."
_LOOSE = re.compile(r"[.,]{2}|^[.,]|[.,]$")
MOST = 8
"""So many commas and points at most are read both ways: a day has ten places."""


def readings(typed: str) -> tuple[str, ...]:
    """Give what a text may mean, as digits; none where no letter of that row stands in it.

    Commas and points that part nothing are digits.
    """
    text = typed.strip().lower()
    letters = [one for one in text if one in ROW and one not in SIGNS]
    if not letters or sum(text.count(sign) for sign in SIGNS) > MOST:
        return ()
    ways = [(one, ROW[one]) if one in SIGNS else (ROW.get(one, one),) for one in text]
    found = ("".join(way) for way in product(*ways))
    return tuple(one for one in found if not _LOOSE.search(one))
