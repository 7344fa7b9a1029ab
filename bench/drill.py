"""The drill: practice vaults whose returns must merge into the published figures of a year.

    bench/drill.py --year 2020 [--region akmola | --all] --table14 FILE --table15 FILE --out DIR

For each region of Table 14 it makes practice vaults of the region's commissions whose families and
children at the end of the year add up to the printed figures, and court cases that add up to
Table 15 over the country; then, through the operations of the product: a return of the fourth
quarter from every vault, workbooks, a merge to each oblast and republican city, a merge to the
republic, and the columns of both tables beside the published ones.
"""

import argparse
import csv
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.admission import create_desk
from desktop.exporting import export, export_merged, export_tables
from desktop.gathering import gather, read_all
from desktop.practising import hand_in_all
from desktop.returning import prepare
from forms.findings import Finding
from forms.practice import (
    Child,
    FamilyPlan,
    made_up_case,
    made_up_child,
    made_up_family,
)
from forms.record import Record
from forms.territories import REPUBLIC, Commission, Register
from forms.words import Language, tell
from reports.catalogue import RETURNS
from reports.filled import FilledReturn, share
from reports.paper.requisites import Signatures
from reports.period import Period

PASSPHRASE = "drill of made-up people"
ALIASES = {"almaty-oblast": "almaty-region", "nur-sultan": "astana-until-2019"}
"""How the register calls a region that Table 14 calls otherwise, in the years it does."""
MOST_CHILDREN = 7


@dataclass(frozen=True)
class Region:
    """A row of Table 14: families and children at the end of the year, and its commission."""

    key: str
    name: str
    families: int
    children: int
    commission: Commission


@dataclass(frozen=True)
class Job:
    """What one commission's vault should hold, and where its workbooks go."""

    office: Commission
    year: int
    households: tuple[int, ...]  # children of each family at the end of the year
    granted: int
    refused: int
    seed: str
    vaults: Path
    returns: Path


def main(arguments: Sequence[str]) -> int:
    """Run the drill; 0 when every figure equals the printed one, 1 when something differs."""
    call = _call(arguments)
    began = time.monotonic()
    register = Register.shipped()
    regions = _regions(call.table14, call.year, register)
    if not call.all:
        regions = [one for one in regions if one.key == call.region]
        if not regions:
            sys.stdout.write(f"Table 14 has no region {call.region} in {call.year}\n")
            return 2
    period = Period(call.year, 4)
    considered, granted = _table15(call.table15, call.year)
    whole = sum(one.families for one in _regions(call.table14, call.year, register))
    here = sum(one.families for one in regions)
    considered, granted = considered * here // whole, granted * here // whole
    jobs = _jobs(regions, considered, granted, register, call)
    with ProcessPoolExecutor(call.workers) as pool:
        list(pool.map(fill_vault, jobs, chunksize=1))
    tops, differing = _oblasts(regions, period, register, call.out)
    if call.all:
        differing += _republic(regions, (considered, granted), period, register, call)
    sys.stdout.write(
        f"{len(jobs)} vaults, {here} families, {len(tops)} regions merged, "
        f"{time.monotonic() - began:.0f} s\n"
    )
    return 1 if differing else 0


