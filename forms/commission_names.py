"""Proposes what a new commission is called and coded, in the way of the shipped register."""

from collections.abc import Callable, Iterable

from forms.territory import REPUBLIC, Commission, Territory
from forms.words import Name

_BACK, _FRONT = "аоұыуяюё", "әеөүіэи"
_BEFORE_N = frozenset("аәеёоөұүыіэямнң")
_BEFORE_D = frozenset("рлйзжуию")  # у, и and ю end in the sound of a consonant

_KK = "{of} кәмелетке толмағандардың істері және олардың құқықтарын қорғау жөніндегі комиссиясы"
_RU = "Комиссия по делам несовершеннолетних и защите их прав {of}"
_EN = "Commission on juvenile affairs and protection of their rights, {of}"

_RU_WORDS = {"район": "района", "город": "города", "область": "области"}
_RU_ENDINGS = (("ский", "ского"), ("цкий", "цкого"), ("ная", "ной"), ("ская", "ской"))
_RU_CITIES = (
    *((f"{hard}а", f"{hard}и") for hard in "гкхжшщч"),
    *(("а", "ы"), ("ый", "ого"), ("й", "я"), ("ь", "и")),
)
_KAZAKH_ONLY = frozenset("әғқңөұүһі")  # a city that keeps them in Russian is not inflected there


def full_name(territory: Territory, above: Territory | None) -> Name:
    """Propose the full name of the commission of a territory that lies in another one.

    above is left out for what lies right beneath the republic.  It is a proposal for a person to
    read: the genitive of a Russian city name follows its ending and may have exceptions.
    """
    kk = [*_outer(above, lambda name: name.kk), kazakh_genitive(territory.name.kk)]
    ru = [territory.name.ru, *_outer(above, lambda name: name.ru)]
    en = [territory.name.en, *_outer(above, lambda name: _city(name.en))]
    return Name(
        _KK.format(of=" ".join(kk)),
        _RU.format(of=" ".join(russian_genitive(one) for one in ru)),
        _EN.format(of=", ".join(en)) if territory.name.en else "",
    )


def kazakh_genitive(name: str) -> str:
    """Put a name into the genitive by its last sounds: ауданы → ауданының, Семей → Семейдің."""
    letters = name.lower()
    vowel = next((one for one in reversed(letters) if one in _BACK or one in _FRONT), "а")
    last = letters[-1:]
    first = "н" if last in _BEFORE_N else "д" if last in _BEFORE_D else "т"
    return f"{name}{first}{'ың' if vowel in _BACK else 'ің'}"


def russian_genitive(name: str) -> str:
    """Put the name of a region, district or city into the genitive: Абайский район → Абайского
    района; a name that stands behind the word район or область stays as it is."""
    head, _, tail = name.partition(" ")
    if head in ("район", "область"):
        return f"{_RU_WORDS[head]} {tail}"
    if head == "город":
        return f"{_RU_WORDS[head]} {_russian_city(tail)}"
    return " ".join(_russian_word(word) for word in name.split(" "))


def proposed_code(parent: str, kato: str, used: Callable[[str], bool]) -> str:
    """Propose a code never used before: of the KATO code, else the next free one of the parent.

    A code is frozen for ever and is no KATO code; it only resembles the one of its first day.
    """
    known = f"KDN-{kato[:4]}" if len(kato) >= 4 else ""
    if known and not used(known):
        return known
    region = _region(parent, kato)
    free = (f"KDN-{region}{number:02}" for number in range(11, 100))
    return next((code for code in free if not used(code)), "")


def above_of(
    parent: Commission | None, territory: Callable[[str], Territory | None]
) -> Territory | None:
    """Give the territory that a full name tells after its own: that of the commission above."""
    if parent is None or parent.code == REPUBLIC:
        return None
    return territory(parent.territory_key)


def _region(parent: str, kato: str) -> str:
    digits = parent.removeprefix("KDN-")
    return digits[:2] if digits[:2].isdecimal() else kato[:2] or "99"


def _outer(above: Territory | None, said: Callable[[Name], str]) -> Iterable[str]:
    return () if above is None else (said(above.name),)


def _city(name: str) -> str:
    return name.removesuffix(" City")


def _russian_word(word: str) -> str:
    for ending, genitive in _RU_ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + genitive
    return _RU_WORDS.get(word, word)


def _russian_city(name: str) -> str:
    if any(letter in _KAZAKH_ONLY for letter in name.lower()):
        return name
    for ending, genitive in _RU_CITIES:
        if name.endswith(ending):
            return name.removesuffix(ending) + genitive
    return name + "а" if name[-1:] in "бвгджзклмнпрстфхцчшщ" else name
