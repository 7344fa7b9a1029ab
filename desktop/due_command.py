"""The command due: which cards are due to be destroyed and what keeps them, by numbers alone."""

import argparse
from collections.abc import Iterator

from desktop.admission import leave, open_desk
from desktop.retention import DueCard, due_cards
from desktop.telling import Console, Refused, passphrase_of
from forms.findings import Finding, Severity
from forms.words import N_

NONE = N_("No card is due.")
MAY_GO = N_("{number}, {what}: ended {ended}, due since {due}. It may be destroyed by an act.")
KEPT = N_("{number}, {what}: ended {ended}, due since {due}. Kept: {why}")
MARKED = N_("It is marked to be kept.")


def tell_due(call: argparse.Namespace, console: Console) -> None:
    """List the due cards; what may go makes the exit code 1.  Raises Refused where the vault does
    not open, NotAllowed for whoever sees no cards."""
    desk = open_desk(call.vault, passphrase_of(call, console.lang))
    if isinstance(desk, Finding):
        raise Refused(desk)
    try:
        found = due_cards(desk)
    finally:
        leave(desk)
    console.findings(line for one in found for line in _told(one))
    if not found:
        console.line(NONE)


def _told(one: DueCard) -> Iterator[Finding]:
    """Tell a card, a line for each thing that keeps it; without the reason of its mark, which is
    typed and may name somebody."""
    values: dict[str, object] = {
        "number": one.record.number,
        "what": one.term.name,
        "ended": one.ended,
        "due": one.due,
    }
    where = {"form": one.record.form, "card": one.record.number}
    for why in one.blocks:
        told = Finding("Z01", Severity.HARD, MARKED) if why.rule == "Z01" else why
        yield Finding("Z12", Severity.INFO, KEPT, where, {**values, "why": told})
    if not one.blocks:
        yield Finding("Z11", Severity.SOFT, MAY_GO, where, values)
