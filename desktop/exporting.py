"""Writes returns as the workbook that travels and the PDF that is signed."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path

from desktop.desk import Desk
from desktop.noting import code_of_return, note
from desktop.office_details import load_office
from desktop.returning import Prepared
from forms.files import Writing, write_all
from forms.findings import Finding
from forms.rights import Right
from forms.store.deeds import Deed
from forms.territories import REPUBLIC, Register
from reports.court_return import COURT_RETURN
from reports.exchange import return_files, write_return
from reports.family_return import FAMILY_RETURN
from reports.filled import FilledReturn
from reports.merging import Merged
from reports.national import table14, table15
from reports.paper.national_sheets import table14_sheet, table15_sheet
from reports.paper.requisites import Signatures
from reports.pdf import write_pdf
from reports.workbook import write_workbook

FIRST_PRINTED = 2016


def export(
    filled: FilledReturn,
    register: Register,
    signed: Signatures,
    folder: Path,
    findings: Sequence[Finding] = (),
) -> tuple[Path, ...] | Finding:
    """Write one return as xlsx and pdf into a folder; a refusal of the disk is a finding."""
    return write_return(filled, register, signed, folder, findings)


def export_own(desk: Desk, prepared: Prepared, folder: Path) -> tuple[Path, ...] | Finding:
    """Write a return of this office as xlsx and pdf, and note it; a refusal notes nothing."""
    desk.require(Right.WRITE_RETURN)
    filled, found = prepared.filled, prepared.findings
    made = export(filled, desk.register, signatures(desk), folder, found)
    if not isinstance(made, Finding):
        record = code_of_return(*filled.key)
        note(
            desk,
            Right.WRITE_RETURN,
            Deed.RETURN_EXPORTED,
            form="return",
            record=record,
            about=len(made),
        )
    return made


def export_consolidated(
    desk: Desk, merged: Mapping[str, Merged], folder: Path
) -> tuple[Path, ...] | Finding:
    """Write every merged return and the national tables, and note it as one deed."""
    desk.require(Right.MERGE)
    made = write_consolidated(merged, desk.register, signatures(desk), folder)
    if isinstance(made, Finding):
        return made
    filled = [one.filled.key for one in merged.values() if one.filled is not None]
    if filled:
        _, office, period = filled[-1]
        record = f"{office}/{period}"
        note(
            desk, Right.MERGE, Deed.MERGE_EXPORTED, form="return", record=record, about=len(made[0])
        )
    return made[0]


def write_consolidated(
    merged: Mapping[str, Merged], register: Register, signed: Signatures, folder: Path
) -> tuple[tuple[Path, ...], tuple[Finding, ...]] | Finding:
    """Write every merged return and the national tables, all of them or none.

    Gives the files and what the national tables find.
    """
    files: dict[Path, Writing] = {}
    for one in merged.values():
        if one.filled is not None:
            files |= return_files(one.filled, register, signed, folder, one.findings)
    tables, findings = _tables(merged, register, folder)
    files |= tables
    return write_all(files) or (tuple(files), findings)


def export_merged(
    merged: Merged, register: Register, signed: Signatures, folder: Path
) -> tuple[Path, ...] | Finding:
    """Write a consolidated return; raises ValueError when nothing could be merged."""
    if merged.filled is None:
        raise ValueError("nothing was merged")
    return write_return(merged.filled, register, signed, folder, merged.findings)


def signatures(desk: Desk) -> Signatures:
    """Give what the office writes on its returns, as kept in the vault.

    A due day that is no day of every month falls back to the fifth.
    """
    kept = load_office(desk)
    due = kept.pop("due_day", "")
    known = {one.name for one in fields(Signatures)} - {"due_day"}
    told = {name: text for name, text in kept.items() if name in known}
    day = int(due) if due.isdigit() and 1 <= int(due) <= 28 else Signatures().due_day
    return Signatures(**told, due_day=day)


def export_tables(
    merged: Mapping[str, Merged], register: Register, folder: Path
) -> tuple[tuple[Path, ...], tuple[Finding, ...]] | Finding:
    """Write Tables 14 and 15 up to the year of the republic's returns of a fourth quarter.

    Gives the files and what the tables find (a printed total that its rows do not add up to);
    nothing for another office or quarter, or where a return lacks.
    """
    files, findings = _tables(merged, register, folder)
    return write_all(files) or (tuple(files), findings)


def _tables(
    merged: Mapping[str, Merged], register: Register, folder: Path
) -> tuple[dict[Path, Writing], tuple[Finding, ...]]:
    """Give the files of Tables 14 and 15 with what writes them, and what the tables find."""
    filled = {code: one.filled for code, one in merged.items() if one.filled is not None}
    whole = {FAMILY_RETURN.code, COURT_RETURN.code} <= set(filled)
    if not whole or any(
        one.office != REPUBLIC or one.period.quarter != 4 for one in filled.values()
    ):
        return {}, ()
    year = filled[FAMILY_RETURN.code].period.year
    years = range(min(FIRST_PRINTED, year), year + 1)
    families = table14(years, {year: filled[FAMILY_RETURN.code]}, register)
    courts = table15(years, {year: filled[COURT_RETURN.code]})
    sheets = (table14_sheet(families), table15_sheet(courts))
    title, stem = f"14, 15 · {year}", f"tables_14_15_{year}"
    files: dict[Path, Writing] = {
        folder / f"{stem}.{ending}": partial(writer, sheets, title=title, author="", subject="")
        for ending, writer in (("xlsx", write_workbook), ("pdf", write_pdf))
    }
    return files, (*families.findings, *courts.findings)
