"""Turns what is typed into a search box into a question to the index of words."""

import re
from collections.abc import Iterator

from forms.letters import fold

# Stands on cards with somebody whose patronymic is not known.  Folding turns every Latin letter
# into a Cyrillic one, so that nobody can be called so.
NO_PATRONYMIC = "nopatronymic"

_PATRONYMIC = re.compile(r"\w{2,}(?:кизи|ули|ович|евич|овна|евна|ич|ична|оглы|огли|гизи)")
_DIGITS = re.compile(r"[\d\s\u00a0-]+")


def match(text: str) -> str:
    """Give the index's question for typed text, "" when no word was typed.

    All words must be there, in any order, each by its beginning.  A number typed with dashes or
    blanks is one word.  Of three words and more, one that looks like a patronymic need not be on
    a card that leaves somebody's patronymic open.
    """
    words = list(typed_words(text))
    return " AND ".join(_one(word, forgiving=len(words) >= 3) for word in words)


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


def _one(word: str, *, forgiving: bool) -> str:
    asked = f'"{word}"*'
    if forgiving and _PATRONYMIC.fullmatch(word):
        return f'({asked} OR "{NO_PATRONYMIC}")'
    return asked
