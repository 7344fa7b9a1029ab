"""Turns what is typed into a search box into a question to the index of words."""

import re
from collections.abc import Iterator, Sequence

from forms.letters import fold

# Stands on cards with somebody whose patronymic is not known.  Folding turns every Latin letter
# into a Cyrillic one, so that nobody can be called so.
NO_PATRONYMIC = "nopatronymic"

_PATRONYMIC = re.compile(r"\w{2,}(?:кизи|ули|ович|евич|овна|евна|ич|ична|оглы|огли|гизи)")
_DIGITS = re.compile(r"[\d\s\u00a0-]+")

PEOPLE_BITS = 10
LAST_PERSON = (1 << PEOPLE_BITS) - 1
PEOPLE_FROM, CARDS_FROM = 1 << 41, 1 << 52
"""Entries of the index count down from here: people's from the first by the place of their card
* 1024 + 1023, 1022, 1021 … and behind them all a card's from the second by its place
(words_index.py).  The index is quick only upwards, and so it comes upon people before cards, the
newest card first and on a card the first person first."""

ANSWERS = (
    f"SELECT iif(rowid < {PEOPLE_FROM}, {PEOPLE_FROM} - rowid,"
    f" ({CARDS_FROM} - rowid) << {PEOPLE_BITS}) FROM search WHERE search MATCH ? ORDER BY rowid"
)
"""SQL: the place of a card * 1024 + the number of a person as above, 0 for the card as a whole."""

CARDS_FOUND = (
    f"SELECT {CARDS_FROM} - rowid AS place FROM search"
    f" WHERE search MATCH :words AND rowid > {PEOPLE_FROM}"
)
"""SQL: the places of all cards that answer a question to the index (words_index.py)."""

CARD_FOUND = (
    "EXISTS (SELECT 1 FROM search"
    f" WHERE search MATCH :words AND rowid = {CARDS_FROM} - cards.place)"
)
"""SQL: that a row of cards answers a question to the index."""


def match(text: str) -> str:
    """Give the index's question for typed text, "" when no word was typed.

    All words must be there, in any order, each by its beginning.  A number typed with dashes or
    blanks is one word.  Of three words and more, one that looks like a patronymic need not be on
    a card that leaves somebody's patronymic open.
    """
    return question(list(typed_words(text)))


def question(words: Sequence[str], *, whole: bool = False) -> str:
    """Give the index's question for folded words: by their beginnings, or as whole words."""
    return " AND ".join(_one(word, whole=whole, free=forgiven(words, word)) for word in words)


def forgiven(words: Sequence[str], word: str) -> bool:
    """True for a word that need not be on a card that leaves somebody's patronymic open."""
    return len(words) >= 3 and _PATRONYMIC.fullmatch(word) is not None


def words_of_number(number: str) -> list[str]:
    """Give the words by which a number is found: 1132-2026-0047 as a whole, from any part of it
    on, and by its last part without zeros."""
    parts = fold(number).split()
    if not parts:
        return []
    tails = ["".join(parts[at:]) for at in range(len(parts))]
    return list(dict.fromkeys([*tails, *parts, parts[-1].lstrip("0") or "0"]))


def typed_words(text: str) -> Iterator[str]:
    """Give the folded words of a typed text; a number typed in groups is one word."""
    digits = "".join(re.findall(r"\d", text))
    if len(digits) == 12 and _DIGITS.fullmatch(text):
        yield digits  # an ИИН, typed in groups
        return
    for chunk in text.split():
        folded = fold(chunk)
        yield from [folded.replace(" ", "")] if re.search(r"\d", chunk) else folded.split()


def _one(word: str, *, whole: bool, free: bool) -> str:
    asked = f'"{word}"' if whole else f'"{word}"*'
    return f'({asked} OR "{NO_PATRONYMIC}")' if free else asked
