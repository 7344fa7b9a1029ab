"""One entry of a count: which line and columns a row of a card makes."""

from typing import NamedTuple


class CountEntry(NamedTuple):
    """A card (row "") or one of its people (row: the id) makes 1 in these columns of a line."""

    line: str
    row: str
    columns: tuple[str, ...]
