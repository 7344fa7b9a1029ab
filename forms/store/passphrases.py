"""Says of a new passphrase whether it is long enough and not among those tried first.

After NIST SP 800-63B-4, 3.1.1: length and a block list; no rules of composition, no expiry.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest

import resources
from forms.findings import Finding, Severity
from forms.words import N_

LEAST = 15
MOST = 1024
_LEFT_AT_LEAST = 8  # signs that must remain when everything well known is taken away
_WALK = 4  # so many neighbours in a row are a walk over the keyboard
_DIFFERENT = 5

TOO_SHORT = N_(
    "The passphrase has {n} signs; at least {least} are needed. Four or five words that have "
    "nothing to do with each other are easy to remember; spaces and Kazakh letters are welcome."
)
TOO_LONG = N_("The passphrase has {n} signs; at most {most} are possible. Choose a shorter one.")
WELL_KNOWN = N_(
    "The passphrase is made of words that are tried first ({words}). Add words that nobody "
    "connects with you or your office."
)
TOO_EVEN = N_(
    "The passphrase repeats the same few signs. Choose several different words; spaces are welcome."
)

_DIGITS = "1234567890-="
_LATIN = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,.")
_CYRILLIC = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_KAZAKH = '"әіңғ,.үұқөһ'
"""The top row of the Kazakh layout, key by key under the digits; the rest is the Russian one."""

_ALPHABETS = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "abcdefghijklmnopqrstuvwxyz",
)
_TO_CYRILLIC = str.maketrans("".join(_LATIN) + _DIGITS, "".join(_CYRILLIC) + _KAZAKH)
_TO_LATIN = str.maketrans("".join(_CYRILLIC), "".join(_LATIN))
"""Words typed while the keyboard stood in the other layout: ghbdtn is привет."""

_YEAR = re.compile(r"(19|20)\d\d")
_REPEATED = re.compile(r"(.+?)\1+")


def passphrase_findings(passphrase: str, context_words: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Check a new passphrase; nothing found is ().

    context_words are those an acquaintance would try: district, commission, names of the office.
    Signs are code points of the NFC form, so both spellings of й count alike.  V32 names the
    well-known words found: it is shown beside the box and belongs into no log.
    """
    spelled = unicodedata.normalize("NFC", passphrase)
    n = len(spelled)
    if n < LEAST:
        return (_finding("V34", TOO_SHORT, n=n, least=LEAST),)
    if n > MOST:
        return (_finding("V31", TOO_LONG, n=n, most=MOST),)
    if len(set(spelled.casefold())) < _DIFFERENT:
        return (_finding("V33", TOO_EVEN),)
    context, whole = tuple(context_words), len(_folded(spelled))
    words, rest = _without_well_known(spelled, context)
    again = _REPEATED.fullmatch(rest)
    if again is not None and len(again[1]) < LEAST:
        return (_finding("V33", TOO_EVEN),)
    if len(_REPEATED.sub(r"\1", rest)) < _LEFT_AT_LEAST:  # what only repeats adds nothing
        return (_finding("V32", WELL_KNOWN, words=words) if words else _finding("V33", TOO_EVEN),)
    for layout in (_TO_CYRILLIC, _TO_LATIN):
        other = spelled.casefold().translate(layout)
        words, rest = _without_well_known(other, context)
        if words and whole - len(_folded(other)) + len(rest) < _LEFT_AT_LEAST:
            return (_finding("V32", WELL_KNOWN, words=words),)
    return ()


def _finding(rule: str, sentence: str, **values: object) -> Finding:
    return Finding(rule, Severity.HARD, sentence, {"field": "passphrase"}, values)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text).casefold())


def _without_well_known(passphrase: str, context: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """Take the longest well-known pieces out; give them, and what is left."""
    rest = _folded(passphrase)
    own = {_folded(word) for text in context for word in [text, *text.split()]}
    known = {word for word in own if len(word) > 2} | _common()
    found: list[str] = []
    for word in sorted(known, key=lambda word: (-len(word), word)):
        if word in rest:
            rest = rest.replace(word, " ")
            found.append(word)
    years = [year[0] for year in _YEAR.finditer(rest)]
    for piece in [*years, *_walks(rest)]:
        rest = rest.replace(piece, " ")
        found.append(piece if len(piece) == _WALK else f"{piece[:_WALK]}…")
    return tuple(found), rest.replace(" ", "")


def _walks(text: str) -> list[str]:
    """Find runs of keyboard or alphabet neighbours, in either direction."""
    found: list[str] = []
    start = 0
    while start < len(text):
        end = start + _WALK
        while end <= len(text) and any(text[start:end] in row for row in _both_ways()):
            end += 1
        if end > start + _WALK:
            found.append(text[start : end - 1])
        start = max(start + 1, end - 1 if end > start + _WALK else 0)
    return found


@cache
def _both_ways() -> tuple[str, ...]:
    rows = [_folded(row) for row in (_DIGITS, *_LATIN, *_CYRILLIC, _KAZAKH)]
    ways = [*rows, *_ALPHABETS, *map(_folded, _across())]
    return (*ways, *(way[::-1] for way in ways))


def _across() -> Iterator[str]:
    """Give walks that go down the keyboard key by key, in columns of two to four keys."""
    for keys in (_LATIN, _CYRILLIC):
        for rows in (
            (_DIGITS, *keys),
            keys,
            (_DIGITS, *keys[:2]),
            keys[:2],
            *((_DIGITS, one) for one in keys),
        ):
            columns = list(zip_longest(*rows, fillvalue=""))
            yield "".join("".join(column) for column in columns)
            yield "".join("".join(reversed(column)) for column in columns)


@cache
def _common() -> frozenset[str]:
    lines = resources.text("codes", "common_passphrases.txt").splitlines()
    return frozenset(_folded(line) for line in lines if line and not line.startswith("#"))
