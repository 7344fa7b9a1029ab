"""The switch of the language: three words side by side, short on the strip, whole at the gate."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from desktop import language
from desktop.parts.buttons import Button
from forms.words import Language


class Tongues(QWidget):
    """Three words, the current one underlined; picked(language) tells the choice.

    Each language is written in its own words, so nobody is lost in a foreign one.
    """

    picked = Signal(Language)

    def __init__(self, words: Mapping[Language, str]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._group = QButtonGroup(self)
        self._buttons: dict[Language, Button] = {}
        for lang, word in words.items():
            button = Button(word, partial(self.picked.emit, lang), "tongue")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(language.NAMES[lang])
            self._group.addButton(button)
            row.addWidget(button)
            self._buttons[lang] = button
        language.watch.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._buttons[language.current()].setChecked(True)
