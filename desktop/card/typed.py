"""Reads typed text into a value and writes a value as it is shown, with the register at hand.

The field alone says what is a value; the register and the card's own rows only give it the key
that stands for a typed name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desktop.card.number_row import readings
from forms.fields import Birth, Context, Date, Field, IinField, Member, Number, Place, Value
from forms.findings import Finding, Severity
from forms.letters import fold
from forms.territories import Register
from forms.territory import Territory
from forms.words import N_, Language

NO_PLACE = N_("“{text}” is not in the register on {day}. Type part of the name and choose.")
SEVERAL_PLACES = N_("“{text}” fits several: {names}. Choose one from the list.")

ABOVE = " · "
"""Stands between a place and what it lies in."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of a list to choose from: what is kept, what the field shows, and a note."""

    key: str
    shown: str
    note: str = ""


def _nothing(_begins: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads and shows the values of one card in one language.

    recalled(begins) gives the texts that were typed into this field before and begin so.
    """

    register: Register
    context: Context
    lang: Language
    recalled: Callable[[str], tuple[str, ...]] = _nothing

    def read(self, field: Field, text: str) -> Value | Finding:
        """Give the value of a typed text, or the finding (F01) that says why it has none."""
        match field:
            case Place():
                key = self._place_key(field, text)
                return key if isinstance(key, Finding) else field.parse(key, self.context)
            case Member():
                return field.parse(text.split("·")[0] if "·" in text else text, self.context)
            case Date() | Birth() | IinField() | Number():
                return self._digits(field, text)
        return field.parse(text, self.context)

    def show(self, field: Field, value: Value) -> str:
        """Give the text of a value."""
        match field:
            case Place() if isinstance(value, str):
                return self._place_name(field, value)
            case Member() if isinstance(value, str):
                return self._member_name(value)
        return field.format(value, self.lang)

    def spell(self, field: Field, value: Value) -> str:
        """Give the text of a value as its field shows it and read() reads it again: a place with
        the oblast it lies in, because districts of one name lie in several."""
        if isinstance(field, Place) and field.kind == "territory" and isinstance(value, str):
            place = self.register.territory(value, self.context.today)
            return self._with_above(place) if place else value
        return self.show(field, value)

    def offers(self, field: Place, text: str) -> tuple[Offer, ...]:
        """Give the places of the register that answer a typed text, the closest first."""
        day = self.context.today
        if field.kind == "commission":
            offices = self.register.find_commissions(text, day)
            every = [Offer(one.code, one.say(self.lang), one.code) for one in offices]
        else:
            found = self.register.find_territories(text, day)
            every = [Offer(one.key, self._with_above(one)) for one in found]
        return tuple(sorted(every, key=partial(_farther, text.strip().casefold())))

    def members(self) -> tuple[Offer, ...]:
        """Give the rows of the card that a field may point to."""
        return tuple(
            Offer(key, f"{number} · {name}") for number, (key, name) in enumerate(self._rows(), 1)
        )

    def _digits(self, field: Field, text: str) -> Value | Finding:
        """Read digits, also those of the number row of the Kazakh layout where they mean one."""
        every = [field.parse(one, self.context) for one in readings(text)]
        meant = {one for one in every if one is not None and not isinstance(one, Finding)}
        return meant.pop() if len(meant) == 1 else field.parse(text, self.context)

    def _rows(self) -> list[tuple[str, str]]:
        return list(self.context.members.items())

    def _member_name(self, key: str) -> str:
        return next((one.shown for one in self.members() if one.key == key), "")

    def _place_name(self, field: Place, key: str) -> str:
        day = self.context.today
        if field.kind == "commission":
            versions = self.register.history(key)
            return (
                (self.register.commission(key, day) or versions[-1]).say(self.lang)
                if (versions)
                else key
            )
        place = self.register.territory(key, day)
        return place.say(self.lang) if place else key

    def _with_above(self, place: Territory) -> str:
        above = self.register.territory(place.parent_key, self.context.today)
        oblast = above.say(self.lang) if above and above.parent_key else ""
        return f"{place.say(self.lang)}{ABOVE}{oblast}" if oblast else place.say(self.lang)

    def _place_key(self, field: Place, text: str) -> str | Finding:
        typed, day = text.strip(), self.context.today
        if not typed:
            return ""
        known = (
            self.register.history(typed)
            if field.kind == "commission"
            else self.register.territory(typed, day)
        )
        if known:
            return typed
        name, _, oblast = typed.partition(ABOVE)
        found = self.offers(field, f"{name} {oblast}".strip())
        same = [one for one in found if fold(typed) in (fold(one.shown), fold(_name(one)))]
        fitting = same if len(same) == 1 else found
        if len(fitting) == 1:
            return fitting[0].key
        if not fitting:
            return _finding(NO_PLACE, text=typed, day=day)
        return _finding(SEVERAL_PLACES, text=typed, names=[one.shown for one in fitting[:4]])


def _farther(typed: str, offer: Offer) -> int:
    """Say how far a name is from what is typed: folding takes “қк” for “к”, so what is spelled so
    goes first, then what has the same letters but for those that only Kazakh has."""
    shown = offer.shown.casefold()
    if shown.startswith(typed):
        return 0
    letters, wanted = ("".join(map(fold, one[: len(typed)])) for one in (shown, typed))
    return 1 if letters == wanted else 2


def _name(offer: Offer) -> str:
    return offer.shown.partition(ABOVE)[0]


def _finding(sentence: str, **values: object) -> Finding:
    return Finding("F02", Severity.FORMAT, sentence, values=values)
