"""Which of the offered files make up a consolidated return, and why the others do not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from forms.findings import Finding, Severity
from forms.territories import Commission
from forms.words import N_
from reports.decisions import CHOOSE, EXCLUDE, TAKE, confirms, place_of
from reports.definition import Return
from reports.exchange import Received, is_consolidated
from reports.filled import Decision, FilledReturn
from reports.period import Period

Controls = Callable[[FilledReturn], tuple[Finding, ...]]

OTHER_RETURN = N_("“{file}” holds the return {seen}; {expected} is being merged.")
OTHER_PERIOD = N_("“{file}” is of {seen}; {expected} is being merged.")
NO_PART = N_(
    "“{file}” is of the commission {seen}, which is no part of this consolidated return on the "
    "last day of the quarter. Pass it on to the oblast that it belongs to."
)
ITSELF = N_("“{file}” is a consolidated return of this very office and is no part of itself.")
MADE_UP = N_(
    "“{file}” is a practice return with made-up numbers; it is not merged with real returns."
)
DUPLICATE = N_("“{file}” is the same return of {office} as “{other}” and counts once.")
REPLACED = N_("“{file}” is revision {seen} of {office}; revision {newest} replaces it.")
CONFLICT = N_(
    "“{file}” (control code {code}): there are different returns of {office} with the same "
    "revision {revision}, in all {count}. None is taken until a person decides which one is "
    "right; ring the commission."
)
NOT_CHOSEN = N_("“{file}”: another return of {office} was chosen by a person.")
LEFT_OUT = N_("“{file}”: a person decided to leave {office} out of the consolidated return.")
WAITS = N_(
    "“{file}” of {office} waits. Controls that it does not pass: {count}. Ask the commission for "
    "a revision, or take it with a reason."
)
IN_SPITE = N_("“{file}” of {office} was taken in spite of what was found: {reason}")


class Fate(StrEnum):
    """What became of a file, or of a part without one."""

    TAKEN = "taken"
    DUPLICATE = "duplicate"
    REPLACED = "replaced"
    REFUSED = "refused"
    WAITING = "waiting"
    MISSING = "missing"  # a part of which nothing was offered, or nothing could be taken
    EXCLUDED = "excluded"  # a part that a person left out


@dataclass(frozen=True, slots=True)
class PartRow:
    """One line of the list of a merge: a file that was offered, or a part without a file."""

    office: str
    fate: Fate
    file: str = ""
    revision: int | None = None
    digest: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is being merged: return, quarter, office, its parts, decisions and controls."""

    definition: Return
    period: Period
    office: str
    parts: dict[str, Commission]
    decisions: Sequence[Decision] = ()
    controls: Controls | None = None


@dataclass(slots=True)
class Admitted:
    """What came out: the taken returns by office, the fate of every file, decisions applied."""

    taken: dict[str, Received] = field(default_factory=dict)
    rows: list[PartRow] = field(default_factory=list)
    applied: set[Decision] = field(default_factory=set)

    def add(self, one: Received, fate: Fate, *findings: Finding) -> None:
        """Note the fate of one file."""
        office = one.filled.office if one.filled else ""
        revision = one.filled.revision if one.filled else None
        self.rows.append(PartRow(office, fate, one.name, revision, one.digest, findings))


def admit(received: Iterable[Received], wanted: Wanted) -> Admitted:
    """Judge every offered file; each gets exactly one fate, whatever the order of the files."""
    found = Admitted()
    by_office: dict[str, list[Received]] = defaultdict(list)
    files = sorted(received, key=_order)
    real = any(one.filled and not one.filled.practice for one in files)
    for one in files:
        refusal = _refusal(one, wanted, real)
        if one.filled is None or refusal:
            found.add(one, Fate.REFUSED, *([refusal] if refusal else []), *one.findings)
        else:
            by_office[one.filled.office].append(one)
    for office, offered in by_office.items():
        _settle(office, offered, wanted, found)
    return found


def _order(one: Received) -> tuple[str, str, bool, str]:
    return (one.filled.office if one.filled else "", one.digest, not one.sound, one.name)


def _refusal(one: Received, wanted: Wanted, real: bool) -> Finding | None:
    """Say why a readable file cannot be a part; None when it can."""
    filled = one.filled
    if filled is None:
        return None
    definition, part = wanted.definition, wanted.parts.get(filled.office)
    if (filled.definition.code, filled.definition.version) != (definition.code, definition.version):
        seen, expected = filled.definition.index, definition.index
        return _about(one, "M01", OTHER_RETURN, seen=seen, expected=expected)
    if filled.period != wanted.period:
        return _about(one, "M02", OTHER_PERIOD, seen=filled.period, expected=wanted.period)
    if filled.office == wanted.office and is_consolidated(filled):
        return _about(one, "M04", ITSELF)
    if part is None:
        return _about(one, "M03", NO_PART, seen=filled.office)
    return _about(one, "M05", MADE_UP) if filled.practice and real else None


