"""Marks the sentences of the program and speaks them in Kazakh, Russian or English.

The English sentence is the key; the catalogues in resources/locale translate it.  No Qt is
needed, so that screen, workbook, PDF and console speak with one voice.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import resources

ROOMS = ("forms", "reports", "desktop")


class Language(StrEnum):
    """A language of the interface; the value is its ISO 639-1 code."""

    KK = "kk"
    RU = "ru"
    EN = "en"


class Name(NamedTuple):
    """What a thing is called in each language; names are data and are never inflected."""

    kk: str
    ru: str
    en: str

    def say(self, lang: Language) -> str:
        """Give the name in one language, in Russian where the English one is missing."""
        return {Language.KK: self.kk, Language.RU: self.ru, Language.EN: self.en or self.ru}[lang]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked sentence that stands in another one as a value."""

    sentence: str

    def say(self, lang: Language) -> str:
        """Speak it in one language."""
        return say(self.sentence, lang)


def N_(sentence: str) -> str:
    """Mark a sentence for the catalogues and give it back unchanged."""
    return sentence


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence that counts something; give the pair for say_n."""
    return one, many


@cache
def catalogue(lang: Language) -> gettext.NullTranslations:
    """Give the translations of one language, of all rooms together."""
    found: gettext.NullTranslations | None = None
    for room in ROOMS if lang is not Language.EN else ():
        file = resources.path("locale", lang.value, "LC_MESSAGES", f"{room}.mo")
        if not file.exists():
            continue
        with file.open("rb") as stream:
            one = gettext.GNUTranslations(stream)
        if found is None:
            found = one
        else:
            found.add_fallback(one)
    return found or gettext.NullTranslations()


def say(sentence: str, lang: Language, values: Mapping[str, object] | None = None) -> str:
    """Speak a marked sentence, its {names} filled from values.

    Raises KeyError when the sentence names a value that is not given: our error, not the user's.
    """
    spoken = catalogue(lang).gettext(sentence) if sentence else ""
    return spoken.format_map(_told(values, lang)) if values else spoken


def say_n(
    forms: tuple[str, str], n: int, lang: Language, values: Mapping[str, object] | None = None
) -> str:
    """Speak a sentence in the plural form that fits n; {n} is filled by itself."""
    spoken = catalogue(lang).ngettext(forms[0], forms[1], n)
    return spoken.format_map(_told({"n": n, **(values or {})}, lang))


def tell(value: object, lang: Language) -> str:
    """Write one value as people of the office write it: 31.03.2026, 61,8, a code by its label."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, Decimal):
        return str(value) if lang is Language.EN else str(value).replace(".", ",")
    speak = getattr(value, "say", None)
    if speak is not None:
        return str(speak(lang))
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(tell(item, lang) for item in value)
    return str(value)


def _told(values: Mapping[str, object], lang: Language) -> dict[str, str]:
    return {name: tell(value, lang) for name, value in values.items()}
