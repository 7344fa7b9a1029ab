"""What the parts of a sheet hand over to: the page that holds the card."""

from typing import Protocol

from desktop.card.filling import Spot
from desktop.card.typed import Reader


class Hand(Protocol):
    """Takes what is typed; the parts of the sheet know nothing else of the page."""

    def write(self, spot: Spot, text: str) -> Spot:
        """Take a text typed at a spot; give the spot where it stands now."""
        ...

    def step(self, spot: Spot, way: int) -> None:
        """Go on from a spot to the next (1) or previous (-1) one of the paper."""
        ...

    def paste(self, spot: Spot, text: str) -> None:
        """Take rows of cells from the clipboard, to be written from a spot on."""
        ...

    def accept(self, spot: Spot) -> None:
        """Know that Enter was pressed at a spot: what was copied there is confirmed."""
        ...

    def reader(self, path: str) -> Reader:
        """Give what reads and shows the values of a field just now."""
        ...

    def show_hidden(self) -> None:
        """Show what is hidden on the card: it was asked for."""
        ...

    def touch(self) -> None:
        """Know that something is being typed."""
        ...
