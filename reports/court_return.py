"""The return 2-АҚА: court decisions on parental rights by parts A–E, and what counts them.

Title and look: Table 15 of the country's report (Government resolution No. 942 of 28.12.2021);
Family Code arts. 75–82; form of administrative data after order No. 570 of 27.12.2012.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from forms.codes import Code, codes
from forms.court_life import GRANTED, REFUSED, SUIT_DAYS, CourtLife, Stay, court_life
from forms.fields import Entry
from forms.record import Record
from forms.ruling import day, key, rows
from forms.words import Name
from reports.definition import Column, Kind, Line, Return, columns_of, line_name
from reports.entry import CountEntry
from reports.family_return import child_columns
from reports.period import Span

CODE = "2-AQA"
COLUMNS: tuple[Column, ...] = columns_of(CODE)
ALL = tuple(column.code for column in COLUMNS)
CLAIMS, PARENTS, CHILDREN = ALL[:1], ALL[:4], ALL[4:]
PARTS = ("A", "B", "C", "D")
NOT_YET = "10.9"
EXTRACT_DAYS = 3  # Family Code art. 76: extract within three days after the entry into force


def _line(
    part: str, code: str, kind: Kind, columns: tuple[str, ...] = ALL, parts: tuple[str, ...] = ()
) -> Line:
    return Line(
        f"{part}.{code}",
        line_name(CODE, f"{part}.{code}" if part == "E" else code),
        kind,
        columns,
        tuple(f"{part}.{one}" for one in parts),
        part,
    )


def _numbered(head: str, count: int) -> tuple[str, ...]:
    return tuple(f"{head}.{n}" for n in range(1, count + 1))


def _claims(part: str) -> Iterator[Line]:
    yield _line(part, "01", Kind.OPENING)
    yield _line(part, "02", Kind.FLOW, parts=_numbered("02", 6))
    yield from (_line(part, code, Kind.FLOW) for code in _numbered("02", 6))
    yield _line(part, "03", Kind.FLOW, parts=("04", "05"))
    yield _line(part, "04", Kind.FLOW)
    yield _line(part, "04.1", Kind.FLOW)
    yield _line(part, "05", Kind.FLOW)
    if part == "A":
        yield _line(part, "05.1", Kind.FLOW)
    yield _line(part, "06", Kind.FLOW, parts=_numbered("06", 4))
    yield from (_line(part, code, Kind.FLOW) for code in _numbered("06", 4))
    yield _line(part, "07", Kind.STOCK)
    yield _line(part, "08", Kind.SHARE, CLAIMS)


def _decided(part: str) -> Iterator[Line]:
    yield _line(part, "09", Kind.HEADING, ())
    inner = {"09.1": 1, "09.4": 3, "09.5": 4}
    for code in _numbered("09", 6):
        yield _line(part, code, Kind.FLOW, PARENTS)
        for n in range(1, inner.get(code, 0) + 1):
            yield _line(part, f"{code}.{n}", Kind.FLOW, PARENTS)
    yield _line(part, "10", Kind.STATE, CHILDREN, parts=_numbered("10", 10))
    for code in _numbered("10", 10):
        wards = _numbered("10.7", 3) if code == "10.7" else ()
        yield _line(part, code, Kind.STATE, CHILDREN, parts=wards)
        yield from (_line(part, ward, Kind.STATE, CHILDREN) for ward in wards)
    yield _line(part, "11", Kind.FLOW, CLAIMS, parts=_numbered("11", 3))
    yield from (_line(part, code, Kind.STATE, CLAIMS) for code in _numbered("11", 3))
    yield _line(part, "11.4", Kind.FLOW, CLAIMS)
    yield _line(part, "11.5", Kind.STATE, CLAIMS)


def _higher(part: str) -> Iterator[Line]:
    yield _line(part, "12", Kind.FLOW, CLAIMS, parts=_numbered("12", 5))
    yield from (_line(part, code, Kind.FLOW, CLAIMS) for code in _numbered("12", 5))


def _lines() -> Iterator[Line]:
    for part in PARTS:
        yield from _claims(part)
        if part == "A":
            yield from _decided(part)
        yield from _higher(part)
    for number in range(1, 9):
        kind = Kind.FLOW if number <= 3 else Kind.STATE
        yield _line("E", f"{number:02d}", kind, CLAIMS)


COURT_RETURN = Return(
    code=CODE,
    index="2-АҚА",
    title=Name(
        "Ата-ана құқықтарынан айыру жөніндегі сот шешімдері туралы мәліметтер",
        "Сведения о судебных решениях о лишении родительских прав",
        "Court decisions on deprivation of parental rights",
    ),
    columns=COLUMNS,
    lines=tuple(_lines()),
    parts=tuple((part, line_name(CODE, part)) for part in (*PARTS, "E")),
)


def court_entries(record: Record, span: Span, home: str = "") -> Iterator[CountEntry]:
    """Give every entry that one case card makes in a span (rules C1–C7, parts A–E).

    home is the territory of the commission: an act of another akimat is counted there.
    """
    life = court_life(record.values)
    if life is not None:
        for entry in _claim_entries(record, life, span):
            yield entry._replace(line=f"{life.part}.{entry.line}")
    yield from _removal_entries(record, life, span, home)


def _claim_entries(record: Record, life: CourtLife, span: Span) -> Iterator[CountEntry]:
    yield from _pending("01", life, span.eve)
    yield from _came(life, span)
    yield from _went(life, span)
    yield from _pending("07", life, span.last)
    if life.part == "A":
        yield from _grounds(life, span)
        yield from _placements(record, life, span)
        yield from _force(record, span)
    for row in rows(record.values, "appeals"):
        result = row.get("result")
        if isinstance(result, Code) and span.holds(day(row.values, "on")):
            yield from (CountEntry(line, row.id, CLAIMS) for line in ("12", result.line))


def _columns(one: Stay) -> tuple[str, ...]:
    if one.child:
        return ("5", *child_columns(one.male, one.birth, one.aged_on, "8"))
    return ("2", "4" if one.male else "3")


def _pending(line: str, life: CourtLife, on: date) -> Iterator[CountEntry]:
    if life.pending(on):
        yield CountEntry(line, "", CLAIMS)
    yield from (CountEntry(line, one.row, _columns(one)) for one in life.stays if one.pending(on))


def _came(life: CourtLife, span: Span) -> Iterator[CountEntry]:
    if span.holds(life.came):
        yield from (CountEntry(line, "", CLAIMS) for line in ("02", life.came_line))
    for one in life.stays:
        if span.holds(one.came):
            yield from (CountEntry(line, one.row, _columns(one)) for line in ("02", one.came_line))


def _went(life: CourtLife, span: Span) -> Iterator[CountEntry]:
    if span.holds(life.out):
        lines = _out_lines(life.out_line)
        lines += ("04.1",) if life.in_part else ()
        lines += ("05.1",) if life.part == "A" and life.restricted else ()
        yield from (CountEntry(line, "", CLAIMS) for line in lines)
    for one in life.stays:
        if span.holds(one.out):
            lines = _out_lines(one.out_line)
            lines += ("04.1",) if life.in_part and one.out_line == GRANTED else ()
            lines += ("05.1",) if life.part == "A" and one.restricted else ()
            yield from (CountEntry(line, one.row, _columns(one)) for line in lines)


def _out_lines(line: str) -> tuple[str, ...]:
    return ("03", line) if line in (GRANTED, REFUSED) else ("06", line)


def _granted(life: CourtLife, span: Span, *, child: bool) -> tuple[Stay, ...]:
    return tuple(
        one
        for one in life.stays
        if one.child is child and one.out_line == GRANTED and span.holds(one.out)
    )


def _grounds(life: CourtLife, span: Span) -> Iterator[CountEntry]:
    """Line 09: per parent; the claim once where at least one parent has the ground."""
    feeding = {code.key: code.line for code in codes("art75_ground")}
    of_claim: set[str] = set()
    for one in _granted(life, span, child=False):
        lines = set()
        for ground in one.grounds:
            lines |= {feeding[ground], ".".join(feeding[ground].split(".")[:2])}
        yield from (CountEntry(line, one.row, _columns(one)) for line in sorted(lines))
        of_claim |= lines
    yield from (CountEntry(line, "", CLAIMS) for line in sorted(of_claim))


def _placements(record: Record, life: CourtLife, span: Span) -> Iterator[CountEntry]:
    """Line 10: children of the span's 04 by where they are on its last day."""
    for one in _granted(life, span, child=True):
        line = placed_on(rows(record.values, "placements"), one.row, span.last)
        lines = {"10", line, ".".join(line.split(".")[:2])}
        yield from (CountEntry(each, one.row, _columns(one)) for each in sorted(lines))


