"""Parts a text into what was searched for and what only stands beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from forms.letters import fold

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: strong where it is what was searched for."""

    text: str
    strong: bool = False


def pieces(text: str, typed: str) -> tuple[Piece, ...]:
    """Part a text by the words typed into the search box, however they are spelled there.

    A word answers by its beginning, a number by the beginning of any of its parts: "47" is marked
    in 1132-2026-0047.  A text in which nothing answers is one piece.
    """
    strong = [False] * len(text)
    for chunk in typed.split():
        for start, end in _places(text, chunk):
            strong[start:end] = [True] * (end - start)
    if not any(strong):
        return (Piece(text),) if text else ()
    marked = groupby(zip(text, strong, strict=True), key=lambda each: each[1])
    return tuple(Piece("".join(letter for letter, _ in run), on) for on, run in marked)


def _places(text: str, chunk: str) -> Iterator[tuple[int, int]]:
    digits = "".join(_DIGITS.findall(chunk))
    if digits and not re.search(r"[^\W\d_]", chunk):
        yield from _of_number(text, digits)
        return
    for key in fold(chunk).split():
        for word in _WORD.finditer(text):
            length = _answering(word[0], key)
            if length:
                yield word.start(), word.start() + length


def _answering(word: str, key: str) -> int:
    """Say how many letters of a word are what was typed, 0 when it begins otherwise."""
    if not fold(word).startswith(key):
        return 0
    lengths = range(1, len(word) + 1)
    return next((n for n in lengths if fold(word[:n]).startswith(key)), len(word))


def _of_number(text: str, digits: str) -> Iterator[tuple[int, int]]:
    """Find digits in numbers written with dashes or blanks, from the beginning of a part on; the
    zeros before a part need not be typed."""
    places = [at for at, sign in enumerate(text) if sign.isdecimal()]
    whole = "".join(text[at] for at in places)
    for part in _DIGITS.finditer(text):
        first = places.index(part.start())
        zeros = len(part[0]) - len(part[0].lstrip("0"))
        for begin in range(first, first + zeros + 1):
            if whole.startswith(digits, begin):
                yield places[begin], places[begin + len(digits) - 1] + 1
                break
