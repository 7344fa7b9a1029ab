"""Which commissions stand beneath which for a span of days: rule M1 of the returns."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from forms.territory import Commission, latest


class Tree:
    """The commissions that owe something for a span, each under the one above it at the end.

    That is every commission in force on a day of the span, and of those closed before it the ones
    in with_stock: they had cards in hand on the eve.
    """

    def __init__(
        self,
        known: Mapping[str, tuple[Commission, ...]],
        first_day: date,
        last_day: date,
        with_stock: frozenset[str],
    ) -> None:
        """Hang each commission beneath its last parent of the span."""
        self._standing = {code: latest(versions, last_day) for code, versions in known.items()}
        self._beneath: dict[str, list[Commission]] = defaultdict(list)
        for code, own in self._standing.items():
            if own and (own.overlaps(first_day, last_day) or code in with_stock):
                self._beneath[own.parent_code].append(own)

    def parts(self, code: str) -> tuple[Commission, ...]:
        """Give those right beneath, led by the commission itself where it keeps cards beside them.

        Raises KeyError for a code that the register never had.
        """
        own, others = self._standing[code], self._beneath.get(code, [])
        return (own, *others) if own and own.keeps_cards and others else tuple(others)

    def leaves(self, code: str) -> tuple[Commission, ...]:
        """Give those that keep cards at any depth; one without others beneath is its own leaf.

        Raises KeyError for a code that the register never had.
        """
        own, parts = self._standing[code], self.parts(code)
        if not parts:
            return (own,) if own and own.keeps_cards else ()
        return tuple(
            leaf for part in parts for leaf in ((part,) if part is own else self.leaves(part.code))
        )
