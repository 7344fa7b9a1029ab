"""What the rules of names look for: fillers, strange signs, two alphabets, endings that disagree.

Each looks at the field of a row that the scene names.
"""

import re

from forms.fields import Values
from forms.person import male
from forms.rules import Broken, Scene
from forms.ruling import key

_FILLERS = frozenset(
    {
        *("нет", "жоқ", "жок", "no", "none", "нету", "отсутствует", "болмаған", "без отчества"),
        *("неизвестно", "неизвестный", "неизвестная", "белгісіз", "белгисиз", "unknown", "н/д"),
        *("б/о", "б/и", "бо", "xxx", "ххх", "n/a", "тест", "test"),
    }
)
_LETTER = re.compile(r"[^\W\d_]")
_STRANGE = re.compile(r"[^\w\s.'’ʼ‘`\-–]|[\d_]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_OF_A_SON = re.compile(r"(?:ұлы|улы|ович|евич|оглы|огли|oğlu)$")
_OF_A_DAUGHTER = re.compile(r"(?:қызы|кызы|кизи|овна|евна|ична|гызы)$")
MOTHERS, FATHERS = frozenset({"1", "3"}), frozenset({"2", "4"})


def no_name(scene: Scene) -> Broken:
    """A filler or a mere initial stands where a name should: “-”, “нет”, “жоқ”, “С.”."""
    text = _text(scene)
    letters = len(_LETTER.findall(text))
    initial = letters == 1 and (text.endswith(".") or scene.field != "surname")
    filler = text.casefold().strip(" .-–?*") in _FILLERS or letters == 0
    return {"text": text} if text and (filler or initial) else None


def strange_signs(scene: Scene) -> Broken:
    """The name holds a digit or a sign that no name has."""
    text = _text(scene)
    found = _STRANGE.search(text)
    return {"text": text, "sign": found[0]} if found and no_name(scene) is None else None


def two_alphabets(scene: Scene) -> Broken:
    """A word holds Latin letters among Cyrillic ones: it looks right and is another word."""
    for word in _WORD.findall(_text(scene)):
        latin = _LATIN.findall(word)
        if latin and _CYRILLIC.search(word):
            return {"text": word, "sign": " ".join(dict.fromkeys(latin))}
    return None


def not_as_names(scene: Scene) -> Broken:
    """The name is typed in capitals, or begins without one."""
    text = _text(scene)
    loud = text.isupper() and len(_LETTER.findall(text)) > 1
    if not text or no_name(scene) is not None or not (loud or text[0].islower()):
        return None
    told = _WORD.sub(lambda one: one[0].capitalize(), text)
    return {"text": text, "proposed": told}


def one_word_twice(scene: Scene) -> Broken:
    """Surname and name are one and the same word."""
    surname, name = scene.row.get("surname"), scene.row.get("name")
    if not isinstance(surname, str) or not isinstance(name, str):
        return None
    filler = any(len(_LETTER.findall(one)) < 2 for one in (surname, name))
    return {"text": name} if surname.casefold() == name.casefold() and not filler else None


def patronymic_disagrees(scene: Scene) -> Broken:
    """The patronymic ends as a son's where the sex is a woman's, or the other way round."""
    text = scene.row.get("patronymic")
    boy = sex_of(scene.row)
    if not isinstance(text, str) or boy is None:
        return None
    wrong = _OF_A_DAUGHTER if boy else _OF_A_SON
    return {"text": text} if wrong.search(text.casefold()) else None


def sex_of(row: Values) -> bool | None:
    """Give True for a man, False for a woman: as typed, as the ИИН tells, else by the role."""
    told, role = male(row), key(row, "role")
    if told is not None or role not in MOTHERS | FATHERS:
        return told
    return role in FATHERS


def role_disagrees(scene: Scene) -> Broken:
    """A mother is a man, or a father a woman, by the sex typed or told by the ИИН."""
    told, role = male(scene.row), key(scene.row, "role")
    if told is None or role not in (MOTHERS if told else FATHERS):
        return None
    return {"role": scene.row.get("role")}


def _text(scene: Scene) -> str:
    value = scene.row.get(scene.field)
    return value if isinstance(value, str) else ""
