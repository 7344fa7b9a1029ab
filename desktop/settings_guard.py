"""The lines of the settings about the lock: after how long, and what screenshots may show."""

from PySide6.QtWidgets import QGridLayout

from desktop.choices import Choices
from desktop.language import keep, tr
from desktop.locking.captures import CAN
from desktop.parts.choices import CheckBox
from desktop.parts.fields import ComboBox
from desktop.parts.texts import Label
from desktop.settings import MINUTES
from forms.words import N_

LOCK_HELP = N_(
    "Ctrl+L locks at once, and so do sleep and the lock of the computer. What is half typed is "
    "kept in the vault and stands in its field again after unlocking."
)
CAPTURE_HELP = N_(
    "Screenshots, shared screens and remote help then see a black window; you see everything."
)


class GuardLines:
    """The minutes without key and mouse, and on Windows whether captures see the windows."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.minutes, self.uncaptured = ComboBox(), CheckBox()
        for one in MINUTES:
            self.minutes.addItem("", one)
        self.minutes.setMinimumContentsLength(8)
        self.show_choices()
        self.minutes.activated.connect(
            lambda at: self._choices.pick_lock_after(self.minutes.itemData(at))
        )
        self.uncaptured.toggled.connect(choices.keep_uncaptured)

    def lay_into(self, grid: QGridLayout, row: int) -> None:
        """Put the lines into a grid of labels and choices, from a row on."""
        label = Label("", "label")
        keep(label, label.setText, N_("Lock without key or mouse after"))
        keep(self.minutes, self.minutes.setAccessibleName, N_("Lock without key or mouse after"))
        grid.addWidget(label, row, 0)
        grid.addWidget(self.minutes, row, 1)
        self._add_help(grid, row + 1, LOCK_HELP)
        words = N_("Keep the window out of screenshots and shared screens")
        keep(self.uncaptured, self.uncaptured.setText, words)
        grid.addWidget(self.uncaptured, row + 2, 1)
        self.uncaptured.setVisible(CAN)
        if CAN:
            self._add_help(grid, row + 3, CAPTURE_HELP)

    def show_choices(self) -> None:
        """Show what is chosen, in the language of now."""
        for at, one in enumerate(MINUTES):
            self.minutes.setItemText(at, tr("{n} min", n=one))
        self.minutes.setCurrentIndex(MINUTES.index(self._choices.lock_after()))
        self.uncaptured.blockSignals(True)
        self.uncaptured.setChecked(self._choices.uncaptured())
        self.uncaptured.blockSignals(False)

    @staticmethod
    def _add_help(grid: QGridLayout, row: int, words: str) -> None:
        help_ = Label("", "caption", wrap=True)
        keep(help_, help_.setText, words)
        grid.addWidget(help_, row, 1, 1, 2)
