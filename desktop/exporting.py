"""Writes returns as the workbook that travels and the PDF that is signed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from desktop.desk import Desk
from forms.findings import Finding
from forms.territories import Register
from reports.exchange import write_return
from reports.filled import FilledReturn
from reports.merging import Merged
from reports.requisites import Signatures

SIGNATURES = "signatures"


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
    """Give what the office writes on its returns, as kept in the vault."""
    with desk.store.reading() as reading:
        kept = reading.setting(SIGNATURES)
    if not isinstance(kept, dict):
        return Signatures()
    known = {one.name for one in fields(Signatures)}
    return Signatures(**{name: value for name, value in kept.items() if name in known})  # type: ignore[arg-type]


def keep_signatures(desk: Desk, told: Mapping[str, str | int]) -> None:
    """Keep what the office writes on its returns."""
    whole = {**asdict(signatures(desk)), **told}
    with desk.store.begin() as work:
        work.set_setting(SIGNATURES, whole)
