"""How far a merge is: the bar in numbers and hatch, the sum so far, and the filters by state."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.language import tr, tr_n
from desktop.merge.merge_desk import PartLine, Standing
from desktop.page import PillText
from desktop.parts.chips import FilterBar
from desktop.parts.figures import Part, PartsBar
from desktop.parts.texts import Frame, Label, LineLabel
from desktop.returns.rehearsing import summary
from forms.words import NN_
from reports.filled import FilledReturn

ALL, DECIDE, MISSING, LATE, TAKEN = "all", "decide", "missing", "late", "taken"
ABSENT = frozenset((Standing.MISSING, Standing.EXCLUDED, Standing.RETURNED))
FILTERS = {
    ALL: (NN_("All {n}", "All {n}"), "plain", ""),
    DECIDE: (NN_("To decide {n}", "To decide {n}"), "err", "state.hard"),
    MISSING: (NN_("Lacking {n}", "Lacking {n}"), "plain", "state.missing"),
    LATE: (NN_("Late {n}", "Late {n}"), "soft", "state.near"),
    TAKEN: (NN_("Taken {n}", "Taken {n}"), "ok", "state.ok"),
}
"""Filter -> words, tone and icon."""


def fitting(lines: Sequence[PartLine], key: str) -> tuple[PartLine, ...]:
    """Give the lines that a filter lets through."""
    return tuple(
        one
        for one in lines
        if key in ("", ALL)
        or (key == DECIDE and one.standing.open)
        or (key == MISSING and one.standing in ABSENT)
        or (key == LATE and one.standing is Standing.LATE)
        or (key == TAKEN and one.standing.taken)
    )


class MergeBar(Frame):
    """The bar over the list, with what is taken at its left and the sum so far at its right."""

    def __init__(self) -> None:
        super().__init__("card")
        self._narrow = False
        self._head, self._sum = Label("", "strong"), LineLabel("", "label")
        self._bar = PartsBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self._head)
        top.addStretch(1)
        top.addWidget(self._sum)
        column.addLayout(top)
        column.addWidget(self._bar)

    def fit(self, narrow: bool) -> None:
        """Say less in a narrow window."""
        self._narrow = narrow

    def tell(self, lines: Sequence[PartLine], filled: FilledReturn | None) -> None:
        """Show how many parts are in which state, and the sum with what it lacks."""
        parts = [one for one in lines if one.commission is not None and one.standing in _PARTS]
        taken = sum(one.standing.taken for one in parts)
        deciding = sum(one.standing.open for one in parts)
        out = sum(one.standing in (Standing.EXCLUDED, Standing.RETURNED) for one in parts)
        missing = len(parts) - taken - deciding - out
        self._head.setText(tr("{taken} of {all} commissions taken", taken=taken, all=len(parts)))
        lacking = len(parts) - taken
        words = [tr_n("{n} part is missing", "{n} parts are missing", lacking)] * bool(lacking)
        if filled is not None:
            words.insert(0, summary(filled))
        text = " · ".join(words)
        self._sum.setText(text if self._narrow or not text else tr("So far: {sum}", sum=text))
        self._bar.tell(
            (
                Part(taken, "ok", tr("taken")),
                Part(deciding, "err", tr("to decide")),
                Part(out, "info", tr("left out")),
                Part(missing, "plain", tr("not come")),
            )
        )


_PARTS = frozenset(Standing) - {Standing.STRANGE, Standing.UNREADABLE}


class MergeFilters(FilterBar):
    """The filters of the list, each with its number."""

    def __init__(self) -> None:
        super().__init__()
        self._picked = ALL
        for key, (_, tone, icon) in FILTERS.items():
            self.add(key, PillText("", tone, icon))
        self.picked.connect(self._remember)

    def current(self) -> str:
        """Give the pressed filter."""
        return self._picked

    def tell_lines(self, lines: Sequence[PartLine]) -> None:
        """Tell the numbers of now."""
        for key, (words, tone, icon) in FILTERS.items():
            text = tr_n(*words, len(fitting(lines, key)))
            self.tell(key, PillText(text, tone, icon))

    def _remember(self, key: str) -> None:
        self._picked = key
