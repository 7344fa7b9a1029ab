"""What of a card may be seen although it is sensitive."""

from desktop.card.content import Spot


class Hiding:
    """Everything once shown (asked for, or a new card, which nobody else typed), else the spots at
    which one typed oneself since the card was opened."""

    def __init__(self, *, shown: bool) -> None:
        self.shown = shown
        self.typed: set[Spot] = set()
