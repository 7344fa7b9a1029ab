"""Kazakh letters: a key that sorts them as the alphabet does, and a form for searching."""

import re
import unicodedata
from operator import itemgetter

ALPHABET = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"

# Each letter is stored as the Cyrillic code point of its place, so that bytes of UTF-8 sort right:
# all are behind the space, the digits and the Latin letters.
_PLACES = {
    letter: chr(ord("а") + place)
    for place, capital in enumerate(ALPHABET)
    for letter in (capital, capital.lower())
}
_STRANGE = {"ї": _PLACES["і"], "ў": _PLACES["у"], "є": _PLACES["е"], "ґ": _PLACES["г"]}

# The Cyrillic letter that stands for a whole family of them while searching.  И, Й, І and Ы are
# one: Latin spellings write all of them as i or y.  Я and Ю are two letters there, Ц is ts.
# Ё and Й have lost their marks before.
_SOUNDS = str.maketrans(
    {
        **dict(zip("әғқңөұүһэщіы", "агкноуухешии", strict=True)),
        "ц": "тс",
        "я": "иа",
        "ю": "иу",
        "ь": "",
        "ъ": "",
        "є": "е",
        "ґ": "г",
        "ə": "а",
        "ı": "и",
        **dict.fromkeys("'’‘ʼʹ`", ""),
    }
)
# Letters that would lose their sound with their mark, and an accent that would become a space.
_MARKED = str.maketrans({"ş": "ш", "ș": "ш", "ç": "ч", "´": ""})
_LATIN_GROUPS = {
    "shch": "ш",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "ye": "е",
    "yo": "е",
}
_LATIN_GROUP = re.compile("|".join(_LATIN_GROUPS))
_LATIN = str.maketrans(
    {
        **dict(zip("abcdefghijklmnopqrstuvwyz", "абкдефгхижклмнопкрстуввиз", strict=True)),
        "x": "кс",
    }
)
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[\W_]+")
_TWICE = re.compile(r"([^\W\d_])\1+")
_ONCE = itemgetter(1)  # a template in words costs an import at every call


def sort_key(text: str) -> str:
    """Give a key whose UTF-8 bytes sort as the Kazakh alphabet does.

    Words come before their continuations (a space is least), then digits, Latin letters and the
    42 letters А Ә Б ... Ю Я; capitals and punctuation do not count.  The key is for sorting only.
    """
    if _PLAIN.fullmatch(text):
        placed = text.translate(_PLACED)
    else:
        placed = "".join(map(_placed, unicodedata.normalize("NFC", text.lower())))
    return _NOT_WORD.sub(" ", placed).strip()


def fold(text: str) -> str:
    """Give the form in which names are searched: one for all spellings of the same name.

    Kazakh letters fall together with their Russian neighbours (Ә and А, Қ and К, Ұ, Ү and У), И
    with Й, І and Ы, doubled letters with single ones; Latin spellings, that of 2021 and that of
    passports, with the Cyrillic ones; signs become spaces, apostrophes and Ъ, Ь vanish.  Digits
    stay as they are.
    """
    plain = _PLAIN.fullmatch(text)
    folded = " ".join(text.translate(_AT_ONCE).split()) if plain else _folded(text)
    return _TWICE.sub(_ONCE, folded)


def _folded(text: str) -> str:
    """Fold any text, doubled letters left."""
    sounding = unicodedata.normalize("NFC", text).lower().translate(_MARKED)
    plain = _without_marks(sounding).lower().translate(_SOUNDS)
    cyrillic = _LATIN_GROUP.sub(lambda group: _LATIN_GROUPS[group[0]], plain).translate(_LATIN)
    return _NOT_WORD.sub(" ", cyrillic).strip()


def _placed(letter: str) -> str:
    known = _PLACES.get(letter) or _STRANGE.get(letter)
    return known or _without_marks(letter)


def _without_marks(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


# Nearly all that is sorted and folded is written so, and then each letter goes by itself, at once.
_LETTERS = "".join(sorted({*ALPHABET, *ALPHABET.lower()}))
_PLAIN = re.compile(f"[{_LETTERS}0-9 -]*")
_AT_ONCE = str.maketrans({**{letter: _folded(letter) for letter in _LETTERS}, "-": " "})
_PLACED = str.maketrans({letter: _PLACES[letter] for letter in _LETTERS})
