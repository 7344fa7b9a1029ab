"""By what a person is known again on another row or card, and who is the same person."""

from typing import NamedTuple

from forms.dates import PartialDate
from forms.fields import Values
from forms.iin import Iin, read_iin
from forms.letters import fold


class Identity(NamedTuple):
    """By what a person is known again: ИИН, folded names, and the birth date where it is whole."""

    iin: str
    surname: str
    name: str
    patronymic: str
    birth: str

    @property
    def named(self) -> bool:
        """True when names and birth date are enough to know somebody by them."""
        return bool(self.surname and self.name and self.birth)


def identity(values: Values) -> Identity:
    """Give by what the person of a row is known."""
    iin, birth = values.get("iin"), values.get("birth")
    number = iin if isinstance(iin, str) else ""
    born = birth.iso() if isinstance(birth, PartialDate) and birth.exact else ""
    if not born and birth is None:
        read = read_iin(number) if number else None
        born = read.birth.isoformat() if isinstance(read, Iin) else ""
    surname, name, patronymic = (
        fold(str(values.get(part) or "")) for part in ("surname", "name", "patronymic")
    )
    return Identity(number, surname, name, patronymic, born)


def same(one: Identity, other: Identity) -> bool:
    """True for the same ИИН; where one of the two has none, for the same names and full birth
    date, a patronymic that is missing on one side aside."""
    if one.iin and other.iin:
        return one.iin == other.iin
    alike = (one.surname, one.name, one.birth) == (other.surname, other.name, other.birth)
    patronymic = not one.patronymic or not other.patronymic or one.patronymic == other.patronymic
    return one.named and alike and patronymic
