"""How the list of each form looks: its columns, its ready views, and what it says when empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from forms.record import State
from forms.store.store import ListRow, Query, Sort
from forms.words import N_


@dataclass(frozen=True, slots=True)
class View:
    """A ready view of a list: its name, and the states and standing it asks for."""

    key: str
    words: str
    states: frozenset[State] = frozenset()
    removed: bool | None = None

    def query(self, day: date, text: str = "", year: int | None = None) -> Query:
        """Give the question to the store as of a day, with what is typed and the year chosen."""
        since, until = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
        return Query(
            text, self.states, Sort.NUMBER, True, since, until, day=day, removed=self.removed
        )


@dataclass(frozen=True, slots=True)
class ListLook:
    """What one list is made of; every text is a marked sentence.

    columns are keys of HEADS; date names what the day of a card is, standing what a complete card
    is called that is not removed, and gone what one is called that is.
    """

    title: str
    icon: str
    columns: tuple[str, ...]
    heads: Mapping[str, str]
    views: tuple[View, ...]
    standing: str
    gone: str
    empty: str
    this_year: str
    note: str = ""
    skipped: frozenset[str] = field(default_factory=frozenset)  # fields the preview leaves out


HELD = frozenset({State.DRAFT, State.COMPLETE})
ALL = View("all", N_("All"), HELD)
DRAFTS = View("drafts", N_("Drafts"), frozenset({State.DRAFT}))
ANNULLED = View("annulled", N_("Annulled"), frozenset({State.ANNULLED}))
COMPLETE = frozenset({State.COMPLETE})
EMPTY_HELP = N_("Begin with a paper file. An unfinished card can be kept as well.")
NIL_RETURN = N_("A nil return is handed in too: the quarter is prepared under “Returns”.")

LOOKS: Mapping[str, ListLook] = {
    "family": ListLook(
        N_("Families"),
        "place.families",
        ("number", "title", "children", "date", "state"),
        {
            "title": N_("Parent (legal representative)"),
            "children": N_("Children"),
            "date": N_("Registered on"),
            "removed": N_("Removed on"),
        },
        (
            ALL,
            View("on", N_("On the register"), COMPLETE, False),
            DRAFTS,
            View("removed", N_("Removed"), COMPLETE, True),
            ANNULLED,
        ),
        N_("On the register"),
        N_("Removed from the register"),
        N_("There is no card here yet"),
        N_("Registered in {year}"),
        NIL_RETURN,
    ),
    "court_case": ListLook(
        N_("Court cases"),
        "place.cases",
        ("number", "kind", "title", "date", "state"),
        {
            "kind": N_("Kind of claim"),
            "title": N_("Respondent, court"),
            "date": N_("Came on"),
            "removed": N_("Ended on"),
        },
        (
            ALL,
            View("pending", N_("Being considered"), COMPLETE, False),
            DRAFTS,
            View("ended", N_("Ended"), COMPLETE, True),
            ANNULLED,
        ),
        N_("Being considered"),
        N_("Case ended"),
        N_("There is no court case here yet"),
        N_("Came in {year}"),
        NIL_RETURN,
    ),
}
"""Code of a form → its list."""


def state_key(row: ListRow) -> str:
    """Say how a card of a list stands: draft, annulled, gone or standing."""
    if row.state is State.DRAFT:
        return "draft"
    if row.state is State.ANNULLED:
        return "annulled"
    return "gone" if row.removed else "standing"
