"""The register of territories and commissions: a dated tree that is always asked about a day."""

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property

from forms.findings import Finding
from forms.letters import fold, sort_key
from forms.name_search import Entry, entry, search
from forms.office_tree import Tree
from forms.register_changes import ChangeKind, RegisterChange, applied, refusals
from forms.register_file import Region, read_commissions, read_regions, read_territories
from forms.territory import REPUBLIC, Commission, Level, Territory, all_versions, by_time, on

__all__ = [
    "REPUBLIC",
    "ChangeKind",
    "Commission",
    "Level",
    "Region",
    "Register",
    "RegisterChange",
    "Territory",
]

NOBODY: frozenset[str] = frozenset()


class Register:
    """Territories and commissions with all their versions; nothing in it ever changes.

    The office of the republic has the code "republic" and no commission above it.  refused are
    the findings about changes that with_changes could not make.
    """

    def __init__(
        self,
        territories: Iterable[Territory],
        commissions: Iterable[Commission],
        regions: Iterable[Region] = (),
        refused: tuple[Finding, ...] = (),
    ) -> None:
        """Put the versions of each unit and office in the order of time."""
        self._territories = by_time(territories, lambda one: one.key)
        self._commissions = by_time(commissions, lambda one: one.code)
        self._regions = tuple(regions)
        self.refused = refused

    @staticmethod
    @cache
    def shipped() -> "Register":
        """Give the register that ships with the program; it is read once."""
        return Register(read_territories(), read_commissions(), read_regions())

    def with_changes(self, changes: Iterable[RegisterChange]) -> "Register":
        """Give a register with an office's own edits, made one after the other.

        A change that cannot be made is left out, and refused of the new register says why: an
        edit that was right may be overtaken by a later shipped register.
        """
        known = dict(self._commissions)
        refused: list[Finding] = []
        for change in changes:
            findings = refusals(change, known, self._has_territory)
            refused += findings
            if not findings:
                known[change.code] = applied(change, known.get(change.code, ()))
        return Register(
            all_versions(self._territories), all_versions(known), self._regions, tuple(refused)
        )

    def refusals(self, change: RegisterChange) -> tuple[Finding, ...]:
        """Say why one change cannot be made; empty when it can."""
        return refusals(change, self._commissions, self._has_territory)

    def commission(self, code: str, day: date) -> Commission | None:
        """Give a commission as it stands on the day; None when it is not in force then."""
        return on(self._commissions.get(code, ()), day)

    def history(self, code: str) -> tuple[Commission, ...]:
        """Give all versions of a commission, the oldest first; empty for an unknown code."""
        return self._commissions.get(code, ())

    def commissions(self, day: date) -> tuple[Commission, ...]:
        """Give all commissions in force on the day by code, without the made-up top office."""
        return tuple(
            version
            for version in all_versions(self._commissions)
            if version.code != REPUBLIC and version.in_force(day)
        )

    def find_commissions(self, text: str, day: date, limit: int = 20) -> list[Commission]:
        """Give commissions in force on the day by any part of their names or code, best first.

        Each typed word is the beginning of a word of the name in Kazakh, Russian or English, in
        any order and spelling (forms.letters.fold).
        """
        return search(self._searched_commissions, text, lambda one: one.in_force(day), limit)

    def parent(self, code: str, day: date) -> Commission | None:
        """Give the commission above on the day; None for the republic or one not in force."""
        commission = self.commission(code, day)
        return self.commission(commission.parent_code, day) if commission else None

    def within(self, code: str, top: str, day: date) -> bool:
        """True when on the day the commission is top itself or stands beneath it."""
        commission = self.commission(code, day)
        while commission is not None and commission.code != top:
            commission = self.commission(commission.parent_code, day)
        return commission is not None

    def parts(
        self, code: str, first_day: date, last_day: date, with_stock: frozenset[str] = NOBODY
    ) -> tuple[Commission, ...]:
        """Give the parts of a consolidated return for the span, rule M1 of the returns.

        These are the commissions beneath it on the last day, those closed within the span
        beneath the one that they were last under, and of those closed earlier the ones in
        with_stock (cards in hand on the eve).  The commission itself comes first where it keeps
        cards beside others.  Nobody beneath: empty.  Raises KeyError for an unknown code.
        """
        return Tree(self._commissions, first_day, last_day, with_stock).parts(code)

    def leaves(
        self, code: str, first_day: date, last_day: date, with_stock: frozenset[str] = NOBODY
    ) -> tuple[Commission, ...]:
        """Give all commissions that keep cards, at any depth beneath the code.

        One with nobody beneath that keeps cards is its own leaf.  Raises KeyError for an unknown
        code.
        """
        return Tree(self._commissions, first_day, last_day, with_stock).leaves(code)

    def territory(self, key: str, day: date) -> Territory | None:
        """Give a territory as it stands on the day; None when it is not in force then."""
        return on(self._territories.get(key, ()), day)

    def districts(self, oblast_key: str, day: date) -> tuple[Territory, ...]:
        """Give the districts and cities right beneath a territory, in Kazakh order."""
        found = (one for one in all_versions(self._territories) if one.parent_key == oblast_key)
        return tuple(
            sorted(
                (one for one in found if one.in_force(day)), key=lambda one: sort_key(one.name.kk)
            )
        )

    def territory_within(self, key: str, outer: str, day: date) -> bool:
        """True when on the day the territory is the outer one itself or lies in it."""
        territory = self.territory(key, day)
        while territory is not None and territory.key != outer:
            territory = self.territory(territory.parent_key, day)
        return territory is not None

    def find_territories(self, text: str, day: date, limit: int = 20) -> list[Territory]:
        """Give territories in force on the day by any part of names or KATO code, best first."""
        return search(self._searched_territories, text, lambda one: one.in_force(day), limit)

    def regions(self, year: int) -> tuple[Region, ...]:
        """Give the regions that Table 14 shows for the year, in the order of its rows."""
        return tuple(one for one in self._regions if one.first_year <= year <= one.last_year)

    def region_label(self, label: str, year: int) -> tuple[str, ...]:
        """Give the codes of the top commissions that a label of Table 14 means in a year.

        They are at the top on 31 December: the South Kazakhstan of 2016 is one commission,
        though two go on from it.  Empty when the table does not show the label in that year.
        """
        day, folded = date(year, 12, 31), fold(label)
        codes = (
            code for one in self.regions(year) if fold(one.label) == folded for code in one.codes
        )
        return tuple(
            code
            for code in codes
            if (standing := self.commission(code, day)) and standing.parent_code == REPUBLIC
        )

    def _has_territory(self, key: str, day: date) -> bool:
        return self.territory(key, day) is not None

    @cached_property
    def _searched_commissions(self) -> tuple[Entry[Commission], ...]:
        return tuple(
            entry(one, one.short, one.code, one.name, int(one.parent_code != REPUBLIC))
            for one in all_versions(self._commissions)
            if one.code != REPUBLIC
        )

    @cached_property
    def _searched_territories(self) -> tuple[Entry[Territory], ...]:
        return tuple(
            entry(one, one.name, one.kato, self._names_above(one), int(one.parent_key != REPUBLIC))
            for one in all_versions(self._territories)
            if one.key != REPUBLIC
        )

    def _names_above(self, territory: Territory) -> tuple[str, ...]:
        return tuple(
            name for version in self._territories[territory.parent_key] for name in version.name
        )
