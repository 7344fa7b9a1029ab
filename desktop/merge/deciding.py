"""The decisions of a merge: which a part allows, and the reason that each of them asks."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.dialogs import OTHER, ConfirmDialog
from desktop.language import tr
from desktop.merge.merge_desk import MergeDesk, Offered, PartLine, Standing, returned
from desktop.merge.merge_table import name_of
from desktop.merge.part_panel import Way
from forms.words import N_
from reports import decisions as ruling
from reports.filled import Decision
from reports.seal import control_code as code_of

REASONS = (
    N_("Agreed with the commission by telephone"),
    N_("A letter of the commission says so"),
    N_("The commission will send a revision"),
)
"""Ready reasons for a decision; the words themselves are kept and printed."""


class Deciding:
    """Offers decisions about parts and carries them out; after is called when one was made."""

    def __init__(
        self,
        parent: QWidget,
        desk: MergeDesk,
        today: Callable[[], date],
        after: Callable[[], object],
    ) -> None:
        self._parent, self._desk, self._today, self._after = parent, desk, today, after

    def ways(self, code: str, line: PartLine) -> list[Way]:
        """Give the decisions that a part allows, the usual one first."""
        if self._desk.decided(code, line.office) is not None:
            return [Way(tr("Take the decision back"), partial(self._undo, code, line))]
        if line.standing in (Standing.STRANGE, Standing.UNREADABLE):
            return [Way(tr("Take the file off the list"), partial(self._drop, line))]
        leave = Way(tr("Leave the part out of the sum…"), partial(self._out, code, line))
        if line.standing is Standing.MISSING:
            return [leave]
        if not line.standing.open:
            return []
        back = Way(tr("Return it for correction…"), partial(self._return, code, line))
        if line.standing is Standing.CONFLICT:
            chosen = [
                Way(
                    tr("Take the file {code}…", code=code_of(one.received.digest)[:4]),
                    partial(self._choose, code, line, one),
                )
                for one in line.files
            ]
            return [back, *chosen, leave]
        take = Way(tr("Take it with a reason…"), partial(self._accept, code, line))
        return [back, take, leave] if line.main is not None else [leave]

    def _reason(self, line: PartLine, sentence: str) -> str | None:
        reasons = [(words, tr(words)) for words in REASONS] + [(OTHER, tr("Another reason…"))]
        answer = ConfirmDialog(self._parent, name_of(line), sentence, reasons).ask()
        if answer is None:
            return None
        return answer.words or tr(answer.code)

    def _decide(self, code: str, decision: Decision, about: frozenset[str] | None = None) -> None:
        self._desk.decide(code, decision, about)
        self._after()

    def _return(self, code: str, line: PartLine) -> None:
        sentence = tr(
            "The file goes back to the commission. The part is left out until another file comes."
        )
        reason = self._reason(line, sentence)
        if reason is not None:
            note = tr("returned for correction: {reason}", reason=reason)
            about = self._desk.digests(code, line.office)
            self._decide(code, returned(line.office, note, self._desk.who, self._today()), about)

    def _accept(self, code: str, line: PartLine) -> None:
        if line.main is None:
            return
        sentence = tr("The sealed numbers of the file are taken although findings stand.")
        reason = self._reason(line, sentence)
        if reason is not None:
            digest = line.main.received.digest
            self._decide(
                code, ruling.take(line.office, digest, reason, self._desk.who, self._today())
            )

    def _choose(self, code: str, line: PartLine, one: Offered) -> None:
        sentence = tr("This file is taken and the other one is not.")
        reason = self._reason(line, sentence)
        if reason is not None:
            digest = one.received.digest
            self._decide(
                code, ruling.choose(line.office, digest, reason, self._desk.who, self._today())
            )

    def _out(self, code: str, line: PartLine) -> None:
        sentence = tr("The sums then lack this part; they say so wherever they are shown.")
        reason = self._reason(line, sentence)
        if reason is not None:
            self._decide(code, ruling.exclude(line.office, reason, self._desk.who, self._today()))

    def _drop(self, line: PartLine) -> None:
        self._desk.drop(line.files)
        self._after()

    def _undo(self, code: str, line: PartLine) -> None:
        self._desk.undo(code, line.office)
        self._after()
