"""Tries the whole program out in a temporary folder and says what it did."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import TypeVar

from desktop.admission import create_desk, leave, open_desk
from desktop.desk import Desk
from desktop.exporting import export, export_merged
from desktop.gathering import gather, read_all
from desktop.returning import prepare
from desktop.telling import Console
from forms.findings import Finding
from forms.practice import FamilyPlan, made_up_case, made_up_child, made_up_family
from forms.rights import Right
from forms.words import N_
from reports.catalogue import RETURNS
from reports.filled import FilledReturn
from reports.paper.requisites import Signatures
from reports.period import Period

OFFICE, PARENT = "KDN-1132", "KDN-1100"
PERIOD = Period(2026, 3)
DAY = date(2026, 10, 1)
PASSPHRASE = "self-check of a made-up vault"

VAULT = N_("1. A fresh vault was made, closed and opened again with its passphrase.")
CARDS = N_("2. A family and a court case were saved and read back equal.")
PRINTED = N_("3. Both returns were counted and written: {files} files.")
READ = N_("4. The workbooks were read back; every number is the same.")
SUMMED = N_("5. They were merged into {office}; the sums agree.")
JOURNAL = N_("6. The vault is sound, and its journal of {rows} rows is whole.")
WELL = N_("Pana works on this computer.")


Result = TypeVar("Result")


class Unwell(Exception):
    """The self-check found the program broken; the message says at which step."""


@dataclass(frozen=True, slots=True)
class _Printed:
    filled: dict[str, FilledReturn]
    files: int


def self_check(console: Console) -> None:
    """Run all steps; raises Unwell when one goes wrong, which is an error of ours."""
    with tempfile.TemporaryDirectory(prefix="pana-") as folder:
        place = Path(folder)
        desk = _vault(place / "check.pana")
        try:
            console.line(VAULT)
            _cards(desk)
            console.line(CARDS)
            printed = _print(desk, place / "out")
            console.line(PRINTED, files=printed.files)
            _merge(desk, printed, place / "out", place / "merged", console)
            _look_through(desk, console)
        finally:
            leave(desk)
    console.line(WELL)


def _vault(path: Path) -> Desk:
    made = _well(create_desk(path, PASSPHRASE, OFFICE, PERIOD, practice=True, day=lambda: DAY))
    leave(made[0])
    return _well(open_desk(path, PASSPHRASE, day=lambda: DAY))


def _cards(desk: Desk) -> None:
    rng = Random(7)
    registered = date(2026, 8, 28)
    children = tuple(made_up_child(rng, registered) for _ in range(2))
    plan = FamilyPlan(registered, children)
    cards = (
        made_up_family(rng, plan, "akmola-akkol", DAY, OFFICE),
        made_up_case(rng, kind="A", came=date(2026, 7, 6), ended=date(2026, 8, 20), today=DAY),
    )
    for card in cards:
        with desk.begin(Right.CHANGE) as work:
            saved = work.save(card, who=desk.who, when=desk.now())
        with desk.store.reading() as reading:
            back = reading.get(card.form, card.id)
        if back != saved or saved.values != card.values:
            raise Unwell("a card came back from the vault changed")


def _print(desk: Desk, folder: Path) -> _Printed:
    folder.mkdir()
    filled, files = {}, 0
    for one in RETURNS:
        prepared = prepare(desk, one.definition.code, PERIOD)
        if any(finding.severity.stops for finding in prepared.findings):
            raise Unwell(f"{one.definition.code} breaks a control")
        files += len(_well(export(prepared.filled, desk.register, Signatures(), folder)))
        filled[one.definition.code] = prepared.filled
    return _Printed(filled, files)


def _merge(desk: Desk, printed: _Printed, folder: Path, target: Path, console: Console) -> None:
    received = read_all([folder], desk.register)
    back = {one.filled.definition.code: one.filled for one in received if one.filled is not None}
    if {code: one.numbers for code, one in back.items()} != {
        code: one.numbers for code, one in printed.filled.items()
    }:
        raise Unwell("a return came back from its workbook changed")
    console.line(READ)
    target.mkdir()
    for code, merged in gather(received, PERIOD, PARENT, desk.register).items():
        if merged.filled is None:
            raise Unwell(f"{code} was not merged")
        own = printed.filled[code].numbers
        summed = {cell: merged.filled.numbers[cell] for cell in own}
        if summed != own:
            raise Unwell(f"the sum of one {code} is not that one")
        _well(export_merged(merged, desk.register, Signatures(), target))
    console.line(SUMMED, office=PARENT)


def _look_through(desk: Desk, console: Console) -> None:
    checked = desk.store.check_journal()
    found = (*desk.store.vault.integrity(), *checked.findings)
    if found or not checked.rows:
        raise Unwell(f"the vault is not sound: {[one.rule for one in found]}")
    console.line(JOURNAL, rows=checked.rows)


def _well(outcome: Result | Finding) -> Result:
    if isinstance(outcome, Finding):
        raise Unwell(f"{outcome.rule}: {outcome.sentence}")
    return outcome
