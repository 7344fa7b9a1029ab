"""A sheet of paper in memory: rows, spans, styles and widths; it knows no file format."""

from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """What a cell is for; workbook and PDF each decide how that looks."""

    PLAIN = "plain"  # running text of the heading and foot
    SMALL = "small"  # captions, explanations
    TITLE = "title"  # the title of the return
    HEAD = "head"  # words of the table head
    NUMBERS = "numbers"  # the row А, Б, 1, 2, 3
    CODE = "code"  # code of a line
    NAME = "name"  # name of a line; indent gives its depth
    TOTAL = "total"  # name of a total line
    COUNT = "count"  # a number
    TOTAL_COUNT = "total_count"  # a number of a total line
    CLOSED = "closed"  # x: cannot be filled
    RULE = "rule"  # a line to write on (signatures)
    SECTION = "section"  # title of a numbered part of a card
    LABEL = "label"  # what is asked, in small letters on top of its answer
    ANSWER = "answer"  # what is answered below its label
    CHOICES = "choices"  # codes to choose from, in small letters
    PART = "part"  # head of a column of a card's table
    TABLE = "table"  # title of a table inside a section
    BELOW = "below"  # what a line to write on is for
    LEGEND = "legend"  # the codes of a table's columns, said once above it


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: its value (text or number), style, and how far it reaches right and down.

    A text is always text, whatever it begins with.  number_format is 0 for whole numbers and 1
    for one decimal.  address names the counted cell ("1-QO/Q/04/1") where there is one.
    """

    value: str | int | float | None = None
    style: Style = Style.PLAIN
    across: int = 1
    down: int = 1
    indent: int = 0
    decimals: int = 0
    align: str = ""  # "", "left", "center", "right"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of boxes from the left; height in points, None for as high as its words need."""

    boxes: tuple[Box | None, ...]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """Head rows that stand again on each page of their table: first and last row of the head, and
    the last row of the table, all from 0."""

    first: int
    last: int
    until: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its tab's name, rows, column widths in millimetres and how it prints.

    repeat_rows is the head of a sheet that is one table; a sheet with several tables tells them in
    repeats, which only pages follow: a workbook knows one head a sheet.
    """

    name: str
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    landscape: bool = True
    repeat_rows: tuple[int, int] | None = None  # first and last row of the head, from 0
    freeze: tuple[int, int] | None = None  # first row and column that scroll, from 0
    footer: str = ""  # left of "page X of Y" on every page
    page_words: str = "{page} / {pages}"
    hidden: bool = False  # the machine part: carried, not shown
    breaks: tuple[int, ...] = field(default=())  # rows before which a new page begins
    repeats: tuple[Repeated, ...] = ()
    mark: str = ""  # drawn large and pale across every page: draft, practice
