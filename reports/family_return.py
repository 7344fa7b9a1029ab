"""The return 1-ҚО: families on the register and the children in them, and what counts them.

Title and look: Table 14 of the country's report (Government resolution No. 942 of 28.12.2021);
form of administrative data after order No. 570 of 27.12.2012.
"""

from collections.abc import Iterator
from datetime import date

from forms.codes import Code
from forms.dates import age_on, eve
from forms.family_life import FamilyLife, Membership, family_life
from forms.record import Record
from forms.ruling import day, rows
from forms.words import Name
from reports.definition import Column, Kind, Line, Return, columns_of, line_name
from reports.entry import CountEntry
from reports.period import Span

CODE = "1-QO"
COLUMNS: tuple[Column, ...] = columns_of(CODE)
ALL = tuple(column.code for column in COLUMNS)
PEOPLE = ALL[1:]
CHILDREN = ALL[2:]


def _line(
    code: str, kind: Kind, columns: tuple[str, ...] = ALL, parts: tuple[str, ...] = ()
) -> Line:
    return Line(code, line_name(CODE, code), kind, columns, parts)


def _several(head: str, count: int, kind: Kind, columns: tuple[str, ...] = ALL) -> list[Line]:
    return [_line(f"{head}.{n}", kind, columns) for n in range(1, count + 1)]


FAMILY_RETURN = Return(
    code=CODE,
    index="1-ҚО",
    title=Name(
        "Қолайсыз отбасылардың, ондағы балалардың саны туралы мәліметтер",
        "Сведения о численности неблагополучных семей и детей в них",
        "Numbers of dysfunctional families and of the children in them",
    ),
    columns=COLUMNS,
    lines=(
        _line("01", Kind.OPENING),
        _line("02", Kind.FLOW, parts=tuple(f"02.{n}" for n in range(1, 5))),
        *_several("02", 3, Kind.FLOW),
        _line("02.4", Kind.FLOW, PEOPLE),
        _line("03", Kind.FLOW, parts=tuple(f"03.{n}" for n in range(1, 12))),
        *_several("03", 10, Kind.FLOW),
        _line("03.11", Kind.FLOW, PEOPLE),
        _line("04", Kind.STOCK),
        _line("05", Kind.HEADING, ()),
        *_several("05", 17, Kind.STOCK),
        _line("06", Kind.HEADING, ()),
        *_several("06", 13, Kind.FLOW),
        _line("07", Kind.HEADING, ()),
        *_several("07", 20, Kind.STATE, ("1",)),
        _line("08", Kind.HEADING, ()),
        *_several("08", 4, Kind.STOCK),
        _line("09", Kind.HEADING, ()),
        *_several("09", 4, Kind.STATE, CHILDREN),
    ),
)


def child_columns(male: bool | None, birth: date | None, day_of_age: date, ages: str) -> list[str]:
    """Give the columns after "children, all" of one child: its sex and its age group.

    ages is the first of the three age columns.  A child without sex or birth date (only possible
    in an incomplete card) makes none of them, so that the control 3 = 4 + 5 shows it.
    """
    first = int(ages)
    found = [] if male is None else [str(first - 2 if male else first - 1)]
    years = None if birth is None else age_on(birth, day_of_age)
    if years is not None and years < 18:
        found.append(str(first + (0 if years <= 2 else 1 if years <= 6 else 2)))
    return found


def family_entries(record: Record, span: Span, home: str = "") -> Iterator[CountEntry]:
    """Give every entry that one family card makes in a span (rules R1–R5, lines 01–09).

    home, the territory of the commission, plays no part here; all returns are counted alike.
    """
    life = family_life(record.values)
    if life is None:
        return
    yield from _stocks(record, life, span)
    yield from _came(record, life, span)
    yield from _left(life, span)
    yield from _measures(record, life, span)
    yield from _violence(record, life, span)


def _family(line: str, members: tuple[Membership, ...], aged: date) -> Iterator[CountEntry]:
    yield CountEntry(line, "", ("1",))
    yield from _people(line, members, aged)


