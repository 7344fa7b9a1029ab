"""What a person may decide about a file or a part in a merge; it is kept, printed and travels."""

from datetime import date

from forms.findings import Finding
from reports.filled import Decision
from reports.seal import control_code

TAKE, EXCLUDE, CHOOSE = "MD1", "MD2", "MD3"

# Kazakh and Russian together, as it stands on the sheet of decisions.
_WORDS = {
    TAKE: "Есеп мәселелерге қарамастан қабылданды / Отчёт принят, несмотря на замечание",
    EXCLUDE: "Комиссия жиынтыққа қосылмады / Комиссия не включена в свод",
    CHOOSE: "Екі есептің бірі таңдалды / Из двух отчётов выбран один",
}


def take(office: str, digest: str, reason: str, who: str = "", on: date | None = None) -> Decision:
    """Decide to take a return in spite of what was found in it."""
    return Decision(TAKE, place_of(office, digest), reason, _WORDS[TAKE], who, on)


def exclude(office: str, reason: str, who: str = "", on: date | None = None) -> Decision:
    """Decide to leave a part out; the sum then lacks it."""
    return Decision(EXCLUDE, office, reason, _WORDS[EXCLUDE], who, on)


def choose(
    office: str, digest: str, reason: str, who: str = "", on: date | None = None
) -> Decision:
    """Decide which of several different returns of one office and revision is the right one."""
    return Decision(CHOOSE, place_of(office, digest), reason, _WORDS[CHOOSE], who, on)


def place_of(office: str, digest: str) -> str:
    """Give the place of a decision about one return: its office and its control code."""
    return f"{office} {control_code(digest)}"


def confirms(decision: Decision, finding: Finding) -> bool:
    """True when a decision that travels with a return confirms a soft finding about it.

    Its place is the cell ("Q/04/1"), or empty where the control speaks of the whole return.
    """
    cell = "/".join(
        finding.where[key] for key in ("table", "line", "column") if key in finding.where
    )
    return decision.rule == finding.rule and decision.place in ("", cell)
