"""Breaks a text into lines between words, as wide as a column allows."""

import re
from collections.abc import Callable

Measure = Callable[[str], float]

LEAST = 6.0  # points; smaller letters cannot be read from a photocopy


def wrapped(text: str, width: float, measure: Measure) -> list[str]:
    """Give the lines of a text; measure tells how wide a piece of text is, in the unit of width.

    Lines break at spaces: no rules for parting Kazakh words exist.  Only a word wider than the
    column is broken, after a hyphen or stroke of its own, else where it must be: no letter of it
    is lost.
    """
    return [line for part in text.split("\n") for line in _lines(part, width, measure)]


def fitting(text: str, width: float, size: float, measure: Measure) -> float:
    """Give the size of letters at which the widest word of a text fits the width.

    measure tells widths at the given size; letters shrink by quarters of a point, to LEAST at
    the most.  A long Kazakh word of the table head is better small than parted.
    """
    parts = (part for word in text.split() for part in _joints(word))
    widest = max((measure(part) for part in parts), default=0.0)
    if widest <= width or size <= LEAST:
        return size
    return max(LEAST, int(size * width / widest * 4) / 4)


def _lines(text: str, width: float, measure: Measure) -> list[str]:
    space = measure(" ")
    lines, line, filled = [], "", 0.0
    for word in text.replace("\t", " ").split(" "):
        wide = measure(word)
        if line and filled + space + wide <= width:
            line, filled = f"{line} {word}", filled + space + wide
            continue
        if line:
            lines.append(line)
        *full, line = [word] if wide <= width else _pieces(word, width, measure)
        filled = measure(line) if full else wide
        lines.extend(full)
    return [*lines, line]


def _pieces(word: str, width: float, measure: Measure) -> list[str]:
    """Break one word that is too wide: at its joints, and between letters inside of these."""
    parts: list[str] = []
    for part in _joints(word):
        parts.extend([part] if measure(part) <= width else part)
    pieces, piece, filled = [], "", 0.0
    for part in parts:
        wide = measure(part)
        if piece and filled + wide > width:
            pieces.append(piece)
            piece, filled = "", 0.0
        piece, filled = piece + part, filled + wide
    return [*pieces, piece]


def _joints(word: str) -> list[str]:
    """Give the parts of a word: a piece ends after a hyphen or a stroke between its letters."""
    return re.split(r"(?<=\w[-/])(?=\w)", word)
