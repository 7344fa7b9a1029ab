"""What of a text in the search box goes onto a new card, so that no name is typed twice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.iin import Iin, read_iin

_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z]")
_PATRONYMIC = re.compile(
    r".{2,}(?:қызы|кызы|ұлы|улы|ович|евич|овна|евна|ична|оглы|оғлы)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Begun:
    """A new card that is wanted: its form, and the texts with which its first person begins."""

    form: str
    texts: Mapping[str, str] = field(default_factory=dict)


def taken_over(typed: str) -> Mapping[str, str]:
    """Give the fields of a person that a searched text fills, empty when it is no name.

    Surname, name and patronymic are taken in this order, a patronymic from wherever it stands;
    twelve digits are taken as an ИИН when they are one.  Latin letters are a way of searching and
    no name that a card would hold; a village or a card's number is no name either.
    """
    number = re.sub(r"[\s-]", "", typed)
    if isinstance(read_iin(number), Iin):
        return {"iin": number}
    words = typed.split()
    good = all(_NAME.fullmatch(word) and not _LATIN.search(word) for word in words)
    if not good or not 1 <= len(words) <= 3:
        return {}
    fathers = [word for word in words[1:] if _PATRONYMIC.fullmatch(word)][:1]
    others = [word for word in words if word not in fathers]
    named = dict(zip(("surname", "name", "patronymic"), map(_capital, others), strict=False))
    return named | ({"patronymic": _capital(fathers[0])} if fathers else {})


def _capital(word: str) -> str:
    """Write a name as names are written; one typed with capitals inside stays as it is."""
    if not word.islower() and not (word.isupper() and len(word) > 1):
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
