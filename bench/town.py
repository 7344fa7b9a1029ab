"""Fills a practice vault with many made-up families, as they are spread in a real oblast."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from forms.codes import code
from forms.dates import PartialDate
from forms.fields import Entry, Value
from forms.findings import Finding
from forms.practice import STREETS, VILLAGES, made_up_iin
from forms.record import Record, State
from forms.store.store import COMMISSION, Store
from forms.store.vault import Vault
from forms.store.vault_keys import KeyCost
from forms.words import Language

PASSPHRASE = "made up words 77"
SYLLABLES = """
Нұр Бек Жан Ай Қай Сер Ер Ал Бай Дәу Тем Ораз Қож Мұр Әбді Өмір
лан жан бол хан тай ғали сұлтан мұрат келді болат рат ік құл бай дос ман
"""
BEGINNINGS, ENDS = (line.split() for line in SYLLABLES.strip().splitlines())
GIVEN = tuple(first + last for first in BEGINNINGS for last in ENDS)
BATCH = 5000


def name_of(rng: Random) -> str:
    """Give a first name; a few are everywhere and most are rare, as among people."""
    return GIVEN[min(int(rng.expovariate(1 / 40)), len(GIVEN) - 1)]


def surname_of(rng: Random) -> str:
    """Give a last name for a man; half of a thousand, the commonest one in thirty people has."""
    return name_of(rng) + rng.choice(("ов", "ев", "ұлы"))


def families(count: int, seed: int = 1) -> Iterator[Record]:
    """Make up families of two parents and two children, complete as far as lists and the search
    look."""
    rng = Random(seed)
    for _ in range(count):
        yield _family(rng)


def filled(path: Path, count: int, seed: int = 1) -> Store:
    """Make a practice vault with so many families; raises RuntimeError when the disk refuses."""
    made = Vault.create(path, PASSPHRASE, KeyCost.PRACTICE)
    if isinstance(made, Finding):
        raise RuntimeError(made.say(Language.EN))
    store = Store.open(made[0])
    if isinstance(store, Finding):
        raise RuntimeError(store.say(Language.EN))
    with store.begin() as work:
        work.set_setting(COMMISSION, "KDN-1132")
    stream = families(count, seed)
    for at in range(0, count, BATCH):
        with store.begin() as work:
            for _ in range(min(BATCH, count - at)):
                work.save(next(stream), who="bench", when=datetime(2026, 11, 1, tzinfo=UTC))
    return store


def opened(path: Path) -> Store:
    """Open a vault that filled() made; raises RuntimeError when that cannot be."""
    vault = Vault.open(path, PASSPHRASE)
    store = vault if isinstance(vault, Finding) else Store.open(vault)
    if isinstance(store, Finding):
        raise RuntimeError(store.say(Language.EN))
    return store


def _family(rng: Random) -> Record:
    surname, father = surname_of(rng), name_of(rng)
    registered = date(2018, 1, 1) + timedelta(days=rng.randrange(3200))
    children = [_person(rng, surname, father, 2008, child=True) for _ in range(2)]
    parents = [_person(rng, surname, name_of(rng), 1975, male=male) for male in (False, True)]
    values: dict[str, Value] = {
        "registered_on": registered,
        "registration_kind": code("registration_kind", "1"),
        "territory": "akmola-akkol",
        "settlement": rng.choice(VILLAGES),
        "street": rng.choice(STREETS),
        "house": str(rng.randint(1, 90)),
        "parents": tuple(parents),
        "children": tuple(children),
    }
    return Record("family", f"{rng.getrandbits(128):032x}", values, state=State.COMPLETE)


def _person(
    rng: Random, surname: str, father: str, since: int, *, child: bool = False, male: bool = True
) -> Entry:
    male = rng.random() < 0.5 if child else male
    born = date(since, 1, 1) + timedelta(days=rng.randrange(365 * 17))
    values: dict[str, Value] = {
        "surname": surname if male else f"{surname.removesuffix('ұлы')}а",
        "name": name_of(rng),
        "birth": PartialDate(born.year, born.month, born.day),
    }
    if rng.random() < 0.85:
        values["patronymic"] = father + ("ұлы" if male else "қызы")
    if not child:
        values |= {"role": code("parent_role", "2" if male else "1")}
        values |= {"iin": made_up_iin(rng, male=male)}
    return Entry(f"{rng.getrandbits(128):032x}", values)
