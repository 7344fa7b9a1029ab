"""What each command of the command line does; the same operations as the window's."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.admission import leave, open_desk
from desktop.backup_commands import back_up_vault, restore_backup
from desktop.clock import today
from desktop.due_command import tell_due
from desktop.exporting import export_own, write_consolidated
from desktop.gathering import files_in, gather, read_all
from desktop.practising import make_practice_vault
from desktop.returning import prepare
from desktop.self_check import self_check
from desktop.telling import NO_PERIOD, Console, Refused, passphrase_of
from desktop.verifying import verify
from forms.findings import Finding, Severity
from forms.territories import REPUBLIC, Register
from forms.words import N_
from reports.catalogue import RETURNS
from reports.exchange import Received
from reports.merging import Merged
from reports.paper.requisites import Signatures
from reports.parts_table import check_table
from reports.period import Period

MADE = N_("Made: {file}")
FAMILIES = N_("The vault is a practice one: everybody in it is made up. Passphrase as given.")
THERE = N_("{file} is there already and stays as it is. Choose another folder or take it away.")
NO_FOLDER = N_("The folder {folder} cannot be made: {reason}.")
ACCEPTED = N_("{file}: accepted. {title}, {office}, {period}, revision {revision}.")
REFUSED = N_("{file}: not accepted; why stands below.")
NOTHING_TO_CHECK = N_("Name at least one workbook or folder, or a table with --table.")
NO_OFFICE = N_("There is no commission {code} on {day}. Write a code of the register, or republic.")
MERGED = N_("{title}, {period}: {taken} of {all} parts taken, {missing} missing.")
NO_FILES = N_("No workbook is found in {place}.")


def run(call: argparse.Namespace, console: Console) -> None:
    """Run the command of a call; raises Refused when it cannot be carried out."""
    _COMMANDS[call.command](call, console)


def _demo(call: argparse.Namespace, console: Console) -> None:
    period = _period(call)
    passphrase = passphrase_of(call, console.lang)
    folder = _folder(call.folder)
    path = folder / f"{call.commission}-{period}-practice.pana"
    if path.exists():
        raise Refused(_format("P05", THERE, file=str(path)))
    desk = make_practice_vault(
        path,
        passphrase,
        call.commission,
        period,
        families=call.families,
        cases=call.cases,
        seed=call.seed,
        day=today,
    )
    if isinstance(desk, Finding):
        raise Refused(desk)
    leave(desk)
    console.line(MADE, file=path)
    console.line(FAMILIES)


def _returns(call: argparse.Namespace, console: Console) -> None:
    period = _period(call)
    passphrase = passphrase_of(call, console.lang)
    desk = open_desk(call.vault, passphrase)
    if isinstance(desk, Finding):
        raise Refused(desk)
    try:
        folder = _folder(call.out)
        for one in RETURNS:
            prepared = prepare(desk, one.definition.code, period)
            made = export_own(desk, prepared, folder)
            if isinstance(made, Finding):
                raise Refused(made)
            for path in made:
                console.line(MADE, file=path)
            console.findings(prepared.findings)
    finally:
        leave(desk)


def _check(call: argparse.Namespace, console: Console) -> None:
    if call.table is None and not call.files:
        raise Refused(_format("P04", NOTHING_TO_CHECK))
    if call.table is not None:
        found = check_table(call.table)
        if any(one.severity is Severity.FORMAT for one in found):
            raise Refused(found[0])
        console.findings(found)
    if not call.files:
        return
    received = read_all(call.files, _register(call, console))
    if not received:
        raise Refused(_format("P06", NO_FILES, place=", ".join(map(str, call.files))))
    for one in received:
        _told(one, console)
    if all(one.filled is None for one in received):
        console.worst = 2


def _told(one: Received, console: Console) -> None:
    if one.filled is None:
        console.line(REFUSED, file=one.name)
    else:
        code, office, period = one.filled.key
        console.line(
            ACCEPTED,
            file=one.name,
            title=one.filled.definition.index,
            office=office,
            period=period,
            revision=one.filled.revision,
        )
    console.findings(one.findings)


def _merge(call: argparse.Namespace, console: Console) -> None:
    period = _period(call)
    register = _register(call, console)
    day = period.span.last
    if call.into != REPUBLIC and register.commission(call.into, day) is None:
        raise Refused(_format("P07", NO_OFFICE, code=call.into, day=day))
    if not files_in(call.files):
        raise Refused(_format("P06", NO_FILES, place=", ".join(map(str, call.files))))
    received = read_all(call.files, register)
    merged = gather(received, period, call.into, register)
    folder = _folder(call.out)
    made = write_consolidated(merged, register, Signatures(), folder)
    if isinstance(made, Finding):
        raise Refused(made)
    for one in merged.values():
        _tell_consolidated(one, period, console)
    if all(one.filled is None for one in merged.values()):
        console.worst = 2
        return
    for path in made[0]:
        console.line(MADE, file=path)
    console.findings(made[1])


def _tell_consolidated(one: Merged, period: Period, console: Console) -> None:
    console.findings(one.findings)
    if one.filled is None:
        return
    states = [part.state.value for part in one.filled.parts]
    console.line(
        MERGED,
        title=one.filled.definition.index,
        period=period,
        taken=states.count("taken"),
        all=len(states),
        missing=states.count("missing"),
    )


def _register(call: argparse.Namespace, console: Console) -> Register:
    """Give the register that counts: the vault's own where one is named, else the shipped one.

    Edits of the vault that do not hold any more are told as findings.
    """
    if call.vault is None:
        return Register.shipped()
    desk = open_desk(call.vault, passphrase_of(call, console.lang))
    if isinstance(desk, Finding):
        raise Refused(desk)
    leave(desk)
    console.findings(desk.register.refused)
    return desk.register


def _self_check(call: argparse.Namespace, console: Console) -> None:
    self_check(console)


def _period(call: argparse.Namespace) -> Period:
    period = Period.read(call.period)
    if period is None:
        raise Refused(_format("P03", NO_PERIOD, text=call.period))
    return period


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            _format("P08", NO_FOLDER, folder=str(folder), reason=error.strerror or "")
        ) from error
    return folder


def _format(rule: str, sentence: str, **values: object) -> Finding:
    return Finding(rule, Severity.FORMAT, sentence, {}, values)


_COMMANDS: dict[str, Callable[[argparse.Namespace, Console], None]] = {
    "demo": _demo,
    "returns": _returns,
    "check": _check,
    "merge": _merge,
    "self-check": _self_check,
    "backup": back_up_vault,
    "restore": restore_backup,
    "verify": verify,
    "due": tell_due,
}
