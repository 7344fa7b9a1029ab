"""A finding: something wrong or worth knowing, as a value with number, place and sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from forms.words import Language, say, tell


class Severity(StrEnum):
    """How much a finding weighs: format, hard, soft (may be confirmed) or information."""

    FORMAT = "F"
    HARD = "H"
    SOFT = "S"
    INFO = "I"

    @property
    def stops(self) -> bool:
        """True when the card or return cannot be complete with it."""
        return self in (Severity.FORMAT, Severity.HARD)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: rule number, weight, place, sentence (a marked one) and its values.

    where names the place by codes, for example {"form": "family", "field": "children.birth",
    "row": "…"} or {"return": "1-QO", "table": "Q", "line": "04", "column": "1",
    "office": "KDN-1132", "file": "…"}.
    """

    rule: str
    severity: Severity
    sentence: str
    where: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: Language) -> str:
        """Speak the finding in one language."""
        return say(self.sentence, lang, self.values)

    def at(self, **place: str) -> "Finding":
        """Give the same finding with its place told more exactly."""
        return Finding(
            self.rule, self.severity, self.sentence, {**self.where, **place}, self.values
        )

    def as_json(self, lang: Language) -> dict[str, object]:
        """Give the finding for `--json`: rule, severity, where, sentence, values."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "where": dict(self.where),
            "sentence": self.say(lang),
            "values": {name: tell(value, lang) for name, value in self.values.items()},
        }
