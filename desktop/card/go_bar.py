"""The line that F6 opens: go to a field by its number on the paper or by part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.card.editor_picks import PickEditor
from desktop.card.number_row import readings
from desktop.card.typed import Offer
from desktop.language import tr
from desktop.parts.chips import KeyCap
from desktop.parts.texts import Frame, Label
from forms.form import Form
from forms.letters import fold
from forms.words import Language, say


class GoBar(Frame):
    """A field above the sheet; asked(path) tells where to go, closed() that nobody wants to."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__("note", tone="info")
        self._form = form
        self._lang = Language.KK
        self._words = Label("", "label")
        self.editor = PickEditor(lambda typed: addresses(form, typed, self._lang))
        self.editor.setMaximumWidth(420)
        self._words.setBuddy(self.editor)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self.editor, 1)
        for key in ("Enter", "Esc"):
            row.addWidget(KeyCap(key))
        row.addStretch(1)
        self.editor.edited.connect(self._ask)
        self.editor.stepped.connect(self._go)
        self.editor.left.connect(self.hide)  # whoever works elsewhere is done with it
        self.hide()

    def open(self, lang: Language) -> None:
        """Show the line and take the focus."""
        self.speak(lang)
        self.editor.setPlaceholderText("3.2")
        self.editor.set_text("")
        self.show()
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def speak(self, lang: Language) -> None:
        """Speak in a language; the fields are found by their names in it."""
        self._lang = lang
        self._ask()
        self.editor.setAccessibleName(tr("Go to field"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self._words.setText(tr("Go to field"))

    def _go(self, _way: int) -> None:
        typed = self.editor.text()
        found = [one.key for one in addresses(self._form, typed, self._lang)]
        path = typed if typed in dict(self._form.paths()) else next(iter(found), "")
        if typed and path:
            self.hide()
            self.asked.emit(path)
        elif typed:
            self._words.setText(tr("No field is called so"))


def addresses(form: Form, typed: str, lang: Language) -> Sequence[Offer]:
    """Give the fields whose number begins so, else those in whose name the words stand."""
    every = [
        (form.address(path), path, say(field.label, lang), say(form.section_of(path).title, lang))
        for path, field in form.paths()
    ]
    every_number = {at for at, *_ in every}
    meant = (one.replace(",", ".") for one in readings(typed))  # no digits on a Kazakh laptop
    wanted = next((one for one in meant if one in every_number), typed.strip().replace(",", "."))
    offers = [Offer(path, f"{at}  {label}", title) for at, path, label, title in every]
    exact = [one for one, (at, *_) in zip(offers, every, strict=True) if at == wanted]
    begun = [
        one
        for one, (at, *_) in zip(offers, every, strict=True)
        if wanted and at.startswith(wanted) and at != wanted
    ]
    if exact or begun or not wanted:
        return [*exact, *begun] or offers
    words = fold(wanted).split()
    return [one for one in offers if words and all(word in fold(one.shown) for word in words)]