def _call(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--year", type=int, required=True)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--region")
    which.add_argument("--all", action="store_true")
    parser.add_argument("--table14", type=Path, required=True)
    parser.add_argument("--table15", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(arguments)


def _regions(file: Path, year: int, register: Register) -> list[Region]:
    tops = {
        c.territory_key: c for c in register.parts(REPUBLIC, date(year, 1, 1), date(year, 12, 31))
    }
    found = []
    for row in _rows(file):
        if row["region"] == "total" or int(row["year"]) != year or not row["families"]:
            continue
        key = row["region"]
        top = tops[key if key in tops else ALIASES[key]]
        found.append(Region(key, row["name_kk"], int(row["families"]), int(row["children"]), top))
    return found


def _table15(file: Path, year: int) -> tuple[int, int]:
    row = next(row for row in _rows(file) if int(row["year"]) == year)
    return int(row["considered"]), int(row["granted"])


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _jobs(
    regions: Sequence[Region],
    considered: int,
    granted: int,
    register: Register,
    call: argparse.Namespace,
) -> list[Job]:
    """Share families, children and cases out over the card-keeping commissions."""
    first, last = date(call.year, 1, 1), date(call.year, 12, 31)
    households: dict[str, list[int]] = {}
    offices: dict[str, tuple[Commission, Region]] = {}
    for region in regions:
        rng = Random(f"{call.seed}/{call.year}/{region.key}")
        leaves = register.leaves(region.commission.code, first, last)
        for office in leaves:
            offices[office.code] = (office, region)
            households[office.code] = []
        for children in _share_children(rng, region):
            households[rng.choice(leaves).code].append(children)
    rng = Random(f"{call.seed}/{call.year}/cases")
    codes = sorted(offices)
    weights = [1 + len(households[code]) for code in codes]
    cases = {code: [0, 0] for code in codes}
    for number in range(considered):
        cases[rng.choices(codes, weights)[0]][0 if number < granted else 1] += 1
    return [
        Job(
            offices[code][0],
            call.year,
            tuple(households[code]),
            cases[code][0],
            cases[code][1],
            f"{call.seed}/{call.year}/{code}",
            call.out / "vaults",
            call.out / "returns" / offices[code][1].key,
        )
        for code in codes
    ]


def _share_children(rng: Random, region: Region) -> list[int]:
    """Give the children of each family, so that families and children are the printed ones."""
    each = [0] * region.families
    if region.children >= region.families:
        each = [1] * region.families
    else:
        for at in rng.sample(range(region.families), region.children):
            each[at] = 1
    left = region.children - sum(each)
    while left:
        at = rng.randrange(region.families)
        if each[at] < MOST_CHILDREN:
            each[at] += 1
            left -= 1
    rng.shuffle(each)
    return each


def fill_vault(job: Job) -> tuple[str, ...]:
    """Make one practice vault, hand its quarters in, and write the workbooks of the fourth."""
    job.vaults.mkdir(parents=True, exist_ok=True)
    job.returns.mkdir(parents=True, exist_ok=True)
    day = date(job.year + 1, 1, 5)
    made = create_desk(
        job.vaults / f"{job.office.code}.pana",
        PASSPHRASE,
        job.office.code,
        Period(job.year, 1),
        practice=True,
        day=lambda: day,
    )
    if isinstance(made, Finding):
        raise SystemExit(made.say(Language.EN))
    desk, _ = made
    with desk.store.begin() as work:
        for card in (*_families(job, day), *_cases(job, day)):
            work.save(card, who=desk.who, when=desk.now())
    paths: list[str] = []
    for period in Period(job.year, 4).so_far():
        hand_in_all(desk, period)
    for one in RETURNS:
        prepared = prepare(desk, one.definition.code, Period(job.year, 4))
        written = export(prepared.filled, desk.register, Signatures(), job.returns)
        if isinstance(written, Finding):
            raise SystemExit(written.say(Language.EN))
        paths += [path.name for path in written]
    desk.store.vault.close()
    return tuple(paths)


def _families(job: Job, day: date) -> Iterable[Record]:
    """Families that are there at the end of the year, and some that left during it."""
    rng = Random(job.seed)
    last = date(job.year, 12, 31)
    for children in job.households:
        registered = last - timedelta(days=rng.randrange(5, 900))
        born = [made_up_child(rng, registered, eldest=13) for _ in range(children)]
        if rng.random() < 0.08 and (last - registered).days > 30:  # one more who left in between
            gone = made_up_child(rng, registered, eldest=13)
            left = registered + timedelta(days=rng.randrange(5, (last - registered).days))
            born.append(Child(gone.birth, gone.male, left))
        plan = FamilyPlan(registered, tuple(born), kind=rng.choice("1112"))
        yield made_up_family(rng, plan, job.office.territory_key, day, job.office.code)
    for _ in range(1 + len(job.households) // 7):
        removed = date(job.year, 1, 1) + timedelta(days=rng.randrange(364))
        registered = removed - timedelta(days=rng.randrange(10, 500))
        born = [made_up_child(rng, registered, eldest=13) for _ in range(rng.choice((1, 2, 3)))]
        plan = FamilyPlan(registered, tuple(born), removed, rng.choice(("01", "06", "07", "10")))
        yield made_up_family(rng, plan, job.office.territory_key, day, job.office.code)


def _cases(job: Job, day: date) -> Iterable[Record]:
    rng = Random(f"{job.seed}/cases")
    outcomes = [rng.choice("112") for _ in range(job.granted)]
    outcomes += [rng.choice("334") for _ in range(job.refused)]
    for outcome in outcomes:
        ended = date(job.year, 1, 5) + timedelta(days=rng.randrange(355))
        came = ended - timedelta(days=rng.randrange(15, 160))
        yield made_up_case(rng, kind="A", came=came, ended=ended, outcome=outcome, today=day)
    for _ in range(len(outcomes) // 8):
        came = date(job.year, 12, 20) - timedelta(days=rng.randrange(100))
        yield made_up_case(rng, kind="A", came=came, today=day)


def _oblasts(
    regions: Sequence[Region], period: Period, register: Register, out: Path
) -> tuple[list[Path], int]:
    """Merge each region and print its cell of Table 14 beside the published one."""
    done, differing = [], 0
    target = out / "oblasts"
    target.mkdir(parents=True, exist_ok=True)
    for region in regions:
        received = read_all([out / "returns" / region.key], register)
        alone = [
            c.code
            for c in register.leaves(region.commission.code, period.span.first, period.span.last)
        ]
        if alone == [region.commission.code]:  # hands in straight to the republic
            families = next(
                r.filled for r in received if r.filled and r.filled.definition.code == "1-QO"
            )
            for path in (out / "returns" / region.key).glob("*.xlsx"):
                (target / path.name).write_bytes(path.read_bytes())
        else:
            merged = gather(received, period, region.commission.code, register)
            for one in merged.values():
                written = export_merged(one, register, Signatures(), target)
                if isinstance(written, Finding):
                    raise SystemExit(written.say(Language.EN))
                _tell_stops(region.name, one.findings)
            found = merged["1-QO"].filled
            if found is None:
                raise SystemExit(f"{region.name}: nothing was merged")
            families = found
        differing += _compare(region.name, families, region.families, region.children)
        done.append(target)
    return done, differing


def _compare(name: str, filled: FilledReturn, families: int, children: int) -> int:
    seen = tuple(filled.get("Y", "04", column) for column in ("1", "3"))
    mark = "=" if seen == (families, children) else "DIFFERS"
    sys.stdout.write(f"{name:32} {seen[0]}/{seen[1]}  published {families}/{children}  {mark}\n")
    return int(mark != "=")


def _tell_stops(name: str, findings: Iterable[Finding]) -> None:
    for one in findings:
        if one.severity.stops:
            sys.stdout.write(f"  {name}: {one.rule} {one.say(Language.EN)}\n")


def _republic(
    regions: Sequence[Region],
    cases: tuple[int, int],
    period: Period,
    register: Register,
    call: argparse.Namespace,
) -> int:
    target = call.out / "republic"
    target.mkdir(parents=True, exist_ok=True)
    merged = gather(read_all([call.out / "oblasts"], register), period, REPUBLIC, register)
    for one in merged.values():
        written = export_merged(one, register, Signatures(), target)
        if isinstance(written, Finding):
            raise SystemExit(written.say(Language.EN))
        _tell_stops("republic", one.findings)
    tables = export_tables(merged, register, target)
    if isinstance(tables, Finding):
        raise SystemExit(tables.say(Language.EN))
    for finding in tables[1]:
        sys.stdout.write(f"finding {finding.rule}: {finding.say(Language.EN)}\n")
    families, courts = merged["1-QO"].filled, merged["2-AQA"].filled
    if families is None or courts is None:
        raise SystemExit("nothing was merged for the republic")
    return _published(families, courts, regions, cases, call)


def _published(
    families: FilledReturn,
    courts: FilledReturn,
    regions: Sequence[Region],
    cases: tuple[int, int],
    call: argparse.Namespace,
) -> int:
    total = next(
        r for r in _rows(call.table14) if r["region"] == "total" and int(r["year"]) == call.year
    )
    printed = int(total["families"]), int(total["children"])
    rows = sum(r.families for r in regions), sum(r.children for r in regions)
    seen = tuple(families.get("Y", "04", column) for column in ("1", "3"))
    sys.stdout.write(
        f"republic {seen[0]}/{seen[1]}, rows {rows[0]}/{rows[1]}, published "
        f"{printed[0]}/{printed[1]}\n"
    )
    got = tuple(courts.get("Y", line, "1") for line in ("A.03", "A.04"))
    shown = tell(courts.get("Y", "A.08", "1"), Language.EN)
    wanted = (*cases, tell(share(cases[1], cases[0]), Language.EN))
    sys.stdout.write(
        f"considered {got[0]}, granted {got[1]}, share {shown}; published "
        f"{wanted[0]}, {wanted[1]}, {wanted[2]}\n"
    )
    return int(seen != rows) + int((*got, shown) != wanted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
