"""Gathers the returns that offices sent: files and folders in, consolidated returns out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from forms.territories import Register
from reports.catalogue import RETURNS
from reports.controls import controls
from reports.exchange import Received, read_return
from reports.filled import Decision
from reports.merging import Merged, merge
from reports.period import Period

BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files themselves, and the workbooks of folders at any depth, in a stable order.

    Hidden files and the owner files that Excel leaves ("~$…") are passed over in folders; a file
    named by a person is always looked at.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.is_file() and _sent(one))
            found.extend(sorted(inside))
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def _sent(path: Path) -> bool:
    return path.suffix.lower() in BOOKS and not path.name.startswith(("~$", "."))


def read_all(paths: Iterable[Path], register: Register) -> tuple[Received, ...]:
    """Read files as the merge does; each says of itself whether it is accepted and why not."""
    return tuple(read_return(path, register) for path in files_in(paths))


def gather(
    received: Sequence[Received],
    period: Period,
    into: str,
    register: Register,
    decisions: Sequence[Decision] = (),
) -> dict[str, Merged]:
    """Merge what was read into both returns of an office for a quarter, by return code.

    A file of one return is offered to that merge alone; one that holds no return to both, so that
    each of them tells it.
    """
    return {
        one.definition.code: merge(
            [r for r in received if r.filled is None or r.filled.definition is one.definition],
            one.definition,
            into,
            period,
            register,
            controls=controls,
            decisions=decisions,
        )
        for one in RETURNS
    }
