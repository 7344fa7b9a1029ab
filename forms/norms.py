"""Speaks the legal sources that stand beside fields, rules and codes: “MFC 75” → «КоБС, ст. 75».

A norm is written once, short and without language: an act, a comma where its name ends in a sign
of its own, articles with their paragraphs; several acts stand apart with a semicolon.  How acts
are called: research of the domain, sections 1, 2 and 7.
"""

import re

from forms.words import Language, Name

CODES = {
    "MFC": Name("НОК", "КоБС", "Family Code"),
    "CPC": Name("АПК", "ГПК", "Civil Procedure Code"),
}
LAWS = {
    number: Name(f"{number} Заң", f"Закон {number}", f"Law {number}")
    for number in ("245-VIII", "591-II", "94-V")
}
ORDERS = {
    "№ 16": Name(
        "16.01.2015 № 16 бұйрық", "Приказ № 16 от 16.01.2015", "Order No. 16 of 16.01.2015"
    ),
    "№ 565": Name(
        "Үкіметтің 11.06.2003 № 565 қаулысы",
        "Постановление Правительства № 565 от 11.06.2003",
        "Government resolution No. 565 of 11.06.2003",
    ),
    "№ 15": Name(
        "Жоғарғы Соттың 29.11.2018 № 15 нормативтік қаулысы",
        "Нормативное постановление Верховного Суда № 15 от 29.11.2018",
        "Normative resolution of the Supreme Court No. 15 of 29.11.2018",
    ),
}

_WRITTEN = re.compile(r"^(?P<act>MFC|CPC|\d+-[IVX]+,|№ \d+)(?:,? (?P<rest>.+))?$")
_ARTICLE = re.compile(r"^(?P<number>\d+)(?:\((?P<paragraph>\d+)\))?(?:(?P<point>\d+)\))?$")
_RANGE = re.compile(r"^\d+–\d+$")
_ARTICLES = Name("{}-баптар", "ст. {}", "arts. {}")
_ARTICLE_OF = Name("{}-бап", "ст. {}", "art. {}")
_PARAGRAPH = Name("{}-тармақ", "п. {}", "para. {}")
_POINT = Name("{}) тармақша", "подп. {})", "subpara. {})")


def say_norm(norm: str, lang: Language) -> str:
    """Speak a norm in one language; "" for none.

    Raises ValueError for an act that is not declared here or articles that cannot be read: a
    fault of the declaration, never of what people typed.
    """
    return "; ".join(_one(part.strip(), lang) for part in norm.split(";")) if norm else ""


def _one(norm: str, lang: Language) -> str:
    found = _WRITTEN.match(norm)
    if found is None:
        raise ValueError(f"no norm: {norm}")
    act, rest = found["act"].removesuffix(","), found["rest"]
    if act in ORDERS:
        return _order(norm, act, rest, lang)
    known = CODES | LAWS
    if act not in known or rest is None:
        raise ValueError(f"no such act, or no article of it: {norm}")
    return _joined(act, known[act].say(lang), _articles(rest, lang), lang)


def _order(norm: str, act: str, day: str | None, lang: Language) -> str:
    name = ORDERS[act]
    if day is not None and day not in name.en:
        raise ValueError(f"another date than the declared one: {norm}")
    return name.say(lang)


def _joined(act: str, name: str, articles: str, lang: Language) -> str:
    """Put a comma where it is written: in Russian always, else after the number of a law only."""
    comma = "," if lang is Language.RU or act in LAWS else ""
    return f"{name}{comma} {articles}"


def _articles(rest: str, lang: Language) -> str:
    parts = [part.strip() for part in rest.split(",")]
    if len(parts) > 1 or _RANGE.match(parts[0]):
        if not all(part.isdigit() or _RANGE.match(part) for part in parts):
            raise ValueError(f"articles that cannot be read: {rest}")
        return _ARTICLES.say(lang).format(", ".join(parts))
    found = _ARTICLE.match(rest)
    if found is None:
        raise ValueError(f"an article that cannot be read: {rest}")
    said = [_ARTICLE_OF.say(lang).format(found["number"])]
    for group, word in (("paragraph", _PARAGRAPH), ("point", _POINT)):
        if found[group]:
            said.append(word.say(lang).format(found[group]))
    return ", ".join(said)
