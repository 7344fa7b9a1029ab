"""What the panel under the search box says: a line a card, why it answers, and the ways on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from desktop.finding.marking import Piece, pieces
from desktop.finding.taking_over import Begun, taken_over
from desktop.language import current, tr
from desktop.lists.list_looks import LOOKS
from desktop.lists.list_model import state_pill
from desktop.page import PillText
from forms.catalogue import FORMS, form_of
from forms.form import Form
from forms.store.store import Found, Hit
from forms.words import N_, Language, say

BETWEEN = " · "
NEW_CARD = {"family": N_("New family card"), "court_case": N_("New court case")}
ALL_OF = {
    "family": N_("Show all in the list of families"),
    "court_case": N_("Show all in the list of court cases"),
}


class Kind(Enum):
    """What a line is: a card that was found, the whole list, or a card that is begun."""

    CARD = auto()
    ALL = auto()
    NEW = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the panel, already spoken; why stands below the title."""

    kind: Kind
    form: str
    icon: str
    title: tuple[Piece, ...]
    why: tuple[Piece, ...] = ()
    number: tuple[Piece, ...] = ()
    state: PillText | None = None
    id: str = ""
    begun: Begun | None = None

    def spoken(self) -> str:
        """Give what a screen reader says: title, number, state, and why it is here."""
        state = self.state.text if self.state is not None else ""
        parts = (plain(self.title), plain(self.number), state, plain(self.why))
        return ". ".join(part for part in parts if part)


def plain(text: Sequence[Piece]) -> str:
    """Give a parted text as a whole."""
    return "".join(piece.text for piece in text)


def lines_of(found: Found, typed: str) -> tuple[Line, ...]:
    """Give the lines for what was found; where nothing was, the cards that can be begun."""
    if not found.hits:
        return tuple(_new(form, typed) for form in FORMS)
    cards = tuple(_card(hit, typed) for hit in found.hits)
    forms = dict.fromkeys(line.form for line in cards)
    return (*cards, *(_all(form) for form in forms))


def _card(hit: Hit, typed: str) -> Line:
    row = hit.row
    look = LOOKS[row.form]
    return Line(
        Kind.CARD,
        row.form,
        look.icon,
        (Piece(row.title or tr("Nobody is named yet")),),
        tuple(_whys(hit, typed)),
        pieces(f"№ {row.number}", typed if _by_number(hit) else ""),
        state_pill(look, row),
        row.id,
    )


def _by_number(hit: Hit) -> bool:
    return any(not why.path for why in hit.whys)


def _whys(hit: Hit, typed: str) -> Iterator[Piece]:
    for at, why in enumerate(hit.whys):
        if at:
            yield Piece(BETWEEN)
        yield Piece(f"{_place(hit.row.form, why.path, current())}: ")
        yield from pieces(why.text, typed)


@cache
def _place(code: str, path: str, lang: Language) -> str:
    """Name the place that answered: whose row of a table it is, or which field of the card."""
    if not path:
        return say(N_("card number"), lang)
    form = form_of(code)
    table, _, name = path.partition(".")
    if not name:
        return say(form.field(path).label, lang)
    whose = say(form.repeat(table).one, lang)
    if name in ("surname", "name", "patronymic"):
        return whose
    field = say(form.field(path).label, lang)
    return say(N_("{field} ({whose})"), lang, {"field": field, "whose": whose})


def _all(form: str) -> Line:
    return Line(Kind.ALL, form, "action.list", (Piece(tr(ALL_OF[form])),))


def _new(form: Form, typed: str) -> Line:
    begun = Begun(form.code, taken_over(typed))
    words = " ".join(begun.texts.values())
    taken = (Piece(tr("Filled in already: {words}", words=words)),) if words else ()
    return Line(
        Kind.NEW, form.code, "action.write", (Piece(tr(NEW_CARD[form.code])),), taken, begun=begun
    )