def _people(line: str, members: tuple[Membership, ...], aged: date) -> Iterator[CountEntry]:
    for one in members:
        if one.child:
            columns = ("3", *child_columns(one.male, one.birth, aged, "6"))
            yield CountEntry(line, one.row, columns)
        else:
            yield CountEntry(line, one.row, ("2",))


def _stocks(record: Record, life: FamilyLife, span: Span) -> Iterator[CountEntry]:
    if life.on(span.eve):
        yield from _family("01", life.present(span.eve), span.eve)
    if not life.on(span.last):
        return
    there = life.present(span.last)
    yield from _family("04", there, span.last)
    for line in sorted(_grounds(record, life, span.last)):
        yield from _family(line, there, span.last)
    parents = sum(one.parent for one in there)
    yield from _family(
        "08.3" if not parents else "08.2" if parents == 1 else "08.1", there, span.last
    )
    if sum(one.child for one in there) >= 4:
        yield from _family("08.4", there, span.last)


def _grounds(record: Record, life: FamilyLife, on: date) -> set[str]:
    found = set()
    for row in rows(record.values, "grounds"):
        since, until = day(row.values, "since") or life.registered, day(row.values, "until")
        ground = row.get("ground")
        if isinstance(ground, Code) and since <= on and (until is None or on < until):
            found.add(ground.line)
    return found


def _came(record: Record, life: FamilyLife, span: Span) -> Iterator[CountEntry]:
    kind, source = record.get("registration_kind"), record.get("source")
    if span.holds(life.registered) and isinstance(kind, Code):
        there = life.present(life.registered)
        lines = ["02", kind.line]
        if isinstance(source, Code) and kind.line in ("02.1", "02.2"):
            lines.append(source.line)
        for line in lines:
            yield from _family(line, there, life.registered)
    for one in life.members:
        if span.holds(one.start) and _between(one.start, life):
            for line in ("02", "02.4"):
                yield from _people(line, (one,), one.start)


def _left(life: FamilyLife, span: Span) -> Iterator[CountEntry]:
    if life.removed is not None and span.holds(life.removed):
        last = eve(life.removed)
        for line in ("03", life.line):
            yield from _family(line, life.present(last), last)
    for one in life.members:
        if one.end is not None and span.holds(one.end) and _between(one.end, life):
            for line in ("03", "03.11"):
                yield from _people(line, (one,), eve(one.end))


def _between(moment: date, life: FamilyLife) -> bool:
    """True strictly between registration and removal, where joining and leaving count alone."""
    return life.registered < moment and (life.removed is None or moment < life.removed)


def _measures(record: Record, life: FamilyLife, span: Span) -> Iterator[CountEntry]:
    kinds = set()
    for row in rows(record.values, "measures"):
        on, kind = day(row.values, "on"), row.get("kind")
        if isinstance(kind, Code) and on is not None and span.holds(on) and _inside(on, life):
            kinds.add(kind.line)
    for line in sorted(kinds):
        yield CountEntry(line, "", ("1",))


def _inside(on: date, life: FamilyLife) -> bool:
    return life.registered <= on and (life.removed is None or on <= life.removed)


def _violence(record: Record, life: FamilyLife, span: Span) -> Iterator[CountEntry]:
    """A child once a kind in each table, aged on the first such day of the span."""
    children = {one.row: one for one in life.members if one.child}
    first: dict[tuple[str, str], date] = {}
    for row in rows(record.values, "violence"):
        on, kind, child = day(row.values, "on"), row.get("kind"), row.get("child")
        one = children.get(child) if isinstance(child, str) else None
        if one is None or on is None or not isinstance(kind, Code) or not span.holds(on):
            continue
        minor = one.birth is None or age_on(one.birth, on) < 18
        if minor and _inside(on, life) and one.start <= on and (one.end is None or on <= one.end):
            place = (one.row, kind.line)
            first[place] = min(on, first.get(place, on))
    for (child, line), on in sorted(first.items()):
        yield from _people(line, (children[child],), on)
