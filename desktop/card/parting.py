"""Asks why two people are not the same, and shows what was decided, so that it can be undone."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.card.likely import Decision
from desktop.dialogs import OTHER, ConfirmDialog
from desktop.language import moment, tr
from desktop.parts.buttons import Button
from desktop.parts.texts import Frame, Label, hairline
from desktop.parts.veil import VeiledDialog
from forms.words import N_

APART: Mapping[str, str] = {
    "document": N_("The documents show two people"),
    "namesake": N_("A namesake, known to the office"),
    "kin": N_("A relative: twin, brother, sister, parent"),
    OTHER: N_("Another reason…"),
}
"""Code of a reason → its marked words; the code is kept with the decision."""


def ask_why_apart(parent: QWidget, here: str, there: str, sentence: str) -> tuple[str, str] | None:
    """Give the code of the reason and its words where the code needs them; None when refused.

    here and there are the names of the two people, sentence says why they seem to be one.
    """
    dialog = ConfirmDialog(
        parent,
        tr("{here} and {there}: two people?", here=here, there=there),
        sentence,
        [(code, tr(words)) for code, words in APART.items()],
        kept=tr("The answer is kept with your name and the day. It can be taken back."),
    )
    dialog.yes.set_text(tr("Another person"))
    answer = dialog.ask()
    return (answer.code, answer.words) if answer is not None else None


class DecisionsDialog(VeiledDialog):
    """Lists who was told apart from whom, why, by whom and when; each can be taken back."""

    def __init__(
        self,
        parent: QWidget,
        names: Mapping[str, str],
        decisions: Sequence[Decision],
        take_back: Callable[[Decision], object],
    ) -> None:
        super().__init__(parent, tr("Decided: another person"), 600)
        self.buttons: list[Button] = []
        for at, one in enumerate(decisions):
            if at:
                self.body.addWidget(hairline())
            self.body.addWidget(self._row(names.get(one.row, ""), one, take_back))
        self.add_hint("Esc", tr("go back"))
        self.add_button(tr("Close"), self.accept, "primary")

    def _row(self, here: str, one: Decision, take_back: Callable[[Decision], object]) -> Frame:
        part = Frame("clear")
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        who = tr("{here} is not {there}", here=here, there=_there(one))
        words.addWidget(Label(who, "strong", wrap=True))
        words.addWidget(Label(_reason(one), "fact", wrap=True))
        words.addWidget(Label(f"{one.apart.who} · {moment(one.apart.when)}", "caption"))
        row.addLayout(words, 1)
        button = Button(tr("Take back"), role="small")
        button.setAccessibleName(tr("Take back: {who}", who=who))

        def undo() -> None:
            take_back(one)
            button.setEnabled(False)
            button.setText(tr("Taken back"))

        button.clicked.connect(undo)
        self.buttons.append(button)
        row.addWidget(button)
        return part


def _there(one: Decision) -> str:
    if one.there is None:
        return tr("somebody on a card that is gone")
    return f"{one.name()} (№ {one.there.number})"


def _reason(one: Decision) -> str:
    if one.apart.reason == OTHER:
        return one.apart.words
    return tr(APART[one.apart.reason]) if one.apart.reason in APART else one.apart.reason
