"""What rules ask of the register of territories and commissions that ships with the program.

An office may have edited the register in its vault; what the shipped one does not know is never
told as a fault of the card.
"""

from datetime import date

from forms.dates import eve
from forms.rules import Broken, Scene
from forms.ruling import Predicate, day
from forms.territories import Register
from forms.territory import Commission


def outside_the_district(name: str, on: str) -> Predicate:
    """Make the predicate that a place lies outside the territory of the card's commission, both
    on a day of the card and today."""

    def broken(scene: Scene) -> Broken:
        key, first = scene.card.get(name), day(scene.card, on)
        if not isinstance(key, str) or first is None:
            return None
        days = [one for one in (first, scene.today) if _known(key, scene.office, one)]
        if not days or any(_within(key, scene.office, one) for one in days):
            return None
        register = Register.shipped()
        office = register.commission(scene.office, days[-1])
        place = register.territory(key, days[-1])
        return {"place": place.name, "office": office.short} if place and office else None

    return broken


def not_in_force(name: str, on: str) -> Predicate:
    """Make the predicate that a known commission was in force neither on a day of the card nor on
    its eve: who goes over to a successor does so on the first day without the old one."""

    def broken(scene: Scene) -> Broken:
        code, moment = scene.card.get(name), day(scene.card, on)
        versions = Register.shipped().history(code) if isinstance(code, str) else ()
        if moment is None or not versions:
            return None
        in_force = any(one.in_force(moment) or one.in_force(eve(moment)) for one in versions)
        return None if in_force else {"commission": versions[-1].short, "date": moment}

    return broken


def _known(key: str, office: str, on: date) -> bool:
    """True when the register knows place and office on the day; the territory of the office too."""
    register, commission = Register.shipped(), _commission(office, on)
    if commission is None or register.territory(key, on) is None:
        return False
    return register.territory(commission.territory_key, on) is not None


def _within(key: str, office: str, on: date) -> bool:
    """True for a place in the territory of the office, or one that is not told so exactly."""
    register, commission = Register.shipped(), _commission(office, on)
    if commission is None:
        return False
    own = commission.territory_key
    return register.territory_within(key, own, on) or register.territory_within(own, key, on)


def _commission(office: str, on: date) -> Commission | None:
    return Register.shipped().commission(office, on)
