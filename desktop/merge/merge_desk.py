"""The files of a merge, what was decided about them, and the rows that say how it stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from desktop.desk import Desk
from desktop.gathering import files_in
from desktop.noting import note
from forms.findings import Finding, Severity
from forms.rights import Right
from forms.store.deeds import Deed
from forms.territories import REPUBLIC, Register
from forms.territory import Commission
from reports import decisions as ruling
from reports.catalogue import RETURNS
from reports.controls import controls
from reports.exchange import Received, read_return
from reports.filled import Decision, FilledReturn
from reports.merging import Fate, Merged, PartRow, merge
from reports.period import Period

OTHER_RETURN, CONFLICT = "M01", "M08"
"""Rules of the merge: the file holds the other return; several contents of one revision."""


class Standing(StrEnum):
    """How a part stands in a merge, in the order in which the list shows it."""

    UNREADABLE = "unreadable"
    ALTERED = "altered"
    WRONG = "wrong"
    CONFLICT = "conflict"
    STRANGE = "strange"
    MISSING = "missing"
    RETURNED = "returned"
    LATE = "late"
    EXCLUDED = "excluded"
    IN_SPITE = "in_spite"
    REVISED = "revised"
    TAKEN = "taken"

    @property
    def open(self) -> bool:
        """True when a person has to decide."""
        return self in _OPEN

    @property
    def taken(self) -> bool:
        """True when the part is in the sum."""
        return self in _TAKEN


_OPEN = frozenset(
    (Standing.UNREADABLE, Standing.ALTERED, Standing.WRONG, Standing.CONFLICT, Standing.STRANGE)
)
_TAKEN = frozenset((Standing.LATE, Standing.IN_SPITE, Standing.REVISED, Standing.TAKEN))
ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that was offered: where it lies, what is in it, and when it came."""

    path: Path
    received: Received
    came: datetime


