"""Makes up families and court cases for practice vaults: nobody living, complete by the rules.

The ИИН are of people born in the 1880s, so they can belong to nobody alive; children carry none.
Everything follows from the random generator that is handed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from forms.checking import check, confirm
from forms.codes import Code, code, codes
from forms.court_case import COURT_CASE
from forms.dates import PartialDate, age_on, birthday
from forms.family import FAMILY
from forms.fields import Value
from forms.findings import Severity
from forms.form import Form
from forms.iin import check_digit
from forms.person import birth_of
from forms.record import Record, State
from forms.ruling import key
from forms.working_days import add_working_days

SURNAMES = (
    "Ақжолов",
    "Әлімқұлов",
    "Бейсенов",
    "Ғабдуллин",
    "Дәулетов",
    "Ерғалиев",
    "Жұмабаев",
    "Иманов",
    "Кәрімов",
    "Қоңыратбаев",
    "Мәжитов",
    "Нұрмағамбетов",
    "Оразов",
    "Өтегенов",
    "Сәрсенов",
    "Төлеубаев",
    "Үмбетов",
    "Хасанов",
    "Шүкіров",
    "Ысқақов",
    "Воронцов",
    "Ким",
    "Ли",
    "Петренко",
)
MEN = (
    "Әлихан",
    "Бауыржан",
    "Дархан",
    "Ерлан",
    "Қайрат",
    "Мұрат",
    "Нұрлан",
    "Санжар",
    "Тимур",
    "Виктор",
    "Сергей",
)
WOMEN = (
    "Айгүл",
    "Гүлнар",
    "Динара",
    "Жанерке",
    "Қарлығаш",
    "Ләйлә",
    "Меруерт",
    "Сәуле",
    "Ұлбосын",
    "Ольга",
    "Светлана",
)
BOYS = ("Әділ", "Дінмұхамед", "Ерасыл", "Исатай", "Мансұр", "Нұрислам", "Рамазан", "Артём")
GIRLS = ("Айзере", "Айкөркем", "Іңкәр", "Кәусар", "Медина", "Томирис", "Фатима", "Полина")
FATHERS = ("Асқар", "Дәурен", "Қасым", "Марат", "Серік", "Талғат")
STREETS = ("Абай көшесі", "Бейбітшілік көшесі", "Достық көшесі", "Мектеп көшесі", "Орман көшесі")
VILLAGES = ("Азат ауылы", "Еңбек ауылы", "Кеңес ауылы", "Наурыз ауылы", "Талды ауылы")
WHY = "2"  # confirmed: checked by the birth certificate


@dataclass(frozen=True, slots=True)
class Child:
    """A made-up child: birth, sex, and when and why it left (None: it stays)."""

    birth: date
    male: bool
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """What a made-up family should be; the rest is drawn."""

    registered: date
    children: tuple[Child, ...]
    removed: date | None = None
    reason: str = "01"
    kind: str = "1"
    origin: str = ""  # the commission it came from, for kind 3
    target: str = ""  # the commission it went to, for reason 05


def made_up_iin(rng: Random, *, male: bool) -> str:
    """Give a valid number of somebody born in the 1880s."""
    while True:
        born = date(1880, 1, 1) + timedelta(days=rng.randrange(3650))
        eleven = f"{born:%y%m%d}{1 if male else 2}{rng.randrange(10_000):04d}"
        last = check_digit(eleven)
        if last is not None:
            return f"{eleven}{last}"


def made_up_child(rng: Random, at: date, *, youngest: int = 0, eldest: int = 15) -> Child:
    """Give a child of an age between youngest and eldest on a day."""
    age = rng.randint(youngest, eldest)
    born = birthday(at, -age) - timedelta(days=rng.randint(2, 300))
    return Child(born, rng.random() < 0.5)


def made_up_family(
    rng: Random, plan: FamilyPlan, territory: str, today: date, office: str = ""
) -> Record:
    """Give a complete family card that follows a plan; soft findings are confirmed."""
    record = Record.blank("family")
    record = replace(record, id=f"{rng.getrandbits(128):032x}", values=_registration(rng, plan))
    surname = rng.choice(SURNAMES)
    for male in rng.choice(((False,), (False, True), (False, True), (True,))):
        eldest = min((child.birth for child in plan.children), default=plan.registered)
        record = record.add_row("parents", _parent(rng, surname, eldest, male=male))
    for child in plan.children:
        record = record.add_row("children", _pupil(_child(rng, surname, child), today))
    for ground in sorted(rng.sample(range(1, 18), rng.choice((1, 1, 2, 3)))):
        record = record.add_row("grounds", {"ground": code("family_ground", f"{ground:02d}")})
    values = {
        **record.values,
        "territory": territory,
        "settlement": rng.choice(VILLAGES),
        "street": rng.choice(STREETS),
        "house": str(rng.randint(1, 90)),
    }
    record = replace(record, values=values)
    record = _measures(rng, record, plan, today)
    return made_complete(FAMILY, _fixed_rows(rng, record), today, office)


def made_up_case(
    rng: Random,
    *,
    kind: str,
    came: date,
    today: date,
    ended: date | None = None,
    outcome: str = "1",
    office: str = "",
) -> Record:
    """Give a complete case card: filed, perhaps decided; soft findings are confirmed."""
    record = replace(Record.blank("court_case"), id=f"{rng.getrandbits(128):032x}")
    claimant = rng.choice("12234")
    values: dict[str, Value] = {
        "kind": code("claim_kind", kind),
        "came": code("claim_came", "1"),
        "came_on": came,
        "claimant": code("claimant", claimant if kind in ("A", "B") else "1"),
        "court_type": code("court_type", "1"),
        "case_number": f"{rng.randint(1000, 9999)}-{came:%y}-00-2/{rng.randint(100, 999)}",
    }
    if ended is not None:
        values |= {"ended_on": ended, "outcome": code("claim_outcome", outcome)}
    record = replace(record, values=values)
    surname = rng.choice(SURNAMES)
    granted = ended is not None and outcome in ("1", "2")
    children = [made_up_child(rng, came, eldest=14) for _ in range(rng.choice((1, 1, 2, 3)))]
    eldest = min(child.birth for child in children)
    for male in rng.choice(((False,), (True,), (False, True))):
        who = _respondent(rng, surname, kind, eldest, granted, male=male)
        record = record.add_row("respondents", who)
    for child in children:
        row = _child(rng, surname, child)
        if kind == "C" and granted:
            row["consent"] = code("yes_no", "1")
        record = record.add_row("children", row)
    if granted and ended is not None and kind == "A":
        record = _in_force(rng, record, ended, today)
    return made_complete(COURT_CASE, _fixed_rows(rng, record), today, office)


def made_complete(form: Form, record: Record, today: date, office: str = "") -> Record:
    """Confirm the soft findings of a made-up card and mark it complete.

    Raises ValueError when something hard is left: then the plan itself is wrong.
    """
    findings = check(form, record, today, office)
    for finding in findings:
        if finding.severity.stops:
            raise ValueError(f"made-up card breaks {finding.rule} at {dict(finding.where)}")
        if finding.severity is Severity.SOFT:
            record = confirm(record, finding, WHY)
    return replace(record, state=State.COMPLETE)


def _registration(rng: Random, plan: FamilyPlan) -> Mapping[str, Value]:
    basis = "591" if plan.registered < date(2026, 3, 2) else rng.choice(("54", "59", "79"))
    values: dict[str, Value] = {
        "registered_on": plan.registered,
        "register_basis": code("register_basis", basis),
        "registration_kind": code("registration_kind", plan.kind),
        "registration_document": _paper(plan.registered),
    }
    if plan.kind == "3":
        values["from_commission"] = plan.origin
    else:
        values["source"] = rng.choice(codes("source"))
    if plan.removed is not None:
        values |= {
            "removed_on": plan.removed,
            "removal_reason": code("removal_reason", plan.reason),
        }
        if plan.reason != "04":  # who leaves by itself needs no paper
            values["removal_document"] = _paper(plan.removed)
        if plan.reason == "05":
            values["to_commission"] = plan.target
    return values


def _paper(day: date) -> str:
    """Give the number and date of a made-up document of a day."""
    return f"№ {day.timetuple().tm_yday}, {day:%d.%m.%Y}"


def _person(rng: Random, surname: str, firsts: Sequence[str], *, male: bool) -> dict[str, Value]:
    bends = surname.endswith(("ов", "ев", "ин"))
    return {
        "surname": surname if male or not bends else f"{surname}а",
        "name": rng.choice(firsts),
        "patronymic": f"{rng.choice(FATHERS)}{'ұлы' if male else 'қызы'}",
    }


def _grown(rng: Random, eldest: date, *, male: bool) -> dict[str, Value]:
    """Give who a parent is: mostly a birth date at least 18 years before the eldest child's, now
    and then a number of the 1880s, so that a practice vault shows both ways."""
    if rng.random() < 0.1:
        return {"iin": made_up_iin(rng, male=male)}
    born = eldest - timedelta(days=rng.randrange(18 * 366, 38 * 365))
    return {
        "no_iin": code("no_iin_reason", "5"),
        "birth": PartialDate(born.year, born.month, born.day),
    }


def _parent(rng: Random, surname: str, eldest: date, *, male: bool) -> dict[str, Value]:
    return _person(rng, surname, MEN if male else WOMEN, male=male) | {
        "role": code("parent_role", "2" if male else "1"),
        **_grown(rng, eldest, male=male),
        "employment": rng.choice(codes("employment")),
    }


def _respondent(
    rng: Random, surname: str, kind: str, eldest: date, granted: bool, *, male: bool
) -> dict[str, Value]:
    row = _person(rng, surname, MEN if male else WOMEN, male=male) | {
        "role": code("respondent_role", "2" if male else "1"),
        **_grown(rng, eldest, male=male),
    }
    if kind == "A" and granted:
        chosen = rng.sample(codes("art75_ground"), rng.choice((1, 1, 2)))
        row["grounds"] = tuple(c for c in codes("art75_ground") if c in chosen)
    return row


def _child(rng: Random, surname: str, child: Child) -> dict[str, Value]:
    born = child.birth
    row = _person(rng, surname, BOYS if child.male else GIRLS, male=child.male) | {
        "no_iin": code("no_iin_reason", "5"),
        "birth": PartialDate(born.year, born.month, born.day),
        "sex": code("child_sex", "1" if child.male else "2"),
    }
    if child.left_on is not None:
        row |= {"left_on": child.left_on, "left_how": rng.choice(codes("child_leaving"))}
    return row


def _pupil(row: dict[str, Value], today: date) -> dict[str, Value]:
    """Give the row with a school where the child is of school age."""
    birth = birth_of(row)
    if birth is None or not 7 <= age_on(birth, today) < 18:
        return row
    return row | {"school": f"№ {birth.day % 5 + 1} мектеп"}


def _measures(rng: Random, record: Record, plan: FamilyPlan, today: date) -> Record:
    last = min(plan.removed or today, today)
    days = (last - plan.registered).days
    for _ in range(rng.choice((0, 1, 2, 3)) if days > 0 else 0):
        on = plan.registered + timedelta(days=rng.randrange(days))
        record = record.add_row("measures", {"kind": rng.choice(codes("measure")), "on": on})
    return record


def _in_force(rng: Random, record: Record, ended: date, today: date) -> Record:
    force = ended + timedelta(days=32)
    if force > today:
        return record
    values: dict[str, Value] = {
        **record.values,
        "in_force_on": force,
        "deprives": code("yes_no", "1"),
        "support_ordered": code("yes_no", rng.choice("12")),
    }
    for who in ("registry", "guardianship"):
        sent = force + timedelta(days=rng.randint(0, 5))
        if sent <= today:
            values[f"extract_{who}_on"] = sent
    writ = add_working_days(force, 2)
    if key(values, "support_ordered") == "1" and writ <= today:
        values["writ_issued_on"] = writ
    record = replace(record, values=values)
    for row in record.rows("children"):
        if rng.random() < 0.7:
            placed: dict[str, Value] = {
                "child": row.id,
                "kind": _placement(rng, birth_of(row.values), ended),
                "since": ended,
            }
            record = record.add_row("placements", placed)
    return record


def _placement(rng: Random, birth: date | None, on: date) -> Code:
    """Give with whom a child is: a guardian till it is 14, then a trustee, or somebody else."""
    drawn = rng.choice(codes("placement")[1:9])
    if birth is None or drawn.key not in ("02", "03"):
        return drawn
    return code("placement", "02" if age_on(birth, on) < 14 else "03")


def _fixed_rows(rng: Random, record: Record) -> Record:
    """Give the rows identities that follow from the generator, so that a seed repeats a vault."""
    renamed: dict[str, str] = {}
    form = FAMILY if record.form == "family" else COURT_CASE
    tables = {repeat.name: record.rows(repeat.name) for repeat in form.repeats()}
    for rows in tables.values():
        for row in rows:
            renamed[row.id] = f"{rng.getrandbits(128):032x}"
    values = dict(record.values)
    for name, rows in tables.items():
        if rows:
            values[name] = tuple(
                replace(row, id=renamed[row.id], values=_pointing(row.values, renamed))
                for row in rows
            )
    return replace(record, values=values)


def _pointing(values: Mapping[str, Value], renamed: Mapping[str, str]) -> Mapping[str, Value]:
    child = values.get("child")
    return {**values, "child": renamed[child]} if isinstance(child, str) else values
