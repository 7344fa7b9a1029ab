"""Asks with which reason a soft control of a return is confirmed, or a revision is made."""

from PySide6.QtWidgets import QWidget

from desktop.dialogs import OTHER, Answer, ConfirmDialog
from desktop.language import told, tr
from forms.findings import Finding
from forms.words import N_

CONFIRMING = (
    ("records", N_("Checked against the cards")),
    ("documents", N_("Checked against the documents")),
    ("happened", N_("So it was in this quarter")),
    (OTHER, N_("Another reason…")),
)
"""Ready reasons for a soft control: code and words; the code is kept."""

REVISING = (
    ("late", N_("Documents came late")),
    ("typing", N_("A typing mistake was corrected")),
    (OTHER, N_("Another reason…")),
)
"""Ready reasons for a revision; its words are kept and printed."""


def ask_confirmation(parent: QWidget, finding: Finding) -> Answer | None:
    """Give the chosen reason for a soft finding, None when it was refused."""
    reasons = [(code, tr(words)) for code, words in CONFIRMING]
    return ConfirmDialog(parent, tr("Is it right?"), told(finding), reasons).ask()


def ask_revision(parent: QWidget, finding: Finding) -> str | None:
    """Give the reason of a revision in words, None when it was refused."""
    reasons = [(code, tr(words)) for code, words in REVISING]
    title = tr("Make a revision of every earlier quarter that differs?")
    answer = ConfirmDialog(parent, title, told(finding), reasons).ask()
    if answer is None:
        return None
    return answer.words or dict(reasons)[answer.code]
