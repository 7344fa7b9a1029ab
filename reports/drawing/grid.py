"""Where the boxes of a sheet lie: each box with its row, column and reach, checked."""

from dataclasses import dataclass

from reports.sheet import Box, Sheet


@dataclass(frozen=True, slots=True)
class Placed:
    """A box in its place; row and column count from 0, down and across say how far it reaches."""

    box: Box
    row: int
    column: int
    down: int
    across: int

    @property
    def last_row(self) -> int:
        """The lowest row it reaches."""
        return self.row + self.down - 1


def placed(sheet: Sheet) -> tuple[Placed, ...]:
    """Give every box of a sheet in its place, from the top and the left.

    The index of a box in its row is its column; None stands where nothing lies or where another
    box already reaches.  Raises ValueError when two boxes lie on one place or one lies outside
    of the columns: that sheet was put together wrongly.
    """
    columns = max(len(sheet.widths), max((len(row.boxes) for row in sheet.rows), default=0))
    taken: set[tuple[int, int]] = set()
    found = []
    for index, row in enumerate(sheet.rows):
        for column, box in enumerate(row.boxes):
            if box is not None:
                one = Placed(box, index, column, box.down, box.across)
                _take(sheet, one, columns, taken)
                found.append(one)
    return tuple(found)


def _take(sheet: Sheet, one: Placed, columns: int, taken: set[tuple[int, int]]) -> None:
    right, below = one.column + one.across, one.row + one.down
    if min(one.across, one.down) < 1 or right > columns or below > len(sheet.rows):
        raise ValueError(f"{sheet.name}: box at {one.row}, {one.column} reaches out of the sheet")
    places = {(row, column) for row in range(one.row, below) for column in range(one.column, right)}
    if places & taken:
        raise ValueError(f"{sheet.name}: box at {one.row}, {one.column} lies on another box")
    taken |= places
