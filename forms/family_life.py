"""When a family is on the register, and who is on its card on which day (returns, 1-ҚО)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.codes import Code
from forms.dates import birthday, eve
from forms.fields import Entry, Values
from forms.person import birth_of, born_from, male

PARENTS = frozenset({"1", "2", "3", "4"})  # roles of parents, also adoptive
NOT_COUNTED = frozenset({"9"})  # step-parents are counted nowhere
OF_AGE = "03.4"


@dataclass(frozen=True, slots=True)
class Membership:
    """One stay of one person on a card: from start (inclusive) to end (exclusive)."""

    row: str
    child: bool
    parent: bool
    male: bool | None
    birth: date | None
    start: date
    end: date | None

    def on(self, day: date) -> bool:
        """True when the person is on the card at the end of the day."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class FamilyLife:
    """The course of a card: registered ≤ day < removed, by which line it left, and its people."""

    registered: date
    removed: date | None
    line: str
    members: tuple[Membership, ...]

    def on(self, day: date) -> bool:
        """True when the family is on the register at the end of the day (rule R2)."""
        return self.registered <= day and (self.removed is None or day < self.removed)

    def present(self, day: date) -> tuple[Membership, ...]:
        """Give who is on the card at the end of the day."""
        return tuple(one for one in self.members if one.on(day))


def family_life(card: Values) -> FamilyLife | None:
    """Read a card's values; None while it has no registration date."""
    registered = card.get("registered_on")
    if not isinstance(registered, date):
        return None
    members = (*_members(card, "parents", registered), *_members(card, "children", registered))
    removed, line = _removal(card)
    of_age = last_child_of_age(registered, members)
    if of_age is not None and (removed is None or of_age < removed):
        removed, line = of_age, OF_AGE
    return FamilyLife(registered, removed, line, members)


def last_child_of_age(registered: date, members: tuple[Membership, ...]) -> date | None:
    """Give the first day after registration that ends with no child left because the last one
    turned 18 on it (line 03.4); None where that does not happen."""
    children = [one for one in members if one.child]
    for child in sorted(children, key=lambda one: one.end or date.max):
        if child.end is None or child.birth is None or child.end <= registered:
            continue
        turned = child.end == birthday(child.birth, 18)
        if turned and child.on(eve(child.end)) and not any(one.on(child.end) for one in children):
            return child.end
    return None


def _removal(card: Values) -> tuple[date | None, str]:
    removed, reason = card.get("removed_on"), card.get("removal_reason")
    if not isinstance(removed, date):
        return None, ""
    return removed, reason.line if isinstance(reason, Code) else "03.10"


def _members(card: Values, table: str, registered: date) -> Iterator[Membership]:
    rows = card.get(table)
    for row in rows if isinstance(rows, tuple) else ():
        if isinstance(row, Entry):
            member = _membership(row, registered, child=table == "children")
            if member.end is None or member.start < member.end:
                role = row.get("role")
                if not (isinstance(role, Code) and role.key in NOT_COUNTED):
                    yield member


def _membership(row: Entry, registered: date, *, child: bool) -> Membership:
    birth = birth_of(row.values)
    joined, left = row.get("joined_on"), row.get("left_on")
    if isinstance(joined, date):
        start = max(joined, born_from(row.values) or joined)  # the unborn count from birth
    else:
        start = birth if birth is not None and birth > registered else registered
    end = left if isinstance(left, date) else None
    if child and birth is not None:
        of_age = birthday(birth, 18)
        end = of_age if end is None or of_age < end else end
    role = row.get("role")
    return Membership(
        row.id,
        child,
        isinstance(role, Code) and role.key in PARENTS,
        male(row.values),
        birth,
        start,
        end,
    )
