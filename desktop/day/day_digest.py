"""What the day asks for: terms of the law, what the quarter lacks, and cards not finished."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.desk import Desk
from desktop.judging import findings_of
from desktop.returning import Prepared, held, prepare
from desktop.returns.rehearsing import drafts_told
from forms.catalogue import FORMS
from forms.deadlines import Term, open_terms, title_of
from forms.findings import Severity
from forms.record import Record
from forms.rights import Right
from forms.store.presences import Presences
from forms.words import N_, NN_
from reports.catalogue import RETURNS
from reports.period import Period

CARRIED = N_("{index}: goes on from last quarter: {number}")
FIRST_TIME = N_("{index}: no earlier quarter is handed in")
DIFFERS = N_("{index}: differs from last quarter")
PASSES = N_("{index}: every control passes")
MEND = NN_("{index}: {n} finding to mend", "{index}: {n} findings to mend")
CONFIRM = NN_("{index}: {n} finding to confirm", "{index}: {n} findings to confirm")
DRAFTS = NN_("{index}: {n} draft is not counted", "{index}: {n} drafts are not counted")
HANDED_IN = N_("{index}: handed in, revision {number}")


@dataclass(frozen=True, slots=True)
class Lack:
    """One line of what a quarter lacks: how it stands, its sentence, and where it is mended.

    sentence is a marked sentence, or a pair of them that counts; place is a return code or ""
    where there is nothing to do.
    """

    severity: Severity | None
    sentence: str | tuple[str, str]
    values: dict[str, object]
    place: str = ""
    count: int = 0

    @property
    def done(self) -> bool:
        """True when nothing is lacking."""
        return self.severity is None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft: its card, and how many findings keep it from being complete."""

    form: str
    record: str
    number: str
    title: str
    findings: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything the page of the day shows, read at one moment."""

    period: Period
    terms: tuple[Term, ...]
    lacks: tuple[Lack, ...]
    drafts: tuple[Unfinished, ...]
    cards: int


def digest(desk: Desk, period: Period) -> Digest:
    """Read the vault for one day; slow, so it is called off the screen's thread."""
    today = desk.today()
    desk.require(Right.LOOK)
    read = {form.code: held(desk, form.code) for form in FORMS}
    drafts: list[Record] = []
    cards: list[Record] = []
    for one in read.values():
        newer = {draft.id for draft in one.drafts}
        drafts += one.drafts
        cards += (*one.drafts, *(card for card in one.counted if card.id not in newer))
    lacks = [
        lack
        for paper in RETURNS
        for lack in lacks_of(prepare(desk, paper.definition.code, period, read[paper.form]))
    ]
    return Digest(
        period,
        open_terms(cards, today),
        tuple(lacks),
        _unfinished(desk, drafts),
        len(cards),
    )


def lacks_of(prepared: Prepared) -> Iterator[Lack]:
    """Give the lines of one return: carried on, drafts, to mend, to confirm."""
    filled, findings = prepared.filled, prepared.findings
    code = filled.definition.code
    index: dict[str, object] = {"index": filled.definition.index}
    if prepared.handed is not None:
        yield Lack(None, HANDED_IN, {**index, "number": prepared.handed})
        return
    yield _carried(prepared, index)
    drafts = [one for one in findings if one.rule == "R3"]
    for one in drafts:
        yield Lack(Severity.HARD, DRAFTS, index, code, drafts_told([one]))
    stops = sum(one.severity.stops for one in findings if one.rule not in ("K4", "K14"))
    soft = sum(one.severity is Severity.SOFT for one in findings) - len(drafts)
    if stops:
        yield Lack(Severity.HARD, MEND, index, code, stops)
    if soft:
        yield Lack(Severity.SOFT, CONFIRM, index, code, soft)
    if not stops and not soft:
        yield Lack(None, PASSES, index)


def _carried(prepared: Prepared, index: dict[str, object]) -> Lack:
    filled = prepared.filled
    before = prepared.past.get(filled.period.previous())
    if before is None:
        return Lack(None, FIRST_TIME, index)
    if any(one.rule in ("K4", "K14") and one.severity.stops for one in prepared.findings):
        return Lack(Severity.HARD, DIFFERS, index, filled.definition.code)
    line = "A.01" if filled.definition.parts else "01"
    return Lack(None, CARRIED, {**index, "number": filled.int_of("Q", line, "1")})


def _unfinished(desk: Desk, drafts: Sequence[Record]) -> tuple[Unfinished, ...]:
    """Give the drafts, the last one touched first."""
    others = Presences(desk.looking)
    found = [
        Unfinished(
            one.form,
            one.id,
            one.number,
            title_of(one),
            sum(f.severity is not Severity.INFO for f in findings_of(desk, one, others)),
            one.changed_at,
        )
        for one in drafts
    ]
    latest = sorted(found, key=lambda one: one.number)
    return tuple(sorted(latest, key=lambda one: _since(one.changed_at), reverse=True))


def _since(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
