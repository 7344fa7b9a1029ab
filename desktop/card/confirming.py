"""Asks with which reason a soft finding of a card is confirmed."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.card.card_view import CardView, places
from desktop.card.filling import Spot, spot_of
from desktop.dialogs import OTHER, ConfirmDialog
from desktop.language import current, told, tr
from forms.findings import Finding, Severity
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


def to_confirm(view: CardView, wanted: Finding | None) -> Finding | None:
    """Give the soft finding that is meant: the wanted one, that of the field with the focus, the
    first one; None without any."""
    soft = [one for one in view.findings if one.severity is Severity.SOFT]
    if wanted in soft:
        return wanted
    here = (one for one in soft if spot_of(one) == view.spot())
    return next(here, next(iter(soft), None))


def ask_on_card(
    view: CardView, finding: Finding, today: date
) -> tuple[Spot, tuple[str, str] | None]:
    """Ask for the reason of a finding of the card that is shown; gives also where it stands."""
    spot = view.landing(finding)
    value = view.filling.text(spot, today, current())
    return spot, ask_reason(view, places(view, [spot_of(finding)])[0], value, finding)


def say_reason(code: str, words: str) -> str:
    """Say with which reason a finding was confirmed."""
    if code in REASONS and code != OTHER:
        return tr(REASONS[code])
    return words or code
