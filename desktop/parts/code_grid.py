"""A code in groups of letters, big enough to copy by hand and read out group by group."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from desktop.parts.texts import Frame, Label


class CodeGrid(Frame):
    """The groups four to a line, each with its number before it."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__("card")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setVerticalSpacing(8)
        for number, group in enumerate(groups):
            letters = Label(group, "recovery")
            letters.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
            letters.setAccessibleName(f"{number + 1}: {' '.join(group)}")
            cell = QHBoxLayout()
            cell.setSpacing(8)
            cell.addWidget(Label(str(number + 1), "code"))
            cell.addWidget(letters, 1)
            grid.addLayout(cell, number // 4, number % 4)
