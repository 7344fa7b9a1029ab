"""What one card knows of the others: who stands where else, and which numbers are taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.fields import Values
from forms.words import N_, Language, say

FAMILY, COURT = "family", "court_case"
DRAFT = N_("draft")


@dataclass(frozen=True, slots=True)
class CardName:
    """Another card as a sentence calls it: its number, and that it is a draft."""

    number: str
    draft: bool = False

    def say(self, lang: Language) -> str:
        """Give “1132-2026-0047”, with “(draft)” behind it where the card is one."""
        return self.number + (" (" + say(DRAFT, lang) + ")" if self.draft else "")

    def __str__(self) -> str:
        """Give the number alone: a confirmation must outlive the other card's being a draft."""
        return self.number


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody on another card: from start (inclusive) to end (exclusive, None: still there).

    On a family card that is the time on the register with the family, on a court card the time
    in the undecided claim; neither date is known while the card does not say it.  certain: the
    same ИИН; else the same names and full birth date.  removed_on and line say when and how the
    family left the register, part is the kind of the claim.  deprived_on and restored_on are the
    days on which a decision about the person went into force, died_on the day of death that the
    family card tells.
    """

    form: str
    card: str
    name: CardName
    table: str
    row: str
    certain: bool
    role: str = ""
    start: date | None = None
    end: date | None = None
    removed_on: date | None = None
    line: str = ""
    part: str = ""
    deprived_on: date | None = None
    restored_on: date | None = None
    died_on: date | None = None

    def on(self, day: date) -> bool:
        """True when the person is there at the end of the day."""
        return self.start is not None and self.start <= day and (self.end is None or day < self.end)

    def meets(self, start: date, end: date | None) -> bool:
        """True when the two spans have a day in common; ends are exclusive."""
        if self.start is None:
            return False
        return (end is None or self.start < end) and (self.end is None or start < self.end)


@dataclass(frozen=True, slots=True)
class CourtCard:
    """Another court card as its numbers tell it: the kind of claim and the card it goes on from."""

    card: str
    name: CardName
    part: str
    previous: str


class Elsewhere:
    """The other cards as a rule may ask for them; this one knows nothing of any, and says so.

    Annulled cards are never told.  Rules ask it only through a Scene.
    """

    known = False

    def anew(self) -> "Elsewhere":
        """Give the same, ready to look again at cards that may have changed."""
        return self

    def people(self, card: str, row: str, values: Values) -> tuple[Presence, ...]:
        """Give where somebody stands on cards other than the one asked for."""
        return ()

    def court_cards(self, card: str, case_number: str) -> tuple[CourtCard, ...]:
        """Give the other court cards with this number of the court's case."""
        return ()

    def has_card(self, form: str, number: str) -> bool:
        """True when a card of the form has this number."""
        return False

    def goes_on(self, number: str) -> bool:
        """True when a court card names this number as that of the earlier card."""
        return False


NOWHERE = Elsewhere()


def as_parent(found: tuple[Presence, ...]) -> Iterator[Presence]:
    """Give the stays of somebody as a parent on a family card; a step-parent is none."""
    return (
        one
        for one in found
        if one.form == FAMILY and one.table == "parents" and one.start is not None
    )
