"""How each style of a sheet looks on paper: one table for the workbook and the PDF."""

from dataclasses import dataclass

from reports.sheet import Box, Style


@dataclass(frozen=True, slots=True)
class Look:
    """Size of the letters in points, their weight and place, border and grey of the ground."""

    size: float
    bold: bool = False
    align: str = "left"
    border: str = ""  # a word of SIDES
    ground: str = ""  # RRGGBB, empty for paper
    ink: str = "000000"


# Black on white with two greys: these pages are photocopied, scanned and stamped.
LOOKS = {
    Style.PLAIN: Look(10),
    Style.SMALL: Look(8),
    Style.TITLE: Look(12, bold=True, align="center"),
    Style.HEAD: Look(9, align="center", border="box", ground="F0F0F0"),
    Style.NUMBERS: Look(8, align="center", border="box", ground="F0F0F0"),
    Style.CODE: Look(9, align="center", border="box"),
    Style.NAME: Look(9, border="box"),
    Style.TOTAL: Look(9, bold=True, border="box"),
    Style.COUNT: Look(9, align="right", border="box"),
    Style.TOTAL_COUNT: Look(9, bold=True, align="right", border="box"),
    Style.CLOSED: Look(9, align="center", border="box", ground="DDDDDD", ink="555555"),
    Style.RULE: Look(10, border="below"),
    Style.SECTION: Look(10, bold=True, border="box", ground="F0F0F0"),
    Style.LABEL: Look(7, border="above", ink="444444"),
    Style.ANSWER: Look(10, border="under"),
    Style.CHOICES: Look(7, border="under"),
    Style.PART: Look(7, border="box", ground="F0F0F0"),
    Style.TABLE: Look(9, bold=True, border="box"),
    Style.BELOW: Look(6.5, align="center", ink="444444"),
    Style.LEGEND: Look(7, border="box"),
}
SIDES = {
    "": frozenset[str](),
    "box": frozenset({"left", "top", "right", "bottom"}),
    "above": frozenset({"left", "top", "right"}),  # the upper half of a box
    "under": frozenset({"left", "right", "bottom"}),  # its lower half
    "below": frozenset({"bottom"}),  # a line to write on
}
"""Border → the sides that it draws."""

MARK_INK = "E9E9E9"  # pale enough to read what is written over it, also on a photocopy
LEADING = 1.2  # height of a line against the size of its letters


def align_of(box: Box) -> str:
    """Give where the words of a box stand: as it says itself, else as its style does."""
    return box.align or LOOKS[box.style].align