@dataclass(frozen=True, slots=True)
class PartLine:
    """One line of the list: a part with its files, or a file that belongs to no part."""

    office: str
    commission: Commission | None
    standing: Standing
    rows: tuple[PartRow, ...]
    files: tuple[Offered, ...]
    findings: tuple[Finding, ...]

    @property
    def main(self) -> Offered | None:
        """The file that counts, or that a person must decide about."""
        return self.files[0] if self.files else None

    @property
    def filled(self) -> FilledReturn | None:
        """The numbers of that file."""
        return self.main.received.filled if self.main else None

    @property
    def problems(self) -> int:
        """How many findings a person should look at."""
        return sum(one.severity is not Severity.INFO for one in self.findings)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision of the merge, and for one that returns a part the digests it was made about."""

    decision: Decision
    about: frozenset[str] | None = None


@dataclass
class MergeDesk:
    """What lies on the desk of one merge: office, quarter, files, decisions by return."""

    register: Register
    into: str
    period: Period
    who: str = ""
    offered: list[Offered] = field(default_factory=list)
    ruled: dict[str, list[Ruled]] = field(default_factory=dict)

    def add(self, offered: Iterable[Offered]) -> None:
        """Put files on the desk; the same file again replaces what was read of it before."""
        known = {one.path: one for one in (*self.offered, *offered)}
        self.offered = list(known.values())

    def drop(self, files: Iterable[Offered]) -> None:
        """Take files off the desk; they stay where they lie."""
        gone = {one.path for one in files}
        self.offered = [one for one in self.offered if one.path not in gone]

    def take_over(self, other: "MergeDesk") -> None:
        """Lie here as on another desk, which was put away when the vault was locked."""
        self.into, self.period = other.into, other.period
        self.offered, self.ruled = list(other.offered), dict(other.ruled)

    def clear(self) -> None:
        """Take every file and decision off the desk."""
        self.offered = []
        self.ruled = {}

    def decide(self, code: str, decision: Decision, about: frozenset[str] | None = None) -> None:
        """Keep a decision about one part of one return, in place of an earlier one."""
        self.undo(code, decision.place.partition(" ")[0])
        self.ruled.setdefault(code, []).append(Ruled(decision, about))

    def undo(self, code: str, office: str) -> None:
        """Take back what was decided about a part."""
        kept = [one for one in self.ruled.get(code, []) if _office(one.decision) != office]
        self.ruled[code] = kept

    def decided(self, code: str, office: str) -> Decision | None:
        """Give what was decided about a part, None where nothing was."""
        found = self._ruled(code, office)
        return found.decision if found is not None else None

    def merged(self, due: date | None = None) -> dict[str, Merged]:
        """Merge both returns from all files, each with its own decisions."""
        return {
            one.definition.code: merge(
                [each.received for each in self.offered],
                one.definition,
                self.into,
                self.period,
                self.register,
                decisions=[each.decision for each in self._in_force(one.definition.code)],
                controls=controls,
                due=due,
            )
            for one in RETURNS
        }

    def lines(self, code: str, merged: Merged) -> tuple[PartLine, ...]:
        """Give the lines of one return, those to decide first."""
        span = self.period.span
        parts = {one.code: one for one in self.register.parts(self.into, span.first, span.last)}
        by_office: dict[str, list[PartRow]] = {}
        loose: list[PartRow] = []
        for row in merged.rows:
            if any(one.rule == OTHER_RETURN for one in row.findings):
                continue
            if row.office in parts:
                by_office.setdefault(row.office, []).append(row)
            else:
                loose.append(row)
        found = [
            self._line(code, parts[office], rows, merged) for office, rows in by_office.items()
        ]
        found += [self._loose(row) for row in loose]
        return tuple(sorted(found, key=lambda one: (ORDER.index(one.standing), one.office)))

    def others(self, merged: Merged) -> int:
        """Say how many files hold the other return."""
        return sum(any(one.rule == OTHER_RETURN for one in row.findings) for row in merged.rows)

    def _line(
        self, code: str, part: Commission, rows: Sequence[PartRow], merged: Merged
    ) -> PartLine:
        ranked = sorted(rows, key=lambda row: _RANK.index(row.fate))
        late = any(
            one.rule == "M16" and one.where.get("office") == part.code for one in merged.findings
        )
        ruled = self._ruled(code, part.code)
        standing = _standing(ranked, late, ruled is not None)
        if standing is Standing.EXCLUDED and ruled is not None and ruled.about is not None:
            standing = Standing.RETURNED
        files = tuple(one for row in ranked if row.file for one in self._files(row))
        findings = [one for row in ranked for one in row.findings]
        if files and not standing.taken:
            findings = [one for one in findings if one.rule != "M13"] or findings
        return PartLine(part.code, part, standing, tuple(ranked), files, tuple(findings))

    def _loose(self, row: PartRow) -> PartLine:
        versions = self.register.history(row.office) if row.office else ()
        standing = Standing.STRANGE if row.office else Standing.UNREADABLE
        return PartLine(
            row.office,
            versions[-1] if versions else None,
            standing,
            (row,),
            tuple(self._files(row)),
            row.findings,
        )

    def _files(self, row: PartRow) -> list[Offered]:
        same = [
            one
            for one in self.offered
            if one.received.name == row.file and one.received.digest == row.digest
        ]
        return same[:1]

    def _ruled(self, code: str, office: str) -> Ruled | None:
        found = (one for one in self._in_force(code) if _office(one.decision) == office)
        return next(found, None)

    def _in_force(self, code: str) -> list[Ruled]:
        """Give the decisions that stand: one that returned a part falls when a new file came."""
        return [
            one
            for one in self.ruled.get(code, [])
            if one.about is None or one.about >= self.digests(code, _office(one.decision))
        ]

    def digests(self, code: str, office: str) -> frozenset[str]:
        """Give the digests of all files of a part for one return."""
        return frozenset(
            one.received.digest
            for one in self.offered
            if one.received.filled is not None
            and one.received.filled.office == office
            and one.received.filled.definition.code == code
        )


_RANK = (
    Fate.TAKEN,
    Fate.WAITING,
    Fate.REFUSED,
    Fate.EXCLUDED,
    Fate.MISSING,
    Fate.REPLACED,
    Fate.DUPLICATE,
)


def _office(decision: Decision) -> str:
    return decision.place.partition(" ")[0]


def _standing(ranked: Sequence[PartRow], late: bool, decided: bool) -> Standing:
    """Say how a part stands from the fates of its files, the weightiest first."""
    first, fates = ranked[0], {row.fate for row in ranked}
    if Fate.EXCLUDED in fates:
        return Standing.EXCLUDED
    if first.fate is Fate.TAKEN:
        if late:
            return Standing.LATE
        if decided:
            return Standing.IN_SPITE
        return Standing.REVISED if Fate.REPLACED in fates else Standing.TAKEN
    if first.fate is Fate.WAITING:
        conflict = any(one.rule == CONFLICT for one in first.findings)
        return Standing.CONFLICT if conflict else Standing.WRONG
    return Standing.ALTERED if first.fate is Fate.REFUSED else Standing.MISSING


def read_noted(
    desk: Desk, paths: Iterable[Path], step: Callable[[int, int], object]
) -> tuple[Offered, ...]:
    """Read files and folders for a merge of this vault, and note how many they were."""
    desk.require(Right.MERGE)
    found = read_offered(paths, desk.register, step)
    note(desk, Right.MERGE, Deed.MERGED, form="return", about=len(found))
    return found


def read_offered(
    paths: Iterable[Path], register: Register, step: Callable[[int, int], object]
) -> tuple[Offered, ...]:
    """Read files and folders; step(done, all) is called after each file.

    The time a file was last written stands for the time it came.
    """
    files = files_in(paths)
    found = []
    for done, path in enumerate(files, start=1):
        received = read_return(path, register)
        came = _came(path)
        found.append(Offered(path, replace(received, on=came.date()), came))
        step(done, len(files))
    return tuple(found)


def _came(path: Path) -> datetime:
    try:
        moment = path.stat().st_mtime
    except OSError:
        return datetime.now(UTC).astimezone()
    return datetime.fromtimestamp(moment, UTC).astimezone()


def first_office(register: Register, own: str, period: Period) -> str:
    """Give the office whose return an office is likely to merge: its own where it has parts,
    else the one above it."""
    span = period.span
    if own == REPUBLIC or register.parts(own, span.first, span.last):
        return own
    above = register.parent(own, span.last)
    return above.code if above is not None else REPUBLIC


def office_name(register: Register, code: str, day: date) -> Commission | None:
    """Give an office as it stands on a day, its last version where it is not in force."""
    versions = register.history(code)
    return register.commission(code, day) or (versions[-1] if versions else None)


def returned(office: str, reason: str, who: str, on: date) -> Decision:
    """Decide that a part goes back for correction: it is left out until another file comes."""
    return ruling.exclude(office, reason, who, on)


STATES: Mapping[Standing, tuple[str, str]] = {
    Standing.UNREADABLE: ("err", "state.hard"),
    Standing.ALTERED: ("err", "state.hard"),
    Standing.WRONG: ("err", "state.hard"),
    Standing.CONFLICT: ("err", "state.hard"),
    Standing.STRANGE: ("err", "state.hard"),
    Standing.MISSING: ("plain", "state.missing"),
    Standing.RETURNED: ("plain", "action.back"),
    Standing.LATE: ("soft", "state.near"),
    Standing.EXCLUDED: ("plain", "state.left"),
    Standing.IN_SPITE: ("soft", "state.soft"),
    Standing.REVISED: ("info", "state.revision"),
    Standing.TAKEN: ("ok", "state.ok"),
}
"""Standing -> tone and icon, the same wherever a part is shown."""
