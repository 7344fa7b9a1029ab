"""What an edit rule is: a number, a severity, the fields it speaks of, a sentence, a predicate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from forms.fields import Values
from forms.findings import Severity

Broken = Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a predicate sees: the values of the card, of the row (empty for a rule of the whole
    card), the day of the check, the commission the card belongs to, and the row's identity."""

    card: Values
    row: Values
    today: date
    office: str = ""
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered edit rule.

    fields are paths ("registered_on", "children.birth"); the first one is where the finding
    stands.  broken gives None when the rule holds, else the values of the sentence.  each names
    the table whose rows are looked at one by one; None looks at the whole card.  norm is the
    legal source, "" where the rule is common sense.
    """

    number: str
    severity: Severity
    fields: tuple[str, ...]
    sentence: str
    broken: Callable[[Scene], Broken]
    each: str | None = None
    norm: str = ""