def placed_on(placements: tuple[Entry, ...], child: str, on: date) -> str:
    """Give the line of a child's last placement by the day, 10.9 where there is none yet.

    Of two placements of one day the one entered later holds.
    """
    known = [
        (since, kind.line)
        for row in placements
        if row.get("child") == child
        and (since := day(row.values, "since")) is not None
        and since <= on
        and isinstance(kind := row.get("kind"), Code)
    ]
    return sorted(known, key=lambda one: one[0])[-1][1] if known else NOT_YET


def _force(record: Record, span: Span) -> Iterator[CountEntry]:
    force = day(record.values, "in_force_on")
    if force is None or not span.holds(force) or key(record.values, "deprives") != "1":
        return
    lines = ["11", _extract_line(record, force, span.last)]
    if key(record.values, "support_ordered") == "1":
        writ = day(record.values, "writ_issued_on")
        lines += ["11.4", "11.5"] if writ is not None and writ <= span.last else ["11.4"]
    yield from (CountEntry(line, "", CLAIMS) for line in lines)


def _extract_line(record: Record, force: date, last: date) -> str:
    sent = [day(record.values, f"extract_{who}_on") for who in ("registry", "guardianship")]
    known = [on for on in sent if on is not None and on <= last]
    if len(known) < 2:
        return "11.3"
    return "11.1" if max(known) <= force + timedelta(days=EXTRACT_DAYS) else "11.2"


def _removal_entries(
    record: Record, life: CourtLife | None, span: Span, home: str
) -> Iterator[CountEntry]:
    act, akimat = day(record.values, "act_on"), record.get("act_territory")
    if act is None or not span.holds(act) or (akimat is not None and home and akimat != home):
        return
    lines = ["E.01", _suit_line(record, life, act, span.last)]
    if day(record.values, "prosecutor_told_on") == act:
        lines.append("E.03")
    yield from (CountEntry(line, "", CLAIMS) for line in lines)
    for row in rows(record.values, "children"):
        if key(row.values, "removed") == "1":
            yield CountEntry("E.02", row.id, CLAIMS)


def _suit_line(record: Record, life: CourtLife | None, act: date, last: date) -> str:
    """Give which of E.04–E.08 an act is in on the span's last day (Family Code art. 82)."""
    term = act + timedelta(days=SUIT_DAYS)
    if life is not None and life.part in ("A", "B") and life.came <= last:
        return "E.04" if life.came <= term else "E.05"
    annulled = day(record.values, "act_annulled_on")
    if annulled is not None and annulled <= min(term, last):
        return "E.08"
    return "E.06" if term <= last else "E.07"
