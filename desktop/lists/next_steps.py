"""What a card asks for next: findings and open terms; and the cells of the return it feeds."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.judging import findings_of
from forms.deadlines import Term, open_terms
from forms.findings import Finding, Severity
from forms.record import Record, State
from forms.store.store import Standing
from forms.territory import latest
from reports.catalogue import RETURNS
from reports.counting import cells_of
from reports.definition import Cell
from reports.period import Period


@dataclass(frozen=True, slots=True)
class Fed:
    """The lines of one return that a card feeds in a quarter, each with its first cell."""

    code: str
    index: str
    period: Period
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What is to be mended and confirmed, which terms run, and what counts the card now."""

    findings: tuple[Finding, ...]
    terms: tuple[Term, ...]
    fed: tuple[Fed, ...]

    @property
    def stops(self) -> int:
        """Say how many findings must be mended."""
        return sum(one.severity.stops for one in self.findings)

    @property
    def soft(self) -> int:
        """Say how many wait for a confirmation."""
        return sum(one.severity is Severity.SOFT for one in self.findings)


def next_steps(desk: Desk, form: str, id: str) -> NextSteps | None:
    """Read one card and work out its next steps; None when it is gone or annulled."""
    with desk.looking() as reading:
        record = reading.get(form, id)
        counted = reading.complete_version(form, id)
        if record is None or record.state is State.ANNULLED:
            return None
        beside: list[Record] = []
        if form == "court_case":  # a later claim about the same child answers a term of this one
            people = (one for key in _iins(record) for one in reading.people_with_iin(key))
            beside = [card for key in _others(people, id) if (card := reading.get(form, key))]
    today = desk.today()
    found = findings_of(desk, record)
    terms = tuple(one for one in open_terms([record, *beside], today) if one.record == id)
    kept = tuple(one for one in found if one.severity is not Severity.INFO)
    return NextSteps(kept, terms, tuple(_fed(desk, form, counted)) if counted else ())


def _iins(record: Record) -> Iterable[str]:
    return [str(row.get("iin")) for row in record.rows("children") if row.get("iin")]


def _others(people: Iterable[Standing], id: str) -> list[str]:
    return sorted({one.id for one in people if one.form == "court_case" and one.id != id})


def _fed(desk: Desk, form: str, card: Record) -> Iterable[Fed]:
    period = Period.of(desk.today())
    commission = latest(desk.register.history(desk.office), period.span.last)
    home = commission.territory_key if commission else ""
    for counted in RETURNS:
        if counted.form != form:
            continue
        lines = cells_of(counted, card, period.span, home)
        entries = list(counted.entries(card, period.span, home))
        first = {one.line: one.columns[0] for one in reversed(entries) if one.columns}
        cells = tuple(Cell("Q", line, first[line]) for line in lines if line in first)
        if cells:
            definition = counted.definition
            yield Fed(definition.code, definition.index, period, cells)
