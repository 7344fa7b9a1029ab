"""The way back through the changes of a card, and forward again: a line of steps with a place."""

from dataclasses import dataclass

from desktop.card.content import Content, Spot

MOST = 1000
"""How many steps are kept: more than anybody types into one card on one day."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a card: where it was made, and the card before and after it."""

    spot: Spot
    before: Content
    after: Content


class Trail:
    """The steps made on one card; a new step after going back cuts off those that lay ahead."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._at = 0

    def add(self, step: Step) -> None:
        """Remember a step that was just made."""
        self._steps = [*self._steps[: self._at], step][-MOST:]
        self._at = len(self._steps)

    def back(self) -> Step | None:
        """Give the step to be undone, and stand before it; None at the beginning."""
        if self._at == 0:
            return None
        self._at -= 1
        return self._steps[self._at]

    def forth(self) -> Step | None:
        """Give the step to be made again, and stand behind it; None at the end."""
        if self._at == len(self._steps):
            return None
        self._at += 1
        return self._steps[self._at - 1]
