"""Writes returns as the workbook that travels and the PDF that is signed."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from desktop.desk import Desk
from desktop.office_details import load_office
from forms.findings import Finding
from forms.territories import Register
from reports.exchange import write_return
from reports.filled import FilledReturn
from reports.merging import Merged
from reports.requisites import Signatures


def export(
    filled: FilledReturn,
    register: Register,
    signed: Signatures,
    folder: Path,
    findings: Sequence[Finding] = (),
) -> tuple[Path, ...] | Finding:
    """Write one return as xlsx and pdf into a folder; a refusal of the disk is a finding."""
    return write_return(filled, register, signed, folder, findings)


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
