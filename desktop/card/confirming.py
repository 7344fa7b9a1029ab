"""Asks with which reason a soft finding of a card is confirmed."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop.dialogs import OTHER, ConfirmDialog
from desktop.language import told, tr
from forms.findings import Finding
from forms.words import N_

REASONS: Mapping[str, str] = {
    "identity": N_("Checked against the identity card"),
    "birth": N_("Checked against the birth certificate"),
    "word": N_("As the family says, there is no document"),
    OTHER: N_("Another reason…"),
}
"""Code of a reason → its marked words; the code is kept with the card."""

CORRECT = ("correct", "")
"""The answer that is no reason: the value shall be corrected."""


def ask_reason(parent: QWidget, place: str, value: str, finding: Finding) -> tuple[str, str] | None:
    """Give the code of the reason and its words where the code needs them; None when refused,
    CORRECT when the value is not right.

    place names the field, value is what stands in it, "" where it is empty.
    """
    shown = f"{place}: {value}" if value else place
    dialog = ConfirmDialog(
        parent,
        tr("{place}: is it right?", place=shown),
        told(finding),
        [(code, tr(words)) for code, words in REASONS.items()],
        tr("Correct the value"),
    )
    answer = dialog.ask()
    if dialog.turned_back:
        return CORRECT
    return (answer.code, answer.words) if answer is not None else None


def say_reason(code: str, words: str) -> str:
    """Say with which reason a finding was confirmed."""
    if code in REASONS and code != OTHER:
        return tr(REASONS[code])
    return words or code
