"""What an edit rule is: a number, a severity, the fields it speaks of, a sentence, a predicate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

from forms.elsewhere import NOWHERE, Elsewhere, Presence
from forms.fields import Entry, Values
from forms.findings import Severity

Broken = Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a predicate sees: the values of the card, of the row (empty for a rule of the whole
    card), the day of the check, the commission the card belongs to, and the row's identity.

    field is the name of the field that is looked at, where a rule looks at several one by one;
    card_id and number are the card's own, elsewhere what is known of the others.  noted keeps
    what one rule worked out of the card for the next ones of the same check.
    """

    card: Values
    row: Values
    today: date
    office: str = ""
    row_id: str = ""
    field: str = ""
    card_id: str = ""
    number: str = ""
    elsewhere: Elsewhere = NOWHERE
    noted: dict[str, object] = dataclass_field(default_factory=dict, compare=False)

    def others(self, row: Entry | None = None) -> tuple[Presence, ...]:
        """Give where the person of a row (of this scene's own row) stands on other cards; asked
        once a check."""
        row_id, values = (self.row_id, self.row) if row is None else (row.id, row.values)
        known = self.noted.get(f"others {row_id}")
        if not isinstance(known, tuple):
            known = self.elsewhere.people(self.card_id, row_id, values)
            self.noted[f"others {row_id}"] = known
        return known


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered edit rule.

    fields are paths ("registered_on", "children.birth"); the first one is where the finding
    stands.  broken gives None when the rule holds, else the values of the sentence.  each names
    the table whose rows are looked at one by one; None looks at the whole card.  norm is the
    legal source, "" where the rule is common sense.  singly looks at the fields one by one: the
    finding stands at the one that is looked at.  across marks a rule that looks at other cards:
    what it tells may come and go without any change of this card.
    """

    number: str
    severity: Severity
    fields: tuple[str, ...]
    sentence: str
    broken: Callable[[Scene], Broken]
    each: str | None = None
    norm: str = ""
    singly: bool = False
    across: bool = False