def _settle(office: str, offered: list[Received], wanted: Wanted, found: Admitted) -> None:
    """Find the one return of an office among all its files; the latest revision counts alone."""
    part = wanted.parts[office]
    out = _decision(wanted, EXCLUDE, office)
    if out:
        found.applied.add(out)
        for one in offered:
            found.add(one, Fate.REFUSED, _about(one, "M10", LEFT_OUT, Severity.INFO, office=part))
        return
    newest = max(_revision(one) for one in offered)
    for one in offered:
        if _revision(one) < newest:
            told = {"office": part, "seen": _revision(one), "newest": newest}
            found.add(one, Fate.REPLACED, _about(one, "M07", REPLACED, Severity.INFO, **told))
    latest = [one for one in offered if _revision(one) == newest]
    first = _without_copies(latest, part, found)
    if len(first) == 1:
        _judge(first[0], part, wanted, found)
    else:
        _choose(first, part, wanted, found)


def _without_copies(files: list[Received], part: Commission, found: Admitted) -> list[Received]:
    """Give one file of each content; copies are told, and altered copies are refused."""
    first: dict[str, Received] = {}
    for one in files:
        known = first.setdefault(one.digest, one)
        if known is one:
            continue
        if one.sound or not known.sound:
            told = {"office": part, "other": known.name}
            found.add(one, Fate.DUPLICATE, _about(one, "M06", DUPLICATE, Severity.INFO, **told))
        else:
            found.add(one, Fate.REFUSED, *one.findings)
    return list(first.values())


def _choose(different: list[Received], part: Commission, wanted: Wanted, found: Admitted) -> None:
    """Of several contents of one revision only a person can choose."""
    by_place = {place_of(part.code, one.digest): one for one in different}
    chosen = [
        decision
        for decision in wanted.decisions
        if decision.rule == CHOOSE and decision.place in by_place
    ]
    if len(chosen) != 1:
        for one in different:
            found.add(one, Fate.WAITING, _conflict(one, part, len(different)), *one.findings)
        return
    found.applied.add(chosen[0])
    right = by_place[chosen[0].place]
    for one in different:
        if one is not right:
            found.add(one, Fate.REFUSED, _about(one, "M09", NOT_CHOSEN, Severity.INFO, office=part))
    _judge(right, part, wanted, found)


def _conflict(one: Received, part: Commission, count: int) -> Finding:
    code = place_of("", one.digest).strip()
    told = {"office": part, "count": count, "revision": _revision(one), "code": code}
    return _about(one, "M08", CONFLICT, **told)


def _judge(one: Received, part: Commission, wanted: Wanted, found: Admitted) -> None:
    """Take a return, unless it was altered or fails hard controls and nobody decided for it."""
    checked = tuple(_checked(one, wanted))
    failing = [each for each in checked if each.severity.stops]
    decision = _decision(wanted, TAKE, place_of(part.code, one.digest))
    if decision and (failing or not one.sound):
        found.applied.add(decision)
        told = {"office": part, "reason": decision.reason}
        note = _about(one, "M12", IN_SPITE, Severity.INFO, **told)
        found.taken[part.code] = one
        found.add(one, Fate.TAKEN, note, *(_told(each) for each in (*one.findings, *checked)))
    elif not one.sound:
        found.add(one, Fate.REFUSED, *one.findings, *checked)
    elif failing:
        told = {"office": part, "count": len(failing)}
        found.add(one, Fate.WAITING, _about(one, "M11", WAITS, **told), *one.findings, *checked)
    else:
        found.taken[part.code] = one
        found.add(one, Fate.TAKEN, *one.findings, *checked)


def _checked(one: Received, wanted: Wanted) -> Iterator[Finding]:
    """Run the controls of a part; what its own office has confirmed is not asked again."""
    if wanted.controls is None or one.filled is None:
        return
    for finding in wanted.controls(one.filled):
        confirmed = any(confirms(decision, finding) for decision in one.filled.decisions)
        if finding.severity.stops or (finding.severity is Severity.SOFT and not confirmed):
            yield finding.at(office=one.filled.office, file=one.name)


def _told(finding: Finding) -> Finding:
    """Give a finding that a person has decided about: it informs and stops nothing more."""
    return Finding(finding.rule, Severity.INFO, finding.sentence, finding.where, finding.values)


def _decision(wanted: Wanted, rule: str, place: str) -> Decision | None:
    fitting = (one for one in wanted.decisions if one.rule == rule and one.place == place)
    return next(fitting, None)


def _revision(one: Received) -> int:
    return one.filled.revision if one.filled else 0


def _about(
    one: Received,
    rule: str,
    sentence: str,
    severity: Severity = Severity.HARD,
    /,
    **values: object,
) -> Finding:
    office = one.filled.office if one.filled else ""
    where = {"office": office, "file": one.name}
    return Finding(rule, severity, sentence, where, {"file": one.name, **values})
