"""Fills a practice vault with made-up families and cases, so that a quarter can be tried out."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from desktop.admission import create_desk
from desktop.desk import Desk
from desktop.returning import confirm, hand_in, prepare
from forms.findings import Finding, Severity
from forms.practice import FamilyPlan, made_up_case, made_up_child, made_up_family
from forms.record import Record
from forms.rights import Right
from forms.words import N_
from reports.catalogue import RETURNS
from reports.period import Period

NO_SUCH = N_(
    "There is no commission {code} on {day}. Take a code of the register, for example KDN-1132."
)
REASONS = ("01", "01", "01", "06", "07", "10", "05")
WHY = "2"


def make_practice_vault(
    path: Path,
    passphrase: str,
    office: str,
    period: Period,
    *,
    families: int = 40,
    cases: int = 12,
    seed: int = 1,
    day: Callable[[], date],
) -> Desk | Finding:
    """Make a practice vault whose quarters before the period are handed in already.

    Everybody in it is made up; the same seed makes the same people.  The vault is marked practice,
    and so is everything that comes out of it.
    """
    first = Period(period.year, 1)
    made = create_desk(path, passphrase, office, first, practice=True, day=day)
    if isinstance(made, Finding):
        return made
    desk, _ = made
    last = min(period.span.last, max(day(), period.span_first))
    commission = desk.register.commission(office, last)
    if commission is None:
        desk.store.vault.close()
        path.unlink()
        return Finding(
            "D01", Severity.FORMAT, NO_SUCH, {"office": office}, {"code": office, "day": last}
        )
    rng = Random(seed)
    target = next(
        (c.code for c in desk.register.commissions(last) if c.code != office and c.keeps_cards), ""
    )
    cards = [
        *_families(rng, families, commission.territory_key, target, last, office),
        *_cases(rng, cases, last, office),
    ]
    with desk.begin(Right.CHANGE) as work:
        for card in cards:
            work.save(card, who=desk.who, when=desk.now())
    for earlier in period.so_far()[:-1]:
        hand_in_all(desk, earlier)
    return desk


def hand_in_all(desk: Desk, period: Period) -> None:
    """Hand in both returns of a quarter, the soft findings confirmed; for practice only.

    Raises ValueError when a made-up return breaks a control: then the making is wrong.
    """
    for counted in RETURNS:
        prepared = prepare(desk, counted.definition.code, period)
        soft = [one for one in prepared.findings if one.severity is Severity.SOFT]
        prepared = confirm(desk, prepared, soft, WHY)
        done = hand_in(desk, prepared)
        if isinstance(done, tuple):
            raise ValueError(f"a made-up return breaks {done[0].rule}: {dict(done[0].values)}")


def _families(
    rng: Random, number: int, territory: str, target: str, last: date, office: str
) -> Iterator[Record]:
    made = 0
    while made < number:
        registered = last - timedelta(days=rng.randrange(3, 900))
        children = tuple(
            made_up_child(rng, registered, eldest=14) for _ in range(rng.choice((1, 1, 2, 2, 3, 4)))
        )
        removed, reason = None, ""
        if rng.random() < 0.3:
            removed = registered + timedelta(days=rng.randrange(20, 700))
            reason = rng.choice(REASONS)
        if removed is not None and removed > last:
            removed = None
        plan = FamilyPlan(
            registered, children, removed, reason or "01", rng.choice("11123"), target, target
        )
        try:
            card = made_up_family(rng, plan, territory, last, office)
        except ValueError:
            continue  # the drawn dates do not fit together (of age before the removal): draw again
        made += 1
        yield card


def _cases(rng: Random, number: int, last: date, office: str) -> Iterator[Record]:
    for _ in range(number):
        came = last - timedelta(days=rng.randrange(5, 500))
        ended: date | None = came + timedelta(days=rng.randrange(20, 120))
        if ended is not None and ended > last:
            ended = None
        kind = rng.choice("AAAAAABCD")
        outcome = rng.choice("1111335678")
        yield made_up_case(
            rng, kind=kind, came=came, today=last, ended=ended, outcome=outcome, office=office
        )
